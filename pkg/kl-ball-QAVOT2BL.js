import{_6b_k3pj as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-QAVOT2BL.js.map
