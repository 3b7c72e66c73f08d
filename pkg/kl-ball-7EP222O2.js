import{_4s_63tk as a}from"./kl-ball-element.js";var e="1",s=2e5;export{e as a,s as b};
//# sourceMappingURL=kl-ball-7EP222O2.js.map
