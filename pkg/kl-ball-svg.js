import{b as s}from"./kl-ball-SHZZNM6J.js";export{s as svg};
