import{b as s}from"./kl-ball-LJZ5K3HN.js";export{s as svg};
