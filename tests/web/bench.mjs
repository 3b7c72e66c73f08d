// The benchmark: speed, size and time to the first picture, each beside a peer or
// a target, from one run: `cargo xtask bench`, or `node tests/web/bench.mjs`. With
// `--readme` the most important figures go into the README.
import { arch, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.mjs';
import { bytes } from './bench/bytes.mjs';
import * as ball from './bench/exact.mjs';
import { firstPicture, secondPicture } from './bench/first-picture.mjs';
import * as live from './bench/live-maps.mjs';
import * as long from './bench/long-work.mjs';
import { ROWS, TABLES, ownData } from './bench/own-data.mjs';
import * as regression from './bench/logistic.mjs';
import * as long100 from './bench/long-runs.mjs';
import { scrolling } from './bench/many.mjs';
import * as starts from './bench/maps.mjs';
import { keys, pointer } from './bench/pointer.mjs';
import { rewrite } from './bench/readme.mjs';
import * as search from './bench/searches.mjs';
import { COUNT, HEADINGS, steps } from './bench/steps.mjs';
import * as two from './bench/two-models.mjs';
import { summary, table } from './bench/table.mjs';
import { serve } from './server.mjs';

const PAGES = 3;
const COLD = 9;
const FIGURES = { 'two bubbles, densities': '#two-bubbles', 'two linked planes': '#variance-or-precision', 'the metric field': '#field' };

const ms = (value) => value.toFixed(2);
const whole = (value) => value.toFixed(0);

/** Rows for the README: what was measured, the result, and the peer or target. */
const chief = [];

function inNode() {
  const gaussian = steps();
  table(`Steps per second, Gaussian, one run (${COUNT})`, HEADINGS, gaussian);
  const column = (row, heading) => row[HEADINGS.indexOf(heading)];
  for (const row of gaussian.filter(([rule]) => /^(gradient|natural-gradient)$/.test(rule))) {
    chief.push([`steps per second with all series, Gaussian, \`${row[0]}\``, column(row, 'wasm, all columns'), `the plainest JavaScript loop: ${column(row, 'JS, same columns')} (${column(row, 'wasm of it')}); target ≥ 1.5×`]);
  }
  for (const row of gaussian.filter(([rule]) => /natural-gradient|kl-ball/.test(rule))) {
    chief.push([`steps per second, Gaussian, \`${row[0]}\``, column(row, 'wasm'), `the same core natively: ${column(row, 'native')}`]);
  }
  const logistic = regression.logistic();
  table(`Steps per second, logistic regression (${regression.COUNT})`, regression.HEADINGS, logistic);
  for (const [rule, wasm, plain, ratio] of logistic.filter(([name]) => ['natural-gradient', 'adam', 'newton'].includes(name))) {
    chief.push([`steps per second, logistic regression, n = 1000, \`${rule}\``, wasm, `the plainest JavaScript loop: ${plain} (${ratio})`]);
  }
  const runs = long100.longRuns();
  table(`Runs of ${long100.STEPS} steps with every series (${long100.COUNT})`, long100.HEADINGS, runs);
  for (const [run, took, target] of runs) chief.push([`a run of 100,000 steps with every series, ${run}`, `${took} ms`, `target ${target} ms`]);
  const maps = starts.maps();
  table(`Milliseconds for a map (${starts.COUNT})`, starts.HEADINGS, maps);
  for (const [map, own, other, times, , target] of maps) {
    chief.push([`a map of 128 × 128 starts, ${map}`, `${own} ms`, other === '–' ? '' : `the plainest JavaScript loop: ${other} ms (${times}); target ${target}`]);
  }
  const exact = ball.exact();
  table(`Microseconds per exact step (${ball.COUNT})`, ball.HEADINGS, exact);
  for (const [step, median, , , , target] of exact.filter(([name]) => name.includes(' 0.05 nats') && !name.includes('1000'))) {
    chief.push([`an exact step, ${step}`, `${median} µs`, `target ${target} µs`]);
  }
  const later = two.twoModels();
  table(`Microseconds in fits to a target and in mixtures (${two.COUNT})`, two.HEADINGS, later);
  // The slowest of each kind; the table has the others.
  for (const [what, median, , , target] of later.filter(([name]) => /two-peaks: (a|trust)|mixture.*(step|trust|old-new)/.test(name))) chief.push([what, `${median} µs`, `target ${target} µs`]);
}

async function pointerMoves(browser, site) {
  const rows = [];
  for (const [name, figure] of Object.entries(FIGURES)) {
    const pages = [];
    for (let k = 0; k < PAGES; k += 1) pages.push(await pointer(browser, site.origin, figure));
    for (const [kind, target] of [['script', '≤ 2 / ≤ 6'], ['rendering', '–']]) {
      const all = summary(pages.flat().map((move) => move[kind]));
      const medians = summary(pages.map((moves) => summary(moves.map((move) => move[kind])).median));
      const label = kind === 'script' ? 'script' : 'style, layout, paint';
      rows.push([`${name}: ${label}`, ms(all.median), ms(all.p95), ms(all.most), `${ms(medians.least)} – ${ms(medians.most)}`, target]);
      if (kind === 'script') chief.push([`script per pointer move, ${name}`, `${ms(all.median)} ms, p95 ${ms(all.p95)} ms`, `target ${target} ms`]);
    }
  }
  const frames = summary((await keys(browser, site.origin, '#renamed', 'variance → precision')).map(({ script }) => script));
  rows.push(['from variance to precision, a frame: script', ms(frames.median), ms(frames.p95), ms(frames.most), '', 'p95 ≤ 6']);
  chief.push(['script per frame of the way from chart to chart', `${ms(frames.median)} ms, p95 ${ms(frames.p95)} ms`, 'target p95 ≤ 6 ms']);
  table(`Milliseconds per pointer move, a page of figures in Chromium (${PAGES} pages)`, ['figure', 'median', 'p95', 'most', 'medians of pages', 'target'], rows);
}

async function download(browser, site) {
  const { page, embed, logistic } = await bytes(browser, site);
  const inEmbed = new Set(embed.map(({ path }) => path));
  const sum = (files) => ['raw', 'gzip'].map((kind) => files.reduce((total, file) => total + file[kind], 0));
  page.sort((a, b) => b.gzip - a.gzip);
  table('Bytes of every file the page fetches', ['file', 'raw', 'gzip', 'in an embed'], [
    ...page.map(({ path, raw, gzip }) => [path, raw, gzip, inEmbed.has(path) ? 'yes' : '']),
    ['whole page (target 180 000 gzip)', ...sum(page), ''],
    ['a post with one Gaussian figure (target 100 000 gzip)', ...sum(embed), ''],
    ['a post with one logistic figure (target 110 000 gzip)', ...sum(logistic), ''],
  ]);
  const kilobytes = (files) => `${(sum(files)[1] / 1000).toFixed(0)} kB`;
  chief.push(['the whole page with every view, gzipped', kilobytes(page), 'target ≤ 180 kB']);
  chief.push(['a post with one Gaussian figure, gzipped', kilobytes(embed), 'target ≤ 100 kB']);
  chief.push(['a post with one logistic figure, gzipped', kilobytes(logistic), 'target ≤ 110 kB']);
}

async function coldStart(site) {
  // The target is for the headless browser; readers have the whole browser around the same engine.
  const kinds = { 'headless Chromium': {}, 'a whole Chromium without a window': { whole: true } };
  const rows = [];
  for (const [kind, options] of Object.entries(kinds)) {
    const cold = [];
    for (let k = 0; k < COLD; k += 1) cold.push(await firstPicture(site.origin, options));
    for (const [name, what, target] of [['words', 'the first words', '–'], ['picture', 'the first figure, painted', '≤ 400']]) {
      const { median, least, most } = summary(cold.map((one) => one[name]));
      rows.push([`${what}, ${kind}`, whole(median), `${whole(least)} – ${whole(most)}`, target]);
      if (name === 'picture') chief.push([`the first figure painted, cold, on loopback, ${kind}`, `${whole(median)} ms`, 'target ≤ 400 ms']);
    }
  }
  table(`Milliseconds from navigation, a new browser each time (${COLD} times)`, ['what is on screen', 'median', 'least – most', 'target'], rows);
}

/** The same for a second visit, from a server that lets a browser keep what it has loaded. */
async function secondVisit(root) {
  const site = await serve(root, { headers: { 'Cache-Control': 'max-age=3600' } });
  try {
    const pictures = [];
    for (let k = 0; k < COLD; k += 1) pictures.push((await secondPicture(site.origin)).picture);
    const { median, least, most } = summary(pictures);
    table(`Milliseconds from navigation on a second visit (${COLD} times)`, ['what is on screen', 'median', 'least – most', 'target'], [
      ['the first figure, painted, headless Chromium', whole(median), `${whole(least)} – ${whole(most)}`, '≤ 150'],
    ]);
    chief.push(['the first figure painted, on a second visit', `${whole(median)} ms`, 'target ≤ 150 ms']);
  } finally {
    await site.close();
  }
}

/** Maps while a slider is dragged, and twenty figures that are scrolled through. */
async function felt(browser, site) {
  const rows = [];
  for (const [name, map] of Object.entries(live.MAPS)) {
    const { first, whole: all } = await live.liveMap(browser, site.origin, map);
    rows.push([name, ms(first.median), ms(first.p95), ms(all.median), ms(all.p95), `≤ ${map.target}`]);
    chief.push([`a map under the hand, 96 × 96 starts, ${name}`, `${whole(all.median)} ms, p95 ${whole(all.p95)} ms`, `target ≤ ${map.target} ms`]);
  }
  table(`Milliseconds from a moved slider to its map (${live.COUNT})`, ['map', 'first picture', 'p95', 'whole map', 'p95', 'target'], rows);
  const frames = await scrolling(browser, site.origin);
  table('Milliseconds from frame to frame, twenty figures scrolled through', ['way', 'median', 'p95', 'most', 'frames over 20 ms'], frames.map(
    ({ median, p95, most, late }, k) => [['down, for the first time', 'back'][k], ms(median), ms(p95), ms(most), `${(100 * late).toFixed(1)} %`],
  ));
  const late = frames.map(({ late: share }) => `${(100 * share).toFixed(1)} %`).join(', back ');
  chief.push(['twenty figures scrolled through: frames over 20 ms', `down ${late}`, 'target none']);
}

/** Searches for the best rates: the work of each, and all of them in a page. */
async function searches(browser, site) {
  const alone = search.alone();
  const all = alone.reduce((sum, [, took]) => sum + took, 0);
  const page = await search.inPage(browser, site.origin);
  table(`Milliseconds for the race’s searches (${search.COUNT})`, ['search', 'least', 'target'], [
    ...alone.map(([rule, took]) => [rule, whole(took), '≤ 200']),
    ['all of them, one thread in Node', whole(all), '–'],
    [`all of them in a page, ${whole(page.least)} – ${whole(page.most)}`, whole(page.median), '≤ 1000'],
  ]);
  chief.push(['the race’s ten searches for best rates, raw inputs, in a page', `${(page.median / 1000).toPrecision(2)} s`, `target ≤ 1 s; the work alone in one thread: ${(all / 1000).toPrecision(2)} s`]);
}

async function longWork(browser, site) {
  const rows = (await long.longWork(browser, site.origin)).map(({ name, target, first, whole: all }) => {
    const limit = target ? `≤ ${target}` : '–';
    chief.push([/policy/.test(name) ? name : `a map of 256 × 256 starts, ${name}`, `${(all.median / 1000).toPrecision(2)} s`, target ? `target ${limit} s` : '']);
    return [name, ...[first.median, first.most].map(whole), ...[all.median, all.least, all.most].map((time) => (time / 1000).toFixed(2)), limit];
  });
  const headings = ['work', 'first picture, ms', 'most', 'all of it, s', 'least', 'most', 'target, s'];
  table(`Long work (${long.COUNT})`, headings, rows);
}

async function tables(browser, site) {
  const rows = [];
  for (const kind of Object.keys(TABLES)) {
    for (const count of ROWS) {
      const { read, picture, longest, moves } = await ownData(browser, site.origin, kind, count);
      const { median, p95 } = summary(moves);
      rows.push([`${kind}, ${count} rows`, whole(read), whole(picture), whole(longest), ms(median), ms(p95)]);
      if (count === ROWS.at(-1)) chief.push([`a table of ${count} rows dropped, ${kind}: first picture`, `${whole(picture)} ms, longest block ${whole(longest)} ms`, 'target 300 ms, 50 ms']);
    }
  }
  table('Milliseconds for one\'s own table (targets: first picture 300, longest block 50, pointer move 6)', ['table', 'read', 'first picture', 'longest block', 'pointer move', 'p95'], rows);
}

inNode();
const root = fileURLToPath(new URL('../../', import.meta.url));
const site = await serve(root);
const browser = await launch({ whole: true });
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() || arch()}, Node ${process.versions.node}, Chromium ${browser.version()}`;
try {
  await pointerMoves(browser, site);
  await tables(browser, site);
  await download(browser, site);
  await coldStart(site);
  await secondVisit(root);
  await felt(browser, site);
  await searches(browser, site);
  await longWork(browser, site);
} finally {
  await browser.close();
  await site.close();
}
console.log(`\nOn ${machine}.`);
if (process.argv.includes('--readme')) rewrite(chief, machine);
