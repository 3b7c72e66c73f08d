import{b as s}from"./kl-ball-5A5QEAPY.js";export{s as svg};
