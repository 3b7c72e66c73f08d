// The names in a plane: of pins, best fits, paths and corners, where there is room.

import { familyColor } from "../../language.js";
import { FAR, inside, pixel } from "../../marks/frame.js";
import { Labels } from "../../marks/labels.js";
import { leaving } from "../../marks/leaving.js";
import { numberOfStart } from "../../state/starts.js";
import { awayIn, endOf } from "./away.js";
import { nameOfFlow, namesOfEllipses } from "./ellipses.js";
/** @import { PlainRun, Points } from "../../scene/shape.js" */
/** @import { Pin } from "../../state/shape.js" */
/** @import { Colors, Pair, Size } from "../view.js" */
/** @import { Plane } from "./shape.js" */

/** Words may not cover the last LEGIBLE points of a path. They may not cover any line of a path with at most FEW steps. */
const LEGIBLE = 40;
const FEW = 3;

/** More paths than this have a key besides. */
const MANY = 3;

/** Names of the pins if there are two; see scene/scene.js. */
const PINS = /** @type {Partial<Record<Pin, string>>} */ ({ start: "p", other: "q", guess: "your guess" });

/** The pins that there are, and where. @param {Plane["pins"]} pins */
export const pinsOf = (pins) => /** @type {[Pin, Pair][]} */ (Object.entries(pins));

/**
 * @param {Pin} pin
 * @param {Colors} colors
 */
export const pinColor = (pin, colors) => (pin === "other" ? colors.other : colors.ink);

/**
 * Names for the start, the optimum and the end of each path, where there is room. If a rule runs in several charts, only its first path is
 * named. With `all` every path is named; where there is no room at its end, the name stands beside an earlier step. In a plane that is `alone` with
 * its names a few paths all keep theirs: where several end at one place, the names stand some way off.
 * @param {Plane} plane
 * @param {Size} size
 * @param {{ all?: boolean, alone?: boolean }} [choice]
 */
export function labels({ scene, cursor, chart, frame, pins, corners, colors }, size, { all = false, alone = false } = {}) {
  const words = new Labels(size);
  /** @type {(name: string, at: Pair, color: string) => boolean} */
  const write = (name, at, color) => inside(frame, at) && words.write(name, at, color);
  const ends = scene.runs.map((run) => {
    const k = Math.min(Math.floor(cursor), run.steps);
    const flat = run.paths[chart];
    return { run, k, at: leaving(frame, flat, k)?.tail ?? pixel(frame, [flat[2 * k], flat[2 * k + 1]]) };
  });
  const optimum = scene.optima[chart];
  const away = optimum ? undefined : endOf(frame, awayIn(scene, chart));
  const best = optimum ? pixel(frame, optimum) : away?.tail;
  for (const [, place] of pinsOf(pins)) words.keepOff(pixel(frame, place), 9);
  if (best) words.keepOff(best, 6);
  if (away) words.keepOffLine([away.tail, away.head], 12);
  for (const { run, k } of ends) keepOffPath(words, frame, run.paths[chart], k);
  for (const [pin, place] of pinsOf(pins)) {
    const name = pin === "start" && !pins.other ? (scene.columns.divergence?.target ? "q" : "start") : PINS[pin] ?? String(numberOfStart(pin));
    write(name, pixel(frame, place), pinColor(pin, colors));
  }
  if (best) write(away ? "no best fit" : "best fit", best, colors.ink);
  const others = scene.minima[chart].slice(1);
  others.forEach((minimum, k) => write(others.length > 1 ? `minimum ${k + 2}` : "another minimum", pixel(frame, minimum), colors.muted));
  for (const { name, at } of corners) write(name, pixel(frame, at), colors.muted);
  const named = ends.filter(({ run, k }) => k > 0 && !run.stale && (all || run.chartIndex === 0));
  /** @type {(run: PlainRun, at: Pair) => boolean} */
  const nameOf = (run, at) => write(run.entry.label, at, familyColor(colors, run.entry.family));
  const left = named.filter(({ run, at }) => !nameOf(run, at));
  if (all) for (const { run, k } of left) stepsBack(run.paths[chart], k).some((step) => nameOf(run, pixel(frame, step)));
  else if (alone && named.length <= MANY) for (const { run, at } of left) if (inside(frame, at)) words.writeFar(run.entry.label, at, familyColor(colors, run.entry.family));
  for (const { name, at, color } of [...namesOfEllipses(scene, chart, frame), ...nameOfFlow(scene, chart, frame)]) write(name, at, colors[color]);
  return words.marks;
}

/** The points of a path from its last one back to the first step. @param {Points} flat @param {number} last */
const stepsBack = (flat, last) => Array.from({ length: last }, (_, k) => /** @type {Pair} */ ([flat[2 * (last - k)], flat[2 * (last - k) + 1]]));

/**
 * Keeps words off the last points of a path; they may cross earlier ones.
 * @param {Labels} words
 * @param {number[]} frame
 * @param {Points} flat
 * @param {number} last
 */
function keepOffPath(words, frame, flat, last) {
  const past = [];
  for (let k = Math.max(0, last - LEGIBLE); k <= last; k += 1) past.push(pixel(frame, [flat[2 * k], flat[2 * k + 1]]));
  // If there are few long steps, the lines between the points are kept free, too.
  if (last > 0 && last <= FEW && past.every((at) => Math.hypot(...at) < FAR)) words.keepOffLine(past, 3);
  else for (const at of past) words.keepOff(at, 3);
}
