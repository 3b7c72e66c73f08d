// Anyone's table: what people really have, laws over all ways to write a table,
// and hostile input. Nothing may be lost in silence.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { core, shell } from './modules.mjs';
import { random } from './random.mjs';

const { TableError, readTable, readTableBytes } = await shell('table/read-table.js');
const { choicesOf } = await shell('table/choices.js');

const { models } = core.catalog();

/** The models that are fitted to numbers. */
const ofNumbers = models.filter(({ takes }) => takes === 'numbers').map(({ name }) => name);

const folder = new URL('../../data/tables/', import.meta.url);
const file = (name) => readFileSync(new URL(name, folder));
const read = (name, model, options = {}) => readTableBytes(file(name), { model, ...options });

/** What a table is refused with. */
function refusal(text, options) {
  try {
    readTable(text, options);
  } catch (error) {
    assert.ok(error instanceof TableError, String(error?.stack ?? error));
    return error.message;
  }
  return assert.fail(`${JSON.stringify(text.slice(0, 80))} is read`);
}

describe('tables that people really have', () => {
  test('semicolons and decimal commas', () => {
    const { data, said } = read('semicolon-decimal-comma.csv', 'logistic');
    assert.deepEqual(data, { x: [3750.5, 3800, 3250, 3450.5, 4675, 3475], y: [1, 1, 0, 0, 1, 0] });
    assert.equal(said, 'columns body mass (g) and male, 6 rows; label yes counts as 1, label no as 0; a comma is the decimal mark');
  });

  test('two words, of which either may count as 1', () => {
    const { data, said } = read('quoted-words.csv', 'logistic');
    assert.deepEqual(data, { x: [3750, 3800, 3250, 4675, 3475, 4250], y: [1, 0, 0, 1, 0, 1] });
    assert.match(said, /label MALE counts as 1, label FEMALE as 0/);
    const other = read('quoted-words.csv', 'logistic', { one: 'FEMALE' });
    assert.deepEqual(other.data.y, [0, 1, 1, 0, 1, 0]);
    assert.match(other.said, /label FEMALE counts as 1, label MALE as 0/);
  });

  test('a byte order mark, CRLF, TRUE and FALSE, empty lines at the end', () => {
    const { data, said } = read('bom-crlf-true-false.csv', 'logistic');
    assert.deepEqual(data, { x: [66, 70, 69, 57, 63, 78, 67, 53, 75], y: [0, 1, 0, 1, 1, 0, 0, 1, 1] });
    assert.equal(said, 'columns temperature and distress, 9 rows; label TRUE counts as 1, label FALSE as 0');
  });

  test('an index column, missing values and a column that no model needs', () => {
    const { data, said } = read('index-column-missing-values.csv', 'logistic');
    assert.deepEqual(data, { x: [1.2, 1.5, 2.6, 3.1, 2.4, 3.8], y: [0, 0, 1, 1, 0, 1] });
    assert.equal(said, 'columns x and y, 6 of 8 rows: 2 without a value left out; passed over: column 1 (an index) and site');
    const { data: alone, columns } = read('index-column-missing-values.csv', 'gaussian');
    assert.deepEqual(alone, { x: data.x });
    assert.deepEqual(columns.map(({ name, kind, index, values, missing }) => [name, kind, index, values, missing]), [
      ['1', 'number', true, 8, 0], ['x', 'number', false, 6, 2], ['y', 'number', false, 8, 0], ['site', 'words', false, 8, 0],
    ]);
    assert.deepEqual(read('index-column-missing-values.csv', 'gaussian', { x: 'y' }).data, { x: [0, 0, 1, 1, 0, 1, 0, 1] });
    assert.deepEqual(read('index-column-missing-values.csv', 'gaussian', { x: 1 }).data, { x: [0, 1, 2, 3, 4, 5, 6, 7] });
  });

  test('three words', () => {
    const { data, said } = read('three-words.csv', 'categorical');
    assert.deepEqual(data, { counts: [3, 1, 2], names: ['setosa', 'versicolor', 'virginica'] });
    assert.match(said, /^column species, 6 rows; setosa: 3, versicolor: 1, virginica: 2; the first line is read as the header$/);
    const asked = refusal(String(file('three-words.csv')), { model: 'logistic' });
    assert.match(asked, /^column species has 3 labels, setosa \(3\), versicolor \(1\) and virginica \(2\); allowed: two\. Choose the one that counts as 1.*\. A column of inputs is missing, too$/);
  });

  test('counts by word', () => {
    const { data, said } = read('counts-by-word.csv', 'categorical');
    assert.deepEqual(data, { counts: [152, 68, 124], names: ['Adelie', 'Chinstrap', 'Gentoo'] });
    assert.equal(said, 'columns species and n, 3 rows; Adelie: 152, Chinstrap: 68, Gentoo: 124');
  });

  test('a Unicode minus sign in the first line', () => {
    assert.deepEqual(read('unicode-minus-first.csv', 'gaussian').data, { x: [-1.5, 2, 3, 0.5] });
  });

  test('a first value that cannot be read is no header', () => {
    assert.match(refusal(String(file('unreadable-first-value.csv')), { model: 'gaussian' }), /^line 1, column 1, is "1\.5\*"; allowed: a number/);
    for (const first of ['<0.1', '> 5', '~3', '1.5 kg', '2nd', '$5', '±2', '5%', '1.2.3', '(1.5)', '∞', '-inf', '—', '2015-01-01']) {
      assert.match(refusal(`${first}\n2\n3\n`, { model: 'gaussian' }), /^line 1\b/, first);
    }
  });

  test('years, labels that can be told apart, a single label', () => {
    assert.deepEqual(read('years.csv', 'logistic').data, { x: [2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024], y: [0, 0, 1, 0, 1, 0, 1, 1, 1, 0] });
    assert.deepEqual(read('separable.csv', 'logistic').data, { x: [1, 2, 3, 4], y: [0, 0, 1, 1] });
    assert.deepEqual(read('quasi-separable.csv', 'logistic').data, { x: [1, 2, 2, 3], y: [0, 0, 1, 1] });
    assert.deepEqual(read('one-label.csv', 'logistic').data, { x: [1, 2, 3], y: [0, 0, 0] });
  });

  test('separated thousands', () => {
    const { data, said } = read('thousands-separators.csv', 'gaussian');
    assert.deepEqual(data, { x: [1250.5, 3400, 12999.99, 875.25] });
    assert.equal(said, 'column income, 4 rows; commas separate thousands');
  });

  test('Unix times keep every digit', () => {
    const { data } = read('unix-times.csv', 'gaussian');
    const [mean, deviation] = new core.Model({ model: 'gaussian', data }).optimum('std-dev');
    assert.equal(mean, 1_700_000_274);
    assert.ok(Math.abs(deviation - 216.1110825) < 1e-7, String(deviation));
  });

  test('separators at the ends of lines', () => {
    const { data, columns, said } = read('trailing-tabs.csv', 'logistic');
    assert.deepEqual(data, { x: [0.1, 0.35, 0.2, 0.9, 0.55], y: [1, 0, 1, 0, 1] });
    assert.equal(columns.length, 2);
    assert.equal(said, 'columns a and b, 5 rows');
  });
});

