// Films of a figure: of the way between charts where it shows one, and else of its run. What writes them is loaded when
// one is made: the built scripts, because a browser cannot resolve what their sources import from npm.

import { film } from "../figure/picture.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Filming } from "./filming.js" */

/** The largest width of a film and of a GIF (pixels), and their resolution. */
const FILM = { widest: 1920, finest: 2 };
const GIF = { widest: 720, finest: 1 };

/** @typedef {(share: number) => void} Progress Called with the share that is done. What it throws ends the film. */

/** A film, as WebM or MP4. @param {Figure} figure @param {Progress} progress */
export const filmOf = async (figure, progress) => filmed(figure, (await import("../../pkg/film.js")).film, FILM, progress);

/** An animated GIF. @param {Figure} figure @param {Progress} progress */
export const gifOf = async (figure, progress) => filmed(figure, (await import("../../pkg/gif.js")).gif, GIF, progress);

/**
 * @param {Figure} figure
 * @param {Filming} make
 * @param {{ widest: number, finest: number }} size
 * @param {Progress} progress
 */
async function filmed(figure, make, { widest, finest }, progress) {
  // Its words change from step to step, and with them how many lines they need.
  const now = () => ({ ...figure.shown(), caption: "" });
  const camera = film(now(), widest, finest);
  return make(figure, camera, now, progress);
}
