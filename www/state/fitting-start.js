// Whether starts and windows that were written for some data make sense for others, and what takes their place.

import { extentOf } from "../compute/disc-and-ball.js";
import { pairAt } from "../compute/points.js";
import { ruleEntry, sizeOf } from "../core.js";
import { ruleName, valueFor } from "./rule-keys.js";
import { readStarts, usualStart, writeStarts } from "./starts.js";
import { placeFrom, placeText } from "./words.js";
/** @import { Model, Pair } from "../views/view.js" */
/** @import { Place, Read } from "./shape.js" */

/** A start is kept while its loss is at most so far above that of the usual start (nats): five standard deviations are 12.5 nats. */
const FAR = 12.5;

/** A window is at most so many times as wide as what happens in it: the way to the best fit, and balls of this cost at both ends (nats). */
const BALL = 0.3;
const WIDEST = 100;

/** Further starts are chosen on a ball around the best fit: as many places of its outline are looked at. */
const OUTLINE = 32;

/** A place is written with as many digits as keep it within this of where it is (nats). */
const ROUNDED = 1e-6;

/** A first step that costs more than the second number, or less than the first, was not meant for these data (nats). */
const [SHORT, LONG] = [5e-6, 1];

/** Several starts after the first, in words. */
const FURTHER = "the further starts";

/** A place with no more digits than it needs. @param {Model} model @param {Place} place @returns {Place} */
function shortened(model, { chart, at: [first, second] }) {
  /** @param {number} digits @returns {Pair} */
  const rounded = (digits) => [Number(first.toPrecision(digits)), Number(second.toPrecision(digits))];
  const isNear = (/** @type {Pair} */ at) => {
    try {
      return Math.abs(model.kl([first, second], at, chart)) < ROUNDED;
    } catch {
      return false;
    }
  };
  for (let digits = 6; digits < 17; digits += 1) if (isNear(rounded(digits))) return { chart, at: rounded(digits) };
  return { chart, at: [first, second] };
}

/** A place in the first chart, if it names none. @param {Place} place @param {string[]} charts @returns {Place} */
const inFirst = (place, [first]) => ({ ...place, chart: place.chart ?? first });

/** How far a place is above the usual start (nats); infinite where the data cannot begin. @param {Model} model @param {Place} place @param {Place} usual */
function above(model, place, usual) {
  const loss = (/** @type {Place} */ { chart, at: [first, second] }) => model.inspect([first, second], chart).loss;
  try {
    return loss(place) - loss(usual);
  } catch {
    return Infinity;
  }
}

/**
 * The attribute `start` with which new data begin if the one that is written is far from them; undefined if that can stay.
 * @param {Model} model fitted to the new data
 * @param {string | null | undefined} written
 * @param {string[]} charts
 */
export function startInstead(model, written, charts) {
  const place = placeFrom("start", written);
  const usual = usualStart(model, charts);
  if (!place || above(model, inFirst(place, charts), usual) <= FAR) return undefined;
  return placeText(shortened(model, usual), charts);
}

/**
 * The same for the second distribution: it gives way to the best fit or, where there is none, to a point near the start.
 * @param {Model} model
 * @param {string | null | undefined} written
 * @param {Place} start with which the data begin
 * @param {string[]} charts
 */
function otherInstead(model, written, start, charts) {
  const [chart] = charts;
  const place = placeFrom("other", written);
  if (!place || above(model, inFirst(place, charts), usualStart(model, charts)) <= FAR) return undefined;
  const best = model.optimum(chart);
  const [a, b] = best ?? model.ball("kl-old-new", model.convert(start.at, start.chart, chart), BALL, 8, chart);
  return placeText(shortened(model, { chart, at: [a, b] }), charts);
}

/**
 * The same for the starts after the first: as many places that are as far above the best fit as the usual start is, or a
 * little away from that where there is no best fit.
 * @param {Model} model
 * @param {Place[]} more
 * @param {string[]} charts
 */
function moreInstead(model, more, charts) {
  const [chart] = charts;
  const usual = usualStart(model, charts);
  if (more.every((place) => above(model, inFirst(place, charts), usual) <= FAR)) return undefined;
  const best = model.optimum(chart);
  const cost = best ? model.kl(best, model.convert(usual.at, usual.chart, chart), chart) : BALL;
  const outline = model.ball("kl-old-new", best ?? model.convert(usual.at, usual.chart, chart), cost, OUTLINE, chart);
  const isNamed = (/** @type {Pair} */ at) => {
    try {
      return at.every(Number.isFinite) && charts.every((shown) => model.convert(at, chart, shown).every(Number.isFinite));
    } catch {
      return false;
    }
  };
  const places = Array.from({ length: outline.length / 2 }, (_, k) => pairAt(outline, k)).filter(isNamed);
  const found = more.slice(0, places.length).map((_, k) => shortened(model, { chart, at: places[Math.floor(((k + 0.5) * places.length) / more.length)] }));
  return writeStarts({ more: found, charts }).starts ?? "";
}

