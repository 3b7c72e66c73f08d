// A figure's experiment as a program in Python that a student can read and run.

import { Model, modelEntry, ruleEntry } from "../core.js";
import { CHARTS, DUAL, chartLines } from "./charts.js";
import { LIBRARIES } from "./libraries.js";
import { MODELS, minima, modelLines } from "./models.js";
import { number, pair, quoted } from "./numbers.js";
import { pictureLines } from "./picture.js";
import { edgeLines, minimaLines, planeLines, runLines } from "./parts.js";
import { written } from "./rules.js";
/** @import { DataSpec, TargetSpec } from "../../pkg/kl_ball.js" */
/** @import { FullSpec } from "../scene/shape.js" */
/** @import { Given } from "./models.js" */
/** @import { Need, Written } from "./rules.js" */

/** Steps of an experiment that does not say how many. */
const STEPS = 20;

/** The longest script that has empty lines, and at most how long any is. */
const MOST_LINES = 120;

/** The longest line that two are joined to. */
const LONGEST = 120;

/** The radius of the balls in the picture where no rule has one and no step was taken (nats). */
const RADIUS = 0.05;

/**
 * The script of an experiment. `spec` is as the core has read it: with every option filled in.
 * @param {FullSpec} spec
 * @param {{ charts?: string[], library?: string, more?: FullSpec["start"][] }} [look] the planes that are drawn, the library that takes
 * the steps it can take, and more starts, from each of which all rules run
 */
export function pythonOf(spec, { charts: shown, library, more = [] } = {}) {
  const given = givenOf(spec);
  const planes = shown ?? [...new Set(spec.runs.map(({ chart }) => chart))];
  if (!planes.length) planes.push(spec.start.chart);
  const found = minima(given, given.best);
  given.minima = found.kind;
  const functions = functionsOf(spec, given, library);
  const needs = new Set(functions.all.flatMap((one) => one.needs));
  const searched = needs.has("minima") && found.from;
  if (searched) needs.add("hessian");
  const dual = DUAL[spec.model];
  const starts = [spec.start, ...more];
  const charts = [...new Set([...starts.map(({ chart }) => chart), ...spec.runs.map(({ chart }) => chart), ...planes,
    ...(needs.has("natural") ? [dual.natural] : []), ...(needs.has("expectation") && dual.expectation ? [dual.expectation] : []),
    ...(searched ? [searchChart(spec.model)] : [])])];
  const libraries = [...new Set(functions.all.flatMap((one) => one.library ?? []))].map((name) => LIBRARIES[/** @type {keyof typeof LIBRARIES} */ (name)]);
  const steps = spec.steps ?? STEPS;
  const lines = [
    ...opening(spec, given, libraries.map(({ install }) => install)),
    ...imports(needs, Boolean(searched), libraries.flatMap((one) => one.imports)),
    "", ...modelLines(given),
    ...chartLines(spec.model, charts, spec.options?.scale),
    ...planeLines({ needs, given }),
    ...(needs.has("reach") || needs.has("edge") ? edgeLines(needs, spec.runs.some(({ direction }) => direction === "new-old")) : []),
    ...libraries.flatMap((one) => ["", ...one.lines]),
    ...(functions.all.length ? [""] : []), ...functions.all.flatMap((one) => one.lines),
    "", "planes = {chart: Plane(chart) for chart in charts}", ...startLines(starts),
    ...(needs.has("natural") ? [`natural = planes[${quoted(dual.natural)}]`] : []),
    ...(needs.has("expectation") ? [`expectation = planes[${quoted(String(dual.expectation))}]`] : []),
    ...(needs.has("minima") ? minimaLines(found, searchChart(spec.model)) : []),
    ...runLines({ spec, functions: functions.ofRun, given, steps, several: more.length > 0, labels: spec.runs.map(({ rule }) => ruleEntry(rule).label) }),
    ...pictureLines({ planes, radius: radiusOf(spec), runs: spec.runs.length, several: more.length > 0 }),
  ];
  return `${(lines.length > MOST_LINES ? denser(lines) : lines).join("\n")}\n`;
}

