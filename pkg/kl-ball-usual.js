import"./kl-ball-4GTG7TFF.js";
