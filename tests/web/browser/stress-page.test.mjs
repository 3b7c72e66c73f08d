// What a browser may do to a page: resize, zoom or hide it, leave it and bring it
// back, and discard its canvases.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, openPage } from '../browser.mjs';
import { agrees, shelf, drawn, frame, pageOf, quiet, site } from './page.mjs';

/** One figure for each way of drawing. */
const ALL = `
<kl-ball id="planes" data="teaching" chart="variance precision" rules="gradient trust-region" start="-0.3 0.8" steps="6" balls="path"></kl-ball>
<kl-ball id="step" view="plane density series" start="5.3 0.022" steps="3"></kl-ball>
<kl-ball id="pair" view="plane divergence" rules="none" start="5.35 0.01" other="5.45 0.035"></kl-ball>
<kl-ball id="cloud" view="plane score" rules="none" start="5.3 0.022" draws="50"></kl-ball>
<kl-ball id="parabola" view="plane expansion" rules="none" start="5.4 0.05" other="5.45 0.03" ellipses="fisher hessian"></kl-ball>
<kl-ball id="map" view="map" cells="16" limit="30" start="5.3 0.1" rules="kl-ball" balls="none"></kl-ball>
<kl-ball id="race" view="race" start="5.3 0.1" rules="gradient kl-ball" budget="set" steps="12" balls="none"></kl-ball>
<kl-ball id="policy" view="policy" model="policy" start="probability 0.5 0.05" rules="gradient fisher-ball" batch="16" steps="5"></kl-ball>
<kl-ball id="fan" view="fan" model="policy" start="probability 0.5 0.05" rules="gradient" rate="1" steps="5"></kl-ball>
<kl-ball id="halving" view="halving" data="teaching" chart="variance precision" rules="gradient natural-gradient" start="-0.3 0.8" steps="4"></kl-ball>`;

const pictures = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('kl-ball')].map((figure) => [
  figure.id, [...figure.shadowRoot.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()),
])));

/** Waits until work has ended: pictures and words stay the same for several frames. */
async function settled(page) {
  await page.evaluate(() => { globalThis.still = 0; });
  await page.waitForFunction(() => {
    const now = [...document.querySelectorAll('kl-ball')].map(({ shadowRoot }) => shadowRoot.querySelector('figcaption').textContent + shadowRoot.querySelector('.account').textContent).join();
    globalThis.still = now === globalThis.was ? globalThis.still + 1 : 0;
    globalThis.was = now;
    const busy = [...document.querySelectorAll('kl-ball')].some(({ shadowRoot }) => /being|so far|…/.test(globalThis.was)
      || [...shadowRoot.querySelectorAll('progress')].some((bar) => bar.value < bar.max && bar.checkVisibility({ visibilityProperty: true })));
    return !busy && globalThis.still > 20;
  });
}

test('canvases that were lost are drawn anew, whatever a figure shows', async (t) => {
  const page = await pageOf(t, ALL, { height: 9000 });
  await drawn(page);
  await settled(page);
  const before = await pictures(page);
  const lost = await page.evaluate(() => [...document.querySelectorAll('kl-ball')].flatMap((figure) => [...figure.shadowRoot.querySelectorAll('canvas')]).map((canvas) => {
    const full = canvas.toDataURL();
    canvas.dispatchEvent(new Event('contextlost', { cancelable: true }));
    canvas.getContext('2d').reset();
    return canvas.toDataURL() !== full;
  }));
  assert.ok(lost.length > 40 && lost.filter(Boolean).length > 30, `${lost.filter(Boolean).length} of ${lost.length}`);
  await page.evaluate(() => {
    for (const figure of document.querySelectorAll('kl-ball')) {
      for (const canvas of figure.shadowRoot.querySelectorAll('canvas')) canvas.dispatchEvent(new Event('contextrestored'));
    }
  });
  await frame(page);
  const after = await pictures(page);
  for (const [id, all] of Object.entries(before)) assert.deepEqual(after[id].map((picture, k) => picture === all[k]), all.map(() => true), id);
  quiet(page);
});

