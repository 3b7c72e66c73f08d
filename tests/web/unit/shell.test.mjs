// The parts of the shell that need no browser: how numbers are written, how attributes
// become a state and the state a specification, scenes, and captions.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as textbook from './gaussian.mjs';
import { close } from './close.mjs';
import { core, shell } from './modules.mjs';

const { chance, chosen, chosenCost, counted, nats, number, pair, share, spoken, times } = await shell('text/format.js');
const { chartEntry, modelEntry, ready, ruleEntry } = await shell('core.js');
const { ATTRIBUTES, fromAttributes, toAttributes } = await shell('state/attributes.js');
const { dataText } = await shell('state/data.js');
const { stateFrom } = await shell('figure/reading.js');
const { optionControls, setting } = await shell('state/options.js');
const { fromSpec, runIndex, toSpec } = await shell('state/specification.js');
const { ModelCache, nodeMaking } = await shell('scene/models.js');
const { compute, grow } = await shell('scene/scene.js');
await shell('views/index.js');
const { caption, describePin, ended } = await shell('text/caption.js');
const { stageCaption } = await shell('figure/stages.js');
const { aboutPaths } = await shell('text/paths.js');
const { judged } = await shell('figure/prediction.js');
const catalog = await ready();

/** Each value with the text it is written as. */
const written = (format, cases) => {
  for (const [value, text] of cases) assert.equal(format(value), text, String(value));
};

describe('numbers', () => {
  test('have three significant digits', () => {
    written(number, [
      [1, '1.00'], [1.2345, '1.23'], [12.345, '12.3'], [123.45, '123'], [0.12345, '0.123'], [0.012345, '0.0123'],
      [0.0012345, '0.00123'], [1234.5, '1235'], [98765, '98765'], [0.5, '0.500'], [5.4479, '5.45'],
    ]);
  });

  test('are counted in words', () => {
    written(times, [[1, 'once'], [2, 'twice'], [3, '3 times']]);
    written(nats, [[1, '1 nat'], [0.05, '0.05 nats'], [2, '2 nats']]);
  });

  test('have three significant digits also after rounding up', () => {
    written(number, [
      [9.999, '10.0'], [99.96, '100'], [0.9999, '1.00'], [0.09996, '0.100'], [999.9, '1000'], [9.994, '9.99'],
      [0.0009999, '0.00100'], [99999.7, '1.00·10⁵'],
    ]);
  });

  test('become powers of ten if they would have many zeros', () => {
    written(number, [
      [0.00098765, '9.88·10⁻⁴'], [1.5e-12, '1.50·10⁻¹²'], [123456, '1.23·10⁵'], [6.02e23, '6.02·10²³'],
      [5e-324, '4.94·10⁻³²⁴'], [1.7976931348623157e308, '1.80·10³⁰⁸'],
    ]);
  });

  test('as probabilities are never rounded to 0 or 1', () => {
    written(chance, [
      [0.5, '50.0\u202f%'], [0.3967, '39.7\u202f%'], [0.05, '5.0\u202f%'], [0.99732, '99.73\u202f%'], [0.9996088, '99.961\u202f%'],
      [0.000391, '0.039\u202f%'], [1 - 1e-12, '> 99.9999\u202f%'], [0, '< 0.0001\u202f%'], [1, '> 99.9999\u202f%'], [NaN, '–'],
    ]);
  });

  test('have a true minus sign', () => {
    written(number, [[-1, '−1.00'], [-0.05, '−0.0500'], [-1e-9, '−1.00·10⁻⁹'], [-1e9, '−1.00·10⁹'], [-Infinity, '−∞']]);
  });

  test('may be nothing, zero, or beyond all bounds', () => {
    written(number, [[NaN, '–'], [undefined, '–'], [0, '0'], [-0, '0'], [Infinity, '∞']]);
  });

  test('that somebody chose have no trailing zeros', () => {
    written(chosen, [[0.05, '0.05'], [0.5, '0.5'], [1, '1'], [10, '10'], [100, '100'], [0.123, '0.123'], [2.5, '2.5'], [1e-4, '1.00·10⁻⁴'], [0, '0']]);
  });

  test('as shares of a budget are percentages, then multiples', () => {
    written(share, [[0.5, '50.0\u202f%'], [1, '100\u202f%'], [0.05, '5.00\u202f%'], [1.996, '200\u202f%'], [3.62, '362\u202f%'], [10, '10.0×'], [31.4, '31.4×'], [0.0004, '< 0.1\u202f%'], [0, '0\u202f%'], [NaN, '–'], [Infinity, '–']]);
  });

  test('come in pairs', () => {
    assert.equal(pair([1, -0.5]), '(1.00, −0.500)');
    assert.equal(pair([0, NaN]), '(0, –)');
  });
});

