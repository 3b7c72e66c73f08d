// Numbers of a sentence that carry what they are, so that whoever holds one can be shown its formula. Sentences are made
// as plain text; only when somebody asks, the same sentence is made once more with marks around its numbers.

/** @import { Pair } from "../../pkg/kl_ball.js" */
/** @import { Learners, Run } from "../scene/shape.js" */

/**
 * What a number is: its kind, and what its formula needs. lab/formula-words.js has a formula for each kind.
 * @typedef {["set", what: string]
 *   | ["count", what: string, value: number]
 *   | ["ratio", one: number, other: number, words: [one: string, other: string], how?: "share" | "more" | "off"]
 *   | ["cost" | "reverse" | "part" | "above" | "loss" | "ofFirst", run: Run, step: number]
 *   | ["arrival", run: Run, step: number, gap: number]
 *   | ["place", run: Run, step: number, axis: number]
 *   | ["entry", of: "loss" | "gradient" | "fisher" | "downhill", k: number]
 *   | ["kl", name: string, chart: string, p: Pair, q: Pair]
 *   | ["target", way: "forward" | "reverse", value: number]
 *   | ["length", p: Pair, q: Pair]
 *   | ["classPart", name: string, p: number, q: number]
 *   | ["quadratic"]
 *   | ["apart", rule: number, step: number]
 *   | ["gap", rule: number]
 *   | ["divided", rule: number, which: number]
 *   | ["label", chart: string, at: Pair, input: number]
 *   | ["observed", which: number]
 *   | ["minimum", above: number]
 *   | ["paid", run: Run, value: number]
 *   | ["excess", learners: Learners]
 *   | ["uncertain", learners: number]
 *   | ["ofBound", outcome: Learners["outcome"]]
 *   | ["scores", which: number]
 *   | ["return" | "door" | "treasure", chances: number[]]
 *   | ["informative", chances: number[], size: number, value: number]} Fact
 */

/** What was told so far, while somebody asks. @type {Fact[] | undefined} */
let facts;

/** Marks that no sentence has: before the number of a fact, before its text, and after it. */
export const MARKED = /\uE000(\d+)\uE001(.*?)\uE002/gsu;

/**
 * A number of a sentence, as text, and what it is.
 * @param {string} text
 * @param {Fact} fact
 */
export function told(text, ...fact) {
  if (!facts) return text;
  return `\uE000${facts.push(fact) - 1}\uE001${text}\uE002`;
}

/** A text without the marks of its numbers. @param {string} text */
export const plainly = (text) => (facts ? text.replace(MARKED, "$2") : text);

/**
 * The sentence that `say` makes, with marks, and what its numbers are.
 * @param {() => string} say
 * @returns {{ text: string, facts: Fact[] }}
 */
export function marked(say) {
  facts = [];
  try {
    return { text: say(), facts };
  } finally {
    facts = undefined;
  }
}
