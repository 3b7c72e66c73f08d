// The properties of the element. Each mirrors an attribute: by its name, and where that has hyphens also in camel case
// (`gradient-rate` is `gradientRate`, too), as Solid and other frameworks write it.

import { ATTRIBUTES } from "../state/attributes.js";
import { textOf } from "../state/words.js";

/** The attributes that have a property from the start; `spec` has one of its own, because it is not text. */
const MIRRORED = [...ATTRIBUTES, "builder"].filter((name) => name !== "spec");

/** The names of all properties. */
const properties = new Set(["spec", "cursor", "changes"]);

/** @type {(name: string) => string} */
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Sets an attribute, or removes it where the value is no value. @param {Element} host @param {string} name @param {unknown} value */
export function write(host, name, value) {
  const text = textOf(value, name);
  if (text === undefined) host.removeAttribute(name);
  else host.setAttribute(name, text);
}

/** Properties that were set before the class knew them hide its own; they are set again. @param {HTMLElement} host */
export function takeEarly(host) {
  const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (host));
  for (const name of Object.keys(host).filter((one) => properties.has(one))) {
    const value = own[name];
    delete own[name];
    own[name] = value;
  }
}

/** The lists of names that have been mirrored. @type {WeakSet<object>} */
const mirrored = new WeakSet();

/**
 * Gives a class of elements a property for each attribute that has none yet.
 * @param {typeof HTMLElement} Class
 * @param {string[] | Set<string>} names of attributes; those of rules are known once a core has started
 */
export function mirrorAttributes(Class, names = MIRRORED) {
  if (mirrored.has(names)) return;
  mirrored.add(names);
  // In an object of their own, from which the class inherits: Chromium copies the list of all properties whenever one is
  // added to a prototype in use, which for those of every option takes ten times as long.
  const inherited = Object.create(null);
  for (const name of names) for (const property of new Set([name, camel(name)])) mirror(inherited, name, property);
  Object.setPrototypeOf(inherited, Object.getPrototypeOf(Class.prototype));
  Object.setPrototypeOf(Class.prototype, inherited);
}

/** @param {object} holder @param {string} name @param {string} property */
function mirror(holder, name, property) {
  if (properties.has(property)) return;
  properties.add(property);
  Object.defineProperty(holder, property, {
    configurable: true,
    enumerable: true,
    /** @this {HTMLElement} */
    get() {
      return this.getAttribute(name);
    },
    /** @this {HTMLElement} @param {unknown} value */
    set(value) {
      write(this, name, value);
    },
  });
}
