import{a,b,c,d,e,f}from"./kl-ball-K5QLAQOY.js";import"./kl-ball-46NHACW6.js";export{f as SeriesView,e as caption,d as measure,a as panels,b as read,c as write};
