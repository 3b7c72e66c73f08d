// The field and the movement between charts in a page: the hand, the sliders, and changes of a chart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../browser.mjs';
import { article, browser, drawn, frame, pageOf, site, soon } from './page.mjs';

const FIELD = '<kl-ball view="field" data="cavendish" start="5.35 0.03" controls="some"></kl-ball>';
const MORPH = '<kl-ball view="morph" data="teaching" chart="variance precision" start="-0.3 0.8" steps="6" controls="some"></kl-ball>';
const PLANE = '<kl-ball view="plane" data="teaching" chart="variance" start="-0.3 0.8" steps="6" rules="gradient trust-region"></kl-ball>';

const captionOf = (page) => page.locator('kl-ball figcaption').innerText();

/** Moves a slider, by its label. */
const slide = (page, label, share) => page.locator('kl-ball label.control', { hasText: label }).locator('input').evaluate((input, part) => {
  input.value = String(Number(input.min) + part * (Number(input.max) - Number(input.min)));
  input.dispatchEvent(new Event('input', { bubbles: true }));
}, share);

/** What the upper canvas of the first panel shows, as text. */
const picture = (page) => page.locator('kl-ball canvas.overlay').first().evaluate((canvas) => canvas.toDataURL());

test('the cost of the balls is set by a slider, and everything follows', async (t) => {
  const page = await pageOf(t, FIELD);
  await drawn(page);
  assert.match(await captionOf(page), /the ball’s 0\.01\b/);
  const before = await picture(page);
  await slide(page, 'cost of each ball', 0.25);
  await soon(page, async () => assert.match(await captionOf(page), /the ball’s 0\.001\b/));
  assert.notEqual(await picture(page), before);
});

test('the handle can be taken by keys, and says where it is', async (t) => {
  const page = await pageOf(t, FIELD);
  await drawn(page);
  const handle = page.locator('kl-ball .handle').first();
  await handle.focus();
  for (let k = 0; k < 4; k += 1) await page.keyboard.press('Shift+ArrowUp');
  await soon(page, async () => {
    assert.match(await captionOf(page), /^Here the disc is timid/);
    assert.match(await handle.getAttribute('aria-label'), /variance chart/);
  });
});

test('the way from one chart to another is scrubbed by a slider', async (t) => {
  const page = await pageOf(t, MORPH);
  await drawn(page);
  assert.match(await captionOf(page), /^This is variance: the orange discs are discs here\..*one path in both/);
  const pictures = [await picture(page)];
  for (const [share, words] of [[0.5, /^On the way from variance to precision/], [1, /^This is precision: the discs of variance are eggs here/]]) {
    await slide(page, 'variance → precision', share);
    await soon(page, async () => assert.match(await captionOf(page), words));
    await frame(page);
    pictures.push(await picture(page));
  }
  assert.equal(new Set(pictures).size, 3);
  await slide(page, 'variance → precision', 0);
  await soon(page, async () => assert.equal(await picture(page), pictures[0], 'back where it began'));
});

/** Changes the chart of the figure by its menu, once what moves planes has been fetched and can be used. */
async function toPrecision(page) {
  const fetched = page.waitForResponse(/passing\.js/);
  await page.locator('kl-ball').hover();
  await fetched;
  // The figure has asked for it, but may not have it yet; without it charts change at once.
  await page.evaluate(async () => (await import('/www/figure/passages.js')).loadPassages());
  await page.locator('kl-ball label.control', { hasText: 'parameters' }).locator('select').selectOption('precision');
}

for (const reducedMotion of [false, true]) {
  test(`a change of chart is a ${reducedMotion ? 'cross-fade' : 'movement'}, and ends with the plane as it always is`, async (t) => {
    const page = await pageOf(t, PLANE, { reducedMotion, sources: true });
    await drawn(page);
    // A movement may be over before one looks, so the page itself watches for it.
    await page.evaluate(() => {
      globalThis.moved = false;
      const { shadowRoot } = document.querySelector('kl-ball');
      new MutationObserver(() => { globalThis.moved ||= [...shadowRoot.querySelectorAll('canvas.backdrop')].some((canvas) => canvas.style.visibility === 'hidden'); })
        .observe(shadowRoot, { subtree: true, attributes: true, attributeFilter: ['style'] });
    });
    await toPrecision(page);
    await page.waitForFunction(() => globalThis.moved);
    await page.waitForFunction(() => document.querySelector('kl-ball').shadowRoot.querySelector('canvas.backdrop').style.visibility === '');
    await frame(page);
    const moved = await picture(page);
    const fresh = await pageOf(t, PLANE, { sources: true });
    await drawn(fresh);
    await fresh.locator('kl-ball').evaluate((element) => element.setAttribute('chart', 'precision'));
    const start = await page.locator('kl-ball').evaluate((element) => element.spec.start.at.join(' '));
    await fresh.locator('kl-ball').evaluate((element, at) => element.setAttribute('start', at), start);
    await soon(fresh, async () => assert.equal(await picture(fresh), moved));
  });
}

for (const [width, height] of [[1280, 720], [390, 844]]) {
  test(`at ${width} × ${height} the first screen holds the field, and does not move when the figure takes the place of its picture`, async (t) => {
    const still = await openPage(browser, 'about:blank', { width, height });
    t.after(() => still.close());
    await still.route('**/pkg/**', (route) => route.abort());
    await still.goto(`${site.origin}/index.html`);
    const boxOf = (page) => page.locator('#field').evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return [top, bottom];
    });
    const before = await boxOf(still);
    const page = await article(t, { width, height });
    const after = await boxOf(page);
    before.forEach((side, k) => assert.ok(Math.abs(side - after[k]) <= 6, `${before} and ${after}`));
    const caption = await page.locator('#field figcaption').boundingBox();
    assert.ok(caption.y + caption.height <= height, `the sentence ends at ${caption.y + caption.height}`);
  });
}
