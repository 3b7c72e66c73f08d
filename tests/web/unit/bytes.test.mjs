// The same specification gives the same bytes in every engine and on every run: here
// in Node, in browser/bytes.test.mjs in browsers. Both are compared with digests that
// are committed with the compiled core. After a change of the core
//     UPDATE_DIGESTS=1 node --test tests/web/unit/bytes.test.mjs
// writes them again. The native core uses the exp and log of its system and may differ
// in the last bits; the digests are those of WebAssembly.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { digests } from '../trajectories.mjs';
import { core } from './modules.mjs';

const FILE = new URL('../../data/trajectories.json', import.meta.url);
const read = () => JSON.parse(readFileSync(FILE, 'utf8'));

if (process.env.UPDATE_DIGESTS) {
  const lines = read().map(({ spec }) => `  ${JSON.stringify({ spec, digests: digests(core, spec) })}`);
  writeFileSync(FILE, `[\n${lines.join(',\n')}\n]\n`);
}

const known = read();

test('the list has every rule in every chart, every data set, and batches', () => {
  const { models, rules } = core.catalog();
  const seen = new Set(known.flatMap(({ spec: { model, data, runs } }) => [
    `${model} ${data.set}`, ...runs.map(({ rule, chart, batch }) => `${model} ${chart} ${rule}${batch ? ' on batches' : ''}`),
  ]));
  const usable = (isExponential) => rules.filter(({ needsExponential }) => isExponential || !needsExponential);
  const wanted = models.flatMap(({ name, charts, data, takes, isExponential }) => [
    ...data.map((set) => `${name} ${set.name}`),
    ...usable(isExponential).flatMap(({ name: rule }) => charts.map((chart) => `${name} ${chart.name} ${rule}`)),
    // A target has no observations to draw.
    ...(takes === 'target' ? [] : usable(isExponential).map(({ name: rule }) => `${name} ${charts[0].name} ${rule} on batches`)),
  ]);
  assert.deepEqual(wanted.filter((name) => !seen.has(name)), []);
});

describe('bit for bit as committed, and once more', () => {
  for (const { spec, digests: expected } of known) {
    const { model, data, start, runs } = spec;
    test(`${model} ${data.set} ${start.chart} ${runs[0].chart}, ${runs.length} runs`, () => {
      const found = digests(core, spec);
      const name = (digest, k) => `${runs[k].rule} ${runs[k].direction ?? ''} ${digest}`;
      assert.deepEqual(found.map(name), expected.map(name));
      assert.deepEqual(digests(core, spec), found, 'the second time');
    });
  }
});
