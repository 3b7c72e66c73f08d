// Numbers of the sentence below the planes: each says what it is, with a formula that comes to the same value.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Current, finish, stateFrom } from './drawing.mjs';
import { shell } from './modules.mjs';

const { words, briefly } = await shell('figure/words.js');
const { aboutLate } = await shell('text/late.js');
const { goalOf } = await shell('text/goal.js');
const { piecesOf } = await shell('lab/pieces.js');
const { meaning } = await shell('lab/formula-words.js');
const { mapOf, sweepSpec, withFound } = await shell('compute/map.js');
const { put } = await shell('scene/prepared.js');

const PRESETS = JSON.parse(readFileSync(new URL('../../../www/lab/presets.json', import.meta.url), 'utf8'));

/** A preset as it is shown when all its work is done. */
function shown(attributes) {
  const current = new Current();
  current.show(stateFrom((key) => attributes[key] ?? null));
  finish(current);
  return current;
}

/** Digits as a number: "−4.29·10⁻⁴" is −0.000429. */
const value = (text) => Number(text.replace('−', '-').replace(/·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, (_, power) => `e${[...power].map((sign) => (sign === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))).join('')}`));
const NUMBER = /−?\d+(?:\.\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?/g;

/** One unit of the last digit of a number, as it is written. */
function unit(text) {
  const [mantissa, power = ''] = text.split('·10');
  return 10 ** -(mantissa.split('.')[1]?.length ?? 0) * (power ? value(`1·10${power}`) : 1);
}

/** Whether two numbers are the same to the digits in which both are written. */
const same = (one, other) => Math.abs(value(one) - value(other)) <= 0.51 * (unit(one) + unit(other));

/** Digits that are no numbers of the figure: a name of a rule, of a minimum or of a place. */
const NAMES = /minimum \d|Minimum \d|, 31 °F|returns 0|fall below 1|(RMSProp|natural gradient|gradient descent|KL ball|Adam|momentum|step) \d(?= |:|,|\.)|1\/\(t|× 1000|class \d/g;

/** What functions and signs of a formula are in JavaScript. */
const SIGNS = [[/ nats?/g, ''], [/−/g, '-'], [/·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (all) => `e${String(value(`1${all}`)).includes('e') ? value(`1${all}`).toExponential().split('e')[1] : Math.round(Math.log10(value(`1${all}`)))}`], [/·/g, '*'], [/²/g, '**2'], [/e\^-\(/g, 'Math.exp(-1*('], [/√2 arcosh/g, 'Math.SQRT2*Math.acosh'], [/2 arccos\(/g, '2*Math.acos('], [/√([\d.e-]+)/g, 'Math.sqrt($1)'], [/√\(/g, 'Math.sqrt('], [/½ ?/g, '0.5*'], [/0\.5\* *$/g, '0.5'], [/([\d.]) ln\(/g, '$1*Math.log('], [/(?<![.\w])ln\(/g, 'Math.log('], [/2π/g, '2*Math.PI'], [/\^/g, '**'], [/\|([^|]+)\|/g, 'Math.abs($1)']];

/** What the numbers before the last = of a formula come to; undefined where they are no whole formula. */
function worth(line) {
  const before = line.split(' = ').at(-2)?.split(': ').at(-1);
  if (!before || line.split(' = ').length < 2) return undefined;
  let code = before.replace(/− ½$/, '− 0.5');
  for (const [sign, to] of SIGNS) code = code.replace(sign, to);
  const opened = (code.match(/\(/g) ?? []).length - (code.match(/\)/g) ?? []).length;
  code += ')'.repeat(Math.max(0, opened));
  if (/[^\d.+\-*/() e]/.test(code.replace(/Math\.\w+/g, ''))) return undefined;
  try {
    return new Function(`return ${code}`)();
  } catch {
    return undefined;
  }
}

/**
 * Checks the numbers of the sentence that `say` makes; notes in `seen` which kinds there were, and how many formulas
 * came to their value when their numbers were worked out.
 */
function check(name, current, say, seen) {
  const plain = say();
  const pieces = piecesOf(say);
  assert.equal(pieces.map(({ text }) => text).join(''), plain, `${name}: the same sentence`);
  for (const { text, fact } of pieces) {
    if (!fact) {
      assert.doesNotMatch(text.replace(NAMES, ''), /\d/, `${name}: a number of "${text}" says nothing of itself`);
      continue;
    }
    const line = meaning(current, fact);
    assert.doesNotMatch(line, /undefined|NaN|\[object/, `${name}: ${line}`);
    seen.kinds.add(fact[0]);
    if (fact[0] === 'set') {
      assert.match(line, /, a setting$/);
      continue;
    }
    assert.ok(line, `${name}: ${text}`);
    const [mine] = text.match(NUMBER) ?? [];
    const last = line.match(NUMBER)?.at(-1);
    if (/almost 0/.test(text)) assert.ok(Math.abs(value(last)) < 1e-5, `${name}: ${text} is ${line}`);
    else if (mine === undefined) assert.match(line, fact[0] === 'count' ? /: \d+$/ : /–|∞/, `${name}: ${text}: ${line}`);
    else assert.ok(same(mine, last), `${name}: ${text} is ${line}`);
    const own = worth(line);
    if (own !== undefined && !/[<>]/.test(text)) {
      const per = /%$/.test(line) ? 100 : 1;
      const [told, mineToo] = [value(last) / per, /which is/.test(line) ? Math.abs(own) : own];
      assert.ok(Math.abs(mineToo - told) <= 0.01 * Math.abs(told) + (0.51 * unit(last)) / per + 2e-9, `${name}: ${line} gives ${own}`);
      seen.worked += 1;
    }
  }
}

test('every number in the sentence of every preset says what it is, and its formula comes to it', () => {
  const seen = { kinds: new Set(), worked: 0 };
  for (const { name, attributes } of PRESETS) {
    const current = shown(attributes);
    const { state, scene } = current;
    for (const stage of state.steps === 1 && state.rules.length ? [0, 1, 2, 3, 4] : []) check(`${name}, stop ${stage}`, current, () => words(current, 0, stage, () => ''), seen);
    for (const k of new Set([0, 1, 2, 3, 5, 10, 20, scene.steps].filter((step) => step <= scene.steps))) {
      check(`${name}, step ${k}`, current, () => words(current, k, 5, () => '', aboutLate), seen);
      check(`${name}, step ${k}, early`, current, () => words(current, k, 5, () => ''), seen);
      check(`${name}, step ${k}, in short`, current, () => briefly(current, k, 5, () => ''), seen);
    }
    if (goalOf(scene, state)) check(`${name}, its goal`, current, () => goalOf(scene, state).text, seen);
    current.free();
  }
  // Kinds that no preset shows at those steps are in the next test.
  assert.ok(seen.kinds.size >= 22 && seen.worked > 300, `${seen.worked}: ${[...seen.kinds].join(' ')}`);
});

test('numbers of whole maps, seeds, batches of data, guesses and other goals say what they are, too', () => {
  const seen = { kinds: new Set(), worked: 0 };
  for (const name of ['starts', 'which-peak', 'cover']) {
    const current = shown({ ...PRESETS.find((one) => one.name === name).attributes, cells: '8' });
    const { state, scene } = current;
    const [chart] = state.charts;
    const [x, y] = scene.starts[chart];
    for (const { rule } of scene.columns.map.maps) {
      const size = Math.abs(x) + Math.abs(y);
      const tally = mapOf(sweepSpec(state, rule, chart, { window: [x - 0.2 * size, x + 0.2 * size, y - 0.2 * Math.abs(y), y + 0.2 * Math.abs(y)], size: [8, 8] }));
      put(scene, 'map', withFound(scene.columns.map, { rule, chart, tally, done: 1, stopped: false }));
    }
    check(name, current, () => words(current, 0, 5, () => ''), seen);
    check(`${name}, in short`, current, () => briefly(current, 0, 5, () => ''), seen);
    current.free();
  }
  assert.ok(seen.kinds.has('ratio'));
  const more = {
    reverse: { view: 'plane', model: 'gaussian', data: 'teaching', rules: 'kl-ball', direction: 'new-old', 'kl-ball-direction': 'new-old', start: '-0.3 0.8', steps: '4', radius: '0.05' },
    shuffled: { view: 'plane order', model: 'gaussian', data: 'teaching', chart: 'variance', order: 'shuffled', rules: 'none' },
    timid: { view: 'field', model: 'gaussian', data: 'cavendish', chart: 'variance', start: '5.35 0.3', 'field-cost': '0.006' },
    level: { view: 'plane score', model: 'gaussian', data: 'teaching', chart: 'variance', rules: 'none', start: '0.5 2', ellipses: 'fisher', labels: 'data' },
    fitted: { view: 'plane', model: 'variational', data: 'two-peaks', chart: 'log-std', rules: 'gradient', start: '3 0.1', steps: '5', sight: '' },
    categories: { view: 'plane', model: 'categorical', data: 'penguin-species', chart: 'logit sphere', rules: 'gradient natural-gradient', start: '1.2 1.2', steps: '5' },
    classes: { view: 'plane', model: 'categorical', data: 'penguin-species', chart: 'logit', rules: 'gradient kl-ball', start: '1.2 1.2', steps: '1', radius: '0.05' },
    policies: { view: 'plane', model: 'policy', chart: 'logit', rules: 'fisher-ball', steps: '1', radius: '0.05' },
    matched: { view: 'race', model: 'gaussian', data: 'teaching', chart: 'variance', rules: 'gradient adam kl-ball', start: '-0.3 0.8', budget: 'same-kl', 'first-kl': '0.05', steps: '30' },
  };
  for (const [name, attributes] of Object.entries(more)) {
    const current = shown(attributes);
    for (let k = 0; k <= Math.min(3, current.scene.steps); k += 1) {
      check(`${name}, step ${k}`, current, () => words(current, k, 5, () => ''), seen);
      check(`${name}, step ${k}, in short`, current, () => briefly(current, k, 5, () => ''), seen);
    }
    if (attributes.steps === '1') for (let stage = 0; stage < 5; stage += 1) check(`${name}, stop ${stage}`, current, () => words(current, 0, stage, () => ''), seen);
    current.free();
  }
  for (const kind of ['minimum', 'ofBound', 'scores', 'loss', 'place', 'apart', 'entry', 'arrival']) assert.ok(seen.kinds.has(kind), kind);
});
