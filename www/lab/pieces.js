// A sentence in pieces: its words, and its numbers with what they are; see text/told.js.

import { MARKED, marked } from "../text/told.js";
/** @import { Fact } from "../text/told.js" */

/** A part of a sentence: words, or a number with what it is. @typedef {{ text: string, fact?: Fact }} Piece */

/**
 * The sentence that `say` makes, in pieces.
 * @param {() => string} say
 * @returns {Piece[]}
 */
export function piecesOf(say) {
  const { text, facts } = marked(say);
  /** @type {Piece[]} */
  const pieces = [];
  let end = 0;
  for (const { 0: { length }, 1: which, 2: number, index } of text.matchAll(MARKED)) {
    if (index > end) pieces.push({ text: text.slice(end, index) });
    pieces.push({ text: number, fact: facts[Number(which)] });
    end = index + length;
  }
  return end < text.length ? [...pieces, { text: text.slice(end) }] : pieces;
}
