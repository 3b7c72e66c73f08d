// Distributions that can be dragged: the top of a density is its mean and its width, the tops of bars are probabilities, the
// middle and the shoulder of a logistic curve are the place of even odds and the slope.

import { namesOfClasses } from "../state/classes.js";
import { chartOf, isReturn, modelEntry } from "../core.js";
import { Handle } from "../figure/handle.js";
import { number } from "../text/format.js";
/** @import { Panel } from "../figure/panel.js" */
/** @import { Bench } from "./bench.js" */
/** @import { Pair } from "../views/view.js" */

/** The log-odds at which the shoulder of a logistic curve is held, and how near to the ends of the axis, as a share of it. */
const LOG_ODDS = 2;
const EDGE = 0.06;

/** The log-odds of a probability, which is kept off 0 and 1. @param {number} p */
function logOdds(p) {
  const inside = Math.min(0.99, Math.max(0.01, p));
  return Math.log(inside / (1 - inside));
}

/** The least probability that a bar can be dragged to, and the least width of a density as a share of the axis. */
const LEAST = 1e-4;
const NARROWEST = 1e-3;

/** Half the width of the bars of a class (units of the axis). */
const BARS = 0.3;

/** From the top of a curve to its name, so that the handle hides no letter (CSS pixels). */
const ROOM = 12;

/**
 * A place that is held: where it is (pixels), what a move makes of the start, and its words.
 * @typedef {{ name: string, at: Pair, chart: string, to: (at: Pair) => Pair | undefined, words: string }} Held
 */

export class CurveHandles {
  #panel;
  #bench;
  /** @type {Map<string, { handle: Handle, held: Held }>} */
  #handles = new Map();

  /** @param {Panel} panel of distributions @param {Bench} bench */
  constructor(panel, bench) {
    this.#panel = panel;
    this.#bench = bench;
    panel.room = ROOM;
  }

  /** Places the handles where the distribution of the start is now. */
  follow() {
    const { frame } = this.#panel;
    const all = frame.length >= 6 ? this.#held(frame) : [];
    for (const held of all) {
      const known = this.#handles.get(held.name) ?? this.#make(held);
      known.held = held;
      const [left, top, right, bottom] = frame;
      const shown = held.at[0] >= left - 1 && held.at[0] <= right + 1 && held.at[1] >= top - 12 && held.at[1] <= bottom + 1;
      known.handle.place(...held.at, shown);
      known.handle.describe(held.words);
    }
    for (const [name, { handle }] of this.#handles) if (!all.some((held) => held.name === name)) handle.place(0, 0, false);
  }

  /** @param {Held} first */
  #make(first) {
    /** @type {{ handle: Handle, held: Held }} */
    const known = { held: first, handle: /** @type {Handle} */ (/** @type {unknown} */ (undefined)) };
    const move = (/** @type {Pair} */ at) => {
      const { chart, to } = known.held;
      const place = to(at);
      if (!place) return;
      // While a curve is held the scale stays, so that its top stays under the hand.
      this.#panel.grip = {};
      this.#bench.moveTo(chart, place);
    };
    known.handle = new Handle({
      move: (x, y) => move([x, y]),
      nudge: (dx, dy) => {
        const [left, top, right, bottom] = this.#panel.frame;
        move([known.held.at[0] + dx * (right - left), known.held.at[1] - dy * (bottom - top)]);
      },
      end: () => {
        this.#panel.grip = undefined;
        this.#bench.end();
      },
      position: () => known.held.at,
    });
    known.handle.root.classList.add("of-curve");
    known.handle.root.dataset.held = first.name;
    this.#panel.panel.append(known.handle.root);
    this.#handles.set(first.name, known);
    return known;
  }

  /** @param {number[]} frame @returns {Held[]} */
  #held(frame) {
    const { state, scene } = this.#bench.current;
    if (!scene) return [];
    const normal = chartOf(state.model, "mean-and-deviation");
    if (normal) return [this.#top(normal, frame)];
    const slope = chartOf(state.model, "middle-and-slope");
    if (slope) return this.#logistic(slope, frame);
    const probabilities = chartOf(state.model, "probabilities");
    return probabilities && !isReturn(state.model) ? this.#bars(probabilities, frame) : [];
  }

