function r(r,o){let s=a(r,o);return s!==void 0&&r.subarray(s).some(r=>r>o)}import{d as a}from"./kl-ball-2WO5WZNK.js";export{r as a};
//# sourceMappingURL=kl-ball-534OV4UD.js.map
