import{_4b_3iir as a}from"./kl-ball-element.js";var e="1",r=2e5;export{e as a,r as b};
//# sourceMappingURL=kl-ball-VZR3KD6C.js.map
