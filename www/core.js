// The one importer of the compiled core. Every element on a page shares it. There is a whole core, which can do everything,
// and a small one for each of some families, which is all that their figures need in somebody's post.

import init, {
  Experiment, Model, MonteCarlo, OnlineLearning, RateSearch, Sweep,
  advancePlane, axesSvg, catalog, compiled, densitySvg, drawAxes, drawDensity, drawPlane, ellipse, families, initFamily, initSync, planeNumbers, planeSvg,
} from "../pkg/kl_ball.js";
/** @import { Catalog, SymmetricMatrix } from "../pkg/kl_ball.js" */
/** @import { ChartEntry, ModelEntry, Pair, RuleEntry, RunSpec, SizeOption } from "./scene/shape.js" */

export {
  Experiment, Model, MonteCarlo, OnlineLearning, RateSearch, Sweep,
  advancePlane, axesSvg, compiled, densitySvg, drawAxes, drawDensity, drawPlane, ellipse, planeNumbers, planeSvg,
};

/** The cores that have been asked for, by family; the whole one is called whole. @type {Map<string, Promise<Catalog>>} */
const starting = new Map();
/** Empty until a core has started. @type {Catalog} */
let entries;

/** Starts the whole core once; resolves to its catalogue. Where that fails it may be tried again. */
export const ready = () => start("whole", init);

/** Starts what figures of a family need, once: its small core; the whole one where that has been asked for, or where the small one is not there. @param {string} [family] */
export const readyFor = (family = "whole") => (hasSmall(family) && !starting.has("whole") ? start(family, () => initFamily(family)).catch(ready) : ready());

/** Whether a family has a small core. @param {string} family */
export const hasSmall = (family) => families().includes(family);

/** Whether that has been started. @param {string} [family] */
export const isReadyFor = (family = "whole") => Boolean(compiled()) || (entries !== undefined && hasSmall(family) && entries.models.some(({ name }) => name === family));

/**
 * @param {string} name
 * @param {() => Promise<unknown>} begin
 */
function start(name, begin) {
  const begun = starting.get(name) ?? begin().then(() => (entries = catalog()), (error) => {
    starting.delete(name);
    throw explained(error);
  });
  starting.set(name, begun);
  return begun;
}

/**
 * What a page or its host needs, where the core cannot start.
 * @param {Error} error
 */
function explained(error) {
  if (isUpdate(error)) return error;
  if (globalThis.location?.protocol === "file:") return new Error("a browser reads no other file from a disk: open kl-ball-offline.html instead, or serve this folder");
  if (/unsafe-eval|Content Security|disallowed by embedder|blocked by CSP/i.test(error.message)) return new Error("the policy of this page forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'");
  if (error instanceof TypeError && globalThis.origin === "null") return new Error("this page has no origin: the host of these files must send Access-Control-Allow-Origin: *, or the sandbox must have allow-same-origin");
  return error;
}

/** Whether an error shows that the files are of two versions: the core is another one, or a script imports what another does not export. @param {unknown} error */
export const isUpdate = (error) => error instanceof Error && (error.name === "VersionError" || error instanceof SyntaxError);

/** Starts the core in a worker, from what the page has compiled. @param {WebAssembly.Module} module */
export const startWith = (module) => initSync({ module });

/** Whether a core has been asked for. */
export const started = () => starting.size > 0;

/** The catalogue, once the core has started. */
export const catalogue = () => entries;

/** The catalogue's entry for a model, which is known to be there. @type {(name: string) => ModelEntry} */
export const modelEntry = (name) => /** @type {ModelEntry} */ (entries.models.find((model) => model.name === name));

/** The rules that a model can use. @param {string} name */
export const rulesOf = (name) => entries.rules.filter(({ needsExponential }) => !needsExponential || modelEntry(name)?.isExponential);

