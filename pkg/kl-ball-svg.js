import{b as s}from"./kl-ball-47NKVXQ4.js";export{s as svg};
