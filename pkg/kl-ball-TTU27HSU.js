import{_4t_1xpk as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-TTU27HSU.js.map