describe('what a comma is', () => {
  const gaussian = (text, options) => readTable(text, { model: 'gaussian', ...options });
  test('one number in a column of its own', () => {
    for (const text of ['1,5\n2,7\n3,25', 'height\n1,5\n2,7\n3,25', '1,5 2,7 3,25', '1,5; 2,7; 3,25', '"1,5"\n"2,7"\n"3,25"', '1,5\r\n2,7\r\n3,25\r\n']) {
      const { data, said } = gaussian(text);
      assert.deepEqual(data, { x: [1.5, 2.7, 3.25] }, text);
      assert.match(said, /a comma is the decimal mark/, text);
    }
  });

  test('a separator in a list or beside another column', () => {
    assert.deepEqual(gaussian('12, 900, 43, 7, 150').data, { x: [12, 900, 43, 7, 150] });
    assert.deepEqual(gaussian('12,900,43').data, { x: [12, 900, 43] });
    assert.deepEqual(gaussian('a,b\n1,5\n2,7').data, { x: [1, 2] });
    assert.deepEqual(readTable('1,0\n2,0\n3,1', { model: 'logistic' }).data, { x: [1, 2, 3], y: [0, 0, 1] });
    assert.deepEqual(readTable('1 0, 2 0, 3 1, 4 1', { model: 'logistic' }).data, { x: [1, 2, 3, 4], y: [0, 0, 1, 1] });
  });

  test('asked for where nothing tells', () => {
    assert.match(refusal('a;b\n1.250;1\n3.400;0', { model: 'logistic' }), /^line 2, column a, is "1.250"; allowed: 1250 if the point separates thousands/);
    assert.deepEqual(readTable('a\tb\n1.250\t1\n3.400\t0', { model: 'logistic' }).data.x, [1.25, 3.4]);
    for (const text of ['1,5', '1,0\n2,0\n3,1', '1 250\n3 400', '1,250,000']) assert.match(refusal(text, { model: 'gaussian' }), /may be one number or several/, text);
    assert.match(refusal('1,250\n3,400', { model: 'gaussian' }), /^line 1, column 1, is "1,250"; allowed: 1250 if the comma separates thousands, 1\.250 if it is a decimal mark/);
    assert.deepEqual(gaussian('1,250\n3,400', { decimal: ',' }).data, { x: [1.25, 3.4] });
    assert.deepEqual(gaussian('1,250\n3,400', { decimal: '.' }).data, { x: [1250, 3400] });
    assert.deepEqual(gaussian('1,0\n2,0\n3,1', { decimal: '.' }).data, { x: [0, 0, 1] }, 'the first column numbers the rows');
  });

  test('of numbers that are too small to be held is no zero in silence', () => {
    for (const tiny of ['1e-400', '-3.5E-330', '0.2e-325', '9.9e-309', '4.9e-324']) {
      assert.match(refusal(`x\n1\n${tiny}\n2`, { model: 'gaussian' }), new RegExp(`^line 3, column x, is "${tiny}"; allowed: 0, or numbers from 1e-308 on`));
    }
    assert.deepEqual(gaussian('x\n1\n0e-400\n0.000\n1e-300\n-1e-308').data, { x: [1, 0, 0, 1e-300, -1e-308] });
  });

  test('asked for with a choice, which stays once it is made', () => {
    const asked = (text, model = 'gaussian') => {
      try {
        return readTable(text, { model });
      } catch (error) {
        return error;
      }
    };
    for (const text of ['1,250', '"1,250"', '1,250\n3,400', 'h\n"1,250"', '1,5']) {
      const { chosen, columns } = asked(text);
      assert.equal(chosen.decimal, '', text);
      const offered = choicesOf('numbers', columns, chosen).find(({ option }) => option === 'decimal');
      assert.equal(offered.value, '');
      for (const [mark, words] of offered.entries.slice(1)) {
        const { data, chosen: made } = readTable(text, { model: 'gaussian', decimal: mark });
        const [, meaning] = / is (.*)$/.exec(words);
        if (meaning === 'several numbers') assert.ok(data.x.length > 1, text);
        else assert.equal(String(data.x[0]), meaning, text);
        assert.equal(made.decimal, mark);
        assert.deepEqual(choicesOf('numbers', columns, made).find(({ option }) => option === 'decimal').entries.map(([value]) => value), ['.', ',']);
      }
    }
    assert.equal(asked('1.250').chosen.decimal, undefined);
  });

  test('the same in a whole column', () => {
    assert.match(refusal('1 78.133,54\n2 65,20\n3 1,250.5', { model: 'gaussian' }), /^line 3, column 2, is "1,250\.5"; allowed: the same decimal mark in the whole column; it is a comma in "78\.133,54", line 1$/);
    assert.match(refusal('78.133,54 1,250.50', { model: 'gaussian' }), /^line 1, column 1, is "1,250\.50"; allowed: .*; it is a comma in "78\.133,54", line 1$/);
    assert.match(refusal('78.133,54', { model: 'gaussian' }), /allowed: "78133\.54" for one, "78\.133; 54" for several$/);
    assert.match(refusal('1,250,000', { model: 'gaussian' }), /allowed: "1250000" for one, "1; 250; 000" for several$/);
    assert.match(refusal('x;y\n1.5;0\n2,5;1', { model: 'gaussian' }), /^line 3, column x, is "2,5"; allowed: the same decimal mark/);
    assert.match(refusal('x;y\n1,5;0\n2.5;1', { model: 'gaussian' }), /^line 3, column x, is "2\.5"; allowed: the same decimal mark/);
  });

  test('or separates thousands, where that is clear', () => {
    for (const [text, x] of [
      ['1.250,50\n3.400,00\n875,25', [1250.5, 3400, 875.25]], ['1\u202f250,5\n3\u202f400,0', [1250.5, 3400]], ['x\n1 250\n3 400', [1250, 3400]],
      ["1'250.5\n3'400.0", [1250.5, 3400]], ['"1,250,000"\n"2,500,000"', [1250000, 2500000]], ['a;b\n1.250;3,5\n2.500;4,25', [1250, 2500]],
      ['x\n"1,250"\n"875.25"', [1250, 875.25]], ['0,250\n1,250', [0.25, 1.25]],
    ]) assert.deepEqual(gaussian(text).data, { x }, text);
  });
});

