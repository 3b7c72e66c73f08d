// The catalogue has exactly the names of the public interface.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from './modules.mjs';

const { models, rules, series, balls, limits } = core.catalog();

const names = (list) => list.map(({ name }) => name);

test('the Gaussian has six charts, variance first', () => {
  const [gaussian] = models;
  assert.equal(gaussian.name, 'gaussian');
  assert.deepEqual(names(gaussian.charts), ['variance', 'precision', 'std-dev', 'log-std', 'natural', 'expectation']);
});

test('every chart has a label, two symbols, a domain in words and as bounds', () => {
  for (const chart of models.flatMap(({ charts }) => charts)) {
    assert.match(chart.label, /\w/, chart.name);
    assert.equal(chart.symbols.length, 2);
    assert.ok(chart.symbols.every((symbol) => symbol.length > 0), chart.name);
    assert.match(chart.domain, /\S/, chart.name);
    assert.deepEqual(chart.bounds.map((ends) => ends.length), [2, 2]);
    for (const end of chart.bounds.flat()) assert.ok(end === null || Number.isFinite(end), chart.name);
  }
});

test('every built-in data set says what was measured and where it was published', () => {
  assert.deepEqual(names(models[0].data), ['cavendish', 'michelson', 'teaching']);
  for (const { label, quantity, source } of models[0].data) {
    assert.match(label, /\w/);
    assert.match(quantity, /\w/);
    assert.match(source, /\w{3}/);
  }
  assert.match(models[0].data[0].source, /Cavendish.*1798/);
  assert.match(models[0].data[1].source, /Michelson.*1879/);
});

test('the built-in observations are the published ones', () => {
  const observations = (set) => Array.from(new core.Model({ model: 'gaussian', data: { set } }).observations);
  const cavendish = observations('cavendish');
  assert.equal(cavendish.length, 29);
  // Cavendish's mean, after the correction of an error of his in one number, is 5.448.
  assert.equal((cavendish.reduce((a, b) => a + b) / 29).toFixed(3), '5.448');
  const michelson = observations('michelson');
  assert.equal(michelson.length, 100);
  assert.equal((michelson.reduce((a, b) => a + b) / 100).toFixed(1), '852.4');
  assert.deepEqual(observations('teaching'), [-0.4, 0.1, 0.9, 1.2, 1.5, 2, 2.2, 4.1]);
});

/** Options of every rule as the interface lists them, with the defaults that it names. */
const RULES = {
  gradient: { rate: null, schedule: 'schedule' },
  'euclidean-ball': { radius: null },
  'natural-gradient': { rate: null, damping: 0, metric: 'metric', schedule: 'schedule' },
  'fisher-ball': { radius: null, damping: 0 },
  'kl-ray': { radius: null, direction: 'direction' },
  'kl-ball': { radius: null, direction: 'direction' },
  'trust-region': { radius: null, direction: 'direction' },
  trpo: { radius: null },
  mirror: { rate: null, direction: 'direction', schedule: 'schedule' },
  geodesic: { rate: null, schedule: 'schedule' },
  newton: { rate: 1, damping: 0, schedule: 'schedule' },
  momentum: { rate: null, momentum: 0.9, schedule: 'schedule' },
  nesterov: { rate: null, momentum: 0.9, schedule: 'schedule', convention: 'convention' },
  adagrad: { rate: null, epsilon: null, schedule: 'schedule', convention: 'convention' },
  rmsprop: { rate: null, decay: 0.9, epsilon: 1e-8, schedule: 'schedule', convention: 'convention' },
  adam: { rate: null, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, schedule: 'schedule', convention: 'convention' },
};

const CHOICES = {
  schedule: ['constant', 'inverse-time'],
  metric: ['fisher', 'empirical'],
  direction: ['old-new', 'new-old'],
  convention: ['paper', 'pytorch', 'optax', 'keras'],
};

test('the rules of this edition are there, in the order of the interface', () => {
  assert.deepEqual(names(rules), Object.keys(RULES));
});

