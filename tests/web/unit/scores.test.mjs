// Scores of single observations, the terms that add up to a divergence, and its
// quadratic approximation: their shapes, and their values compared with plain formulas.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allClose, close } from './close.mjs';
import * as textbook from './gaussian.mjs';
import { core } from './modules.mjs';

const { models } = core.catalog();

/** Every model with every data set, in every chart, at a point that is not the optimum. */
function everywhere(check) {
  for (const { name, charts, data, takes } of models) {
    for (const { name: set } of data) {
      const model = new core.Model({ model: name, data: { set } });
      for (const { name: chart } of charts) check(model, chart, model.start(chart), takes, `${name} ${set} ${chart}`);
      model.free();
    }
  }
}

const outer = ([a, b]) => [a * a, a * b, b * b];

const pairs = (points) => Array.from({ length: points.length / 2 }, (_, k) => [points[2 * k], points[2 * k + 1]]);

function mean(rows) {
  return rows[0].map((_, k) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length);
}

describe('scores', () => {
  test('of the data have minus the gradient for their mean and the empirical Fisher matrix for their second moment', () => {
    everywhere((model, chart, theta, takes, what) => {
      if (['nothing', 'target'].includes(takes)) {
        assert.throws(() => model.scores(theta, chart, 'data'), /^Error: labels is "data"; allowed: "model", for/);
        return;
      }
      const found = model.scores(theta, chart, 'data');
      const { gradient, empiricalFisher } = model.inspect(theta, chart);
      assert.ok(found.points instanceof Float64Array, what);
      const counted = takes === 'counts' ? model.observations.reduce((a, b) => a + b) : model.observations.length;
      assert.equal(found.points.length, 2 * counted, what);
      const each = [0, 2].map((k) => Math.sqrt(empiricalFisher[k]));
      gradient.forEach((slope, k) => close(found.mean[k], -slope, 1e-10, each[k], what));
      const sizes = outer(each);
      empiricalFisher.forEach((entry, k) => close(found.moment[k], entry, 1e-9, sizes[k], what));
    });
  });

  test('under the model have mean zero and the Fisher matrix for their second moment', () => {
    everywhere((model, chart, theta, takes, what) => {
      const rounds = takes === 'labelled' ? model.observations.length : 1;
      const count = rounds * Math.floor(20_000 / rounds);
      const found = model.scores(theta, chart, 'model', count, 3);
      const { fisher } = model.inspect(theta, chart);
      const points = pairs(found.points);
      assert.equal(points.length, count, what);
      const deviation = (values, expected) => Math.sqrt(values.reduce((sum, x) => sum + (x - expected) ** 2, 0) / count);
      for (const k of [0, 1]) {
        const allowed = 5 * deviation(points.map((point) => point[k]), 0) / Math.sqrt(count);
        assert.ok(Math.abs(found.mean[k]) < allowed, `${what}: ${found.mean}`);
      }
      for (const k of [0, 1, 2]) {
        const allowed = 5 * deviation(points.map((point) => outer(point)[k]), fisher[k]) / Math.sqrt(count);
        const rounding = 1e-10 * Math.max(fisher[0], fisher[2]);
        assert.ok(Math.abs(found.moment[k] - fisher[k]) < allowed + rounding, `${what}: ${found.moment}, ${fisher}`);
      }
      allClose(found.mean, mean(points), 1e-8 + 1e-6, what);
    });
  });

  test('are those of the draws of sample, one stream for each seed', () => {
    const model = new core.Model({ model: 'gaussian' });
    const [m, s] = [5.3, 0.2];
    const draws = model.sample([m, s], 'std-dev', 7, 11);
    const { points } = model.scores([m, s], 'std-dev', 'model', 7, 11);
    const expected = Array.from(draws, (x) => [(x - m) / s ** 2, (((x - m) / s) ** 2 - 1) / s]);
    allClose(Array.from(points), expected.flat(), 1e-12);
    assert.notDeepEqual(model.scores([m, s], 'std-dev', 'model', 7, 12).points, points);
  });

  test('of counts are expanded by class', () => {
    const model = new core.Model({ model: 'categorical', data: { counts: [2, 0, 1] } });
    const { points } = model.scores([0.5, 0.2], 'probability', 'data');
    allClose(Array.from(points), [2, 0, 2, 0, -1 / 0.3, -1 / 0.3], 1e-14);
    const halves = new core.Model({ model: 'categorical', data: { counts: [2.5, 1, 1] } });
    assert.throws(() => halves.scores([0, 0], 'logit', 'data'), /^Error: data\.counts is \[2\.5, 1, 1\]; allowed: whole numbers/);
  });
});

