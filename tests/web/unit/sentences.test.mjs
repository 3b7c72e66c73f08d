// Sentences of the lab that are shown one by one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shell } from './modules.mjs';

const { ready } = await shell('core.js');
await ready();
await shell('views/index.js');
const { PRESETS } = await shell('lab/deck.js');
const { sentencesOf } = await shell('lab/sentences.js');
const format = await shell('text/format.js');

test('the sentences of every preset are its text again, each a whole one, and the first is short', () => {
  for (const { name, sentence } of PRESETS) {
    const all = sentencesOf(sentence);
    assert.equal(all.join(' '), sentence, name);
    for (const one of all) assert.match(one, /^[\p{Lu}\p{N}“„].*[.?!]$/u, `${name}: ${one}`);
    assert.ok(all[0].length <= 140, `${name}: ${all[0]}`);
  }
});

test('a number with a point and a text without an end are not cut', () => {
  assert.deepEqual(sentencesOf('It costs 0.5 nats. Then more'), ['It costs 0.5 nats.', 'Then more']);
  assert.deepEqual(sentencesOf('no end'), ['no end']);
});

test('costs in sentences have no power of ten, and no more digits than one can use', () => {
  const { number, nats, spoken, chosenCost } = format;
  for (let power = -12; power < 4; power += 0.173) {
    const cost = 10 ** power;
    for (const said of [spoken(cost), spoken(-cost)]) assert.doesNotMatch(said, /·|e/, `${cost}: ${said}`);
    if (cost >= 1e-3) assert.equal(spoken(cost), number(cost));
    else if (cost >= 1e-5) assert.ok(Math.abs(Number(spoken(cost)) / cost - 1) < 0.051, `${cost}: ${spoken(cost)}`);
    else assert.match(spoken(cost), /^(almost 0|0)$/);
  }
  assert.deepEqual([3.89e-6, 4.65e-4, 5e-4, 0, 0.0291].map(spoken), ['almost 0', '0.00047', '0.0005', '0', '0.0291']);
  assert.deepEqual([5e-4, 2e-6, 0.006, 1, 1.5e-9].map(chosenCost), ['0.0005', '0.000002', '0.006', '1', '1.50·10⁻⁹']);
  assert.deepEqual([2e-4, 1].map(nats), ['0.0002 nats', '1 nat']);
});
