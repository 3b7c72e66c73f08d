import"./kl-ball-4Q4UVI6Z.js";