describe('integrand', () => {
  const sum = (xs) => xs.reduce((a, b) => a + b, 0);

  test('of densities is p ln(p/q), and its integral the divergence', () => {
    const model = new core.Model({ model: 'gaussian' });
    const [p, q] = [[5, 0.3], [5.5, 0.1]];
    const step = Math.sqrt(p[1]) / 20;
    const xs = Float64Array.from({ length: 481 }, (_, k) => p[0] + (k - 240) * step);
    const found = model.integrand(p, q, 'variance', xs);
    assert.ok(found instanceof Float64Array && found.length === xs.length);
    for (const k of [200, 240, 250]) {
      const [a, b] = [p, q].map(([m, v]) => textbook.density(m, v, xs[k]));
      close(found[k], a * Math.log(a / b), 1e-11);
    }
    close(step * sum(found), model.kl(p, q, 'variance'), 1e-12);
  });

  test('of labels is the divergence at an input, and its mean over the inputs is the divergence', () => {
    const model = new core.Model({ model: 'logistic' });
    const [p, q] = [[-0.2, 14], [-0.1, 6]];
    const probability = (theta) => model.density(theta, 'raw', new Float64Array([31]))[0];
    const [a, b] = [probability(p), probability(q)];
    const [found] = model.integrand(p, q, 'raw', new Float64Array([31]));
    close(found, a * Math.log(a / b) + (1 - a) * Math.log((1 - a) / (1 - b)), 1e-9);
    const all = model.integrand(p, q, 'raw', model.observations);
    close(sum(all) / all.length, model.kl(p, q, 'raw'), 1e-12);
  });

  test('of classes is pₖ ln(pₖ/qₖ), and its sum is the divergence', () => {
    for (const name of ['categorical', 'policy']) {
      const model = new core.Model({ model: name });
      const [p, q] = [[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]];
      const found = model.integrand(p.slice(0, 2), q.slice(0, 2), 'probability', [1, 2, 3, 0, 4, 1.5]);
      allClose(Array.from(found), [...p.map((x, k) => x * Math.log(x / q[k])), 0, 0, 0], 1e-13);
      close(sum(found), model.kl(p.slice(0, 2), q.slice(0, 2), 'probability'), 1e-12);
      const probabilities = model.density(p.slice(0, 2), 'probability', [1, 2, 3, 0, 4, 1.5]);
      allClose(Array.from(probabilities), [...p, 0, 0, 0], 1e-14);
    }
  });
});

test('quadratic is ½ ΔᵀF(p)Δ in the coordinates of the chart', () => {
  everywhere((model, chart, p, takes, what) => {
    const { fisher: [a, b, c] } = model.inspect(p, chart);
    const center = model.optimum(chart) ?? p.map((x) => 0.9 * x);
    const q = p.map((x, k) => x + 0.1 * (center[k] - x));
    const [d, e] = [q[0] - p[0], q[1] - p[1]];
    const expected = 0.5 * (a * d * d + 2 * b * d * e + c * e * e);
    close(model.quadratic(p, q, chart), expected, 1e-10, 0.5 * (a * d * d + c * e * e), what);
    assert.equal(model.quadratic(p, p, chart), 0, what);
  });
});

