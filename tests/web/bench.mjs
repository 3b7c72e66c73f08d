// Figures we hold ourselves to, each beside its peer or its target, from one
// run: `cargo xtask bench`, or `node tests/web/bench.mjs`.
import { arch, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.mjs';
import { bytes } from './bench/bytes.mjs';
import * as ball from './bench/exact.mjs';
import { firstPicture } from './bench/first-picture.mjs';
import * as regression from './bench/logistic.mjs';
import { pointer } from './bench/pointer.mjs';
import { COUNT, HEADINGS, steps } from './bench/steps.mjs';
import { summary, table } from './bench/table.mjs';
import { serve } from './server.mjs';

const PAGES = 3;
const COLD = 9;
const FIGURES = { 'two bubbles, densities': '#two-bubbles', 'two linked planes': '#variance-or-precision' };

const ms = (value) => value.toFixed(2);
const whole = (value) => value.toFixed(0);

table(`Steps per second, Gaussian, one run (${COUNT})`, HEADINGS, steps());
table(`Steps per second, logistic regression (${regression.COUNT})`, regression.HEADINGS, regression.logistic());
table(`Microseconds per exact step (${ball.COUNT})`, ball.HEADINGS, ball.exact());

const site = await serve(fileURLToPath(new URL('../../', import.meta.url)));
const browser = await launch();
try {
  const rows = [];
  for (const [name, figure] of Object.entries(FIGURES)) {
    const pages = [];
    for (let k = 0; k < PAGES; k += 1) pages.push(await pointer(browser, site.origin, figure));
    for (const [kind, target] of [['script', '≤ 2 / ≤ 6'], ['rendering', '–']]) {
      const all = summary(pages.flat().map((move) => move[kind]));
      const medians = summary(pages.map((moves) => summary(moves.map((move) => move[kind])).median));
      const label = kind === 'script' ? 'script' : 'style, layout, paint';
      rows.push([`${name}: ${label}`, ms(all.median), ms(all.p95), ms(all.most), `${ms(medians.least)} – ${ms(medians.most)}`, target]);
    }
  }
  table(`Milliseconds per pointer move, index.html in Chromium (${PAGES} pages)`, ['figure', 'median', 'p95', 'most', 'medians of pages', 'target'], rows);

  const { page, embed } = await bytes(browser, site);
  const inEmbed = new Set(embed.map(({ path }) => path));
  const sum = (files) => ['raw', 'gzip'].map((kind) => files.reduce((total, file) => total + file[kind], 0));
  page.sort((a, b) => b.gzip - a.gzip);
  table('Bytes of every file the page fetches', ['file', 'raw', 'gzip', 'in an embed'], [
    ...page.map(({ path, raw, gzip }) => [path, raw, gzip, inEmbed.has(path) ? 'yes' : '']),
    ['whole page (target 180 000 gzip)', ...sum(page), ''],
    ['an embed (target 100 000 gzip)', ...sum(embed), ''],
  ]);

  const cold = [];
  for (let k = 0; k < COLD; k += 1) cold.push(await firstPicture(site.origin));
  const times = (kind) => {
    const { median, least, most } = summary(cold.map((one) => one[kind]));
    return [whole(median), `${whole(least)} – ${whole(most)}`];
  };
  table(`Milliseconds from navigation, a new browser each time (${COLD} times)`, ['what is on screen', 'median', 'least – most', 'target'], [
    ['the first words', ...times('words'), '–'],
    ['the first figure, painted', ...times('picture'), '≤ 500'],
  ]);
} finally {
  const version = browser.version();
  await browser.close();
  await site.close();
  console.log(`\nOn ${cpus().length} × ${cpus()[0]?.model.trim() || arch()}, Node ${process.versions.node}, Chromium ${version}.`);
}
