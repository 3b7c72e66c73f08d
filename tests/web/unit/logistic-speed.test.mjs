// The fast sums of logistic regression give the same paths as the plainest loop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOOPS, OPTIONS, experiment, sample } from './logistic.mjs';
import { core } from './modules.mjs';

const STEPS = 4000;

/**
 * RMSProp begins to hop across a valley at step 3095, forth and back by the length of its rate. Rounding decides to which side it
 * hops first: noise of 3e-17 in the gradients of the plainest loop turns it round for one seed in twelve. So two loops
 * that add in another order agree before that, and afterwards to one hop.
 */
const HOPS = { rmsprop: { from: 3000, by: 1.01e-4 } };

for (const [rule, options] of Object.entries(OPTIONS)) {
  test(`${rule}: after ${STEPS} steps on 1000 observations the plainest loop agrees to 1e-9`, () => {
    const data = sample(1000);
    const run = experiment(core, data, rule, options);
    run.advance(STEPS);
    const path = run.trajectory(0, 'raw');
    run.free();
    assert.equal(path.length, 2 * (STEPS + 1), 'it takes every step');
    const agree = (steps, within) => {
      const [w, b] = LOOPS[rule](data.x, data.y, steps, options);
      const [foundW, foundB] = path.slice(2 * steps, 2 * steps + 2);
      assert.ok(Math.abs(foundW - w) <= within, `w after ${steps}: ${foundW} and ${w}`);
      assert.ok(Math.abs(foundB - b) <= within, `b after ${steps}: ${foundB} and ${b}`);
    };
    const hops = HOPS[rule];
    agree(hops?.from ?? STEPS, 1e-9);
    if (hops) agree(STEPS, hops.by);
  });
}
