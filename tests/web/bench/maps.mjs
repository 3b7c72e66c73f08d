// Milliseconds for a map of starts in one thread: the core in V8 and the plainest JavaScript
// loop, in turns, so that both run under the same conditions.
import { readFileSync } from 'node:fs';
import { core } from '../unit/modules.mjs';
import { gaussianMap, logisticMap } from './plain-maps.mjs';
import { ratio, summary } from './table.mjs';

const SIDE = 128;
const STEPS = 200;
const GAP = 0.01;
const REPETITIONS = 5;

/** A map may differ from its peer's in this share of the starts, where both round a loss next to the goal. */
const MOST_DIFFERENT = 0.002;

const GAUSSIAN = {
  name: 'Gaussian', model: { model: 'gaussian', data: { set: 'teaching' } },
  grid: { chart: 'variance', window: [-1, 4, 0.02, 6], size: [SIDE, SIDE] },
  rules: [
    { rule: 'gradient', rate: 0.005 }, { rule: 'natural-gradient', rate: 0.05 }, { rule: 'newton' },
    { rule: 'momentum', rate: 0.005 }, { rule: 'adam', rate: 0.05 },
  ],
  exact: [{ rule: 'kl-ball', radius: 0.05 }, { rule: 'trust-region', radius: 0.05 }],
  target: 2,
};
const RINGS = {
  name: 'O-rings', model: { model: 'logistic', data: { set: 'oring' } },
  grid: { chart: 'whitened', window: [-4, 4, -4, 4], size: [SIDE, SIDE] },
  rules: [{ rule: 'gradient', rate: 0.5 }, { rule: 'natural-gradient', rate: 0.1 }],
  exact: [{ rule: 'kl-ball', radius: 0.05 }, { rule: 'trust-region', radius: 0.05 }],
  target: 4,
};

/** The peer of a map: a function that computes it. */
function peer({ model, grid }, options) {
  const whole = new core.Model(model);
  const xs = Array.from(whole.observations);
  const least = whole.inspect(whole.optimum(grid.chart), grid.chart).loss;
  whole.free();
  if (model.model === 'gaussian') return () => gaussianMap(xs, options, grid, GAP, STEPS);
  const data = whitened(readFileSync(new URL('../../../src/data/oring.csv', import.meta.url), 'utf8'));
  return () => logisticMap(data, options, grid, least + GAP, STEPS);
}

/** Inputs in units of their standard deviation, with labels. */
function whitened(text) {
  const pairs = text.trim().split('\n').slice(1).map((line) => line.split(',').slice(1).map(Number));
  const [x, y] = [0, 1].map((k) => pairs.map((pair) => pair[k]));
  const mean = x.reduce((a, b) => a + b) / x.length;
  const spread = Math.sqrt(x.reduce((a, b) => a + (b - mean) ** 2, 0) / x.length);
  return { x: Float64Array.from(x, (one) => (one - mean) / spread), y: Float64Array.from(y) };
}

/** The whole map of the core. */
function ours({ model, grid }, options) {
  const sweep = new core.Sweep({ ...model, run: { ...options, chart: grid.chart }, grid, gap: GAP, steps: STEPS });
  while (sweep.advance(1e6) < 1);
  const codes = sweep.results();
  sweep.free();
  return codes;
}

/** Processor time in milliseconds, so that other programs on the machine are not counted. */
const clock = () => process.cpuUsage().user / 1000;

function time(work) {
  const start = clock();
  const codes = work();
  return { took: clock() - start, codes };
}

function row(family, options, loop) {
  const [own, other, ratios] = [[], [], []];
  // The first repetition warms up.
  for (let k = -1; k < REPETITIONS; k += 1) {
    const mine = time(() => ours(family, options));
    const theirs = loop && time(loop);
    if (k < 0) {
      if (theirs) compare(family, options, mine.codes, theirs.codes);
      continue;
    }
    own.push(mine.took);
    if (theirs) {
      other.push(theirs.took);
      ratios.push(theirs.took / mine.took);
    }
  }
  const took = (times) => summary(times).median.toFixed(1);
  const named = `${family.name}: ${options.rule}`;
  if (!loop) return [named, took(own), '–', '–', '', '–'];
  const { median, least, most } = summary(ratios);
  return [named, took(own), took(other), ratio(median), `${ratio(least)} – ${ratio(most)}`, `≥ ${family.target}×`];
}

/** Both maps must agree where a run arrives. */
function compare({ name }, { rule }, codes, others) {
  const arrives = (code) => (code < 0 ? -1 : code);
  const different = codes.reduce((sum, code, k) => sum + Number(arrives(code) !== arrives(others[k])), 0);
  if (different > MOST_DIFFERENT * codes.length) throw new Error(`${name}, ${rule}: ${different} starts of ${codes.length} differ from the loop's`);
}

/** One row for each rule: those with a loop of their own, and those with exact balls alone. */
export function maps() {
  return [GAUSSIAN, RINGS].flatMap((family) => [
    ...family.rules.map((options) => row(family, options, peer(family, options))),
    ...family.exact.map((options) => row(family, options)),
  ]);
}

export const HEADINGS = ['map', 'core, ms', 'plainest JS loop, ms', 'times as fast', 'least – most', 'target'];

export const COUNT = `${SIDE} × ${SIDE} starts, at most ${STEPS} steps, one thread, median of ${REPETITIONS} repetitions in turns`;
