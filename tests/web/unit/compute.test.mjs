// What the shell computes from the core's objects, without a page: www/compute/.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as textbook from './gaussian.mjs';
import { allClose, close } from './close.mjs';
import { core, shell } from './modules.mjs';

const { ready } = await shell('core.js');
const { fromAttributes } = await shell('state/attributes.js');
const { ModelCache } = await shell('scene/models.js');
const { compute, grow } = await shell('scene/scene.js');
const { refining } = await shell('scene/prepared.js');
await shell('views/index.js');
const { fetchViews } = await shell('views/registry.js');
const { arrival, LIMIT, meanArrivals, startsAround } = await shell('compute/arrival.js');
const { stretches } = await shell('compute/cliff.js');
const { expansion, indexOf, SHARES } = await shell('compute/expansion.js');
const { DIVISORS, gapsOfHalvedSteps } = await shell('compute/halving.js');
const { learning, orderOf } = await shell('compute/learners.js');
const { codesOf } = await shell('compute/outcome-codes.js');
const { mapOf, outcomeNames, sweepSpec, tallied } = await shell('compute/map.js');
const { matchedSize } = await shell('compute/matching.js');
const { curves, divergences } = await shell('compute/pairs.js');
const { bestRates } = await shell('compute/rate-searches.js');
const { costOf, SOLVERS } = await shell('compute/step-cost.js');
const catalog = await ready();
await fetchViews();

/** The scene of an element with these attributes, and its model. */
function sceneOf(attributes) {
  const all = { data: 'teaching', start: '0.3 3', ...attributes };
  const state = fromAttributes((name) => all[name] ?? null);
  for (const place of [state.start, state.other]) if (place) place.chart ??= state.charts[0];
  const model = new ModelCache().get(state);
  return { state, model, scene: compute(state, model) };
}

/** Runs a generator to its end; its value, and how often it paused. */
function toTheEnd(work) {
  for (let pauses = 0; ; pauses += 1) {
    const { done, value } = work.next();
    if (done) return { value, pauses };
  }
}

describe('a matched rate', () => {
  const { model, state } = sceneOf({ chart: 'variance' });
  for (const { name: rule, options } of catalog.rules) {
    test(`lets the first step of ${rule} cost what was asked for`, () => {
      const size = options.find((option) => option.unit === 'nats' || option.name === 'rate') ?? options[0];
      for (const wanted of [0.001, 0.02]) {
        const rate = matchedSize(model, { rule, chart: 'variance' }, state.start, wanted);
        const { kl, halvings } = model.step({ rule, [size.name]: rate }, state.start.at, 'variance');
        assert.equal(halvings, 0);
        close(kl, wanted, 3e-4, 0, `${rule} at ${rate}`);
      }
    });
  }

  test('is the same from a start that is given in another chart', () => {
    const elsewhere = { chart: 'precision', at: model.convert(state.start.at, 'variance', 'precision') };
    const run = { rule: 'gradient', chart: 'variance' };
    close(matchedSize(model, run, elsewhere, 0.01), matchedSize(model, run, state.start, 0.01), 1e-4);
  });
});

describe('arrivals', () => {
  test('are at the first step with so small a loss, if there is one', () => {
    assert.equal(arrival(Float64Array.of(3, 2, 1, 2), 2), 1);
    assert.equal(arrival(Float64Array.of(1, 2), 1), 0);
    assert.equal(arrival(Float64Array.of(3, NaN), 2), undefined);
  });

  const { model, state, scene } = sceneOf({ chart: 'variance', rules: 'gradient natural-gradient', rate: '0.2', steps: '5' });
  const starts = startsAround(scene, state, model);

  test('are counted from starts with one loss', () => {
    assert.equal(starts[0], state.start);
    assert.ok(starts.length > 4);
    for (const { chart, at } of starts) close(model.inspect(at, chart).loss, scene.inspection.loss, 1e-6);
  });

  test('have the means of runs one by one', () => {
    const goal = scene.leastLoss + 0.01;
    const { value, pauses } = toTheEnd(meanArrivals(scene.spec, starts, goal));
    assert.ok(pauses >= starts.length);
    value.forEach(({ mean, arrived }, k) => {
      const steps = starts.map((start) => {
        const experiment = new core.Experiment({ ...scene.spec, start, steps: LIMIT });
        experiment.advance(LIMIT);
        return arrival(experiment.series(k, 'loss'), goal);
      });
      assert.equal(arrived, steps.filter((step) => step !== undefined).length);
      if (arrived === starts.length) close(mean, steps.reduce((sum, step) => sum + step) / steps.length);
    });
  });
});

