// A panel of one of the two divergences: both distributions, and the divergence as an area
// under a curve, or as a bar for each class.

import { modelEntry } from "../core.js";
import { steady } from "../marks/bounds.js";
import { between } from "../marks/frame.js";
import { Labels } from "../marks/labels.js";
import { area, clip, clipTo, line, rect } from "../marks/marks.js";
import { amount as costOf, number } from "../text/format.js";
import { measured } from "../state/data.js";
/** @import { Answered, Colors, Moment, Pair, Size, ViewParts } from "./view.js" */
/** @import { Divergence, DivergenceAnswers } from "../scene/shape.js" */

/** Room below zero, as a share of the height: an integrand is never lower than −1/e times the greatest density. */
const BELOW = 0.27;

/** Curves take at most this share of the height above zero; the number of nats is above them. */
const HEADROOM = 0.82;

/** Lower end of the axis of bars: the part of a class is never below −1/e. */
const LOWEST = -0.45;

/** At least this share of the axis is below zero, for the numbers under bars; smaller parts are not drawn. */
const ROOM = 0.16;
const NOTHING = 5e-4;

/** Places of the bars of a class, from its middle: p, q and its part of the divergence. */
const BARS = { p: [-0.42, -0.22], q: [-0.2, 0], part: [0.1, 0.38] };

/** If more than this share of a divergence is beyond the axis, the panel says so. */
const UNSEEN = 0.02;

/** Pixels between the lines of a hatching. */
const HATCH = 5;

/** The two directions: the name, the distribution that the mean is taken under, and the colour. */
export const DIRECTIONS = /** @type {const} */ ({
  forward: { name: "KL(p\u202f‖\u202fq)", under: "p", from: "start", to: "other", color: "ink" },
  reverse: { name: "KL(q\u202f‖\u202fp)", under: "q", from: "other", to: "start", color: "other" },
});

/** @typedef {Answered<Divergence, DivergenceAnswers>} Numbers */

/** The backdrop: the axis of the observed quantity for curves, and own axes for bars. @type {ViewParts<Divergence>["backdrop"]} */
export function backdrop({ state, axis, held }, { columns: { classes, bars: found } }) {
  if (!classes) return { figure: "density", axis, quantity: measured(state) };
  const end = steady(held.end, Math.max(1, found?.highest ?? 1));
  return { figure: "axes", axes: {
    window: [0.5, 3.5, Math.min(LOWEST, -ROOM * end), end],
    x: { label: "", names: classes }, y: { label: "probability; nats" }, zero: true,
  } };
}

/** @type {ViewParts<Divergence, DivergenceAnswers>["marks"]} */
export const marks = (state, columns, size, colors) =>
  (columns.columns.classes ? bars : curves)(state, columns, size, colors);

/**
 * Densities, and the integrand filled; for labels their probabilities, and a stem for each input.
 * @param {Moment} moment
 * @param {Numbers} numbers
 * @param {Size} size
 * @param {Colors} colors
 */
function curves({ panel: { direction }, state, held }, { columns, modelKey, answers: { curves: found } }, size, colors) {
  const { frame } = size;
  const [left, top, right, bottom, x0, x1] = frame;
  const labelled = modelEntry(state.model).takes === "labelled";
  if (!found) return { marks: [] };
  // One scale as long as the data are the same, so that a larger area is more nats.
  const highest = Math.max(held.top?.of === modelKey ? held.top.value : 0, found.highest);
  const [share, below] = labelled ? [1, 0] : [HEADROOM, BELOW];
  const zero = bottom - below * (bottom - top);
  /** @param {number} value */
  const x = (value) => left + ((value - x0) / (x1 - x0)) * (right - left);
  /** @param {number} value */
  const y = (value) => zero - (value / highest) * share * (1 - below) * (bottom - top);
  /**
   * @param {ArrayLike<number>} values
   * @param {Float64Array} [xs]
   */
  const points = (values, xs = found.xs) => Array.from(values, (value, k) => /** @type {Pair} */ ([x(xs[k]), y(value)]));
  const tone = colors[DIRECTIONS[direction].color];
  const values = points(found[direction], found.inputs);
  const [p, q] = [found.p, found.q].map((one) => points(one));
  const seen = [
    ...(labelled ? values.map(([at, tip]) => line([at, zero, at, tip], tone, 5, { opacity: 0.45 })) : integral(values, zero, frame, tone)),
    line(q.flat(), colors.other, 2, { casing: colors.ground }),
    line(p.flat(), colors.ink, 2, { casing: colors.ground }),
  ];
  const words = labelled ? besideCurves([p, q], size, colors) : abovePeaks([p, q], size, colors, [columns.target ? "target p" : "p", "q"]);
  const amount = amountOf(columns[direction], found.seen?.[direction]);
  return { marks: [clip(frame, seen), ...words], amount, held: { top: { of: modelKey, value: highest } } };
}

