// The attribute `data` as pages and programs write it: it says what pasting the same text says, and nothing
// that a list holds is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shell } from './modules.mjs';

await (await shell('core.js')).ready();
const { dataFrom, isUnread, loadReader, readingOf } = await shell('state/data.js');
const { textOf } = await shell('state/words.js');
const { readTable } = await shell('table/read-table.js');
const { render } = await shell('render.js');

const given = (data, model = 'gaussian') => dataFrom(textOf(data, 'data'), model);
const refused = (data, message, model) => assert.throws(() => given(data, model), { message }, JSON.stringify(data));

test('what may mean several things waits for the reader of tables, plain lists do not', () => {
  for (const text of ['1,5 2,5 3,7', '1,250 3,400', '1;2;3', '−1.5 2']) assert.equal(isUnread(text, 'gaussian'), true, text);
  for (const text of ['1, 2, 3', '1,2,3', '1 2 3', 'cavendish', '1\n2', undefined, '']) assert.equal(isUnread(text, 'gaussian'), false, text);
  for (const text of ['a: 5, b: 3, c: 2', '{"counts":[5,3,2],"names":["a","b","c"]}']) assert.equal(isUnread(text, 'categorical'), false, text);
  assert.equal(isUnread('{"x":[1,2],"y":[0,1]}', 'logistic'), false);
  assert.equal(isUnread('{"x":[1,2],"y":["no","yes"]}', 'logistic'), true);
  assert.throws(() => given('1,5 2,5 3,7'), /^Error: data is "1,5 2,5 3,7"; allowed: numbers, cavendish.*readTable of kl-ball\/table/);
});

test('the rest with that reader', async (t) => {
  await loadReader(async () => ({ readTable }));

  await t.test('an empty list is refused', () => {
    for (const data of [[], new Float64Array(0), '', ' ', '[ ]']) refused(data, 'data is empty; allowed: numbers, cavendish, michelson, teaching');
    assert.equal(given(null), undefined);
    assert.equal(given(undefined), undefined);
  });

  await t.test('what is no number in a list is named by its place', () => {
    const missing = 'data[1] is missing; allowed: a finite number';
    for (const data of [[1, null, 3, 4], [1, undefined, 3], Object.assign([1], { 2: 3 })]) refused(data, missing);
    refused([3, null, 2, 1], missing, 'categorical');
    refused(new Float64Array([1, NaN, 3]), 'data[1] is "NaN"; allowed: a finite number');
    refused([[1, 2], [3, 4]], 'data[0] is a list of 2; allowed: a finite number');
    refused([[1, 0], [2, null]], 'data[1][1] is missing; allowed: a label: 0 or 1, or one of two words', 'logistic');
    refused([[1, 0], [null, 1]], 'data[1][0] is missing; allowed: a finite number', 'logistic');
    refused([[1, 0], [2]], 'data[1] is a list of 1; allowed: a pair of an input and a label', 'logistic');
  });

  await t.test('the same text gives what pasting it gives', () => {
    const TEXTS = ['1,5 2,5 3,7', '1,250.50 3,400.00 875.25', '−1.5 2 3', '1;2;3'];
    for (const text of TEXTS) {
      const { data, said } = readTable(text, { model: 'gaussian' });
      assert.deepEqual(given(text), data, text);
      assert.equal(readingOf(given(text)).said, said);
    }
    assert.deepEqual(given('1,5 2,5 3,7'), { x: [1.5, 2.5, 3.7] });
    assert.throws(() => given('1,250 3,400 12,999'), /^Error: data is .*Read as a table: line 1.*1250 if the comma separates thousands/);
    for (const text of ['1 2\n3 4\n5 7', '1,5, 2,5, 3,7']) assert.deepEqual(given(text), readTable(text, { model: 'gaussian' }).data, text);
    for (const text of ['1, 2, 3', '1,2,3', '1 2\n3']) assert.deepEqual(given(text), { x: [1, 2, 3] }, text);
  });

  await t.test('labels may be words, booleans, and minus one', () => {
    const labels = { x: [1, 2, 3], y: [1, 0, 1] };
    for (const data of ['1 yes, 2 no, 3 yes', '1 1, 2 -1, 3 1', labels, { x: [1, 2, 3], y: [true, false, true] }, { x: [1, 2, 3], y: ['b', 'a', 'b'] },
      [[1, 1], [2, 0], [3, 1]], [[1, 'yes'], [2, 'no'], [3, 'yes']], [1, true, 2, false, 3, true]]) {
      assert.deepEqual(given(data, 'logistic'), labels, JSON.stringify(data));
    }
    for (const [zero, one] of [[-1, 1], [1, 2], [0, 2]]) {
      const y = [one, zero, one];
      for (const data of [{ x: [1, 2, 3], y }, y.map((label, k) => [k + 1, label]), y.flatMap((label, k) => [k + 1, label])]) {
        assert.deepEqual(given(data, 'logistic'), labels, JSON.stringify(data));
        assert.match(readingOf(given(data, 'logistic')).said, new RegExp(`label ${one} counts as 1, label ${zero} as 0`));
      }
    }
    assert.deepEqual(given({ x: [1, 2], y: [0, 0.5, 1] }, 'logistic'), { x: [1, 2], y: [0, 0.5, 1] }, 'others are for the core to refuse');
    assert.deepEqual(given(['a', 'b', 'c', 'a'], 'categorical'), { counts: [2, 1, 1], names: ['a', 'b', 'c'] });
  });

  await t.test('a picture says in its description what was read', async () => {
    const look = { width: 320 };
    const svg = await render({ model: 'logistic', data: '1 yes, 2 no, 3 yes, 1.5 no, 2.5 no', steps: 1 }, look);
    assert.match(svg, /<desc>[^<]*columns 1 and 2, 5 rows/);
    const said = [];
    await render({ 'data-src': `data:text/plain,${encodeURIComponent('id,mass\n7,1.5\n9,2.5\n8,NA\n6,4')}`, 'data-x': 'mass' }, { ...look, report: (line) => said.push(line) });
    assert.deepEqual(said, ['column mass, 3 of 4 rows: 1 without a value left out; passed over: id (an index)']);
  });
});

