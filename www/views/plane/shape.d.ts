// What all parts of a plane's picture need.

import type { Pin } from "../../state/shape.js";
import type { Kept, Pair, Shared } from "../view.js";

export interface Plane extends Shared {
  chart: string;
  frame: number[];
  kept: Kept;
  /** Where each pin is in this chart. */
  pins: Partial<Record<Pin, Pair>> & { start: Pair };
}
