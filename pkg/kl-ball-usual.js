import"./kl-ball-544YJFHE.js";
