// The peaks of a target in the hand: what a move makes of them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core, shell } from './modules.mjs';

const { ready } = await shell('core.js');
await ready();
const { gripAt, moved, peaksOf } = await shell('compute/peaks.js');

const model = (data) => new core.Model({ model: 'variational', data });
const two = peaksOf(model({ set: 'two-peaks' }));
const close = (found, expected, within = 1e-3) => found.flat().forEach((value, k) => assert.ok(Math.abs(value - expected.flat()[k]) < within, `${found}`));

describe('the peaks of a target', () => {
  test('are known for a built-in target and for one’s own, with weights that add up to 1', () => {
    assert.deepEqual(two, [[0.65, -1.5, 0.7], [0.35, 2, 0.5]]);
    close(peaksOf(model({ peaks: [[3, 0, 1], [1, 4, 2]] })), [[0.75, 0, 1], [0.25, 4, 2]]);
    for (const set of ['skewed', 'heavy-tailed', 'log-odds']) assert.deepEqual(peaksOf(model({ set })), []);
    assert.deepEqual(peaksOf(new core.Model({ model: 'mixture' })), []);
  });

  test('are held at the top and at one standard deviation, on the peak’s own curve', () => {
    const [weight, mean, sd] = two[0];
    const height = weight / (sd * Math.sqrt(2 * Math.PI));
    close(gripAt(two[0], 'top'), [mean, height], 1e-12);
    close(gripAt(two[0], 'shoulder'), [mean + sd, height * Math.exp(-0.5)], 1e-12);
  });

  test('stay what they are where a grip is not moved', () => {
    for (const k of [0, 1]) for (const grip of ['top', 'shoulder']) close(moved(two, k, grip, gripAt(two[k], grip), [-5, 5]), two);
  });

  test('are placed and weighed by the top, the others keep their proportions', () => {
    const three = [[0.5, 0, 1], [0.3, 3, 1], [0.2, 6, 1]];
    const [, height] = gripAt([0.75, 0, 1], 'top');
    close(moved(three, 0, 'top', [-2, height], [-5, 8]), [[0.75, -2, 1], [0.15, 3, 1], [0.1, 6, 1]]);
  });

  test('stay on the axis, however far and however often they are dragged', () => {
    let peaks = two;
    for (let count = 0; count < 200; count += 1) {
      const [k, grip, far] = [count % 2, count % 3 ? 'top' : 'shoulder', [-1e9, 1e9, NaN][count % 5 % 3]];
      peaks = moved(peaks, k, grip, [Number.isNaN(far) ? 0.3 : far, 100 * (count % 7) - 200], [-5, 5]);
      for (const [weight, mean, sd] of peaks) {
        assert.ok(weight > 0.0199 && weight < 0.981 && mean >= -5 && mean <= 5 && sd >= 0.1 && sd <= 10, `${peaks}`);
      }
      model({ peaks });
    }
  });

  test('never vanish, and are never wider than the axis', () => {
    for (const height of [-5, 0, 100]) {
      const found = moved(two, 0, 'top', [0, height], [-5, 5]);
      assert.ok(found.every(([weight]) => weight >= 0.0199 && weight <= 0.981), `${found}`);
      model({ peaks: found });
    }
    assert.deepEqual(moved(two, 1, 'shoulder', [2, 1], [-5, 5])[1][2], 0.1);
    assert.deepEqual(moved(two, 1, 'shoulder', [99, 1], [-5, 5])[1][2], 3);
    assert.deepEqual(moved([[1, 0, 1]], 0, 'top', [1, 0.1], [-5, 5]), [[1, 1, 1]]);
  });
});

test('the integrands of both divergences between a target and a bell are p ln(p/q) and q ln(q/p), also far out', () => {
  const model = new core.Model({ model: 'variational', data: { set: 'two-peaks' } });
  const [at, xs] = [[0.4, Math.log(1.3)], Float64Array.from({ length: 81 }, (_, k) => -8 + 0.2 * k)];
  const [p, q] = [model.targetDensity(xs), model.density(at, 'log-std', xs)];
  const found = model.targetIntegrands(at, 'log-std', xs);
  for (let k = 0; k < xs.length; k += 1) {
    for (const [one, other, value] of [[p[k], q[k], found[2 * k]], [q[k], p[k], found[2 * k + 1]]]) {
      const expected = one * Math.log(one / other);
      assert.ok(Math.abs(value - expected) <= 1e-12 * Math.abs(expected) + 1e-15 * one, `${xs[k]}: ${value} and ${expected}`);
    }
  }
  assert.ok(model.targetIntegrands(at, 'log-std', [-60, 60, 1e6]).every((value) => Number.isFinite(value)), 'where densities are 0 so are they');
  assert.throws(() => new core.Model({ model: 'gaussian' }).targetIntegrands([5, 1], 'variance', [5]), /model is "gaussian"; allowed: a model with a target/);
});
