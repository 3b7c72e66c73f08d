import{b as s}from"./kl-ball-HNDYHUJI.js";export{s as svg};
