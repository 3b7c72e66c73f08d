// What the figure shows, in sentences made of its own numbers.

import { chartEntry } from "./core.js";
import { capital, chosen, counted, number, share } from "./format.js";
import { SAME, budgetOf } from "./ledger.js";

/** Beyond this many nats of the budget a step has not kept it. */
const TOLERANCE = 0.005;

/** One or two sentences about a scene at step `cursor`. */
export function caption(scene, state, cursor) {
  return state.charts.length > 1
    ? aboutCharts(scene, state, cursor)
    : aboutSteps(scene, state, cursor);
}

function aboutSteps(scene, state, cursor) {
  if (state.series === "loss" && scene.leastLoss !== undefined && cursor >= 1) return aboutLosses(scene, state, Math.floor(cursor));
  const budget = budgetOf(scene);
  const sentences = scene.runs.map((run) => {
    const k = Math.min(Math.floor(cursor), run.steps);
    if (k === 0) return "";
    const cost = run.kl[k];
    const name = `${run.entry.label} step`;
    const halved = run.halvings[k] > 0
      ? ` (it would have left the domain and was halved ${run.halvings[k]} times)` : "";
    if (budget === undefined) return `The ${name} costs ${number(cost)} nats${halved}.`;
    const part = cost / budget;
    if (Math.abs(part - 1) < TOLERANCE) return `The ${name} spends the budget of ${chosen(budget)} nats, no more and no less.`;
    const compared = part < 2 ? `${share(part)} of` : `${number(part)} times`;
    return `The ${name} costs ${number(cost)} nats, ${compared} the budget${halved}.`;
  });
  return sentences.filter(Boolean).join(" ");
}

/** What is left to the best fit after `k` steps, in nats. */
export function aboutLosses(scene, state, k) {
  const left = (run) => `${number(Math.max(0, run.loss[Math.min(k, run.steps)] - scene.leastLoss))} nats`;
  return `After ${counted(k, "step")}, above the loss of the best fit: ${perRule(scene, state, left)}.`;
}

/** What `say` makes of every run, charts named only where they differ. */
export function perRule(scene, state, say) {
  return state.rules.map((rule) => {
    const runs = scene.runs.filter((run) => run.rule === rule);
    const texts = runs.map(say);
    const { label } = runs[0].entry;
    if (texts.every((text) => text === texts[0])) return `${label} ${texts[0]}`;
    return `${label} ${runs.map(({ chart }, c) => `${texts[c]} (${chartEntry(state.model, chart).label})`).join(", ")}`;
  }).join("; ");
}

/** Whether a chart has a rate of its own: its runs are to be compared by what they reach. */
const haveOwnRates = ({ settings }) => Object.keys(settings).some((key) => key.split(".").length > 2);

function aboutCharts(scene, state, cursor) {
  const k = Math.floor(cursor);
  if (k === 0) return "All runs start from one distribution.";
  if (haveOwnRates(state) && scene.leastLoss !== undefined) return aboutLosses(scene, state, k);
  const labels = state.charts.map((chart) => chartEntry(state.model, chart).label);
  const parts = state.rules.map((rule, r) => {
    const distance = scene.apart[r](k);
    const { label } = scene.runs.find((run) => run.rule === rule).entry;
    if (distance >= SAME) return `${label}: ${number(distance)}`;
    // Different paths to the best fit end together, too.
    const always = [...Array(k + 1).keys()].every((step) => scene.apart[r](step) < SAME);
    return `${label}: ${always ? "one path, whichever chart it is run in" : `nothing any more, for ${labels.length > 2 ? "all" : "both"} have arrived`}`;
  });
  return `After ${counted(k, "step")}, how far apart (${scene.apartBy}${labels.length > 2 ? ", the greatest" : ""}) are the runs in ${labels.join(" and in ")}? ${capital(parts.join("; "))}.`;
}

/** What a step sees of `count` observations; none of the words where it is all of them. */
export function aboutBatches({ batch }, count) {
  if (!batch) return "";
  const seed = `seed ${batch.seed ?? 0}`;
  if (!count) return `Each step plays ${counted(batch.size, "episode")}; ${seed}.`;
  return `Each step sees ${counted(batch.size, "observation")}, drawn from the ${count}, the same for every rule; ${seed}.`;
}

/** What a screen reader says at the handle of a pin. */
export function describePin(scene, state, pin, chart) {
  const symbols = scene.symbols[chart];
  const [a, b] = scene.pins[pin][chart];
  const name = { start: scene.pins.other ? "p" : "Start", other: "q", guess: "Your guess" }[pin];
  return `${name} in the ${chartEntry(state.model, chart).label} chart: ${symbols[0]} ${number(a)}, ${symbols[1]} ${number(b)}. Arrow keys move it.`;
}
