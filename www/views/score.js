// Scores ∇ ln p of single observations, as a cloud. With labels from the model their mean
// is zero and their second moment is the Fisher matrix. With labels from the data the mean
// is the negative gradient of the loss, and the matrix is the empirical Fisher matrix.

import { SAME, differs, flaw, isDownhill, meanInDeviations, withoutRounding } from "../compute/matrices.js";
import { madeOnce } from "../compute/remembered.js";
import { rangeOf, scoresOf, together } from "../compute/scores.js";
import { choice, named, slider } from "../controls/inputs.js";
import { isLevel, modelEntry } from "../core.js";
import { button, element, rowOf, setText, table } from "../elements.js";
import { matrix, number, pair, share } from "../text/format.js";
import { steady } from "../marks/bounds.js";
import { between } from "../marks/frame.js";
import { Labels } from "../marks/labels.js";
import { arrow, circle, clip, line } from "../marks/marks.js";
import { oneOf, whole } from "../state/words.js";
import { register } from "./registry.js";
import { told } from "../text/told.js";
/** @import { ColorName, Colors, FigureStyle, Pair, Size, ViewParts } from "./view.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Points, Scene, SceneScores } from "../scene/shape.js" */
/** @import { Spot } from "../compute/scores.js" */
/** @import { SymmetricMatrix } from "../../pkg/kl_ball.js" */

/** Number of draws: the default, the largest, and the range of the slider. */
const DRAWS = 500;
const MOST_DRAWS = 5000;
const SLIDER = [20, 2000];

/** The scores together have the area of a disc of this radius, as a share of the panel's width; and the least radius of a score (pixels). */
const ALL = 0.045;
const LEAST = 1.5;

/** A mean nearer to zero than this is drawn as a cross and not as an arrow (pixels). */
const SHORT = 16;

/** Number of places along an ellipse that are tried for its name. */
const ROUND = Array.from({ length: 16 }, (_, k) => k / 16);

/** The look of scores by the origin of their labels. */
/** @type {Record<State["scores"]["labels"], ColorName>} */
const ORIGINS = { model: "natural", data: "empirical" };

/** The rows of the table: their names, and how they are drawn in the cloud or in the plane. */
/** @type {Record<string, { name: string, color?: string, dash?: string }>} */
const ROWS = {
  mean: { name: "mean of the scores" },
  gradient: { name: "gradient of the loss" },
  moment: { name: "their second moment M", dash: "solid" },
  fisher: { name: "Fisher matrix F", color: "natural", dash: "dashed" },
  "empirical-fisher": { name: "empirical Fisher matrix E" },
  hessian: { name: "Hessian of the loss H" },
};

const panels = () => [{ name: "score", title: "Scores ∇ ln p: where each observation pulls the parameters" }];

/** @type {ViewParts["read"]} */
function read(attribute, state) {
  const labels = oneOf("labels", attribute("labels") ?? "model", ["model", "data"]);
  state.scores = {
    labels,
    draws: whole(attribute, "draws", DRAWS, [1, MOST_DRAWS]),
    seed: whole(attribute, "seed", 0, [0, 2 ** 32 - 1]),
  };
}

/** @type {ViewParts["write"]} */
function write({ scores }) {
  return { labels: scores.labels, draws: String(scores.draws), seed: String(scores.seed) };
}

/** @type {ViewParts["controls"]} */
function controls(state, change) {
  const row = element("div", "controls");
  /** @param {(scores: State["scores"]) => void} apply */
  const set = (apply) => change((now) => {
    now.scores = { ...now.scores };
    apply(now.scores);
  });
  const draws = slider("draws", { slider: SLIDER, logarithmic: true, whole: true, symbol: "n" },
    state.scores.draws, (value) => set((scores) => { scores.draws = value; }));
  const again = button("Draw again", () => set((scores) => { scores.seed = (scores.seed + 1) % 2 ** 32; }));
  // With labels of the data there are no random draws.
  /** @param {string} labels */
  const enable = (labels) => {
    for (const control of [...draws.querySelectorAll("input"), again]) control.disabled = labels === "data";
    draws.classList.toggle("off", labels === "data");
  };
  enable(state.scores.labels);
  if (!["nothing", "target"].includes(modelEntry(state.model).takes)) {
    row.append(named("labels", choice(`${labelled(state) ? "labels" : "observations"} from`,
      [["model", "the model"], ["data", "the data"]], state.scores.labels, (labels) => {
        enable(labels);
        set((scores) => { scores.labels = labels === "data" ? "data" : "model"; });
      })));
  }
  row.append(draws, again);
  return [row];
}

/** Only inputs have labels; other observations as a whole are from the model or from the data. @param {State} state */
const labelled = (state) => modelEntry(state.model).takes === "labelled";

/** @type {ViewParts<SceneScores>["backdrop"]} */
function backdrop({ state, held }, { scene, columns: scores }) {
  const [a, b] = [0, 1].map((k) => steady(held.halves?.[k], rangeOf(scores, k)));
  const [first, second] = scene.symbols[state.charts[0]].map(derivativeBy);
  return { figure: "axes", axes: {
    window: [-a, a, -b, b],
    x: { label: `∂ ln p / ∂${first} (nats per chart unit)` },
    y: { label: `∂ ln p / ∂${second} (nats per chart unit)` },
    zero: true,
  } };
}

