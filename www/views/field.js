// The metric field: a plane full of KL balls that all cost the same, with discs that all have the
// same radius at the same places, and one handle. Below it is what the two at the handle do to the
// distribution.

import { named, slider } from "../controls/inputs.js";
import { askField } from "../compute/bells.js";
import { discsOf } from "../compute/disc-and-ball.js";
import { provideFilling } from "../compute/filling.js";
import { patternIn } from "../compute/pattern.js";
import { nameOf, rivalsOf, startsOf, timesOf } from "../compute/rivals.js";
import { COSTS, costing, fieldFrom, fieldText } from "../state/field.js";
import { numberOfStart } from "../state/starts.js";
import { describePin } from "../text/caption.js";
import { chosenCost, nats, number, share, spoken } from "../text/format.js";
import { inside, pixel, points } from "../marks/frame.js";
import { Labels } from "../marks/labels.js";
import { area, circle, clip, line, symbols } from "../marks/marks.js";
import { bells } from "./field/bells.js";
import { fieldMarks } from "./field/pattern.js";
import { crossAt, planeTitle } from "./plane.js";
import { register } from "./registry.js";
import { measured } from "../state/data.js";
import { told } from "../text/told.js";
/** @import { Answered, Colors, Moment, Pair, Size, ViewParts } from "./view.js" */
/** @typedef {Parameters<typeof fieldMarks>[0] & { settings: FieldSettings }} Plane */
/** @import { FieldSettings, Pin, State } from "../state/shape.js" */
/** @import { Field, FieldAnswers, FieldColumns, PlainScene, Rivals } from "../scene/shape.js" */

/** A disc whose cost is within this factor of the ball's agrees with it. */
const AGREES = 1.25;

/** Words point out one cheap disc and one costly disc. Discs whose costs are within this factor of the extreme one are equally good for that; the one nearest to such a share of the width is taken. */
const NEARLY = 1.3;
const [TIMID_AT, RECKLESS_AT] = [0.28, 0.72];

/** A word with its number takes at most this share of the width. */
const WIDEST = 0.25;

/** What costs less than this is almost nothing, and from this on it is written roughly (nats). */
const [LITTLE, MUCH] = [5e-5, 1000];

/** Radius of the handle in a wide and in a narrow plane (CSS pixels), and how far from it nothing else is pointed out. */
const [HANDLE, SMALL_HANDLE] = [10, 7];
const NARROW = 480;
const AWAY = 70;

/** The pale ring around a handle, as a multiple of its radius. */
const HALO = 1.8;

/** From the edge of a disc to the middle of its word; at the lower edge of the plane it may touch the disc (CSS pixels). */
const CLEAR = 12;

/** The words at the handle begin at most this far from it (CSS pixels), however large its disc is. */
const BESIDE = 60;

/** The setting that sentences name. */
const BALL_COST = "the cost of each ball";

/** What is said where no ball has room. */
const NO_ROOM = "no room for more balls here: zoom out, or let each cost less";

/** @param {number[]} frame */
const handleIn = ([left, , right]) => (right - left < NARROW ? SMALL_HANDLE : HANDLE);

/** @param {State} state */
const settingsOf = (state) => /** @type {FieldSettings} */ (state.field);

/** @type {ViewParts["panels"]} */
const panels = (state) => [
  ...state.charts.map((chart) => ({
    name: "field", chart, row: state.charts.length === 1 ? /** @type {const} */ ("field") : undefined,
    title: state.charts.length > 1 ? planeTitle(state.model, chart)
      : settingsOf(state).kind === "arrows" ? "Orange: steepest descent in this chart. Blue: natural gradient descent"
        : "Green: balls that all cost the same. Orange: discs that all have the same radius",
  })),
  ...(settingsOf(state).kind === "arrows" ? [] : [{ name: "bells", title: "What the ball and the disc at the handle do to the distribution", row: /** @type {const} */ ("strip") }]),
];

/** A field has numbers of its own, and its level lines need none. */
const QUIET = { quiet: true };

