// Films of a figure: of the way between charts where it shows one, and else of its run. What writes them is loaded when
// one is made: the built scripts, because a browser cannot resolve what their sources import from npm.

import { film } from "../figure/picture.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Filming } from "./filming.js" */

/** The largest width of a film and of a GIF (pixels), and their resolution. */
const FILM = { widest: 1920, finest: 2 };
const GIF = { widest: 720, finest: 1 };

/** @typedef {(text: string) => void} Say */

/** A film, as WebM or MP4. @param {Figure} figure @param {Say} say */
export const filmOf = async (figure, say) => filmed(figure, (await import("../../pkg/film.js")).film, FILM, say);

/** An animated GIF. @param {Figure} figure @param {Say} say */
export const gifOf = async (figure, say) => filmed(figure, (await import("../../pkg/gif.js")).gif, GIF, say);

/**
 * @param {Figure} figure
 * @param {Filming} make
 * @param {{ widest: number, finest: number }} size
 * @param {Say} say
 */
async function filmed(figure, make, { widest, finest }, say) {
  // Its words change from step to step, and with them how many lines they need.
  const now = () => ({ ...figure.shown(), caption: "" });
  const camera = film(now(), widest, finest);
  say("Filming…");
  return make(figure, camera, now, (share) => say(`Filming… ${Math.round(100 * share)} %`));
}
