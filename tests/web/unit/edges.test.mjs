// The edges of tests/edges/ from JavaScript: the largest amounts of data and of steps
// that are allowed, and one more; and numbers at the limits of double precision.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from './modules.mjs';

const MOST = 100_000;
const { memory } = core.initSync();
const megabytes = () => memory.buffer.byteLength / 2 ** 20;
const refusal = (call) => {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof Error && !(error instanceof WebAssembly.RuntimeError), String(error));
    return error.message;
  }
  assert.fail('not refused');
};

/** The given number of numbers around 3, and a label for each. */
const numbers = (count) => Float64Array.from({ length: count }, (_, k) => 3 + Math.sin(k) + k / count);
const labels = (count) => Array.from({ length: count }, (_, k) => k % 2);

describe('as much as there may be', () => {
  test('100 000 observations are read in every form, and their room is used again', () => {
    const x = numbers(MOST);
    const forms = [
      { model: 'gaussian', data: { x } },
      { model: 'gaussian', data: { x: [...x] } },
      { model: 'gaussian', data: { csv: x.join('\n') } },
      { model: 'logistic', data: { x, y: labels(MOST) } },
    ];
    let settled = 0;
    for (const round of [0, 1, 2]) {
      for (const spec of forms) {
        const model = new core.Model(spec);
        const chart = core.catalog().models.find(({ name }) => name === spec.model).charts[0].name;
        const { loss } = model.inspect(model.start(chart), chart);
        assert.ok(Number.isFinite(loss));
        model.free();
      }
      if (round === 1) settled = megabytes();
    }
    assert.equal(megabytes(), settled, 'what was freed is found again');
  });

  test('one more is refused by name, and so is an endless list, at once', () => {
    const x = numbers(MOST + 1);
    const endless = [];
    endless.length = 2 ** 32 - 1;
    for (const data of [{ x }, { x: [...x] }, { x: endless }]) {
      assert.match(refusal(() => new core.Model({ model: 'gaussian', data })), /^data\.x is a list of \d+; allowed: a list of 2 to 100000 numbers/);
    }
    const csv = x.join('\n');
    assert.match(refusal(() => new core.Model({ model: 'gaussian', data: { csv } })), /^data\.csv is a table of 100001/);
  });

  test('100 runs take 40 000 steps each in the memory that is documented, and 100 000 are refused', () => {
    const runs = Array.from({ length: 100 }, () => ({ rule: 'gradient', chart: 'log-std', rate: 1e-6 }));
    const spec = { model: 'gaussian', start: { chart: 'log-std', at: [5, 0] }, runs };
    const before = megabytes();
    const experiment = new core.Experiment(spec);
    assert.match(refusal(() => experiment.advance(100_000)), /^count is 100000; allowed: a whole number from 0 to 40000/);
    assert.equal(experiment.trajectory(0, 'log-std').length, 2, 'a refusal changes nothing');
    experiment.advance(40_000);
    assert.equal(experiment.status(99), 'running');
    assert.equal(experiment.trajectory(99, 'log-std').length, 2 * 40_001);
    assert.match(refusal(() => experiment.advance(1)), /at most 0 more steps of each of 100 runs/);
    // 40 bytes for each step; a growing list holds up to twice that, and is copied once.
    assert.ok(megabytes() - before < (3 * 40 * 100 * 40_000) / 2 ** 20, `${megabytes()} MB`);
    experiment.free();
  });
});

describe('numbers at the ends of double precision', () => {
  test('a start whose loss overflows is refused, and says so', () => {
    const build = (chart, at) => new core.Experiment({ model: 'gaussian', start: { chart, at }, runs: [{ rule: 'kl-ball', chart }] });
    for (const [chart, at] of [['std-dev', [5, 1e-200]], ['log-std', [5, -800]], ['precision', [5, 1e300]], ['variance', [1e200, 1]]]) {
      assert.match(refusal(() => build(chart, at)), /^start\.at is \[.*allowed: a point of the chart .*double precision/);
    }
  });

  test('separable labels have a start in every chart', () => {
    const model = new core.Model({ model: 'logistic', data: { x: [1, 2, 3, 4], y: [0, 0, 1, 1] } });
    for (const chart of ['raw', 'rescaled', 'whitened', 'boundary']) {
      const start = model.start(chart);
      assert.ok(start.every(Number.isFinite) && model.contains(start, chart), `${chart} ${start}`);
      assert.equal(model.optimum(chart), undefined);
    }
    model.free();
  });

  test('outlines of any size are finite or a gap', () => {
    const model = new core.Model({ model: 'gaussian' });
    for (const kind of ['euclidean', 'fisher', 'empirical-fisher', 'hessian', 'kl-old-new', 'kl-new-old']) {
      for (const radius of [5e-324, 1e-300, 1, 1e300, Number.MAX_VALUE]) {
        const outline = model.ball(kind, [5.2, 0.2], radius, 24, 'variance');
        assert.ok(outline.every((x) => Number.isFinite(x) || Number.isNaN(x)), `${kind} ${radius}`);
      }
    }
    model.free();
  });

  test('steps of any size end with a status and no number is lost', () => {
    const sizes = { rate: [1e-300, 1, 1e12], radius: [1e-300, 1, 300] };
    for (const { name, options } of core.catalog().rules) {
      const option = options.find((known) => known.name in sizes).name;
      for (const size of sizes[option]) {
        const run = { rule: name, chart: 'variance', [option]: size };
        const experiment = new core.Experiment({ model: 'gaussian', start: { chart: 'variance', at: [5.2, 0.2] }, runs: [run] });
        experiment.advance(30);
        assert.match(experiment.status(0), /^(running|converged|left-domain|singular|ill-posed)$/);
        assert.ok([...experiment.trajectory(0, 'variance'), ...experiment.series(0, 'loss')].every(Number.isFinite), `${name} ${size}`);
        experiment.free();
      }
    }
  });
});
