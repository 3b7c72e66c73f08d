// The package's classes, over the one door of the compiled core: see wasm.rs
// for what stands behind a name, wasm.d.ts for what it takes and gives.

import start, { Core, compiled, initSync } from "kl_ball_core";

export { compiled, initSync };

/** Node's own module for files, named so that no bundler looks for it. */
const FILES = ["node:fs", "promises"].join("/");

/** Starts the core: in Node, where `fetch` reads no files, from the file beside this one. */
export default async function init(given) {
  if (given !== undefined || !globalThis.process?.versions?.node || !import.meta.url.startsWith("file:")) return start(given);
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ FILES);
  return start({ module_or_path: await readFile(new URL("kl_ball_bg.wasm", import.meta.url)) });
}

/** An object of the core, once it has started. */
function made(name, spec) {
  if (!compiled()) throw new Error("the core has not started: call `await init()` or `initSync({ module })` first");
  return new Core(name, spec);
}

/** The core's own object behind one of ours. */
let core;

/** The one that is behind none. */
let page;
const itself = () => (page ??= made("Page"));

class Subject {
  #core;
  #name;

  static {
    core = (subject) => {
      if (!subject.#core) throw new Error(`this ${subject.#name} was freed: make a new one`);
      return subject.#core;
    };
    if (Symbol.dispose) this.prototype[Symbol.dispose] = this.prototype.free;
  }

  constructor(name, spec) {
    this.#core = made(name, spec);
    this.#name = name;
  }

  free() {
    this.#core?.free();
    this.#core = undefined;
  }
}

const ask = (subject, method, ...given) => core(subject).call(method, given);

export class Model extends Subject {
  constructor(spec) {
    super("Model", spec);
  }

  get spec() {
    return ask(this, "spec");
  }

  get observations() {
    return ask(this, "observations");
  }

  get labels() {
    return ask(this, "labels");
  }

  convert(theta, from, to) {
    return ask(this, "convert", theta, from, to);
  }

  contains(theta, chart) {
    return ask(this, "contains", theta, chart);
  }

  inspect(theta, chart) {
    return ask(this, "inspect", theta, chart);
  }

  kl(p, q, chart) {
    return ask(this, "kl", p, q, chart);
  }

  quadratic(p, q, chart) {
    return ask(this, "quadratic", p, q, chart);
  }

  along(p, q, chart, shares) {
    return ask(this, "along", p, q, chart, shares);
  }

  affine(theta, chart, scale, shift) {
    return ask(this, "affine", theta, chart, scale, shift);
  }

  rescaled(scale, shift) {
    return new this.constructor(ask(this, "rescaled", scale, shift));
  }

  integrand(p, q, chart, xs) {
    return ask(this, "integrand", p, q, chart, xs);
  }

  scores(theta, chart, labels, count, seed) {
    return ask(this, "scores", theta, chart, labels, count, seed);
  }

  distance(p, q, chart) {
    return ask(this, "distance", p, q, chart);
  }

  optimum(chart) {
    return ask(this, "optimum", chart);
  }

  start(chart) {
    return ask(this, "start", chart);
  }

  towards(from, to, chart) {
    return ask(this, "towards", from, to, chart);
  }

  step(rule, theta, chart) {
    return ask(this, "step", rule, theta, chart);
  }

  ball(kind, center, radius, count, chart) {
    return ask(this, "ball", kind, center, radius, count, chart);
  }

  density(theta, chart, xs) {
    return ask(this, "density", theta, chart, xs);
  }

  sample(theta, chart, count, seed) {
    return ask(this, "sample", theta, chart, count, seed);
  }

  episodes(theta, chart, size, seed, step) {
    return ask(this, "episodes", theta, chart, size, seed, step);
  }

  informative(theta, chart, size) {
    return ask(this, "informative", theta, chart, size);
  }
}

export class Experiment extends Subject {
  constructor(spec) {
    super("Experiment", spec);
  }

  get spec() {
    return ask(this, "spec");
  }

  advance(count) {
    ask(this, "advance", count);
  }

  trajectory(run, chart) {
    return ask(this, "trajectory", run, chart);
  }

  trajectories(chart) {
    return ask(this, "trajectories", chart);
  }

  series(run, name) {
    return ask(this, "series", run, name);
  }

  metric(run, index) {
    return ask(this, "metric", run, index);
  }

  ball(run, index, count, chart) {
    return ask(this, "ball", run, index, count, chart);
  }

  apart(run, other, index) {
    return ask(this, "apart", run, other, index);
  }

  status(run) {
    return ask(this, "status", run);
  }

  reset() {
    ask(this, "reset");
  }

  startAt(at, chart) {
    ask(this, "startAt", at, chart);
  }
}

export class Sweep extends Subject {
  static outcomes() {
    return itself().call("outcomes", []);
  }

  constructor(spec) {
    super("Sweep", spec);
  }

  get spec() {
    return ask(this, "spec");
  }

  get progress() {
    return ask(this, "progress");
  }

  get stride() {
    return ask(this, "stride");
  }

  advance(count) {
    return ask(this, "advance", count);
  }

  results() {
    return ask(this, "results");
  }

  picture() {
    return ask(this, "picture");
  }
}

export class RateSearch extends Subject {
  constructor(spec) {
    super("RateSearch", spec);
  }

  get spec() {
    return ask(this, "spec");
  }

  advance(count) {
    return ask(this, "advance", count);
  }

  trials() {
    return ask(this, "trials");
  }

  best() {
    return ask(this, "best");
  }
}

export class MonteCarlo extends Subject {
  constructor(spec) {
    super("MonteCarlo", spec);
  }

  get spec() {
    return ask(this, "spec");
  }

  advance(seeds) {
    ask(this, "advance", seeds);
  }

  tally() {
    return ask(this, "tally");
  }

  quantiles(levels) {
    return ask(this, "quantiles", levels);
  }
}

export class OnlineLearning extends Subject {
  constructor(spec) {
    super("OnlineLearning", spec);
  }

  get spec() {
    return ask(this, "spec");
  }

  advance(seeds) {
    ask(this, "advance", seeds);
  }

  outcome() {
    return ask(this, "outcome");
  }

  ends() {
    return ask(this, "ends");
  }
}

export const catalog = () => itself().call("catalog", []);

export const ellipse = (...given) => itself().call("ellipse", given);

export const drawAxes = (canvas, axes, style) => itself().draw("axes", canvas, [axes, style]);

export const drawPlane = (canvas, model, chart, home, style) =>
  core(model).draw("plane", canvas, [chart, home, style]);

export const drawDensity = (canvas, model, style) => core(model).draw("density", canvas, [style]);
