// Long computations for the figures of a page, in workers that all figures share.
// Jobs take turns there, a slice of time each, so that they can be cancelled at any time. A worker
// goes on by itself: it waits for no answer of a page that is busy drawing.
// If there can be no workers (the script is from another host, or from a disk), the
// page does the same between frames.

import { codesOf } from "../compute/outcome-codes.js";
import { Sweep, compiled, isUpdate } from "../core.js";
import { VERSION } from "./version.js";
/** @import { SweepSpec } from "../../pkg/kl_ball.js" */
/** @import { Ask, Hearing, Job, Kind, Message, Opened, Parts, Reply, Results, Task } from "./shape.js" */

/** The largest number of workers, and after how long without work they end (milliseconds). */
const MOST = 4;
const REST = 2000;

/** Length of a slice on the page (milliseconds). */
const SLICE_OF_PAGE = 12;

/** How long the page itself works on a first picture while workers start, and the least time between later pictures (milliseconds). */
const GLIMPSE = 8;
const REPORT = 90;

/** Work pauses in a hidden tab. */
globalThis.document?.addEventListener("visibilitychange", () => executors.forEach((executor) => executor.follow()));

/** @type {Executor[]} */
let executors = [];
let alone = false;
let warm = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;
let count = 0;

/**
 * Begins a job of a `kind`: "sweep", "rate-search", "monte-carlo" (with `levels` of
 * its quantiles) or "online-learning", with the specification `spec` of the core.
 * `progress(share, partial)` is called from time to time with the share done and the
 * results so far, `done(partial)` at the end, and `failed(error)` with an error of the core.
 *
 *   sweep            { results, picture, stride }
 *   rate-search      { trials, best }
 *   monte-carlo      { tally, quantiles }
 *   online-learning  { outcome, ends }
 *
 * `cancel()` ends the job; `pause(true)` interrupts it until `pause(false)`.
 * @template {Kind} K
 * @param {Ask<K>} job
 * @param {Hearing<Results[K]>} [hearing]
 * @returns {Job}
 */
export function begin(job, { progress, done, failed } = {}) {
  clearTimeout(resting);
  const many = job.kind === "sweep" ? size() : 1;
  const combine = job.kind === "sweep" ? merging(/** @type {SweepSpec} */ (job.spec)) : undefined;
  /** What all tasks together have found. @param {Parts[Kind][]} parts */
  const merge = (parts) => /** @type {Results[K]} */ (combine ? combine(/** @type {Parts["sweep"][]} */ (parts)) : parts[0]);
  const over = () => {
    for (const task of tasks) task.executor?.leave(task);
    tasks.length = 0;
    restSoon();
  };
  let reportedAt = 0;
  /** @type {Task[]} */
  const tasks = Array.from({ length: many }, (_, k) => ({
    id: (count += 1), share: 0,
    job: many > 1 ? { ...job, spec: { ...job.spec, share: [k, many] } } : job,
    /** Handles a message of an executor. @param {Reply} reply */
    hear({ share = 0, partial, error }) {
      if (!tasks.length) return;
      if (error !== undefined) {
        over();
        failed?.(new Error(error));
        return;
      }
      Object.assign(this, { share, partial });
      const now = performance.now();
      // There is no picture before something is known of every share.
      if (tasks.some((task) => !task.partial) || (share < 1 && now < reportedAt + REPORT)) return;
      reportedAt = now;
      const all = tasks.reduce((sum, task) => sum + task.share, 0) / tasks.length;
      const merged = merge(tasks.map((task) => /** @type {Parts[Kind]} */ (task.partial)));
      if (all === 1) over();
      if (all < 1) progress?.(all, merged);
      else done?.(merged);
    },
  }));
  if (job.kind === "sweep" && progress && !warm) setTimeout(() => tasks.length && !reportedAt && glimpse(/** @type {SweepSpec} */ (job.spec), /** @type {Hearing<Results["sweep"]>["progress"]} */ (progress)));
  for (const [k, task] of tasks.entries()) executorFor(k, many).take(task);
  return {
    cancel: over,
    /** @param {boolean} paused */
    pause(paused) {
      for (const task of tasks) {
        task.paused = paused;
        task.executor?.follow();
      }
    },
  };
}

const size = () => (alone ? 1 : Math.max(1, Math.min(MOST, navigator.hardwareConcurrency || 1)));

/**
 * The `k`-th executor for a part of a job, and otherwise the executor with the fewest jobs.
 * @param {number} k
 * @param {number} many
 */
function executorFor(k, many) {
  const idle = executors.find((executor) => executor.tasks.length === 0);
  if (alone) return (executors[0] ??= new Executor(pageExecutor));
  while (executors.length < many || (many === 1 && !idle && executors.length < size())) executors.push(new Executor(workerExecutor));
  if (many > 1) return executors[k];
  return executors.reduce((least, executor) => (executor.tasks.length < least.tasks.length ? executor : least));
}

/** An executor is a worker, or the page itself, that does slices of its tasks in turn. */
class Executor {
  /** @type {Task[]} */
  tasks = [];
  /** @type {Opened} */
  #worker;

