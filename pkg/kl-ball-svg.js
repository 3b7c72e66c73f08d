import{b as s}from"./kl-ball-G6NJ6J3I.js";export{s as svg};
