// A film of a run, or of the way from one chart to another: every picture is drawn, encoded and waited for, so that none is lost
// on a slow machine. Encoding is WebCodecs' (opaque), the file is written by mediabunny. Loaded only when a film is made.

import { BufferTarget, CanvasSource, Mp4OutputFormat, Output, QUALITY_HIGH, WebMOutputFormat, canEncodeVideo } from "mediabunny";
import { script } from "./film-script.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { PictureOf } from "../views/view.js" */

/** Pictures per second. */
export const RATE = 30;

/** Codecs in the order of preference, each with the file that holds it. */
const CODECS = /** @type {const} */ ([["vp9", "webm"], ["avc", "mp4"], ["av1", "webm"], ["vp8", "webm"]]);

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
  const [codec, ending] = found;
  const target = new BufferTarget();
  const output = new Output({ format: ending === "mp4" ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, bitrate: QUALITY_HIGH, alpha: "discard" });
  output.addVideoTrack(source, { frameRate: RATE });
  const { count, still, show, end } = script(figure, RATE);
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
  } finally {
    end();
  }
  return { blob: new Blob([/** @type {ArrayBuffer} */ (target.buffer)], { type: ending === "mp4" ? "video/mp4" : "video/webm" }), ending };
}

/** The first codec that this browser encodes. @param {number} width @param {number} height */
async function chosen(width, height) {
  for (const codec of CODECS) if (await canEncodeVideo(codec[0], { width, height })) return codec;
  throw new Error("this browser encodes no film; a GIF it can make");
}
