import{b as s}from"./kl-ball-HSNS5DUL.js";export{s as svg};