/**
 * The plane; or the axis below the curves, which a page chooses, or which holds them whole.
 * @type {ViewParts<FieldColumns>["backdrop"]}
 */
const backdrop = ({ panel: { name, chart }, home, planes, axis, state }, { columns }) => (name === "field"
  ? { figure: "plane", chart, home, options: planes?.[chart] ? { ...planes[chart], ...QUIET } : QUIET }
  : { figure: "density", axis: axis ?? columns.axis, quantity: measured(state) });

/** @type {ViewParts<FieldColumns, FieldAnswers>["marks"]} */
function marks(moment, numbers, size, colors) {
  const { panel: { name, chart }, state, withWords } = moment;
  if (name === "bells") return { marks: bells(moment, numbers, size, colors) };
  const { scene, columns: { rivals }, answers } = numbers;
  const { frame } = size;
  const plane = { ...answers, frame, colors, settings: settingsOf(state) };
  // The first start lies above the others.
  const starts = startsOf(scene).reverse();
  const handles = starts.map(([pin, { [chart]: at }]) => ({ pin, at, shown: inside(frame, pixel(frame, at)), words: withWords ? describePin(scene, state, pin, chart) : undefined }));
  const seen = [...fieldMarks(plane), ...best(scene, chart, frame, colors), ...starts.flatMap(([pin, { [chart]: at }]) => held(pin, at, rivals[nameOf(pin, chart)], frame, colors, plane.settings))];
  return { marks: [clip(frame, seen), ...words(chart, moment, numbers, size, plane)], handles };
}

/**
 * The cross at the best fit.
 * @param {PlainScene} scene
 * @param {string} chart
 * @param {number[]} frame
 * @param {Colors} colors
 */
function best(scene, chart, frame, colors) {
  const optimum = scene.optima[chart];
  return optimum ? [crossAt(pixel(frame, optimum), colors.ink, colors.ground)] : [];
}

/**
 * Disc and ball at the handle of a start, in strong lines, with the two points that are compared. The ball is drawn over the handle, because it may be smaller.
 * @param {Pin} pin
 * @param {Pair} place
 * @param {Rivals} rivals
 * @param {number[]} frame
 * @param {Colors} colors
 * @param {FieldSettings} settings
 */
function held(pin, place, { outline, length, worst = NaN, costliest, onBall }, frame, colors, { kind }) {
  const at = pixel(frame, place);
  const size = pin === "start" ? handleIn(frame) : SMALL_HANDLE;
  const ring = circle(...at, size, { fill: colors.accent, stroke: colors.ink, width: 2, casing: colors.ground });
  if (kind === "arrows") return [ring];
  const ball = points(frame, outline);
  const disc = length ? discsOf(frame, place, length)[0] : [];
  /** @param {number[]} end */
  const away = (end) => Math.hypot(end[0] - at[0], end[1] - at[1]);
  /** @type {{ marker: "square" | "dot", end: number[] | undefined, color: string }[]} */
  const ends = [
    { marker: "square", end: onBall && pixel(frame, onBall), color: colors.exact },
    { marker: "dot", end: costliest && Number.isFinite(worst) ? pixel(frame, costliest) : undefined, color: colors.euclidean },
  ];
  return [
    area(ball, colors.exact, 0.25),
    circle(...at, HALO * size, { fill: colors.accent, opacity: 0.5 }),
    line(disc, colors.euclidean, 2.8, { closed: true, casing: colors.ground }),
    ring,
    line(ball, colors.exact, 2.6, { closed: true }),
    ...ends.flatMap(({ marker, end, color }) => (end && away(end) > size + 3 ? [symbols(marker, end, 4.6, color, colors.ground)] : [])),
  ];
}

/**
 * Words where there is room: what to do, the best fit, and where the disc is timid and reckless.
 * @param {string} chart
 * @param {Moment} moment
 * @param {Answered<FieldColumns, FieldAnswers>} numbers
 * @param {Size} size
 * @param {Plane} plane
 */
