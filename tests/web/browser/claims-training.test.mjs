// What the article says about training, sentence by sentence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { shelf, control, frame, says, shown } from './page.mjs';

const LAUNCHES = '#launches';
const BATCHES = '#minibatches';
const UNITS = '#whitening';
const PENGUINS = '#softmax';
const ONCE = '#order';
const open = (t, figure) => shelf(t, { width: 1280, height: 1100, figure });
const oring = new core.Model({ model: 'logistic', data: { set: 'oring' } });
const BEST = oring.optimum('raw');
const LEAST = oring.inspect(BEST, 'raw').loss;

function run(spec) {
  const experiment = new core.Experiment(spec);
  experiment.advance(spec.steps);
  return experiment;
}

/** Loss above the minimum after each step of a run (nats). */
const gaps = (experiment, k) => [...experiment.series(k, 'loss')].map((loss) => loss - LEAST);

describe('the O-rings', () => {
  test('“All three rules start from even odds at every temperature”', async (t) => {
    const page = await open(t, LAUNCHES);
    await says(page, /All three rules start from even odds at every temperature/);
    const { spec } = await shown(page, LAUNCHES);
    assert.equal(spec.runs.length, 3);
    const start = oring.convert(spec.start.at, spec.start.chart, 'raw');
    assert.deepEqual([...oring.density(start, 'raw', Float64Array.of(31, 53, 81))], [0.5, 0.5, 0.5]);
  });

  test('“They fit the same curve in the end; what differs is how they get there”', async (t) => {
    const page = await open(t, LAUNCHES);
    await says(page, /They fit the same curve in the end; what differs is how they get there/);
    const { spec } = await shown(page, LAUNCHES);
    const far = run({ ...spec, steps: 2000 });
    for (const k of [0, 1, 2]) assert.ok(gaps(far, k).at(-1) < 1e-9, `run ${k}`);
    const after = run(spec);
    const left = [0, 1, 2].map((k) => gaps(after, k).at(-1));
    assert.ok(left[0] > 100 * Math.max(Math.abs(left[1]), 1e-12), `${left}`);
  });

  test('“above 99.9 % at 31 °F … the coldest launch was at 53 °F … by 22 degrees”', async (t) => {
    const page = await open(t, LAUNCHES);
    await says(page, /The best fit gives a probability of distress above 99\.9 % at 31 °F\. The coldest launch in the data was at 53 °F, so that is an extrapolation by 22 degrees/);
    assert.ok(oring.density(BEST, 'raw', Float64Array.of(31))[0] > 0.999);
    assert.equal(Math.min(...oring.observations), 53);
    const { caption } = await shown(page, LAUNCHES);
    assert.match(caption, /31 °F/);
  });
});

describe('batches', () => {
  test('“each step sees only eight of the 23 launches”; “Neither comes to rest”; “Another draw, another path”', async (t) => {
    const page = await open(t, BATCHES);
    await says(page, /each step sees only eight launches, drawn anew from the 23, each time with replacement/);
    await says(page, /Neither comes to rest: a rate that does not fall keeps the noise of the samples\. Another draw, another path/);
    const { spec } = await shown(page, BATCHES);
    assert.deepEqual(spec.runs.map(({ batch }) => batch.size), [8, 8]);
    const long = run({ ...spec, steps: 2000 });
    for (const k of [0, 1]) {
      assert.equal(long.status(k), 'running');
      const late = [...long.series(k, 'kl')].slice(1000);
      assert.ok(late.reduce((sum, cost) => sum + cost, 0) / late.length > 1e-5, 'still moving');
    }
    const other = run({ ...spec, runs: spec.runs.map((one) => ({ ...one, batch: { ...one.batch, seed: one.batch.seed + 1 } })) });
    assert.notDeepEqual([...other.trajectory(0, 'raw')], [...run(spec).trajectory(0, 'raw')]);
  });
});