describe('a pair', () => {
  const { model, state, scene } = sceneOf({ view: 'divergence', chart: 'variance', start: '0.3 3', other: '1 2' });

  test('has the divergences of the textbook, both ways', () => {
    const { forward, reverse } = divergences(state, scene, model);
    const [p, q] = [scene.pins.start.variance, scene.pins.other.variance];
    assert.notDeepEqual(p, q);
    close(forward, textbook.kl(p, q));
    close(reverse, textbook.kl(q, p));
  });

  test('is as far apart in other units, and its parameters are not', () => {
    const there = sceneOf({ view: 'divergence', chart: 'variance', start: '0.3 3', other: '1 2' });
    there.state.units = { scale: 2, shift: 1 };
    const { before, ...now } = divergences(there.state, there.scene, there.model);
    for (const name of ['forward', 'reverse', 'distance']) close(before[name], now[name], 1e-9);
    const [chart] = now.charts.filter(({ name }) => name === 'variance');
    assert.ok(before.lengths.variance < chart.length);
  });

  test('has integrands whose sums are its divergences', () => {
    const { seen, highest, p } = curves(scene, 'variance', model, [-20, 20], false);
    const { forward, reverse } = divergences(state, scene, model);
    close(seen.forward, forward, 1e-3);
    close(seen.reverse, reverse, 1e-3);
    assert.ok(p.every((value) => value <= highest));
  });

  test('has a quadratic approximation that both divergences have at short distances', () => {
    const found = expansion(scene, state, model);
    close(found.whole.forward, divergences(state, scene, model).forward);
    for (const k of [indexOf(-0.025), indexOf(0.025)]) {
      close(found.forward[k], SHARES[k] ** 2 * found.quadratic, 0.1);
      close(found.reverse[k], SHARES[k] ** 2 * found.quadratic, 0.1);
    }
    assert.equal(found.forward[indexOf(0)], 0);
  });
});

test('halved steps of the natural gradient end closer and closer to each other', () => {
  const { state, scene } = sceneOf({ chart: 'variance precision', rules: 'gradient natural-gradient', rate: '0.1', steps: '10' });
  const all = [...gapsOfHalvedSteps({ gaps: state.rules.map(() => []) }, scene, state)];
  assert.ok(all.length > DIVISORS.length, 'it pauses in between');
  const [plain, natural] = all.at(-1).gaps.map((levels) => levels.map(({ gap }) => gap));
  assert.equal(natural.length, DIVISORS.length);
  natural.slice(1).forEach((gap, k) => close(gap / natural[k], 0.5, 0.1));
  assert.ok(plain.at(-1) > 10 * natural.at(-1));
});

test('what is found while runs go on stays, and is of the runs as far as they have come', () => {
  const { scene, state, model } = sceneOf({ view: 'race', budget: 'set', rules: 'gradient', rate: '0.001', steps: '30000' });
  assert.ok(scene.growing, 'the runs are long');
  const [work] = refining(scene, state, model);
  work.next();
  work.next();
  grow(scene, state, model);
  assert.ok(scene.columns.race.rested);
  while (scene.growing) grow(scene, state, model);
  while (!work.next().done);
  const { rested, means, lines } = scene.columns.race;
  assert.ok(rested && means.length === 1);
  assert.equal(lines.values[0].length, scene.runs[0].loss.length);
});

test('sizes for which something holds form ranges', () => {
  assert.deepEqual(stretches([[1, true], [2, true], [3, false], [4, true]]), [[1, 2], [4, 4]]);
  assert.deepEqual(stretches([[1, false]]), []);
});

