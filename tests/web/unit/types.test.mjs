// The types in pkg/kl_ball.d.ts agree with what pkg/kl_ball.js exports and with what
// the core accepts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { core } from './modules.mjs';

const types = readFileSync(new URL('../../../pkg/kl_ball.d.ts', import.meta.url), 'utf8');

/** The names of the members in the declaration of a class. */
function described(name) {
  const [, body] = new RegExp(`^(?:export|declare) class ${name}\\b[^{]*\\{\\n([^]*?)^\\}`, 'm').exec(types);
  const members = [...body.matchAll(/^ {2}(?:(static|get) )?(\w+|\[Symbol\.dispose\])(?:\(|:)/gm)];
  return [...new Set(members.map(([, kind, member]) => (kind === 'static' ? `static ${member}` : member)))].sort();
}

/** The names of the members of a class. */
function present(type) {
  const own = Reflect.ownKeys(type.prototype).map((key) => (key === Symbol.dispose ? '[Symbol.dispose]' : key));
  const fixed = Object.getOwnPropertyNames(type).filter((key) => !['length', 'name', 'prototype'].includes(key));
  return [...own, ...fixed.map((key) => `static ${key}`)];
}

const classes = Object.entries(core).filter(([, value]) => /^class/.test(String(value)));

test('every export is described, and nothing else', () => {
  const names = [...types.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual([...names, 'default'].sort(), Object.keys(core).sort());
  assert.ok(types.includes('export default function init('));
});

for (const [name, type] of classes) {
  test(`the members of ${name}`, () => {
    assert.deepEqual(present(type).filter((key) => key !== 'constructor').sort(), described(name).filter((key) => key !== 'constructor'));
    const disposable = Symbol.dispose ? [] : ['[Symbol.dispose]'];
    const common = described('Subject').filter((key) => !disposable.includes(key));
    assert.deepEqual(present(Object.getPrototypeOf(type)).sort(), common);
  });
}

/** One object of each class. */
const head = { model: 'gaussian', start: { chart: 'variance', at: [5.2, 0.2] } };
const run = { rule: 'natural-gradient', rate: 0.1, chart: 'variance' };
const SPECS = {
  Model: { model: 'gaussian' },
  Experiment: { ...head, runs: [run] },
  Sweep: { model: 'gaussian', run, grid: { chart: 'variance', window: [5, 6, 0.1, 0.3], size: [2, 2] } },
  RateSearch: { model: 'gaussian', run, starts: [head.start] },
  MonteCarlo: { ...head, run, seeds: 2, steps: 2 },
  OnlineLearning: { ...head, run, seeds: 2, observations: 2 },
};

for (const [name, type] of classes) {
  test(`the core understands every word of ${name}`, () => {
    const subject = new type(SPECS[name]);
    for (const member of present(type).filter((key) => !/^static |^\[|^constructor$/.test(key))) {
      try {
        const found = subject[member];
        if (typeof found === 'function') found.call(subject);
      } catch (error) {
        // A call without arguments may complain about a missing argument, but about nothing else.
        assert.match(error.message, / is missing; allowed: /, member);
      }
    }
    subject.free();
  });
}

/** The example in the documentation of each export, by name. */
const examples = Object.fromEntries([...types.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport (?:default )?(?:class|function) (\w+)/g)].map(
  ([, doc, name]) => [name, /@example\n([^]*)/.exec(doc)?.[1].replace(/^ \* ?/gm, '')],
));

test('every class and function is described with an example', () => {
  // The function that starts a core in workers is internal.
  assert.deepEqual(Object.keys(core).filter((name) => !examples[name === 'default' ? 'init' : name] && name !== 'compiled'), []);
});

/** These examples need a browser, or wait; see the browser tests and cores.test.mjs. */
const BROWSERS = ['init', 'initFamily', 'initSync', 'drawPlane', 'drawAxes', 'drawDensity'];

for (const [name, example] of Object.entries(examples)) {
  if (!example || BROWSERS.includes(name)) continue;
  test(`the example of ${name} runs`, () => {
    const names = Object.keys(core).filter((one) => one !== 'default');
    new Function(...names, example)(...names.map((one) => core[one]));
  });
}
