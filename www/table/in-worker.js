// Reads short tables on the page and long ones in a worker, so that the page can go on.

import { asList, isLong } from "../state/data.js";
import { tables } from "./load.js";

/** @typedef {import("./table.d.ts").TableOptions} TableOptions */
/** @typedef {import("./reader.js").Question} Question */
/** @typedef {import("./reader.js").Answer} Answer */
/** @typedef {import("./reader.js").ReadTable} ReadTable */

/** Texts of so many characters take a few milliseconds to read. */
const SHORT = 30_000;

/** After how long without work the worker ends (milliseconds). */
const REST = 5000;

/** @type {Worker | undefined} */
let worker;
let isAlone = false;
let count = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;
/** Who waits for what. @type {Map<number, { question: Question, then: (answer: Answer) => void }>} */
const waiting = new Map();

/** Starts the worker before there is anything to read. */
export function warm() {
  if (isAlone || worker || !globalThis.Worker) return;
  try {
    worker = new Worker(new URL("./reader.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => heard(data);
    for (const type of ["error", "messageerror"]) {
      worker.addEventListener(type, (event) => {
        event.preventDefault();
        alone();
      });
    }
  } catch {
    alone();
  }
  restSoon();
}

/** @param {Answer} reply */
function heard(reply) {
  waiting.get(reply.id)?.then(reply);
  waiting.delete(reply.id);
  restSoon();
}

/** The script is from another host, or from a disk: the page does the work itself. */
function alone() {
  isAlone = true;
  worker?.terminate();
  worker = undefined;
  for (const { question, then } of waiting.values()) here(question).then(then);
  waiting.clear();
}

/** @param {Question} question */
const here = async (question) => (await import("./reader.js")).answer(question);

function restSoon() {
  clearTimeout(resting);
  if (waiting.size > 0) return;
  resting = setTimeout(() => {
    worker?.terminate();
    worker = undefined;
  }, REST);
}

/** @param {Question} question @returns {Promise<Answer>} */
function asked(question) {
  warm();
  const to = worker;
  if (!to) return here(question);
  clearTimeout(resting);
  return new Promise((then) => {
    waiting.set(question.id, { question, then });
    to.postMessage(question);
  });
}

/**
 * Reads a table of text as data for a model, as `readTable` does. Long lists of numbers are typed arrays.
 * @param {string} text
 * @param {TableOptions} options
 * @returns {Promise<ReadTable>}
 */
export async function readInWorker(text, options) {
  if (text.length < SHORT) return (await tables()).readTable(text, options);
  const { result, error } = await asked({ id: ++count, text, options });
  if (!result) throw Object.assign(new Error(error?.message), error);
  const { data, data: { x, y } } = result;
  const listed = (/** @type {ArrayLike<number>} */ list) => (isLong(data) ? asList(list) : Array.from(list));
  return { ...result, data: { ...data, ...(x && { x: listed(x) }), ...(y && { y: listed(y) }) } };
}