for (const rule of rules) {
  test(`${rule.name} has the options of the interface, with their defaults`, () => {
    const documented = RULES[rule.name];
    assert.deepEqual(names(rule.options), Object.keys(documented));
    assert.match(rule.label, /\w/);
    assert.ok(['euclidean', 'natural', 'exact', 'momentum', 'adaptive', 'newton'].includes(rule.family));
    assert.ok(['exact', 'in-the-limit', 'affine', 'none'].includes(rule.invariance));
    assert.equal(rule.keepsState, ['momentum', 'adaptive'].includes(rule.family));
    for (const option of rule.options) {
      assert.match(option.label, /\w/);
      if (option.kind === 'choice') {
        assert.deepEqual(option.of, CHOICES[documented[option.name]]);
        continue;
      }
      assert.equal(option.kind, 'number');
      if (documented[option.name] !== null) assert.equal(option.default, documented[option.name]);
      const [least, most] = option.range;
      const [low, high] = option.slider;
      assert.ok(least <= low && low < high && high <= most, `${option.name}: the slider stays in range`);
      assert.ok(low <= option.default && option.default <= high, `${option.name}: the default is on the slider`);
      assert.ok(!option.logarithmic || low > 0, `${option.name}: a logarithmic slider starts above zero`);
      if (option.name === 'radius') {
        assert.equal(option.unit, rule.name === 'euclidean-ball' ? 'chart units' : 'nats');
      }
    }
  });
}

test('a catalogue is plain JSON, and a new one every time', () => {
  const one = core.catalog();
  assert.deepEqual(JSON.parse(JSON.stringify(one)), one);
  one.models[0].name = 'mine';
  one.rules.length = 0;
  assert.deepEqual(core.catalog(), { models, rules, series, balls, limits });
});

test('every method of the interface is there', () => {
  const methods = (type) => Object.getOwnPropertyNames(type.prototype);
  const ofModel = ['convert', 'contains', 'inspect', 'kl', 'distance', 'optimum', 'optima', 'targetDensity', 'step', 'ball', 'density', 'sample', 'quadratic', 'integrand', 'scores', 'along', 'affine', 'rescaled'];
  const ofExperiment = ['advance', 'trajectory', 'series', 'status', 'reset', 'startAt', 'spec'];
  for (const name of ofModel) assert.ok(methods(core.Model).includes(name), `Model.${name}`);
  for (const name of ofExperiment) assert.ok(methods(core.Experiment).includes(name), `Experiment.${name}`);
});

test('every series and every kind of ball that the catalogue names is understood', () => {
  const model = new core.Model({ model: 'gaussian' });
  const start = { chart: 'variance', at: [5.3, 0.022] };
  const experiment = new core.Experiment({ model: 'gaussian', start, runs: [{ rule: 'kl-ball', chart: 'variance' }] });
  for (const { name, label } of series) assert.equal(experiment.series(0, name).length, 1, label);
  for (const { name, label } of balls) assert.equal(model.ball(name, start.at, 0.01, 8, 'variance').length, 16, label);
});

test('models say whether they play episodes and know a distance', () => {
  for (const { name, charts: [{ name: chart }], playsEpisodes, hasDistance } of models) {
    const model = new core.Model({ model: name });
    const at = model.start(chart);
    assert.equal(model.distance(at, at, chart) !== undefined, hasDistance, name);
    const plays = () => model.informative(at, chart, 4);
    if (playsEpisodes) assert.ok(plays() > 0, name);
    else assert.throws(plays, { message: /a model that plays episodes/ });
  }
});

test('what counts as success, and after how many halvings a search gives up, is what the core goes by', () => {
  const spec = { model: 'policy', start: { chart: 'probability', at: [0.5, 0.05] }, run: { rule: 'gradient', chart: 'sequential', rate: 30, batch: { size: 64 } }, steps: 30, seeds: 40 };
  const runs = (more) => {
    const work = new core.MonteCarlo({ ...spec, ...more });
    while (work.tally().done < work.tally().total) work.advance(10);
    return work.tally().success;
  };
  assert.equal(runs({}), runs({ success: -limits.success }));
  assert.notEqual(runs({}), runs({ success: -0.999999 }));
  // A search on a loss that falls nowhere gives up.
  const model = new core.Model({ model: 'gaussian' });
  const { halvings } = model.step({ rule: 'trpo', radius: 1e-30 }, model.optimum('variance').map((x, k) => x * (1 + k * 1e-8)), 'variance');
  assert.ok(halvings <= limits.halvings, String(halvings));
});
