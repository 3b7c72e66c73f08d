// What a panel remembers from frame to frame, by what it is. Every view has its own entries.

import type { Pair, PlaneGround } from "../../pkg/kl_ball.js";
import type { Field } from "../compute/places.js";
import type { Spot } from "../compute/scores.js";
import type { Gap, MapTally } from "../scene/shape.js";
import type { Moving, Passage } from "./morph/passage.js";
import type { Sheet } from "./morph/sheet.js";
import type { HandlePlace } from "./common.js";

/** What is made once for a key; see kept.js. */
export interface Remembered {
  /** A plane: the names of its corners, and ellipses of equal cost. */
  corners: { name: string; at: Pair }[];
  ellipses: Float64Array[];
  /** A field: balls and discs, or the ends of arrows. */
  field: Field;
  arrows: Record<"gradient" | "natural", number[]>;
  /** Distributions: the values along the axis. */
  xs: Float64Array;
  /** Scores: equal ones combined. */
  spots: Spot[];
  /** A map: its pixels. */
  pixels: Uint8ClampedArray;
  /** The way between two charts: the window in which discs are round, everything in the first one, level lines and grids, and how places move. */
  round: PlaneGround;
  layers: { handles: HandlePlace[]; layers: Record<"kept" | "old" | "later" | "rest" | "names" | "newNames", Moving> };
  sheets: Moving[];
  passage: Passage;
}

export interface Kept {
  made?: { [Name in keyof Remembered]?: { key: unknown[]; value: Remembered[Name] } };
  /** Bounds of axes, which stay while they fit. */
  bounds?: Pair;
  window?: Pair;
  halves?: Pair;
  /** Two distributions: where the axis ends. */
  end?: number;
  /** Their curves: the highest value seen of a model. */
  top?: { of: string; value: number };
  /** Halved steps: the last whole results. */
  last?: Gap[][];
  /** A map: its results; on a page also the work on it. */
  map?: { found?: MapTally; old?: boolean };
  /** Planes on their way: the sheet of each chart. */
  planes?: Record<string, { key: string; sheet: Sheet }>;
  /** Distributions: the greatest density, and the one that is kept while a reader holds a curve. */
  highest?: number;
  held?: number;
  /** What a page needs between a peak and its name (CSS pixels). */
  room?: number;
  /** Whether the axis stays as it is, because a reader holds what it depends on. */
  still?: boolean;
}
