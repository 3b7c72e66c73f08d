function a(a){let r=a.results(),e=a.minima();if(e.every(a=>a<=0))return r;let s=a.arrivals();return r.map((a,r)=>e[r]>0?t(e[r],s[r]):a)}var r=a=>Math.floor(a/1048576),e=a=>a%1048576,t=(a,r)=>a*1048576+r;export{r as a,e as b,t as c,a as d};
//# sourceMappingURL=kl-ball-H47C22JW.js.map