test('every number of a long text is read once, and the core takes all of them at once', async () => {
  const { Model } = await shell('core.js');
  const given = { gaussian: Array.from({ length: 50_000 }, (_, k) => 100 + ((7919 * k) % 900)), logistic: Array.from({ length: 50_000 }, (_, k) => (k % 2 ? Number(k % 3 > 0) : 1 + ((31 * k) % 90))) };
  for (const [model, all] of Object.entries(given)) {
    const text = all.join(' ');
    const { Number: usual } = globalThis;
    const { from } = Float64Array;
    let [read, handed] = [0, 0];
    globalThis.Number = new Proxy(usual, { apply: (target, that, [one]) => { read += 1; return target(one); } });
    let data;
    try {
      assert.equal(isUnread(text, model), false);
      data = dataFrom(text, model);
      assert.equal(isUnread(text, model), false);
      assert.equal(dataFrom(text, model), data);
    } finally {
      globalThis.Number = usual;
    }
    assert.ok(read <= all.length + 100, `${model}: ${read} numbers read of ${all.length}`);
    Float64Array.from = function counted(list, ...each) {
      if (each.length && each[0]) handed += list.length ?? 0;
      return from.call(this, list, ...each);
    };
    try {
      new Model({ model, data }).free();
    } finally {
      Float64Array.from = from;
    }
    assert.ok(handed < 100, `${model}: ${handed} numbers handed over one by one`);
    const lists = JSON.parse(JSON.stringify(data));
    assert.deepEqual(model === 'logistic' ? lists.x.flatMap((x, k) => [x, lists.y[k]]) : lists.x, all);
  }
});
