// What the article says, sentence by sentence, is what its figures show.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { close } from '../unit/close.mjs';
import { agrees, shelf, control, drag, frame, only, ring, says, shown, startIn } from './page.mjs';

const ONE = '#two-bubbles';
const TWO = '#variance-or-precision';
const model = ({ model, data }) => new core.Model({ model, data });

/** What each rule's first step of a specification costs, in budgets. */
function spent(spec) {
  const experiment = new core.Experiment(spec);
  experiment.advance(1);
  const budget = spec.runs.find(({ rule }) => rule === 'kl-ball').radius;
  return Object.fromEntries(spec.runs.map(({ rule }, k) => [rule, experiment.series(k, 'kl')[1] / budget]));
}

/** Fisher–Rao distances between the runs of each rule in the first two charts, after `count` steps. */
function apart(spec, count) {
  const experiment = new core.Experiment(spec);
  experiment.advance(count);
  return Object.fromEntries(spec.runs.filter((_, k) => k % 2 === 0).map(({ rule }, r) => [rule, experiment.apart(2 * r, 2 * r + 1, count)]));
}

describe('two bubbles', () => {
  test('“Henry Cavendish weighed the earth 29 times”', async (t) => {
    const page = await shelf(t, only(ONE));
    await says(page, /In 1798 Henry Cavendish weighed the earth 29 times/);
    const { spec } = await agrees(page, ONE);
    assert.deepEqual(spec.data, { set: 'cavendish' });
    assert.equal(model(spec).observations.length, 29);
    assert.match(core.catalog().models[0].data.find(({ name }) => name === 'cavendish').source, /1798/);
  });

  test('“a Gaussian with mean μ and variance σ²”, “all three steps … from the same start”', async (t) => {
    const page = await shelf(t, only(ONE));
    await says(page, /a Gaussian with mean μ and variance σ²/i);
    const { spec } = await agrees(page, ONE);
    assert.deepEqual(spec.runs.map(({ rule, chart }) => [rule, chart]), [
      ['euclidean-ball', 'variance'], ['fisher-ball', 'variance'], ['kl-ball', 'variance'],
    ]);
    assert.equal(spec.steps, 1);
  });

  test('“they differ only in the ball they may not leave”: each lands on the edge of its own, as far downhill as it reaches', async (t) => {
    const page = await shelf(t, only(ONE));
    await says(page, /differ only in the ball they may not leave/);
    const { spec } = await agrees(page, ONE);
    const bench = model(spec);
    const { gradient } = bench.inspect(spec.start.at, 'variance');
    const descent = (point) => gradient[0] * (point[0] - spec.start.at[0]) + gradient[1] * (point[1] - spec.start.at[1]);
    const kinds = { 'euclidean-ball': 'euclidean', 'fisher-ball': 'fisher', 'kl-ball': 'kl-old-new' };
    for (const { rule, radius } of spec.runs) {
      const landing = bench.step({ rule, radius }, spec.start.at, 'variance').theta;
      const boundary = bench.ball(kinds[rule], spec.start.at, radius, 2000, 'variance');
      let nearest = Infinity;
      for (let k = 0; k < boundary.length; k += 2) {
        const point = [boundary[k], boundary[k + 1]];
        assert.ok(descent(point) > descent(landing) - 1e-9, `${rule}: further downhill at ${point}`);
        nearest = Math.min(nearest, Math.abs(descent(point) / descent(landing) - 1));
      }
      assert.ok(nearest < 1e-4, `${rule}: the landing lies on the boundary`);
    }
  });

  test('“Where σ² is small, the disc is far too large … Drag the ring up … and the same disc is timid”', async (t) => {
    const page = await shelf(t, only(ONE));
    await says(page, /Where σ² is small, the disc is far too large/);
    await says(page, /Drag the ring up, where σ² is large, and the same disc is timid/);
    const before = (await agrees(page, ONE)).spec;
    const home = spent(before);
    await says(page, /From here it even lands lower than the others, but that is luck: it costs more than three times what the gradient was to be trusted with/);
    assert.ok(home['euclidean-ball'] > 3, `at the start it spends ${home['euclidean-ball']} budgets`);
    const experiment = new core.Experiment(before);
    experiment.advance(1);
    const losses = before.runs.map((_, k) => experiment.series(k, 'loss')[1]);
    assert.ok(losses[0] < Math.min(losses[1], losses[2]), `${losses}`);
    const [x, y] = await ring(page, ONE);
    const box = await page.locator(`${ONE} .plane`).boundingBox();
    let last = home['euclidean-ball'];
    const seen = [];
    for (const share of [0.6, 0.4, 0.15]) {
      await drag(page, await ring(page, ONE), [x, box.y + share * box.height]);
      const { spec, rows } = await agrees(page, ONE);
      assert.equal(spec.runs[0].radius, before.runs[0].radius, 'the same disc');
      last = spent(spec)['euclidean-ball'];
      seen.push(last);
      assert.match(rows['euclidean-ball'][1], last < 2 ? /%$/ : /×$/);
    }
    assert.ok(seen.every((now, k) => now < (k ? seen[k - 1] : home['euclidean-ball'])), `ever more timid: ${seen}`);
    assert.ok(last < 0.25, `at the top it spends ${last} of the budget`);
  });

  test('“The KL ball … always means the same: so many nats”, wherever the ring is', async (t) => {
    const page = await shelf(t, only(ONE));
    await says(page, /The KL ball changes its shape instead and always means the same: so many nats of KL\(old ‖ new\)/);
    const box = await page.locator(`${ONE} .plane`).boundingBox();
    for (const [across, down] of [[0.3, 0.8], [0.25, 0.3], [0.85, 0.2], [0.6, 0.6]]) {
      await drag(page, await ring(page, ONE), [box.x + across * box.width, box.y + down * box.height]);
      const { spec, rows } = await agrees(page, ONE);
      close(spent(spec)['kl-ball'], 1, 1e-9);
      assert.equal(rows['kl-ball'][1], '100\u202f%');
    }
  });

  test('“changes its shape”: as wide as σ, as high as σ²', async (t) => {
    const page = await shelf(t, only(ONE));
    const { spec } = await shown(page, ONE);
    const size = (variance) => {
      const boundary = model(spec).ball('kl-old-new', [5.3, variance], 0.08, 400, 'variance');
      const reach = (axis) => {
        const values = boundary.filter((_, k) => k % 2 === axis);
        return Math.max(...values) - Math.min(...values);
      };
      return [reach(0), reach(1)];
    };
    const [small, large] = [size(0.01), size(0.09)];
    close(large[0] / small[0], 3, 1e-3);
    close(large[1] / small[1], 9, 1e-3);
  });

  test('the caption counts in budgets what the table counts', async (t) => {
    const page = await shelf(t, only(ONE));
    const { caption, rows } = await agrees(page, ONE);
    for (const [name, rule] of [['Euclidean ball', 'euclidean-ball'], ['Fisher ball', 'fisher-ball']]) {
      assert.ok(caption.includes(`The ${name} step costs ${rows[rule][0]}`), caption);
    }
    assert.match(caption, /The KL ball step spends the budget of 0\.08 nats, no more and no less/);
  });
});

