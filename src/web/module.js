// The classes of the package. Their methods call Rust: `methods.rs` has a line for each,
// and `module.d.ts` has their types and documentation.

import start, { Core, compiled, initSync as startSync } from "kl_ball_core";
import { sumOf } from "./sum.js";
/** @import * as Types from "./module.d.ts" */

export { compiled };

/** Node's module for files, with the name computed so that bundlers do not try to include it. */
const FILES = ["node:fs", "promises"].join("/");

/** The sum of the core that was built with these scripts. */
const OURS = typeof __CORE__ === "undefined" ? undefined : __CORE__;

/** Bytes as they were given, if they are bytes. @param {any} given */
function bytesIn(given) {
  const bytes = given?.module_or_path ?? given?.module ?? given;
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : undefined;
}

/** Whether a file is the core of these scripts, and whole. @param {Uint8Array | undefined} bytes */
const isOurs = (bytes) => bytes === undefined || OURS === undefined || sumOf(bytes) === OURS;

/** Another core may lack what these scripts call, or never come to an end. @param {unknown} given */
function refuseOthers(given) {
  if (!isOurs(bytesIn(given))) throw Object.assign(new Error("kl_ball_bg.wasm is of another version than kl_ball.js, or damaged: this page was updated, reload it"), { name: "VersionError" });
}

/** The core over the network. One of another version may come from a cache, so it is asked for once more. @param {URL} address */
async function fetched(address) {
  const get = async () => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address.pathname.split("/").pop()} is not there (${answer.status})`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const first = await get();
  if (isOurs(first) || !address.protocol.startsWith("http")) return first;
  address.searchParams.set("v", String(OURS));
  return get();
}

/**
 * Starts the core, from the file beside this one unless another, its bytes or its module is given. In Node, `fetch` reads no files.
 * @param {unknown} [given]
 */
export default async function init(given) {
  const { process } = /** @type {{ process?: { versions?: { node?: string } } }} */ (globalThis);
  if (given === undefined && compiled()) return start();
  let wanted = given;
  if (given === undefined) {
    const address = new URL("kl_ball_bg.wasm", import.meta.url);
    const ofNode = process?.versions?.node && address.protocol === "file:";
    const { readFile } = ofNode ? await import(/* webpackIgnore: true */ /* @vite-ignore */ FILES) : {};
    wanted = { module_or_path: readFile ? await readFile(address) : await fetched(address) };
  }
  refuseOthers(wanted);
  return start(wanted);
}

/** Starts the core at once. @param {{ module: BufferSource | WebAssembly.Module }} given */
export function initSync(given) {
  refuseOthers(given);
  return startSync(given);
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
    "spec observations labels unbounded",
    "convert contains inspect kl quadratic along affine rescaled integrand scores distance optimum optima targetDensity start towards step ball balls discCosts metrics gradients convertAll density sample episodes informative",
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
