import{b as s}from"./kl-ball-ZXD2IKT4.js";export{s as svg};
