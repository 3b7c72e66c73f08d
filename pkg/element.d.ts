export * from "./kl-ball-element.js";
