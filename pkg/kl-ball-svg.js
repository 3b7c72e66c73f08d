import{b as s}from"./kl-ball-UXDP2ZKO.js";export{s as svg};
