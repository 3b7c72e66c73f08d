import{_5q_4nbj as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-H6NM6UZ4.js.map
