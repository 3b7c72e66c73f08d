// The search for the best rate or radius of every rule that runs, from all starts. Loaded when it is asked for.

import { GAP, searchSpec } from "../compute/arrival.js";
import { sizeOf } from "../core.js";
import { begin } from "../work/work.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Run } from "../scene/shape.js" */
/** @import { Job } from "../work/shape.js" */
/** @import { BestRate } from "../../pkg/kl_ball.js" */

/** @typedef {{ run: Run, best?: BestRate }} Found what was found for a run, if any of its rates arrives */

/**
 * Begins the searches; `progress` is told the share that is done, `done` what all of them found.
 * @param {Current} current
 * @param {{ progress: (share: number) => void, done: (found: Found[]) => void, failed: (error: Error) => void }} hooks
 * @returns {() => void} stops them
 */
export function searchRates({ scene, state }, { progress, done, failed }) {
  const starts = [state.start, ...(state.more ?? [])].map(({ chart, at }) => ({ chart, at }));
  const runs = scene.runs.filter(({ rule }) => sizeOf(rule));
  const shares = runs.map(() => 0);
  /** @type {Found[]} */
  const found = [];
  const show = () => progress(shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length));
  /** @type {Job[]} */
  const jobs = runs.map((run, k) => begin({ kind: "rate-search", spec: searchSpec(scene, starts, { gap: GAP }, scene.spec.runs[run.index]) }, {
    progress: (share) => {
      shares[k] = share;
      show();
    },
    done: ({ best }) => {
      shares[k] = 1;
      found.push({ run, best });
      if (found.length === runs.length) done(found);
      else show();
    },
    failed,
  }));
  return () => jobs.forEach((job) => job.cancel());
}
