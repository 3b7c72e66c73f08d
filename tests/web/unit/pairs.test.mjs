// Two distributions: the divergence along the line between them, and the effect of
// another unit of the data.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allClose, close } from './close.mjs';
import * as textbook from './gaussian.mjs';
import { core } from './modules.mjs';

const [P, Q] = [[5.35, 0.01], [5.45, 0.035]];
const model = (more = {}) => new core.Model({ model: 'gaussian', data: { set: 'cavendish' }, ...more });

describe('along', () => {
  test('the textbook’s divergences at every share, there and back, and nothing beyond the domain', () => {
    const shares = [-2, -0.4, -0.39, 0, 0.25, 1, 7];
    const found = model().along(P, Q, 'variance', shares);
    assert.equal(found.length, 2 * shares.length);
    shares.forEach((t, k) => {
      const there = P.map((value, i) => value + t * (Q[i] - value));
      const pair = found.subarray(2 * k, 2 * k + 2);
      if (there[1] <= 0) assert.ok(pair.every(Number.isNaN), `${t}: no variance ${there[1]}`);
      else {
        close(pair[0], textbook.kl(P, there), 1e-11, 0, `to t = ${t}`);
        close(pair[1], textbook.kl(there, P), 1e-11, 0, `from t = ${t}`);
      }
    });
    assert.ok(Number.isNaN(found[2]) && !Number.isNaN(found[4]), 'the edge, at t = −0.4, is outside');
  });

  test('keeps its digits for very short steps', () => {
    const bench = model();
    for (const t of [1e-6, 1e-10, 1e-13]) {
      const [there, back] = bench.along(P, Q, 'variance', [t]);
      const quadratic = t * t * bench.quadratic(P, Q, 'variance');
      close(there, quadratic, 10 * t + 1e-12, 0, `${t}`);
      close(back, quadratic, 10 * t + 1e-12, 0, `${t}`);
    }
  });
});

describe('another unit', () => {
  test('mean and variance become those of a x + b, in every chart', () => {
    const bench = model();
    for (const [scale, shift] of [[10, 2], [-0.5, 0], [1, 1e3]]) {
      const expected = [scale * P[0] + shift, scale * scale * P[1]];
      for (const { name } of core.catalog().models[0].charts) {
        const there = bench.affine(bench.convert(P, 'variance', name), name, scale, shift);
        allClose(bench.convert(there, name, 'variance'), expected, 1e-9, `${name} ${scale} ${shift}`);
      }
    }
  });

  test('the data are converted with everything about them; differences of losses stay', () => {
    const [here, there] = [model(), model().rescaled(10, 2)];
    allClose(there.observations, Array.from(here.observations, (x) => 10 * x + 2), 1e-15);
    const moved = (at) => here.affine(at, 'variance', 10, 2);
    allClose(there.optimum('variance'), moved(here.optimum('variance')), 1e-12);
    const loss = (bench, at) => bench.inspect(at, 'variance').loss;
    close(loss(there, moved(P)) - loss(there, moved(Q)), loss(here, P) - loss(here, Q), 1e-10);
    // A density is per unit of the data: with numbers ten times as large it is a tenth.
    close(there.density(moved(P), 'variance', [55.7])[0], here.density(P, 'variance', [5.37])[0] / 10, 1e-11);
    assert.equal(here.spec.data.set, 'cavendish', 'the model it was asked of is as it was');
  });

  test('only models of numbers have units', () => {
    for (const name of ['logistic', 'categorical', 'policy']) {
      const bench = new core.Model({ model: name });
      const chart = core.catalog().models.find((entry) => entry.name === name).charts[0].name;
      assert.throws(() => bench.affine(bench.start(chart), chart, 2, 0), { message: `model is "${name}"; allowed: a model of numbers` });
      assert.throws(() => bench.rescaled(2, 0), { message: `model is "${name}"; allowed: a model of numbers` });
    }
  });
});
