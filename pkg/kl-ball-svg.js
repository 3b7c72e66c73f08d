import{b as s}from"./kl-ball-BDFQ3WXP.js";export{s as svg};
