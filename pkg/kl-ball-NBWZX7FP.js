import{_4o_2gad as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-NBWZX7FP.js.map
