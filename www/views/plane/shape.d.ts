// What all parts of a plane's picture need.

import type { Pin } from "../../state/shape.js";
import type { Kept, Pair, Shared } from "../view.js";

export interface Plane extends Shared {
  chart: string;
  frame: number[];
  kept: Kept;
  /** Names of classes at the corners of this chart. */
  corners: { name: string; at: Pair }[];
  /** Where each pin is in this chart. */
  pins: Partial<Record<Pin, Pair>> & { start: Pair };
}
