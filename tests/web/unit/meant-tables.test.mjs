// Tables that can be taken for something else than they are meant as: they are read as they are meant, or refused by
// line, column and value; nothing is read wrongly or left out in silence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { random } from './random.mjs';
import { shell } from './modules.mjs';

const { TableError, fromFile, readTable } = await shell('table/read-table.js');
const { choicesOf } = await shell('table/choices.js');

const read = (text, model = 'gaussian', options = {}) => readTable(text, { model, ...options });
function refused(text, message, model = 'gaussian', options = {}) {
  let error;
  try {
    readTable(text, { model, ...options });
  } catch (caught) {
    error = caught;
  }
  assert.ok(error instanceof TableError, `${text} is read`);
  assert.match(error.message, message, text);
  return error;
}

describe('a comma with a blank after it separates, and one without is within a number', () => {
  test('in a list of numbers', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { below } = random(seed);
      const x = Array.from({ length: 2 + below(8) }, () => below(90) + (1 + below(9)) / 10);
      assert.deepEqual(read(x.map((value) => String(value).replace('.', ',')).join(', ')).data, { x });
      const large = x.map((value) => Math.round(value * 1000) + 1_000_000);
      assert.deepEqual(read(large.map((value) => value.toLocaleString('en')).join(', ')).data, { x: large });
    }
  });

  test('in a list of numbers with labels, and in two columns', () => {
    const { data, said } = read('1,5 yes, 2,5 no, 3,5 yes', 'logistic');
    assert.deepEqual(data, { x: [1.5, 2.5, 3.5], y: [1, 0, 1] });
    assert.match(said, /a comma is the decimal mark/);
    assert.deepEqual(read('1,5, 2,5\n3,5, 4,5', 'gaussian', { x: 2 }).data, { x: [2.5, 4.5] });
  });

  test('thousands or decimals, and whole numbers among them, are asked for with the mark to choose', () => {
    assert.equal(refused('1,234, 5,678', /1234 if the comma separates thousands, 1\.234 if/).chosen.unclear, '1,234');
    assert.deepEqual(read('1,234, 5,678', 'gaussian', { decimal: '.' }).data, { x: [1234, 5678] });
    assert.deepEqual(read('1,234, 5,678', 'gaussian', { decimal: ',' }).data, { x: [1.234, 5.678] });
    assert.equal(refused('1, 2,5, 3', /"2,5", which may be one number or several/).chosen.unclear, '2,5');
    assert.deepEqual(read('1, 2,5, 3', 'gaussian', { decimal: ',' }).data, { x: [1, 2.5, 3] });
    assert.deepEqual(read('1, 2,5, 3', 'gaussian', { decimal: '.' }).data, { x: [1, 2, 5, 3] });
  });
});

/** A file as a browser gives it. */
const fileOf = (text) => ({ name: 'mass.csv', size: text.length, arrayBuffer: async () => new TextEncoder().encode(text).buffer });

test('a file without anything in it says so', async () => {
  for (const text of ['', ' \n', '\ufeff']) await assert.rejects(fromFile(fileOf(text)), { message: 'this file is empty: mass.csv; allowed: a text file such as CSV' });
});

describe('counts', () => {
  test('with something around them are refused by line, column and value', () => {
    for (const cell of ['50%', '5 votes', '<5', '5*']) refused(`w,n\na,${cell}\nb,20%\nc,30%`, new RegExp(`^line 2, column n, is "${cell.replace('*', '\\*')}"; allowed: a count`), 'categorical');
    refused('a,50%\nb,20%\nc,30%', /^line 1, column 2, is "50%"; allowed: a count/, 'categorical');
    assert.deepEqual(read('w,day\na,2020-01-01\nb,2020-01-02\nc,2020-01-03', 'categorical').data.counts, [1, 1, 1], 'days are none');
    assert.deepEqual(read('w,n\na,50%\nb,20%\nc,30%', 'categorical', { y: null }).data.counts, [1, 1, 1], 'as was chosen');
  });

  test('may belong to names of several words', () => {
    const data = { counts: [3, 2, 1], names: ['New York', 'Rome', 'Oslo'] };
    for (const between of [', ', '; ', '\n']) {
      for (const mark of [' ', ': ']) assert.deepEqual(read(['New York', 'Rome', 'Oslo'].map((name, k) => `${name}${mark}${3 - k}`).join(between), 'categorical').data, data);
    }
  });
});