test('balls of the empirical Fisher matrix and the Hessian are level sets of their forms, or nothing', () => {
  const seen = { drawn: 0, nothing: 0 };
  everywhere((model, chart, center, takes, what) => {
    const found = model.inspect(center, chart);
    for (const [kind, form] of [['empirical-fisher', found.empiricalFisher], ['hessian', found.hessian]]) {
      const points = model.ball(kind, center, 0.02, 12, chart);
      assert.equal(points.length, 24, what);
      const [a, b, c] = form ?? [0, 0, 0];
      if (!(a > 0 && c > 0 && a * c - b * b > 1e-12 * a * c)) {
        assert.ok(points.every(Number.isNaN), `${what} ${kind}`);
        seen.nothing += 1;
        continue;
      }
      for (const [x, y] of pairs(points)) {
        const [d, e] = [x - center[0], y - center[1]];
        close(0.5 * (a * d * d + 2 * b * d * e + c * e * e), 0.02, 1e-6, 0, `${what} ${kind}`);
      }
      seen.drawn += 1;
    }
  });
  assert.ok(seen.drawn > 10 && seen.nothing > 1, JSON.stringify(seen));
});

describe('drawAxes', () => {
  const axes = { window: [0, 1, 2, 3], x: { label: 'x' }, y: { label: 'y' } };
  const style = { width: 300, height: 200, ratio: 1, ground: '#ffffff', ink: '#000000', contour: '#888888', text: 12 };
  const drawn = (wrong, look = style) => () => core.drawAxes({}, wrong, look);

  test('refuses what it cannot draw, by name', () => {
    for (const [wrong, message] of [
      [undefined, 'axes is missing; allowed: an object'],
      [{ ...axes, window: [0, 1] }, 'axes.window is a list of 2; allowed: four numbers [x0, x1, y0, y1]'],
      [{ ...axes, window: [0, NaN, 2, 3] }, 'axes.window[1] is NaN; allowed: a finite number'],
      [{ ...axes, window: [1, 0, 2, 3] }, 'axes.window is x from 1 to 0; allowed: upwards, by no less than the ninth digit'],
      [{ ...axes, window: [0, 1, 3, 3] }, 'axes.window is y from 3 to 3; allowed: upwards, by no less than the ninth digit'],
      [{ ...axes, x: { label: 'x', logarithmic: true } }, 'axes.window is x from 0 to 1; allowed: upwards, by no less than the ninth digit, above 0'],
      [{ ...axes, x: { label: 1 } }, 'axes.x.label is 1; allowed: text'],
      [{ ...axes, y: { label: 'y', logarithmic: 'yes' } }, 'axes.y.logarithmic is "yes"; allowed: true or false'],
      [{ ...axes, zero: 0 }, 'axes.zero is 0; allowed: true or false'],
      [{ ...axes, z: 1 }, 'axes.z is 1; allowed: no such field; the fields here are window, x, y, zero'],
    ]) assert.throws(drawn(wrong), new Error(message));
    assert.throws(drawn(axes, { ...style, ink: 'black' }), /^Error: style\.ink is black; allowed: a colour as #rrggbb$/);
  });
});

test('data sets name their classes and landmarks', () => {
  const sets = models.flatMap(({ data }) => data);
  const landmarks = sets.filter(({ landmark }) => landmark);
  assert.deepEqual(landmarks.map(({ name, landmark }) => [name, landmark.at]), [['oring', 31]]);
  assert.match(landmarks[0].landmark.label, /Challenger/);
  const classes = Object.fromEntries(sets.filter((set) => set.classes).map((set) => [set.name, set.classes]));
  assert.deepEqual(classes, { 'penguin-species': ['Adelie', 'Chinstrap', 'Gentoo'], 'door-or-spin': ['spin', 'treasure', 'trap'] });
});