test('a header with fewer names than cells is refused unless the rows have names or numbers', () => {
  const message = refusal('x,y\n3,5,0\n7,2,1\n5,1,0', { model: 'logistic' });
  assert.match(message, /^the header has 2 names and the rows have 3 cells; allowed: /);
  for (const start of [0, 1]) {
    const text = `x,y\n${[0, 1, 2].map((k) => `${start + k},${5 - k},${k % 2}`).join('\n')}`;
    assert.deepEqual(readTable(text, { model: 'logistic' }).data, { x: [5, 4, 3], y: [0, 1, 0] });
  }
  assert.deepEqual(readTable('x,y\nMazda,5,0\nFiat,2,1', { model: 'logistic' }).data, { x: [5, 2], y: [0, 1] });
});

test('a label that is also the name of its column', () => {
  assert.deepEqual(readTable('x,sick\n1,sick\n2,well\n3,sick', { model: 'logistic' }).data, { x: [1, 2, 3], y: [0, 1, 0] });
});

test('comments before the table are passed over, which is said', () => {
  const { data, said } = readTable('# my data\n# of May\nx,y\n1,0\n2,1', { model: 'logistic' });
  assert.deepEqual(data, { x: [1, 2], y: [0, 1] });
  assert.match(said, /2 lines of comments before the table passed over/);
  assert.match(refusal('# my data\nx\n1\n2a\n3', { model: 'gaussian' }), /^line 4,/, 'lines keep their numbers');
  assert.deepEqual(readTable('#,x\n1,5\n2,6', { model: 'gaussian' }).data, { x: [5, 6] }, 'a column that is called #');
});

test('"none" is no value, which is said', () => {
  const { data, said } = readTable('x,y\n1,yes\n2,none\n3,no', { model: 'logistic' });
  assert.deepEqual(data, { x: [1, 3], y: [1, 0] });
  assert.match(said, /"none" is read as no value/);
});

test('one line is a list: of pairs, of words, of words with counts', () => {
  const read = (model, text) => readTable(text, { model });
  assert.deepEqual(read('logistic', '1,5 0; 2,5 0; 3,1 1').data, { x: [1.5, 2.5, 3.1], y: [0, 0, 1] });
  for (const text of ['red, red, blue, green', 'red;red;blue;green', 'red\tred\tblue\tgreen']) assert.deepEqual(read('categorical', text).data, { counts: [2, 1, 1], names: ['red', 'blue', 'green'] }, text);
  assert.deepEqual(read('categorical', 'red: 3, blue: 2, green: 1').data, { counts: [3, 2, 1], names: ['red', 'blue', 'green'] });
  assert.match(read('gaussian', 'x = 1, 2, 3').said, /^line 1, "x = 1" read as its name, 2 numbers$/);
});

test('what numbers the rows is neither input nor label, and a count has no decimals', () => {
  const read = (text) => readTable(text, { model: 'logistic' });
  assert.deepEqual(read('id,smoker,sick\n1,0,yes\n2,1,no').data, { x: [0, 1], y: [1, 0] });
  assert.deepEqual(read('age,bought\n20,1\n30,1\n20,1').data, { x: [20, 30, 20], y: [1, 1, 1] });
  for (const count of ['"1,200"', '1.200']) assert.deepEqual(readTable(`colour,n\nred,${count}\ngreen,300\nblue,90`, { model: 'categorical' }).data.counts, [1200, 300, 90]);
  assert.match(refusal('colour,n\nred,1.25\ngreen,3\nblue,4', { model: 'categorical' }), /"1\.25"; allowed: a count/);
});

