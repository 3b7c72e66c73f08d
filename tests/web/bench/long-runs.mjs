// Milliseconds for runs of 100,000 steps with every series: what a figure asks of a long run.
import { core } from '../unit/modules.mjs';
import { summary } from './table.mjs';

export const STEPS = 100_000;
const REPETITIONS = 5;
const SERIES = ['loss', 'kl', 'kl-reverse', 'fisher-length', 'euclidean-length'];

const GAUSSIAN = { model: 'gaussian', data: { set: 'teaching' }, start: { chart: 'variance', at: [-1, 4] } };
const COUNTS = { model: 'categorical', data: { counts: [5, 3, 2] }, start: { chart: 'logit', at: [-2, 1] } };

/** Rates so small that no run comes to rest. */
const RUNS = {
  'Gaussian: gradient': { ...GAUSSIAN, runs: [{ rule: 'gradient', chart: 'variance', rate: 1e-4 }] },
  'Gaussian: natural-gradient': { ...GAUSSIAN, runs: [{ rule: 'natural-gradient', chart: 'variance', rate: 1e-4 }] },
  'Gaussian: adam': { ...GAUSSIAN, runs: [{ rule: 'adam', chart: 'variance', rate: 1e-5 }] },
  'categorical: gradient': { ...COUNTS, runs: [{ rule: 'gradient', chart: 'logit', rate: 1e-4 }] },
};

/** Processor time in milliseconds, so that other programs on the machine are not counted. */
const clock = () => process.cpuUsage().user / 1000;

function once(spec) {
  const begun = clock();
  const experiment = new core.Experiment(spec);
  experiment.advance(STEPS);
  for (const name of SERIES) experiment.series(0, name);
  const took = clock() - begun;
  const status = experiment.status(0);
  experiment.free();
  if (status !== 'running') throw new Error(`the run is ${status}`);
  return took;
}

/** One row for each run. */
export function longRuns() {
  return Object.entries(RUNS).map(([name, spec]) => {
    const took = Array.from({ length: REPETITIONS }, () => once(spec));
    return [name, summary(took).median.toFixed(0), '≤ 40'];
  });
}

export const HEADINGS = ['run', 'ms', 'target, ms'];

export const COUNT = `median of ${REPETITIONS}`;
