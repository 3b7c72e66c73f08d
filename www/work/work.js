// Long work for any figure of the page, in workers that all of them share: a
// slice of time for each in turn, so that it can be given up at any moment.
// Where there can be no worker (a script from another host, a disk) the page
// does the same between two frames.

import { Sweep, compiled } from "../core.js";

/** At most so many workers, which end once they have had nothing to do for so long (milliseconds). */
const MOST = 4;
const REST = 2000;

/** Slices of work in a worker, of which one more is asked for in advance, and on the page. */
const SLICE = 20;
const AHEAD = 2;
const SLICE_OF_PAGE = 12;

/** Until its workers have started the page itself makes a first picture, in so much time; later, one at most so often. */
const GLIMPSE = 8;
const REPORT = 90;

/** In a tab that nobody sees work waits. */
globalThis.document?.addEventListener("visibilitychange", () => lanes.forEach((lane) => lane.pump()));

let lanes = [];
let alone = false;
let warm = false;
let resting = 0;
let count = 0;

/**
 * Begins work of a `kind`: "sweep", "rate-search", "monte-carlo" (with `levels`
 * of its quantiles) or "online-learning", as `spec` describes it to the core. Now
 * and then `progress(share, partial)` says what share is done and what can be
 * read so far, at the end `done(partial)`; `failed(error)` gives the core's error:
 *
 *   sweep            { results, picture, stride }
 *   rate-search      { trials, best }
 *   monte-carlo      { tally, quantiles }
 *   online-learning  { outcome, ends }
 *
 * `cancel()` gives it up for good, `pause(true)` until `pause(false)`.
 */
export function begin(job, { progress, done, failed } = {}) {
  clearTimeout(resting);
  const many = job.kind === "sweep" ? size() : 1;
  const merge = job.kind === "sweep" ? merging(job.spec) : ([partial]) => partial;
  const over = () => {
    for (const task of tasks) task.lane?.leave(task);
    tasks.length = 0;
    restSoon();
  };
  let told = 0;
  const tasks = Array.from({ length: many }, (_, k) => ({
    id: (count += 1), share: 0,
    job: many > 1 ? { ...job, spec: { ...job.spec, share: [k, many] } } : job,
    /** What a lane has heard. */
    hear({ share, partial, error }) {
      if (!tasks.length) return;
      if (error !== undefined) {
        over();
        failed?.(new Error(error));
        return;
      }
      Object.assign(this, { share, partial: partial ?? this.partial });
      const now = performance.now();
      if (!partial || (share < 1 && now < told + REPORT)) return;
      told = now;
      const all = tasks.reduce((sum, task) => sum + task.share, 0) / tasks.length;
      const merged = merge(tasks.map((task) => task.partial).filter(Boolean), tasks.length);
      if (all === 1) over();
      if (all < 1) progress?.(all, merged);
      else done?.(merged);
    },
  }));
  if (job.kind === "sweep" && progress && !warm) setTimeout(() => tasks.length && !told && glimpse(job.spec, progress));
  for (const [k, task] of tasks.entries()) laneFor(k, many).take(task);
  return {
    cancel: over,
    pause(paused) {
      for (const task of tasks) {
        task.paused = paused;
        task.lane.pump();
      }
    },
  };
}

const size = () => (alone ? 1 : Math.max(1, Math.min(MOST, navigator.hardwareConcurrency || 1)));

/** The `k`-th lane for one of several, otherwise the one with least to do. */
function laneFor(k, many) {
  const idle = lanes.find((lane) => lane.tasks.length === 0);
  if (alone) return (lanes[0] ??= new Lane(pageLane));
  while (lanes.length < many || (many === 1 && !idle && lanes.length < size())) lanes.push(new Lane(workerLane));
  if (many > 1) return lanes[k];
  return lanes.reduce((least, lane) => (lane.tasks.length < least.tasks.length ? lane : least));
}

/** Whoever works, on one slice after another of its tasks in turn. */
class Lane {
  tasks = [];
  #asked = 0;
  #worker;

