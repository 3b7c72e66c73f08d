import{b as s}from"./kl-ball-JKFHBNZ3.js";export{s as svg};
