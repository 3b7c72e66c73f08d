import{b as s}from"./kl-ball-AWHTK736.js";export{s as svg};
