// Writing a film of a figure: what is filmed, and with what.

import type { Figure } from "../figure/figure.js";
import type { PictureOf } from "../views/view.js";

/** A canvas, and what draws a picture of a figure on it. */
export interface Camera {
  canvas: HTMLCanvasElement;
  shoot(now: PictureOf): void;
}

/** Films a figure; `progress` is called with the share that is done, and ends it by throwing. */
export type Filming = (figure: Figure, camera: Camera, now: () => PictureOf, progress: (share: number) => void) => Promise<{ blob: Blob; ending: string }>;
