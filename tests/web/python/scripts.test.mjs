// Scripts of kl-ball/python are run in Python, all in one process, and land where the core lands.
//
// Compiling takes JAX most of the time, so this file runs a sample: every third of the presets and figures that take steps,
// and of the whole catalogue so many scripts, chosen with a seed, that every model is run with every form of every rule, and in
// every chart. `npm run scripts` in tests/web runs everything in every chart, which takes a quarter of an hour, and
// KL_BALL_SCRIPTS=presets all presets and figures alone. PyTorch and Keras take steps where the Python that runs has them.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FIGURES, PRESETS } from '../presets.mjs';
import { core, shell } from '../unit/modules.mjs';
import { EXACT, experiments, sample } from './cases.mjs';

const { catalog, Experiment, Model } = core;
const { toPython } = await shell('to-python.js');

/** The Python with the packages of tests/python/requirements.txt: `cargo xtask` makes it. */
const PYTHON = process.env.KL_BALL_PYTHON ?? fileURLToPath(new URL(`../../../target/python/${process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python'}`, import.meta.url));

const RUNNER = fileURLToPath(new URL('../../python/run_scripts.py', import.meta.url));

/** How far a script may be from the core, relative to the largest coordinate of a path. */
const TOLERANCE = 1e-8;
const TOLERANCE_OF_EXACT = 1e-6;

const everything = experiments({ catalog: catalog(), Model, Experiment });
const WANTED = process.env.KL_BALL_SCRIPTS;
const chosen = { all: everything, presets: [] }[WANTED] ?? sample(everything);

/** The lab's presets and the figures of the article, as far as they take steps that are not drawn at random; every third of them, unless all are wanted. */
const figures = Object.entries({ ...FIGURES, ...Object.fromEntries(PRESETS.map(({ name, attributes }) => [name, attributes])) }).filter(([, { rules = 'kl-ball', batch, view = '' }]) => rules !== 'none' && !batch && !/cliff|fan|field/.test(view))
  .filter((_, k) => WANTED || k % 3 === 0);

