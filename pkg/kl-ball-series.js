import{a,b,c,d,e,f}from"./kl-ball-3JDPAQX4.js";import"./kl-ball-EMKA4LLJ.js";export{f as SeriesView,e as caption,d as measure,a as panels,b as read,c as write};
