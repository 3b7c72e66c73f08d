// A film of a run, or of the way from one chart to another: every picture is drawn, encoded and waited for, so that none is lost
// on a slow machine. Encoding is WebCodecs' (opaque), the file is written by mediabunny. Loaded only when a film is made.

import { BufferTarget, CanvasSource, Mp4OutputFormat, Output, Quality, WebMOutputFormat, canEncodeVideo } from "mediabunny";
import { script } from "./film-script.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { PictureOf } from "../views/view.js" */

/** Pictures per second. */
export const RATE = 30;

/**
 * Codecs in the order of preference, each with the file that holds it and how many bits a pixel gets. Figures are flat areas
 * and thin lines, which need few: with these a film of two megapixels takes some 600 kB a second.
 */
const CODECS = /** @type {const} */ ([["vp9", "webm", 0.08], ["avc", "mp4", 0.12], ["av1", "webm", 0.08], ["vp8", "webm", 0.12]]);

/**
 * Films a figure.
 * @param {Figure} figure
 * @param {{ canvas: HTMLCanvasElement, shoot: (now: PictureOf) => void }} camera
 * @param {() => PictureOf} now
 * @param {(share: number) => void} progress
 * @returns {Promise<{ blob: Blob, ending: string }>}
 */
export async function film(figure, { canvas, shoot }, now, progress) {
  const { width, height } = canvas;
  const found = await chosen(width, height);
  const [codec, ending, bits] = found;
  const target = new BufferTarget();
  const output = new Output({ format: ending === "mp4" ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, quality: new Quality({ bitrate: Math.round(bits * width * height * RATE) }), alpha: "discard", contentHint: "detail" });
  output.addVideoTrack(source, { frameRate: RATE });
  const { count, still, show, end } = script(figure, RATE);
  figure.filmed = true;
  try {
    await output.start();
    for (let k = 0; k < count + still; k += 1) {
      if (k < count) {
        show(k);
        shoot(now());
      }
      // Waits as long as the encoder is busy: nothing is dropped.
      await source.add(k / RATE, 1 / RATE);
      progress((k + 1) / (count + still));
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  } finally {
    end();
    figure.filmed = false;
  }
  return { blob: new Blob([/** @type {ArrayBuffer} */ (target.buffer)], { type: ending === "mp4" ? "video/mp4" : "video/webm" }), ending };
}

/** The first codec that this browser encodes. @param {number} width @param {number} height */
async function chosen(width, height) {
  for (const codec of CODECS) if (await canEncodeVideo(codec[0], { width, height })) return codec;
  throw new Error("this browser encodes no film; a GIF it can make");
}