describe('raw, rescaled, whitened', () => {
  test('“a rate of its own in each, the best for twenty steps that a search found; natural gradient has one rate for all”', async (t) => {
    const page = await open(t, UNITS);
    await says(page, /Gradient descent has a rate of its own in each, the best for twenty steps that a search found; natural gradient has one rate for all/);
    const { spec } = await shown(page, UNITS);
    for (const { rule, chart, rate } of spec.runs) {
      if (rule !== 'gradient') {
        assert.equal(rate, 1);
        continue;
      }
      const search = new core.RateSearch({
        model: 'logistic', data: spec.data, run: { rule, chart, rate: 1 }, starts: [spec.start], aim: 'loss', steps: 20,
        range: [rate / 30, rate * 30],
      });
      while (search.advance(1000) < 1) { /* goes on */ }
      const best = search.best();
      const mine = run({ ...spec, runs: [{ rule, chart, rate }] });
      // As good as the best, up to a difference too small to see.
      assert.ok(mine.series(0, 'loss')[20] <= best.loss + 2e-3, `${chart}: ${rate}, the search: ${best.value}`);
    }
  });

  test('“In raw inputs … more than half of what there was to gain; in whitened ones … nothing that one could see”', async (t) => {
    const page = await open(t, UNITS);
    await says(page, /In raw inputs twenty steps of gradient descent leave more than half of what there was to gain; in whitened ones they leave nothing that one could see/);
    const { spec } = await shown(page, UNITS);
    const experiment = run(spec);
    const left = Object.fromEntries(spec.runs.map(({ rule, chart }, k) => [`${rule} ${chart}`, gaps(experiment, k)]));
    const share = (name) => left[name].at(-1) / left[name][0];
    assert.ok(share('gradient raw') > 0.5 && share('gradient rescaled') > 0.5);
    assert.ok(share('gradient whitened') < 1e-3);
  });

  test('“in degrees, in a unit a thousand times smaller, and whitened: shifted and scaled to mean 0 and variance 1”', async (t) => {
    const page = await open(t, UNITS);
    await says(page, /The same temperatures in degrees, in a unit a thousand times smaller, and whitened: shifted and scaled to mean 0 and variance 1/);
    // The weight of a whitened input is the weight per degree times the standard deviation.
    const x = Array.from(oring.observations);
    const mean = x.reduce((sum, one) => sum + one, 0) / x.length;
    const spread = Math.sqrt(x.reduce((sum, one) => sum + (one - mean) ** 2, 0) / x.length);
    const [small, white] = ['rescaled', 'whitened'].map((chart) => oring.convert([0.2, 5], 'raw', chart));
    small.forEach((value, k) => assert.ok(Math.abs(value / [0.2 / 1000, 5][k] - 1) < 1e-12, `${small}`));
    assert.ok(Math.abs(white[0] / (0.2 * spread) - 1) < 1e-12 && Math.abs(white[1] / (5 + 0.2 * mean) - 1) < 1e-12);
  });

  test('“Natural gradient takes one path in all three”', async (t) => {
    const page = await open(t, UNITS);
    await says(page, /Natural gradient takes one path in all three, and this time exactly: such names differ only by a linear map/);
    const { spec } = await shown(page, UNITS);
    const experiment = run(spec);
    const paths = spec.runs.flatMap(({ rule }, k) => (rule === 'natural-gradient' ? [experiment.trajectory(k, 'whitened')] : []));
    assert.equal(paths.length, 3);
    const steps = Math.min(...paths.map((path) => path.length));
    for (const path of paths) for (let k = 0; k < steps; k += 1) assert.ok(Math.abs(path[k] - paths[0][k]) < 1e-8);
  });

  test('“some 800,000 times the smallest in raw inputs, and about twice in whitened ones”', async (t) => {
    const page = await open(t, UNITS);
    await says(page, /the largest eigenvalue of the Fisher matrix is some 800,000 times the smallest in raw inputs, and about twice in whitened ones/);
    const condition = (chart) => {
      const [a, b, c] = oring.inspect(oring.optimum(chart), chart).fisher;
      const large = (a + c) / 2 + Math.hypot((a - c) / 2, b);
      return (large * large) / (a * c - b * b);
    };
    assert.ok(condition('raw') > 7.5e5 && condition('raw') < 8.5e5);
    assert.ok(condition('whitened') > 1.7 && condition('whitened') < 2.5);
  });
});

