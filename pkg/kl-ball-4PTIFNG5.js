import{_4t_18rf as a}from"./kl-ball-element.js";var e="1",r=2e5;export{e as a,r as b};
//# sourceMappingURL=kl-ball-4PTIFNG5.js.map
