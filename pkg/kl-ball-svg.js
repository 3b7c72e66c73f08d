import{b as s}from"./kl-ball-D37D6CS3.js";export{s as svg};