test('three classes: “forty times as far apart … the exact trust region has taken only one”', async (t) => {
  const page = await open(t, PENGUINS);
  await says(page, /or their square roots, a point of a sphere, on which lengths are Fisher–Rao distances up to a factor of two/);
  await says(page, /After twelve steps the two paths of gradient descent end about forty times as far apart as those of natural gradient, and the exact trust region has taken only one/);
  const { spec } = await shown(page, PENGUINS);
  const penguins = new core.Model({ model: spec.model, data: spec.data });
  for (const [p, q] of [[[0.08, 0.84], [0.5, 0.2]], [[0.3, 0.3], [0.31, 0.29]]]) {
    const cosine = [...p, 1 - p[0] - p[1]].reduce((sum, one, k) => sum + Math.sqrt(one * [...q, 1 - q[0] - q[1]][k]), 0);
    assert.ok(Math.abs(penguins.distance(p, q, 'probability') / (2 * Math.acos(cosine)) - 1) < 1e-9);
  }
  const experiment = run(spec);
  const apart = spec.runs.filter((_, k) => k % 2 === 0).map((_, r) => experiment.apart(2 * r, 2 * r + 1, 12));
  assert.equal(spec.steps, 12);
  assert.ok(Math.abs(apart[0] / apart[1] / 40 - 1) < 0.2, `${apart}`);
  assert.ok(apart[2] < 1e-9);
});

describe('each observation once', () => {
  const outcome = (spec) => {
    const learning = new core.OnlineLearning(spec);
    while (learning.outcome().done < learning.outcome().total) learning.advance(10);
    return learning.outcome();
  };

  test('“Natural gradient comes close to the bound … plain gradient descent at the same rate stops far short”', async (t) => {
    const page = await open(t, ONCE);
    await says(page, /every observation is seen once, at a rate that falls as 1\/t does, here 1\/\(t \+ 5\)\. Fifty learners see fifty samples of a hundred/);
    await says(page, /Natural gradient comes as close to the bound as fifty learners can tell, as Amari \(1998\) proved it would for long samples; not being unbiased, it may even fall a little below\. Plain gradient descent at the same rate scatters less but stops far short: its error is bias/);
    await page.waitForFunction((figure) => document.querySelector(figure).shadowRoot.querySelectorAll('.spreads tbody tr').length > 2
      && [...document.querySelector(figure).shadowRoot.querySelectorAll('.spreads tbody tr')].slice(0, -1).every((row) => row.lastChild.textContent.endsWith('of 50')), ONCE);
    const rows = await page.locator(`${ONCE} .spreads tbody tr`).evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)));
    const excess = rows.map((cells) => Number(cells[2]));
    // The mean of fifty squares of two coordinates has a relative error of about a seventh.
    assert.ok(Math.abs(excess[1] - 1) < 0.3 && excess[0] > 5 * excess[1], `${JSON.stringify(rows)}`);
    // The ratio approaches one for long samples.
    const spec = { model: 'logistic', data: { set: 'oring' }, start: { chart: 'whitened', at: [0, 0] }, run: { rule: 'natural-gradient', chart: 'whitened', rate: 1, schedule: 'inverse-time' }, delay: 5, seeds: 200 };
    const long = outcome({ ...spec, observations: 5000 }).spreads.at(-1).excess;
    assert.ok(Math.abs(long - 1) < 0.25, `${long}`);
    const [plain, natural] = ['gradient', 'natural-gradient'].map((rule) => outcome({ ...spec, run: { ...spec.run, rule }, seeds: 50, seed: 0, observations: 100 }).spreads.at(-1));
    assert.ok(plain.variance[0] < natural.variance[0] && plain.variance[2] < natural.variance[2], 'scatters less');
    assert.ok([0, 2].every((k) => plain.variance[k] < 0.05 * plain.error[k]), `bias: ${JSON.stringify(plain)}`);
    assert.ok(natural.bias.some((part) => part > 0.1), 'not unbiased');
  });

  test('“Choose the data themselves, shuffled”', async (t) => {
    const page = await open(t, ONCE);
    await says(page, /Choose the data themselves, shuffled: the order of the 23 launches moves natural gradient by about a hundredth of the variance that other launches would bring/);
    await control(page, ONCE, 'observations').selectOption('shuffled');
    await frame(page);
    await page.waitForFunction((figure) => /natural gradient [\d.]+/.test(document.querySelector(figure).shadowRoot.querySelector('figcaption').textContent), ONCE);
    const share = Number(/natural gradient ([\d.]+)/.exec((await shown(page, ONCE)).caption)[1]);
    assert.ok(share > 0.7 && share < 1.4, `${share} %`);
  });
});