  /** @param {string} chart */
  #start(chart) {
    const { state, model } = this.#bench.current;
    return model.convert(state.start.at, state.start.chart, chart);
  }

  /** The top of a density. @param {string} chart of mean and standard deviation @param {number[]} frame @returns {Held} */
  #top(chart, [left, top, right, bottom, x0, x1]) {
    const [mean, sd] = this.#start(chart);
    const highest = this.#panel.held.highest ?? 1;
    const peak = 1 / (sd * Math.sqrt(2 * Math.PI));
    return {
      name: "top", chart,
      at: [left + ((mean - x0) / (x1 - x0)) * (right - left), bottom - (peak / highest) * (bottom - top)],
      to: ([x, y]) => {
        const height = ((bottom - y) / (bottom - top)) * highest;
        const widest = x1 - x0;
        const width = height > 0 ? 1 / (height * Math.sqrt(2 * Math.PI)) : widest;
        return [x0 + ((x - left) / (right - left)) * (x1 - x0), Math.min(widest, Math.max(NARROWEST * widest, width))];
      },
      words: `The distribution at the start: mean ${number(mean)}, standard deviation ${number(sd)}. Left and right move it, up makes it narrower.`,
    };
  }

  /**
   * The middle of a logistic curve, and its shoulder, which is always in sight. A curve without a middle turns about the middle of the axis.
   * @param {string} chart of these two @param {number[]} frame @returns {Held[]}
   */
  #logistic(chart, [left, top, right, bottom, x0, x1]) {
    const across = (/** @type {number} */ x) => left + ((x - x0) / (x1 - x0)) * (right - left);
    const value = (/** @type {number} */ at) => x0 + ((at - left) / (right - left)) * (x1 - x0);
    const up = (/** @type {number} */ p) => bottom - p * (bottom - top);
    const { state, model } = this.#bench.current;
    const own = modelEntry(state.model).charts[0].name;
    const oddsAt = (/** @type {number} */ x) => logOdds(model.density(state.start.at, state.start.chart, Float64Array.of(x))[0]);
    let [middle, slope] = [NaN, 0];
    try {
      [middle, slope] = this.#start(chart);
    } catch {
      // A flat curve has no middle.
    }
    const isSeen = middle > x0 && middle < x1;
    const [pivot, odds] = isSeen ? [middle, 0] : [(x0 + x1) / 2, oddsAt((x0 + x1) / 2)];
    const edge = EDGE * (x1 - x0);
    const wanted = slope && isSeen ? middle + LOG_ODDS / slope : x1;
    const shoulder = Math.min(x1 - edge, Math.max(x0 + edge, wanted));
    const height = up(1 / (1 + Math.exp(-oddsAt(shoulder))));
    return [
      ...(isSeen ? [{ name: "middle", chart, at: /** @type {Pair} */ ([across(middle), up(0.5)]), to: (/** @type {Pair} */ [x]) => /** @type {Pair} */ ([value(x), slope]), words: `Even odds at ${number(middle)}. Left and right move it.` }] : []),
      {
        // In its own parameters the model can turn through a flat curve.
        name: "shoulder", chart: own, at: [across(shoulder), height],
        to: ([x, y]) => {
          const off = value(x) - pivot;
          const steep = (logOdds((bottom - y) / (bottom - top)) - odds) / off;
          return Math.abs(off) < 0.005 * (x1 - x0) || !steep ? undefined : model.convert([pivot - odds / steep, steep], chart, own);
        },
        words: `Slope ${number(slope)} per unit. Nearer to the middle is steeper, and so is higher.`,
      },
    ];
  }

  /** The tops of the bars. @param {string} chart of their probabilities @param {number[]} frame @returns {Held[]} */
  #bars(chart, [left, top, right, bottom, x0, x1]) {
    const [p1, p2] = this.#start(chart);
    const all = [p1, p2, 1 - p1 - p2];
    const { scene, state } = this.#bench.current;
    const names = namesOfClasses(state);
    const taken = scene.runs.length;
    const room = (2 * BARS * (right - left)) / (x1 - x0);
    return all.map((p, k) => ({
      name: `bar ${k + 1}`, chart,
      at: [left + ((k + 1 - x0) / (x1 - x0)) * (right - left) - room / 2 + (0.5 * room) / (taken + 1), bottom - p * (bottom - top)],
      to: ([, y]) => {
        const wanted = Math.min(1 - 2 * LEAST, Math.max(LEAST, (bottom - y) / (bottom - top)));
        const others = (1 - wanted) / Math.max(1 - p, 1e-12);
        const changed = all.map((one, j) => (j === k ? wanted : Math.max(LEAST / 2, one * others)));
        return [changed[0], changed[1]];
      },
      words: `Probability of ${names[k]}: ${number(p)}. Up and down change it.`,
    }));
  }
}
