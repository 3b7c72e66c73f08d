// A quantity of every run against the steps, up to where the transport stands.

import { isReturn } from "../core.js";
import { ended } from "../text/caption.js";
import { capital, number } from "../text/format.js";
import { FAMILIES, drawMarker, familyColor } from "../language.js";
import { clipped, isLong, path, strokeApart, trace } from "../layers.js";
import { Labels } from "../labels.js";
import { budgetOf } from "../accounts/ledger.js";
import { Plot, steady, steadyPowers } from "../plot.js";
import { oneOf } from "../state/words.js";
import { register } from "./registry.js";

/** What each series is called, what its axis says, and from which point on it means something. */
const SERIES = {
  loss: { title: "Above the least loss", label: "loss − least loss (nats)", logarithmic: true, from: 0 },
  kl: { title: "What each step costs", label: "KL(old ‖ new) of the step (nats)", logarithmic: true, from: 1 },
  "kl-reverse": { title: "What each step costs", label: "KL(new ‖ old) of the step (nats)", logarithmic: true, from: 1 },
  "fisher-length": { title: "The way so far", label: "Fisher–Rao length so far", from: 0 },
  "euclidean-length": { title: "The way so far, in parameters", label: "Euclidean length so far (chart units)", from: 0 },
  halvings: { title: "Steps cut short", label: "times the step was halved", from: 1 },
};

/** Less is nothing but rounding (nats). */
const LEAST = 1e-12;

/** A logarithmic axis spans at most this factor. */
const SPAN = 1e9;

/** Costs that differ by no more than this are one. */
const FLAT = 0.005;

/** Longer runs have no marker at every step, nor have more points than this together. */
const MARKED = 40;
const MOST_MARKERS = 200;

function panels(state) {
  return [{ view: new SeriesView(), title: SERIES[state.series].title }];
}

function read(attribute, state) {
  state.series = oneOf("series", attribute("series") ?? "kl", Object.keys(SERIES));
}

const write = ({ series }) => ({ series });

/**
 * What the lines of a scene are made of. Others than steps may count: `at(k, step)` is
 * where a step of run `k` stands on an axis `x` from `span[0]` to `span[1]`; `done[k]` is the
 * step with which a run has arrived; `range` is what the axis of values holds in any case.
 */
function measure(scene, state) {
  const gap = state.series === "loss" && scene.leastLoss !== undefined;
  // Where there is no least loss it may be anything, below zero too.
  const { logarithmic = false, label, from } = SERIES[state.series];
  scene.lines = {
    logarithmic: logarithmic && (gap || state.series !== "loss"),
    label: state.series === "loss" && !gap ? plainLoss(state) : label,
    from,
    values: scene.runs.map(({ series }) => gap ? series.map((loss) => loss - scene.leastLoss) : series),
    level: state.series.startsWith("kl") ? { value: budgetOf(scene), text: "the budget" } : undefined,
  };
}

/** What the first step of each run has cost, and what this one; elsewhere the usual words. */
function caption(scene, state, cursor) {
  if (state.series !== "kl" || state.charts.length > 1) return undefined;
  const k = Math.floor(cursor);
  if (k < 2) return undefined;
  const going = scene.runs.filter(({ steps }) => steps >= k).map(({ entry, kl }) => {
    const ratio = kl[k] / kl[1];
    const same = Math.abs(ratio - 1) < FLAT;
    const now = same ? ", and this one as much" : `, ${number(kl[k])} nats this one${Number.isFinite(ratio) ? `, ${number(ratio)} times as much` : ""}`;
    return `${entry.label}: ${number(kl[1])} nats the first step${now}`;
  });
  const others = scene.runs.filter(({ steps }) => steps < k).map(ended);
  const costs = going.length ? [`What step ${k} costs, measured by what it changes. ${capital(going.join("; "))}.`] : [];
  return [...costs, ...others].join(" ");
}