test('a list as JSON is refused by name, also where a label is looked for', () => {
  for (const text of ['[1,2,3]', '[1, 2, 3]', '[1,0,2,1]', '[1, 0, 2, 1]', '[-1.5, 2, 3]', '[1. 2. 3.]']) {
    const first = /^\[[^, ]+/.exec(text)[0];
    for (const model of ['gaussian', 'logistic']) assert.ok(refusal(text, { model }).includes(`line 1, column 1, is "${first}"; allowed: a number such as 1.5`), `${text}, for ${model}`);
  }
  const { data } = readTable('"[0, 1)",5\n"[1, 2)",7\n"[0, 1)",6', { model: 'logistic' });
  assert.deepEqual(data, { x: [5, 7, 6], y: [0, 1, 0] }, 'an interval is a label');
});

test('what separates thousands is called by its name', () => {
  for (const [text, name] of [["x\n1'000", 'apostrophes'], ['x\n1_000', 'underscores'], ['x\n1\u202f000', 'blanks']]) assert.match(readTable(text, { model: 'gaussian' }).said, new RegExp(`; ${name} separate thousands$`));
  const COUNTS = ['party;votes\nA;1.234\nB;2.345\nC;999', '1.234 2.345 999', '999 1.234 2.345', 'a b c\n1.234 2.345 999', '1.234\n2.345\n999'];
  for (const text of COUNTS) {
    assert.match(readTable(text, { model: 'categorical' }).said, /999\b.*; points separate thousands$/, text);
    assert.match(readTable(text.replace(/\b\d\.\d+/g, (one) => `"${one.replace('.', ',')}"`), { model: 'categorical' }).said, /; commas separate thousands$/, text);
  }
  assert.match(readTable('x;y\n1.234;a\n2.345;b', { model: 'gaussian', decimal: ',' }).said, /; points separate thousands;/);
  for (const text of ['1.0 2.0 3.0', 'a;n\nx;1.0\ny;2.0\nz;3.0']) assert.doesNotMatch(readTable(text, { model: 'categorical' }).said, /thousands/, text);
  assert.doesNotMatch(readTable('x;y\n1,5;2\n.;3', { model: 'gaussian' }).said, /thousands/, 'a point in place of a number');
  assert.match(refusal('1,33\n2,49\n3,97\n4,05', { model: 'gaussian' }), /may be one number or several/, 'the first numbers may count the rows');
});

describe('labels', () => {
  const logistic = (labels, options) => readTable(labels.map((label, k) => `${k + 2.5};${label}`).join('\n'), { model: 'logistic', ...options });
  test('that everyone knows', () => {
    for (const pair of [['0', '1'], ['-1', '1'], ['−1', '1'], ['false', 'true'], ['FALSE', 'TRUE'], ['no', 'yes'], ['N', 'Y'], ['f', 't'], ['-', '+'], ['1', '2'], ['a', 'b'], ['0,0', '1,0']]) {
      const [low, high] = pair;
      assert.deepEqual(logistic([low, high, high, low]).data.y, [0, 1, 1, 0], pair.join());
      assert.deepEqual(logistic([high, low, low, high]).data.y, [1, 0, 0, 1], pair.join());
      assert.deepEqual(logistic([high, low, low, high], { one: low }).data.y, [0, 1, 1, 0], pair.join());
    }
    assert.deepEqual(logistic(['Yes', 'no', 'YES', 'No']).data.y, [1, 0, 1, 0]);
  });

  test('more than two: one against the rest, or two of them', () => {
    const three = ['a', 'b', 'c', 'a', 'NA'];
    const { data, said } = logistic(three, { one: 'b' });
    assert.deepEqual(data, { x: [2.5, 3.5, 4.5, 5.5], y: [0, 1, 0, 0] });
    assert.equal(said, 'columns 1 and 2, 4 of 5 rows: 1 without a value left out; label b counts as 1, labels a and c as 0');
    const two = logistic(three, { one: 'b', zero: 'a' });
    assert.deepEqual(two.data, { x: [2.5, 3.5, 5.5], y: [0, 1, 0] });
    assert.equal(two.said, 'columns 1 and 2, 3 of 5 rows: 1 without a value, 1 with another label left out; label b counts as 1, label a as 0');
    assert.throws(() => logistic(three), /column 2 has 3 labels, a \(2\), b \(1\) and c \(1\); allowed: two/);
    assert.throws(() => logistic(three, { one: 'd' }), /^Error: one is "d"; allowed: a, b or c$/);
    assert.throws(() => logistic(three, { one: 'a', zero: 'a' }), /two different labels/);
    assert.throws(() => logistic(three, { zero: 'q' }), /zero is "q"; allowed: a, b or c/);
    // Of two labels the other one counts as 1.
    for (const [zero, y] of [['a', [0, 1, 0]], ['b', [1, 0, 1]]]) assert.deepEqual(logistic(['a', 'b', 'a'], { zero }).data.y, y);
  });

  test('more than two: both can be chosen, before and after', () => {
    const three = ['a', 'b', 'c', 'a', 'NA'];
    const menus = ({ columns, chosen }) => choicesOf('labelled', columns, chosen).filter(({ option }) => ['one', 'zero'].includes(option)).map(({ option, entries, value }) => [option, entries.map(([label]) => label), value]);
    assert.throws(() => logistic(three), (error) => {
      assert.deepEqual(menus(error), [['one', ['', 'a', 'b', 'c'], ''], ['zero', ['', 'a', 'b', 'c'], '']]);
      return true;
    });
    assert.deepEqual(menus(logistic(three, { one: 'b' })), [['one', ['a', 'b', 'c'], 'b'], ['zero', ['', 'a', 'c'], '']]);
    assert.deepEqual(menus(logistic(three, { one: 'b', zero: 'a' })), [['one', ['a', 'b', 'c'], 'b'], ['zero', ['', 'a', 'c'], 'a']]);
  });

  test('of four classes: three are chosen', () => {
    const text = 'class\na\nb\nc\nd\na\n';
    assert.match(refusal(text, { model: 'categorical' }), /^column class has 4 words, a \(2\), b \(1\), c \(1\) and d \(1\); allowed: three\. Choose the three/);
    const { data, said } = readTable(text, { model: 'categorical', classes: ['d', 'a', 'b'] });
    assert.deepEqual(data, { counts: [1, 2, 1], names: ['d', 'a', 'b'] });
    assert.match(said, /4 of 5 rows: 1 with another label left out/);
  });

  test('counts without words, or below them', () => {
    for (const text of ['5 3 2', '5,3,2', '5\n3\n2', 'count\n5\n3\n2']) assert.deepEqual(readTable(text, { model: 'categorical' }).data, { counts: [5, 3, 2] }, text);
    assert.deepEqual(readTable('a,b,c\n5,3,2', { model: 'categorical' }).data, { counts: [5, 3, 2], names: ['a', 'b', 'c'] });
    assert.deepEqual(readTable('a 5\nb 3\nc 2', { model: 'categorical' }).data, { counts: [5, 3, 2], names: ['a', 'b', 'c'] });
    assert.deepEqual(readTable('a 5\nb 3\nc 2', { model: 'categorical', y: null }).data, { counts: [1, 1, 1], names: ['a', 'b', 'c'] });
    assert.match(refusal('a 5\nb -3\nc 2', { model: 'categorical' }), /^line 2, column 2, is "-3"; allowed: a count/);
  });
});

describe('columns', () => {
  test('are chosen by name or number, and refused by what there is', () => {
    const text = 'mass,sex,mass\n1,a,4\n2,b,5\n';
    assert.deepEqual(readTable(text, { model: 'gaussian', x: 3 }).data, { x: [4, 5] });
    assert.match(refusal(text, { model: 'gaussian', x: 'mass' }), /^x is "mass", the name of columns 1 and 3; allowed: one of these numbers$/);
    assert.match(refusal(text, { model: 'gaussian', x: 'height' }), /^x is "height"; allowed: mass, sex or mass, or a number from 1 to 3$/);
    assert.match(refusal(text, { model: 'gaussian', x: 'sex' }), /^line 2, column sex, is "a"; allowed: a number/);
    assert.match(refusal(text, { model: 'logistic', x: 1, y: 1 }), /two different columns/);
  });

  test('that are chosen, and labels, are told to a picker', () => {
    const text = ',kind,mass,sex\n1,a,4,m\n2,b,5,f\n3,c,6,f\n';
    assert.deepEqual(readTable(text, { model: 'gaussian' }).chosen, { x: 3 });
    assert.deepEqual(readTable(text, { model: 'logistic' }).chosen, { x: 3, y: 4, one: 'm' });
    assert.deepEqual(readTable(text, { model: 'categorical' }).chosen.classes, ['a', 'b', 'c']);
    assert.throws(() => readTable(text, { model: 'logistic', y: 'kind' }), ({ chosen, columns }) => {
      assert.deepEqual(columns[chosen.y - 1].labels, ['a', 'b', 'c']);
      return true;
    });
  });

  test('that number the rows are offered last', () => {
    const { columns, chosen } = readTable('id,mass,sex\n1,4,m\n2,5,f\n3,6,f\n', { model: 'logistic' });
    const [input] = choicesOf('labelled', columns, chosen);
    assert.deepEqual(input.entries, [['2', 'mass'], ['1', 'id (an index)']]);
  });

  test('come with a refusal too, for a picker', () => {
    assert.throws(() => readTable('species,x\na,1\nb,2*\nc,3', { model: 'gaussian' }), ({ message, columns }) => {
      assert.match(message, /^line 3, column x, is "2\*"; allowed: a number/);
      assert.deepEqual(columns.map(({ name, kind }) => [name, kind]), [['species', 'words'], ['x', 'number']]);
      assert.deepEqual(columns[1].unreadable, { line: 3, value: '2*', count: 1 });
      return true;
    });
  });

  test('of a line that is too long are named', () => {
    assert.match(refusal('a,b\n1,2\n3,4,5\n', { model: 'gaussian' }), /^line 3 has 3 cells, "5" among those too many; allowed: 2, as in the header$/);
    assert.match(refusal('"a"bc,1\n2,3', { model: 'gaussian' }), /^line 1 has a quotation mark/);
  });

  test('may have names of rows before them, as R writes them', () => {
    const { data, columns } = readTable('"mpg" "am"\n"Mazda RX4" 21 1\n"Datsun 710" 22.8 1\n"Hornet" 21.4 0\n', { model: 'logistic' });
    assert.deepEqual(data, { x: [21, 22.8, 21.4], y: [1, 1, 0] });
    assert.equal(columns[0].index, true);
  });

  test('are as many as the header says, whatever separators stand at the ends of lines', () => {
    for (const text of ['a,b\n1,0,\n2,1,\n3,0,', 'a,b,\n1,0\n2,1\n3,0', 'a,b,,\n1,0,,\n2,1,,\n3,0,,', 'sep=,\na,b\n1,0\n2,1\n3,0', 'a, "b"\n1, "0"\n2, "1"\n3, "0"']) {
      const { data, columns } = readTable(text, { model: 'logistic' });
      assert.deepEqual(data, { x: [1, 2, 3], y: [0, 1, 0] }, text);
      assert.deepEqual(columns.map(({ name }) => name), ['a', 'b'], text);
    }
  });

  test('every model of the catalogue that is fitted to a list of data reads one, and the others say which do', () => {
    const TABLES = { numbers: '1\n2', labelled: '1,0\n2,1', counts: '3,1,2' };
    const reading = models.filter(({ takes }) => TABLES[takes]).map(({ name }) => name);
    const allowed = `allowed: ${reading.slice(0, -1).join(', ')} or ${reading.at(-1)}`;
    for (const { name, takes } of models) {
      if (TABLES[takes]) new core.Model({ model: name, data: readTable(TABLES[takes], { model: name }).data }).free();
      else assert.equal(refusal('1\n2', { model: name }), `model is "${name}", which reads no table; ${allowed}`);
    }
  });

  test('models that read no table are named', () => {
    assert.match(refusal('1\n2', { model: 'policy' }), /^model is "policy", which reads no table; allowed: \S.*$/);
    assert.match(refusal('1\n2', { model: 'constructor' }), /^model is/);
    assert.throws(() => readTable('1\n2'), TableError);
    assert.throws(() => readTable(12, { model: 'gaussian' }), /the table is of type number; allowed: text/);
  });
});

describe('laws', () => {
  const SEPARATORS = [',', ';', '\t', ' ', '|'];
  const LABELS = [['0', '1'], ['-1', '1'], ['no', 'yes'], ['FALSE', 'TRUE'], ['female', 'male']];
  const MISSING = ['', 'NA', 'NaN', '.', '?', 'null', 'none', 'n/a'];

  /** A table with all ways to write it, and what it says. */
  function generated(seed) {
    const chance = random(seed);
    const { uniform, below, among } = chance;
    const way = {
      separator: among(SEPARATORS), decimal: among(['.', ',']), quoting: among(['never', 'always', 'sometimes']), end: among(['\n', '\r\n', '\r']),
      header: chance.chance(0.6), index: chance.chance(0.3), words: chance.chance(0.3), trailing: chance.chance(0.2), tail: among(['', '\n', '\n\n\n']),
      missing: chance.chance(0.5) ? 0.2 : 0, unicode: chance.chance(0.3),
    };
    // Separated thousands: not by the decimal mark, and not in a table whose cells blanks separate, where nothing would tell.
    way.thousands = among(['', '', '', ',', '.', ' ', '\u00a0', '\u202f', "'", '’'].filter((mark) => mark !== way.decimal && !(way.separator === ' ' && /\s/.test(mark))));
    const rows = 5 + below(30);
    const labels = among(LABELS);
    // Two decimals in the first row show the decimal mark.
    const x = Array.from({ length: rows }, (_, k) => (k === 0 ? 1000 * below(10_000) + below(1000) + 1000.25 : among([() => below(10_000_000) + 0.5, () => below(2000) - 1000, () => uniform() * 10 ** (below(9) - 4), () => -uniform(), () => Number((uniform() * 100).toFixed(below(4)))])()));
    const y = Array.from({ length: rows }, (_, k) => (k < 2 ? k : below(2)));
    const gone = x.map((_, k) => [k > 1 && chance.chance(way.missing), k > 1 && chance.chance(way.missing)]);
    const quoted = (cell) => {
      const must = cell === '' ? way.separator === ' ' : cell.includes(way.separator) || /["\n]/.test(cell);
      return must || way.quoting === 'always' || (way.quoting === 'sometimes' && chance.chance(0.5)) ? `"${cell.replaceAll('"', '""')}"` : cell;
    };
    const number = (value) => {
      const [whole, decimals] = String(value).split('.');
      const isPlain = !/e/.test(String(value));
      const grouped = isPlain ? whole.replace(/\B(?=(\d{3})+$)/g, way.thousands) : whole;
      const text = decimals === undefined ? grouped : `${grouped}${way.decimal}${decimals}`;
      return way.unicode ? text.replace(/^-/, '−') : text;
    };
    const cells = x.map((value, k) => [
      ...(way.index ? [String(k + 1)] : []),
      gone[k][0] ? among(MISSING) : number(value),
      ...(way.words ? [among(['a "quoted" word', 'north; south, east|west', 'two\nlines', 'plain', 'é'])] : []),
      gone[k][1] ? among(MISSING) : labels[y[k]],
    ]);
    const names = [...(way.index ? [''] : []), 'x', ...(way.words ? ['site'] : []), 'y'];
    // A single column of blanks at a line's end is no column in a table separated by blanks.
    const trailing = way.trailing && way.separator !== ' ' ? way.separator : '';
    const lines = [...(way.header ? [names] : []), ...cells].map((row) => row.map(quoted).join(way.separator) + trailing);
    const text = lines.join('\n').replaceAll('\n', way.end) + way.tail;
    const at = (name) => names.indexOf(name) + 1;
    return { way, text, x, y, gone, labels, choice: way.header ? {} : { x: at('x'), y: at('y') } };
  }

  const encodings = {
    text: (text) => (options) => readTable(text, options),
    'text with a byte order mark': (text) => (options) => readTable(`\ufeff${text}`, options),
    'UTF-8': (text) => (options) => readTableBytes(new TextEncoder().encode(text), options),
    'UTF-16 LE': (text) => (options) => readTableBytes(Buffer.from(`\ufeff${text}`, 'utf16le'), options),
    'UTF-16 BE': (text) => (options) => readTableBytes(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), options),
  };

  /** Rows taken and rows read, by the sentence. */
  function accounted(said) {
    const [, taken, all = taken, reasons = ''] = /(\d+)(?: of (\d+))? (?:row|number)s?(?::((?: \d+ (?:without a value|with another label),?)+) left out)?/.exec(said) ?? assert.fail(said);
    const left = [...reasons.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);
    assert.equal(Number(taken) + left, Number(all), said);
    return { taken: Number(taken), all: Number(all) };
  }

  for (const [name, encoded] of Object.entries(encodings)) {
    test(`however a table is written, it says the same: ${name}`, () => {
      for (let seed = 1; seed <= 200; seed += 1) {
        const { way, text, x, y, gone, labels, choice } = generated(seed);
        const what = `${seed} ${JSON.stringify(way)}\n${text}`;
        const reading = (options) => {
          try {
            return encoded(text)(options);
          } catch (error) {
            return assert.fail(`${error.message}\n${what}`);
          }
        };
        const kept = x.map((_, k) => !gone[k][0] && !gone[k][1]);
        const logistic = reading({ model: 'logistic', ...choice });
        assert.deepEqual(logistic.data, { x: x.filter((_, k) => kept[k]), y: y.filter((_, k) => kept[k]) }, what);
        assert.deepEqual(accounted(logistic.said), { taken: kept.filter(Boolean).length, all: x.length }, what);
        if (labels[1] !== '1') assert.ok(logistic.said.includes(`label ${labels[1]} counts as 1`), logistic.said);
        const gaussian = reading({ model: 'gaussian', ...(choice.x && { x: choice.x }) });
        assert.deepEqual(gaussian.data, { x: x.filter((_, k) => !gone[k][0]) }, what);
        assert.equal(accounted(gaussian.said).all, x.length, what);
        for (const model of ofNumbers) assert.deepEqual(reading({ model, ...(choice.x && { x: choice.x }) }).data, gaussian.data);
      }
    });
  }

  test('a value that cannot be read is named, wherever it stands', () => {
    const BAD = ['1.5*', '<0.1', '12a', '—', 'abc', '∞', '#REF!', '1.2.3', '0x10', '1e', '5%', '--1', '1e400', '2015-01-01', '٣', '1/2'];
    for (let seed = 1; seed <= 400; seed += 1) {
      const { below, among, chance } = random(seed);
      const rows = 4 + below(20);
      const header = chance(0.5);
      const at = below(rows);
      const bad = among(BAD);
      const cells = Array.from({ length: rows }, (_, k) => [k === at ? bad : String(k * 1.5), k % 2 ? 'yes' : 'no']);
      const text = [...(header ? [['x', 'y']] : []), ...cells].map((row) => row.join(';')).join('\n');
      for (const model of ['gaussian', 'logistic']) {
        const message = refusal(text, { model, x: 1, y: 2 });
        assert.ok(message.startsWith(`line ${at + 1 + header}, column ${header ? 'x' : 1}, is "${bad}"; allowed: `), `${message}\n${text}`);
      }
    }
  });

  test('classes are counted, and what is left out is said', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { below, among, chance } = random(seed);
      const words = among([['a', 'b', 'c'], ['Adélie', 'New York', 'x;y,z'], ['1', '2', '3'], ['low', 'middle', 'high']]);
      const list = [...words, ...Array.from({ length: 1 + below(40) }, () => (chance(0.1) ? 'NA' : among(words)))];
      const { data, said } = readTable(['class', ...list.map((word) => `"${word}"`)].join('\n'), { model: 'categorical' });
      assert.deepEqual(data, { counts: words.map((word) => list.filter((one) => one === word).length), names: words });
      assert.deepEqual(accounted(said), { taken: list.filter((word) => word !== 'NA').length, all: list.length });
    }
  });

  test('any text gives a sentence or data that the core takes or refuses with a sentence', () => {
    const PIECES = [
      '1', '2.5', '-3', '1,5', '1.250', '1 250', 'NA', '', 'yes', 'no', 'abc', 'x', 'y', '"', '""', '"a"', ',', ';', '\t', ' ', '|', '\n', '\r\n', '\r', '\ufeff', '−', '\0', '\u001f', '\ud800', '🎈',
      '1e9', '1e999', '<', '#', 'sep=;\n', "'", '\u00a0', '\u2028', '.', '0', '1', '\n', ',', ';',
    ];
    for (let seed = 1; seed <= 6000; seed += 1) {
      const { below, among } = random(seed);
      const text = Array.from({ length: 1 + below(40) }, () => among(PIECES)).join('');
      const model = among([...ofNumbers, 'logistic', 'categorical']);
      const options = { model, x: among([undefined, undefined, 1, 2, 'x', '']), y: among([undefined, undefined, 2, 'y']), one: among([undefined, undefined, 'yes', 1]) };
      try {
        const { data, said } = readTable(text, options);
        const { taken } = accounted(said);
        for (const value of [...(data.x ?? []), ...(data.counts ?? [])]) assert.ok(Number.isFinite(value), JSON.stringify(text));
        if (data.x) assert.equal(data.x.length, taken, JSON.stringify(text));
        if (data.y) assert.ok(data.y.length === taken && data.y.every((label) => label === 0 || label === 1), JSON.stringify(text));
      } catch (error) {
        assert.ok(error instanceof TableError, `${JSON.stringify(text)} ${JSON.stringify(options)}: ${error.stack}`);
        assert.ok(error.message.length > 10 && error.message.length < 2000 && !/undefined|NaN|\n/.test(error.message), error.message);
      }
    }
  });

  test('any bytes give a sentence or data', () => {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const { below, chance } = random(seed);
      const printable = chance(0.5);
      const bytes = Uint8Array.from({ length: below(200) }, () => (printable ? [10, 13, 32, 44, 59, 9, 34, 46, 48 + below(10), 97 + below(26), 128 + below(128)][below(11)] : below(256)));
      try {
        readTableBytes(bytes, { model: ['gaussian', 'logistic', 'categorical'][seed % 3] });
      } catch (error) {
        assert.ok(error instanceof TableError, `${[...bytes]}: ${error.stack}`);
      }
    }
  });
});

