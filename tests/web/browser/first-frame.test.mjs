// What a reader sees before touching anything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../browser.mjs';
import { BOTH, TALL, agrees, shelf, browser, drawn, frame, pageOf, quiet, ready, site, soon } from './page.mjs';

const FIGURES = ['#two-bubbles', '#variance-or-precision'];

/** For every canvas of this class in those figures: its size, its size on the page, and the number of painted pixels. */
const canvases = (page, name) => page.evaluate(([chosen, figures]) => [...document.querySelectorAll(figures)].flatMap((figure) =>
  [...figure.shadowRoot.querySelectorAll(`.panel canvas.${chosen}`)].map((canvas) => {
    const { width, height } = canvas.getBoundingClientRect();
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let painted = 0;
    for (let k = 3; k < data.length; k += 4) painted += data[k] > 0;
    return { width: canvas.width, height: canvas.height, cssWidth: width, cssHeight: height, painted };
  })), [name, FIGURES.join()]);

test('both figures stand there with the core’s own numbers, before any click', async (t) => {
  const page = await shelf(t, BOTH);
  for (const figure of FIGURES) {
    const { spec, cursor, caption } = await agrees(page, figure);
    assert.equal(cursor, spec.steps, 'at the last step');
    assert.match(caption, /\d/);
  }
  quiet(page);
});

test('every plane and the densities are painted, backdrop and overlay', async (t) => {
  const page = await shelf(t, BOTH);
  for (const layer of ['backdrop', 'overlay']) {
    const found = await canvases(page, layer);
    assert.equal(found.length, 4);
    for (const { painted } of found) assert.ok(painted > 300, `${layer}: ${painted} pixels`);
  }
});

test('a reload gives the same picture, bit for bit', async (t) => {
  const page = await shelf(t, BOTH);
  const pictures = () => page.evaluate((figures) => [...document.querySelectorAll(figures)].flatMap((figure) =>
    [...figure.shadowRoot.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())), FIGURES.join());
  const first = await pictures();
  assert.ok(first.length > 8);
  await page.reload();
  await drawn(page);
  assert.deepEqual(await pictures(), first);
});

test('every file is fetched once, all from the site itself', async (t) => {
  const before = site.log.length;
  const page = await shelf(t);
  const asked = site.log.slice(before);
  assert.deepEqual(asked.filter((path) => /\.wasm$/.test(path)), ['/pkg/kl_ball_bg.wasm'], 'the core once');
  assert.deepEqual(asked.filter((path, k) => asked.indexOf(path) !== k), [], 'nothing twice');
  const missing = await page.evaluate(() => performance.getEntriesByType('resource')
    .filter(({ responseStatus }) => responseStatus >= 400).map(({ name }) => name));
  assert.deepEqual(missing, []);
  quiet(page);
});

for (const ratio of [1, 1.5, 2, 3]) {
  test(`at ${ratio} device pixels per CSS pixel the canvases have them all`, async (t) => {
    const page = await shelf(t, { ...BOTH, ratio });
    for (const layer of ['backdrop', 'overlay']) {
      for (const { width, height, cssWidth, cssHeight } of await canvases(page, layer)) {
        // A canvas has whole pixels, and a panel whole CSS pixels to draw on.
        assert.ok(Math.abs(width - cssWidth * ratio) <= ratio / 2 + 0.5, `${layer}: ${width} for ${cssWidth}`);
        assert.ok(Math.abs(height - cssHeight * ratio) <= ratio / 2 + 0.5, `${layer}: ${height} for ${cssHeight}`);
      }
    }
    for (const figure of FIGURES) await agrees(page, figure);
  });
}

test('on a machine on which all takes longer than a frame every panel is drawn in the end, and so are the words; other data, too', async (t) => {
  const page = await pageOf(t, '<kl-ball view="plane density" data="cavendish" chart="variance precision" rules="gradient trust-region" steps="9"></kl-ball>', {
    // Whoever looks at the clock finds that it is much later than before.
    prepare: (page) => page.addInitScript(() => {
      let later = 0;
      const now = performance.now.bind(performance);
      performance.now = () => now() + (later += 40);
    }),
  });
  await ready(page);
  await agrees(page, 'kl-ball');
  await page.locator('kl-ball').evaluate((figure) => { figure.data = 'teaching'; });
  await soon(page, async () => assert.deepEqual((await agrees(page, 'kl-ball')).spec.data, { set: 'teaching' }));
  const painted = await page.locator('kl-ball').evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.panel canvas')].map((canvas) =>
    canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((part) => part > 0)));
  assert.ok(painted.length >= 6 && painted.every(Boolean), `${painted}`);
  quiet(page);
});

test('without JavaScript the figures say in words what they would show', async (t) => {
  const page = await openPage(browser, `${site.origin}/shelf.html`, { ...TALL, javaScriptEnabled: false });
  t.after(() => page.close());
  for (const figure of FIGURES) {
    const words = page.locator(`${figure} p`);
    assert.ok(await words.isVisible());
    assert.match(await words.innerText(), /needs JavaScript.*It shows/s);
  }
  quiet(page);
});

test('with JavaScript those words are gone', async (t) => {
  const page = await shelf(t, BOTH);
  for (const figure of FIGURES) assert.equal(await page.locator(`${figure} > p`).isVisible(), false);
});

test('where WebAssembly is missing the figure says so and keeps its words', async (t) => {
  const page = await pageOf(t, '<kl-ball><p>Words instead.</p></kl-ball>', {
    prepare: (page) => page.addInitScript(() => delete globalThis.WebAssembly),
  });
  await page.locator('kl-ball .problem').waitFor();
  assert.ok((await page.locator('kl-ball .problem').innerText()).length > 10);
  assert.ok(await page.locator('kl-ball > p').isVisible());
});

test('a strict content security policy is kept', async (t) => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";
  const markup = `<link rel="stylesheet" href="www/page.css">
<kl-ball id="one" view="plane density" start="5.3 0.022" steps="1"></kl-ball>
<kl-ball id="two" data="teaching" chart="variance precision" rules="gradient trust-region" start="-0.3 0.8" steps="5" balls="path" theme="dark"></kl-ball>`;
  const page = await pageOf(t, markup, {
    headers: { 'Content-Security-Policy': policy },
    prepare: (page) => page.addInitScript(() => {
      globalThis.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    }),
  });
  await drawn(page);
  await agrees(page, '#one');
  await agrees(page, '#two');
  await page.locator('#two .play').click();
  await page.locator('#two .reset').click();
  await page.locator('#one .handle').press('ArrowRight');
  await frame(page);
  await agrees(page, '#one');
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  quiet(page);
});
