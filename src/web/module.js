// The classes of the package. Their methods call Rust: `methods.rs` has a line for each,
// and `module.d.ts` has their types and documentation.

import start, { Core, compiled, initSync } from "kl_ball_core";
/** @import * as Types from "./module.d.ts" */

export { compiled, initSync };

/** Node's module for files, with the name computed so that bundlers do not try to include it. */
const FILES = ["node:fs", "promises"].join("/");

/** Starts the core: in Node, where `fetch` reads no files, from the file beside this one. @param {unknown} [given] */
export default async function init(given) {
  const { process } = /** @type {{ process?: { versions?: { node?: string } } }} */ (globalThis);
  if (given !== undefined || !process?.versions?.node || !import.meta.url.startsWith("file:")) return start(given);
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ FILES);
  return start({ module_or_path: await readFile(new URL("kl_ball_bg.wasm", import.meta.url)) });
}

/** An object of the core, once it has started. @param {string} name @param {unknown} [spec] */
function made(name, spec) {
  if (!compiled()) throw new Error("the core has not started: call `await init()` or `initSync({ module })` first");
  return new Core(name, spec);
}

/** Gives the Rust object behind one of ours. @type {(subject: object) => Core} */
let core;

/** The Rust object behind the functions that belong to no object. @type {Core | undefined} */
let page;
const itself = () => (page ??= made("Page"));

/** @typedef {any[]} Given What a method is given; Rust checks it. */

class Subject {
  /** @type {Core | undefined} */
  #core;
  #name;

  static {
    core = (/** @type {any} */ subject) => {
      if (!(#core in subject)) throw new Error("model is another object; allowed: a Model");
      if (!subject.#core) throw new Error(`this ${subject.#name} was freed: make a new one`);
      return subject.#core;
    };
    if (Symbol.dispose) Object.assign(this.prototype, { [Symbol.dispose]: this.prototype.free });
  }

  /** @param {string} name @param {unknown} spec @param {object} [model] what it is built on, if it need not be built again */
  constructor(name, spec, model) {
    this.#core = model ? core(model).experiment(spec) : made(name, spec);
    this.#name = name;
  }

  free() {
    this.#core?.free();
    this.#core = undefined;
  }
}

/**
 * A class with these properties and methods, each of which calls the method of that name in Rust.
 * @param {string} name
 * @param {string} properties
 * @param {string} methods
 * @returns {{ new (spec: unknown, model?: object): Subject, prototype: any } & Record<string, any>}
 */
function subject(name, properties, methods) {
  const type = class extends Subject {
    /** @param {unknown} spec @param {object} [model] */
    constructor(spec, model) {
      super(name, spec, name === "Experiment" ? model : undefined);
    }
  };
  Object.defineProperty(type, "name", { value: name });
  /** @param {string} member @param {PropertyDescriptor & ThisType<Subject>} what */
  const define = (member, what) => Object.defineProperty(type.prototype, member, { configurable: true, ...what });
  for (const member of properties.split(" ")) {
    define(member, { get() { return core(this).call(member, []); } });
  }
  for (const member of methods.split(" ")) {
    define(member, { writable: true, value(/** @type {Given} */ ...given) { return core(this).call(member, given); } });
  }
  return type;
}

export const Model = /* @__PURE__ */ (() => {
  const type = subject(
    "Model",
    "spec observations labels",
    "convert contains inspect kl quadratic along affine rescaled integrand scores distance optimum optima targetDensity start towards step ball balls discCosts metrics slopes convertAll density sample episodes informative",
  );
  // Rust answers with the specification of the rescaled model.
  const { rescaled } = type.prototype;
  type.prototype.rescaled = function (/** @type {Given} */ ...given) {
    return new Model(rescaled.apply(this, given));
  };
  return type;
})();

export const Experiment = /* @__PURE__ */ subject(
  "Experiment",
  "spec plan",
  "advance trajectory trajectories series metric ball apart status reset startAt",
);

export const Sweep = /* @__PURE__ */ (() => {
  const type = subject("Sweep", "spec progress stride", "advance results picture");
  type.outcomes = () => itself().call("outcomes", []);
  return type;
})();

export const RateSearch = /* @__PURE__ */ subject("RateSearch", "spec", "advance trials best");

export const MonteCarlo = /* @__PURE__ */ subject("MonteCarlo", "spec", "advance tally quantiles");

export const OnlineLearning = /* @__PURE__ */ subject("OnlineLearning", "spec", "advance outcome ends");

/** @type {typeof Types.catalog} */
export const catalog = () => itself().call("catalog", []);

/** @type {typeof Types.ellipse} */
export const ellipse = (...given) => itself().call("ellipse", given);

/** @type {typeof Types.drawAxes} */
export const drawAxes = (canvas, axes, style) => itself().draw("axes", canvas, [axes, style]);

/** @type {typeof Types.drawPlane} */
export const drawPlane = (canvas, model, chart, home, style, ground) =>
  core(model).draw("plane", canvas, [chart, home, style, ground]);

/** @type {typeof Types.drawDensity} */
export const drawDensity = (canvas, model, style) => core(model).draw("density", canvas, [style]);

/** @type {typeof Types.axesSvg} */
export const axesSvg = (axes, style) => itself().write("axes", [axes, style]);

/** @type {typeof Types.planeSvg} */
export const planeSvg = (model, chart, home, style, ground) => core(model).write("plane", [chart, home, style, ground]);

/** @type {typeof Types.planeNumbers} */
export const planeNumbers = (model, chart, home, style, ground) => core(model).write("numbers", [chart, home, style, ground]);

/** @type {typeof Types.densitySvg} */
export const densitySvg = (model, style) => core(model).write("density", [style]);
