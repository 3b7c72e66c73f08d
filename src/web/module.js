// The classes of the package. Their methods call Rust: `methods.rs` has a line for each,
// and `module.d.ts` has their types and documentation.

import instance from "kl_ball_core";
import { sumOf } from "./sum.js";
/** @import * as Types from "./module.d.ts" */
/** @import { Core, Instance } from "kl_ball_core" */

/** Node's module for files, with the name computed so that bundlers do not try to include it. */
const FILES = ["node:fs", "promises"].join("/");

/** The sums of the cores that were built with these scripts, by family; that of the whole one is called whole. @type {Record<string, number>} */
const OURS = JSON.parse(typeof __CORES__ === "undefined" ? "{}" : __CORES__);

/** Where the small cores are, by family. Bundlers find a file by its name, so each is written out. @type {Record<string, () => URL>} */
const SMALL = {
  gaussian: () => new URL("kl_ball_gaussian.wasm", import.meta.url),
  logistic: () => new URL("kl_ball_logistic.wasm", import.meta.url),
};

/** The whole core, and the small ones that were started, by family. */
const whole = instance();
/** @type {Map<string, Instance>} */
const small = new Map();

/** What was compiled of the whole core. */
export const { compiled } = whole;

/** Bytes as they were given, if they are bytes. @param {unknown} given */
function bytesIn(given) {
  const { module_or_path, module } = /** @type {{ module_or_path?: unknown, module?: unknown }} */ (given ?? {});
  const bytes = module_or_path ?? module ?? given;
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : undefined;
}

/** Whether a file is the core of these scripts, and whole. @param {Uint8Array | undefined} bytes @param {string} [family] */
const isOurs = (bytes, family = "whole") => bytes === undefined || OURS[family] === undefined || sumOf(bytes) === OURS[family];

/** A core as it was given, if it is that of these scripts. Another may lack what they call, or never come to an end. @template Given @param {Given} given @param {string} [family] */
function ours(given, family) {
  if (!isOurs(bytesIn(given), family)) throw Object.assign(new Error(`kl_ball_${family ?? "bg"}.wasm is of another version than kl_ball.js, or damaged: this page was updated, reload it`), { name: "VersionError" });
  return given;
}

/** A core of these scripts over the network. One of another version may come from a cache, so it is asked for once more. @param {URL} address @param {string} [family] */
async function fetched(address, family) {
  const get = async () => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address.pathname.split("/").pop()} is not there (${answer.status})`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const first = await get();
  // Summing up the bytes takes some milliseconds while a reader waits, so it is done once.
  if (isOurs(first, family)) return first;
  if (!address.protocol.startsWith("http")) return ours(first, family);
  address.searchParams.set("v", String(OURS[family ?? "whole"]));
  return ours(await get(), family);
}

/** The core of these scripts in the file at an address. In Node, `fetch` reads no files. @param {URL} address @param {string} [family] */
async function read(address, family) {
  const { process } = /** @type {{ process?: { versions?: { node?: string } } }} */ (globalThis);
  const ofNode = process?.versions?.node && address.protocol === "file:";
  const { readFile } = ofNode ? await import(/* webpackIgnore: true */ /* @vite-ignore */ FILES) : {};
  return { module_or_path: readFile ? ours(await readFile(address), family) : await fetched(address, family) };
}

/**
 * Starts the core, from the file beside this one unless another, its bytes or its module is given.
 * @param {unknown} [given]
 */
export default async function init(given) {
  if (given === undefined && compiled()) return whole.start();
  return whole.start(given ? ours(given) : await read(new URL("kl_ball_bg.wasm", import.meta.url)));
}

/** Starts the core at once. @param {{ module: BufferSource | WebAssembly.Module }} given */
export function initSync(given) {
  const module = given && Object.getPrototypeOf(given) === Object.prototype ? given.module : given;
  if (!module && !compiled()) {
    throw new Error("module is missing; allowed: `initSync({ module })` with the bytes of kl_ball_bg.wasm or a WebAssembly.Module");
  }
  return whole.startSync(ours(given));
}

/** @type {typeof Types.families} */
export const families = () => Object.keys(SMALL);

/** @type {typeof Types.initFamily} */
export async function initFamily(family) {
  if (!Object.hasOwn(SMALL, family)) throw new Error(`family is "${family}"; allowed: ${families().join(", ")}`);
  if (compiled() || small.has(family)) return;
  const core = instance();
  await core.start(await read(SMALL[family](), family));
  small.set(family, core);
}

/** The core for a specification: the whole one, if it has been started, and otherwise the small one of its model. @param {unknown} [spec] */
function coreFor(spec) {
  if (compiled()) return whole;
  const { model, data } = /** @type {{ model?: string, data?: { csv?: string } }} */ (spec ?? {});
  // No small core reads tables.
  if (data?.csv !== undefined) return undefined;
  return model === undefined ? [...small.values()][0] : small.get(model);
}

/** What has to be done where no core that has started can make something. */
function lacking() {
  if (!small.size || compiled()) return "the core has not started: call `await init()` or `initSync({ module })` first";
  return `only the small core of ${[...small.keys()].join(" and that of ")} is loaded, and this takes the whole one: call \`await init()\` first`;
}

