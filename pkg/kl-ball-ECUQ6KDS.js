import{_55_1kg0 as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-ECUQ6KDS.js.map