/** The libraries that can take the steps and are installed, each with every form of every rule that it may have. Optax always is. */
const LIBRARIES = { optax: 'optax', pytorch: 'torch', keras: 'keras' };
const KNOWN = ['gradient', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'];
const plain = everything.find(({ name }) => name === 'gaussian {} variance');
const byLibrary = Object.entries(LIBRARIES).filter(([name, module]) => name === 'optax' || isInstalled(module)).map(([library]) =>
  [library, { ...plain, spec: { ...plain.spec, runs: plain.spec.runs.filter(({ rule }) => KNOWN.includes(rule)) } }]);

/** Whether the Python of the tests has a module. */
function isInstalled(module) {
  const { status } = spawnSync(PYTHON, ['-c', `import importlib.util, sys; sys.exit(importlib.util.find_spec("${module}") is None)`]);
  return status === 0;
}

/** A script of the sample without its last part, the picture, which takes as long as its runs; the figures of the article and of docs/figures.md have theirs. */
const withoutPicture = (text) => text.slice(0, text.lastIndexOf('\nradius, turn = '));

/** A figure of three starts, one of them in another chart. */
const SEVERAL = { chart: 'variance precision', rules: 'gradient kl-ball', radius: 0.02, 'gradient-rate': 0.002, start: '5.3 0.1', starts: '5.4 0.05, precision 5.5 30', steps: 5 };

const scripts = [
  ...chosen.map(({ name, spec }) => ({ name, text: withoutPicture(toPython(spec, { library: 'none' })), spec })),
  ...figures.map(([id, attributes]) => ({ name: `the figure ${id}`, text: (id in FIGURES ? String : withoutPicture)(toPython({ ...attributes, steps: Math.min(12, Number(attributes.steps ?? 12)) }, { library: 'none' })) })),
  { name: 'no rules', text: toPython({ rules: 'none', chart: 'variance precision', start: '5.3 0.022' }) },
  { name: 'several starts', text: toPython(SEVERAL) },
  { name: 'several starts, no rules', text: toPython({ rules: 'none', start: '5.3 0.022', starts: '5.4 0.05' }) },
  { name: 'batches', text: toPython({ rules: 'gradient trust-region mirror', batch: 8, steps: 4, start: '5.3 0.1', rate: 0.01 }) },
  { name: 'episodes', text: toPython({ model: 'policy', rules: 'gradient fisher-ball kl-ball', batch: 32, steps: 4 }) },
  ...byLibrary.map(([library, { name, spec }]) => ({ name: `${name}, ${library}`, text: withoutPicture(toPython(spec, { library })) })),
];

let folder;
/** What each script printed, by its name: the runs, each with a status and a table. */
const printed = new Map();

before(() => {
  assert.ok(existsSync(PYTHON), `${PYTHON} is missing: run cargo xtask test python, or name a Python with jax, scipy and matplotlib in KL_BALL_PYTHON`);
  folder = mkdtempSync(join(tmpdir(), 'kl-ball-scripts-'));
  const [given, found] = ['scripts.json', 'results.json'].map((name) => join(folder, name));
  writeFileSync(given, JSON.stringify(scripts.map(({ name, text }) => ({ name, text }))));
  execFileSync(PYTHON, ['-W', 'ignore', RUNNER, given, found], { stdio: 'inherit' });
  for (const result of JSON.parse(readFileSync(found, 'utf8'))) printed.set(result.name, result);
});

after(() => folder && rmSync(folder, { recursive: true }));

/** The runs that a script printed. */
function runsOf(name) {
  const { error, printed: text } = printed.get(name);
  assert.equal(error, undefined, error);
  return text.split(/^# /m).slice(1).map((block) => {
    const [head, names, ...rows] = block.trim().split('\n');
    const points = rows.map((row) => row.split(',').map(Number));
    return { status: head.split(', ').at(-1), names: names.split(','), points };
  });
}

/** The largest distance of two paths, relative to their largest coordinates; the shorter one stays where it ends. */
function apart(ours, points, last = Math.max(ours.length / 2, points.length) - 1) {
  const at = (k) => Math.min(k, ours.length / 2 - 1);
  const columns = [0, 1].map((c) => Array.from({ length: last + 1 }, (_, k) => [ours[2 * at(k) + c], points[Math.min(k, points.length - 1)][1 + c]]));
  return Math.max(...columns.map((pairs) => {
    const scale = Math.max(1e-6, ...pairs.flat().map(Math.abs));
    return Math.max(...pairs.map(([a, b]) => (Number.isFinite(a) && Number.isFinite(b) ? Math.abs(a - b) / scale : Infinity)));
  }));
}

/** The script's run beside the core's. */
function compare(experiment, spec, k, { status, points }, largest) {
  const run = spec.runs[k];
  const ours = experiment.trajectory(k, run.chart);
  const label = JSON.stringify(run);
  // Where an exact ball is open, and a step has no end, the script sees that along 24 rays only.
  const open = experiment.status(k) === 'ill-posed' && status === 'running';
  if (open) unseen.push(`${spec.model} ${label}`);
  const distance = apart(ours, points, open ? ours.length / 2 - 1 : undefined);
  const tolerance = EXACT.includes(run.rule) ? TOLERANCE_OF_EXACT : TOLERANCE;
  assert.ok(distance <= tolerance, `${label}: ${distance}`);
  // On the line where the parts of a mixture are one, rounding decides whether a matrix is singular or nothing is left to gain.
  const onTheLine = spec.model === 'mixture' && experiment.status(k) === 'singular' && status === 'converged';
  if (!open && !onTheLine) assert.deepEqual([status, points.length], [experiment.status(k), ours.length / 2], label);
  largest.set(run.rule, Math.max(distance, largest.get(run.rule) ?? 0));
}

const largest = new Map();

/** Runs whose ball has an opening that the script did not see. */
const unseen = [];

