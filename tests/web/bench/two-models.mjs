// Microseconds for what is dragged and run in fits to a target and in mixtures: a natural-gradient step, an exact step, the
// outline of a ball with 128 points.
import { core } from '../unit/modules.mjs';
import { summary } from './table.mjs';

const REPETITIONS = 7;
const LONG_ENOUGH = 30_000;

const TARGETS = [['two-peaks', 3], ['skewed', 0.3], ['heavy-tailed', 3], ['log-odds', 3]];
const MODELS = [
  ...TARGETS.map(([set, natural]) => ({
    name: `variational, ${set}`, spec: { model: 'variational', data: { set } }, chart: 'variance', at: [0.4, 1.5], natural, exact: 200, outline: 1000,
  })),
  {
    name: 'variational, four narrow peaks', spec: { model: 'variational', data: { peaks: [[0.3, -3, 0.1], [0.2, -1, 0.15], [0.3, 1, 0.1], [0.2, 3, 0.12]] } },
    chart: 'variance', at: [0.4, 1.5], natural: 3, exact: 200, outline: 1000,
  },
  { name: 'mixture, 272 points', spec: { model: 'mixture' }, chart: 'means', at: [2.6, 3.9], natural: 15, exact: 2000, outline: 10_000 },
];

/** Processor time in microseconds, so that other programs on the machine are not counted. */
const clock = () => process.cpuUsage().user;

/** Median, least and most microseconds for each of `count` things that `whole` does. */
function timed(whole, count) {
  const found = [];
  for (let k = 0; k <= REPETITIONS; k += 1) {
    const start = clock();
    let times = 0;
    do { whole(); times += 1; } while (clock() - start < LONG_ENOUGH);
    found.push((clock() - start) / (times * count));
  }
  // The first repetition warms up.
  return summary(found.slice(1));
}

/** A run of one rule, from its start again and again. */
function run({ spec, chart, at }, rule, steps) {
  const experiment = new core.Experiment({ ...spec, start: { chart, at }, runs: [{ chart, ...rule }] });
  const whole = () => {
    experiment.reset();
    experiment.advance(steps);
  };
  whole();
  const taken = experiment.trajectory(0, chart).length / 2 - 1;
  const found = timed(whole, taken);
  experiment.free();
  return found;
}

/** One row for each model and what it does. */
export function twoModels() {
  return MODELS.flatMap((of) => {
    const model = new core.Model(of.spec);
    const row = (what, { median, least, most }, target) => [`${of.name}: ${what}`, ...[median, least, most].map((time) => time.toFixed(2)), `≤ ${target}`];
    const rows = [
      row('a natural-gradient step', run(of, { rule: 'natural-gradient', rate: 0.01 }, 500), of.natural),
      ...[0.05, 1].flatMap((radius) => ['kl-ball', 'trust-region'].map((rule) => row(`${rule}, ${radius} nats`, run(of, { rule, radius }, 12), of.exact))),
      ...['kl-old-new', 'kl-new-old'].map((kind) => row(`outline of ${kind}, 0.05 nats`, timed(() => model.ball(kind, of.at, 0.05, 128, of.chart), 1), of.outline)),
    ];
    model.free();
    return rows;
  });
}

export const HEADINGS = ['what', 'median', 'least', 'most', 'target'];

export const COUNT = `medians of ${REPETITIONS}, in WebAssembly`;
