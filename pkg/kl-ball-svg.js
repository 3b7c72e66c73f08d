import{b as s}from"./kl-ball-HF6KLO5Y.js";export{s as svg};