/** The lines of a long script without empty ones, and with functions that only return something on one line. @param {string[]} lines */
function denser(lines) {
  /** @type {string[]} */
  const dense = [];
  for (const line of lines.filter((one) => one !== "")) {
    const [, head, comment = ""] = /^(def [^#]*:)(\s\s# .*)?$/.exec(dense.at(-1) ?? "") ?? [];
    const joined = `${head} ${line.trim()}${comment}`;
    if (head && line.startsWith("    return ") && joined.length <= LONGEST) dense[dense.length - 1] = joined;
    else dense.push(line);
  }
  return dense;
}

/** Where the runs start: a distribution, or several. @param {FullSpec["start"][]} starts */
function startLines(starts) {
  const all = starts.map(({ chart, at }) => `charts[${quoted(chart)}][0](*${pair(at)})`);
  return all.length === 1 ? [`start = ${all[0]}`] : all.map((one, k) => `${k ? "    " : "starts = ["}${one}${k < all.length - 1 ? "," : "]"}`);
}

/** What the core knows of a model and its data. @param {FullSpec} spec @returns {Given & { best: boolean }} */
function givenOf({ model, data, options, runs }) {
  const entry = modelEntry(model);
  const built = new Model({ model, ...(data && { data }), ...(options && { options }) });
  try {
    const set = entry.data.find(({ name }) => name === (setOf(data) ?? (data ? undefined : entry.data[0].name)));
    const [x, y] = [built.observations, built.labels].map((list) => Array.from(list));
    return {
      model, x, y, options: built.spec.options ?? options ?? {},
      target: entry.takes === "target" ? targetOf(data) : undefined,
      source: set ? set.label : "one's own", batched: runs.some(({ batch }) => batch), minima: "none", best: built.optimum(entry.charts[0].name) !== undefined,
    };
  } finally {
    built.free();
  }
}

/** The built-in targets in numbers. @type {Record<string, TargetSpec>} */
const TARGETS = {
  "two-peaks": { peaks: [[0.65, -1.5, 0.7], [0.35, 2, 0.5]] },
  skewed: { count: 3 },
  "heavy-tailed": { degrees: 3 },
  "log-odds": { successes: 7, trials: 23 },
};

/** The name of a built-in set. @param {FullSpec["data"]} data */
const setOf = (data) => (data && "set" in data ? data.set : undefined);

/** The target of a variational model in numbers. @param {FullSpec["data"]} data @returns {TargetSpec} */
const targetOf = (data) => (data && isTarget(data) ? data : TARGETS[setOf(data) ?? "two-peaks"]);

/** Whether data are a target of one's own. @param {DataSpec} data @returns {data is TargetSpec} */
const isTarget = (data) => ["peaks", "count", "degrees", "successes"].some((name) => name in data);

/** In which chart minima are searched for: one in which the search is easy. @param {string} model */
const searchChart = (model) => MODELS[model].search ?? Object.keys(CHARTS[model])[0];

/**
 * The functions of the rules. Rules that differ in more than numbers have a function each.
 * @param {FullSpec} spec
 * @param {Given} given
 * @param {string} [library]
 */
function functionsOf(spec, given, library) {
  /** @type {Map<string, Written>} */
  const known = new Map();
  const ofRun = spec.runs.map((run) => {
    const one = written(run, given, library);
    const key = one.lines.slice(1).join("\n");
    const twin = known.get(`${one.name}\n${key}`);
    if (twin) return twin;
    const earlier = [...known.values()].filter(({ lines }) => lines[0].startsWith(`def ${one.name}_`) || lines[0].startsWith(`def ${one.name}(`)).length;
    const name = earlier ? `${one.name}_${earlier + 1}` : one.name;
    const made = { ...one, name, lines: [one.lines[0].replace(one.name, name), ...one.lines.slice(1)] };
    known.set(`${one.name}\n${key}`, made);
    return made;
  });
  return { all: [...known.values()], ofRun };
}

/** @param {FullSpec} spec @param {Given} given @param {string[]} installs */
function opening({ model, runs }, { batched }, installs) {
  const rules = [...new Set(runs.map(({ rule }) => ruleEntry(rule).label))].join(", ");
  return [
    `# ${modelEntry(model).label}${rules ? `: ${rules}` : ""}. Written by kl-ball; to run it: pip install ${["jax", "scipy", "matplotlib", ...installs].join(" ")}`,
    ...(batched ? ["# Its batches are drawn by NumPy, so its paths are other samples of the figure's."] : []),
  ];
}

/** @param {Set<Need>} needs @param {boolean} searches @param {string[]} others */
function imports(needs, searches, others) {
  const optimize = [(needs.has("reach") || needs.has("edge")) && "brentq", (searches || needs.has("minimize")) && "minimize", needs.has("root") && "root"].filter(Boolean);
  return [
    "from types import SimpleNamespace", ...others,
    "import jax, jax.numpy as jnp, matplotlib.pyplot as plt, numpy as np",
    ...(needs.has("solve_ivp") ? ["from scipy.integrate import solve_ivp"] : []),
    ...(optimize.length ? [`from scipy.optimize import ${optimize.join(", ")}`] : []),
    "jax.config.update(\"jax_enable_x64\", True)",
  ];
}

/** The radius of the balls in the picture: that of the first rule with one in nats. @param {FullSpec} spec */
function radiusOf({ runs }) {
  const run = runs.find(({ rule }) => ruleEntry(rule).options.some(({ name, unit }) => name === "radius" && unit === "nats"));
  return run ? number(Number(run.radius)) : runs.length ? undefined : number(RADIUS);
}
