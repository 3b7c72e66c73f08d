import{b as s}from"./kl-ball-JZDIIVR6.js";export{s as svg};