describe('the catalogue as the shell sees it', () => {
  test('is the core’s own', () => {
    assert.deepEqual(catalog, core.catalog());
    assert.equal(modelEntry('gaussian').name, 'gaussian');
    assert.equal(chartEntry('gaussian', 'log-std').name, 'log-std');
    assert.equal(ruleEntry('kl-ball').family, 'exact');
  });

  test('is fetched once, however often one asks', async () => {
    assert.equal(await ready(), catalog);
    assert.equal(ready(), ready());
  });
});

/** The state of an element with these attributes. */
const stateOf = (attributes) => fromAttributes((name) => attributes[name] ?? null);

describe('attributes', () => {
  test('may all be absent', () => {
    const state = stateOf({});
    assert.equal(state.model, 'gaussian');
    assert.deepEqual(state.charts, ['variance']);
    assert.deepEqual(state.views, ['plane']);
    assert.equal(state.data, undefined);
    assert.equal(state.start, undefined);
    assert.equal(state.steps, undefined);
    assert.deepEqual(state.settings, {});
    for (const rule of state.rules) assert.ok(ruleEntry(rule), rule);
  });

  test('are lists of words, between spaces or commas', () => {
    const state = stateOf({ chart: ' variance,precision ', rules: 'gradient,\n kl-ball', view: 'plane density' });
    assert.deepEqual(state.charts, ['variance', 'precision']);
    assert.deepEqual(state.rules, ['gradient', 'kl-ball']);
    assert.deepEqual(state.views, ['plane', 'density']);
  });

  test('data is the name of a set or numbers of one’s own', () => {
    assert.deepEqual(stateOf({ data: 'michelson' }).data, { set: 'michelson' });
    assert.deepEqual(stateOf({ data: '1, 2.5 -3e2\n4' }).data, { x: [1, 2.5, -300, 4] });
    for (const data of ['', ' ', '[]']) assert.throws(() => stateOf({ data }), /^Error: data is empty; allowed: numbers, cavendish/);
  });

  test('start is a pair, in the first chart or in one that is named', () => {
    assert.deepEqual(stateOf({ start: '5.3 0.02' }).start, { chart: undefined, at: [5.3, 0.02] });
    assert.deepEqual(stateOf({ start: 'precision 5.3, 40' }).start, { chart: 'precision', at: [5.3, 40] });
  });

  test('an option goes to every rule that has it; with a rule’s name before it, to that rule alone', () => {
    const { settings } = stateOf({
      rules: 'euclidean-ball fisher-ball kl-ball gradient', radius: '0.2', 'euclidean-ball-radius': '7', direction: 'new-old', rate: '0.5',
    });
    assert.deepEqual(settings, {
      'euclidean-ball.radius': 7, 'fisher-ball.radius': 0.2, 'kl-ball.radius': 0.2, 'kl-ball.direction': 'new-old', 'gradient.rate': 0.5,
    });
  });

  test('a long value is cut where the core cuts it, and its quotation marks are closed', () => {
    const said = (make) => { try { return make(); } catch ({ message }) { return message.split('; allowed')[0]; } };
    const model = new core.Model({ model: 'gaussian' });
    for (const [letter, count] of [['z', 60], ['z', 61], ['z', 150], ['ζ', 61], ['🎈', 60], ['🎈', 61]]) {
      const text = letter.repeat(count);
      const quoted = `"${letter.repeat(60)}${count > 60 ? '…' : ''}"`;
      assert.equal(said(() => stateOf({ balls: text })), `balls is ${quoted}`);
      assert.equal(said(() => model.start(text)), `chart is ${quoted}`);
    }
    model.free();
  });

  test('what the core refuses has the name of the attribute that an author wrote', () => {
    const wrong = [
      [{ rules: 'gradiant' }, /^rules is "gradiant"; allowed: one of gradient, /],
      [{ chart: 'varianz' }, /^chart is "varianz"; allowed: /],
      [{ radius: '-1' }, /^radius is -1; allowed: /],
      [{ 'kl-ball-radius': '0' }, /^kl-ball-radius is 0; allowed: /],
      [{ chart: 'variance precision', rules: 'gradient', rate: '1', 'gradient-rate': '2', 'gradient-rate-precision': '-3' }, /^gradient-rate-precision is -3; allowed: /],
      [{ rules: 'gradient gradient', rate: '1 -2' }, /^rate is -2; allowed: /],
      [{ direction: 'up' }, /^direction is "up"; allowed: one of old-new, new-old/],
      [{ start: '1 -2' }, /^start is \[1, -2\]; allowed: .*σ² > 0/],
      [{ start: '1 -2', rules: 'none' }, /^start is \[1, -2\]; allowed: .*σ² > 0/],
      [{ data: 'foo' }, /^data is "foo"; allowed: /],
      [{ data: '3 3 3' }, /^data is .*equal/],
      [{ model: 'mixture', weight: '2' }, /^weight is 2; allowed: /],
      [{ model: 'policy', scale: '0 1' }, /^scale\[0\] is 0; allowed: /],
    ];
    for (const [attributes, message] of wrong) assert.throws(() => stateFrom((name) => attributes[name] ?? null), { message }, JSON.stringify(attributes));
  });

  test('what is wrong is named, by the shell where it is no number, and otherwise by the core', () => {
    const wrong = [
      [{ model: 'cauchy' }, /^model is "cauchy"; allowed: /],
      [{ chart: 'varianz' }, /chart is "varianz"; allowed: /],
      [{ rules: 'gradient sgd' }, /^runs\[1\]\.rule is "sgd"; allowed: /],
      [{ start: '5' }, /^start is "5"; allowed: two numbers, /],
      [{ start: 'five six' }, /^start is "five six"; allowed: two numbers, /],
      [{ start: 'nowhere 1 2' }, /^start\.chart is "nowhere"; allowed: /],
      [{ start: '1 -2' }, /^start\.at is \[1, -2\]; allowed: .*σ² > 0/],
      [{ data: 'iris' }, /^data\.set is "iris"; allowed: /],
      [{ data: '3 3 3' }, /^data\.x is .*equal/],
      [{ data: '3' }, /^data\.x /],
      [{ radius: '-1' }, /^runs\[\d\]\.radius is -1; allowed: /],
      [{ radius: 'big' }, /^radius is "big"; allowed: a number above 0 /],
      [{ radius: ' ' }, /^radius is " "; allowed: a number above 0 /],
      [{ direction: 'up' }, /^runs\[\d\]\.direction is "up"; allowed: one of old-new, new-old/],
      [{ steps: '-1' }, /^steps is "-1"; allowed: a whole number from 0 to 1000000/],
      [{ steps: '1.5' }, /^steps is "1\.5"; allowed: a whole number /],
      [{ steps: 'many' }, /^steps is "many"; allowed: a whole number /],
    ];
    for (const [attributes, message] of wrong) {
      assert.throws(() => {
        const state = stateOf({ start: '5 1', ...attributes });
        state.start.chart ??= state.charts[0];
        return new core.Experiment(toSpec(state));
      }, { message }, JSON.stringify(attributes));
    }
  });

  test('words that only the shell knows are refused by the shell', () => {
    assert.throws(() => stateOf({ view: 'plane sphere' }), /^Error: view is "sphere"; allowed: plane, density, field, morph, divergence, score, expansion, halving, order, series, map, race, policy, cliff, fan$/);
    assert.throws(() => stateOf({ balls: 'many' }), /^Error: balls is "many"; allowed: none, start, path, step$/);
    for (const { name: model, hasEmpirical } of core.catalog().models) {
      const read = () => stateOf({ model, ellipses: 'fisher empirical-fisher' }).ellipses;
      if (hasEmpirical) assert.deepEqual(read(), ['fisher', 'empirical-fisher']);
      else assert.throws(read, { message: `ellipses is "empirical-fisher"; allowed with model "${model}": fisher, hessian; the empirical Fisher matrix is made of observations, which this model does not have` });
    }
  });

  test('are observed under the names that the interface gives them', () => {
    for (const name of ['view', 'model', 'data', 'chart', 'rules', 'start', 'steps', 'spec']) assert.ok(ATTRIBUTES.includes(name), name);
    assert.ok(ATTRIBUTES.every((name) => /^[a-z]+\d?(-[a-z]+)*$/.test(name)));
  });
});

