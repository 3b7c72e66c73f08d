import{b as s}from"./kl-ball-V2PCWYHZ.js";export{s as svg};
