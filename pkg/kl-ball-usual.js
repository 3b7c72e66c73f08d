import"./kl-ball-J756HC7B.js";
