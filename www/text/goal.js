// Goals for readers: an attribute states the conditions, and the numbers of the
// figure decide whether they are met.

import { catalogue, ruleEntry } from "../core.js";
import { short } from "../state/words.js";
import { amount, chance, chosen, counted } from "./format.js";
import { told } from "./told.js";
/** @import { Run, Scene } from "../scene/shape.js" */
/** @import { Goal, State } from "../state/shape.js" */

/** Words of a goal that are followed by a number: `gap 0.01 steps 6 cost 0.05 rules 1`. */
const PARTS = ["gap", "steps", "cost", "from"];

/** Words of a goal that are followed by a rule: `first adam before kl-ball gap 0.001 radius 0.01`. */
const RULES = ["first", "before"];

/** The settings that the line names. */
const GOAL = "what the goal asks for";

/**
 * Reads a goal. Either `collapse`: a policy that never opens the door again. Or: to come within `gap` nats of
 * the least loss in at most `steps` steps, none of which costs more than `cost` nats, from a start at least `from`
 * nats above the least loss. Or: the rule `first` arrives in fewer steps than the rule `before`, whose radius
 * must not change.
 * @param {string | null} [text]
 * @returns {Goal | undefined}
 */
export function readGoal(text) {
  if (text === null || text === undefined) return undefined;
  if (text.trim() === "collapse") return /** @type {Goal} */ ({ collapse: true });
  /** @type {Record<string, string | number>} */
  const goal = {};
  const parts = text.trim().split(/\s+/);
  for (let k = 0; k < parts.length; k += 2) {
    const [part, word] = [parts[k], parts[k + 1]];
    const rule = RULES.includes(part) && ruleEntry(word)?.name;
    if (!rule && !([...PARTS, "radius"].includes(part) && Number(word) > 0)) {
      throw new Error(`goal is "${short(text)}"; allowed: collapse, or pairs of ${PARTS.join(", ")} and a number above 0, or first and before with a rule`);
    }
    goal[part] = rule || Number(word);
  }
  return /** @type {Goal} */ (/** @type {unknown} */ (goal));
}

/** A goal as `readGoal` reads it. @param {Goal} goal */
export const goalText = (goal) => (goal.collapse ? "collapse" : Object.entries(goal).flat().join(" "));

/**
 * The sentence about a figure's goal, and whether it is met; undefined without one.
 * @param {Scene} scene
 * @param {State} state
 */
export function goalOf(scene, state) {
  const { goal } = state;
  const { leastLoss } = scene;
  if (goal?.collapse) return collapseOf(scene);
  if (!goal || leastLoss === undefined) return undefined;
  if (goal.first) return winnerOf(scene, goal);
  /**
   * @param {Run} run
   * @param {number} k
   */
  const gap = (run, k) => Math.max(0, run.loss[k] - leastLoss);
  /** @param {Run} run */
  const last = (run) => Math.min(goal.steps, run.steps);
  const best = scene.runs.filter((run) => costOf(run, last(run)) <= goal.cost * (1 + 1e-9))
    .sort((one, other) => gap(one, last(one)) - gap(other, last(other)))[0];
  const far = scene.inspection.loss - leastLoss;
  const start = far >= goal.from;
  const met = Boolean(best) && start && gap(best, last(best)) <= goal.gap;
  const set = (/** @type {string} */ text) => told(text, "set", GOAL);
  const task = `Goal: within ${set(chosen(goal.gap))} nats of the best fit in ${set(String(goal.steps))} steps, none costing more than ${set(chosen(goal.cost))} nats, from at least ${set(chosen(goal.from))} nats away.`;
  /** @param {Run} run */
  const left = (run) => told(amount(gap(run, last(run))), "above", run, last(run));
  if (met) return { met, text: `${task} Reached by ${best.entry.label}: ${left(best)} nats left.` };
  if (!start) return { met, text: `${task} This start is only ${scene.runs.length ? told(amount(far), "above", scene.runs[0], 0) : amount(far)} nats away.` };
  if (!best) return { met, text: `${task} So far every rule has a step that costs more.` };
  return { met, text: `${task} So far the best that keeps to it is ${best.entry.label}: ${left(best)} nats left.` };
}

/**
 * Whether one rule arrives before another.
 * @param {Scene} scene
 * @param {Goal} goal
 */
function winnerOf({ runs, spec, leastLoss = -Infinity, steps }, { first, before, gap, radius }) {
  const [one, other] = [first, before].map((rule) => runs.find((run) => run.entry.name === rule));
  if (!one || !other) return undefined;
  const [mine, its] = [one, other].map(({ loss }) => loss.findIndex((value) => value - leastLoss <= gap));
  const kept = !radius || spec.runs[other.index].radius === radius;
  const met = kept && mine >= 0 && (its < 0 || mine < its);
  /** @param {Run} run @param {number} step */
  const said = (run, step) => (step < 0 ? `more than ${told(String(steps), "set", "the number of steps")}` : told(String(step), "arrival", run, step, gap));
  const task = `Goal: ${one.entry.label} within ${told(chosen(gap), "set", GOAL)} nats of the best fit in fewer steps than the ${other.entry.label}${radius ? ` of ${told(chosen(radius), "set", GOAL)} nats` : ""}.`;
  return { met, text: `${task} ${met ? "Reached" : kept ? "So far" : "Give that one its radius back. So far"}: ${said(one, mine)} against ${said(other, its)}.` };
}

/** Whether a policy has ended where a batch is more likely to be without information than not. @param {Scene} scene */
function collapseOf({ runs, columns: { policy } }) {
  if (!policy || !runs.length) return undefined;
  const ends = runs.map((run) => ({ label: run.entry.label, ...policy.worldOf(run, run.steps) }));
  const gone = ends.filter(({ informative }) => informative < catalogue().limits.information);
  const task = `Goal: make a policy collapse, so that in the end ${told(counted(ends[0].size, "episode"), "set", "the size of a batch")} more likely than not all spin.`;
  const left = ends.find((end) => !gone.includes(end));
  if (gone.length) return { met: true, text: `${task} Reached by ${gone.map(({ label }) => label).join(" and by ")}.${left ? ` Does ${left.label} collapse, too?` : ""}` };
  const nearest = ends.sort((one, other) => one.informative - other.informative)[0];
  return { met: false, text: `${task} Nearest is ${nearest.label}: that some of them open the door has probability ${told(chance(nearest.informative), "informative", nearest.chances, nearest.size, nearest.informative)}.` };
}

/**
 * The largest cost of a run's first steps (nats).
 * @param {Run} run
 * @param {number} steps
 */
const costOf = (run, steps) => run.kl.subarray(1, steps + 1).reduce((most, cost) => Math.max(most, cost), 0);
