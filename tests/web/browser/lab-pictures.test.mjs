// The lab is compared with its stored pictures: four sizes, two themes, and the projector.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage } from '../browser.mjs';
import { forEachOfLab } from '../lab-pictures.mjs';
import { FONT, SHARE, comparer, fileOf, hasFont } from '../visual.mjs';
import { browser, site } from './page.mjs';

const FOUND = fileURLToPath(new URL('../../../target/pictures/', import.meta.url));

test('the lab looks as its stored pictures do', async (t) => {
  const page = await openPage(browser, `${site.origin}/lab.html`);
  const compare = await comparer(browser);
  t.after(() => Promise.all([page.close(), compare.close()]));
  if (!await hasFont(page)) {
    t.skip(`SKIPPED: the pictures are set in ${FONT}, which is not installed here`);
    return;
  }
  await forEachOfLab(browser, site.origin, (name, width, theme, taken) => t.test(`${name}, ${width} pixels, ${theme}`, async () => {
    const file = fileOf(name, width, theme);
    assert.ok(existsSync(file), 'it is stored');
    const { share, sizes: [now, then] } = await compare.differ(await taken(), readFileSync(file));
    const resized = now.some((length, k) => Math.abs(length - then[k]) > 1);
    if (resized || share > SHARE) {
      mkdirSync(FOUND, { recursive: true });
      writeFileSync(join(FOUND, file.split(/[\\/]/).at(-1)), await compare.where());
    }
    assert.ok(!resized && share <= SHARE, `differs in ${(100 * share).toFixed(2)} % of its points: see target/pictures, and \`npm run pictures\` in tests/web`);
  }));
});
