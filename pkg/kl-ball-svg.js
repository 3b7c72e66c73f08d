import{b as s}from"./kl-ball-XXNNPMEZ.js";export{s as svg};
