import{b as s}from"./kl-ball-5AGMQINX.js";export{s as svg};
