// The article as it is read: how long it is, what is in sight, on a phone, on paper, without a jump, and on its way into the lab.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { openPage } from '../browser.mjs';
import { browser, frame, quiet, site, soon } from './page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The most that the page may be long at 1280 pixels, and a figure high on a phone of 844 (CSS pixels). */
const LONGEST = 16_000;
const PHONE = { width: 390, height: 844, most: 1.5 * 844 };

/** How much the height of a figure may change when it takes the place of its picture (CSS pixels). */
const JUMP = 24;

const boxes = (page) => page.evaluate(() => [...document.querySelectorAll('kl-ball')].map((figure) => {
  const { left, right, height } = figure.getBoundingClientRect();
  return { id: figure.id, left, right, height };
}));

/** Opens the article and goes through it from top to bottom, so that every figure is live. */
async function whole(options) {
  const page = await openPage(browser, `${site.origin}/index.html`, { reducedMotion: true, ...options });
  const pictures = await boxes(page);
  for (const { id } of pictures) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    // Out of sight a figure rests, so its work has to end before one goes on.
    await page.waitForFunction((one) => {
      const figure = document.getElementById(one);
      return figure.matches(':state(ready)') && [...figure.shadowRoot.querySelectorAll('progress')].every((bar) => bar.value >= bar.max || !bar.checkVisibility({ visibilityProperty: true }));
    }, id, { timeout: 90_000 });
  }
  await frame(page);
  return { page, pictures };
}

/** Asserts that live figures are as high as their pictures were. */
function sameHeights(pictures, now) {
  now.forEach(({ id, height }, k) => assert.ok(Math.abs(height - pictures[k].height) <= JUMP, `${id}: ${pictures[k].height}, then ${height} (npm run heights)`));
}

/** What axe complains about. */
async function complaints(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')} (${failureSummary})`).slice(0, 3).join('; ')}`);
}

/** Controls of each figure that are in sight, without what opens the fold; and its sentence. */
const inSight = (page) => page.evaluate(() => [...document.querySelectorAll('kl-ball')].map(({ id, shadowRoot }) => {
  const shown = (part) => part.checkVisibility() && !part.closest('.legend, .progress');
  const all = [...shadowRoot.querySelectorAll('button, select, textarea, fieldset, input:not([type="radio"])')].filter(shown);
  return {
    id, controls: all.map(({ tagName, className }) => `${tagName} ${className}`),
    sentence: shadowRoot.querySelector('figcaption').textContent,
    tables: [...shadowRoot.querySelectorAll('table, .account, .saving')].filter(shown).length,
    folds: [...shadowRoot.querySelectorAll('summary')].filter(shown).length,
  };
}));

