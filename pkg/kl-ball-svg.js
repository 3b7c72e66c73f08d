import{b as s}from"./kl-ball-34NS6VOM.js";export{s as svg};
