// A film of a run, as it plays on screen.

import { film } from "../figure/picture.js";
/** @import { Figure } from "../figure/figure.js" */

/** Pictures per second, the largest width and resolution, how long the last picture stays, and how long to wait for the first (milliseconds). */
const FRAMES = 30;
const WIDEST = 1920;
const FINEST = 2;
const LAST = 1000;
const PATIENCE = 20_000;

/** The format. */
export const FILM = "video/webm";

/**
 * A film of the run from start to end, as it plays on screen.
 * @param {Figure} figure
 * @param {(text: string) => void} say
 */
export async function webm(figure, say) {
  // Its words change from step to step, and with them how many lines they need.
  const now = () => ({ ...figure.shown(), caption: "" });
  const { canvas, shoot } = film(now(), WIDEST, FINEST);
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES), { mimeType: FILM });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => data.size && parts.push(data));
  const stopped = new Promise((done) => recorder.addEventListener("stop", done));
  say("Recording…");
  figure.cursor = 0;
  shoot(now());
  recorder.start(100);
  figure.play();
  while (figure.playing) {
    await new Promise(requestAnimationFrame);
    shoot(now());
  }
  const end = performance.now() + LAST;
  while (performance.now() < (parts.length ? end : end + PATIENCE)) {
    await new Promise(requestAnimationFrame);
    shoot(now());
  }
  recorder.stop();
  await stopped;
  return new Blob(parts, { type: FILM });
}
