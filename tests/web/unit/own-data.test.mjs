// One's own data in figures: why some have no best fit, experiments on a model that is there
// already, and data that are too long for a link.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';
import { random } from './random.mjs';

await (await shell('core.js')).ready();
const { copyOf, dataFrom, dataText, fullText, isLong } = await shell('state/data.js');
const { isHeld } = await shell('state/held.js');
const { fits } = await shell('address.js');

test('a model says why its loss has no minimum', () => {
  const CASES = [
    ['logistic', { x: [1, 2, 3, 4], y: [0, 0, 1, 1] }, 'separable'],
    ['logistic', { x: [4, 3, 2, 1], y: [0, 0, 1, 1] }, 'separable'],
    ['logistic', { x: [1, 2, 2, 3], y: [0, 0, 1, 1] }, 'quasi-separable'],
    ['logistic', { x: [1, 2, 3], y: [0, 0, 0] }, 'one-label'],
    ['logistic', { x: [1, 2, 3, 4], y: [0, 1, 0, 1] }, undefined],
    ['categorical', { counts: [3, 0, 1] }, 'unseen-class'],
    ['categorical', { counts: [3, 2, 1] }, undefined],
    ['gaussian', { x: [1, 2, 4] }, undefined],
  ];
  for (const [model, data, reason] of CASES) {
    const made = new core.Model({ model, data });
    assert.equal(made.unbounded, reason, JSON.stringify(data));
    const [{ name }] = core.catalog().models.find((one) => one.name === model).charts;
    assert.equal(made.optimum(name) === undefined, reason !== undefined);
    made.free();
  }
});

test('an experiment on a model is the one that builds its own', () => {
  for (const { name: model, charts: [{ name: chart }] } of core.catalog().models) {
    const made = new core.Model({ model });
    const plan = { start: { chart, at: made.start(chart) }, runs: [{ rule: 'natural-gradient', rate: 0.3, chart }], steps: 5 };
    const both = [new core.Experiment(plan, made), new core.Experiment({ model, ...plan })];
    made.free();
    for (const one of both) one.advance(5);
    const [on, own] = both;
    assert.deepEqual(on.trajectory(0, chart), own.trajectory(0, chart), model);
    assert.deepEqual(on.spec, own.spec, model);
    const { data: _data, ...rest } = own.spec;
    assert.deepEqual(on.plan, rest, model);
  }
  const plan = { start: { chart: 'variance', at: [5, 1] }, runs: [{ rule: 'gradient', chart: 'variance' }] };
  assert.throws(() => new core.Experiment({ ...plan, model: 'gaussian' }, new core.Model({ model: 'gaussian' })), /model/);
  assert.throws(() => new core.Experiment({}, {}), /model is another object/);
});

test('100,000 different rows: in whatever portions, and whatever was asked before, a run has the same bytes', () => {
  const { uniform } = random(11);
  const x = Float64Array.from({ length: 100_000 }, () => 40 + 30 * (uniform() + uniform() - 1));
  const y = x.map((age) => Number(uniform() < 1 / (1 + Math.exp((40 - age) / 6))));
  const runs = [['gradient', { rate: 0.002 }], ['natural-gradient', { rate: 0.5 }], ['newton', {}], ['kl-ball', { radius: 0.05 }], ['trust-region', {}]]
    .map(([rule, options]) => ({ rule, chart: 'raw', ...options }));
  const model = new core.Model({ model: 'logistic', data: { x, y } });
  const again = new core.Model({ model: 'logistic', data: { x, y } });
  const starts = [[0.17, -6.6], [0.11, 1.9], [-0.3, 4], [2, -300]];
  const columns = (experiment) => runs.map((_, k) => [experiment.trajectory(k, 'raw'), experiment.series(k, 'kl'), experiment.series(k, 'loss'), experiment.status(k)]);
  const moved = new core.Experiment({ start: { chart: 'raw', at: starts[0] }, runs }, model);
  for (const at of starts) {
    moved.startAt(at, 'raw');
    for (const portion of [1, 3, 4, 4]) {
      moved.advance(portion);
      moved.series(1, 'kl');
      moved.quickBall(3, 0, 12, 'raw');
    }
    const whole = new core.Experiment({ start: { chart: 'raw', at }, runs }, again);
    whole.advance(12);
    assert.deepEqual(columns(moved), columns(whole), String(at));
    whole.free();
  }
  for (const one of [moved, model, again]) one.free();
});

test('a point without a name in a chart is a pair of NaN', () => {
  const experiment = new core.Experiment({ model: 'logistic', start: { chart: 'raw', at: [0, 0.5] }, runs: [{ rule: 'gradient', rate: 1e-4, chart: 'raw' }] });
  experiment.advance(2);
  const [a, b, ...rest] = experiment.trajectory(0, 'boundary');
  assert.ok(Number.isNaN(a) && Number.isNaN(b) && rest.every(Number.isFinite));
});

test('long data have a name in place of their text, which stays on the page', () => {
  const x = Float64Array.from({ length: 12_000 }, (_, k) => k / 7);
  const data = { x };
  assert.ok(isLong(data));
  const name = dataText(data);
  assert.ok(isHeld(name) && dataText(data) === name);
  assert.equal(dataFrom(name, 'gaussian'), data);
  assert.equal(fits([{ data: name }], '#v=1'), false);
  assert.equal(fits([{ data: '1 2 3' }, undefined], '#v=1'), true);
  assert.deepEqual(fullText(data).split(' ').map(Number), Array.from(x));
  assert.equal(copyOf({ data }).data, data);
  assert.throws(() => dataFrom('held:987654', 'gaussian'), /put them in again/);
  const text = '1 2 3.5';
  assert.equal(dataFrom(text, 'gaussian'), dataFrom(text, 'gaussian'), 'the same text is the same object');
});
