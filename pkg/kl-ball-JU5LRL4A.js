import{_5q_55s8 as a}from"./kl-ball-element.js";var e="1",s=2e5;export{e as a,s as b};
//# sourceMappingURL=kl-ball-JU5LRL4A.js.map