function words(chart, { home }, { scene, columns }, size, plane) {
  const { frame, colors } = plane;
  const labels = new Labels(size);
  const at = pixel(frame, scene.starts[chart]);
  const { outline, length } = columns.rivals[chart];
  const balls = plane.settings.kind === "balls";
  const rim = balls ? points(frame, outline) : [];
  const disc = balls && length ? discsOf(frame, scene.starts[chart], length)[0] : [];
  labels.keepOff(at, HALO * handleIn(frame) + 1);
  for (const edge of [rim, disc]) for (let k = 0; k < edge.length; k += 8) labels.keepOff([edge[k], edge[k + 1]], 2);
  for (const [pin, places] of startsOf(scene)) {
    const name = numberOfStart(pin);
    if (name) labels.write(`start ${name}`, pixel(frame, places[chart]), colors.ink);
  }
  const untouched = home.chart in scene.starts && scene.starts[home.chart].every((x, k) => x === home.at[k]);
  if (untouched && inside(frame, at)) labels.write("drag me", [Math.min(Math.max(at[0] + handleIn(frame), rightmost(rim, disc) - 4), at[0] + BESIDE), at[1]], colors.ink);
  const optimum = scene.optima[chart];
  if (optimum && inside(frame, pixel(frame, optimum))) labels.write("best fit", pixel(frame, optimum), colors.ink);
  if (balls) {
    if (!plane.field?.outlines.length) labels.center(NO_ROOM, [(frame[0] + frame[2]) / 2, frame[3] - 16], colors.muted);
    for (const { word, discs } of extremes(plane, at)) {
      // The first disc beside which there is room for its word.
      discs.some(({ cost, places }) => [`${word}: ${plain(cost)}`, word].some((text) =>
        (text === word || size.measure(text) < WIDEST * (frame[2] - frame[0])) && places.some((place) => labels.centerIfFree(text, place, colors.euclidean))));
    }
  }
  return labels.marks;
}

/** A cost without a power of ten, because it stands alone in the picture. @param {number} cost */
const plain = (cost) => (cost >= MUCH ? `over ${MUCH} nats` : cost >= 1e-3 ? `${number(cost, 2)} nats` : cost < LITTLE ? "almost nothing" : `${cost.toFixed(4)} nats`);

/** The largest x of some points in pixels. @param {ArrayLike<number>[]} all */
const rightmost = (...all) => Math.max(...all.flatMap((points) => Array.from(points).filter((x, k) => k % 2 === 0 && Number.isFinite(x))));

/**
 * Two lists of discs away from the handle: those that cost clearly less than their ball, and those that cost clearly more. Each list has only the
 * extreme ones, and begins with the disc whose word is seen best. Each disc has two places for its word: above it and below it.
 * @param {Plane} plane
 * @param {number[]} handle
 */
function extremes(plane, handle) {
  const { frame, settings: { cost: budget } } = plane;
  const { nodes, costs, length } = /** @type {Field} */ (plane.field);
  const up = (length * (frame[3] - frame[1])) / (frame[7] - frame[6]);
  const all = Array.from({ length: nodes.length / 2 }, (_, k) => ({ cost: costs[3 * k], at: pixel(frame, [nodes[2 * k], nodes[2 * k + 1]]) }))
    .filter(({ cost, at: [x, y] }) => Number.isFinite(cost) && Math.hypot(x - handle[0], y - handle[1]) > AWAY);
  const costly = all.map(({ cost }) => cost);
  const [least, most] = [Math.min(...costly), Math.max(...costly)];
  /** @param {number} share @param {(cost: number) => boolean} fits @param {1 | -1} first which side its word is on, if it may: 1 below */
  const near = (share, fits, first) => {
    const x = frame[0] + share * (frame[2] - frame[0]);
    return all.filter(({ cost }) => fits(cost)).sort((one, other) => Math.abs(one.at[0] - x) - Math.abs(other.at[0] - x))
      .map(({ cost, at }) => ({ cost, places: [first, -first].map((side) => [at[0], at[1] + side * (up + CLEAR)]).map(([left, y]) => [left, y < frame[3] + CLEAR / 2 ? Math.min(y, frame[3] - CLEAR + 3) : y]) }));
  };
  return [
    { word: "timid", discs: near(TIMID_AT, (cost) => cost < budget / AGREES && cost <= NEARLY * least, -1) },
    { word: "reckless", discs: near(RECKLESS_AT, (cost) => cost > budget * AGREES && cost >= most / NEARLY, 1) },
  ];
}

