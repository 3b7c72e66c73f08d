// What views have in common with what they are drawn with.

import type { Pair } from "../../pkg/kl_ball.js";
import type { Pin } from "../state/shape.js";

/** Colours by name, as #rrggbb; see language.js. */
export type Colors = Record<ColorName, string>;
export type ColorName = "ground" | "ink" | "contour" | "euclidean" | "natural" | "exact" | "momentum" | "adaptive" | "newton" | "empirical" | "other" | "muted" | "accent";

/** Where a handle is, in chart coordinates, and what a screen reader says of it. */
export interface HandlePlace {
  pin: Pin;
  at: Pair;
  shown: boolean;
  words?: string;
  /** Where it is placed and what chart it moves in, if that is not the plane of its panel. */
  where?: { chart: string; frame: number[] };
}
