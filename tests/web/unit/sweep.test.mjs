// The classes Sweep and RateSearch: many starts of one rule, done in portions, with
// the results of its single runs; and the best of all rates tried.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from './modules.mjs';

const [COLUMNS, ROWS] = [12, 9];
const OUTCOMES = ['running', 'converged', 'left-domain', 'singular', 'ill-posed', 'collapsed', 'outside', 'pending', 'unbounded'];
const PENDING = -1 - OUTCOMES.indexOf('pending');
const data = { model: 'gaussian', data: { set: 'teaching' } };
const grid = { chart: 'variance', window: [-1, 4, -0.5, 6], size: [COLUMNS, ROWS] };
const spec = (run, more = {}) => ({ ...data, run: { chart: 'variance', ...run }, grid, gap: 0.003, steps: 40, ...more });
const starts = [{ chart: 'variance', at: [-1, 4] }, { chart: 'std-dev', at: [3, 1] }];
const searched = (run, more = {}) => ({ ...data, run: { chart: 'variance', ...run }, starts, steps: 60, ...more });

/** Completes a sweep or a search in portions. */
function finished(work, portion = 1000) {
  while (work.advance(portion) < 1);
  return work;
}

/** The outcome of a single experiment from one start: the steps to the loss `goal`, or a code. */
function alone({ run, steps, grid: { chart } }, at, goal) {
  let experiment;
  try {
    experiment = new core.Experiment({ ...data, start: { chart, at }, runs: [run] });
  } catch {
    return -1 - OUTCOMES.indexOf('outside');
  }
  experiment.advance(steps);
  const reached = experiment.series(0, 'loss').findIndex((loss) => loss <= goal);
  return reached >= 0 ? reached : -1 - OUTCOMES.indexOf(experiment.status(0));
}

describe('a sweep', () => {
  const model = new core.Model(data);
  const least = model.inspect(model.optimum('variance'), 'variance').loss;

  for (const { name } of core.catalog().rules) {
    test(`of ${name} is its runs one by one`, () => {
      const given = spec({ rule: name });
      const results = finished(new core.Sweep(given)).results();
      assert.ok(results instanceof Int32Array && results.length === COLUMNS * ROWS);
      const [x0, x1, y0, y1] = grid.window;
      results.forEach((code, cell) => {
        const [column, row] = [cell % COLUMNS, Math.floor(cell / COLUMNS)];
        const at = [x0 + (x1 - x0) * ((column + 0.5) / COLUMNS), y0 + (y1 - y0) * ((row + 0.5) / ROWS)];
        assert.equal(code, alone(given, at, least + 0.003), `from ${at}`);
      });
    });
  }

  test('is the same in portions of any size, and after JSON', () => {
    const given = spec({ rule: 'adam', rate: 0.3 });
    const whole = finished(new core.Sweep(given), Number.MAX_SAFE_INTEGER);
    for (const portion of [1, 13, 500]) {
      const again = finished(new core.Sweep(JSON.parse(JSON.stringify(whole.spec))), portion);
      assert.deepEqual(again.results(), whole.results());
      assert.deepEqual(again.spec, whole.spec);
    }
  });

  test('goes from coarse to fine, and reports its progress', () => {
    const sweep = new core.Sweep(spec({ rule: 'kl-ball' }));
    assert.ok(sweep.progress === 0 && sweep.stride === 0 && sweep.results().every((code) => code === PENDING));
    const strides = [];
    while (sweep.advance(10) < 1) {
      const [results, picture, { stride }] = [sweep.results(), sweep.picture(), sweep];
      strides.push(stride);
      assert.equal(sweep.progress, results.filter((code) => code !== PENDING).length / results.length);
      if (stride === 0) continue;
      assert.ok(picture.every((code) => code !== PENDING), 'a picture has no holes');
      results.forEach((code, cell) => {
        const coarse = (cell % COLUMNS) % stride === 0 && Math.floor(cell / COLUMNS) % stride === 0;
        assert.ok(!coarse || code !== PENDING);
        assert.ok(code === PENDING || code === picture[cell]);
      });
    }
    assert.deepEqual(strides, [...strides].sort((a, b) => b - a).sort((a, b) => (a === 0 ? -1 : b === 0 ? 1 : 0)));
    assert.equal(sweep.stride, 1);
    assert.deepEqual(sweep.picture(), sweep.results());
  });

  test('can be shared out', () => {
    const whole = finished(new core.Sweep(spec({ rule: 'mirror' }))).results();
    const parts = [0, 1].map((k) => finished(new core.Sweep(spec({ rule: 'mirror' }, { share: [k, 2] }))).results());
    const both = parts[0].map((code, cell) => {
      assert.ok((code === PENDING) !== (parts[1][cell] === PENDING), 'each start in one share');
      return code === PENDING ? parts[1][cell] : code;
    });
    assert.deepEqual(both, whole);
  });

  test('of the exact trust region is the same map in two charts; of gradient descent not', () => {
    const map = (rule, chart) => finished(new core.Sweep(spec({ rule, chart }))).results();
    assert.deepEqual(map('trust-region', 'precision'), map('trust-region', 'variance'));
    assert.notDeepEqual(map('gradient', 'precision'), map('gradient', 'variance'));
  });

  test('takes a loss instead of a gap', () => {
    const given = spec({ rule: 'mirror' }, { gap: undefined, target: least + 0.003 });
    const sweep = finished(new core.Sweep(given));
    assert.ok(sweep.spec.target === least + 0.003 && !('gap' in sweep.spec));
    assert.deepEqual(sweep.results(), finished(new core.Sweep(spec({ rule: 'mirror' }))).results());
  });

  test('names its outcomes', () => assert.deepEqual(core.Sweep.outcomes(), OUTCOMES));
});