describe('no line is lost in silence', () => {
  test('a line of signs among numbers cannot be read, and below a name it rules', () => {
    for (const rule of ['---', '===', '-----']) {
      refused(`1\n${rule}\n2`, new RegExp(`^line 2, column 1, is "${rule}"`));
      refused(`1\n2\n${rule}\n3`, new RegExp(`^line 3, column 1, is "${rule}"`));
      assert.deepEqual(read(`mass\n${rule}\n1\n2`).data, { x: [1, 2] });
    }
    assert.match(read('a\n---\nb\nc\na', 'categorical').said, /line 2 \(---\) passed over/);
  });

  test('a comment that may be a value is quoted', () => {
    assert.match(read('#1\n2\n3').said, /; line 1 \(#1\) passed over as a comment$/);
    assert.match(read('# by me\n# 1.5\n2\n3').said, /; a comment before the table passed over; line 2 \(# 1\.5\) passed over as a comment$/);
  });
});

describe('what is read of the first line can be chosen', () => {
  test('where it may be names or data', () => {
    assert.equal(refused('a\nb\nc', /has 2 words/, 'categorical').chosen.header, true);
    assert.deepEqual(read('a\nb\nc', 'categorical', { header: false }).data, { counts: [1, 1, 1], names: ['a', 'b', 'c'] });
    assert.equal(read('2019\n1.5\n1.7').chosen.header, false);
    assert.deepEqual(read('2019\n1.5\n1.7', 'gaussian', { header: true }).data, { x: [1.5, 1.7] });
    for (const text of ['1\n2\n3', 'x\n1\n2', '2019\n2020\n2021']) assert.equal(read(text).chosen.header, undefined, text);
    const [choice] = choicesOf('counts', [], { header: true });
    assert.deepEqual([choice.label, choice.value, choice.entries.map(([, shown]) => shown)], ['first line', 'names', ['names', 'data']]);
  });

  test('a single label counts as 1 or as 0', () => {
    const { data, columns, chosen } = read('1,a\n2,a\n3,a', 'logistic', { x: 1, y: 2 });
    assert.deepEqual(data.y, [1, 1, 1]);
    const zero = read('1,a\n2,a\n3,a', 'logistic', { x: 1, y: 2, zero: 'a' });
    assert.deepEqual(zero.data.y, [0, 0, 0]);
    const only = (given) => choicesOf('labelled', columns, given).find(({ option }) => option === 'only');
    assert.deepEqual([only(chosen).label, only(chosen).value, only(zero.chosen).value], ['a counts as', '1a', '0a']);
  });

  test('of more labels than a menu has nobody is asked to choose', () => {
    const text = Array.from({ length: 60 }, (_, k) => `${k}.5,l${k}`).join('\n');
    assert.doesNotMatch(refused(text, /60|among/, 'logistic').message, /Choose/);
    assert.doesNotMatch(refused(text, /60 different values/, 'logistic', { y: 2, x: 1 }).message, /Choose/);
  });
});

test('inputs and labels in turn are pairs, however the labels are called', () => {
  for (const [zero, one] of [[0, 1], [-1, 1], [1, 2]]) {
    for (const between of [' ', ', ']) {
      assert.deepEqual(read([1.5, zero, 2.5, one, 3.5, zero].join(between), 'logistic').data, { x: [1.5, 2.5, 3.5], y: [0, 1, 0] });
    }
  }
});

test('units that differ are refused, a name with a colon is a name, and a table on its side is told', () => {
  refused('5 kg\n600 g', /^line 2 is "600 g"; allowed: numbers in one unit: line 1 has kg/);
  assert.deepEqual(read('5 m\n6 f').data, { x: [5, 6] }, 'labels are no units');
  for (const text of ['mass: 1, 2, 3', 'mass: 1 2 3', 'body mass: 1; 2; 3']) assert.deepEqual(read(text).data, { x: [1, 2, 3] }, text);
  assert.equal(read('body mass: 1, 2, 3').quantity, 'body mass');
  assert.match(read('x,1,2,3,4\ny,0,1,0,1', 'logistic').said, /the table may lie on its side/);
  assert.doesNotMatch(read('a,1,2\nb,0,1\nc,2,1').said, /side/);
});

test('what is read as no value and may be a word is named where a table is refused', () => {
  refused('country,n\nNA,3\nSA,4\nEU,5', /; "NA" is read as no value$/, 'categorical');
  refused('none\nsome\nnone\nx', /; "none" is read as no value$/, 'categorical');
});

test('columns of one name are told apart', () => {
  const { columns, chosen } = read('x,x\n1,0\n2,1', 'logistic');
  for (const { entries } of choicesOf('labelled', columns, chosen).slice(0, 2)) assert.deepEqual(entries.map(([, shown]) => shown), ['x (column 1)', 'x (column 2)']);
});
