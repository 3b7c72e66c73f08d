import{b as s}from"./kl-ball-EGDWXHXQ.js";export{s as svg};