test('results of a map are counted, and their median is that of the starts that arrive', () => {
  const names = outcomeNames();
  const { arrived, median, others, starts } = tallied(Int32Array.of(3, 1, -1, 7, -2), 10);
  assert.equal(arrived, 3);
  assert.equal(median, 3);
  assert.equal(others.length, names.length);
  assert.ok(starts <= 5);
});

test('a run that ends at another minimum is told which, as in a map', () => {
  const figure = { model: 'variational', data: 'two-peaks', chart: 'log-std', rules: 'natural-gradient', 'natural-gradient-rate': '0.3', steps: '60' };
  for (const [at, minimum] of [['2.4 -0.3', 1], ['-2 -0.3', undefined], ['1.2 -0.8', 1]]) {
    const { scene, model } = sceneOf({ ...figure, start: at });
    const found = model.minimumAt(Array.from(scene.runs[0].paths['log-std'].slice(-2)), 'log-std', 0.01);
    const [x, y] = at.split(' ').map(Number);
    const sweep = new core.Sweep({
      model: 'variational', data: { set: 'two-peaks' }, run: { rule: 'natural-gradient', chart: 'log-std', rate: 0.3 }, steps: 60, gap: 0.01,
      grid: { chart: 'log-std', window: [x - 1, x + 1, y - 1, y + 1], size: [1, 1] },
    });
    while (sweep.advance(1000) < 1);
    assert.equal(found, minimum ?? 0, at);
    assert.equal(sweep.minima()[0], minimum ?? 0, at);
  }
});

describe('the options of a model hold beside its runs too:', () => {
  // Few observations: a search takes millions of steps, and each sums over all of them.
  const data = { x: [-3, -2.5, -1, 0.5, 2, 3.5, 4, 5] };
  const MIXTURE = { model: 'mixture', data: data.x.join(' '), start: '-1 2', spread: '2', chart: 'means', rules: 'gradient' };
  const options = { spread: 2 };

  test('in a map', () => {
    const { state } = sceneOf({ ...MIXTURE, view: 'map' });
    const grid = { window: [-8, 8, -8, 8], size: [20, 20] };
    const codes = (other) => {
      const sweep = new core.Sweep({ model: 'mixture', data, ...other, run: { rule: 'gradient', chart: 'means' }, grid: { chart: 'means', ...grid }, gap: state.map.goal.gap, steps: state.map.limit });
      while (sweep.advance(1000) < 1);
      return Array.from(codesOf(sweep));
    };
    const found = Array.from(mapOf(sweepSpec(state, 'gradient', 'means', grid)).codes);
    assert.deepEqual(found, codes({ options }));
    assert.notDeepEqual(found, codes({}));
  });

  test('in a search for rates', () => {
    const { state, scene } = sceneOf({ ...MIXTURE, view: 'race', budget: 'best' });
    const rate = (other) => {
      const search = new core.RateSearch({ model: 'mixture', data, ...other, run: scene.spec.runs[0], starts: scene.columns.race.starts, gap: state.race.gap, steps: LIMIT });
      while (search.advance(1000) < 1);
      return search.best().value;
    };
    state.race.pending = [0];
    const [{ rate: found }] = bestRates(scene, state, scene.columns.race);
    assert.equal(found, Number(rate({ options }).toPrecision(6)));
    assert.notEqual(found, Number(rate({}).toPrecision(6)));
  });

  test('for learners', () => {
    const { state, scene, model } = sceneOf({ ...MIXTURE, spread: undefined, weight: '0.9', view: 'order', learners: 'gradient' });
    const { value: { learners } } = learning(orderOf(scene, state, model), scene, state, model).next();
    allClose(learners[0].outcome.truth, model.optimum('means'), 1e-9);
  });
});

test('a step costs one gradient, unless it solves with a matrix', () => {
  for (const rule of catalog.rules) {
    for (const solver of Object.keys(SOLVERS)) {
      const cost = costOf(rule, { solver, parameters: 1e6 });
      if (rule.needs.matrix) assert.ok(cost > 1, `${rule.name}, ${solver}`);
      else assert.equal(cost, 1, rule.name);
    }
  }
});

test('points on an axis are evenly spaced and have 0 and 1 among them', () => {
  allClose([SHARES[indexOf(0)], SHARES[indexOf(1)]], [0, 1]);
});
