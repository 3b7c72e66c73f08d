// What the shapes of the lab are, in one plain sentence each, with their numbers.

import { FAMILIES } from "../language.js";
import { capital, chosen } from "../text/format.js";
import { sizeOf } from "../core.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Run } from "../scene/shape.js" */

/** @typedef {{ words: string, color?: string }} Piece Words, perhaps in the colour of what they are about. */

/** What the ball of a run holds. @param {Run} run @param {number} size */
function aboutBall({ rule, entry: { label, ball } }, size) {
  const sized = sizeOf(rule)?.name === "radius";
  const name = capital(label);
  if (ball === "euclidean" && sized) return `${name}: every point at most ${chosen(size)} away.`;
  if (ball === "fisher" && sized) return `${name}, dashed: at most ${chosen(size)} nats by the quadratic formula.`;
  if (ball === "kl" && sized) return `${name}: every point that costs at most ${chosen(size)} nats.`;
  return `${name}: its step stays in this ball.`;
}

/**
 * The pieces of the line.
 * @param {Current} current
 * @returns {Piece[]}
 */
export function explain({ scene, state, model }) {
  const planes = state.views.includes("plane");
  /** @type {Piece[]} */
  const pieces = [];
  if (state.field?.kind === "balls" && state.views.some((view) => ["plane", "field", "morph"].includes(view))) {
    pieces.push({ words: `Every green ball costs ${chosen(state.field.cost)} nats.`, color: FAMILIES.exact.color }, { words: "Every orange disc has the same radius.", color: FAMILIES.euclidean.color });
  }
  if (state.field?.kind === "arrows") {
    pieces.push({ words: "Orange arrows: steepest descent.", color: FAMILIES.euclidean.color }, { words: "Blue arrows: natural gradient.", color: FAMILIES.natural.color });
  }
  const seen = new Set();
  for (const run of scene.runs) {
    const size = scene.spec.runs[run.index][sizeOf(run.rule)?.name];
    const words = planes && state.balls !== "none" && size !== undefined ? aboutBall(run, Number(size)) : `A line of ${run.entry.label}.`;
    if (seen.has(words)) continue;
    seen.add(words);
    pieces.push({ words, color: FAMILIES[run.entry.family].color });
  }
  if (state.more?.length) pieces.push({ words: `${state.more.length + 1} starts, each with its runs.` });
  if (pieces.length < 3 && planes && model.optimum(state.charts[0])) pieces.push({ words: "The darker the ground, the better the fit." });
  return pieces;
}
