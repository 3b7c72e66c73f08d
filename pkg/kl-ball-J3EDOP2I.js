function r(r,o){let s=a(r,o);return s!==void 0&&r.subarray(s).some(r=>r>o)}import{d as a}from"./kl-ball-77TSEUM2.js";export{r as a};
//# sourceMappingURL=kl-ball-J3EDOP2I.js.map
