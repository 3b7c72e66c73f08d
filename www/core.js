// The one importer of the compiled core. Every element on a page shares it.

import init, {
  Experiment, Model, MonteCarlo, OnlineLearning, RateSearch, Sweep,
  axesSvg, catalog, compiled, densitySvg, drawAxes, drawDensity, drawPlane, ellipse, initSync, planeSvg,
} from "../pkg/kl_ball.js";

export {
  Experiment, Model, MonteCarlo, OnlineLearning, RateSearch, Sweep,
  axesSvg, compiled, densitySvg, drawAxes, drawDensity, drawPlane, ellipse, planeSvg,
};

let starting;
let entries;

/** Starts the core once; resolves to its catalogue. Where that fails it may be tried again. */
export function ready() {
  starting ??= init().then(() => (entries = catalog()), (error) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

/** Starts the core in a worker, from what the page has compiled. */
export const startWith = (module) => initSync({ module });

/** Whether it has been started. */
export const started = () => starting !== undefined;

/** The catalogue, once the core has started. */
export const catalogue = () => entries;

/** The catalogue's entry for a model. */
export const modelEntry = (name) => entries.models.find((model) => model.name === name);

/** Whether a model's loss is a negative return, for want of data, and not a negative log-likelihood. */
export const isReturn = (name) => modelEntry(name)?.playsEpisodes ?? false;

/** The catalogue's entry for a series. */
export const seriesEntry = (name) => entries.series.find((series) => series.name === name);

/** The names of the matrices whose ellipses a figure can draw. */
export const ellipseNames = () => entries.balls.filter(({ ellipse }) => ellipse).map(({ name }) => name);

/** What a key calls a kind of ball. */
export const ballLabel = (name) => entries.balls.find((ball) => ball.name === name)?.label;

/** A loss with its unit: a return has none. */
export const withUnit = (model, loss) => (isReturn(model) ? loss : `${loss} nats`);

/** A gradient shorter than this, beside the standard deviation of a score, is nothing but rounding. */
const ROUNDING = 1e-9;

/** Whether nothing is downhill from where a model was inspected. */
export const isLevel = ({ gradient, fisher }) => gradient.every((part, k) => Math.abs(part) <= ROUNDING * Math.sqrt(fisher[2 * k]));

/** The catalogue's entry for a chart of a model. */
export const chartEntry = (model, name) =>
  modelEntry(model).charts.find((chart) => chart.name === name);

const called = new WeakMap();

/** The names of a chart's two coordinates, without what they are made of. */
export const coordinates = (model, name) => {
  const { symbols } = chartEntry(model, name);
  if (!called.has(symbols)) called.set(symbols, symbols.map((symbol) => symbol.split(" = ")[0]));
  return called.get(symbols);
};


/** The option that says how far a rule goes, if it has one. */
export const sizeOf = (rule) => ruleEntry(rule)?.options.find(({ name }) => name === "rate" || name === "radius");

/** The catalogue's entry for a rule. */
export const ruleEntry = (name) => entries.rules.find((rule) => rule.name === name);
