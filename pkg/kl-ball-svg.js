import{b as s}from"./kl-ball-XSCOOJBW.js";export{s as svg};