/** @type {ReturnType<typeof madeOnce<Spot[]>>} */
const spotsOnce = madeOnce();

/** @type {ViewParts<SceneScores>["marks"]} */
function marks({ panel }, { columns: scores }, size, colors) {
  const { frame, style, backdrop: { axes } } = size;
  const pixel = between(axes, frame);
  const [, a, , b] = axes.window;
  const color = colors[ORIGINS[scores.labels]];
  const spots = spotsOnce(panel, [scores.points], () => together(scores.points));
  const cloud = spots.map(([first, second, count]) => {
    const [x, y] = pixel(first, second);
    return { x, y, radius: radiusOf(count, scores, style) };
  });
  const outlines = { moment: outline(scores.outlines.moment, pixel), fisher: outline(scores.outlines.fisher, pixel) };
  const [zero, mean] = [pixel(0, 0), pixel(...scores.mean)];
  const seen = [
    ...cloud.map(({ x, y, radius }) => circle(x, y, radius, { fill: color, opacity: 0.4 })),
    line(outlines.moment, color, 2.2, { closed: true }),
    line(outlines.fisher, colors.natural, 2.2, { closed: true, dash: [6, 4] }),
    ...(Math.hypot(mean[0] - zero[0], mean[1] - zero[1]) > SHORT ? arrow(zero, mean, colors.ink, colors.ground) : [cross(mean, colors)]),
  ];
  return { marks: [clip(frame, seen), ...words(scores, { cloud, outlines, zero, mean, color }, size, colors)], held: { halves: [a, b] } };
}

/**
 * @param {SceneScores} scores
 * @param {{ cloud: { x: number, y: number, radius: number }[], outlines: Record<"fisher" | "moment", number[]>, zero: Pair, mean: Pair, color: string }} drawn
 * @param {Size} size
 * @param {Colors} colors
 */
function words(scores, { cloud, outlines: { fisher, moment }, zero, mean, color }, size, colors) {
  const labels = new Labels(size);
  const data = scores.labels === "data";
  /** @param {number} part */
  const alongMean = (part) => [0, 1].map((axis) => zero[axis] + part * (mean[axis] - zero[axis]));
  labels.keepOffLine([zero, mean], 6);
  for (const { x, y, radius } of cloud) labels.keepOff([x, y], radius);
  for (const flat of [fisher, moment]) for (let k = 0; k < flat.length; k += 6) labels.keepOff([flat[k], flat[k + 1]], 3);
  // A name may be placed anywhere along its line.
  const means = isDownhill(scores) ? ["mean = −∇L", "mean"] : ["mean"];
  means.some((word) => [1, 0.75, 0.5, 0.25, 0].some((part) => labels.write(word, alongMean(part), colors.ink)));
  ROUND.some((part) => labels.write("Fisher matrix F", at(fisher, (part + 1 / 8) % 1), colors.natural));
  ROUND.some((part) => labels.write(data ? "empirical Fisher matrix" : "second moment", at(moment, (part + 5 / 8) % 1), color));
  const [, a, , b] = size.backdrop.axes.window;
  const beyond = beyondEdge(scores.points, [a, b]);
  const [left, top, right, bottom] = size.frame;
  // Or in a free corner.
  if (beyond) [[right, top], [left, top], [right, bottom], [left, bottom]].some((corner) =>
    labels.write(`${beyond} of ${scores.count} beyond the edge`, corner, colors.muted));
  return labels.marks;
}

/**
 * The number of scores outside the panel.
 * @param {Float64Array} points
 * @param {Pair} halves
 */
function beyondEdge(points, [a, b]) {
  let count = 0;
  for (let k = 0; k < points.length; k += 2) if (Math.abs(points[k]) > a || Math.abs(points[k + 1]) > b) count += 1;
  return count;
}

/**
 * The radius of the dot for a number of equal scores.
 * @param {number} count
 * @param {SceneScores} scores
 * @param {FigureStyle} figureStyle
 */
const radiusOf = (count, scores, { width }) => Math.max(LEAST, ALL * width * Math.sqrt(count / scores.count));

/** A coordinate as the variable of a derivative: formulas are put in parentheses. @param {string} name */
const derivativeBy = (name) => (/[ /]/.test(name) ? `(${name})` : name);

/**
 * An outline in pixels.
 * @param {Points} flat
 * @param {(x: number, y: number) => Pair} pixel
 */
function outline(flat, pixel) {
  const points = [];
  for (let k = 0; k < flat.length; k += 2) points.push(...pixel(flat[k], flat[k + 1]));
  return points;
}

/**
 * The point at a share of the way along an outline.
 * @param {Points} flat
 * @param {number} part
 */
function at(flat, part) {
  const k = 2 * Math.floor((part * flat.length) / 2);
  return [flat[k], flat[k + 1]];
}

/**
 * @param {Pair} at
 * @param {Colors} colors
 */
