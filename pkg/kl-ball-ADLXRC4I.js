var a=(a,r)=>[a[2*r],a[2*r+1]];export{a};
//# sourceMappingURL=kl-ball-ADLXRC4I.js.map
