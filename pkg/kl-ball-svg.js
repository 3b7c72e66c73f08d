import{b as s}from"./kl-ball-R4SCWEOH.js";export{s as svg};
