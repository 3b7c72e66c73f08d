// First use: the handle nudges once, and each first success is noticed once in this browser.

import { arrival, gapOf } from "../compute/arrival.js";
import { dataKey } from "../state/data.js";
import { ruleName } from "../state/rule-keys.js";
/** @import { Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

const PLACE = "kl-ball-noticed";

/** How many times as much a step has to cost to count as dearer. */
const CLEARLY = 1.2;

/** What the first step of the first rule with such a ball costs. @param {Scene} scene @param {string} ball */
const costOf = ({ runs }, ball) => runs.find(({ entry }) => entry.ball === ball)?.kl[1];

/** How the disc's first step compares with the ball's: -1 cheaper, 1 dearer, 0 alike or not both there. @param {Scene} scene */
function compared(scene) {
  const [disc, ball] = [costOf(scene, "euclidean"), costOf(scene, "kl")];
  if (!disc || !ball) return 0;
  return disc > CLEARLY * ball ? 1 : ball > CLEARLY * disc ? -1 : 0;
}

/** Whether gradient descent arrives in fewer steps than the KL ball. @param {Scene} scene @param {State} state */
function wins({ runs, leastLoss }, state) {
  const [mine, its] = ["gradient", "kl-ball"].map((name) => runs.find(({ rule }) => ruleName(rule) === name));
  if (!mine || !its || leastLoss === undefined) return false;
  const [step, other] = [mine, its].map(({ loss }) => arrival(loss, leastLoss + gapOf(state)));
  return step !== undefined && step > 0 && (other === undefined || step < other);
}

/** What disc and ball depend on, as texts that can be compared. @param {State} state */
const keysOf = ({ model, options, data, charts, rules, settings, start }) => ({
  problem: JSON.stringify([model, options, dataKey(data), charts, rules]), sizes: JSON.stringify(settings), start: JSON.stringify(start),
});

/** @typedef {{ compared: number, wins: boolean } & ReturnType<typeof keysOf>} Before How things were before a gesture. */

/** Whether a gesture has left model, data, charts and rules alone. @param {State} state @param {Before} before */
const isSame = (state, { problem }) => keysOf(state).problem === problem;

/** Whether a gesture has moved the start, and no radius is another one. @param {State} state @param {Before} before */
function hasMoved(state, before) {
  const { start, sizes } = keysOf(state);
  return isSame(state, before) && start !== before.start && sizes === before.sizes;
}

/** Successes: a name, whether something has just succeeded, and what is said. @type {[name: string, now: (scene: Scene, state: State, before: Before) => boolean, words: string][]} */
const SUCCESSES = [
  ["dearer", (scene, state, before) => isSame(state, before) && before.compared < 1 && compared(scene) === 1, "You made the disc cost more than the ball."],
  ["beats", (scene, state, before) => !before.wins && wins(scene, state), "From here gradient descent arrives before the KL ball."],
  ["cheaper", (scene, state, before) => hasMoved(state, before) && before.compared > -1 && compared(scene) === -1, "You found where the same disc is timid: it costs less than the ball."],
  ["twice", (_, { rules }) => rules.some((rule) => rule.includes("#")), "One rule against itself: its dashes and its name tell the two apart."],
  ["many", (_, { more }) => (more?.length ?? 0) > 0, "Another start. Delete removes it, and so does a long press on it."],
];

export class Firsts {
  /** @type {Set<string>} */
  #noticed = new Set();
  /** How things were when a gesture began; undefined when none is being made. @type {Before | undefined} */
  #before;

  constructor() {
    try {
      this.#noticed = new Set(JSON.parse(localStorage.getItem(PLACE) ?? "[]"));
    } catch {
      // A browser may keep nothing; then it is noticed once on every visit.
    }
  }

  /** Whether this browser has not seen the lab. */
  get fresh() {
    return !this.knows("seen");
  }

  /** Whether something was noticed before. @param {string} name */
  knows(name) {
    return this.#noticed.has(name);
  }

  /** @param {string} name */
  note(name) {
    this.#noticed.add(name);
    try {
      localStorage.setItem(PLACE, JSON.stringify([...this.#noticed]));
    } catch {
      // As above.
    }
  }

  /** A gesture begins: what it is compared with. @param {Scene} scene @param {State} state */
  begin(scene, state) {
    this.#before = { compared: compared(scene), wins: wins(scene, state), ...keysOf(state) };
  }

  /** What a gesture has achieved for the first time, in words; nothing where none has begun, as after undo. @param {Scene} scene @param {State} state @returns {string | undefined} */
  end(scene, state) {
    const before = this.#before;
    this.#before = undefined;
    if (!before) return undefined;
    const found = SUCCESSES.find(([name, now]) => !this.#noticed.has(name) && now(scene, state, before));
    if (!found) return undefined;
    this.note(found[0]);
    return found[2];
  }
}
