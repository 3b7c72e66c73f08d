import{_5q_37y1 as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-SHLNPJZZ.js.map
