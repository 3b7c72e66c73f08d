// `npm run pictures` in this folder draws the pictures of the README, from index.html as readers see it, and the
// stored pictures of all figures; `npm run pictures -- field` only those of the figures named.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, openPage } from './browser.mjs';
import { forEachOfLab } from './lab-pictures.mjs';
import { serve } from './server.mjs';
import { FONT, comparer, fileOf, finish, forEach, hasFont } from './visual.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ONLY = process.argv.slice(2);
const IN_README = ['field', 'influence'];

async function forReadme(browser, origin) {
  mkdirSync(`${ROOT}www/pictures`, { recursive: true });
  const page = await openPage(browser, `${origin}/index.html`, { width: 1080, height: 900, ratio: 1.5 });
  for (const id of IN_README) {
    await finish(page, id);
    await page.locator(`#${id} .panels`).screenshot({ path: `${ROOT}www/pictures/${id}.png`, animations: 'disabled' });
    console.log(`www/pictures/${id}.png`);
  }
  await page.close();
}

/** Removes the pictures of figures that no longer exist. */
async function forTests(browser, origin) {
  const page = await browser.newPage();
  if (!await hasFont(page)) throw new Error(`these pictures are set in ${FONT}; install that font first`);
  const folder = dirname(fileOf('', 0, ''));
  if (!ONLY.length) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { small, close } = await comparer(browser);
  await forEach(browser, origin, async (figure, width, theme, taken) => {
    writeFileSync(fileOf(figure, width, theme), await small(await taken()));
    console.log(`tests/web/pictures, ${figure}, ${width} pixels wide, ${theme}`);
  }, ONLY);
  if (!ONLY.length || ONLY.includes('lab')) {
    await forEachOfLab(browser, origin, async (name, width, theme, taken) => {
      writeFileSync(fileOf(name, width, theme), await small(await taken()));
      console.log(`tests/web/pictures, ${name}, ${width} pixels wide, ${theme}`);
    });
  }
  await Promise.all([page.close(), close()]);
}

const site = await serve(ROOT);
const browser = await launch();
try {
  if (!ONLY.length) await forReadme(browser, site.origin);
  await forTests(browser, site.origin);
} finally {
  await browser.close();
  await site.close();
}
