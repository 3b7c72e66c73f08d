// Steps per second: the core natively and in V8, and plain JavaScript loops.
import { readFileSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { core } from '../unit/modules.mjs';
import { large, ratio, summary } from './table.mjs';

const ROOT = new URL('../../../', import.meta.url);
const REPETITIONS = 15;
const LONG_ENOUGH = 60;

const all = JSON.parse(readFileSync(new URL('examples/bench.json', ROOT), 'utf8'));
const { observations } = new core.Model({ model: all.model, data: all.data });

/** Steps per second, several times over; `whole` takes all steps of a run and returns their number. */
function rates(whole) {
  const found = [];
  for (let k = 0; k <= REPETITIONS; k += 1) {
    const start = performance.now();
    let taken = 0;
    while (performance.now() - start < LONG_ENOUGH) taken += whole();
    found.push((1000 * taken) / (performance.now() - start));
  }
  // The first repetition warms up.
  return found.slice(1);
}

const SERIES = ['loss', 'kl', 'kl-reverse', 'fisher-length', 'euclidean-length'];

/** The path alone, or the path with the series, which are computed when they are read. */
function inWebAssembly(run, columns = []) {
  const experiment = new core.Experiment({ ...all, runs: [run] });
  const found = rates(() => {
    experiment.reset();
    experiment.advance(all.steps);
    for (const name of columns) experiment.series(0, name);
    return all.steps;
  });
  const taken = experiment.trajectory(0, run.chart).length / 2 - 1;
  if (taken !== all.steps) throw new Error(`${run.rule} stopped after ${taken} steps`);
  const end = Array.from(experiment.trajectory(0, run.chart).slice(-2));
  experiment.free();
  return { found, end };
}

const mean = observations.reduce((a, b) => a + b) / observations.length;
const spread = observations.reduce((a, b) => a + (b - mean) ** 2, 0) / observations.length;

/** The shortest loop that gives the path: the update in (μ, σ²), from two moments of the data. */
const PLAIN = {
  gradient(m, v, rate) {
    const M = spread + (m - mean) * (m - mean);
    return [m - (rate * (m - mean)) / v, v - (rate * (v - M)) / (2 * v * v)];
  },
  'natural-gradient'(m, v, rate) {
    const M = spread + (m - mean) * (m - mean);
    return [m - rate * (m - mean), v - rate * (v - M)];
  },
};

function plainLoop({ rule, rate }) {
  const next = PLAIN[rule];
  const path = [];
  const whole = () => {
    let [m, v] = all.start.at;
    path.length = 0;
    path.push(m, v);
    for (let k = 0; k < all.steps; k += 1) {
      [m, v] = next(m, v, rate);
      path.push(m, v);
    }
    return all.steps;
  };
  return { found: rates(whole), end: path.slice(-2) };
}

/** The same loop, which also computes the series of the core: loss, both divergences, both lengths. */
function keepingLoop({ rule, rate }) {
  const next = PLAIN[rule];
  const [path, loss, kl, klReverse, fisher, euclidean] = [[], [], [], [], [], []];
  const lossAt = (m, v) => 0.5 * Math.log(2 * Math.PI * v) + (spread + (m - mean) ** 2) / (2 * v);
  const divergence = (m, v, n, w) => 0.5 * (Math.log(w / v) + (v + (n - m) ** 2) / w - 1);
  const whole = () => {
    let [m, v] = all.start.at;
    for (const column of [path, loss, kl, klReverse, fisher, euclidean]) column.length = 0;
    path.push(m, v);
    loss.push(lossAt(m, v));
    let [far, long] = [0, 0];
    for (let k = 0; k < all.steps; k += 1) {
      const [n, w] = next(m, v, rate);
      const [s, t] = [Math.sqrt(v), Math.sqrt(w)];
      const u = ((n - m) ** 2 / 2 + (t - s) ** 2) / (2 * s * t);
      far += 2 * Math.SQRT2 * Math.asinh(Math.sqrt(u / 2));
      long += Math.hypot(n - m, w - v);
      path.push(n, w);
      loss.push(lossAt(n, w));
      kl.push(divergence(m, v, n, w));
      klReverse.push(divergence(n, w, m, v));
      fisher.push(far);
      euclidean.push(long);
      [m, v] = [n, w];
    }
    return all.steps;
  };
  return { found: rates(whole), end: path.slice(-2) };
}

/** The results of `examples/bench.rs`, if it has just been run. */
function native() {
  const target = process.env.CARGO_TARGET_DIR ? new URL(`file://${process.env.CARGO_TARGET_DIR}/`) : new URL('target/', ROOT);
  const file = new URL('bench/native.json', target);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  } finally {
    // Results of another day are not compared.
    rmSync(file, { force: true });
  }
}

/** The run with every series beside the loop that keeps the same, where there is such a loop. */
function withColumns(run, keeping, figure, against) {
  if (!keeping) return ['–', '–', '–'];
  const { found } = inWebAssembly(run, SERIES);
  return [figure(found)[0], figure(keeping)[0], against(keeping, found)];
}

/** One row for each rule. */
export function steps() {
  const natively = native();
  const same = (one, other) => one.every((x, k) => Math.abs(x - other[k]) < 1e-12 * Math.abs(x));
  const figure = (values) => {
    if (!values) return ['–', ''];
    const { median, least, most } = summary(values);
    return [large(median), `${large(least)} – ${large(most)}`];
  };
  return all.runs.map((run) => {
    const wasm = inWebAssembly(run);
    const peers = PLAIN[run.rule] ? [plainLoop(run), keepingLoop(run)] : [];
    for (const peer of peers) if (!same(peer.end, wasm.end)) throw new Error(`${run.rule}: the loops do not agree`);
    const [plain, keeping] = peers.map(({ found }) => found);
    const against = (values, own = wasm.found) => (values ? ratio(summary(own).median / summary(values).median) : '–');
    return [
      run.rule, ...figure(natively[run.rule]), ...figure(wasm.found), against(natively[run.rule]),
      figure(plain)[0], against(plain), ...withColumns(run, keeping, figure, against),
    ];
  });
}

export const HEADINGS = [
  'rule', 'native', 'least – most', 'wasm', 'least – most', 'of native', 'JS, path only', 'path of it', 'wasm, all columns', 'JS, same columns', 'wasm of it',
];

export const COUNT = `runs of ${all.steps} steps, median of ${REPETITIONS} repetitions of ${LONG_ENOUGH} ms after one to warm up`;
