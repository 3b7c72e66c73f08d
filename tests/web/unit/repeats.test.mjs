// A rule that stands several times in a figure: lists of its options, and how its runs are told apart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementsOf, textsOf } from '../xml.mjs';
import { shell } from './modules.mjs';

const { render } = await shell('render.js');
const { catalogue, ready } = await shell('core.js');
const { fetchViews } = await shell('views/registry.js');
const { fromAttributes, toAttributes } = await shell('state/attributes.js');
const { fromSpec, toSpec } = await shell('state/specification.js');
const { setRules } = await shell('state/rule-keys.js');
const { optionControls } = await shell('state/options.js');
const { fromJson } = await shell('state/json.js');
const { csv } = await shell('exports/csv.js');
await ready();
await fetchViews();

const START = { chart: 'variance', at: [5.3, 0.03] };
const stateOf = (written) => ({ ...fromAttributes((name) => written[name] ?? null), start: START, steps: 3 });
const runsOf = (written) => toSpec(stateOf(written)).runs;

test('options are lists in the order of the rules, and one value serves all', () => {
  assert.deepEqual(runsOf({ rules: 'gradient adam gradient', 'gradient-rate': '0.1 0.4', 'adam-rate': '0.2' }), [
    { rule: 'gradient', chart: 'variance', rate: 0.1 }, { rule: 'adam', chart: 'variance', rate: 0.2 }, { rule: 'gradient', chart: 'variance', rate: 0.4 },
  ]);
  assert.deepEqual(runsOf({ rules: 'gradient gradient', rate: '0.1' }).map(({ rate }) => rate), [0.1, 0.1]);
  assert.deepEqual(runsOf({ rules: 'gradient gradient', rate: '0.1, 0.2' }).map(({ rate }) => rate), [0.1, 0.2]);
  assert.deepEqual(runsOf({ rules: 'kl-ball kl-ball', 'kl-ball-direction': 'old-new new-old' }).map(({ direction }) => direction), ['old-new', 'new-old']);
  const own = runsOf({ rules: 'gradient gradient', chart: 'variance precision', rate: '1 2', 'gradient-rate-precision': '3 4' });
  assert.deepEqual(own.map(({ chart, rate }) => [chart, rate]), [['variance', 1], ['precision', 3], ['variance', 2], ['precision', 4]]);
});

test('a list of another length is refused, and so is a key in place of a name', () => {
  const refused = (written, message) => assert.throws(() => stateOf(written), { message });
  refused({ rules: 'gradient gradient', 'gradient-rate': '0.1 0.2 0.3' }, 'gradient-rate is "0.1 0.2 0.3"; allowed: one value or 2, because "gradient" stands 2 times in rules');
  refused({ rules: 'gradient', rate: '0.1 0.2' }, 'rate is "0.1 0.2"; allowed: one value, because "gradient" stands once in rules');
  refused({ rules: 'gradient gradient adam', rate: '0.1 0.2' }, 'rate is "0.1 0.2"; allowed: one value, because "adam" stands once in rules');
  refused({ rules: 'gradient#1 gradient#2' }, /^rules has "gradient#1"; allowed: gradient, /);
});

test('every rule twice, with every option: attributes and the specification say the same again', () => {
  for (const { name, options } of catalogue().rules) {
    for (const { name: option, ...about } of options) {
      const values = about.kind === 'number' ? ['0.01', '0.02'] : [about.of[0], about.of.at(-1)];
      const written = { rules: `${name} gradient ${name}`, [`${name}-${option}`]: values.join(' '), 'gradient-rate': name === 'gradient' ? undefined : '0.1' };
      if (name === 'gradient') Object.assign(written, { rules: 'gradient gradient' });
      const state = stateOf(written);
      const again = toAttributes(state);
      assert.equal(again.rules, written.rules);
      assert.deepEqual(toSpec(stateOf(again)), toSpec(state), `${name}-${option}`);
      const spec = toSpec(state);
      assert.deepEqual(toSpec(fromSpec(spec, state)), spec);
    }
  }
});

test('an experiment may have a rule several times, and JSON keeps it', () => {
  const spec = { model: 'gaussian', start: START, runs: [0.1, 0.4].map((rate) => ({ rule: 'gradient', chart: 'variance', rate })), steps: 3 };
  const { rules, 'gradient-rate': rate } = fromJson(JSON.stringify(spec));
  assert.deepEqual({ rules, rate }, { rules: 'gradient gradient', rate: '0.1 0.4' });
  const uneven = { ...spec, runs: [...spec.runs, { rule: 'gradient', chart: 'precision', rate: 1 }] };
  assert.throws(() => fromJson(JSON.stringify(uneven)), /^Error: runs is another list; allowed in a figure: every rule in every chart, equally often/);
});

test('rules can be taken away and added; settings stay with their rules', () => {
  const state = stateOf({ rules: 'gradient gradient', 'gradient-rate': '0.1 0.4' });
  setRules(state, ['gradient#2']);
  assert.deepEqual([toAttributes(state).rules, toAttributes(state)['gradient-rate']], ['gradient', '0.4']);
  setRules(state, [...state.rules, 'gradient', 'adam']);
  assert.equal(toAttributes(state).rules, 'gradient gradient adam');
});

test('each of several equal rules has controls of its own, even with equal values', () => {
  const keys = optionControls(stateOf({ rules: 'kl-ball kl-ball', 'kl-ball-radius': '0.1' })).filter(({ option }) => option.name === 'radius').map((group) => group.keys);
  assert.deepEqual(keys, [['kl-ball#1.radius'], ['kl-ball#2.radius']]);
});

test('a picture tells the runs apart by number, value, dash and marker, in the key as in the plane', async () => {
  const text = await render({ rules: 'gradient gradient', 'gradient-rate': '0.002 0.004', start: '5.3 0.03', steps: '3', balls: 'none', view: 'plane' });
  const words = textsOf(text).filter(({ name }) => name === 'text').map(({ text: word }) => word);
  for (const word of ['gradient descent 1, α = 0.002', 'gradient descent 2, α = 0.004', 'gradient descent 1', 'gradient descent 2']) assert.ok(words.includes(word), `${word} in ${words}`);
  const dashes = elementsOf(text).map(({ attributes }) => attributes['stroke-dasharray']).filter(Boolean);
  assert.ok(dashes.length >= 2, 'the second is dashed in the plane and in the key');
});

test('a table of numbers has a number for each run', () => {
  const spec = { model: 'gaussian', start: START, runs: [0.002, 0.004].map((rate) => ({ rule: 'gradient', chart: 'variance', rate })), steps: 2 };
  const [heads, ...lines] = csv(spec).trim().split('\r\n').map((line) => line.split(','));
  assert.equal(heads[0], 'run');
  assert.deepEqual([...new Set(lines.map(([run]) => run))], ['1', '2']);
});
