// Does long computations in slices of time, job after job in turn. Between two slices it receives
// what the page says, so that a job can be cancelled or paused at any time; it never waits for
// the page. A worker runs this; a page that can have no workers does the same
// by itself. See work.js and worker.js.

import { codesOf } from "../compute/outcome-codes.js";
import { MonteCarlo, OnlineLearning, RateSearch, Sweep } from "../core.js";

/** @import { Ask, Kind, Kinds, Message, Reply } from "./shape.js" */

/** Milliseconds between two readings of partial results of a job. */
const READING = 90;

/** Approximate length of a portion (milliseconds), short enough for slices to end in time. */
const [SHORT, LONG] = [1, 4];

/**
 * How each kind of work is done. Only this table says which class goes with which specification.
 * @type {Kinds}
 */
const KINDS = {
  sweep: { Class: Sweep, read: (it) => ({ results: codesOf(it), stride: it.stride }) },
  "rate-search": { Class: RateSearch, read: (it) => ({ trials: it.trials(), best: it.best() }) },
  "monte-carlo": {
    Class: MonteCarlo, tally: (it) => it.tally(),
    read: (it, { levels = [] }) => ({ tally: it.tally(), quantiles: it.quantiles(levels) }),
  },
  "online-learning": {
    Class: OnlineLearning, tally: (it) => it.outcome(), read: (it) => ({ outcome: it.outcome(), ends: it.ends() }),
  },
};

/** @typedef {ReturnType<typeof started>} Started */
/** @typedef {{ job: Ask, it?: Started, count: number, readAt: number, paused: boolean }} Work A job, its object in the core, the size of a portion, when it was last read, and whether it waits. */

/**
 * The object of the core that does a job.
 * @template {Kind} K
 * @param {Ask<K>} job
 */
function started(job) {
  const { Class, tally, read } = KINDS[job.kind];
  const object = new Class(job.spec);
  return {
    /** Does so many portions of work; returns the share done. @param {number} count */
    advance(count) {
      const reported = object.advance(count);
      const { done, total } = tally?.(object) ?? { done: 0, total: 1 };
      return reported ?? done / total;
    },
    read: () => read(object, job),
    free: () => object.free(),
  };
}

/** Jobs in turn, until they are done or cancelled. */
export class Turns {
  /** Jobs in progress, by number, the next one first. @type {Map<number, Work>} */
  #open = new Map();
  #running = false;
  #tell;
  #soon;
  #slice;

  /**
   * `tell` receives the replies, `soon(next)` calls a function after other tasks had their turn, and `slice` is
   * the length of a slice in milliseconds.
   * @param {(reply: Reply) => void} tell
   * @param {(next: () => void) => void} soon
   * @param {number} slice
   */
  constructor(tell, soon, slice) {
    this.#tell = tell;
    this.#soon = soon;
    this.#slice = slice;
  }

  /** Begins, pauses, continues or cancels a job. @param {Message} message */
  hear({ id, job, paused, over }) {
    if (job) this.#open.set(id, { job, count: 1, readAt: -Infinity, paused: false });
    const work = this.#open.get(id);
    if (!work) return;
    if (paused !== undefined) work.paused = paused;
    if (over) this.#close(id);
    this.#goOn();
  }

  #goOn() {
    if (this.#running) return;
    this.#running = true;
    this.#soon(() => this.#turn());
  }

  /** One slice of the next job. */
  #turn() {
    this.#running = false;
    const next = [...this.#open].find(([, { paused }]) => !paused);
    if (!next) return;
    const [id, work] = next;
    // The next slice is for another job.
    this.#open.delete(id);
    this.#open.set(id, work);
    try {
      this.#do(id, work);
    } catch (error) {
      this.#close(id);
      this.#tell({ id, error: /** @type {Error} */ (error).message });
    }
    this.#goOn();
  }

  /**
   * @param {number} id
   * @param {Work} work
   */
  #do(id, work) {
    work.it ??= started(work.job);
    const share = advance(work, work.it, this.#slice);
    const now = performance.now();
    if (share < 1 && now < work.readAt + READING) return;
    const partial = work.it.read();
    work.readAt = now;
    if (share === 1) this.#close(id);
    this.#tell({ id, share, partial });
  }

  /** @param {number} id */
  #close(id) {
    this.#open.get(id)?.it?.free();
    this.#open.delete(id);
  }
}

/**
 * Continues a job for some milliseconds; returns the share done.
 * @param {Work} work
 * @param {Started} it
 * @param {number} time
 */
function advance(work, it, time) {
  const end = performance.now() + time;
  for (;;) {
    const before = performance.now();
    const share = it.advance(work.count);
    const now = performance.now();
    if (share === 1 || now >= end) return share;
    if (now < before + SHORT) work.count *= 2;
    else if (now > before + LONG) work.count = Math.ceil(work.count / 2);
  }
}
