// The properties of the element. Each mirrors the attribute of its name.

import { ATTRIBUTES } from "../state/attributes.js";
import { textOf } from "../state/words.js";

/** The attributes that have a property; `spec` has one of its own, because it is not text. */
const MIRRORED = [...ATTRIBUTES, "builder"].filter((name) => name !== "spec");

/** The names of all properties. */
const PROPERTIES = [...MIRRORED, "spec", "cursor", "changes"];

/** Sets an attribute, or removes it where the value is no value. @param {Element} host @param {string} name @param {unknown} value */
export function write(host, name, value) {
  const text = textOf(value, name);
  if (text === undefined) host.removeAttribute(name);
  else host.setAttribute(name, text);
}

/** Properties that were set before the class was known hide its own; they are set again. @param {HTMLElement} host */
export function takeEarly(host) {
  const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (host));
  for (const name of PROPERTIES.filter((one) => Object.hasOwn(host, one))) {
    const value = own[name];
    delete own[name];
    own[name] = value;
  }
}

/** Gives a class of elements a property for each attribute. @param {typeof HTMLElement} Class */
export function mirrorAttributes(Class) {
  for (const name of MIRRORED) {
    Object.defineProperty(Class.prototype, name, {
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
}
