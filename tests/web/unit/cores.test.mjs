// The small cores: figures of their family have the numbers of the whole core, to the last bit; and what they lack is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';

/** The package, made anew: a module of its own for each core. */
const fresh = (which) => import(new URL(`../../../pkg/kl_ball.js?${which}`, import.meta.url));

const whole = await fresh('whole');
await whole.default();

const RUNS = {
  gaussian: { start: { chart: 'variance', at: [5.3, 0.022] }, chart: 'variance', rate: 0.001 },
  logistic: { start: { chart: 'raw', at: [5, -0.1] }, chart: 'raw', rate: 0.0001 },
};

for (const [family, { start, chart, rate }] of Object.entries(RUNS)) {
  test(`the small core of ${family} has the numbers of the whole one`, async () => {
    const small = await fresh(family);
    await small.initFamily(family);
    const { charts } = whole.catalog().models.find(({ name }) => name === family);
    assert.deepEqual(small.catalog().models.map(({ name }) => name), [family]);
    assert.deepEqual(small.catalog().rules, whole.catalog().rules);
    const runs = whole.catalog().rules.map(({ name, options }) => ({ rule: name, chart, ...(options.some((one) => one.name === 'rate') && { rate }) }));
    const spec = { model: family, start, runs };
    const [mine, theirs] = [small, whole].map((core) => {
      const [experiment, model] = [new core.Experiment(spec), new core.Model({ model: family })];
      experiment.advance(30);
      const numbers = charts.map(({ name }) => experiment.trajectories(name));
      const series = core.catalog().series.map(({ name }) => runs.map((_, k) => experiment.series(k, name)));
      const balls = ['kl-old-new', 'kl-new-old', 'fisher', 'euclidean'].map((kind) => model.ball(kind, start.at, 0.05, 64, chart));
      return { numbers, series, balls, status: runs.map((_, k) => experiment.status(k)), inspection: model.inspect(start.at, chart), scores: model.scores(start.at, chart, 'model', 20, 3) };
    });
    assert.deepEqual(mine, theirs);
  });
}

const WHOLE = { message: 'only the small core of gaussian is loaded, and this takes the whole one: call `await init()` first' };

test('without a core, and without what to start it from, it is said what to give', async () => {
  const none = await fresh('none');
  assert.throws(() => new none.Model({ model: 'gaussian' }), { message: 'the core has not started: call `await init()` or `initSync({ module })` first' });
  for (const given of [[], [null], [{}], [{ module: undefined }]]) assert.throws(() => none.initSync(...given), /^Error: module is missing; allowed: `initSync\(\{ module \}\)` with the bytes of kl_ball_bg\.wasm/);
  assert.throws(() => new none.Model({ model: 'gaussian' }), /^Error: the core has not started/);
  await none.default();
  assert.ok(none.initSync(), 'once it has started, nothing is needed');
});

test('what a small core lacks is said, and comes with the whole one', async () => {
  const small = await fresh('lacking');
  await assert.rejects(small.initFamily('policy'), { message: 'family is "policy"; allowed: gaussian, logistic' });
  await small.initFamily('gaussian');
  const model = new small.Model({ model: 'gaussian' });
  const sweep = { model: 'gaussian', run: { rule: 'gradient', rate: 0.01, chart: 'variance' }, grid: { chart: 'variance', window: [5, 6, 0.05, 0.5], size: [4, 4] } };
  assert.throws(() => new small.Sweep(sweep), WHOLE);
  assert.throws(() => new small.Model({ model: 'logistic' }), WHOLE);
  const table = { model: 'gaussian', data: { csv: 'x\n1\n2\n4\n' } };
  assert.throws(() => new small.Model(table), WHOLE);
  await small.default();
  assert.equal(new small.Sweep(sweep).advance(10_000), 1);
  assert.deepEqual([...new small.Model(table).observations], [1, 2, 4]);
  const style = { width: 300, height: 200, ratio: 1, ground: '#ffffff', ink: '#000000', contour: '#888888', text: 12 };
  const other = new whole.Model({ model: 'gaussian' });
  assert.deepEqual(small.planeSvg(model, 'variance', [5.3, 0.022], style), whole.planeSvg(other, 'variance', [5.3, 0.022], style));
});
