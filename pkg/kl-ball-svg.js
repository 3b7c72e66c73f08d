import{b as s}from"./kl-ball-4PCP6DEC.js";export{s as svg};
