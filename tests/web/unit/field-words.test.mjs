// The words “timid” and “reckless” in a field: they stand beside a disc of which they are true, and lie over no handle and no other word.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Current, catalogue, finish, palette, panelsOf, stateFrom } from './drawing.mjs';
import { shell } from './modules.mjs';
import { random } from './random.mjs';

const { fieldOf } = await shell('compute/places.js');
const { lengthOf } = await shell('compute/disc-and-ball.js');

const COLORS = palette('light');

/** The words that were drawn, by model and chart. */
const drawn = new Map();

const all = (marks) => marks.flatMap((mark) => (mark.kind === 'clip' || mark.kind === 'group' ? all(mark.marks) : [mark]));

/** The box of a word: its letters are about so wide and high. */
function boxOf({ text, x, y, anchor }, size) {
  const wide = 0.52 * size * text.length;
  const left = anchor === 'middle' ? x - wide / 2 : x;
  return [left, y - 0.5 * size, left + wide, y + 0.5 * size];
}

const overlap = ([a, b, c, d], [e, f, g, h]) => a < g && e < c && b < h && f < d;

for (const { name: model, charts, data } of catalogue().models) {
  for (const { name: chart } of charts) {
    test(`${model} ${chart}: words beside discs are true, near their disc, and over nothing else`, () => {
      const { uniform: draw } = random(model.length + chart.length);
      const seen = [];
      drawn.set(`${model} ${chart}`, seen);
      for (let k = 0; k < 6; k += 1) {
        const attributes = { view: 'field', model, chart, data: data[0].name, 'field-cost': String([0.01, 0.002, 0.0002][k % 3]) };
        const current = new Current();
        current.show(stateFrom((name) => attributes[name] ?? null));
        finish(current);
        const [x, y] = current.scene.starts[chart];
        const near = [x * (1 + 0.4 * (draw() - 0.5)), y * (1 + 0.4 * (draw() - 0.5))];
        if (k > 1 && current.model.contains(near, chart)) current.state.start = { chart, at: near };
        current.stale = true;
        finish(current);
        const [panel] = panelsOf(current, { width: [900, 360][k % 2], colors: COLORS });
        const { marks, frame, style: { text: size } } = panel;
        const texts = all(marks).filter(({ kind }) => kind === 'text');
        const words = texts.filter(({ text }) => /^(timid|reckless)/.test(text));
        seen.push(...words.map(({ text }) => text));
        if (words.length) {
          const { cost } = current.state.field;
          const { nodes, costs, length } = fieldOf(current.model, chart, frame, cost, lengthOf(current.model, chart, current.state.field));
          const [left, top, right, bottom, x0, x1, y0, y1] = frame;
          const at = (node) => [left + ((nodes[2 * node] - x0) / (x1 - x0)) * (right - left), bottom - ((nodes[2 * node + 1] - y0) / (y1 - y0)) * (bottom - top)];
          const up = (length * (bottom - top)) / (y1 - y0);
          for (const word of words) {
            const own = Array.from({ length: nodes.length / 2 }, (_, node) => node).find((node) => {
              const [px, py] = at(node);
              return Math.abs(px - word.x) < 1 && Math.abs(py - word.y) < up + 13 && Math.abs(py - word.y) > up - 4;
            });
            assert.notEqual(own, undefined, `${word.text} is beside a disc`);
            const times = costs[3 * own] / cost;
            assert.ok(word.text.startsWith('timid') ? times < 1 : times > 1, `${word.text}: ${times} times`);
            const handles = all(marks).filter(({ kind, fill }) => kind === 'circle' && fill === COLORS.accent).map(({ x: hx, y: hy, radius }) => [hx - radius, hy - radius, hx + radius, hy + radius]);
            for (const other of [...handles, ...texts.filter((one) => one !== word).map((one) => boxOf(one, size))]) {
              assert.ok(!overlap(boxOf(word, size), other), `${model} ${chart}: ${word.text} (${boxOf(word, size).map(Math.round)}) lies over ${other.map(Math.round)}`);
            }
          }
        }
        current.free();
      }
    });
  }
}

test('the words are drawn: both where variances differ, and some in most charts', () => {
  const words = drawn.get('gaussian variance');
  for (const word of ['timid', 'reckless']) assert.ok(words.some((text) => text.startsWith(word)), word);
  const silent = [...drawn].filter(([, texts]) => !texts.length).map(([name]) => name);
  assert.ok(2 * silent.length < drawn.size, `without words: ${silent}`);
});
