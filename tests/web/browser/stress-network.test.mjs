// Files that do not arrive, arrive late, or arrive damaged.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../browser.mjs';
import { agrees, browser, drawn, frame, pageOf, quiet, site } from './page.mjs';

const WORDS = 'It shows two balls.';
const ONE = `<kl-ball id="one" start="5.3 0.022" steps="1"><p>${WORDS}</p></kl-ball>`;
const TWO = `${ONE}<kl-ball id="two" data="teaching" rules="gradient" start="-0.3 0.8" steps="3"><p>${WORDS}</p></kl-ball>`;
const WASM = /\.wasm(\?|$)/;

/** The words and controls of each figure. */
const told = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('kl-ball')].map((figure) => {
  const shadow = figure.shadowRoot;
  const controls = [...shadow.querySelectorAll('button, select, input, summary')].filter((control) => control.checkVisibility());
  return [figure.id, {
    words: [...figure.querySelectorAll('p, svg, img')].some((words) => words.checkVisibility()),
    problem: shadow.querySelector('.problem').checkVisibility() ? shadow.querySelector('.problem').firstChild.data : '',
    controls: controls.map(({ textContent }) => textContent),
  }];
})));

/** Ways in which the core may fail to arrive, and the message of each. */
const FAILURES = {
  'the request fails': [{ prepare: (page) => page.route(WASM, (route) => route.abort()) }, /^This could not be loaded: ./],
  'it is not there': [{ prepare: (page) => page.route(WASM, (route) => route.fulfill({ status: 404, body: 'Not found' })) }, /: .*404/],
  'it arrives as a page': [{ prepare: (page) => page.route(WASM, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>Sign in' })) }, /^This page was updated: reload it\.$/],
  'a policy forbids it': [{ headers: { 'Content-Security-Policy': "default-src 'self'" } }, /: .*wasm-unsafe-eval/],
};

for (const [what, [options, message]] of Object.entries(FAILURES)) {
  test(`where the core cannot start a figure keeps its words, says why, and offers nothing that is dead: ${what}`, async (t) => {
    const page = await pageOf(t, TWO, options);
    for (const id of ['one', 'two']) await page.locator(`#${id} .problem`).waitFor();
    for (const [id, { words, problem, controls }] of Object.entries(await told(page))) {
      assert.ok(words, `${id}: the words are there`);
      assert.match(problem, message);
      assert.deepEqual(controls, [what === 'it arrives as a page' ? 'Reload' : 'Try again'], id);
    }
  });
}

test('once the network is back one press brings all figures', async (t) => {
  const page = await pageOf(t, TWO, { prepare: (opened) => opened.route(WASM, (route) => route.abort()) });
  await page.locator('#two .problem button').waitFor();
  await page.evaluate(() => {
    globalThis.failed = [];
    addEventListener('kl-ball-error', ({ target }) => failed.push(target.id));
  });
  await page.locator('#two .problem button').click();
  await page.waitForFunction(() => failed.length === 2);
  const state = (id, name) => page.locator(`#${id}`).evaluate((figure, one) => figure.matches(`:state(${one})`), name);
  for (const id of ['one', 'two']) assert.ok(await state(id, 'failed'), id);
  for (const [id, { problem }] of Object.entries(await told(page))) assert.match(problem, /^This could not be loaded/, `${id}: a second failure is told like the first`);
  await page.unroute(WASM);
  await page.locator('#one .problem button').click();
  for (const id of ['one', 'two']) await page.locator(`#${id} .ledger td:not(:empty)`).first().waitFor();
  for (const figure of ['#one', '#two']) await agrees(page, figure);
  for (const id of ['one', 'two']) assert.ok(await state(id, 'ready') && !await state(id, 'failed'), `${id}: nothing has failed any more`);
  for (const [id, { words }] of Object.entries(await told(page))) assert.ok(!words, `${id}: the figure stands in place of the words`);
});

test('where a view does not arrive one figure says so, others stand, and it can be had later', async (t) => {
  const views = '**/views/others.js';
  const page = await pageOf(t, `${ONE}<kl-ball id="map" view="map" cells="8" start="5.3 0.022"><p>${WORDS}</p></kl-ball>`, {
    sources: true, prepare: (opened) => opened.route(views, (route) => route.abort()),
  });
  await page.locator('#map .problem').waitFor();
  await drawn(page, '#one');
  await agrees(page, '#one');
  const { map, one } = await told(page);
  assert.ok(map.words && map.problem.startsWith('This could not be loaded'));
  assert.deepEqual(map.controls, ['Try again']);
  assert.ok(!one.words);
  await page.unroute(views);
  await page.locator('#map .problem button').click();
  await page.waitForFunction(() => /\d of the starts|% of the starts/.test(document.querySelector('#map').shadowRoot.querySelector('figcaption').textContent));
  const after = await told(page);
  assert.ok(!after.map.words && after.map.problem === '');
});

test('a menu that does not arrive can be asked for again', async (t) => {
  const menu = '**/saving.js';
  const page = await pageOf(t, ONE, { sources: true, prepare: (opened) => opened.route(menu, (route) => route.abort()) });
  await drawn(page);
  await page.locator('#one .saving summary').click();
  await page.locator('#one .problem button').waitFor();
  await page.unroute(menu);
  await page.locator('#one .problem button').click();
  await page.locator('#one .saving button').first().waitFor();
  await agrees(page, '#one');
});

test('on a slow network the pictures stay, nothing jumps, and then the figures are there', async (t) => {
  let release;
  const held = new Promise((done) => { release = done; });
  const page = await openPage(browser, 'about:blank', { width: 1280, height: 800 });
  t.after(() => page.close());
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
  });
  await page.route(WASM, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.goto(`${site.origin}/index.html`, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('kl-ball:defined') && document.querySelector('#cheaper-matrices + .tools'));
  for (const [id, { problem, controls }] of Object.entries(await told(page))) {
    // Far below the window a picture has no box yet, and counts all the same.
    const shown = await page.locator(`#${id} > .poster`).evaluateAll((pictures) => pictures.filter((picture) => picture.checkVisibility()).length);
    assert.equal(shown, 1, `${id} keeps its picture`);
    assert.deepEqual([problem, controls], ['', []], id);
  }
  const heights = () => page.evaluate(() => [...document.querySelectorAll('main > *')].slice(0, 2).map((part) => part.getBoundingClientRect().height));
  const before = await heights();
  release();
  await drawn(page, '#field');
  const after = await heights();
  before.forEach((height, k) => assert.ok(Math.abs(after[k] - height) < 0.15 * height, `part ${k} was ${height} high, and is ${after[k]}`));
  const total = await page.evaluate(() => globalThis.shifts.reduce((sum, value) => sum + value, 0));
  assert.ok(total < 0.1, `a cumulative layout shift of ${total}`);
  await page.locator('#influence').scrollIntoViewIfNeeded();
  await drawn(page, '#influence');
  await agrees(page, '#influence');
  quiet(page);
});

test('without JavaScript the article is there, every figure as a picture', async (t) => {
  for (const width of [1280, 390]) {
    const page = await openPage(browser, `${site.origin}/index.html`, { width, height: 900, javaScriptEnabled: false });
    t.after(() => page.close());
    const figures = page.locator('kl-ball');
    const count = await figures.count();
    assert.equal(count, 11);
    for (let k = 0; k < count; k += 1) {
      const picture = figures.nth(k).locator('.poster:visible');
      assert.equal(await picture.count(), 1, `figure ${k}`);
      await picture.scrollIntoViewIfNeeded();
      // A picture that is a file of its own has arrived.
      await picture.evaluate((one) => one.decode?.());
    }
    assert.ok((await page.locator('main').innerText()).length > 9000);
    assert.doesNotMatch(await page.locator('main').innerText(), /JavaScript/);
    assert.ok(await page.locator('h2').count() >= 9);
    quiet(page);
  }
});