/** An object of a core that has started. @param {string} name @param {unknown} [spec] */
function made(name, spec) {
  const core = IN_SMALL.has(name) || compiled() ? coreFor(spec) : undefined;
  if (!core) throw new Error(lacking());
  return new core.Core(name, spec);
}

/** The classes that a small core has. */
const IN_SMALL = new Set(["Page", "Model", "Experiment"]);

/** Gives the Rust object behind one of ours. @type {(subject: object) => Core} */
let core;

/** The Rust objects behind the functions that belong to no object, by their core. @type {WeakMap<Instance, Core>} */
const pages = new WeakMap();

function itself() {
  const of = coreFor();
  const page = (of && pages.get(of)) ?? made("Page");
  if (of) pages.set(of, page);
  return page;
}

/**
 * What a core writes of a model. A small core cannot write, so the whole one makes the same model for that.
 * @param {object} model
 * @param {string} what
 * @param {Given} given
 */
function written(model, what, given) {
  const own = core(model);
  if (!compiled() || own instanceof whole.Core) return own.write(what, given);
  const same = made("Model", own.call("spec", []));
  try {
    return same.write(what, given);
  } finally {
    same.free();
  }
}

/** @typedef {unknown[]} Given What a method is given; Rust checks it. */
/** @typedef {(...given: Given) => unknown} Method */
/** @typedef {{ new (spec: unknown, model?: object): Subject, prototype: Subject & Record<string, Method> }} SubjectClass */

class Subject {
  /** @type {Core | undefined} */
  #core;
  #name;

  static {
    core = (subject) => {
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
 * @returns {SubjectClass}
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
  return /** @type {SubjectClass} */ (type);
}

export const Model = /* @__PURE__ */ (() => {
  const type = subject(
    "Model",
    "spec observations labels axis target unbounded",
    [
      "convert contains inspect kl quadratic along affine rescaled integrand scores distance optimum optima targetDensity targetIntegrands minimumAt",
      "start towards step ball balls discCosts metrics gradients convertAll density sample episodes informative advanceNodes",
    ].join(" "),
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
  "advance trajectory trajectories series metric ball quickBall apart status reset startAt",
);

export const Sweep = /* @__PURE__ */ (() => {
  const type = subject("Sweep", "spec progress stride", "advance results picture minima arrivals");
  return Object.assign(type, { /** @type {typeof Types.Sweep.outcomes} */ outcomes: () => itself().call("outcomes", []) });
})();

export const RateSearch = /* @__PURE__ */ subject("RateSearch", "spec", "advance trials best");

export const MonteCarlo = /* @__PURE__ */ subject("MonteCarlo", "spec", "advance tally quantiles");

export const OnlineLearning = /* @__PURE__ */ subject("OnlineLearning", "spec", "advance outcome ends");

/** @type {typeof Types.catalog} */
export const catalog = () => {
  /** @type {Types.Catalog} */
  const own = itself().call("catalog", []);
  if (compiled()) return own;
  // Each small core knows its own model.
  const models = families().flatMap((family) => small.get(family) ?? []).flatMap((of) => /** @type {Types.Catalog} */ (new of.Core("Page").call("catalog", [])).models);
  return { ...own, models };
};

/** @type {typeof Types.ellipse} */
export const ellipse = (...given) => itself().call("ellipse", given);

/** @type {typeof Types.drawAxes} */
export const drawAxes = (canvas, axes, style) => itself().draw("axes", canvas, [axes, style]);

/** @type {typeof Types.drawPlane} */
export const drawPlane = (canvas, model, chart, home, style, ground) =>
  core(model).draw("plane", canvas, [chart, home, style, ground]);

/** @type {typeof Types.advancePlane} */
export const advancePlane = (model, chart, home, style, ground, most) => core(model).advance([chart, home, style, ground], most);

/** @type {typeof Types.drawDensity} */
export const drawDensity = (canvas, model, style, axis, quantity) => core(model).draw("density", canvas, [style, axis, quantity]);

/** @type {typeof Types.axesSvg} */
export const axesSvg = (axes, style) => itself().write("axes", [axes, style]);

/** @type {typeof Types.planeSvg} */
export const planeSvg = (model, chart, home, style, ground) => written(model, "plane", [chart, home, style, ground]);

/** @type {typeof Types.planeNumbers} */
export const planeNumbers = (model, chart, home, style, ground) => core(model).numbers([chart, home, style, ground]);

/** @type {typeof Types.densitySvg} */
export const densitySvg = (model, style, axis, quantity) => written(model, "density", [style, axis, quantity]);
