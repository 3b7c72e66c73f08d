// All views: two that every element has from the start, and others that are fetched
// together when a figure first needs one of them.

import "./plane.js";
import "./density.js";
import { announceAll } from "./registry.js";

const POLICY = { model: "policy" };

announceAll([
  ["divergence"], ["score"], ["expansion"], ["halving"], ["order"], ["series"], ["map"], ["race"],
  ["policy", POLICY], ["cliff", POLICY], ["fan", POLICY],
], () => import("./others.js"));
