/** @import { One } from "./one.js" */
/** @typedef {One | number} Other */
export {};