describe('files that are no tables', () => {
  const bytes = (text, more = 0) => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)).concat(new Array(more).fill(0)));
  const REFUSED = [
    ['PK\u0003\u0004\u0014\0\u0006\0\u0008\0\0\0!\0[Content_Types].xml xl/workbook.xml', /^this is an \.xlsx file: save it as CSV$/],
    ['PK\u0003\u0004mimetypeapplication/vnd.oasis.opendocument.spreadsheet', /^this is an \.ods file: save it as CSV$/],
    ['PK\u0003\u0004word/document.xml', /^this is a \.docx file/],
    ['PK\u0003\u0004readme.txt', /^this is a \.zip archive: unpack it first$/],
    ['\u00d0\u00cf\u0011\u00e0\u00a1\u00b1', /^this is an \.xls file: save it as CSV$/],
    ['%PDF-1.7\n', /^this is a PDF/], ['\u0089PNG\r\n', /^this is a PNG picture/], ['\u00ff\u00d8\u00ff\u00e0', /^this is a JPEG picture/],
    ['GIF89a', /^this is a GIF picture/], ['RIFF\0\0\0\0WEBPVP8 ', /^this is a WebP picture/],
      ['\0\0\0\u0018ftypheic\0\0\0\0mif1heic', /^this is a HEIC picture/], ['\0\0\0\u001cftypavif\0\0\0\0mif1avif', /^this is an AVIF picture/],
      ['\0\0\0\u0018ftypmp42', /^this is a film or a sound/], ['BM\u0076\u0002\0\0\0\0\0\0', /^this is a BMP picture/],
    ['\u001f\u008b\u0008', /^this is a compressed \.gz file/], ['{\\rtf1', /^this is an RTF document/], ['\u00ff\u00fe\0\0', /UTF-32/],
    ['<!DOCTYPE html><p>1', /HTML/], ['<?xml version="1.0"?>', /XML/], ['x\n1\n\0', /^line 3 has the control character U\+0000/],
  ];
  test('are named, with what to do', () => {
    for (const [text, message] of REFUSED) {
      assert.throws(() => readTableBytes(bytes(text, 0), { model: 'gaussian' }), (error) => error instanceof TableError && message.test(error.message), JSON.stringify(text));
    }
    assert.throws(() => readTableBytes('1\n2', { model: 'gaussian' }), /the bytes are string; allowed: a Uint8Array or an ArrayBuffer/);
  });

  test('old spreadsheets write Windows-1252, which is said', () => {
    const { data, said, columns } = readTableBytes(bytes('gr\u00f6\u00dfe;m\u00e4nnlich\n1,5;ja\n2,5;nein\n'), { model: 'logistic' });
    assert.deepEqual(columns.map(({ name }) => name), ['größe', 'männlich']);
    assert.deepEqual(data.x, [1.5, 2.5]);
    assert.match(said, /read as Windows-1252 text/);
    assert.deepEqual(readTableBytes(Buffer.from('BMI\n20\n25\n'), { model: 'gaussian' }).data, { x: [20, 25] });
  });

  test('UTF-16 is read without its mark, too', () => {
    assert.deepEqual(readTableBytes(Buffer.from('x\n1.5\n2\n', 'utf16le'), { model: 'gaussian' }).data, { x: [1.5, 2] });
    assert.deepEqual(readTableBytes(new Uint8Array(Buffer.from('x\n1.5\n2\n', 'utf16le').swap16()).buffer, { model: 'gaussian' }).data, { x: [1.5, 2] });
  });
});

