import{_55_5zi3 as a}from"./kl-ball-element.js";var e="1",l=2e5;export{e as a,l as b};
//# sourceMappingURL=kl-ball-Y3T7SSMQ.js.map
