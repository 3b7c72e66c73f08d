// The part of a panel's state that one frame leaves to the next. Every view has its own entries.

import type { Gap, MapOfRule, Pair } from "../scene/shape.js";

export interface Held {
  /** Bounds of axes, which stay while they fit: of values, of a score's two coordinates, of gaps. */
  bounds?: Pair;
  halves?: Pair;
  gaps?: Pair;
  /** Two distributions: where the axis ends. */
  end?: number;
  /** Their curves: the highest value seen of a model. */
  top?: { of: string; value: number };
  /** Halved steps: the last whole results. */
  last?: Gap[][];
  /** A map: the last results. */
  map?: MapOfRule;
  /** Distributions: the density at the upper end of the axis. */
  highest?: number;
}

/** What a hand holds: the scale, so that what is held stays under the hand, and perhaps the axis, where it depends on that. */
export interface Grip {
  axis?: true;
}
