// Views that an element does not have from the start, in one file: what they share is said once.

export * as divergence from "./divergence.js";
export * as score from "./score.js";
export * as expansion from "./expansion.js";
export * as halving from "./halving.js";
export * as order from "./order.js";
export * as series from "./series.js";
export * as map from "./map.js";
export * as race from "./race.js";
export * as policy from "./policy.js";
export * as cliff from "./cliff.js";
export * as fan from "./fan.js";
