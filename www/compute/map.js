// A map of starts: the specification for the core, the work in workers, and how often each
// outcome occurs.

import { Sweep } from "../core.js";
import { dataKey } from "../state/data.js";
import { runIndex, toSpec } from "../state/specification.js";
import { codesOf, minimumOf, stepsOf } from "./outcome-codes.js";
import { begin } from "../work/work.js";
/** @import { Data, State } from "../state/shape.js" */
/** @import { SweepSpec } from "../../pkg/kl_ball.js" */
/** @import { Job } from "../work/shape.js" */
/** @import { ByChart, MapColumns, MapOfRule, MapTally, Pair, Scene } from "../scene/shape.js" */
/** @import { Hooks } from "../views/view.js" */

/** A map that is replaced within this time belongs to a drag: its end is not announced, and it does not become faint yet (milliseconds). */
const SETTLED = 150;

/** Number of finished maps that are kept, in case they are needed again. */
const MOST_KEPT = 8;

/** Number of steps from the figure's own start between two pauses, in which the figure is drawn. */
const PORTION = 100;

/** Number of steps between two looks at the share done, where no frame waits for it. */
const LONG_PORTION = 100_000;

/** Outcomes of cells without a result: outside the domain, or not computed yet. */
const NOWHERE = ["outside", "pending"];

/** @type {Map<string, MapTally>} */
const finished = new Map();

/** The names of the outcomes that have no number of steps: of the codes −1, −2, … */
export const outcomeNames = () => Sweep.outcomes();

/**
 * The core's specification of a map: one run from every start of a grid `{ window, size }` in a chart.
 * @param {State} state
 * @param {string} rule
 * @param {string} chart
 * @param {{ window: number[], size: Pair }} grid
 */
export function sweepSpec(state, rule, chart, grid) {
  const { model, data, options, runs } = toSpec(state);
  const { batch: _, ...run } = runs[runIndex(state, rule, chart)];
  return /** @type {SweepSpec} */ ({ model, ...(data && { data }), ...(options && { options }), run, grid: { chart, ...grid }, ...state.map.goal, steps: state.map.limit });
}

/** A specification as text by which it can be told from others. It is asked for in every frame, so long data are not written out. @param {SweepSpec} spec */
const keyOf = ({ data, ...rest }) => JSON.stringify(rest) + dataKey(/** @type {Data | undefined} */ (data));

/**
 * A map of one cell, whose centre is the start, so that the core refuses wrong input at once.
 * @param {State} state
 * @param {MapOfRule} map
 * @param {ByChart<Pair>} starts
 */
function alone(state, { rule, chart }, starts) {
  const window = starts[chart].flatMap((x) => [x - 1, x + 1]);
  return new Sweep(sweepSpec(state, rule, chart, { window, size: [1, 1] }));
}

/**
 * A map for each rule in each chart, checked by the core.
 * @param {Scene} scene
 * @param {State} state
 * @returns {MapColumns}
 */
export const mapsOf = ({ starts }, state) => ({ maps: state.rules.flatMap((rule) => state.charts.map((chart) => {
  alone(state, { rule, chart }, starts).free();
  return { rule, chart };
})) });

/**
 * The same maps, with what has been found of one of them.
 * @param {MapColumns} columns
 * @param {Partial<MapOfRule>} found
 * @returns {MapColumns}
 */
export const withFound = ({ maps }, found) => ({ maps: maps.map((map) => (map.rule === found.rule && map.chart === found.chart ? { ...map, ...found } : map)) });

/**
 * Finds the code of the start itself for each map. A generator that pauses every few steps.
 * @param {MapColumns} columns
 * @param {Scene} scene
 * @param {State} state
 * @returns {Generator<MapColumns | void>}
 */
export function* outcomeOfStart(columns, scene, state) {
  for (const { rule, chart } of columns.maps) {
    const sweep = alone(state, { rule, chart }, scene.starts);
    try {
      while (sweep.advance(PORTION) < 1) yield;
      const [code] = codesOf(sweep);
      // Meanwhile more may have been found of the whole map.
      yield withFound(scene.columns.map ?? columns, { rule, chart, code });
    } finally {
      sweep.free();
    }
  }
}

/**
 * Codes, with how often each occurs: `others` counts the codes −1, −2, …; `minima` the starts that come to each minimum,
 * the lowest first; `starts` are all that have a distribution, `arrived` those that come to the lowest minimum, `median`
 * is the number of steps of half of these.
 * @param {Int32Array} codes
 * @param {number} limit
 * @returns {MapTally}
 */
export function tallied(codes, limit) {
  const names = outcomeNames();
  const counts = new Uint32Array(limit + 1 + names.length);
  const others = counts.subarray(limit + 1);
  /** @type {number[]} */
  const minima = [0];
  for (const code of codes) {
    const minimum = Math.max(0, minimumOf(code));
    if (code >= 0) minima[minimum] = (minima[minimum] ?? 0) + 1;
    if (!minimum) counts[code >= 0 ? stepsOf(code) : limit - code] += 1;
  }
  const arrived = minima[0];
  const nowhere = others.reduce((sum, count, k) => (NOWHERE.includes(names[k]) ? sum + count : sum), 0);
  let [median, so] = [0, counts[0]];
  while (so < arrived / 2) so += counts[median += 1];
  return { codes, others, minima: Array.from(minima, (count = 0) => count), arrived, starts: codes.length - nowhere, median };
}

