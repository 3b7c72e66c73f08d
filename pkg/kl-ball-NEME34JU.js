import{_4j_293l as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-NEME34JU.js.map
