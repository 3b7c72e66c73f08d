// The button beside the size of a rule that gives it its best rate or radius, and what is said of it: in how many steps the
// rule arrives with it, and the KL ball beside it.

import { arrival, gapOf } from "../compute/arrival.js";
import { button, element, setText } from "../elements.js";
import { ruleName } from "../state/rule-keys.js";
import { counted, number } from "../text/format.js";
/** @import { Run, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Matching } from "./match.js" */

/** The rule that others are compared with. */
const RIVAL = "kl-ball";

export class BestButton {
  /** What is said of it. */
  said = element("p", "found");
  #key;
  #noun;
  #label;
  #matching;
  #press;
  #progress = element("progress");

  /**
   * @param {object} given
   * @param {string} given.key of the setting
   * @param {string} given.noun rate or radius
   * @param {string} given.label of the rule
   * @param {Matching} given.matching
   */
  constructor({ key, noun, label, matching }) {
    this.#key = key;
    this.#noun = noun;
    this.#label = label;
    this.#matching = matching;
    this.#press = button("best", () => matching.toggle(key), "press best-size");
    this.#press.dataset.key = `best ${key}`;
    this.#progress.max = 1;
    this.#progress.hidden = true;
    this.said.setAttribute("role", "status");
  }

  /** Puts the button into the field of the size, and what it says below it. @param {HTMLElement} field */
  join(field) {
    field.classList.add("with-best");
    field.append(this.#press, this.#progress, this.said);
  }

  /** The button and the share that is done of its search. */
  follow() {
    const share = this.#matching.progressOf(this.#key);
    const runs = share !== undefined;
    setText(this.#press, runs ? "stop" : "best");
    const name = runs ? `stop the search for the best ${this.#noun} of ${this.#label}` : `best ${this.#noun} for ${this.#label} from here`;
    this.#press.setAttribute("aria-label", name);
    this.#press.title = runs ? "Stop the search" : `The ${this.#noun} with which ${this.#label} arrives in the fewest steps from here`;
    this.#progress.hidden = !runs;
    this.#progress.value = share ?? 0;
    this.#progress.setAttribute("aria-label", `search for the best ${this.#noun} of ${this.#label}`);
  }

  /** Says what the search has found, as long as the rule has that size. @param {Scene} scene @param {State} state */
  tell(scene, state) {
    setText(this.said, this.#matching.failed(state, this.#key) ?? this.#result(scene, state) ?? "");
  }

  /** @param {Scene} scene @param {State} state */
  #result(scene, state) {
    const best = this.#matching.best(state, this.#key);
    if (best === undefined || state.settings[this.#key] !== best) return undefined;
    const [rule, , chart] = this.#key.split(".");
    const mine = scene.runs.find((run) => run.rule === rule && (chart ? run.chart === chart : run.chartIndex === 0));
    if (!mine) return undefined;
    const rival = ruleName(rule) === RIVAL ? undefined : scene.runs.find((run) => ruleName(run.rule) === RIVAL && run.chart === mine.chart);
    // Where there is no least loss, a search looks for the least one after the steps that are shown.
    if (scene.leastLoss === undefined) return `Best ${this.#noun}: after ${counted(mine.steps, "step")} its loss is ${number(mine.loss[mine.steps])}${rival ? `, that of the KL ball ${number(rival.loss[rival.steps])}` : ""}.`;
    return `Best ${this.#noun}: ${arrives(mine, scene, state)}${rival ? `; the KL ball ${arrives(rival, scene, state, "takes", String)}` : ""}.${rival && isNever(mine, rival, scene, state) ? ` From here no ${this.#noun} of ${this.#label} arrives sooner than the KL ball: try another start.` : ""}`;
  }
}

/**
 * Whether a run that arrives as soon as any of its sizes lets it is no sooner than its rival. From several starts a search finds what is best for all of them, which says
 * nothing of one.
 * @param {Run} mine
 * @param {Run} rival
 * @param {Scene} scene
 * @param {State} state
 */
function isNever(mine, rival, { leastLoss = NaN }, state) {
  const [step, other] = [mine, rival].map(({ loss }) => arrival(loss, leastLoss + gapOf(state)));
  return !state.more?.length && step !== undefined && other !== undefined && step >= other;
}

/**
 * In how many steps a run arrives, in words; of one that has ended elsewhere it is said that it does not.
 * @param {Run} run
 * @param {Scene} scene
 * @param {State} state
 * @param {string} [verb]
 * @param {(many: number, what: string) => string} [write]
 */
export function arrives(run, { leastLoss = NaN }, state, verb = "arrives in", write = counted) {
  const step = arrival(run.loss, leastLoss + gapOf(state));
  if (step !== undefined) return `${verb} ${write(step, "step")}`;
  return run.status === "running" ? `${verb} more than ${write(run.steps, "step")}` : `does not arrive (it ends after ${counted(run.steps, "step")})`;
}