for (const { name, spec } of chosen) {
  test(`${name}: ${spec.runs.length} runs land where the core lands`, () => {
    const experiment = new Experiment(spec);
    experiment.advance(spec.steps);
    const runs = runsOf(name);
    assert.equal(runs.length, spec.runs.length);
    runs.forEach((run, k) => compare(experiment, spec, k, run, largest));
    experiment.free();
  });
}

for (const [id, attributes] of figures) {
  test(`the figure ${id}, as a script`, async () => {
    const { stateFrom } = await shell('figure/reading.js');
    const { toSpec } = await shell('state/specification.js');
    const { fetchViews } = await shell('views/registry.js');
    await shell('views/index.js');
    await fetchViews();
    const state = stateFrom((key) => attributes[key] ?? null);
    const model = new Model({ model: state.model, ...(state.data && { data: state.data }), ...(state.options && { options: state.options }) });
    const spec = { ...toSpec({ ...state, start: state.start ?? { chart: state.charts[0], at: model.start(state.charts[0]) } }), steps: Math.min(12, Number(attributes.steps ?? 12)) };
    const experiment = new Experiment(spec);
    experiment.advance(spec.steps);
    runsOf(`the figure ${id}`).forEach((run, k) => compare(experiment, spec, k, run, largest));
    experiment.free();
  });
}

test('a script has at most 120 lines', () => {
  for (const { name, attributes } of PRESETS) {
    const lines = toPython(attributes).split('\n').length - 1;
    assert.ok(lines <= 120, `${name}: ${lines} lines`);
  }
});

test('without rules there is a picture and no run', () => {
  for (const name of ['no rules', 'several starts, no rules']) assert.deepEqual(runsOf(name), []);
});

test('from several starts all rules run from each', () => {
  const places = [{ chart: 'variance', at: [5.3, 0.1] }, { chart: 'variance', at: [5.4, 0.05] }, { chart: 'precision', at: [5.5, 30] }];
  const runs = ['gradient', 'kl-ball'].flatMap((rule) => ['variance', 'precision'].map((chart) => ({ rule, chart, ...(rule === 'gradient' ? { rate: 0.002 } : { radius: 0.02 }) })));
  const found = runsOf('several starts');
  assert.equal(found.length, places.length * runs.length);
  places.forEach((start, s) => {
    const spec = { model: 'gaussian', data: { set: 'cavendish' }, start, runs, steps: 5 };
    const experiment = new Experiment(spec);
    experiment.advance(5);
    runs.forEach((_, k) => compare(experiment, spec, k, found[s * runs.length + k], new Map()));
    experiment.free();
  });
});

test('batches and episodes are drawn anew, and the script says so', () => {
  for (const name of ['batches', 'episodes']) {
    assert.match(scripts.find((one) => one.name === name).text, /drawn by NumPy/);
    for (const { points } of runsOf(name)) assert.ok(points.length > 1 && points.flat().every(Number.isFinite), name);
  }
});

for (const [library, { name, spec }] of byLibrary) {
  test(`${library} takes the steps of the core, with the settings of the script`, () => {
    const text = scripts.find((one) => one.name === `${name}, ${library}`).text;
    assert.match(text, new RegExp(`by_${{ pytorch: 'torch' }[library] ?? library}\\(plane`));
    const experiment = new Experiment(spec);
    experiment.advance(spec.steps);
    runsOf(`${name}, ${library}`).forEach((run, k) => compare(experiment, spec, k, run, new Map()));
    experiment.free();
  });
}

test('the largest distances, relative to the coordinates', (t) => {
  for (const [rule, distance] of [...largest].sort(([, a], [, b]) => b - a)) t.diagnostic(`${rule}: ${distance.toExponential(1)}`);
  t.diagnostic(`openings of balls that a script did not see: ${unseen.length}`);
  for (const one of unseen) t.diagnostic(one);
  assert.ok(largest.size > (chosen.length ? 12 : 8));
});
