function r(r,o){let s=a(r,o);return s!==void 0&&r.subarray(s).some(r=>r>o)}import{d as a}from"./kl-ball-LCYSARX7.js";export{r as a};
//# sourceMappingURL=kl-ball-UMEPG623.js.map
