// Views that set rules against each other, in one file: what they share is said once.

export * as map from "./map.js";
export * as race from "./race.js";
export * as series from "./series.js";