describe('on a desktop', () => {
  let page;
  let pictures;
  before(async () => ({ page, pictures } = await whole({ width: 1280, height: 720 })));
  after(() => page.close());

  test('eleven figures on at most 16,000 pixels, inside the page', async () => {
    const { height, width } = await page.evaluate(() => ({ height: document.documentElement.scrollHeight, width: document.documentElement.scrollWidth }));
    assert.ok(height <= LONGEST, `${height}`);
    assert.equal(width, 1280);
    const all = await boxes(page);
    assert.equal(all.length, 11);
    for (const { id, left, right } of all) assert.ok(left >= 0 && right <= 1280 && right - left > 900, `${id} from ${left} to ${right}`);
    quiet(page);
  });

  test('a live figure is as high as its picture was, up to a line', async () => {
    sameHeights(pictures, await boxes(page));
  });

  test('at most two controls, one sentence and one fold are in sight', async () => {
    for (const { id, controls, sentence, tables, folds } of await inSight(page)) {
      assert.ok(controls.length <= 2, `${id}: ${controls}`);
      assert.equal(tables, 0, id);
      assert.equal(folds, id === 'field' ? 0 : 1, id);
      const sentences = sentence.match(/[.?!](?=\s+\p{Lu}|\s*$)/gu)?.length;
      // The first screen and a comparison of two charts have two short ones.
      assert.ok(sentences <= (['field', 'cheaper-matrices'].includes(id) ? 2 : 1), `${id}: ${sentence}`);
    }
  });

  test('the fold holds the rest: numbers, menus, the whole caption, saving', async () => {
    const fold = page.locator('#influence .more');
    await fold.locator('> summary').click();
    assert.ok(await fold.locator('.ledger').first().isVisible());
    assert.ok(await fold.locator('.whole').isVisible());
    assert.ok(await fold.locator('.saving summary').isVisible());
    assert.ok(await page.locator('#influence .reset').isVisible(), 'the other buttons of the transport');
    assert.ok(await fold.locator('.control').count() > 3);
    await fold.locator('> summary').click();
    assert.equal(await page.locator('#influence .reset').isVisible(), false);
  });

  test('the map follows the hand', async () => {
    await page.locator('#starts').scrollIntoViewIfNeeded();
    const sentence = () => page.locator('#starts figcaption').innerText();
    const before = await sentence();
    await page.locator('#starts .sight input').evaluate((input) => {
      input.value = String(Number(input.max) * 0.6);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await soon(page, async () => {
      const share = /arrives from (\d+\.?\d*)\s%/.exec(await sentence());
      assert.ok(share && await sentence() !== before);
      assert.ok(Number(share[1]) > 60, await sentence());
    });
    await page.locator('#starts + .tools .start-over').click();
    await soon(page, async () => assert.equal(await sentence(), before));
  });

  test('two directions, two answers, at one press', async () => {
    await page.locator('#one-peak .sight label', { hasText: 'KL(p ‖ q)' }).click();
    await page.waitForFunction(() => document.querySelector('#one-peak').spec.options?.loss === 'forward');
    const { mean } = await page.locator('#one-peak').evaluate(({ spec, changes }) => ({ mean: spec.steps, changes }));
    assert.ok(mean > 0);
    assert.equal(await page.locator('#one-peak + .tools .start-over').isVisible(), true);
    await page.locator('#one-peak + .tools .start-over').click();
    await page.waitForFunction(() => document.querySelector('#one-peak').spec.options?.loss !== 'forward');
  });

  test('“Open in the lab” takes the state along', async (t) => {
    await page.locator('#influence .scrub').fill('5');
    await page.locator('#influence .handle').press('ArrowUp');
    await frame(page);
    const link = page.locator('#influence + .tools a.lab');
    await link.hover();
    const href = await link.getAttribute('href');
    const start = await page.locator('#influence').evaluate(({ spec }) => spec.start.at);
    const lab = await openPage(browser, href, { width: 1280, height: 720 });
    t.after(() => lab.close());
    await lab.waitForFunction(() => document.title && location.hash.includes('step=5'));
    const query = new URLSearchParams(new URL(lab.url()).hash.slice(1));
    assert.equal(query.get('rules'), 'euclidean-ball kl-ball');
    query.get('start').split(' ').slice(-2).map(Number).forEach((x, k) => assert.ok(Math.abs(x - start[k]) < 1e-9 * Math.abs(x), query.get('start')));
    assert.deepEqual(lab.problems, []);
    await page.locator('#influence + .tools .start-over').click();
  });

  test('on paper: pictures and words, no controls', async () => {
    await page.emulateMedia({ media: 'print' });
    await frame(page);
    const shown = await page.evaluate(() => [...document.querySelectorAll('kl-ball')].map(({ id, shadowRoot }) => ({
      id, controls: [...shadowRoot.querySelectorAll('button, input, select, summary')].filter((part) => part.checkVisibility()).length,
      panels: [...shadowRoot.querySelectorAll('.panel')].filter((part) => part.checkVisibility()).length,
      words: shadowRoot.querySelector('figcaption').checkVisibility(),
    })));
    for (const { id, controls, panels, words } of shown) assert.ok(controls === 0 && panels > 0 && words, `${id}: ${controls} controls, ${panels} panels`);
    assert.equal(await page.locator('.tools:visible').count(), 0);
    await page.emulateMedia({ media: 'screen' });
  });

  test('axe has nothing to say, light and dark', async () => {
    assert.deepEqual(await complaints(page), []);
    await page.emulateMedia({ colorScheme: 'dark' });
    await frame(page);
    assert.deepEqual(await complaints(page), []);
  });
});

for (const width of [640, 768]) {
  test(`at ${width} pixels, too, a live figure takes the room of its picture`, async (t) => {
    const { page, pictures } = await whole({ width, height: 1024 });
    t.after(() => page.close());
    sameHeights(pictures, await boxes(page));
    quiet(page);
  });
}

test('on a phone no figure with its words is taller than a screen and a half, and nothing sticks out', async (t) => {
  const { page, pictures } = await whole({ width: PHONE.width, height: PHONE.height, touch: true });
  t.after(() => page.close());
  sameHeights(pictures, await boxes(page));
  for (const { id, height, right } of await boxes(page)) assert.ok(height <= PHONE.most && right <= PHONE.width, `${id}: ${height} high, to ${right}`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  const small = await page.evaluate(() => [...document.querySelectorAll('kl-ball')].flatMap(({ id, shadowRoot }) => [...shadowRoot.querySelectorAll('button, input, select, summary')]
    .filter((part) => part.checkVisibility() && !part.matches('[type="radio"]') && part.getBoundingClientRect().height < 43.9).map((part) => `${id}: ${part.className}`)));
  assert.deepEqual(small, []);
  assert.deepEqual(await complaints(page), []);
  quiet(page);
});

test('a reload, and Back from the lab, stay where the reader was', async (t) => {
  const page = await openPage(browser, `${site.origin}/index.html`, { width: 1280, height: 720 });
  t.after(() => page.close());
  const top = () => page.locator('#divergence').evaluate((figure) => figure.getBoundingClientRect().top);
  await page.locator('#influence').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('#influence').matches(':state(ready)'));
  await page.evaluate(() => scrollBy({ top: 40, behavior: 'instant' }));
  await page.waitForFunction(() => history.state && document.getElementById(history.state.id)?.checkVisibility());
  await soon(page, async () => assert.ok(await page.evaluate(() => Math.abs(document.getElementById(history.state.id).getBoundingClientRect().top - history.state.top) < 2)));
  const before = await top();
  const there = () => soon(page, async () => assert.ok(Math.abs(await top() - before) < 30, `${before}, then ${await top()}`));
  await page.reload();
  await there();
  await page.locator('#influence + .tools a.lab').evaluate((link) => link.click());
  await page.waitForURL(/lab\.html/);
  await page.goBack();
  await there();
  quiet(page);
});

test('the way from variance to precision follows the scrolling, until a hand takes the slider', async (t) => {
  const page = await openPage(browser, `${site.origin}/index.html`, { width: 1280, height: 720 });
  t.after(() => page.close());
  const figure = page.locator('#renamed');
  const share = () => figure.evaluate((element) => Number(element.getAttribute('morph') ?? 0));
  const middleAt = (part) => figure.evaluate((element, to) => {
    const { top, bottom } = element.getBoundingClientRect();
    scrollBy({ top: (top + bottom) / 2 - to * innerHeight, behavior: 'instant' });
  }, part);
  await middleAt(0.65);
  await page.waitForFunction(() => document.querySelector('#renamed').matches(':state(ready)'));
  await frame(page);
  assert.equal(await share(), 0);
  // Figures above it become live meanwhile, and move it.
  await soon(page, async () => {
    await middleAt(0.46);
    await frame(page);
    assert.ok(await share() > 0.3 && await share() < 0.7, `${await share()}`);
  });
  await soon(page, async () => assert.match(await figure.locator('figcaption').innerText(), /^On the way from variance to precision/));
  await soon(page, async () => {
    await middleAt(0.25);
    await frame(page);
    assert.match(await figure.locator('figcaption').innerText(), /^This is precision: the discs of variance are eggs here/);
  });
  assert.equal(await figure.locator('.sight output').innerText(), '100 %');
  assert.deepEqual(await figure.evaluate(({ changes }) => changes), {}, 'scrolling is no change of a reader');
  assert.equal(await page.locator('#renamed + .tools .start-over').isVisible(), false, 'and there is nothing to start over');
  await figure.locator('.sight input').focus();
  await page.keyboard.press('ArrowLeft');
  await frame(page);
  await middleAt(0.6);
  await frame(page);
  await soon(page, async () => assert.match(await figure.locator('figcaption').innerText(), /^On the way/));
  quiet(page);
});
