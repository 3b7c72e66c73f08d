// Names of models, charts, rules, series and balls: the shell takes them from the catalogue. Where it has to
// know something of each, in a table, that table has an entry for each of them and no other.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

const { models, rules, series, balls } = core.catalog();
const names = (list) => list.map(({ name }) => name).sort();
const keys = (table) => Object.keys(table).sort();
const root = new URL('../../../www/', import.meta.url);

test('programs in Python know every model, each of its charts, and every rule', async () => {
  const [{ MODELS }, { CHARTS, DUAL }, { RULES }] = await Promise.all(['models', 'charts', 'rules'].map((name) => shell(`python/${name}.js`)));
  assert.deepEqual(keys(MODELS), names(models));
  assert.deepEqual(keys(RULES), names(rules));
  assert.deepEqual(keys(DUAL), names(models.filter(({ isExponential }) => isExponential)));
  for (const { name, charts } of models) {
    // A sequence of choices and its units are one chart; all others are in the table of their model.
    for (const chart of charts) assert.ok(CHARTS[name][chart.name], `${name}, ${chart.name}`);
    const { search, lines, minima } = MODELS[name];
    if (search) assert.ok(names(charts).includes(search), `${name}: ${search}`);
    assert.ok(lines && minima, name);
  }
});

test('the types of series and of balls list those of the catalogue, so a name that the shell makes up is an error of types', () => {
  const types = readFileSync(new URL('../pkg/kl_ball.d.ts', root), 'utf8');
  for (const [type, list] of [['SeriesName', series], ['BallKind', balls]]) {
    const [, union] = new RegExp(`export type ${type} =([^;]+);`).exec(types);
    assert.deepEqual([...union.matchAll(/"([\w-]+)"/g)].map(([, name]) => name).sort(), names(list), type);
  }
});

test('every family of rules has a look', async () => {
  const { FAMILIES } = await shell('language.js');
  assert.deepEqual(keys(FAMILIES), [...new Set(rules.map(({ family }) => family))].sort());
});

test('a figure that names no model shows the first of the catalogue, also before the core is there', async () => {
  const { FIRST } = await shell('element/needs.js');
  assert.equal(FIRST, models[0].name);
});

test('nothing else in the shell names a model', () => {
  const known = [/^python\/(models|charts)\.js$/, /^element\/needs\.js$/];
  // A view and a model have one name: whether a figure has the view is no question about the model.
  const views = [/^views\/(index|policy)\.js$/, /^lab\/(side|help)\.js$/];
  for (const file of readdirSync(root, { recursive: true }).map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.js'))) {
    const code = readFileSync(new URL(file, root), 'utf8').replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
    const found = models.map(({ name }) => name).filter((name) => new RegExp(`["'\`]${name}["'\`]|^\\s*${name}: |[{,]\\s*${name}:`, 'm').test(code));
    const allowed = known.some((one) => one.test(file)) || (views.some((one) => one.test(file)) && found.every((name) => name === 'policy'));
    assert.ok(allowed || found.length === 0, `www/${file} names ${found.join(', ')}`);
  }
});
