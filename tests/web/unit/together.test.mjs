// Elements that are put into a page at once ask it together, before anything is made of an answer.
import test from 'node:test';
import assert from 'node:assert/strict';
import { shell } from './modules.mjs';

const { askTogether } = await shell('element/together.js');

test('all of them ask first, and all are told then, in order and once', async () => {
  const heard = [];
  for (const one of ['a', 'b', 'c']) askTogether(() => { heard.push(`${one} asks`); return one.toUpperCase(); }, (found) => heard.push(`${one} is told ${found}`));
  assert.deepEqual(heard, [], 'nobody asks before all are there');
  await undefined;
  assert.deepEqual(heard, ['a asks', 'b asks', 'c asks', 'a is told A', 'b is told B', 'c is told C']);
  await undefined;
  assert.equal(heard.length, 6);
});

test('an element that is put in by what another is told asks with the next ones', async () => {
  const heard = [];
  askTogether(() => 1, () => askTogether(() => 2, (found) => heard.push(found)));
  await new Promise((then) => { setTimeout(then); });
  assert.deepEqual(heard, [2]);
});
