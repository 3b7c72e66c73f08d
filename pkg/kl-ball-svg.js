import{b as s}from"./kl-ball-ANWL3PY2.js";export{s as svg};