test('a page that is zoomed to 200 % is drawn as sharp, cuts nothing off, and comes back as it was', async (t) => {
  const page = await shelf(t, { width: 1280, height: 800 });
  const state = () => page.evaluate(() => {
    const figure = document.querySelector('#two-bubbles');
    return {
      wide: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
      start: figure.spec.start.at.join(),
      sharp: [...figure.shadowRoot.querySelectorAll('.panels canvas')].map((canvas) => canvas.width / canvas.getBoundingClientRect().width),
      cut: [...figure.shadowRoot.querySelectorAll('button, select, input, td, th, dd, figcaption')].filter((piece) => piece.checkVisibility())
        .filter((piece) => piece.getBoundingClientRect().right > innerWidth + 0.5 || piece.scrollWidth > piece.clientWidth + 1 && !/^(INPUT|SELECT)$/.test(piece.tagName)).map(({ tagName, className }) => `${tagName}.${className}`),
    };
  });
  const cdp = await page.context().newCDPSession(page);
  const zoom = (by) => cdp.send('Emulation.setDeviceMetricsOverride', { width: 1280 / by, height: 800 / by, deviceScaleFactor: by, mobile: false });
  await page.locator('#two-bubbles').scrollIntoViewIfNeeded();
  await drawn(page, '#two-bubbles');
  const [before, picture] = [await state(), (await pictures(page))['two-bubbles']];
  await zoom(2);
  await page.waitForFunction(() => innerWidth === 640);
  await frame(page);
  await agrees(page, '#two-bubbles');
  const zoomed = await state();
  assert.deepEqual([zoomed.wide, zoomed.cut, zoomed.start], [true, [], before.start]);
  for (const ratio of zoomed.sharp) assert.ok(Math.abs(ratio - 2) < 0.02, `${ratio} device pixels in a pixel`);
  await zoom(1);
  await page.waitForFunction(() => innerWidth === 1280);
  await frame(page);
  await frame(page);
  assert.deepEqual(await state(), before);
  assert.deepEqual((await pictures(page))['two-bubbles'], picture, 'to the last pixel');
  quiet(page);
});

/** Higher than all these figures one below the other on a phone (CSS pixels): figures out of sight are not drawn at a new size until they are seen. */
const NARROW_PAGE = 18_000;

test('a window that is resized and a theme that changes at once leave every figure whole', async (t) => {
  const page = await pageOf(t, ALL, { width: 1100, height: NARROW_PAGE });
  await drawn(page);
  await settled(page);
  const before = await pictures(page);
  for (const [width, colorScheme] of [[420, 'dark'], [760, 'light'], [420, 'dark']]) {
    await page.setViewportSize({ width, height: NARROW_PAGE });
    await page.emulateMedia({ colorScheme });
  }
  await settled(page);
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), 'every figure is in sight');
  // The last change of size is drawn a frame after it is known.
  await page.waitForFunction(() => [...document.querySelectorAll('kl-ball')].every(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.overlay')]
    .every((canvas) => Math.abs(canvas.width - canvas.parentNode.getBoundingClientRect().width) <= 1)));
  const sizes = await page.evaluate(() => [...document.querySelectorAll('kl-ball')].flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.overlay')].map((canvas) => [canvas.width, canvas.parentNode.getBoundingClientRect().width])));
  for (const [own, room] of sizes) assert.ok(Math.abs(own - room) <= 1, `${own} pixels in ${room}`);
  await page.setViewportSize({ width: 1100, height: NARROW_PAGE });
  await page.emulateMedia({ colorScheme: 'light' });
  await settled(page);
  await frame(page);
  const after = await pictures(page);
  for (const id of ['planes', 'step', 'pair', 'cloud', 'parabola', 'policy', 'map']) assert.deepEqual(after[id].map((picture, k) => picture === before[id][k]), before[id].map(() => true), id);
  quiet(page);
});

