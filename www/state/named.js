// What an author wrote as attributes, the core knows as fields of a specification. Its messages get the names of the attributes.

import { ruleName } from "./rule-keys.js";
import { placeOfRun } from "./specification.js";
/** @import { Read, State } from "./shape.js" */

/** Fields at the beginning of a message, with the attribute that each is read from. @type {[RegExp, string][]} */
const FIELDS = [
  [/^data\.\w+/, "data"],
  [/^options\.(\w+)/, "$1"],
  [/^(?:start\.at|theta)(?= )/, "start"],
  [/^runs\[\d+\]\.rule(?= )/, "rules"],
];

/**
 * What the core says of a state, with the names of its attributes; `read(name)` is the text of one, or null.
 * @param {Error} error
 * @param {State} state
 * @param {Read} read
 */
export function named(error, state, read) {
  const { message } = error;
  const said = FIELDS.reduce((text, [field, name]) => text.replace(field, name), message)
    .replace(/^runs\[(\d+)\]\.(\w+)(?= )/, (field, k, option) => attributeOf(state, Number(k), option, read) ?? field);
  return said === message ? error : new Error(said, { cause: error });
}

/** The attribute that gives the `k`-th run an option: the narrowest that is written. @param {State} state @param {number} k @param {string} option @param {Read} read */
function attributeOf(state, k, option, read) {
  const { rule, chart } = placeOfRun(state, k);
  const own = `${ruleName(rule)}-${option}`;
  return [`${own}-${chart}`, own, option].find((name) => typeof read(name) === "string");
}
