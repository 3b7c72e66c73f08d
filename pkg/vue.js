// The element; its types are those of the framework.
import "./kl-ball-element.js";
export * from "./kl-ball-element.js";
