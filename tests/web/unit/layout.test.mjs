// The layout of panels is a pure function: laws that hold at every width, for every number of panels.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shell } from './modules.mjs';

const { layout } = await shell('figure/layout.js');

const WIDTHS = [280, 320, 430, 431, 639.5, 640, 768, 899.5, 900, 1280, 1920];
const KINDS = ['plane', 'divergence', 'map'];

/** Every layout of up to nine panels, of one kind or with a plane first. */
const every = (check) => {
  for (const width of WIDTHS) {
    for (const type of [1, 1.5]) {
      for (const kind of KINDS) {
        for (let count = 0; count <= 9; count += 1) {
          const panels = Array.from({ length: count }, (_, k) => ({ name: k ? kind : 'plane', ...(kind === 'map' && { above: 20 }) }));
          check(layout(width, panels, type), { width, type, count, panels });
        }
      }
    }
  }
};

test('panels lie inside the figure, in reading order, and nothing lies over anything', () => every((found, { width, panels, count }) => {
  assert.equal(found.panels.length, count);
  assert.equal(found.width, width);
  const whole = found.panels.map(({ title, box }, k) => [box.x, title.y - (panels[k].above ?? 0), box.x + box.width, box.y + box.height]);
  for (const [k, [left, top, right, bottom]] of whole.entries()) {
    assert.ok(left >= 0 && right <= width + 1e-9 && top >= 0 && bottom <= found.height + 1e-9, `panel ${k} is inside`);
    for (const [x0, y0, x1, y1] of whole.slice(k + 1)) {
      assert.ok(x0 >= right || y0 >= bottom || x1 <= left, `panel ${k} is apart from those that follow`);
      assert.ok(y0 > top || x0 > left, `panel ${k} comes before those that follow`);
    }
  }
  for (const { title, box } of found.panels) assert.ok(title.y + title.height <= box.y, 'a title is above its picture');
}));

test('a picture has the shape that is said of it, and type of a legible size', () => every((found, { type }) => {
  for (const { box, aspect: [across, down], text, span } of found.panels) {
    assert.ok(Math.abs(box.width / box.height - across / down) < 1e-9);
    assert.ok(text >= 11 * type - 0.5 && text <= 14 * type + 0.5);
    assert.ok(span <= found.columns);
  }
}));

test('panels that share a row are as wide as each other, and the row is filled', () => every((found, { width }) => {
  const rows = [...new Set(found.panels.map(({ box }) => box.y))].map((y) => found.panels.filter(({ box }) => box.y === y));
  for (const row of rows.slice(0, -1)) {
    assert.ok(Math.abs(row.at(-1).box.x + row.at(-1).box.width - width) < 1e-9);
    for (const { box, span } of row) if (span === row[0].span) assert.ok(Math.abs(box.width - row[0].box.width) < 1e-9);
  }
}));

test('width, kinds of panels and type decide a layout, and nothing else', () => every((found, { width, panels, type }) => {
  const others = panels.map((panel, k) => Object.freeze({ ...panel, title: `panel ${k}`, chart: 'natural', rule: 'newton', index: 7 * k }));
  layout(width / 2, others, 2 * type);
  assert.deepEqual(layout(width, Object.freeze(others), type), found);
}));

test('a phone has one column, a desktop up to three', () => {
  const columns = (width, count, name = 'plane') => layout(width, Array.from({ length: count }, () => ({ name }))).columns;
  for (let count = 1; count <= 9; count += 1) assert.equal(columns(390, count), 1);
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 8].map((count) => columns(1000, count)), [1, 2, 3, 2, 3, 3, 3, 3]);
  assert.deepEqual([columns(800, 3, 'divergence'), columns(1000, 3, 'divergence')], [2, 3]);
});
