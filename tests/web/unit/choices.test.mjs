// What a reader may choose of a table, as lists for menus.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shell } from './modules.mjs';

const { readTable } = await shell('table/read-table.js');
const { choicesOf } = await shell('table/choices.js');

/** The menus for a reading: their label, entries and value. */
function menus(text, model, takes, options = {}) {
  let result;
  try {
    result = readTable(text, { model, ...options });
  } catch (error) {
    result = error;
  }
  return choicesOf(takes, result.columns, result.chosen).map(({ label, entries, value }) => [label, entries.map(([, shown]) => shown), value]);
}

const TABLE = 'id,mass,kind,sex\n1,40,a,m\n2,50,b,f\n3,60,c,f\n4,70,d,f\n';

test('a column of numbers', () => {
  assert.deepEqual(menus(TABLE, 'gaussian', 'numbers'), [['column', ['mass', 'id (an index)'], '2']]);
  assert.deepEqual(menus('1\n2\n', 'gaussian', 'numbers'), [], 'there is no choice');
  assert.deepEqual(menus('1,2.5\n3,4.5\n', 'gaussian', 'numbers'), [['column', ['column 1', 'column 2'], '1']]);
});

test('an input, a label, and which label counts as 1', () => {
  assert.deepEqual(menus(TABLE, 'logistic', 'labelled'), [
    ['input', ['mass', 'id (an index)'], '2'], ['label', ['mass', 'kind', 'sex', 'id (an index)'], '4'], ['counts as 1', ['m', 'f'], 'm'],
  ]);
});

test('a refused table leaves the choice that would help', () => {
  assert.deepEqual(menus(TABLE, 'logistic', 'labelled', { y: 'kind' }).slice(-2), [
    ['counts as 1', ['choose a label', 'a', 'b', 'c', 'd'], ''], ['counts as 0', ['all others', 'a', 'b', 'c', 'd'], ''],
  ]);
});

test('words, counts, and three of many words', () => {
  assert.deepEqual(menus(TABLE, 'categorical', 'counts', { x: 3 }), [
    ['words', ['mass', 'kind', 'sex', 'id (an index)'], '3'], ['counts', ['one for each line', 'mass', 'id (an index)'], '2'],
    ...[1, 2, 3].map((k) => [`class ${k}`, ['choose a word', 'a', 'b', 'c', 'd'], '']),
  ]);
});

test('a model that takes no data offers none', () => assert.deepEqual(choicesOf('nothing', [], {}), []));
