// Captions: sentences about what a figure shows, made from its numbers.

import { chartEntry } from "../core.js";
import { MANY, amount, capital, counted, nats, number, share, spoken, times } from "./format.js";
import { plainly, told } from "./told.js";
import { costAndBudget, haveSeveral } from "../compute/budget.js";
import { ruleNumber } from "../state/rule-keys.js";
import { numberOfStart } from "../state/starts.js";
import { SAME, isOnePath } from "../compute/distances.js";
import { ARRIVED, ending, isSearched, whereItRests } from "./status.js";
/** @import { PlainScene, Run, Scene } from "../scene/shape.js" */
/** @import { Pin, State } from "../state/shape.js" */

/** Settings that sentences name. */
export const [SHOWN_STEP, BUDGET] = ["the step that is shown", "the budget of a step"];

/** A step whose cost differs from its budget by at most this share has used all of it. */
const TOLERANCE = 0.005;

/**
 * One or two sentences about a scene at step `cursor`.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} cursor
 */
export function caption(scene, state, cursor) {
  return state.charts.length > 1
    ? aboutCharts(scene, state, cursor)
    : aboutSteps(scene, state, cursor);
}

/**
 * @param {Scene} scene
 * @param {State} state
 * @param {number} cursor
 */
function aboutSteps(scene, state, cursor) {
  if (state.series === "loss" && scene.leastLoss !== undefined && cursor >= 1) return aboutLosses(scene, state, Math.floor(cursor));
  const k = Math.floor(cursor);
  if (k > 0 && scene.runs.every(({ steps, status }) => steps === 0 && status === "converged")) {
    const isBest = scene.runs.every((run) => run.loss[0] - (scene.leastLoss ?? NaN) < ARRIVED);
    return `${isBest ? "This is the best fit" : "The gradient is zero here"}: no rule moves.`;
  }
  const first = firstCompared(scene, k);
  return scene.runs.map((run) => aboutStep(scene, run, k, first)).filter(Boolean).join(" ");
}

/** Whether a step has spent its budget exactly. For other balls than those of KL it would be a coincidence. @param {Run} run @param {number} part */
const isSpent = ({ entry: { ball } }, part) => ball === "kl" && Math.abs(part - 1) < TOLERANCE;

/** The first run whose step is compared with a budget; none if some step spends it exactly, which says how much it is. @param {Scene} scene @param {number} k */
function firstCompared(scene, k) {
  const used = scene.runs.filter((run) => k <= run.steps).map((run) => ({ run, part: costAndBudget(scene, run, k)?.part }));
  return used.some(({ run, part = 0 }) => isSpent(run, part)) ? undefined : used.find(({ part }) => part)?.run;
}

/**
 * What step `k` of a run costs, or why there is none.
 * @param {Scene} scene
 * @param {Run} run
 * @param {number} k
 * @param {Run} [first] the one whose sentence says how much the budget is
 */
function aboutStep(scene, run, k, first) {
  const { label } = run.entry;
  if (k === 0) return "";
  if (k > run.steps) return ended(scene, run);
  const name = `${label} step`;
  const halved = run.halvings[k] > 0
    ? ` (it ${isSearched(run) ? "was refused" : "would have left the domain"} and was halved ${told(times(run.halvings[k]), "count", "how often", run.halvings[k])})` : "";
  const used = costAndBudget(scene, run, k);
  if (amount(run.kl[k]) === "0") return `The ${name} costs nothing that one could see${halved}.`;
  if (!used) return `The ${name} costs ${told(spoken(run.kl[k]), "cost", run, k)} nats${halved}.`;
  const { cost, budget, of, part } = used;
  // Where rules have different budgets, each is named as the rule's own.
  const own = haveSeveral(scene);
  const the = `${own ? "its" : "the"} budget`;
  const much = told(nats(budget), "set", BUDGET);
  if (isSpent(run, part)) return `The ${name} spends ${the} of ${much}${of}, no more and no less${halved}.`;
  const compared = `${told(part < MANY ? share(part) : number(part), "part", run, k)} ${part < MANY ? "of" : "times"}`;
  return `The ${name} costs ${told(spoken(cost), of ? "reverse" : "cost", run, k)} nats${of}, ${compared} ${the}${own || run === first ? ` of ${much}` : ""}${halved}.`;
}

/**
 * How a run has ended.
 * @param {Scene} scene
 * @param {Run} run
 */
export function ended(scene, run) {
  const { steps, status, entry: { label } } = run;
  const why = ending(scene, run);
  const name = capital(label);
  const many = told(counted(steps, "step"), "count", `steps of ${label}`, steps);
  if (steps === 0) return `${name} takes no step${why ? `: ${why}` : ""}.`;
  if (status !== "converged") return `${name} stopped after ${many}${why ? `: ${why}` : ""}.`;
  const { words, above, because } = whereItRests(scene, run);
  if (above !== undefined) return `${name} came to rest after ${many}, ${told(spoken(above), "above", run, steps)} nats above the best fit: ${because}.`;
  // The step after which it rests is a later one than that with which it arrived.
  return `${name} ${words.replace(/^arrived$/, "at rest at the best fit").replace(/^(at rest|arrived)/, "came to rest")} after ${many}.`;
}

/**
 * The loss above the minimum after `k` steps, in nats.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} k
 */
