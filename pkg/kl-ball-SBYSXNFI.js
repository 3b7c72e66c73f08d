import{_55_2ro9 as a}from"./kl-ball-element.js";var e="1",r=2e5;export{e as a,r as b};
//# sourceMappingURL=kl-ball-SBYSXNFI.js.map
