// The table that a figure saves: names of columns and numbers that other programs read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shell } from './modules.mjs';

const { catalogue, ready } = await shell('core.js');
const { csv } = await shell('exports/csv.js');
await ready();

for (const { name: model, charts, takes } of catalogue().models) {
  test(`${model}: columns are plain words, cells are numbers`, () => {
    const at = takes === 'labelled' || model === 'policy' ? [0.1, 0.1] : model === 'categorical' ? [0.1, 0.2] : [1, 2];
    const spec = { model, start: { chart: charts[0].name, at }, runs: [{ rule: 'gradient', chart: charts[0].name, rate: 0.01 }], steps: 3 };
    const [head, ...lines] = csv(spec).trimEnd().split('\r\n').map((line) => line.split(','));
    assert.equal(head.length, 8 + 2 * charts.length);
    assert.equal(new Set(head).size, head.length, String(head));
    for (const word of head) assert.match(word, /^[A-Za-z][A-Za-z0-9_]*$/);
    for (const line of lines) for (const cell of line.filter((_, k) => k !== 1 && k !== 2)) assert.match(cell, /^(?:-?\d+(?:\.\d+)?(?:e[+-]\d+)?|-?inf|NaN)$/);
  });
}

test('a place without a name in a chart is NaN, never a word that makes a column text', () => {
  // With w = 0 there is no boundary −b/w.
  const spec = { model: 'logistic', start: { chart: 'raw', at: [0, 1] }, runs: [{ rule: 'gradient', chart: 'raw', rate: 1e-9 }], steps: 1 };
  const [head, first] = csv(spec).trimEnd().split('\r\n').map((line) => line.split(','));
  assert.equal(first[head.indexOf('boundary_t')], 'NaN');
  assert.ok(first.every((word) => !/Infinity/.test(word)));
});

test('every start has its runs, as an experiment from there gives them', () => {
  const at = (place) => ({ chart: 'variance', at: place });
  const spec = { model: 'gaussian', start: at([5.3, 0.1]), runs: ['gradient', 'kl-ball'].map((rule) => ({ rule, chart: 'precision' })), steps: 4 };
  const more = [at([5.4, 0.05]), { chart: 'precision', at: [5.2, 5] }];
  const rows = (text) => text.trimEnd().split('\r\n').map((line) => line.split(','));
  const [heads, ...lines] = rows(csv(spec, more));
  const column = heads.indexOf('start');
  [spec.start, ...more].forEach((start, k) => {
    const own = lines.filter((line) => line[column] === String(k + 1)).map((line) => line.with(column, '1'));
    assert.equal(own.length, 2 * 5);
    assert.deepEqual(own, rows(csv({ ...spec, start })).slice(1));
  });
  assert.equal(lines.length, 3 * 2 * 5);
});

test('without runs the table has its heads alone', () => {
  const spec = { model: 'gaussian', start: { chart: 'variance', at: [5.3, 0.1] }, runs: [], steps: 4 };
  const heads = csv({ ...spec, runs: [{ rule: 'gradient', chart: 'variance' }] }).split('\r\n')[0];
  assert.equal(csv(spec, [spec.start]), `${heads}\r\n`);
});
