// All views: two that every element has from the start, and others that are fetched
// together when a figure first needs one of them.

import "./plane.js";
import "./density.js";
import { announceAll } from "./registry.js";

announceAll([
  ["field", { isLight: true }], ["morph"], ["divergence", { isLight: true }], ["score", { isLight: true }],
  ["expansion", { isLight: true }], ["halving"], ["order"], ["series", { isLight: true }], ["map"], ["race"],
  ["policy", { ofEpisodes: true }], ["cliff", { ofEpisodes: true }], ["fan", { ofEpisodes: true }],
], () => import("./others.js"));
