// Figures on slides of reveal.js, from npm: slides scaled to the window, and slides that are only transparent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../browser.mjs';
import { ELEMENT, agrees, browser, frame, quiet, ready, ring, site, soon } from './page.mjs';

const REVEAL = '/tests/web/node_modules/reveal.js/dist';
const FIGURE = (id) => `<kl-ball id="${id}" view="plane" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="6" controls="some"></kl-ball>`;

/** A deck of slides for a projector, in a smaller window. */
async function deck(t, slides, settings = '') {
  const page = await openPage(browser, 'about:blank', { width: 1280, height: 720 });
  t.after(() => page.close());
  const address = site.give('/deck.html', `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Deck</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="${REVEAL}/reset.css"><link rel="stylesheet" href="${REVEAL}/reveal.css">
    <script type="module" src="/${ELEMENT}"></script></head><body><div class="reveal"><div class="slides">${slides.map((slide) => `<section>${slide}</section>`).join('')}</div></div>
    <script type="module">import Reveal from "${REVEAL}/reveal.mjs"; globalThis.deck = new Reveal({ width: 1920, height: 1080, ${settings} }); await deck.initialize(); globalThis.shown = true;</script></body></html>`);
  await page.goto(address);
  await page.waitForFunction(() => globalThis.shown);
  return page;
}

test('on a slide that is scaled the figure keeps its size and follows the hand', async (t) => {
  const page = await deck(t, [FIGURE('one')]);
  await ready(page, '#one');
  await agrees(page, '#one');
  const height = () => page.locator('#one').evaluate((figure) => [figure.offsetWidth, figure.offsetHeight]);
  const before = await height();
  for (let k = 0; k < 5; k += 1) await frame(page);
  assert.deepEqual(await height(), before, 'it does not grow');
  assert.ok(before[0] <= 1920 && before[1] < 3000, String(before));
  const from = await ring(page, '#one');
  await page.mouse.move(...from);
  await page.mouse.down();
  const to = [from[0] + 30, from[1] - 20];
  await page.mouse.move(...to, { steps: 4 });
  await frame(page);
  (await ring(page, '#one')).forEach((value, k) => assert.ok(Math.abs(value - to[k]) < 1.5, `the hand is at ${to}`));
  await page.mouse.up();
  quiet(page);
});

test('with the recipe of the README figures of full width fit a slide of 1920 × 1080, transport and all, and are in its middle', async (t) => {
  const wide = (id, more) => `<kl-ball id="${id}" ${more} data="cavendish" rules="euclidean-ball kl-ball" start="5.3 0.022" controls="some"></kl-ball>`;
  const page = await deck(t, [wide('both', 'view="plane density"'), wide('alone', 'view="plane" style="max-width: 1200px; margin: auto"')]);
  for (const id of ['both', 'alone']) {
    await ready(page, `#${id}`);
    await soon(page, async () => {
      const [top, bottom] = await page.locator(`#${id}`).evaluate((figure) => {
        const slide = figure.closest('.slides').getBoundingClientRect();
        const { top: from, bottom: to } = figure.getBoundingClientRect();
        return [from - slide.top, slide.bottom - to];
      });
      assert.ok(top >= 0 && bottom >= 0 && Math.abs(top - bottom) < 60, `${id}: ${top} above, ${bottom} below`);
    });
    await page.evaluate(() => globalThis.deck.next());
  }
  quiet(page);
});

test('keys of the figure stay in it, other keys turn the page', async (t) => {
  const page = await deck(t, [FIGURE('one'), '<h2>Two</h2>']);
  await ready(page, '#one');
  const slide = () => page.evaluate(() => deck.getIndices().h);
  // What a deck turns a page for, it turns it for at once.
  const stays = async (control, key) => {
    await page.locator(`#one ${control}`).first().press(key);
    assert.equal(await slide(), 0, `${key} at ${control}`);
  };
  for (const key of ['ArrowRight', 'ArrowLeft', 'Home', 'End']) await stays('.handle', key);
  for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown']) await stays('.scrub', key);
  await stays('.play', 'Space');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('ArrowRight');
  await soon(page, async () => assert.equal(await slide(), 1));
  quiet(page);
});

for (const transition of ['slide', 'fade', 'none']) {
  test(`a figure on a slide that is not shown rests, and is drawn when it is (${transition})`, async (t) => {
    const page = await deck(t, ['<h2>One</h2>', FIGURE('hidden'), '<h2>Three</h2>'], `transition: "${transition}"`);
    const begun = () => page.locator('#hidden').evaluate((figure) => figure.spec !== undefined);
    // Once the page is idle, a figure in sight would have begun.
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    for (let k = 0; k < 20; k += 1) await frame(page);
    assert.equal(await begun(), false);
    await page.keyboard.press('ArrowRight');
    await ready(page, '#hidden');
    await agrees(page, '#hidden');
    quiet(page);
  });
}