const plainLoss = ({ model }) => (isReturn(model) ? "loss" : "loss (nats)");

export class SeriesView {
  #plot = new Plot("series");
  #bounds;

  constructor() {
    this.root = this.#plot.root;
  }

  draw({ scene, cursor, style, colors, highlight }) {
    const { lines } = scene;
    this.#bounds = lines.range ? steadyPowers(this.#bounds, lines.range)
      : lines.logarithmic ? powers(lines, this.#bounds) : plain(lines, this.#bounds);
    const axes = {
      window: [...(lines.span ?? [0, Math.max(1, scene.steps)]), ...this.#bounds],
      x: lines.x ?? { label: "step" },
      y: { label: lines.label, logarithmic: lines.logarithmic },
    };
    const { context, area, pixel } = this.#plot.begin(axes, style);
    const level = lines.level?.value && lines.level;
    clipped(context, grown(area), () => {
      if (level) this.#level(context, level.value, area, pixel, colors);
      if (!lines.at) this.#cursor(context, cursor, area, pixel, colors);
      scene.runs.forEach((run, k) => {
        context.globalAlpha = highlight && highlight !== run.rule ? 0.2 : 1;
        this.#line(context, run, lines, k, cursor, area, pixel, colors);
      });
      context.globalAlpha = 1;
    });
    this.#words(context, scene, cursor, area, pixel, level, colors, style);
  }

  /** The points of a run that are in the picture: `[step, [x, y]]`. */
  #points(lines, k, pixel, cursor) {
    const [low] = this.#bounds;
    return stepsOf(lines.values[k], lines.from, Math.floor(cursor)).map((step) => [step, lines.values[k][step]])
      .filter(([, value]) => Number.isFinite(value))
      .map(([step, value]) => [step, pixel(lines.at?.(k, step) ?? step, Math.max(low, value))]);
  }

  /** Whether a point is past: up to where the transport stands, or where the run has arrived. */
  #past(lines, k, cursor) {
    return ([step]) => step <= cursor && !(step > lines.done?.[k]);
  }

  #line(context, run, lines, k, cursor, area, pixel, colors) {
    const points = this.#points(lines, k, pixel, cursor);
    const color = familyColor(colors, run.entry.family);
    const { dash } = run;
    const past = points.filter(this.#past(lines, k, cursor));
    const full = context.globalAlpha;
    // What is still to come is there already, faintly: the axes do not move as it plays.
    context.globalAlpha = 0.25 * full;
    const [whole, line] = [points, past].map((some) => some.map(([, at]) => at));
    const [left, top, right, bottom] = grown(area);
    clipped(context, [left, area[1], right, bottom], () => {
      trace(context, whole, color, 1.6, dash);
      // What is out of date is not worth more.
      if (run.stale) return;
      context.globalAlpha = full;
      path(context, line);
      strokeApart(context, colors.ground, color, 2.2, dash);
    });
    if (run.stale) return;
    context.globalAlpha = full;
    const { marker } = FAMILIES[run.entry.family];
    const few = points.length <= MARKED && points.length * lines.values.length <= MOST_MARKERS;
    past.forEach(([, at], j) => {
      if ((!few && j < past.length - 1) || at[1] < top) return;
      drawMarker(context, marker, ...at, j === past.length - 1 ? 4.6 : 2.6, color, colors.ground, run.chartIndex > 0);
    });
  }

