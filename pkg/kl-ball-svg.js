import{b as s}from"./kl-ball-CKIZCF4U.js";export{s as svg};
