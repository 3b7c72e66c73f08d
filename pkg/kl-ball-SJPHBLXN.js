import{_5f_4x9o as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-SJPHBLXN.js.map
