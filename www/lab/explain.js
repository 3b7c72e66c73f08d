// What the shapes of the lab are, in few plain sentences, with their numbers.

import { FAMILIES } from "../language.js";
import { capital, chosen, counted, nats } from "../text/format.js";
import { sizeOf } from "../core.js";
import { MAIN } from "./arrange.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Run } from "../scene/shape.js" */

/** @typedef {{ words: string, color?: string }} Piece Words, perhaps in the colour of what they are about. */

/** More sentences than this about balls are too long for the line; then only the names are said. */
const MOST_BALLS = 4;

/**
 * What the ball of a run holds: its size is shared by all rules with the same words.
 * @param {Run} run
 * @param {number} size
 */
function aboutBall({ rule, entry: { ball } }, size) {
  if (sizeOf(rule)?.name !== "radius") return "its step stays in this ball";
  if (ball === "euclidean") return `every point at most ${chosen(size)} away`;
  return ball === "fisher" ? `dashed, at most ${nats(size)} by the quadratic formula` : `every point that costs at most ${nats(size)}`;
}

/**
 * What is said of the runs: of each ball one sentence, which names all rules that have such a ball; of lines only the names.
 * @param {Current["scene"]} scene
 * @param {Current["state"]} state
 * @returns {Piece[]}
 */
function aboutRuns(scene, state) {
  // A field says what its balls are.
  const balls = state.views.includes("plane") && state.balls !== "none" && !state.field;
  /** Runs by family and by what is said of them, each rule once. @type {Map<string, Map<string, Run>>} */
  const groups = new Map();
  for (const run of scene.runs) {
    const size = scene.spec.runs[run.index][sizeOf(run.rule)?.name];
    const words = balls && size !== undefined ? aboutBall(run, Number(size)) : "";
    const key = words && `${run.entry.family} ${words}`;
    groups.set(key, (groups.get(key) ?? new Map()).set(run.entry.label, run));
  }
  if (groups.size > MOST_BALLS) return named("Each line is a run", [...new Map(scene.runs.map((run) => [run.entry.label, run])).values()]);
  return [...groups].flatMap(([key, group]) => {
    const runs = [...group.values()];
    const words = key.slice(key.indexOf(" ") + 1);
    if (!words) return named(runs.length === 1 ? "The line" : "The lines", runs);
    const names = runs.map(({ entry }) => entry.label).join(", ");
    const them = runs.length > 1 ? words.replace("its step stays in this ball", "each step stays in its ball") : words;
    return [{ words: `${capital(names)}: ${them}.`, color: FAMILIES[runs[0].entry.family].color }];
  });
}

/** Losses above the least that differ by less than this factor are alike. */
const ALIKE = 1.02;

/** Which of several runs is nearest to the best fit after a step. @param {Current["scene"]} scene @param {number} step @returns {Piece[]} */
function nearest({ runs, leastLoss: least = NaN, steps }, step) {
  const k = Math.min(step, steps);
  if (runs.length < 2 || !(k > 0)) return [];
  const above = (/** @type {Run} */ { loss, steps: last }) => Math.max(0, loss[Math.min(k, last)] - least);
  const [first, second] = [...runs].sort((one, other) => above(one) - above(other));
  if (!(above(second) > ALIKE * above(first))) return [];
  return [{ words: `Nearest to the best fit after ${counted(k, "step")}:` }, { words: `${first.entry.label}.`, color: FAMILIES[first.entry.family].color }];
}

/** Names of runs, each in its colour. @param {string} what @param {Run[]} runs @returns {Piece[]} */
const named = (what, runs) => [{ words: `${what}:` }, ...runs.map(({ entry: { label, family } }, k) => ({
  words: `${label}${k === runs.length - 1 ? "." : ","}`, color: FAMILIES[family].color,
}))];

/**
 * The pieces of the line.
 * @param {Current} current
 * @param {number} step the one that is shown
 * @returns {Piece[]}
 */
export function explain({ scene, state, model }, step) {
  const planes = state.views.includes("plane");
  /** @type {Piece[]} */
  const pieces = [];
  if (state.field?.kind === "balls" && state.views.some((view) => MAIN.includes(view))) {
    pieces.push({ words: `Every green ball costs ${nats(state.field.cost)}.`, color: FAMILIES.exact.color }, { words: "Every orange disc has the same radius.", color: FAMILIES.euclidean.color });
  }
  if (state.field?.kind === "arrows") {
    pieces.push({ words: "Orange arrows: steepest descent.", color: FAMILIES.euclidean.color }, { words: "Blue arrows: natural gradient.", color: FAMILIES.natural.color });
  }
  pieces.push(...aboutRuns(scene, state));
  pieces.push(...nearest(scene, Math.floor(step)));
  if (state.more?.length) pieces.push({ words: `${state.more.length + 1} starts${state.rules.length ? ", each with its runs" : ""}.` });
  if (pieces.length < 3 && planes && model.optimum(state.charts[0])) pieces.push({ words: "The darker the ground, the better the fit." });
  return pieces;
}