const ENDLESS = '<kl-ball view="map" cells="512" limit="100000" rules="gradient" gradient-rate="1e-9" start="5.3 0.1" balls="none"></kl-ball>';

test('in a hidden tab work waits, and goes on once the tab is visible', async (t) => {
  const page = await pageOf(t, ENDLESS, {
    sources: true,
    prepare: (opened) => opened.addInitScript(() => {
      globalThis.heard = 0;
      const { Worker } = globalThis;
      globalThis.Worker = class extends Worker {
        constructor(...given) {
          super(...given);
          this.addEventListener('message', () => { globalThis.heard += 1; });
        }
      };
      let hidden = false;
      Object.defineProperty(document, 'hidden', { get: () => hidden });
      globalThis.hide = (now) => {
        hidden = now;
        document.dispatchEvent(new Event('visibilitychange'));
      };
    }),
  });
  await page.waitForFunction(() => globalThis.heard > 5);
  await page.evaluate(() => globalThis.hide(true));
  await page.evaluate(async () => {
    const { begin } = await import('/www/work/work.js');
    globalThis.over = false;
    const spec = { model: 'gaussian', run: { rule: 'gradient', chart: 'variance' }, starts: [{ chart: 'variance', at: [5.3, 0.1] }] };
    begin({ kind: 'rate-search', spec }, { done: () => { globalThis.over = true; } });
  });
  // Results that were under way still arrive, and no others.
  for (let k = 0; k < 20; k += 1) await frame(page);
  const before = await page.evaluate(() => globalThis.heard);
  for (let k = 0; k < 20; k += 1) await frame(page);
  assert.deepEqual(await page.evaluate(() => [globalThis.heard, globalThis.over]), [before, false]);
  await page.evaluate(() => globalThis.hide(false));
  await page.waitForFunction((was) => globalThis.over && globalThis.heard > was + 5, before);
  quiet(page);
});

test('left and come back to with Back, a page is as it was, and plays on from where it was', async (t) => {
  // Only the whole browser can bring a page back as it was.
  const keeper = await launch({ whole: true, args: ['--enable-features=BackForwardCache'], ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  t.after(() => keeper.close());
  const page = await openPage(keeper, 'about:blank', { width: 1000, height: 1400 });
  const body = '<!doctype html><link rel="icon" href="www/icon.svg"><script type="module" src="www/kl-ball.js"></script>';
  await page.route('**/figure.html', (route) => route.fulfill({ contentType: 'text/html', body: `${body}<kl-ball id="it" data="teaching" rules="gradient" rate="0.001" start="-0.3 0.8" steps="400"></kl-ball>` }));
  await page.route('**/other.html', (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="www/icon.svg">Elsewhere' }));
  await page.addInitScript(() => addEventListener('pageshow', ({ persisted }) => { globalThis.kept = persisted; }));
  await page.goto(`${site.origin}/figure.html`);
  await drawn(page);
  await page.locator('#it .handle').press('ArrowUp');
  await page.locator('#it .scrub').fill('5');
  await page.locator('#it .play').click();
  await page.waitForFunction(() => document.querySelector('#it').cursor > 6);
  const { at, cursor } = await page.locator('#it').evaluate((figure) => ({ at: figure.spec.start.at, cursor: figure.cursor }));
  await page.goto(`${site.origin}/other.html`);
  await page.goBack({ waitUntil: 'commit' });
  await page.waitForFunction(() => globalThis.kept === true);
  const back = await page.locator('#it').evaluate((figure) => ({ at: figure.spec.start.at, cursor: figure.cursor }));
  assert.deepEqual(back.at, at);
  assert.ok(back.cursor >= cursor && back.cursor < 100, `from step ${cursor} to step ${back.cursor}`);
  await page.waitForFunction((step) => document.querySelector('#it').cursor > step, back.cursor);
  await page.locator('#it .play').click();
  await page.locator('#it .handle').press('ArrowUp');
  await frame(page);
  assert.ok((await agrees(page, '#it')).spec.start.at[1] > at[1]);
  quiet(page);
});
