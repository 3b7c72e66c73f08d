// What all parts of a plane's picture need.

import type { Pin } from "../../state/shape.js";
import type { PlainScene, PlaneAnswers } from "../../scene/shape.js";
import type { Colors, Moment, Pair } from "../view.js";

export interface Plane extends Moment, PlaneAnswers {
  scene: PlainScene;
  colors: Colors;
  chart: string;
  frame: number[];
  /** Where each pin is in this chart. */
  pins: Partial<Record<Pin, Pair>> & { start: Pair };
}
