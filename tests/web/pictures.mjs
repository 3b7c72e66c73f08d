// The pictures in the README, drawn by the project itself: `npm run pictures`
// in this folder. Figures of index.html, as a reader finds them.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, openPage } from './browser.mjs';
import { serve } from './server.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FIGURES = ['two-bubbles', 'variance-or-precision'];

const site = await serve(ROOT);
const browser = await launch();
try {
  mkdirSync(`${ROOT}www/pictures`, { recursive: true });
  const page = await openPage(browser, `${site.origin}/index.html`, { width: 1080, height: 900, ratio: 1.5 });
  for (const id of FIGURES) {
    const figure = page.locator(`#${id}`);
    await figure.scrollIntoViewIfNeeded();
    await page.locator(`#${id}[ready] .ledger td:not(:empty)`).first().waitFor();
    await page.locator(`#${id} .panels`).screenshot({ path: `${ROOT}www/pictures/${id}.png`, animations: 'disabled' });
    console.log(`www/pictures/${id}.png`);
  }
} finally {
  await browser.close();
  await site.close();
}
