import"./kl-ball-6K4KUOJX.js";import"./kl-ball-ADLXRC4I.js";
