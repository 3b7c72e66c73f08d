import"./kl-ball-EI4B6A3L.js";
