// Microseconds for a step of the rules with an exact ball, in every chart and both
// directions, from a start from which several steps do not reach the optimum.
import { core } from '../unit/modules.mjs';
import { sample } from '../unit/logistic.mjs';
import { summary } from './table.mjs';

const RULES = ['kl-ball', 'trust-region'];
const DIRECTIONS = ['old-new', 'new-old'];
const RADII = [1e-3, 0.05, 0.5];
const STEPS = 12;
const REPETITIONS = 9;
const LONG_ENOUGH = 4000;

const MODELS = {
  Gaussian: { model: 'gaussian', data: { set: 'teaching' }, start: { chart: 'variance', at: [-1.5, 8] }, target: 30 },
  categorical: { model: 'categorical', data: { counts: [5, 3, 2] }, start: { chart: 'probability', at: [0.1, 0.2] }, target: 30 },
  'logistic, 23 points': { model: 'logistic', data: { set: 'oring' }, start: { chart: 'whitened', at: [0.8, 0.5] }, target: 200 },
  'logistic, 1000 points': { model: 'logistic', data: sample(1000), start: { chart: 'raw', at: [-1, 1] }, target: undefined },
};

/** Processor time in microseconds, so that other programs on the machine are not counted. */
const clock = () => process.cpuUsage().user;

/** Median microseconds per step of a run, or undefined if its problem has no solution and it takes no step. */
function perStep(spec, run) {
  const experiment = new core.Experiment({ model: spec.model, data: spec.data, start: spec.start, runs: [run] });
  const whole = (steps) => {
    experiment.reset();
    experiment.advance(steps);
  };
  whole(STEPS);
  // A step that stops the run is not counted.
  const taken = experiment.trajectory(0, run.chart).length / 2 - 1;
  const found = [];
  for (let k = 0; taken > 0 && k <= REPETITIONS; k += 1) {
    const start = clock();
    let runs = 0;
    do { whole(taken); runs += 1; } while (clock() - start < LONG_ENOUGH);
    found.push((clock() - start) / (runs * taken));
  }
  experiment.free();
  // The first repetition warms up.
  return taken > 0 ? summary(found.slice(1)).median : undefined;
}

/** One row for each model, rule and radius: the fastest and the slowest of its charts and directions. */
export function exact() {
  return Object.entries(MODELS).flatMap(([name, spec]) => {
    const charts = core.catalog().models.find((entry) => entry.name === spec.model).charts.map((chart) => chart.name);
    return RULES.flatMap((rule) => RADII.map((radius) => {
      const cells = charts.flatMap((chart) => DIRECTIONS.map((direction) => (
        { at: `${chart} ${direction}`, time: perStep(spec, { rule, chart, direction, radius }) })));
      const timed = cells.filter(({ time }) => time !== undefined).sort((a, b) => a.time - b.time);
      const { median, least, most } = summary(timed.map(({ time }) => time));
      return [
        `${name}: ${rule}, ${radius} nats`, ...[median, least, most].map((time) => time.toFixed(1)), timed.at(-1).at,
        spec.target ? `≤ ${spec.target}` : '–',
      ];
    }));
  });
}

export const HEADINGS = ['step', 'median', 'least', 'most', 'slowest where', 'target'];

export const COUNT = `the steps taken of ${STEPS} in every chart and both directions, medians of ${REPETITIONS}`;