  #level(context, budget, [left, , right], pixel, colors) {
    const [, y] = pixel(0, budget);
    trace(context, [[left, y], [right, y]], colors.ink, 1.2, [5, 4]);
  }

  #cursor(context, cursor, [, top, , bottom], pixel, colors) {
    const [x] = pixel(cursor, this.#bounds[1]);
    context.globalAlpha = 0.5;
    trace(context, [[x, top], [x, bottom]], colors.ink, 1);
    context.globalAlpha = 1;
  }

  #words(context, scene, cursor, area, pixel, level, colors, style) {
    const labels = new Labels(context, area, colors.ground, style);
    const shown = scene.runs.map((run, k) => ({ run, points: this.#points(scene.lines, k, pixel, cursor).filter(this.#past(scene.lines, k, cursor)) }))
      .filter(({ run, points }) => points.length && !run.stale);
    const name = (lines) => {
      const { run, points } = lines.at(-1);
      labels.write(lines.map(({ run: { entry } }) => entry.label).join(" = "), points.at(-1)[1], familyColor(colors, run.entry.family));
    };
    const groups = coinciding(shown.filter(({ run }) => run.chartIndex === 0));
    const crowded = groups.length > FEW;
    // Where there are many lines these may be written across others, only not on their ends.
    if (crowded) {
      for (const { points } of shown) labels.keepOff(points.at(-1)[1], 4);
      groups.filter(isFirst).forEach(name);
    }
    for (const { points } of shown) for (const [, at] of points.slice(-MARKED)) labels.keepOff(at, 3);
    groups.filter((lines) => !crowded || !isFirst(lines)).forEach(name);
    if (level) labels.write(level.text, [area[0], pixel(0, level.value)[1]], colors.ink);
  }
}

/** Lines that are one as far as can be seen, together. */
function coinciding(lines) {
  const groups = [];
  for (const line of lines) {
    const same = groups.find(([other]) => isOne(line.points, other.points));
    if (same) same.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** So many pixels apart are none. */
const NONE = 0.5;

const isOne = (points, others) => points.length === others.length
  && points.every(([, [x, y]], k) => Math.abs(x - others[k][1][0]) < NONE && Math.abs(y - others[k][1][1]) < NONE);

/** Where there are more lines than so many, these are named first. */
const FEW = 4;
const FIRST = ["gradient", "natural-gradient"];

const isFirst = (lines) => lines.some(({ run }) => FIRST.includes(run.rule));

/** Markers at the edges are drawn whole. */
const grown = ([left, top, right, bottom]) => [left - 6, top - 6, right + 6, bottom + 6];

/** A long line has so many portions, of each the least and the largest value are drawn. */
const PORTIONS = 1500;

/** The steps whose values are drawn, from one on and with another among them. */
function stepsOf(values, from, shown) {
  const steps = [];
  const portion = isLong(values.length) ? Math.ceil(values.length / PORTIONS) : 1;
  for (let first = from; first < values.length; first += portion) {
    let [least, most] = [first, first];
    const end = Math.min(first + portion, values.length);
    for (let step = first; step < end; step += 1) {
      if (values[step] < values[least]) least = step;
      if (values[step] > values[most]) most = step;
    }
    const drawn = [least, most, ...(shown >= first && shown < end ? [shown] : []), ...(end === values.length ? [end - 1] : [])];
    steps.push(...new Set(drawn.sort((one, other) => one - other)));
  }
  return steps;
}

/** The least and the largest of all values in the picture that are above a bound; none where there is none. */
function extremes({ values, from }, bound = -Infinity) {
  let [least, most] = [Infinity, -Infinity];
  for (const series of values) {
    for (let step = from; step < series.length; step += 1) {
      const value = series[step];
      if (!(value > bound && value < Infinity)) continue;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return least <= most ? [least, most] : [];
}

function powers(lines, kept) {
  const [least, most] = extremes(lines, LEAST);
  if (most === undefined) return kept ?? [0.01, 1];
  return steadyPowers(kept, [Math.max(least, most / SPAN), most]);
}

/** From zero, or as far below as a loss goes. */
function plain(lines, kept = [0, 0]) {
  const [least = 0, most = 0] = extremes(lines);
  const [low, high] = [-Math.min(0, least), Math.max(0, most)];
  return [low > 0 ? -steady(-kept[0], low) : 0, steady(kept[1], high)];
}

register("series", { panels, read, write, measure, caption });
