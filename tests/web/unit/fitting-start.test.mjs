// Where new data begin: at the written start if it makes sense for them, and always at a point that every chart can name; and
// what becomes of windows, further starts, q and rates that were written for other data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

await (await shell('core.js')).ready();
const { fittingFor, sizesOfOthers, startInstead } = await shell('state/fitting-start.js');
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

/** Data of readers in units of all kinds, by model. */
const OTHERS = {
  gaussian: [[12, 900, 43, 7, 150], [1.7e9, 1.7e9 + 100, 1.7e9 + 420], [1e9, 1e9 + 1e-3, 1e9 + 3e-3], [1e-9, 3e-9, 4e-9], [1e12, 3e12, 7e12]].map((x) => ({ x })),
  logistic: [{ x: [1950, 1960, 1970, 1980, 1990, 2000], y: [0, 0, 1, 0, 1, 1] }, { x: [1, 2, 3, 4].map((one) => one * 1e9), y: [0, 1, 0, 1] }, { x: [1, 2, 3, 4], y: [0, 0, 1, 1] }],
  categorical: [{ counts: [10, 2, 5] }, { counts: [3, 0, 1] }],
};

/** What figures were written with for the built-in data. */
const WRITTEN = {
  gaussian: { charts: ['variance', 'precision'], window: '5 6 0 0.2, precision 5 6 0 60', start: '5.3 0.022', other: '5.45 0.03', starts: '5.5 0.05, 5.2 0.1' },
  logistic: { charts: ['whitened', 'boundary'], window: '-3 0.9 -2.2 1.3, boundary 55 80 -0.42 0.03', start: '-1 0.2', other: '-1 -1', starts: 'boundary 65 -0.2' },
  categorical: { charts: ['probability'], window: '0.9 0.99 0 0.05', start: '0.95 0.01', other: '0.001 0.001', starts: '0.3 0.3' },
};

const words = (text) => text.split(/[\s,]+/);

for (const [model, all] of Object.entries(OTHERS)) {
  test(`windows, starts and q that were written for other data give way for ${model} data, and that is said`, () => {
    const { charts: wanted, ...written } = WRITTEN[model];
    const known = core.catalog().models.find(({ name }) => name === model).charts.map(({ name }) => name);
    const charts = wanted.every((chart) => known.includes(chart)) ? wanted : known.slice(0, 1);
    for (const data of all) {
      for (const names of [['window'], ['window', 'start'], ['other'], ['starts'], ['window', 'start', 'other', 'starts']]) {
        on(data, model, (made) => {
          const has = (name) => (names.includes(name) ? written[name] : null);
          const { changes, said } = fittingFor(made, has, charts);
          const now = (name) => changes[name] ?? has(name);
          const usual = usualStart(made, charts);
          const lossOf = (text) => {
            const all = words(text);
            return made.inspect(all.slice(-2).map(Number), all.length > 2 ? all[0] : charts[0]).loss;
          };
          const least = made.inspect(usual.at, usual.chart).loss;
          const about = `${JSON.stringify(data)} ${names}: ${JSON.stringify(changes)} ${said}`;
          for (const name of ['start', 'other']) if (now(name)) assert.ok(lossOf(now(name)) - least <= 12.5, `${name}: ${about}`);
          for (const one of (now('starts') ?? '').split(', ').filter(Boolean)) assert.ok(lossOf(one) - least <= 12.5, about);
          const [x0, x1, y0, y1] = (now('window') ?? '').startsWith('boundary') || !now('window') ? [-Infinity, Infinity, -Infinity, Infinity] : words(now('window')).map(Number);
          const start = now('start') ? words(now('start')).map(Number) : made.convert(usual.at, usual.chart, charts[0]);
          for (const [x, y] of [start, made.optimum(charts[0])].filter(Boolean)) assert.ok(x >= x0 && x <= x1 && y >= y0 && y <= y1, about);
          assert.equal(said.length > 0, Object.keys(changes).length > 0, about);
          if ('window' in changes) assert.match(said.join('; '), /the window is chosen for these data/, about);
        });
      }
    }
  });
}

test('nothing gives way where the data are those that it was written for', () => {
  on({ set: 'cavendish' }, 'gaussian', (made) => {
    const { charts, ...written } = WRITTEN.gaussian;
    assert.deepEqual(fittingFor(made, (name) => ({ ...written, window: '5.15 5.75 -0.003 0.12' })[name], charts), { changes: {}, said: [] });
    assert.deepEqual(sizesOfOthers(made, (name) => ({ 'gradient-rate': '0.001' })[name], { rules: ['gradient', 'kl-ball'], charts }), []);
  });
  on({ set: 'oring' }, 'logistic', (made) => {
    const { charts, ...written } = WRITTEN.logistic;
    assert.deepEqual(fittingFor(made, (name) => written[name], charts), { changes: {}, said: [] });
  });
});

test('a place keeps the digits that the spread of the data needs', () => {
  on({ x: [1e9, 1e9 + 1e-3, 1e9 + 3e-3] }, 'gaussian', (made) => {
    const text = startInstead(made, '5.3 0.022', ['variance']);
    const usual = usualStart(made, ['variance']).at;
    assert.ok(Math.abs(made.kl(usual, text.split(' ').map(Number), 'variance')) < 1e-3, text);
  });
});

test('a rate that was set for other data is named where with it a step hardly moves, or goes too far', () => {
  on({ x: [1.7e9, 1.7e9 + 100, 1.7e9 + 420] }, 'gaussian', (made) => {
    assert.deepEqual(sizesOfOthers(made, (name) => ({ 'gradient-rate': '0.01', radius: '0.05' })[name], { rules: ['gradient', 'kl-ball'], charts: ['variance'] }),
      [{ rule: 'gradient', value: 0.01 }]);
  });
  on({ x: [1e-9, 3e-9, 4e-9] }, 'gaussian', (made) => {
    assert.equal(sizesOfOthers(made, (name) => ({ rate: '0.01' })[name], { rules: ['gradient', 'natural-gradient'], charts: ['variance'] }).length, 1);
  });
});