describe('data of a reader’s own', () => {
  test('are written as an attribute and read again', () => {
    for (const [model, data, text] of [
      ['gaussian', { x: [1.5, -2, 1e-9] }, '1.5 -2 1e-9'],
      ['logistic', { x: [1, 2], y: [0, 1] }, '1 0, 2 1'],
      ['categorical', { counts: [5, 3, 2] }, '5 3 2'],
      ['categorical', { counts: [152, 68, 124], names: ['Adelie', 'New York', '3'] }, 'Adelie: 152, New York: 68, 3: 124'],
    ]) {
      assert.equal(dataText(data), text);
      assert.deepEqual(stateOf({ model, data: text }).data, data);
    }
    const awkward = dataText({ counts: [1, 2, 3], names: ['a, b', 'c: d', ' e\nf'] });
    assert.deepEqual(stateOf({ model: 'categorical', data: awkward }).data.names, ['a b', 'c d', 'e f']);
  });
});

describe('a state as a specification', () => {
  const state = stateOf({ chart: 'precision natural', rules: 'trust-region gradient', start: '5 2', rate: '0.01', steps: '7', data: 'teaching' });
  state.start.chart = 'precision';

  test('runs every rule in every chart', () => {
    assert.deepEqual(toSpec(state), {
      version: 1, model: 'gaussian', data: { set: 'teaching' }, start: { chart: 'precision', at: [5, 2] },
      runs: [
        { rule: 'trust-region', chart: 'precision' }, { rule: 'trust-region', chart: 'natural' },
        { rule: 'gradient', chart: 'precision', rate: 0.01 }, { rule: 'gradient', chart: 'natural', rate: 0.01 },
      ],
      steps: 7,
    });
  });

  test('says which run is which', () => {
    const { runs } = toSpec(state);
    for (const [k, { rule, chart }] of runs.entries()) assert.equal(runIndex(state, rule, chart), k);
  });

  test('comes back from the core, and through a state again, unchanged', () => {
    const { spec } = new core.Experiment(toSpec(state));
    assert.deepEqual(new core.Experiment(toSpec(fromSpec(spec, state))).spec, spec);
    assert.deepEqual(toSpec(fromSpec(spec, stateOf({}))), spec);
  });

  test('may have an option for one chart alone', () => {
    const own = stateOf({
      chart: 'precision natural', rules: 'gradient', start: '5 2', rate: '0.01', 'gradient-rate-natural': '0.5', batch: '4', seed: '2',
    });
    own.start.chart = 'precision';
    const { spec } = new core.Experiment(toSpec(own));
    assert.deepEqual(spec.runs.map(({ chart, rate }) => [chart, rate]), [['precision', 0.01], ['natural', 0.5]]);
    assert.deepEqual(spec.runs.map(({ batch }) => batch), [{ size: 4, seed: 2 }, { size: 4, seed: 2 }]);
    assert.deepEqual(toSpec(fromSpec(spec, stateOf({}))), spec);
    const written = toAttributes(own);
    assert.deepEqual([written['gradient-rate'], written['gradient-rate-natural'], written.batch], ['0.01', '0.5', '4']);
    assert.deepEqual(toSpec(stateOf({ ...written, start: 'precision 5 2' })), toSpec(own));
  });

  test('that a figure cannot show is refused, not altered', () => {
    const { spec } = new core.Experiment(toSpec(state));
    const other = [
      spec.runs.slice(1),
      [...spec.runs, spec.runs[2]],
      [...spec.runs.slice(0, 3), { ...spec.runs[3], batch: { size: 4, seed: 0 } }],
    ];
    for (const runs of other) assert.throws(() => fromSpec({ ...spec, runs }, state), /^Error: runs is .*; allowed /);
    assert.deepEqual(fromSpec({ ...spec, runs: spec.runs.toReversed?.() ?? spec.runs }, state).settings, fromSpec(spec, state).settings);
  });
});