  /** @param {(heard: (reply: Reply) => void, failed: () => void) => Opened} open */
  constructor(open) {
    this.#worker = open((reply) => {
      warm = true;
      const task = this.tasks.find(({ id }) => id === reply.id);
      if (!task) return;
      if (reply.share === 1 || reply.error !== undefined) this.#drop(task);
      task.hear(reply);
    }, () => withoutWorkers());
  }

  /** @param {Task} task */
  take(task) {
    task.executor = this;
    this.tasks.push(task);
    this.follow();
  }

  /** Cancels a task. @param {Task} task */
  leave(task) {
    if (!this.tasks.includes(task)) return;
    this.#drop(task);
    if (task.begun) this.#worker.post({ id: task.id, over: true });
  }

  /** @param {Task} task */
  #drop(task) {
    this.tasks.splice(this.tasks.indexOf(task), 1);
  }

  /** Says which tasks are to begin, to wait or to go on. In a hidden tab all of them wait. */
  follow() {
    for (const task of this.tasks) {
      const paused = Boolean(task.paused) || document.hidden;
      if (!task.begun && !paused) this.#worker.post({ id: task.id, job: task.job });
      if (task.begun && paused !== task.waits) this.#worker.post({ id: task.id, paused });
      task.begun ||= !paused;
      task.waits = paused;
    }
  }

  end() {
    this.#worker.end();
  }
}

/**
 * @param {(reply: Reply) => void} heard
 * @param {() => void} failed
 * @returns {Opened}
 */
function workerExecutor(heard, failed) {
  /** @type {Worker | undefined} */
  let worker;
  try {
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => heard(data);
    worker.onerror = worker.onmessageerror = (/** @type {Event} */ event) => {
      event.preventDefault();
      failed();
    };
    worker.postMessage({ module: compiled(), version: VERSION });
  } catch {
    // After the constructor has returned.
    queueMicrotask(failed);
  }
  return { post: (message) => worker?.postMessage(message), end: () => worker?.terminate() };
}

/** @param {(reply: Reply) => void} heard @returns {Opened} */
function pageExecutor(heard) {
  const turns = import("./turns.js").then(({ Turns }) => new Turns(heard, soon, SLICE_OF_PAGE));
  /** @param {Message} message */
  const post = async (message) => {
    try {
      (await turns).hear(message);
    } catch (error) {
      heard({ id: message.id, error: isUpdate(error) ? "This page was updated: reload it." : /** @type {Error} */ (error).message });
    }
  };
  return { post, end() {} };
}

/** Calls a function after the next frame has been drawn. @param {() => void} then */
const soon = (then) => requestAnimationFrame(() => setTimeout(then));

/** Lets the page begin again the tasks that failed workers had begun. */
function withoutWorkers() {
  if (alone) return;
  alone = true;
  const left = executors.flatMap(({ tasks }) => tasks);
  for (const executor of executors) executor.end();
  executors = [new Executor(pageExecutor)];
  for (const task of left) {
    task.begun = task.waits = false;
    executors[0].take(task);
  }
}

function restSoon() {
  clearTimeout(resting);
  if (executors.some(({ tasks }) => tasks.length)) return;
  resting = setTimeout(() => {
    for (const executor of executors) executor.end();
    executors = [];
    warm = false;
  }, REST);
}

/**
 * @param {SweepSpec} spec
 * @param {Hearing<Results["sweep"]>["progress"]} tell
 */
function glimpse(spec, tell) {
  let sweep;
  try {
    sweep = new Sweep(spec);
  } catch {
    // The executor that does the work will report the error.
    return;
  }
  const end = performance.now() + GLIMPSE;
  while (sweep.advance(100) < 1 && performance.now() < end);
  tell?.(0, merging(spec)([{ results: codesOf(sweep), stride: sweep.stride }]));
  sweep.free();
}

/** Combines the shares of a sweep; each start belongs to one share. @param {SweepSpec} spec */
function merging({ grid }) {
  const pending = -1 - Sweep.outcomes().indexOf("pending");
  /** @type {Int32Array} */
  let results;
  /**
   * As `picture()` of the core: pending starts take the result of the nearest coarser start that is done.
   * @param {number} cell
   * @param {number} columns
   */
  const shown = (cell, columns) => {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    for (let level = 0; level < 31; level += 1) {
      const code = results[((row >> level) << level) * columns + ((column >> level) << level)];
      if (code !== pending || row + column < 1 << level) return code;
    }
    return pending;
  };
  return (/** @type {Parts["sweep"][]} */ parts) => {
    results ??= parts[0].results.map(() => pending);
    for (const part of parts) part.results.forEach((code, cell) => { if (code !== pending) results[cell] = code; });
    const strides = parts.map(({ stride }) => stride);
    const stride = strides.includes(0) ? 0 : Math.max(...strides);
    const picture = stride === 1 ? results : results.map((_, cell) => shown(cell, grid.size[0]));
    return { results, picture, stride };
  };
}
