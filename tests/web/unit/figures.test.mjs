// The README's table of figures, which the benchmark writes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MARKS, withFigures } from '../bench/readme.mjs';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const table = (text) => text.slice(text.indexOf(MARKS[0]), text.indexOf(MARKS[1]));

test('the README has a table of figures', () => {
  const rows = table(readme).split('\n').filter((line) => line.startsWith('| '));
  assert.ok(rows.length > 15, `${rows.length} rows`);
  for (const row of rows) assert.equal(row.split(' | ').length, 3, row);
});

test('new figures take the place of the old, and of nothing else', () => {
  const written = withFigures(readme, [['a | b', 1, 'target ≤ 2']], 'a machine');
  assert.match(table(written), /run on a machine\.\n\n\| what \| measured \| beside it \|\n\|---\|---\|---\|\n\| a \\\| b \| 1 \| target ≤ 2 \|\n$/);
  assert.equal(written.replace(table(written), ''), readme.replace(table(readme), ''));
  assert.equal(withFigures(written, [['a | b', 1, 'target ≤ 2']], 'a machine'), written);
  assert.throws(() => withFigures('no marks', [], ''), /lacks the marks/);
});
