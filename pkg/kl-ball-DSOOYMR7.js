import{_6d_1kuy as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-DSOOYMR7.js.map