/**
 * The number of nats, and whether the panel shows all of them.
 * @param {number} amount
 * @param {number} [seen]
 */
const amountOf = (amount, seen = amount) => `${costOf(amount)} nats${amount - seen > UNSEEN * amount ? ", not all in sight" : ""}`;

/**
 * p and q, beside curves of probabilities.
 * @param {Pair[][]} both
 * @param {Size} size
 * @param {Colors} colors
 */
function besideCurves([p, q], size, colors) {
  const labels = new Labels(size);
  labels.write("p", p[20], colors.ink);
  labels.write("q", q[q.length - 20], colors.other);
  return labels.marks;
}

/**
 * p and q, above the peaks of their densities.
 * @param {Pair[][]} both
 * @param {Size} size
 * @param {Colors} colors
 * @param {string[]} names
 */
function abovePeaks(both, size, colors, names) {
  const labels = new Labels(size);
  const { text } = size.style;
  const peaks = both.map((points) => points.reduce((best, at) => (at[1] < best[1] ? at : best)));
  const [[px, py], [qx, qy]] = peaks;
  const room = names.reduce((sum, name) => sum + 0.5 * size.measure(name), 0.6 * text);
  const close = Math.abs(px - qx) < room && Math.abs(py - qy) < text;
  peaks.forEach(([x, y], k) => {
    const aside = close ? (k - 0.5) * Math.max(1.5 * text, room) * (qx < px ? -1 : 1) : 0;
    labels.center(names[k], [x + aside, (close ? Math.min(py, qy) : y) - 0.8 * text], k ? colors.other : colors.ink);
  });
  return labels.marks;
}

/**
 * p, q and the part of each class in the divergence, side by side.
 * @param {Moment} moment
 * @param {Numbers} numbers
 * @param {Size} size
 * @param {Colors} colors
 */
function bars({ panel: { direction } }, { columns, columns: { bars: found } }, size, colors) {
  if (!found) return { marks: [] };
  const pixel = between(size.backdrop.axes, size.frame);
  const labels = new Labels(size);
  const tones = { p: colors.ink, q: colors.other, part: colors[DIRECTIONS[direction].color] };
  const drawn = [0, 1, 2].flatMap((k) => {
    const values = { p: found.p[k], q: found.q[k], part: found[direction][k] };
    return /** @type {(keyof typeof BARS)[]} */ (Object.keys(BARS)).flatMap((name) => {
      const [from, to] = BARS[name];
      const [[left, end], [right, zero]] = [pixel(k + 1 + from, values[name]), pixel(k + 1 + to, 0)];
      const word = name === "part" ? signed(values.part) : name;
      labels.center(word, [(left + right) / 2, end + (end > zero ? 0.9 : -0.8) * size.style.text], tones[name]);
      return bar([left, end, right, zero], tones[name], name === "part");
    });
  });
  return { marks: [...drawn, ...labels.marks], amount: `${costOf(columns[direction])} nats`, held: { end: size.backdrop.axes.window[3] } };
}

/** @param {number} part */
const signed = (part) => (Math.abs(part) < NOTHING ? "0" : `${part > 0 ? "+" : ""}${number(part, 2)}`);

/**
 * An area between a curve and zero: filled where it is positive, hatched where it is negative.
 * @param {Pair[]} values
 * @param {number} zero
 * @param {number[]} box
 * @param {string} color
 */
function integral(values, zero, [left, top, right, bottom], color) {
  const points = values.flat();
  const around = [values[0][0], zero, ...points, values[values.length - 1][0], zero];
  return [
    clip([left, top, right, zero], [area(around, color, 0.3)]),
    clip([left, zero, right, bottom], [clipTo(around, [hatch([left, zero, right, bottom], color)])]),
    line(points, color, 1.2, { opacity: 0.8 }),
    line([left, zero, right, zero], color, 1, { opacity: 0.8 }),
  ];
}

/**
 * Slanted lines over a box.
 * @param {number[]} box
 * @param {string} color
 */
function hatch([left, top, right, bottom], color) {
  const rise = bottom - top;
  const points = [];
  for (let x = left - rise; x < right; x += HATCH) points.push(x, bottom, x + rise, top, NaN, NaN);
  return line(points, color, 1, { opacity: 0.7 });
}

/**
 * A bar from zero: outlined for a probability; for a part of the divergence filled, or hatched if it is negative.
 * @param {number[]} box
 * @param {string} color
 * @param {boolean} part
 */
function bar([left, end, right, zero], color, part) {
  const [top, bottom] = [Math.min(end, zero), Math.max(end, zero)];
  return [
    part && end > zero ? clip([left, top, right, bottom], [hatch([left, top, right, bottom], color)])
      : rect(left, top, right - left, bottom - top, color, part ? 0.3 : 0.1),
    line([left, top, right, top, right, bottom, left, bottom], color, 1.4, { closed: true }),
  ];
}
