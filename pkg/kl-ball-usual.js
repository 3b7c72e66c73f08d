import"./kl-ball-SCKZR3QM.js";