/** The options of a rule that mean something for a model: without observations there is only one Fisher matrix to choose. @type {(model: string, rule: string) => RuleEntry["options"]} */
export const optionsOf = (model, rule) => (ruleEntry(rule)?.options ?? []).filter(({ name }) => name !== "metric" || modelEntry(model)?.hasEmpirical);

/** Whether the distributions of a model have densities on a line: it takes numbers, or a target. @param {string} name */
export const onALine = (name) => ["numbers", "target"].includes(modelEntry(name)?.takes);

/** The chart of a model whose coordinates are these, if it has one. @param {string} model @param {NonNullable<ChartEntry["meaning"]>} meaning */
export const chartOf = (model, meaning) => modelEntry(model).charts.find((chart) => chart.meaning === meaning)?.name;

/** Whether a model's loss is a negative return, for want of data, and not a negative log-likelihood. @param {string} name */
export const isReturn = (name) => modelEntry(name)?.playsEpisodes ?? false;

/** The catalogue's entry for a series. @type {(name: string) => Catalog["series"][number]} */
export const seriesEntry = (name) => /** @type {Catalog["series"][number]} */ (entries.series.find((series) => series.name === name));

/** The names of the matrices whose ellipses a figure can draw. */
export const ellipseNames = () => entries.balls.filter(({ ellipse }) => ellipse).map(({ name }) => name);

/** What a key calls a kind of ball. @param {string} name */
export const ballLabel = (name) => entries.balls.find((ball) => ball.name === name)?.label;

/**
 * A loss with its unit: a return has none.
 * @param {string} model
 * @param {string} loss
 */
export const withUnit = (model, loss) => (isReturn(model) ? loss : `${loss} nats`);

/** A gradient shorter than this, beside the standard deviation of a score, is only rounding. */
const ROUNDING = 1e-9;

/** Whether nothing is downhill from where a model was inspected. @param {{ gradient: Pair, fisher: SymmetricMatrix }} inspection */
export const isLevel = ({ gradient, fisher }) => gradient.every((part, k) => Math.abs(part) <= ROUNDING * Math.sqrt(fisher[2 * k]));

/** The catalogue's entry for a chart of a model. @type {(model: string, name: string) => ChartEntry} */
export const chartEntry = (model, name) =>
  /** @type {ChartEntry} */ (modelEntry(model).charts.find((chart) => chart.name === name));

/** @type {WeakMap<[string, string], [string, string]>} */
const called = new WeakMap();

/**
 * The names of a chart's two coordinates, without what they are made of.
 * @param {string} model
 * @param {string} name
 */
export const coordinates = (model, name) => {
  const { symbols } = chartEntry(model, name);
  const known = called.get(symbols);
  if (known) return known;
  const [a, b] = symbols.map((symbol) => symbol.split(" = ")[0]);
  /** @type {[string, string]} */
  const names = [a, b];
  called.set(symbols, names);
  return names;
};

/** The option that says how far a rule goes; only rules without one lack it. @type {(rule: string) => SizeOption} */
export const sizeOf = (rule) =>
  /** @type {SizeOption} */ (ruleEntry(rule)?.options.find(({ name }) => name === "rate" || name === "radius"));

/** The size of a run's steps, a rate or a radius. @type {(run: RunSpec) => number} */
export const sizeOfRun = (run) => Number(run[sizeOf(run.rule).name]);

/** The entries of rules that stand several times in a figure, by their keys. @type {Map<string, RuleEntry>} */
const numbered = new Map();

/**
 * The catalogue's entry for a rule, which is known to be there. One of several equal rules, known by a key such as
 * gradient#2, has its number in its label; see state/rule-keys.js.
 * @type {(key: string) => RuleEntry}
 */
export function ruleEntry(key) {
  const known = numbered.get(key);
  if (known) return known;
  const [name, number] = key.split("#");
  const entry = /** @type {RuleEntry} */ (entries.rules.find((rule) => rule.name === name));
  if (!number || !entry) return entry;
  const made = { ...entry, label: `${entry.label} ${number}` };
  numbered.set(key, made);
  return made;
}
