function r(r,o){let s=a(r,o);return s!==void 0&&r.subarray(s).some(r=>r>o)}import{d as a}from"./kl-ball-IKIB654N.js";export{r as a};
//# sourceMappingURL=kl-ball-OBNCMLRV.js.map
