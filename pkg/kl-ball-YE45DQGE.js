var r=r=>Math.floor(r/1048576),a=r=>r%1048576,e=(r,a)=>r*1048576+a;function t(r){let a=r.results(),t=r.minima();if(t.every(r=>r<=0))return a;let s=r.arrivals();return a.map((r,a)=>t[a]>0?e(t[a],s[a]):r)}
export{r as a,a as b,e as c,t as d};
//# sourceMappingURL=kl-ball-YE45DQGE.js.map
