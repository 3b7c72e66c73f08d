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

test('what stands in place of values may be a label, where there are then as many as are needed', () => {
  const of = (text, options) => readTable(text, options);
  for (const [absent, shown, called] of [['none', 'none', '“none” is'], ['NA', 'NA', '“NA” is'], ['', '(empty)', 'empty cells are'], ['NaN', 'NaN', '“NaN” is']]) {
    const pairs = `x,state\n1,${absent}\n2,mild\n3,mild\n4,${absent}\n5,mild\n`;
    const choice = (value) => [called, ['no value', 'a label'], value];
    assert.deepEqual(menus(pairs, 'logistic', 'labelled').slice(2), [choice(''), ['mild counts as', ['1', '0'], '1mild']]);
    assert.deepEqual(of(pairs, { model: 'logistic' }).data, { x: [2, 3, 5], y: [1, 1, 1] }, 'the row is left out where nobody says more');
    const [, , chosen, ones] = menus(pairs, 'logistic', 'labelled', { label: absent });
    assert.deepEqual(chosen, choice(`=${absent}`));
    assert.deepEqual(ones, ['counts as 1', ['mild', shown], 'mild']);
    const { data, said } = of(pairs, { model: 'logistic', label: absent });
    assert.deepEqual(data, { x: [1, 2, 3, 4, 5], y: [0, 1, 1, 0, 1] });
    assert.match(said, /5 rows; label mild counts as 1, label .* as 0; .* is read as a label$/);
    assert.deepEqual(of(pairs, { model: 'logistic', label: absent, one: shown }).data.y, [1, 0, 0, 1, 0]);
    const words = `state,n\n${absent},4\nmild,3\nsevere,2\n`;
    assert.deepEqual(menus(words, 'categorical', 'counts').find(([label]) => label === called), choice(''));
    assert.deepEqual(of(words, { model: 'categorical', label: absent }).data, { counts: [4, 3, 2], names: [shown, 'mild', 'severe'] });
  }
  assert.match(of('x,state\n1,none\n2,mild\n3,mild\n', { model: 'logistic' }).said, /"none" is read as no value/);
  assert.match(of('x,state\n1,NA\n2,mild\n3,mild\n', { model: 'logistic' }).said, /"NA" is read as no value/);
  const enough = menus('x,y\n1,yes\n2,no\n3,NA\n', 'logistic', 'labelled').map(([label]) => label);
  assert.deepEqual(enough, ['input', 'label', 'counts as 1'], 'two labels are enough');
});

test('a model that takes no data offers none', () => assert.deepEqual(choicesOf('nothing', [], {}), []));
