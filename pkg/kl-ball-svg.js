import{b as s}from"./kl-ball-GUWHN67W.js";export{s as svg};
