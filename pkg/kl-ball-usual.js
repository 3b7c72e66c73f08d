import"./kl-ball-RRNNC4WI.js";import"./kl-ball-67G4CEUZ.js";import"./kl-ball-YM5PMKXI.js";
