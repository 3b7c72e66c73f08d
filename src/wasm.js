// The package's classes, over the one door of the compiled core: see wasm.rs
// for what stands behind a name, wasm.d.ts for what it takes and gives.

import init, { Core, compiled, initSync } from "kl_ball_core";

export { compiled, init as default, initSync };

/** The core's own object behind one of ours. */
let core;

/** The one that is behind none. */
let page;
const itself = () => (page ??= new Core("Page"));

class Subject {
  #core;

  static {
    core = (subject) => subject.#core;
    if (Symbol.dispose) this.prototype[Symbol.dispose] = this.prototype.free;
  }

  constructor(name, spec) {
    this.#core = new Core(name, spec);
  }

  free() {
    this.#core.free();
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
    return new Model(ask(this, "rescaled", scale, shift));
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