const cross = ([x, y], { ink, ground }) => line([x - 6, y, x + 6, y, NaN, NaN, x, y - 6, x, y + 6], ink, 2, { casing: ground });

/** The difference of two matrices in words. @param {number} off */
const ofDiagonal = (off) => (off < 2 ? `${told(share(off), "scores", 3)} of its diagonal` : `${told(number(off), "scores", 3)} times its diagonal`);

/**
 * A few words on how a matrix compares with others.
 * @param {SymmetricMatrix | undefined} entries
 * @param {[name: string, other?: SymmetricMatrix][]} others
 */
function remark(entries, others) {
  if (!entries) return "";
  const equal = others.find(([, other]) => other && differs(entries, other) < SAME);
  return equal ? `= ${equal[0]}` : flaw(entries);
}

/** The table of vectors and matrices, and which of them are equal. */
function account() {
  const made = table("ledger moments", []);
  const rows = Object.entries(ROWS).map(([quantity, { name, color, dash }]) => {
    const [swatch, value, badge] = [element("span", "swatch"), element("td"), element("td", "badge")];
    if (color) swatch.style.setProperty("--color", `var(--kl-${color})`);
    swatch.style.setProperty("--dash", dash ?? "none");
    rowOf(made, [swatch, name], [value, badge]).dataset.quantity = quantity;
    return { swatch, value, badge };
  });
  return [{ root: made.root, update: (/** @type {Scene} */ _, /** @type {State} */ __, /** @type {number} */ ___, /** @type {SceneScores} */ scores) => tell(rows, scores) }];
}

/**
 * @param {{ swatch: HTMLElement, value: HTMLElement, badge: HTMLElement }[]} rows
 * @param {SceneScores} scores
 */
function tell(rows, scores) {
  const { mean, gradient, moment, fisher, empiricalFisher, hessian, labels } = scores;
  /** @type {[string, SymmetricMatrix?][]} */
  const others = [["F", fisher], ["E", empiricalFisher]];
  const off = differs(moment, fisher);
  const texts = [
    [pair(withoutRounding(mean, moment)), isDownhill(scores) ? "= −∇L" : `off 0 by ${share(meanInDeviations(scores))} of their spread`],
    [`∇L = ${pair(withoutRounding(gradient, moment))}`, ""],
    [matrix(moment), remark(moment, others) || `within ${share(off)} of F`],
    [matrix(fisher), ""],
    [empiricalFisher ? matrix(empiricalFisher) : "there are no data", remark(empiricalFisher, [["F", fisher]])],
    [matrix(hessian), remark(hessian, others)],
  ];
  rows[2].swatch.style.setProperty("--color", `var(--kl-${ORIGINS[labels]})`);
  rows.forEach(({ value, badge }, k) => {
    setText(value, texts[k][0]);
    setText(badge, texts[k][1]);
    badge.classList.toggle("equal", texts[k][1].startsWith("="));
  });
}

/** @type {ViewParts<SceneScores>["caption"]} */
function caption(_, state, __, scores) {
  const { labels, count, mean, moment, fisher } = scores;
  const what = labelled(state) ? "labels" : "observations";
  const off = ofDiagonal(differs(moment, fisher));
  const first = labels === "model"
    ? `${told(String(count), "set", "the number of draws")} ${what} drawn from the model itself: their scores cancel, all but ${meanInDeviations(scores) < 1 ? `${told(share(meanInDeviations(scores)), "scores", 0)} of a standard deviation` : `${told(number(meanInDeviations(scores)), "scores", 0)} standard deviations`}, and their second moment is the Fisher matrix to within ${off}. On average four times as many draws halve both.`
    : `The ${told(String(count), "count", "observations in the data", count)} ${what} of the data: the mean of their scores is ${isLevel(scores) ? "zero, as it is at the best fit" : `(${mean.map((part, k) => told(number(part), "scores", 1 + k)).join(", ")}), the way down the loss, not zero`}. Their second moment is the empirical Fisher matrix, ${differs(moment, fisher) < SAME ? "here the Fisher matrix itself" : `whose entries differ from those of the Fisher matrix by up to ${off}`}.`;
  return `${first} ${aboutHessian(scores)}`;
}

/** @param {SceneScores} scores */
function aboutHessian(scores) {
  const { hessian, fisher, empiricalFisher } = scores;
  if (differs(hessian, fisher) < SAME) {
    return isLevel(scores)
      ? "At the best fit the Hessian of the loss is the Fisher matrix, in any chart." : "In this chart the Hessian of the loss is the Fisher matrix.";
  }
  const indeed = { "": "", indefinite: ", and indefinite: a valley one way, a ridge the other", negative: ", and negative: a hill" }[flaw(hessian)];
  if (empiricalFisher && differs(hessian, empiricalFisher) < SAME) return `In this chart the Hessian is the empirical Fisher matrix, not the Fisher matrix${indeed}.`;
  return `The Hessian of the loss is yet another matrix here${indeed}.`;
}

register("score", { panels, backdrop, marks, read, write, prepare: scoresOf, controls, account, instead: true, caption });
