// The fast sums of logistic regression give the same paths as the plainest loop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOOPS, OPTIONS, experiment, sample } from './logistic.mjs';
import { core } from './modules.mjs';

const STEPS = 4000;

for (const [rule, options] of Object.entries(OPTIONS)) {
  test(`${rule}: after ${STEPS} steps on 1000 observations the plainest loop agrees to 1e-9`, () => {
    const data = sample(1000);
    const run = experiment(core, data, rule, options);
    run.advance(STEPS);
    const path = run.trajectory(0, 'raw');
    run.free();
    assert.equal(path.length, 2 * (STEPS + 1), 'it takes every step');
    const [w, b] = LOOPS[rule](data.x, data.y, STEPS, options);
    assert.ok(Math.abs(path.at(-2) - w) <= 1e-9, `w: ${path.at(-2)} and ${w}`);
    assert.ok(Math.abs(path.at(-1) - b) <= 1e-9, `b: ${path.at(-1)} and ${b}`);
  });
}
