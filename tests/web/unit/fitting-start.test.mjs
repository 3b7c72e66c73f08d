// Where new data begin: at the written start if it makes sense for them, and always at a point that every chart can name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

await (await shell('core.js')).ready();
const { startInstead } = await shell('state/fitting-start.js');
const { usualStart } = await shell('state/starts.js');

const on = (data, model, use) => {
  const made = new core.Model({ model, data });
  try {
    return use(made);
  } finally {
    made.free();
  }
};

test('a written start stays where it makes sense, and gives way to one for the data where it is far off', () => {
  const charts = ['variance', 'precision'];
  on({ set: 'cavendish' }, 'gaussian', (made) => assert.equal(startInstead(made, '5.3 0.022', charts), undefined));
  on({ x: [1.7e9, 1.7e9 + 60, 1.7e9 + 400] }, 'gaussian', (made) => {
    const [mean, variance] = startInstead(made, '5.3 0.022', charts).split(' ').map(Number);
    assert.ok(Math.abs(mean - 1.7e9) < 5000 && variance > 100, `${mean} ${variance}`);
    assert.equal(startInstead(made, null, charts), undefined, 'no start is written');
    assert.equal(startInstead(made, 'variance -1 -1', charts) === undefined, false, 'no point of the model');
  });
});

test('every pair of charts has a usual start that both can name', () => {
  for (const { name: model, charts, data, takes } of core.catalog().models) {
    const sets = [undefined, ...data.map(({ name }) => ({ set: name })), ...(takes === 'labelled' ? [{ x: [1, 2, 3, 4], y: [0, 0, 1, 1] }] : [])];
    for (const set of sets) {
      on(set, model, (made) => {
        for (const one of charts) {
          for (const other of charts) {
            const { chart, at } = usualStart(made, [one.name, other.name]);
            assert.equal(chart, one.name);
            made.convert(at, chart, other.name);
          }
        }
      });
    }
  }
});
