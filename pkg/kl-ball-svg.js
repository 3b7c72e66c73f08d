import{b as s}from"./kl-ball-E3T6FKHZ.js";export{s as svg};
