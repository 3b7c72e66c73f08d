import{_4s_54fk as a}from"./kl-ball-element.js";var e="1",s=2e5;export{e as a,s as b};
//# sourceMappingURL=kl-ball-DBAGSLEN.js.map