describe('a search for the best rate', () => {
  const isBetter = (a, b) => a.missed - b.missed || a.steps - b.steps || a.loss - b.loss;

  for (const { name, options } of core.catalog().rules) {
    test(`of ${name} ends, and nothing tried is better`, () => {
      const search = finished(new core.RateSearch(searched({ rule: name })));
      const [trials, best] = [search.trials(), search.best()];
      const [least, most] = [Math.min, Math.max].map((f) => f(...trials.map(({ value }) => value)));
      const { slider } = options.find((option) => option.name === best.option);
      assert.ok(trials.every((trial) => isBetter(trial, best) >= 0));
      assert.ok(least <= slider[0] * 1.0001 && most >= slider[1] * 0.9999, 'all of the slider is looked at');
      assert.equal(best.edge, best.value === least || best.value === most);
      const { option, edge, ...trial } = best;
      assert.deepEqual(trials.find(({ value }) => value === best.value), trial);
    });
  }

  test('counts steps like a sweep of one start', () => {
    const one = searched({ rule: 'gradient' }, { starts: [{ chart: 'variance', at: [-1, 4] }], gap: 0.003 });
    const best = finished(new core.RateSearch(one)).best();
    const here = { chart: 'variance', window: [-2, 0, 3, 5], size: [1, 1] };
    const sweep = finished(new core.Sweep(spec({ rule: 'gradient', rate: best.value }, { grid: here, steps: 60 })));
    assert.deepEqual([...sweep.results()], [best.steps]);
    assert.equal(best.status, 'reached');
  });

  test('is the same in portions of any size', () => {
    const whole = finished(new core.RateSearch(searched({ rule: 'rmsprop' })), 1e9);
    for (const portion of [3, 100]) {
      const again = finished(new core.RateSearch(whole.spec), portion);
      assert.deepEqual(again.trials(), whole.trials());
    }
  });

  test('has no best before the first trial is done', () => {
    const search = new core.RateSearch(searched({ rule: 'adam' }, { aim: 'loss', range: [0.01, 1] }));
    assert.equal(search.best(), undefined);
    assert.deepEqual(search.trials(), []);
    assert.deepEqual(finished(search).best().missed, 2);
  });
});

describe('refusals', () => {
  const refused = (Kind, given, pattern) => assert.throws(() => new Kind(given), (error) => error instanceof Error && pattern.test(error.message));

  test('name the field, the value and what is allowed', () => {
    const good = spec({ rule: 'gradient' });
    refused(core.Sweep, { ...good, grid: { ...grid, size: [600, 1] } }, /^grid\.size\[0\] is 600; allowed: a whole number from 1 to 512$/);
    refused(core.Sweep, { ...good, grid: { ...grid, window: [0, 1, 3, 2] } }, /^grid\.window is \[0, 1, 3, 2\]; allowed: /);
    refused(core.Sweep, { ...good, run: { rule: 'gradient', chart: 'variance', rate: -1 } }, /^run\.rate is -1; allowed: /);
    refused(core.Sweep, { ...good, target: 1 }, /^gap is 0\.003; allowed: either gap or target, not both$/);
    refused(core.Sweep, { ...good, colour: 1 }, /^colour is 1; allowed: no such field/);
    refused(core.RateSearch, searched({ rule: 'gradient' }, { starts: [] }), /^starts is a list of 0; allowed: /);
    refused(core.RateSearch, searched({ rule: 'gradient' }, { range: [2, 1] }), /^range is \[2, 1\]; allowed: /);
    for (const junk of [undefined, null, 7, 'x', [], {}, { model: 'gaussian' }]) {
      refused(core.Sweep, junk, /allowed: /);
      refused(core.RateSearch, junk, /allowed: /);
    }
  });

  test('leave the sweep as it was', () => {
    const sweep = new core.Sweep(spec({ rule: 'gradient' }));
    sweep.advance(50);
    const before = [sweep.progress, sweep.results()];
    for (const bad of [-1, 1.5, NaN, 'x', undefined]) assert.throws(() => sweep.advance(bad), /^Error: count is /);
    assert.deepEqual([sweep.progress, sweep.results()], before);
  });
});
