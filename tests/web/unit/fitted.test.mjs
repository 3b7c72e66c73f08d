// Data in any unit: sizes of steps that suit them, sliders that hold these sizes, and what the sentence below
// a figure says of them and of points that have no name in a chart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

await (await shell('core.js')).ready();
for (const view of ['plane', 'density']) await shell(`views/${view}.js`);
const { Current } = await shell('figure/current.js');
const { stateFrom } = await shell('figure/reading.js');
const { finish } = await shell('figure/still.js');
const { aboutNameless } = await shell('text/nameless.js');
const { words } = await shell('figure/words.js');
const { toAttributes } = await shell('state/attributes.js');
const { optionControls, setting } = await shell('state/options.js');
const { toSpec } = await shell('state/specification.js');
const { toPython } = await shell('python/from-attributes.js');

const { models, rules } = core.catalog();

/** The rules whose steps depend on the unit of the data. */
const DEPENDENT = rules.filter(({ invariance, options }) => invariance === 'none' && options.some(({ name }) => name === 'rate' || name === 'radius')).map(({ name }) => name);

/** What a figure with these attributes shows at its end. */
function shown(t, attributes) {
  const current = new Current();
  t.after(() => current.free());
  current.show(stateFrom((name) => ({ view: 'plane density', steps: '20', ...attributes })[name] ?? null));
  finish(current);
  const { state, scene, model } = current;
  return { state, scene, model, said: words(current, 20, Infinity, () => '') };
}

const X = [1.2, 3.1, 4.4, 2.6, 5.9, 3.3, 4.1];
const Y = [0, 0, 1, 1, 1, 0, 0];
const UNITS = { 'billionths': [1e-9, 0], kelvin: [5, 270], years: [1, 2015], 'kilograms, widely spread': [6, 60], 'Unix times': [300, 1.7e9], billions: [1e9, 0], 'trillions': [1e12, 0] };

const written = (takes, [scale, shift]) => X.map((x, k) => (takes === 'labelled' ? `${scale * x + shift} ${Y[k]}` : scale * x + shift)).join(takes === 'labelled' ? ', ' : ' ');

test('in any unit of the data every rule moves, and downhill', (t) => {
  for (const { name: model, takes, charts } of models.filter((one) => ['numbers', 'labelled'].includes(one.takes))) {
    for (const [unit, of] of Object.entries(UNITS)) {
      for (const { name: chart } of charts) {
        const { state, scene } = shown(t, { model, chart, data: written(takes, of), rules: DEPENDENT.join(' ') });
        for (const { rule, loss, status } of scene.runs) {
          const what = `${model} in ${chart}, ${unit}, ${rule}: ${JSON.stringify(state.fitted)} ${status}`;
          // Where a step changes next to nothing, what is left is the rounding of the loss.
          assert.ok(loss.at(-1) <= loss[0] + 1e-12 * Math.abs(loss[0]), what);
          const size = rules.find((one) => one.name === rule).options.find((one) => one.name === 'rate' || one.name === 'radius');
          const isLargest = setting(state, `${rule}.${size.name}`, size) === size.range[1];
          assert.ok(loss.length > 1 || isLargest || model === 'mixture', what);
        }
        for (const { option, keys } of optionControls(state)) {
          if (!['rate', 'radius'].includes(option.name)) continue;
          const value = setting(state, keys[0], option);
          assert.ok(value >= option.slider[0] && value <= option.slider[1], `${keys[0]}: the slider from ${option.slider} holds ${value}`);
        }
      }
    }
  }
});

test('where a spread is large, twenty steps of every rule gain at least a quarter of what there is to gain', (t) => {
  for (const of of [[6, 60], [20, 170], [500, 4000], [1e12, 3e12]]) {
    const { scene, model } = shown(t, { model: 'gaussian', chart: 'variance', data: written('numbers', of), rules: DEPENDENT.join(' ') });
    const least = model.inspect(model.optimum('variance'), 'variance').loss;
    for (const { rule, loss } of scene.runs) {
      const gain = (loss[0] - loss.at(-1)) / (loss[0] - least);
      assert.ok(gain >= 0.25, `${rule}, spread ${of[0]}: ${gain}`);
    }
  }
});

test('a size that is fitted is said, stands in the specification and in no link', (t) => {
  const attributes = { model: 'logistic', chart: 'raw', rules: 'gradient kl-ball', data: written('labelled', UNITS.years) };
  const { state, scene, said } = shown(t, attributes);
  const rate = state.fitted['gradient.rate'];
  assert.ok(rate < 1e-5);
  assert.deepEqual(Object.keys(state.fitted), ['gradient.rate']);
  assert.match(said, /The learning rate of gradient descent is \d\.?\d*·10⁻⁷, to suit these data\./);
  assert.equal(scene.spec.runs[0].rate, rate);
  assert.equal(toAttributes(state)['gradient-rate'], undefined);
  assert.match(toPython(attributes), new RegExp(String(rate).replace(/[.+]/g, '.')));
});

test('a program in Python takes lists, typed arrays among them, as the element does', () => {
  const text = toPython({ rules: 'kl-ball', chart: 'variance', start: '5.3 0.022', data: '5.1 5.3 5.6', steps: '2' });
  for (const List of [Array, Float64Array]) {
    assert.equal(toPython({ rules: ['kl-ball'], chart: 'variance', start: List.from([5.3, 0.022]), data: List.from([5.1, 5.3, 5.6]), steps: 2 }), text, List.name);
  }
});

test('built-in data, and what an author has set, stay as they are', (t) => {
  for (const { name: model, data: [set] } of models) {
    if (set) assert.deepEqual(shown(t, { model, rules: 'gradient' }).state.fitted, {}, model);
  }
  const { state, said } = shown(t, { model: 'logistic', chart: 'raw', rules: 'gradient', 'gradient-rate': '0.1', data: written('labelled', UNITS.years) });
  assert.deepEqual(state.fitted, {});
  assert.doesNotMatch(said, /suit/);
  assert.equal(toSpec(state).runs[0].rate, 0.1);
});

test('each of several charts has a size of its own', (t) => {
  const { state, scene } = shown(t, { model: 'gaussian', chart: 'variance precision', rules: 'gradient', data: written('numbers', UNITS['Unix times']) });
  assert.deepEqual(Object.keys(state.fitted), ['gradient.rate.variance', 'gradient.rate.precision']);
  assert.deepEqual(scene.spec.runs.map(({ rate }) => rate), Object.values(state.fitted));
  assert.deepEqual(optionControls(state).filter(({ option }) => option.name === 'rate').map(({ chart }) => chart), ['variance', 'precision']);
});

test('points that have no name in a chart are counted below the figure', (t) => {
  const state = { model: 'logistic', charts: ['raw', 'boundary'] };
  const scene = (...paths) => ({ runs: paths.map((boundary) => ({ paths: { raw: boundary.map(() => 1), boundary } })) });
  const path = [NaN, NaN, 1, 2, NaN, NaN];
  assert.equal(aboutNameless(scene(path), state, 1), '1 point of the paths has no name in the chart boundary and slope, which does not show it: it lies at infinity there.');
  assert.equal(aboutNameless(scene(path, path), state, 9), '4 points of the paths have no name in the chart boundary and slope, which does not show them: they lie at infinity there.');
  assert.equal(aboutNameless(scene([1, 2]), state, 9), '');
  assert.doesNotMatch(shown(t, { model: 'logistic', chart: 'raw boundary', rules: 'gradient' }).said, /no name/);
});