describe('variance or precision?', () => {
  test('“Three rules, each run twice from one start … All six paths are drawn in both planes”', async (t) => {
    const page = await shelf(t, only(TWO));
    await says(page, /natural gradient, which multiplies the gradient by the inverse of a matrix that is explained below; and the exact trust region, which makes the loss itself as small as it can be in a KL ball\. Each is run twice from one start/);
    const { spec } = await agrees(page, TWO);
    assert.equal(spec.runs.length, 6);
    assert.deepEqual([...new Set(spec.runs.map(({ chart }) => chart))], ['variance', 'precision']);
    assert.equal(await page.locator(`${TWO} .plane`).count(), 2);
    // Every rule’s colour is on both planes.
    const colours = await page.locator(TWO).evaluate((figure) => {
      const style = getComputedStyle(figure);
      const wanted = ['euclidean', 'natural', 'exact'].map((family) => /#\w+/.exec(style.getPropertyValue(`--kl-${family}`))[0]);
      return [...figure.shadowRoot.querySelectorAll('.plane .overlay')].map((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return wanted.map((hex) => {
          const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
          let count = 0;
          for (let k = 0; k < data.length; k += 4) count += data[k + 3] > 250 && data[k] === r && data[k + 1] === g && data[k + 2] === b;
          return count;
        });
      });
    });
    for (const plane of colours) for (const count of plane) assert.ok(count > 20, JSON.stringify(colours));
  });

  test('“The precision τ = 1/σ² serves as well as the variance”: it names the same distributions', async (t) => {
    const page = await shelf(t, only(TWO));
    const { spec } = await shown(page, TWO);
    const [[mean, variance], [same, precision]] = ['variance', 'precision'].map((chart) => startIn(spec, chart));
    assert.equal(mean, same);
    close(precision, 1 / variance, 1e-14);
  });

  test('“Plain gradient descent takes two different paths”, “the exact trust region takes one”, “natural gradient takes two that are close”', async (t) => {
    const page = await shelf(t, only(TWO));
    await says(page, /Plain gradient descent takes two different paths/);
    await says(page, /The exact trust region takes one/);
    await says(page, /Natural gradient takes two that are close/);
    const { spec, rows } = await agrees(page, TWO);
    for (let k = 1; k <= spec.steps; k += 1) {
      const gaps = apart(spec, k);
      assert.ok(gaps['trust-region'] < 1e-9, `step ${k}: ${gaps['trust-region']}`);
    }
    const end = apart(spec, spec.steps);
    assert.ok(end.gradient > 0.1 && end.gradient > 3 * end['natural-gradient'], JSON.stringify(end));
    assert.equal(rows['trust-region'].at(-1), '0');
    assert.match((await shown(page, TWO)).caption, /xact trust region: one path in both/);
  });

  test('“… and closer the smaller its step”: half the rate, half the gap after the same way', async (t) => {
    const page = await shelf(t, only(TWO));
    await says(page, /closer the smaller its step/);
    const { spec } = await shown(page, TWO);
    const gap = (rate, steps) => {
      const runs = spec.runs.filter(({ rule }) => rule === 'natural-gradient').map((run) => ({ ...run, rate }));
      return apart({ ...spec, runs, steps }, steps)['natural-gradient'];
    };
    const gaps = [1, 2, 4, 8, 16, 32].map((finer) => gap(0.1 / finer, 20 * finer));
    for (let k = 1; k < gaps.length; k += 1) assert.ok(gaps[k] < 0.65 * gaps[k - 1], `${gaps}`);
    close(gaps[5] / gaps[4], 0.5, 0.05);
  });

  test('and so it is under the reader’s hand: a lower rate brings the two paths together', async (t) => {
    const page = await shelf(t, only(TWO));
    const slider = control(page, TWO, 'learning rate of natural gradient');
    await slider.focus();
    let last = Infinity;
    for (let k = 0; k < 3; k += 1) {
      const { spec } = await agrees(page, TWO);
      const gaps = Array.from({ length: spec.steps }, (_, step) => apart(spec, step + 1)['natural-gradient']);
      assert.ok(Math.max(...gaps) < last, `${Math.max(...gaps)} after ${last}`);
      last = Math.max(...gaps);
      await page.keyboard.press('PageDown');
      await frame(page);
    }
  });

  test('gradient descent’s gap does not close with its rate', async (t) => {
    const page = await shelf(t, only(TWO));
    const { spec } = await shown(page, TWO);
    const gap = (rate, steps) => {
      const runs = spec.runs.filter(({ rule }) => rule === 'gradient').map((run) => ({ ...run, rate }));
      return apart({ ...spec, runs, steps }, steps).gradient;
    };
    const [coarse, fine] = [gap(0.05, 40), gap(0.05 / 16, 640)];
    assert.ok(fine > 0.5 * coarse && fine > 0.1, `${coarse}, ${fine}`);
  });

  test('“the arrow is the same in both charts, but a straight line in one is a curve in the other”', async (t) => {
    const page = await shelf(t, only(TWO));
    await says(page, /the arrow is the same in both charts, but a straight line in one is a curve in the other/);
    const { spec } = await shown(page, TWO);
    const bench = model(spec);
    const [at, there] = ['variance', 'precision'].map((chart) => startIn(spec, chart));
    const tiny = 1e-6;
    const step = (rate, chart, from) => bench.step({ rule: 'natural-gradient', rate }, from, chart).theta;
    const arrow = step(tiny, 'variance', at).map((x, k) => (x - at[k]) / tiny);
    const seen = bench.convert(step(tiny, 'precision', there), 'precision', 'variance').map((x, k) => (x - at[k]) / tiny);
    arrow.forEach((x, k) => close(seen[k], x, 1e-5));
    // A line in variance: its middle is no middle in precision.
    const end = step(0.1, 'variance', at);
    const [first, middle, last] = [at, at.map((x, k) => (x + end[k]) / 2), end].map((point) => bench.convert(point, 'variance', 'precision'));
    assert.ok(Math.abs(middle[1] - (first[1] + last[1]) / 2) > 1e-3 * Math.abs(last[1] - first[1]));
  });

  test('“Drag the ring in either”: the claims hold wherever it is dropped', async (t) => {
    const page = await shelf(t, only(TWO));
    const [x, y] = await ring(page, TWO, 0);
    for (const [dx, dy] of [[40, -60], [80, -120], [250, -90]]) {
      await drag(page, await ring(page, TWO, 0), [x + dx, y + dy]);
      const { spec } = await agrees(page, TWO);
      const gaps = apart(spec, spec.steps);
      assert.ok(gaps['trust-region'] < 1e-8, JSON.stringify(gaps));
    }
  });
});
