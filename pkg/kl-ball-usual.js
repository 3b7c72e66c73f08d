import"./kl-ball-MZ6R4QRT.js";import"./kl-ball-47ICXYIC.js";import"./kl-ball-TSKIP7LG.js";