describe('controls', () => {
  test('one for the options that mean the same in several rules', () => {
    const state = stateOf({ rules: 'euclidean-ball fisher-ball kl-ball' });
    const controls = optionControls(state).map(({ option, keys }) => [option.name, keys]);
    assert.deepEqual(controls, [
      ['radius', ['euclidean-ball.radius']],
      ['radius', ['fisher-ball.radius', 'kl-ball.radius']],
      ['damping', ['fisher-ball.damping']],
      ['direction', ['kl-ball.direction']],
    ]);
  });

  test('the empirical Fisher matrix is offered where there are observations to make it of', () => {
    const offered = core.catalog().models.filter(({ name }) => optionControls(stateOf({ model: name, rules: 'natural-gradient' })).some(({ option }) => option.name === 'metric'));
    assert.deepEqual(offered.map(({ name }) => name), ['gaussian', 'logistic', 'categorical', 'mixture']);
  });

  test('rates of rules that measure differently are two', () => {
    const rates = optionControls(stateOf({ rules: 'gradient natural-gradient' })).filter(({ option }) => option.name === 'rate');
    assert.deepEqual(rates.map(({ rules }) => rules), [['gradient'], ['natural-gradient']]);
  });

  test('show the default until somebody chooses', () => {
    const state = stateOf({ rules: 'kl-ball' });
    for (const { option, keys } of optionControls(state)) {
      assert.equal(setting(state, keys[0], option), option.kind === 'number' ? option.default : option.of[0]);
    }
    state.settings['kl-ball.radius'] = 0.7;
    assert.equal(setting(state, 'kl-ball.radius', ruleEntry('kl-ball').options[0]), 0.7);
  });
});

