// The episodes of a policy are those that a step of a run uses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from './modules.mjs';
import { close } from './close.mjs';

const START = { chart: 'probability', at: [0.5, 0.05] };
const SIZE = 48;

for (const scale of [[1, 1], [3, 1], [1, 3]]) {
  test(`in units (${scale}) the episodes make the gradient that a step follows`, () => {
    const rate = 0.7;
    const model = new core.Model({ model: 'policy', options: { scale } });
    const run = { rule: 'gradient', rate, chart: 'sequential', batch: { size: SIZE, seed: 11 } };
    const experiment = new core.Experiment({ model: 'policy', options: { scale }, start: START, runs: [run] });
    experiment.advance(12);
    const path = experiment.trajectory(0, 'sequential');
    for (let k = 0; k < 12; k += 1) {
      const at = [path[2 * k], path[2 * k + 1]];
      const played = model.episodes(at, 'sequential', SIZE, 11, k);
      assert.equal(played.length, SIZE);
      const [treasures, traps] = [2, 3].map((outcome) => played.filter((one) => one === outcome).length);
      const [, p2, p3] = model.density(at, 'sequential', Float64Array.of(1, 2, 3));
      const [q, r] = [p2 + p3, p2 / (p2 + p3)];
      // REINFORCE without a baseline: the mean of return times score.
      const slopes = [(treasures - traps) * (1 - q), treasures * (1 - r) + traps * r].map((sum) => sum / SIZE);
      slopes.forEach((slope, c) => close(path[2 * k + 2 + c] - at[c], rate * scale[c] * slope, 1e-9));
    }
  });
}

test('an episode is informative if it opens the door', () => {
  const model = new core.Model({ model: 'policy' });
  for (const theta of [[0, -2], [-5, 1], [-25, 0], [30, 0]]) {
    const q = 1 / (1 + Math.exp(-theta[0]));
    close(model.informative(theta, 'sequential', 64), -Math.expm1(64 * Math.log1p(-q)), 1e-9);
  }
  assert.ok(model.episodes([-40, 0], 'sequential', 64, 0, 0).every((outcome) => outcome === 1));
});

test('other models play no episodes, and bad numbers are named', () => {
  const gaussian = new core.Model({ model: 'gaussian' });
  assert.throws(() => gaussian.episodes([0, 1], 'variance', 4, 0, 0), /^Error: model is "gaussian"; allowed: a model that plays episodes/);
  assert.throws(() => gaussian.informative([0, 1], 'variance', 4), /^Error: model is "gaussian"/);
  const policy = new core.Model({ model: 'policy' });
  assert.throws(() => policy.episodes([0, 0], 'sequential', 0, 0, 0), /^Error: size is 0; allowed/);
  assert.throws(() => policy.episodes([0, 0], 'sequential', 4, 0, -1), /^Error: step is -1; allowed/);
  assert.throws(() => policy.informative([0, Infinity], 'sequential', 4), /^Error: theta/);
});
