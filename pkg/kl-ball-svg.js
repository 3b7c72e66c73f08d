import{b as s}from"./kl-ball-2DNNQUCL.js";export{s as svg};