/** The scene of an element with these attributes, with all of its steps: a slow machine takes them in several portions. */
function sceneOf(attributes) {
  const state = stateOf({ data: 'teaching', start: '0.3 3', ...attributes });
  state.start.chart ??= state.charts[0];
  const model = new ModelCache().get(state);
  const scene = compute(state, model);
  while (scene.growing) grow(scene, state, model);
  return { state, scene };
}

describe('a scene', () => {
  const charts = ['variance', 'precision'];
  const { state, scene } = sceneOf({ chart: charts.join(' '), rules: 'gradient trust-region', steps: '6', balls: 'path', rate: '0.1', radius: '0.002' });
  const experiment = new core.Experiment(scene.spec);
  experiment.advance(6);

  test('holds the core’s numbers, run by run', () => {
    assert.equal(scene.runs.length, 4);
    for (const run of scene.runs) {
      assert.equal(run.index, runIndex(state, run.rule, run.chart));
      assert.equal(run.steps, 6);
      assert.equal(run.status, experiment.status(run.index));
      assert.deepEqual(run.kl, experiment.series(run.index, 'kl'));
      assert.deepEqual(run.loss, experiment.series(run.index, 'loss'));
      for (const chart of charts) assert.deepEqual(run.paths[chart], experiment.trajectory(run.index, chart));
    }
  });

  test('starts, optima and the least loss are those of the data', () => {
    const teaching = [-0.4, 0.1, 0.9, 1.2, 1.5, 2, 2.2, 4.1];
    const best = textbook.optimum(teaching);
    assert.deepEqual(scene.starts.variance, [0.3, 3]);
    close(scene.starts.precision[1], 1 / 3, 1e-14);
    close(scene.optima.precision[1], 1 / best[1], 1e-13);
    close(scene.leastLoss, textbook.inspection(teaching, 'variance', best).loss, 1e-13);
  });

  test('says how far apart a rule’s runs in the two charts are, at every step', () => {
    assert.equal(scene.chartDistance.length, 2);
    for (const [r, distance] of scene.chartDistance.entries()) {
      const [one, other] = scene.runs.filter((run) => run.rule === state.rules[r]);
      for (let k = 0; k <= 6; k += 1) {
        const place = (run) => Array.from(run.paths.variance.slice(2 * k, 2 * k + 2));
        close(distance(k), textbook.distance(place(one), place(other)), 1e-7, 1e-6);
      }
    }
    assert.ok(scene.chartDistance[0](6) > 0.01 && scene.chartDistance[1](6) < 1e-9);
  });

  test('has a ball for every step of a path, in every plane', () => {
    for (const run of scene.runs) {
      for (const chart of charts) {
        assert.deepEqual(run.balls[chart].map(([step]) => step), [0, 1, 2, 3, 4, 5]);
        for (const [step, outline] of run.balls[chart]) {
          assert.deepEqual(outline, experiment.ball(run.index, step, outline.length / 2, chart));
        }
      }
    }
  });

  test('has one ball at the start, or none, where that is asked for', () => {
    const count = (balls) => sceneOf({ rules: 'kl-ball', steps: '3', balls }).scene.runs[0].balls.variance?.length ?? 0;
    assert.equal(count('start'), 1);
    assert.equal(count('none'), 0);
  });

  test('a model is kept while its data stay the same', () => {
    const cache = new ModelCache();
    // Data that no other figure of these tests has: figures share models.
    const [one, other] = [stateOf({ data: '1 2 4 5.5' }), stateOf({ data: 'michelson' })];
    const model = cache.get(one);
    assert.equal(cache.get(structuredClone(one)), model);
    const key = cache.key;
    assert.notEqual(cache.get(other), model);
    assert.notEqual(cache.key, key);
    assert.throws(() => model.observations, 'the old one is freed');
  });

  test('what stands for many data in sums is made a portion at a time, once, and changes no number', () => {
    const columns = [(k) => 40 + 10 * Math.sin(k), (k) => Number(Math.sin(k) > Math.cos(3 * k))];
    const labelled = (rows) => ({ model: 'logistic', data: JSON.stringify(Object.fromEntries(['x', 'y'].map((name, c) => [name, Array.from({ length: rows }, (_, k) => columns[c](k))]))) });
    const few = stateOf(labelled(60));
    assert.deepEqual(nodeMaking(few, new ModelCache().get(few)), []);
    for (const state of [stateOf(labelled(30_000)), stateOf({ model: 'mixture', data: Array.from({ length: 30_000 }, (_, k) => columns[0](k)).join(' ') })]) {
      const model = new ModelCache().get(state);
      const places = [[0.2, -8], [3, -100], [0.01, 1]];
      const [chart] = state.charts;
      const inspected = () => places.map((at) => JSON.stringify(model.inspect(at, chart)));
      const before = inspected();
      const [work] = nodeMaking(state, model);
      let portions = 0;
      for (; !work.next().done; portions += 1) assert.equal(nodeMaking(state, model).length, 1);
      assert.ok(portions > 2, `${portions} portions`);
      assert.deepEqual(nodeMaking(state, model), []);
      assert.deepEqual(inspected(), before);
    }
  });

  test('the core’s refusal passes through', () => {
    assert.throws(() => sceneOf({ radius: '0' }), /radius is 0; allowed: /);
  });
});

