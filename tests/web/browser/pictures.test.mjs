// Every figure is compared with its stored pictures, at three widths and in two
// themes. After an intended change run `npm run pictures` in tests/web, and look
// at the new pictures before committing them.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FONT, SHARE, comparer, fileOf, forEach, hasFont } from '../visual.mjs';
import { browser, site } from './page.mjs';

const FOUND = fileURLToPath(new URL('../../../target/pictures/', import.meta.url));

/** How a picture differs from the stored one; nothing if it does not. */
async function change(compare, png, file) {
  if (!existsSync(file)) return 'is not stored yet';
  const { share, sizes: [now, then] } = await compare.differ(png, readFileSync(file));
  const resized = now.some((length, k) => Math.abs(length - then[k]) > 1);
  if (!resized && share <= SHARE) return undefined;
  mkdirSync(FOUND, { recursive: true });
  writeFileSync(join(FOUND, file.split(/[\\/]/).at(-1)), await compare.where());
  return `differs in ${(100 * share).toFixed(2)} % of its points${resized ? `, is ${now} and was ${then} (halves of pixels)` : ''}`;
}

test('every figure looks as its stored pictures do', async (t) => {
  const page = await browser.newPage();
  const compare = await comparer(browser);
  t.after(() => Promise.all([page.close(), compare.close()]));
  if (!await hasFont(page)) {
    t.skip(`SKIPPED: the pictures are set in ${FONT}, which is not installed here`);
    return;
  }
  const problems = await forEach(browser, site.origin, (figure, width, theme, taken) => t.test(`${figure}, ${width} pixels, ${theme}`, async () => {
    const complaint = await change(compare, await taken(), fileOf(figure, width, theme));
    assert.equal(complaint, undefined, 'see target/pictures, and `npm run pictures` in tests/web');
  }));
  assert.deepEqual(problems, []);
});
