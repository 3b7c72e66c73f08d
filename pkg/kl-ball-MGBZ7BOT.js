import{_6c_4l2m as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-MGBZ7BOT.js.map
