// The class OnlineLearning: learners that see one observation after the other.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from './modules.mjs';

const natural = { rule: 'natural-gradient', rate: 1, schedule: 'inverse-time', chart: 'expectation' };
const spec = (more = {}) => ({
  model: 'gaussian', data: { set: 'teaching' }, start: { chart: 'std-dev', at: [1, 1] },
  run: natural, delay: 1, observations: 500, seeds: 200, ...more,
});
const learned = (given) => {
  const learners = new core.OnlineLearning(given);
  learners.advance(1e6);
  return learners;
};

describe('online learning', () => {
  test('attains the Cramér–Rao bound by natural gradient', () => {
    const { done, total, stopped, bound, spreads } = learned(spec()).outcome();
    assert.deepEqual([done, total, stopped], [200, 200, 0]);
    const { time, variance, excess } = spreads.at(-1);
    assert.equal(time, 500);
    for (const ratio of [variance[0] / bound[0], variance[2] / bound[2], excess]) assert.ok(ratio > 0.7 && ratio < 1.4, `${ratio}`);
  });

  test('does not depend on the order of the data there', () => {
    const learners = learned(spec({ order: 'shuffled', seeds: 50 }));
    const ends = learners.ends();
    assert.equal(ends.length, 100);
    for (let k = 2; k < 100; k++) assert.ok(Math.abs(ends[k] - ends[k % 2]) < 1e-12);
  });

  test('has the same results in portions as at once', () => {
    const [whole, parts] = [learned(spec({ seeds: 20 })), new core.OnlineLearning(spec({ seeds: 20 }))];
    for (let k = 0; k < 7; k++) parts.advance(3);
    assert.deepEqual(parts.outcome(), whole.outcome());
    assert.deepEqual(parts.ends(), whole.ends());
    assert.deepEqual(new core.OnlineLearning(whole.spec).spec, whole.spec);
  });

  test('names what is wrong', () => {
    assert.throws(() => learned(spec({ order: 'random' })), /^Error: order is "random"; allowed: one of fresh, shuffled/);
    assert.throws(() => learned(spec({ run: { ...natural, batch: {} } })), /^Error: run\.batch is/);
    assert.throws(() => learned(spec({ truth: [0, -1] })), /^Error: truth is \[0, -1\]; allowed/);
  });
});