describe('large tables', () => {
  const LARGE = 100_000;
  test('of 100,000 rows', () => {
    const x = Array.from({ length: LARGE }, (_, k) => Number((Math.sin(k) * 100).toFixed(4)));
    const text = ['mass_g,sex', ...x.map((value, k) => `${value},${k % 2 ? 'male' : 'female'}`)].join('\n');
    const { data, said } = readTable(text, { model: 'logistic' });
    assert.deepEqual(data.x, x);
    assert.equal(said, 'columns mass_g and sex, 100000 rows; label male counts as 1, label female as 0');
  });

  test('of 100,000 columns', () => {
    const names = Array.from({ length: LARGE }, (_, k) => `c${k}`);
    const text = [names.join(','), names.map((_, k) => k).join(','), names.map((_, k) => k + 0.5).join(',')].join('\n');
    assert.deepEqual(readTable(text, { model: 'gaussian', x: 'c99999' }).data, { x: [99999, 99999.5] });
    assert.deepEqual(readTable(text, { model: 'gaussian' }).data, { x: [0, 0.5] });
    assert.ok(readTable(text, { model: 'gaussian' }).said.length < 200);
  });

  test('of a single line, or of one sign', () => {
    const MUCH = 10_000_000;
    for (const text of ['1', '"', ' ', ',', '\n', 'a', '\t', '1,', '1 ', '"1"\n', '\r', '"a"a']) {
      try {
        readTable(text.repeat(Math.floor(MUCH / text.length)), { model: 'gaussian' });
      } catch (error) {
        assert.ok(error instanceof TableError && error.message.length < 2000, `${text}: ${error.stack.slice(0, 500)}`);
      }
    }
  });
});