test('a prediction is well guessed only in reach of the step, and each number is compared with what it is about', () => {
  const run = { kl: [0, 0.08], entry: { label: 'KL ball', ball: 'kl' } };
  const here = 'Your mark is 0.0285 nats from where the KL ball step lands, less than half of the 0.08 nats that this step costs';
  assert.equal(judged(run, 0.0285, 0.0617), `${here}: well guessed. From the start it is 0.0617 nats.`);
  assert.equal(judged(run, 0.0285, 0.165), `${here}. But from the start it is 0.165 nats, outside the ball: nearly.`);
  assert.match(judged(run, 0.06, 0.01), /, less than the 0\.08 nats that this step costs: nearly\. From the start it is 0\.01(00)? nats\.$/);
  assert.match(judged(run, 0.3, 0.165), /, more than the 0\.08 nats that this step costs: not yet\. From the start it is 0\.165 nats, outside the ball\.$/);
  assert.match(judged({ ...run, entry: { label: 'gradient descent', ball: null } }, 0.01, 0.1), /well guessed\. From the start it is 0\.100 nats\.$/);
  assert.equal(judged({ ...run, kl: [0] }, 0.1, 0.2), 'Your mark is 0.100 nats from where the KL ball step lands; from the start it is 0.200 nats.');
  for (const off of [0.001, 0.03, 0.05, 0.2]) for (const from of [0.0805, 0.2, 1]) assert.doesNotMatch(judged(run, off, from), /well guessed/);
});