/** The whole map of a specification, at once. @param {ReturnType<typeof sweepSpec>} spec */
export function mapOf(spec) {
  const key = keyOf(spec);
  if (!finished.has(key)) {
    const sweep = new Sweep(spec);
    try {
      while (sweep.advance(LONG_PORTION) < 1);
      keep(key, tallied(codesOf(sweep), Number(spec.steps)));
    } finally {
      sweep.free();
    }
  }
  return finished.get(key);
}

/** @param {string} key @param {MapTally} found */
function keep(key, found) {
  finished.set(key, found);
  const [oldest] = finished.keys();
  if (finished.size > MOST_KEPT) finished.delete(oldest);
}

/**
 * The work on one map, which can be begun, paused and cancelled, and its results so far. While a slider is dragged a
 * map is begun for every frame: the one before is given up as soon as there is a first picture of it.
 */
export class MapWork {
  /** The share done, and the results so far, as `tallied` returns them. */
  done = 1;
  /** @type {MapTally | undefined} */
  found;
  /** Whether the results have been those of an earlier specification for a while, and whether a reader has stopped the work. */
  old = false;
  stopped = false;
  #hooks;
  /** The last specification. @type {SweepSpec | undefined} */
  #spec;
  #key = "";
  /** The job in progress; what the last one was for, and what the results are of. */
  /** @type {Job | undefined} */
  #work;
  #begun = "";
  #heard = "";
  /** When this map was asked for, and the timer that looks whether it has settled. */
  #askedAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asked = 0;

  /** `hooks` are those of views. @param {Hooks} hooks */
  constructor(hooks) {
    this.#hooks = hooks;
  }

  /** The last specification. */
  get spec() {
    return this.#spec;
  }

  /** Begins, unless this map is in progress, is done, or has been stopped by a reader. @param {SweepSpec} spec */
  ask(spec) {
    const key = keyOf(spec);
    if (key !== this.#key) {
      this.#key = key;
      this.#spec = spec;
      this.#asked += 1;
      this.#askedAt = performance.now();
      this.#settleLater();
      Object.assign(this, { done: 0, stopped: false });
    } else if (this.stopped || this.done === 1) {
      return;
    }
    const known = finished.get(key);
    if (known) {
      this.#drop();
      this.#hear(key, 1, known);
    } else if (!this.#work || (this.#begun !== key && this.#heard === this.#begun)) {
      this.#begin();
    } else {
      this.#work.pause(false);
    }
  }

  /** Pauses out of sight. A removed panel may come back, too. @param {boolean} gone */
  rest(gone) {
    this.#work?.pause(true);
    if (gone) this.#end();
  }

  /** Stops or continues. */
  toggle() {
    this.stopped = !this.stopped;
    if (this.stopped) this.#end();
    this.#hooks.redraw();
  }

  /** After a while the results of an earlier specification are faint. */
  #settleLater() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#heard === this.#key) return;
      this.old = true;
      this.#hooks.redraw();
    }, SETTLED);
  }

  #drop() {
    this.#work?.cancel();
    this.#work = undefined;
  }

  #end() {
    clearTimeout(this.#timer);
    this.#drop();
  }

  #begin() {
    this.#drop();
    const [spec, key] = [/** @type {SweepSpec} */ (this.#spec), this.#key];
    const steps = Number(spec.steps);
    this.#begun = key;
    this.#work = begin({ kind: "sweep", spec }, {
      progress: (done, { picture, stride }) => {
        // A job that was begun again may have fewer results than are shown.
        if (stride && (key !== this.#heard || done >= this.done)) this.#hear(key, done, tallied(picture, steps));
      },
      done: ({ results }) => {
        const found = tallied(results, steps);
        keep(key, found);
        this.#work = undefined;
        this.#hear(key, 1, found);
      },
      failed: (error) => {
        this.#work = undefined;
        this.stopped = true;
        this.#hooks.failed(error);
      },
    });
  }

  /**
   * Takes what was found of a map. In a drag it may no longer be the one asked for.
   * @param {string} key
   * @param {number} done
   * @param {MapTally} found
   */
  #hear(key, done, found) {
    this.#heard = key;
    this.found = found;
    if (key === this.#key) this.#arrive(done);
    this.#hooks.redraw();
  }

  /** @param {number} done */
  #arrive(done) {
    Object.assign(this, { done, old: false });
    // A reader started all but the first, so their ends are announced, but not those of a drag.
    if (done < 1 || this.#asked === 1) return;
    const asked = this.#asked;
    const settled = () => { if (this.#asked === asked && this.done === 1) this.#hooks.end(); };
    setTimeout(settled, Math.max(0, this.#askedAt + SETTLED - performance.now()));
  }
}
