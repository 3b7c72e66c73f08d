import"./kl-ball-EOMWAPOZ.js";import"./kl-ball-5JAEYS6Q.js";import"./kl-ball-GM25WA4Z.js";
