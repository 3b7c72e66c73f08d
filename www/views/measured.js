// Views that measure distributions, in one file: what they share is said once.

export * as divergence from "./divergence.js";
export * as expansion from "./expansion.js";
export * as halving from "./halving.js";
export * as order from "./order.js";
export * as score from "./score.js";
