// Does long computations in slices of time. This module is the script of a worker;
// a page that can have no workers calls it itself. See work.js.

import { MonteCarlo, OnlineLearning, RateSearch, Sweep, startWith } from "../core.js";

/** @import { Ask, Message, Reply } from "./shape.js" */

/** Milliseconds between two readings of partial results. */
const READING = 100;

/** Approximate length of a portion (milliseconds), short enough for slices to end in time. */
const [SHORT, LONG] = [1, 4];

/**
 * For each kind of work: its class in the core, the share done if `advance` does not return it, and the results.
 * Which class goes with which specification only this table knows.
 * @type {Record<string, { Class: new (spec: any) => any, tally?: (it: any) => { done: number, total: number }, read: (it: any, job: Ask) => any }>}
 */
const KINDS = {
  sweep: { Class: Sweep, read: (it) => ({ results: it.results(), stride: it.stride }) },
  "rate-search": { Class: RateSearch, read: (it) => ({ trials: it.trials(), best: it.best() }) },
  "monte-carlo": {
    Class: MonteCarlo, tally: (it) => it.tally(),
    read: (it, { levels = [] }) => ({ tally: it.tally(), quantiles: it.quantiles(levels) }),
  },
  "online-learning": {
    Class: OnlineLearning, tally: (it) => it.outcome(), read: (it) => ({ outcome: it.outcome(), ends: it.ends() }),
  },
};

/** @typedef {{ job: Ask, it: any, count: number, readAt: number }} Work A job, its object in the core, the size of a portion, and when it was last read. */

/** Jobs in progress, by number. */
/** @type {Map<number, Work>} */
const open = new Map();

/**
 * Continues job `id` for `time` milliseconds, and begins it first if there is a `job`.
 * Returns `{ id, share, partial }`, with `partial` only from time to time, or `{ id, error }`.
 * Without a time the job is cancelled.
 * @param {Message} message
 * @returns {Reply}
 */
export function answer({ id, job, time }) {
  try {
    if (job) open.set(id, { job, it: new KINDS[job.kind].Class(job.spec), count: 1, readAt: -Infinity });
    const work = open.get(id);
    // A slice may have been requested before the end of the job was known.
    if (!work || !time) return close(id);
    const share = advance(work, time);
    const now = performance.now();
    if (share < 1 && now < work.readAt + READING) return { id, share };
    const partial = KINDS[work.job.kind].read(work.it, work.job);
    work.readAt = now;
    if (share === 1) close(id);
    return { id, share, partial };
  } catch (error) {
    return { ...close(id), error: /** @type {Error} */ (error).message };
  }
}

/** @param {number} id */
function close(id) {
  open.get(id)?.it.free();
  open.delete(id);
  return { id };
}

/**
 * @param {Work} work
 * @param {number} time
 */
function advance(work, time) {
  const { tally } = KINDS[work.job.kind];
  const end = performance.now() + time;
  for (;;) {
    const before = performance.now();
    const reported = work.it.advance(work.count);
    const { done, total } = tally?.(work.it) ?? { done: 0, total: 1 };
    const share = reported ?? done / total;
    const now = performance.now();
    if (share === 1 || now >= end) return share;
    if (now < before + SHORT) work.count *= 2;
    else if (now > before + LONG) work.count = Math.ceil(work.count / 2);
  }
}

if ("WorkerGlobalScope" in globalThis) {
  globalThis.onmessage = ({ data }) => {
    if (data.module) startWith(data.module);
    else globalThis.postMessage(answer(data));
  };
}
