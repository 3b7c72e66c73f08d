// Steps per second on logistic regression: the core in V8 and the plainest
// JavaScript loop, measured in turns, so that both run under the same conditions.
import { performance } from 'node:perf_hooks';
import { LOOPS, OPTIONS, experiment, sample } from '../unit/logistic.mjs';
import { core } from '../unit/modules.mjs';
import { large, ratio, summary } from './table.mjs';

const SIZE = 1000;
const REPETITIONS = 21;
const STEPS = 400;

/** Rules without a plain loop of their own are compared with that of the natural gradient, over fewer steps. */
const OTHERS = {
  'kl-ball': { radius: 1e-6 },
  'trust-region': { radius: 1e-8 },
};
const FEW = 10;

function seconds(work) {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function row(data, rule, options, steps, loop, peerOptions) {
  const run = experiment(core, data, rule, options);
  const [ours, theirs] = [[], []];
  // The first repetitions warm up.
  for (let k = -4; k < REPETITIONS; k += 1) {
    run.reset();
    const own = seconds(() => run.advance(steps));
    const peer = seconds(() => loop(data.x, data.y, steps, peerOptions));
    if (k >= 0) {
      ours.push(steps / own);
      theirs.push(steps / peer);
    }
  }
  const taken = run.trajectory(0, 'raw').length / 2 - 1;
  run.free();
  if (taken !== steps) throw new Error(`${rule} stopped after ${taken} steps`);
  const ratios = summary(ours.map((own, k) => own / theirs[k]));
  return [
    rule, large(summary(ours).median), large(summary(theirs).median),
    ratio(ratios.median), `${ratio(ratios.least)} – ${ratio(ratios.most)}`,
  ];
}

/** One row for each rule. */
export function logistic() {
  const data = sample(SIZE);
  const plain = Object.entries(OPTIONS).map(([rule, options]) => row(data, rule, options, STEPS, LOOPS[rule], options));
  const known = core.catalog().rules.map(({ name }) => name);
  const natural = 'natural-gradient';
  const others = Object.entries(OTHERS).filter(([rule]) => known.includes(rule)).map(([rule, options]) => {
    const [name, ...figures] = row(data, rule, options, FEW, LOOPS[natural], OPTIONS[natural]);
    return [`${name} (beside ${natural})`, ...figures];
  });
  return [...plain, ...others];
}

export const HEADINGS = ['rule', 'wasm', 'plainest JS loop', 'wasm of it (target ≥ 1, natural-gradient ≥ 4)', 'least – most'];

export const COUNT = `n = ${SIZE}, runs of ${STEPS} steps, median of ${REPETITIONS} repetitions in turns`;
