import"./kl-ball-VZHEO6XD.js";import"./kl-ball-GXT3WUOV.js";import"./kl-ball-MYWLIF62.js";