  constructor(open) {
    this.#worker = open((reply) => {
      this.#asked -= 1;
      warm = true;
      const task = this.tasks.find(({ id }) => id === reply.id);
      if (task && (reply.share === 1 || reply.error !== undefined)) this.#drop(task);
      if (task && (reply.share !== undefined || reply.error !== undefined)) task.hear(reply);
      this.pump();
    }, () => withoutWorkers());
  }

  take(task) {
    task.lane = this;
    this.tasks.push(task);
    this.pump();
  }

  /** A task is given up. */
  leave(task) {
    if (!this.tasks.includes(task)) return;
    this.#drop(task);
    if (!task.begun) return;
    this.#asked += 1;
    this.#worker.post({ id: task.id });
  }

  #drop(task) {
    this.tasks.splice(this.tasks.indexOf(task), 1);
  }

  /** Asks for more, as long as little is asked for. */
  pump() {
    while (!document.hidden && this.#asked < this.#worker.ahead) {
      const task = this.tasks.find(({ paused }) => !paused);
      if (!task) return;
      // The next slice is another's.
      this.#drop(task);
      this.tasks.push(task);
      this.#asked += 1;
      this.#worker.post({ id: task.id, time: this.#worker.slice, ...(!task.begun && { job: task.job }) });
      task.begun = true;
    }
  }

  end() {
    this.#worker.end();
  }
}

function workerLane(heard, failed) {
  let worker;
  try {
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => heard(data);
    worker.onerror = worker.onmessageerror = (event) => {
      event.preventDefault();
      failed();
    };
    worker.postMessage({ module: compiled() });
  } catch {
    // After the lane has been made.
    queueMicrotask(failed);
  }
  return {
    ahead: AHEAD, slice: SLICE,
    post: (message) => worker?.postMessage(message),
    end: () => worker?.terminate(),
  };
}

function pageLane(heard) {
  const here = import("./worker.js");
  const post = async (message) => {
    try {
      const { answer } = await here;
      soon(() => heard(answer(message)));
    } catch (error) {
      heard({ id: message.id, error: error.message });
    }
  };
  return { ahead: 1, slice: SLICE_OF_PAGE, post, end() {} };
}

/** Once a frame has been drawn. */
const soon = (then) => requestAnimationFrame(() => setTimeout(then));

/** What workers have begun the page begins again. */
function withoutWorkers() {
  if (alone) return;
  alone = true;
  const left = lanes.flatMap(({ tasks }) => tasks);
  for (const lane of lanes) lane.end();
  lanes = [new Lane(pageLane)];
  for (const task of left) {
    task.begun = false;
    lanes[0].take(task);
  }
}

function restSoon() {
  clearTimeout(resting);
  if (lanes.some(({ tasks }) => tasks.length)) return;
  resting = setTimeout(() => {
    for (const lane of lanes) lane.end();
    lanes = [];
    warm = false;
  }, REST);
}

function glimpse(spec, tell) {
  let sweep;
  try {
    sweep = new Sweep(spec);
  } catch {
    // Whoever does the work will say so.
    return;
  }
  const end = performance.now() + GLIMPSE;
  while (sweep.advance(100) < 1 && performance.now() < end);
  tell(0, { results: sweep.results(), picture: sweep.picture(), stride: sweep.stride });
  sweep.free();
}

/** Puts the shares of a sweep together; each start is one share's. */
function merging({ grid }) {
  const pending = -1 - Sweep.outcomes().indexOf("pending");
  let results;
  /** As `picture()` of the core: the finest of the coarser starts that is done. */
  const shown = (cell, columns) => {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    for (let level = 0; level < 31; level += 1) {
      const code = results[((row >> level) << level) * columns + ((column >> level) << level)];
      if (code !== pending || row + column < 1 << level) return code;
    }
  };
  return (parts, of) => {
    results ??= parts[0].results.map(() => pending);
    for (const part of parts) part.results.forEach((code, cell) => { if (code !== pending) results[cell] = code; });
    const strides = parts.map(({ stride }) => stride);
    const stride = parts.length < of || strides.includes(0) ? 0 : Math.max(...strides);
    const picture = stride === 1 ? results : results.map((_, cell) => shown(cell, grid.size[0]));
    return { results, picture, stride };
  };
}
