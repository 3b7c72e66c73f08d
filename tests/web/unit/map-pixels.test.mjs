// The pixels of a map, which are made row by row: each shows the code of the cell that it lies in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';
import { random } from './random.mjs';

const { looks, pixelsOf } = await shell('views/map-codes.js');
const { codeOf, minimumOf, stepsOf } = await shell('compute/outcome-codes.js');

const LIMIT = 60;
const MINIMA = 3;
const TILE = 12;
const COLORS = { ink: '#2b2e36', ground: '#fdfcf9', muted: '#808080', contour: '#446688' };
const look = looks('#c8440a', COLORS, LIMIT, MINIMA);

/** The definition, pixel by pixel. The first row of codes is the lowest. */
function oneByOne(width, height, codes, across) {
  const rows = codes.length / across;
  const cell = (k, of, cells) => Math.floor(((k + 0.5) * cells) / of);
  const pixels = Array.from({ length: width * height }, (_, k) => {
    const [x, y] = [k % width, Math.floor(k / width)];
    const code = codes[(rows - 1 - cell(y, height, rows)) * across + cell(x, width, across)];
    return code >= 0 ? look.ramps[minimumOf(code)][stepsOf(code)] : look.tiles[-1 - code][(y % TILE) * TILE + (x % TILE)];
  });
  return new Uint8ClampedArray(Uint32Array.from(pixels).buffer);
}

/** Codes by chance: in most rows all starts arrive, in the others some do not. */
function codesByChance(across, rows, { below, chance }) {
  const others = core.Sweep.outcomes().length;
  return Int32Array.from(Array.from({ length: rows }, () => {
    const share = chance(0.7) ? 0 : 0.3;
    return Array.from({ length: across }, () => (chance(share) ? -1 - below(others) : codeOf(below(MINIMA), below(LIMIT + 1))));
  }).flat());
}

test('a map has the pixels of its cells, larger ones and smaller ones, hatched or not', () => {
  const by = random(24);
  for (let round = 0; round < 200; round += 1) {
    const [across, rows, width, height] = [20, 20, 70, 70].map((most) => 1 + by.below(most));
    const codes = codesByChance(across, rows, by);
    assert.deepEqual(pixelsOf(width, height, codes, across, look), oneByOne(width, height, codes, across), `${across} × ${rows} cells on ${width} × ${height} pixels`);
  }
});
