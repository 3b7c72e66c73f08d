import"./kl-ball-NA6Q6G2X.js";import"./kl-ball-ADLXRC4I.js";