describe('captions', () => {
  const about = (attributes, cursor) => {
    const { state, scene } = sceneOf(attributes);
    return { text: caption(scene, state, cursor ?? scene.steps), state, scene };
  };

  test('name every rule of a figure of one plane, with what its step cost', () => {
    const { text, scene } = about({ rules: 'euclidean-ball fisher-ball kl-ball', steps: '1', radius: '0.2', 'euclidean-ball-radius': '0.3', start: '0.3 0.8' });
    for (const run of scene.runs.slice(0, 2)) assert.ok(text.includes(`The ${run.entry.label} step costs ${number(run.kl[1])} nats`), text);
    assert.match(text, /The KL ball step spends the budget of 0\.2 nats, no more and no less\./);
  });

  test('compare with the budget in per cent, and in multiples from ten times on', () => {
    const cost = (radius) => about({ rules: 'euclidean-ball kl-ball', steps: '1', 'euclidean-ball-radius': radius, radius: '0.01' });
    const parts = ['0.05', '0.3', '0.4', '2.5'].map((radius) => {
      const { text, scene } = cost(radius);
      const part = scene.runs[0].kl[1] / 0.01;
      const percent = part < 2 ? share(part) : `${number(100 * part)}\u202f%`;
      assert.ok(text.includes(part < 10 ? `${percent} of the budget` : `${number(part)} times the budget`), text);
      return part < 2 ? 'less' : part < 10 ? 'more' : 'many';
    });
    assert.equal(new Set(parts).size, 3, `${parts}`);
  });

  test('name each budget where rules have different ones, and a budget that no step spends', () => {
    const given = { rules: 'euclidean-ball fisher-ball kl-ball', steps: '1', 'euclidean-ball-radius': '0.3', radius: '0.08', start: '0.3 0.8' };
    const { text, scene } = about({ ...given, 'fisher-ball-radius': '0.2' });
    const [euclidean, fisher] = scene.runs.map(({ kl }) => kl[1]);
    assert.equal(text, `The Euclidean ball step costs ${number(euclidean)} nats. The Fisher ball step costs ${number(fisher)} nats, ${share(fisher / 0.2)} of its budget of 0.2 nats. The KL ball step spends its budget of 0.08 nats, no more and no less.`);
    const alone = about({ ...given, rules: 'euclidean-ball fisher-ball' }).text;
    assert.match(alone, /of the budget of 0\.08 nats\. The Fisher ball step costs [\d.]+ nats, [\d.]+.% of the budget\.$/);
  });

  test('own up to a step that was shortened', () => {
    const { text, scene } = about({ rules: 'gradient', steps: '1', rate: '500', start: '1 6' });
    const { halvings } = scene.runs[0];
    assert.ok(halvings[1] > 0);
    assert.ok(text.includes(`it would have left the domain and was halved ${times(halvings[1])})`), text);
  });

  test('call what a line search refused refused', () => {
    const { text, scene } = about({ model: 'logistic', data: 'oring', rules: 'trpo', chart: 'whitened', start: '0.8 0.5', steps: '1', radius: '1' });
    const [, count] = scene.runs[0].halvings;
    assert.ok(count > 0);
    assert.ok(text.includes(`it was refused and was halved ${times(count)})`), text);
  });

  test('measure a step in the direction of its own budget', () => {
    const { text, scene } = about({ rules: 'fisher-ball kl-ball', steps: '1', radius: '0.08', direction: 'new-old', start: '0.3 0.8' });
    const [, exact] = scene.runs;
    assert.ok(Math.abs(exact.kl[1] / 0.08 - 1) > 0.05, 'the other direction costs something else');
    assert.match(text, /The KL ball step spends the budget of 0\.08 nats of KL\(new.‖.old\), no more and no less\./);
  });

  test('leave it to exact rules to spend a budget exactly', () => {
    const { text, scene } = about({ rules: 'fisher-ball kl-ball', steps: '1', radius: '1e-7', start: '0.3 0.8' });
    assert.ok(Math.abs(scene.runs[0].kl[1] / 1e-7 - 1) < 0.005);
    assert.match(text, /The Fisher ball step costs .* of the budget\. The KL ball step spends/);
  });

  test('say how a run has ended that has no such step', () => {
    const { text, scene } = about({ rules: 'gradient trust-region', steps: '40', rate: '0.1', radius: '0.5', start: '0.3 0.8' });
    const { steps, status } = scene.runs[1];
    assert.ok(steps < 40 && status === 'converged');
    assert.match(text, new RegExp(`The gradient descent step costs .* Exact trust region came to rest at the best fit after ${counted(steps, 'step')}\\.$`));
    const none = about({ model: 'logistic', data: 'oring', chart: 'raw', rules: 'kl-ball', steps: '1', radius: '1', direction: 'new-old', start: '0 0' });
    assert.deepEqual([none.scene.runs[0].steps, none.scene.runs[0].status], [0, 'ill-posed']);
    assert.equal(caption(none.scene, none.state, 1), 'KL ball takes no step: no minimum.');
  });

  test('say where a run rests that has converged, and never that it is a minimum where none is', () => {
    const ends = new Set();
    for (const { name: model, charts, data: [{ name: data }] } of core.catalog().models) {
      for (const rule of core.catalog().rules.map(({ name }) => name)) {
        for (const start of ['3.4 3.5', '0.5 0.8', '1 2']) {
          let found;
          try {
            found = sceneOf({ model, data, chart: charts[0].name, rules: rule, steps: '300', rate: '1', radius: '0.3', start });
          } catch {
            // Some rules have no such option, and some models no such rule or start.
            continue;
          }
          const { scene, scene: { runs: [run], minimaAbove, leastLoss } } = found;
          if (run.status !== 'converged' || leastLoss === undefined) continue;
          const above = run.loss[run.steps] - leastLoss;
          const [gap] = minimaAbove[run.chart].map((other) => Math.abs(above - other)).sort((one, other) => one - other);
          const text = ended(scene, run);
          const words = gap > 1e-6 ? 'rests' : above > 1e-6 ? 'came to rest at a higher minimum' : 'came to rest at the best fit';
          ends.add(words);
          if (words === 'rests' && run.steps > 0) {
            assert.ok(text.includes(`came to rest after ${counted(run.steps, 'step')}, ${spoken(above)} nats above the best fit: `), text);
          } else if (run.steps > 0) {
            assert.ok(text.endsWith(` ${words} after ${counted(run.steps, 'step')}.`), text);
          }
          assert.doesNotMatch(text, /arrived/, 'it arrives earlier than it comes to rest');
        }
      }
    }
    assert.deepEqual([...ends].sort(), ['came to rest at a higher minimum', 'came to rest at the best fit', 'rests']);
  });

  test('at the best fit say that nothing moves', () => {
    const { scene } = about({ rules: 'gradient kl-ball', steps: '1' });
    const best = about({ rules: 'gradient kl-ball', steps: '1', start: scene.optima.variance.join(' ') });
    assert.equal(caption(best.scene, best.state, 1), 'This is the best fit: no rule moves.');
    assert.match(stageCaption(best.scene, best.state, 1), /^The gradient is zero, for this is the best fit/);
  });

  test('of runs that are too far out say so, instead of calling them one', () => {
    const { text, scene } = about({ model: 'logistic', data: 'oring', chart: 'raw rescaled', rules: 'gradient', steps: '3', rate: '0.1', start: '0 0' });
    assert.ok(scene.runs.every(({ loss }) => loss.at(-1) > 10));
    assert.ok(Number.isNaN(scene.chartDistance[0](3)));
    assert.match(text, /Gradient descent: too far out to be measured\.$/);
  });

  test('read every series once, however many steps there are', () => {
    const { state, scene } = about({ chart: 'variance natural', rules: 'geodesic', steps: '1000', rate: '1e-5', balls: 'none', start: '-0.3 0.8' }, 0);
    const { series } = core.Experiment.prototype;
    let reads = 0;
    core.Experiment.prototype.series = function counted(...given) {
      reads += 1;
      return series.apply(this, given);
    };
    try {
      assert.match(caption(scene, state, 1000), /one path in both/);
    } finally {
      core.Experiment.prototype.series = series;
    }
    assert.ok(reads <= 2, `${reads} series of two runs`);
  });

  test('give a return no unit', () => {
    const { state, scene } = about({ model: 'policy', data: 'door-or-spin', chart: 'logit', start: '0.5 0.5', rules: 'fisher-ball', steps: '1', radius: '0.05' });
    assert.match(stageCaption(scene, state, 0), /a loss of \S+\. Where/);
    const other = about({ rules: 'kl-ball', steps: '1' });
    assert.match(stageCaption(other.scene, other.state, 0), /a loss of [\d.]+ nats\. Where/);
  });

  test('of two planes say how far apart a rule’s runs are, and which rules have one path', () => {
    const { text, scene } = about({ chart: 'variance precision', rules: 'gradient trust-region', steps: '6', rate: '0.1', radius: '0.002' });
    assert.match(text, /^After 6 steps, .*variance \(solid\) and in precision \(dashed\)\?/);
    assert.ok(text.includes(`radient descent: ${number(scene.chartDistance[0](6))}`), text);
    assert.match(text, /xact trust region: one path in both\./);
  });

  test('of one plane that moves between two charts say what takes one path, and of the other run of a rule where it is drawn, without a question', () => {
    const given = { view: 'morph', chart: 'variance precision', rules: 'gradient trust-region', steps: '6', rate: '0.1', radius: '0.002' };
    const { scene, state } = about(given);
    const distance = number(scene.chartDistance[0](6));
    const said = (morph) => aboutPaths(scene, { ...state, morph }, 6);
    const rest = `: after 6 steps the ${scene.chartDistanceName} of the two is ${distance}. Exact trust region takes one path in both.`;
    assert.equal(said(0), `Gradient descent takes another path in precision, drawn on the way there${rest}`);
    for (const morph of [0.5, 1]) assert.equal(said(morph), `Gradient descent takes another path in precision, dashed${rest}`);
  });

  test('before the first step say so', () => {
    assert.equal(about({ rules: 'gradient', steps: '6' }, 0).text, '');
    assert.match(about({ chart: 'variance precision', rules: 'gradient', steps: '6' }, 0).text, /start from one distribution/);
    assert.match(about({ chart: 'variance precision', rules: 'gradient', steps: '6' }, 1.9).text, /^After 1 step,/);
  });

  test('tell a screen reader where the start is, in the symbols of the chart', () => {
    const { state, scene } = about({ chart: 'variance precision', rules: 'gradient' });
    assert.match(describePin(scene, state, 'start', 'variance'), /variance.*μ 0\.300, σ² 3\.00/);
    assert.match(describePin(scene, state, 'start', 'precision'), /precision.*μ 0\.300, τ 0\.333/);
  });
});
