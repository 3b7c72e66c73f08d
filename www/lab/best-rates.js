// The search for the best rate or radius of rules that run, from all starts. Loaded when it is asked for.

import { gapOf, searchSpec } from "../compute/arrival.js";
import { begin } from "../work/work.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Run } from "../scene/shape.js" */
/** @import { Job } from "../work/shape.js" */
/** @import { BestRate } from "../../pkg/kl_ball.js" */

/** @typedef {{ run: Run, best?: BestRate }} Found what was found for a run, if any of its rates arrives */

/**
 * Begins the searches for some runs; `progress` is told the share that is done, `done` what all of them found, in the order of the runs.
 * @param {Current} current
 * @param {Run[]} runs
 * @param {{ progress: (share: number) => void, done: (found: Found[]) => void, failed: (error: Error) => void }} hooks
 * @returns {() => void} stops them
 */
export function searchRates({ scene, state }, runs, { progress, done, failed }) {
  const starts = [state.start, ...(state.more ?? [])].map(({ chart, at }) => ({ chart, at }));
  const shares = runs.map(() => 0);
  /** @type {(Found | undefined)[]} */
  const found = runs.map(() => undefined);
  const show = () => progress(shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length));
  /** @type {Job[]} */
  const jobs = runs.map((run, k) => begin({ kind: "rate-search", spec: searchSpec(scene, starts, { gap: gapOf(state) }, scene.spec.runs[run.index]) }, {
    progress: (share) => {
      shares[k] = share;
      show();
    },
    done: ({ best }) => {
      shares[k] = 1;
      found[k] = { run, best };
      const all = found.filter((one) => one !== undefined);
      if (all.length === runs.length) done(all);
      else show();
    },
    failed,
  }));
  return () => jobs.forEach((job) => job.cancel());
}