export function aboutLosses(scene, state, k) {
  const { leastLoss: least = NaN } = scene;
  /** @param {Run} run */
  const left = (run) => {
    const at = Math.min(k, run.steps);
    return `${told(spoken(Math.max(0, run.loss[at] - least)), "above", run, at)} nats`;
  };
  return `Loss above that of the best fit after ${told(counted(k, "step"), "set", SHOWN_STEP)}: ${perRule(scene, state, left)}.`;
}

/**
 * What one bell that is fitted to a target has come to after `k` steps: its mean, and the divergence that is its loss.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} k
 */
export function aboutFit({ runs: [run], leastLoss: least = NaN }, { charts: [chart], options }, k) {
  const at = Math.min(k, run.steps);
  const loss = options?.loss === "forward" ? "KL(p\u202f‖\u202fq)" : "KL(q\u202f‖\u202fp)";
  const [now, best] = [run.loss[at], least].map((value) => number(value));
  // What cannot be seen in the digits that are written is no difference for a reader.
  const rest = now === best ? "as small as it gets" : `${told(spoken(Math.max(0, run.loss[at] - least)), "above", run, at)} above the best fit`;
  return `After ${told(counted(k, "step"), "set", SHOWN_STEP)} the bell has its mean at ${told(number(run.paths[chart][2 * at]), "place", run, at, 0)}, and ${loss} is ${told(now, "loss", run, at)} nats: ${rest}.`;
}

/**
 * The words of `say` for every run, with charts named only if they differ.
 * @param {Scene} scene
 * @param {State} state
 * @param {(run: Run) => string} say
 */
export function perRule(scene, state, say) {
  return state.rules.map((rule) => {
    const runs = scene.runs.filter((run) => run.rule === rule);
    const texts = runs.map(say);
    const { label } = runs[0].entry;
    if (texts.every((text) => plainly(text) === plainly(texts[0]))) return `${label} ${texts[0]}`;
    return `${label} ${runs.map(({ chart }, c) => `${texts[c]} (${chartEntry(state.model, chart).label})`).join(", ")}`;
  }).join("; ");
}

/** Whether charts have different rates. Their runs are then compared by what they reach. @param {State} state */
export const haveOwnRates = ({ settings }) => Object.keys(settings).some((key) => key.split(".").length > 2);

/**
 * @param {Scene} scene
 * @param {State} state
 * @param {number} cursor
 */
function aboutCharts(scene, state, cursor) {
  const k = Math.floor(cursor);
  if (k === 0) return "All runs start from one distribution.";
  if (haveOwnRates(state) && scene.leastLoss !== undefined) return aboutLosses(scene, state, k);
  // What paths of two charts look like, unless dashes tell equal rules apart too.
  const looks = state.charts.length > 2 || state.rules.some(ruleNumber) ? [] : [" (solid)", " (dashed)"];
  const labels = state.charts.map((chart, c) => chartEntry(state.model, chart).label + (looks[c] ?? ""));
  const parts = state.rules.map((rule, r) => {
    const distance = scene.chartDistance[r](k);
    const runs = scene.runs.filter((run) => run.rule === rule);
    const { label } = runs[0].entry;
    const all = labels.length > 2 ? "all" : "both";
    if (runs.every(({ steps }) => steps === 0)) return `${label}: nothing, for no step was taken${ending(scene, runs[0]) ? ` (${ending(scene, runs[0])})` : ""}`;
    if (Number.isNaN(distance)) return `${label}: too far out to be measured`;
    if (distance >= SAME) return `${label}: ${told(number(distance), "apart", r, k)}`;
    // Different paths may also end at the same point, the best fit.
    const arrived = runs.every((run) => run.loss[Math.min(k, run.steps)] - (scene.leastLoss ?? NaN) < ARRIVED);
    return `${label}: ${isOnePath(scene.chartDistance[r], k) ? `one path in ${all}` : arrived ? `nothing any more, for ${all} have arrived` : "nothing at this step"}`;
  });
  return `After ${told(counted(k, "step"), "set", SHOWN_STEP)}, how far apart (${scene.chartDistanceName}${labels.length > 2 ? ", the greatest" : ""}) are the runs in ${labels.join(" and in ")}? ${capital(parts.join("; "))}.`;
}

/**
 * Words for the part of `count` observations that a step sees; empty if it sees all of them.
 * @param {State} state
 * @param {number} count
 */
export function aboutBatches({ batch }, count) {
  if (!batch) return "";
  const seed = `seed ${told(String(batch.seed ?? 0), "set", "the seed of the draws")}`;
  const size = (/** @type {string} */ thing) => told(counted(batch.size ?? 0, thing), "set", "the size of a batch");
  if (!count) return `Each step plays ${size("episode")}; ${seed}.`;
  return `Each step sees ${size("observation")}, drawn from the ${told(String(count), "count", "observations in the data", count)} with replacement, the same for every rule; ${seed}.`;
}

/**
 * What a screen reader says at the handle of a pin.
 * @param {Pick<PlainScene, "symbols" | "pins">} scene
 * @param {State} state
 * @param {Pin} pin
 * @param {string} chart
 */
export function describePin(scene, state, pin, chart) {
  const symbols = scene.symbols[chart];
  const [a, b] = (scene.pins[pin] ?? scene.pins.start)[chart];
  const names = /** @type {Partial<Record<Pin, string>>} */ ({ start: scene.pins.other ? "p" : "Start", other: "q", guess: "Your guess" });
  const name = names[pin] ?? `Start ${numberOfStart(pin)}`;
  return `${name} in the ${chartEntry(state.model, chart).label} chart: ${symbols[0]} ${number(a)}, ${symbols[1]} ${number(b)}. Arrow keys move it.`;
}
