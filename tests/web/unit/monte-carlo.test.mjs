// The class MonteCarlo: one run repeated with many seeds, in portions, with the same results every time.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from './modules.mjs';

const start = { chart: 'sequential', at: [0, -Math.log(9)] };
const gradient = (rate) => ({ rule: 'gradient', chart: 'sequential', rate });
const prepared = (run, more = {}) => new core.MonteCarlo({ model: 'policy', start, run, ...more });

describe('many seeds', () => {
  test('have the same results in portions as at once', () => {
    const [whole, parts] = [prepared(gradient(30)), prepared(gradient(30))];
    assert.deepEqual(parts.tally(), { done: 0, total: 200, success: 0, collapsed: 0, statuses: {} });
    assert.ok(parts.quantiles([0.5]).every(Number.isNaN));
    whole.advance(200);
    for (let k = 0; k < 8; k++) parts.advance(30);
    assert.deepEqual(parts.tally(), whole.tally());
    const levels = [0, 0.1, 0.5, 0.9, 1];
    assert.deepEqual(parts.quantiles(levels), whole.quantiles(levels));
    assert.equal(Object.values(whole.tally().statuses).reduce((a, b) => a + b), 200);
  });

  test('tell a tuned rate from one that collapses', () => {
    for (const [rate, success, collapsed] of [[10, 0.99, 0], [100, 0, 1]]) {
      const runs = prepared(gradient(rate));
      runs.advance(200);
      assert.ok(Math.abs(runs.tally().success - success) <= 0.1, `${rate}`);
      assert.ok(Math.abs(runs.tally().collapsed - collapsed) <= 0.1, `${rate}`);
    }
  });

  test('have a specification with every default filled in', () => {
    const { spec } = prepared(gradient(1));
    assert.deepEqual(spec.run.batch, { size: 64, seed: 0 });
    assert.equal(spec.success, -0.8);
    assert.deepEqual([spec.steps, spec.seeds], [200, 200]);
    assert.deepEqual(new core.MonteCarlo(spec).spec, spec);
  });

  test('name what is wrong', () => {
    assert.throws(() => prepared(gradient(1), { seeds: 0 }), /^Error: seeds is 0; allowed: a whole number/);
    assert.throws(() => prepared(gradient(-1)), /^Error: run\.rate is -1; allowed/);
    assert.throws(() => prepared(gradient(1)).advance(-1), /^Error: seeds is -1; allowed/);
    assert.throws(() => prepared(gradient(1)).quantiles([2]), /^Error: levels\[0\] is 2; allowed/);
  });
});

describe('batches', () => {
  const run = (batch, steps = 30) => {
    const made = new core.Experiment({
      model: 'gaussian', start: { chart: 'variance', at: [5, 1] },
      runs: [{ rule: 'natural-gradient', chart: 'variance', batch }],
    });
    made.advance(steps);
    return made;
  };

  test('are fixed by their seed', () => {
    assert.deepEqual(run({ size: 4, seed: 1 }).trajectory(0, 'variance'), run({ size: 4, seed: 1 }).trajectory(0, 'variance'));
    assert.notDeepEqual(run({ size: 4, seed: 1 }).trajectory(0, 'variance'), run({ size: 4, seed: 2 }).trajectory(0, 'variance'));
  });

  test('are refused by name, and written back with their defaults', () => {
    assert.deepEqual(run({}).spec.runs[0].batch, { size: 64, seed: 0 });
    assert.throws(() => run({ size: 0 }), /^Error: runs\[0\]\.batch\.size is 0; allowed/);
    assert.throws(() => run({ seed: 0.5 }), /^Error: runs\[0\]\.batch\.seed is 0\.5; allowed/);
  });
});
