// An animated GIF of a run, or of the way from one chart to another. Loaded only when one is made.

import { GIFEncoder, applyPalette, quantize } from "gifenc";
import { contextOf } from "../marks/canvas.js";
import { script } from "./film-script.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { PictureOf } from "../views/view.js" */

/** Pictures per second, and colours. */
export const RATE = 15;
const COLORS = 128;

/**
 * Films a figure as a GIF.
 * @param {Figure} figure
 * @param {{ canvas: HTMLCanvasElement, shoot: (now: PictureOf) => void }} camera
 * @param {() => PictureOf} now
 * @param {(share: number) => void} progress
 * @returns {Promise<{ blob: Blob, ending: string }>}
 */
export async function gif(figure, { canvas, shoot }, now, progress) {
  const { width, height } = canvas;
  const { count, still, show, end } = script(figure, RATE);
  const encoder = GIFEncoder();
  const delay = 1000 / RATE;
  figure.filmed = true;
  try {
    for (let k = 0; k < count; k += 1) {
      show(k);
      shoot(now());
      const { data } = contextOf(canvas).getImageData(0, 0, width, height);
      const palette = quantize(data, COLORS);
      encoder.writeFrame(applyPalette(data, palette), width, height, { palette, delay: k === count - 1 ? still * delay : delay });
      progress((k + 1) / count);
      // The page goes on meanwhile.
      await new Promise((done) => setTimeout(done));
    }
  } finally {
    end();
    figure.filmed = false;
  }
  encoder.finish();
  return { blob: new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (encoder.bytes())], { type: "image/gif" }), ending: "gif" };
}
