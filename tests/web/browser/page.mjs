// What the browser tests share: a site and a browser for each file, and the numbers
// that a figure has to show, computed once more by the core in Node.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, openPage } from '../browser.mjs';
import { NOTES } from '../presets.mjs';
import { serve } from '../server.mjs';
import { core, shell } from '../unit/modules.mjs';

const { amount, number, share } = await shell('text/format.js');
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Tall enough for the first figures of the shelf on a desktop. */
export const TALL = { width: 1280, height: 3000 };

/** One figure of the shelf, in a window that is as high as it needs. */
export const only = (figure) => ({ figure, width: 1280, height: 1400 });

/** The first two figures of the shelf, both in sight. */
export const BOTH = { ...TALL, figures: ['#two-bubbles', '#variance-or-precision'] };

export let site;
export let browser;

before(async () => {
  [site, browser] = await Promise.all([serve(ROOT), launch()]);
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page of the site and waits for the figures in sight to be drawn, and where one is named for it to stay where it is; closes it after the test. */
async function opened(t, path, { figure, ...options } = TALL) {
  const page = await openPage(browser, `${site.origin}/${path}`, options);
  t.after(() => page.close());
  if (figure) await page.locator(figure).scrollIntoViewIfNeeded();
  await drawn(page);
  if (figure) {
    await still(page);
    await page.locator(figure).scrollIntoViewIfNeeded();
  }
  return page;
}

/** Waits until nothing on a page has grown for ten frames, so that what a hand aims at stays where it is. */
export const still = (page) => page.waitForFunction(() => {
  const { scrollHeight } = document.documentElement;
  globalThis.same = scrollHeight === globalThis.height ? (globalThis.same ?? 0) + 1 : 0;
  globalThis.height = scrollHeight;
  return globalThis.same >= 10;
}, undefined, { polling: 'raf' });

/** Opens index.html; `figure` names one to scroll to. */
export const article = (t, options) => opened(t, 'index.html', options);

/**
 * Opens a page with every preset of the lab as a figure with all of its controls; or with one `figure` alone, or with `figures`,
 * which takes a fraction of the time.
 */
export const shelf = (t, { figures, ...options } = TALL) => {
  const alone = (figures ?? [options.figure ?? []].flat()).map((id) => `figure=${id.slice(1)}`).join('&');
  return opened(t, alone ? `shelf.html?${alone}` : 'shelf.html', options);
};

/** Asserts that docs/figures.md, or the article, has this sentence. */
export async function says(page, sentence) {
  const isArticle = page.url().includes('index.html');
  const text = isArticle ? (await page.locator('main').innerText()).replace(/\s+/g, ' ') : NOTES;
  assert.match(text, sentence, `${isArticle ? 'the article' : 'docs/figures.md'} says so`);
}

const SOURCES = 'www/kl-ball.js';

/**
 * The element of pages under test: its sources; or, where `cargo xtask test` has just found that pkg/ is what they give, the element as
 * it is published, which loads in half the time.
 */
export const ELEMENT = process.env.KL_BALL_BUILT ? 'pkg/kl-ball-element.js' : SOURCES;

let pages = 0;

/** A whole page with the given markup, whose addresses are relative to the root of the site. */
const around = (markup, element) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="www/icon.svg">
<script type="module" src="${element}"></script></head><body>${markup}</body></html>`;

/** Opens a page of the given markup beside index.html, or a `whole` page; it may bring its own headers, or ask for the element's `sources`. */
export async function pageOf(t, markup, { headers = {}, prepare, whole, sources, ...options } = {}) {
  const page = await openPage(browser, 'about:blank', { ...TALL, ...options });
  t.after(() => page.close());
  await prepare?.(page);
  pages += 1;
  await page.goto(site.give(`/page-under-test-${pages}.html`, whole ?? around(markup, sources ? SOURCES : ELEMENT), headers));
  return page;
}

/** Waits until every figure in sight, or those of a selector, shows numbers. */
export async function drawn(page, selector = 'kl-ball') {
  await page.waitForFunction((chosen) => [...document.querySelectorAll(chosen)].every((figure) => {
    const { top, bottom } = figure.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) return true;
    const shadow = figure.shadowRoot;
    return shadow?.querySelector('table td, figcaption:not(:empty)')?.textContent || shadow?.querySelector('.problem:not([hidden])');
  }), selector);
  await frame(page);
}

/** Whether a figure has been drawn. The element shows it as a state of its own. */
export const isReady = (page, selector = 'kl-ball') => page.locator(selector).evaluate((figure) => figure.matches(':state(ready)'));

/** Waits until a figure has been drawn. */
export const ready = (page, selector = 'kl-ball') => page.waitForFunction((one) => document.querySelector(one)?.matches(':state(ready)'), selector);

/** Frames that `frame` waits for at most. What plays asks for more and more of them. */
const MOST = 20;

/**
 * Waits until all changes so far have been drawn. That takes two frames; and on a slow machine, where a run goes on and panels and
 * words are drawn in frames of their own, as many as the page asks for.
 */
export const frame = (page) => page.evaluate(async (most) => {
  const ask = globalThis.requestAnimationFrame;
  const next = () => new Promise(ask.next ?? ask);
  await next();
  for (let k = 1, before = NaN; k < most && ask.asked !== before; k += 1) {
    before = ask.asked;
    await next();
  }
}, MOST);

/** Waits for the next picture. */
const picture = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Milliseconds until a check that still fails has failed, also on a slow machine. */
const PATIENCE = 20_000;

/** The result of `check` as soon as it passes: it is tried after every frame. During a drag the words follow the picture a little later. */
export async function soon(page, check) {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await picture(page);
    }
  }
}

/** What the figure shows, as text and numbers. */
export const shown = (page, figure) => page.locator(figure).evaluate((element) => {
  const shadow = element.shadowRoot;
  const text = (node) => node?.textContent.trim();
  return {
    spec: element.spec,
    cursor: element.cursor,
    rows: Object.fromEntries([...shadow.querySelectorAll('.ledger tbody tr')].map((row) => [
      row.dataset.rule, [...row.querySelectorAll('td')].map(text),
    ])),
    facts: [...shadow.querySelectorAll('.facts dd')].map(text),
    caption: text(shadow.querySelector('figcaption')),
    counter: text(shadow.querySelector('.counter')),
    problem: shadow.querySelector('.problem').hidden ? '' : text(shadow.querySelector('.problem')),
  };
});

/** A run as the core in Node computes it. */
function run(spec) {
  const experiment = new core.Experiment(spec);
  experiment.advance(spec.steps);
  const charts = [...new Set(spec.runs.map(({ chart }) => chart))];
  const rules = [...new Set(spec.runs.map(({ rule }) => rule))];
  return { experiment, charts, rules };
}

/** The least loss, for a figure of two charts. */
function leastLoss({ model, data }) {
  const bench = new core.Model({ model, data });
  return bench.inspect(bench.optimum('variance'), 'variance').loss;
}

/** The rows that the ledger has to show for a specification at a step, from the core in Node. */
export function account(spec, cursor) {
  const { experiment, charts, rules } = run(spec);
  const at = (index, name) => {
    const series = experiment.series(index, name);
    return { now: series[Math.min(Math.floor(cursor), series.length - 1)], first: series[0] };
  };
  const budget = spec.runs.find(({ rule, radius }) => rule !== 'euclidean-ball' && radius)?.radius;
  return Object.fromEntries(rules.map((rule, r) => {
    if (charts.length === 1) {
      const [kl, loss] = [at(r, 'kl').now, at(r, 'loss')];
      const change = loss.now - loss.first;
      // A budget has a direction and belongs to one rule.
      const { radius, direction } = spec.runs[r];
      const own = rule !== 'euclidean-ball' && radius;
      const cost = own && direction === 'new-old' ? at(r, 'kl-reverse').now : kl;
      return [rule, {
        kl: `${amount(kl)} nats`,
        share: budget === undefined ? '–' : share(cost / (own || budget)),
        loss: `${change > 0 ? '+' : ''}${number(change)} nats`,
      }];
    }
    const apart = experiment.apart(charts.length * r, charts.length * r + 1, Math.floor(cursor));
    const above = charts.map((_, c) => at(charts.length * r + c, 'loss').now - leastLoss(spec));
    return [rule, {
      losses: above.map((gap) => `loss +${number(Math.max(0, gap))}`),
      apart: number(apart < 1e-9 ? 0 : apart),
    }];
  }));
}

/** The facts under a figure: start, gradient, Fisher matrix and loss, in the first chart. */
export function facts(spec) {
  const [chart] = spec.runs.map((one) => one.chart);
  const model = new core.Model({ model: spec.model, data: spec.data });
  const start = model.convert(spec.start.at, spec.start.chart, chart);
  const { gradient, fisher, loss } = model.inspect(start, chart);
  const pair = (values) => `(${values.map((value) => number(value)).join(', ')})`;
  const [f11, f12, f22] = fisher;
  const rounding = Math.abs(f12) < 1e-14 * Math.sqrt(f11 * f22);
  const [a, b, c] = [f11, rounding ? 0 : f12, f22].map((entry) => number(entry));
  return [pair(start), pair(gradient), `[${a}, ${b}; ${b}, ${c}]`, `${number(loss)} nats`];
}

/** The best fit and how far above it the loss of the start is (nats); nothing where there is none. */
function bestFit(spec) {
  const [chart] = spec.runs.map((one) => one.chart);
  const model = new core.Model({ model: spec.model, data: spec.data, options: spec.options });
  const optimum = model.optimum(chart);
  if (!optimum) return {};
  const at = (theta) => model.inspect(theta, chart).loss;
  const start = model.convert(spec.start.at, spec.start.chart, chart);
  return { best: `(${optimum.map((value) => number(value)).join(', ')})`, above: number(Math.max(0, at(start) - at(optimum))) };
}

/** Asserts that a pair is that of the core; it may show more digits, so that two pairs can be told apart. */
function sameNumbers(shown, expected, what) {
  const read = (text) => [...text.matchAll(/−?\d[\d,.]*(?:e[−+]?\d+)?/g)].slice(0, 2).map(([one]) => Number(one.replaceAll('−', '-').replaceAll(',', '')));
  const [found, right] = [read(/\([^)]*\)/.exec(shown)?.[0] ?? ''), read(expected)];
  assert.equal(found.length, 2, `${what}: ${shown}`);
  found.forEach((value, k) => assert.ok(Math.abs(value - right[k]) <= 0.006 * Math.abs(right[k]), `${what}: ${shown}, the core: ${expected}`));
}

/**
 * Asserts that every number a figure shows is the core's own, and returns what it shows. On a slow machine runs go on, and panels and
 * words of new data are drawn, in more than one frame.
 */
export const agrees = (page, figure) => soon(page, () => agreesNow(page, figure));

async function agreesNow(page, figure) {
  const found = await shown(page, figure);
  assert.equal(found.problem, '', 'no complaint on screen');
  const expected = account(found.spec, found.cursor);
  assert.deepEqual(Object.keys(found.rows), Object.keys(expected), 'the rules, in order');
  for (const [rule, cells] of Object.entries(found.rows)) {
    const { kl, share: part, loss, losses, apart } = expected[rule];
    if (losses) {
      losses.forEach((text, k) => assert.ok(cells[k].startsWith(text), `${rule}: ${cells[k]}, the core: ${text}`));
      assert.equal(cells.at(-1), apart, `${rule}: apart`);
    } else {
      assert.deepEqual(cells.slice(0, 2), [kl, part], `${rule}: cost and share`);
      assert.ok(cells[2].startsWith(loss), `${rule}: ${cells[2]}, the core: ${loss}`);
    }
  }
  const [start, ...rest] = facts(found.spec);
  sameNumbers(found.facts[0], start, 'the start');
  assert.deepEqual(found.facts.slice(1, 4), rest, 'the facts');
  const { best, above } = bestFit(found.spec);
  if (best) {
    sameNumbers(found.facts[4], best, 'the best fit');
    assert.ok(found.facts[5].endsWith(`${above} nats above the best fit`), `${found.facts[5]}, the core: ${above}`);
  } else {
    assert.doesNotMatch(found.facts[4], /\d/, 'no best fit');
  }
  return found;
}

/** The start of a specification in the coordinates of a chart. */
export function startIn(spec, chart) {
  const model = new core.Model({ model: spec.model, data: spec.data });
  return model.convert(spec.start.at, spec.start.chart, chart);
}

/** The middle of a figure's ring, in the viewport; `which` counts its planes. */
export async function ring(page, figure, which = 0) {
  const handle = page.locator(`${figure} .handle`).nth(which);
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Drags with the mouse from a point through others, and lets go. */
export async function drag(page, from, ...through) {
  await page.mouse.move(...from);
  await page.mouse.down();
  for (const point of through) await page.mouse.move(...point, { steps: 5 });
  await page.mouse.up();
  await frame(page);
}

/** A control of a figure by its label. */
export const control = (page, figure, label) =>
  page.locator(`${figure} label.control`).filter({ has: page.locator('.name', { hasText: label }) }).locator('input, select').first();

/** Asserts that a page had no errors and requested nothing from other hosts. */
export function quiet(page) {
  assert.deepEqual(page.problems, [], 'no problem in the console');
  assert.deepEqual(page.foreign, [], 'no request to another host');
}

/** Collects the words that a page draws on canvases, in `drawnWords`: for `page.addInitScript`, or `page.evaluate` from now on. */
export function watchWords() {
  globalThis.drawnWords = new Set();
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (words, ...where) {
    globalThis.drawnWords.add(words);
    return fillText.call(this, words, ...where);
  };
}