/** The live sentence: what the same disc costs here, and at the best fit. @type {ViewParts<FieldColumns>["caption"]} */
function caption(scene, state, _, { rivals }) {
  const [chart] = state.charts;
  const { kind } = settingsOf(state);
  if (kind === "arrows") return "Each kind of arrow is drawn on one scale; arrows that would reach their neighbours are cut short. Natural gradient descent goes where the distribution improves fastest, and that is the same way in every chart.";
  const { cost, length, worst = NaN, elsewhere = NaN } = rivals[chart];
  if (length === undefined) return `Every ball costs ${told(nats(cost), "set", BALL_COST)}, here as everywhere.`;
  const where = scene.optima[chart] ? "at the best fit" : "at the suggested start";
  const there = Number.isFinite(elsewhere) ? ` The same disc costs ${dear(chart, rivals[chart].reference, rivals[chart].costliestThere, elsewhere)} nats ${where}.` : "";
  return aboutDisc(chart, scene.starts[chart], rivals[chart], worst, cost) + there;
}

/** What a disc costs at its worst point, as a number that can be held. @param {string} chart @param {Pair | undefined} at @param {Pair | undefined} costliest @param {number} cost */
const dear = (chart, at, costliest, cost) => (at && costliest ? told(spoken(cost), "kl", "centre ‖ worst point of the disc", chart, at, costliest) : spoken(cost));

/**
 * @param {string} chart
 * @param {Pair} at
 * @param {Rivals} rivals
 * @param {number} worst
 * @param {number} cost
 */
function aboutDisc(chart, at, rivals, worst, cost) {
  if (Number.isNaN(worst)) return `Every ball costs ${told(nats(cost), "set", BALL_COST)}.`;
  if (!Number.isFinite(worst)) return `Here the disc is more than reckless: it holds points that are no distribution at all. The ball costs ${told(nats(cost), "set", BALL_COST)}, here as everywhere.`;
  const times = timesOf(rivals);
  const disc = dear(chart, at, rivals.costliest, worst);
  const ball = told(chosenCost(cost), "set", BALL_COST);
  const ratio = (/** @type {string} */ text) => told(text, "ratio", worst, cost, ["the cost of the disc", "that of the ball"], times < 1 ? "share" : undefined);
  if (times > AGREES) return `Here the disc is reckless: at its worst point it costs ${disc} nats, ${ratio(number(times, 2))} times the ball’s ${ball}.`;
  if (times < 1 / AGREES) return `Here the disc is timid: even its worst point costs only ${disc} nats, ${ratio(share(times))} of the ball’s ${ball}.`;
  return `Here disc and ball nearly agree: the disc’s worst point costs ${disc} nats, every point of the ball’s edge ${ball}.`;
}

/** What a slider of the cost of balls has to know. */
const COST_SLIDER = { slider: COSTS, logarithmic: true, symbol: "δ", unit: "nats" };

/** @type {ViewParts["controls"]} */
const controls = (state, change) => (settingsOf(state).kind === "arrows" ? [] : [
  named("field-cost", slider("cost of each ball", COST_SLIDER, settingsOf(state).cost, (value) => change((now) => {
    now.field = costing(settingsOf(now), value);
  }))),
]);

/** @type {ViewParts["read"]} */
const read = (given, state) => {
  state.field = fieldFrom(given, state);
  if (!state.field && state.views.includes("field")) throw new Error("field is \"none\"; allowed where the view is a field: balls, arrows");
};

provideFilling({ patternIn, fieldMarks });
register("field", { panels, backdrop, ask: askField, marks, prepare: rivalsOf, caption, controls, read, write: fieldText, timeless: true });