/**
 * Whether a window shows the start and the best fit, large enough to be seen.
 * @param {Model} model
 * @param {string} chart
 * @param {number[]} sides
 * @param {Place} start
 */
function shows(model, chart, [x0, x1, y0, y1], start) {
  const best = model.optimum(chart);
  try {
    const at = model.convert(start.at, start.chart, chart);
    const seen = best ? [at, best] : [at];
    if (!seen.every(([x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1)) return false;
    const balls = seen.map((center) => extentOf(model.metrics(center, chart), BALL));
    const wide = (/** @type {0 | 1} */ k) => Math.max(Math.abs(seen[0][k] - seen[seen.length - 1][k]), ...balls.map((half) => half[k]).filter(Number.isFinite));
    return x1 - x0 <= WIDEST * wide(0) && y1 - y0 <= WIDEST * wide(1);
  } catch {
    return false;
  }
}

/** "a", "a and b", "a, b and c". @param {string[]} names */
const listed = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`);

/**
 * What new data begin with in place of what was written for others, as attributes, and sentences that say so.
 * @param {Model} model fitted to the new data
 * @param {Read} read what is written: the start, q, further starts, windows
 * @param {string[]} charts
 * @returns {{ changes: Record<string, string>, said: string[] }}
 */
export function fittingFor(model, read, charts) {
  /** @type {Record<string, string>} */
  const changes = {};
  /** @type {string[]} */
  const names = [];
  const put = (/** @type {string} */ name, /** @type {string | undefined} */ text, /** @type {string} */ called) => {
    if (text === undefined) return;
    changes[name] = text;
    names.push(called);
  };
  put("start", startInstead(model, read("start"), charts), "the start");
  const written = placeFrom("start", changes.start ?? read("start"));
  const start = written ? inFirst(written, charts) : usualStart(model, charts);
  put("other", otherInstead(model, read("other"), start, charts), "q");
  const { more = [], windows = {} } = readStarts(read, charts);
  put("starts", more.length ? moreInstead(model, more, charts) : undefined, more.length === 1 ? "the second start" : FURTHER);
  const fitting = Object.entries(windows).filter(([chart, sides]) => changes.start === undefined && shows(model, chart, sides, start));
  const isOne = names.length === 1 && names[0] !== FURTHER;
  const said = names.length ? [`${listed(names)} ${isOne ? "is" : "are"} chosen for these data, because ${isOne ? "the one written is" : "those written are"} far from them`] : [];
  if (fitting.length < Object.keys(windows).length) {
    changes.window = writeStarts({ windows: Object.fromEntries(fitting), charts }).window ?? "";
    said.push("the window is chosen for these data, because the one written does not show them well");
  }
  return { changes, said };
}

/**
 * Rates and radii that were set for other data: with them a rule that measures its steps in the unit of the data hardly
 * moves here, or goes much too far.
 * @param {Model} model
 * @param {Read} read
 * @param {{ rules: string[], charts: string[] }} state
 * @returns {{ rule: string, value: number }[]}
 */
export function sizesOfOthers(model, read, { rules, charts }) {
  return rules.flatMap((rule) => {
    const size = sizeOf(rule);
    if (!size || ruleEntry(rule).invariance !== "none") return [];
    const name = ruleName(rule);
    for (const chart of charts) {
      const [attribute, text] = [`${name}-${size.name}-${chart}`, `${name}-${size.name}`, size.name].map((one) => [one, read(one)]).find(([, found]) => found) ?? [];
      if (!attribute || !text) continue;
      const value = Number(valueFor(attribute, text, rule, rules));
      if (!(value > 0) || isFitting(model, { rule: name, [size.name]: value }, chart)) continue;
      return [{ rule, value }];
    }
    return [];
  });
}

/** Whether a first step from the usual start moves, and not too far. @param {Model} model @param {{ rule: string }} step @param {string} chart */
function isFitting(model, step, chart) {
  try {
    const { halvings, kl } = model.step(step, model.start(chart), chart);
    return !halvings && kl >= SHORT && kl <= LONG;
  } catch {
    return false;
  }
}
