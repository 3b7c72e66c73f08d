// Figures in somebody else's page: another origin, a strict content security
// policy, and pages that put figures in and take them out again.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage } from '../browser.mjs';
import { serve } from '../server.mjs';
import { agrees, browser, drawn, frame, pageOf, quiet } from './page.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the package lies, and a blog: two origins. */
let cdn;
let blog;
const folder = mkdtempSync(join(tmpdir(), 'kl-ball-blog-'));

before(async () => {
  cdn = await serve(ROOT, { headers: { 'Access-Control-Allow-Origin': '*' } });
  blog = await serve(folder, {
    headers: {
      'Content-Security-Policy': `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${cdn.origin}; connect-src ${cdn.origin}; frame-src ${cdn.origin}; worker-src ${cdn.origin} blob:; img-src data:`,
    },
  });
});
after(async () => {
  await Promise.all([cdn?.close(), blog?.close()]);
  rmSync(folder, { recursive: true });
});

/** Opens a post of the blog, whose policy allows scripts and WebAssembly of the package's origin, and nothing else. */
async function post(t, markup, scripts = {}) {
  const files = {
    ...scripts,
    'post.html': `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Post</title><link rel="icon" href="data:,">
<script type="module" src="${cdn.origin}/pkg/kl-ball-element.js"></script>${Object.keys(scripts).map((name) => `<script src="${name}"></script>`).join('')}</head><body>${markup}</body></html>`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const page = await openPage(browser, `${blog.origin}/post.html`, { width: 1000, height: 2600 });
  t.after(() => page.close());
  return page;
}

/** Waits for figures to show numbers, in a way that the policy allows. */
const accounted = (page, ...figures) => Promise.all(figures.map((figure) => page.locator(`${figure} .ledger td:not(:empty)`).first().waitFor()));

test('two figures from another origin stand under a strict policy, and are steered', async (t) => {
  const page = await post(t, `<kl-ball id="one" start="5.3 0.022" steps="1"></kl-ball><kl-ball id="two" view="plane density series" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="20"></kl-ball>`);
  await accounted(page, '#one', '#two');
  for (const figure of ['#one', '#two']) await agrees(page, figure);
  await page.locator('#two .scrub').fill('5');
  await page.locator('#one .handle').press('ArrowUp');
  await frame(page);
  for (const figure of ['#one', '#two']) await agrees(page, figure);
  quiet(page);
});

/** Bytes in use once everything that can go has gone: the page's heap, and the core's memory. */
async function memory(page, cdp) {
  // What waits for an idle moment is not lost, only late.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))));
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { documents, nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { bytes: usedSize, core: await page.evaluate(() => globalThis.cores.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)), documents, nodes, jsEventListeners };
}

test('put in and taken out five hundred times, figures leave less than a megabyte behind', async (t) => {
  const page = await pageOf(t, '<style>#here { display: grid; grid-template-columns: repeat(25, 1fr) }</style><div id="here"></div>', {
    height: 900,
    prepare: (page) => page.addInitScript(() => {
      globalThis.cores = [];
      const { instantiateStreaming } = WebAssembly;
      WebAssembly.instantiateStreaming = async (...given) => {
        const found = await instantiateStreaming(...given);
        globalThis.cores.push(found.instance.exports.memory);
        return found;
      };
    }),
  });
  const cdp = await page.context().newCDPSession(page);
  const rounds = (count) => page.evaluate(async (times) => {
    const here = document.querySelector('#here');
    for (let k = 0; k < times; k += 25) {
      for (let f = 0; f < 25; f += 1) {
        const figure = document.createElement('kl-ball');
        Object.assign(figure, { view: 'plane density', data: 'teaching', rules: 'gradient kl-ball', start: '-0.3 0.8', steps: '5' });
        here.append(figure);
      }
      await new Promise((done) => {
        const look = () => (here.querySelector('kl-ball:not([ready])') ? requestAnimationFrame(look) : done());
        look();
      });
      here.replaceChildren();
    }
  }, count);
  await rounds(50);
  const before = await memory(page, cdp);
  await rounds(500);
  const after = await memory(page, cdp);
  const grown = after.bytes - before.bytes + after.core - before.core;
  t.diagnostic(`${grown} bytes, ${after.nodes - before.nodes} nodes, ${after.jsEventListeners - before.jsEventListeners} listeners; core ${after.core - before.core}`);
  assert.ok(grown < 1e6, `${grown} bytes`);
  assert.ok(after.nodes - before.nodes < 500, `${after.nodes - before.nodes} nodes`);
  assert.ok(after.jsEventListeners - before.jsEventListeners < 100);
  quiet(page);
});

test('controls may be all, some or none', async (t) => {
  const page = await pageOf(t, ['all', 'some', 'none', 'few'].map((controls) => `<kl-ball id="${controls}" controls="${controls}" data="teaching" rules="gradient" start="-0.3 0.8" steps="5"></kl-ball>`).join(''));
  await page.waitForFunction(() => document.querySelectorAll('kl-ball[ready]').length === 4);
  const count = async (figure) => ({
    sliders: await page.locator(`${figure} .steering input`).count(), menus: await page.locator(`${figure} .steering select`).count(),
    steps: await page.locator(`${figure} .transport`).isVisible(), hand: await page.locator(`${figure} .handle`).isVisible(),
  });
  const all = await count('#all');
  assert.ok(all.sliders > 0 && all.menus > 0 && all.steps && all.hand);
  assert.deepEqual(await count('#some'), { ...all, menus: 0 });
  assert.deepEqual(await count('#none'), { sliders: 0, menus: 0, steps: false, hand: true });
  assert.equal(await page.locator('#few .problem').innerText(), 'controls is "few"; allowed: all, some, none');
});

/** The size of a figure's words, and the font of its picture. */
const lettering = (page, figure) => page.locator(figure).evaluate(({ shadowRoot }) => [
  getComputedStyle(shadowRoot.querySelector('figcaption')).fontSize, shadowRoot.querySelector('.overlay').getContext('2d').font,
]);

test('type is large in a classroom, and a host may choose another font', async (t) => {
  const page = await pageOf(t, ['', 'classroom', 'style="--kl-font: monospace"'].map((more, k) => `<kl-ball id="f${k}" ${more} start="5.3 0.022" steps="1"></kl-ball>`).join(''), { width: 800 });
  await drawn(page);
  assert.deepEqual(await lettering(page, '#f0'), ['15px', '12px system-ui, sans-serif']);
  assert.deepEqual(await lettering(page, '#f1'), ['22.5px', '18px system-ui, sans-serif']);
  assert.deepEqual(await lettering(page, '#f2'), ['15px', '12px monospace']);
  await page.locator('#f0').evaluate((figure) => { figure.classroom = ''; });
  await frame(page);
  assert.deepEqual(await lettering(page, '#f0'), await lettering(page, '#f1'));
});

test('a figure is as light or dark as the page it stands in', async (t) => {
  const page = await pageOf(t, '<style>:root { color-scheme: light }</style><kl-ball start="5.3 0.022" steps="1"></kl-ball>', { dark: true });
  await drawn(page);
  const look = () => page.locator('kl-ball').evaluate((figure) => [
    getComputedStyle(figure).backgroundColor, ...[...figure.shadowRoot.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()),
  ]);
  const light = await look();
  assert.equal(light[0], 'rgb(253, 252, 249)');
  await page.evaluate(() => { document.documentElement.style.colorScheme = 'dark'; });
  await page.waitForFunction((was) => document.querySelector('kl-ball').shadowRoot.querySelector('.backdrop').toDataURL() !== was, light[1]);
  const dark = await look();
  assert.equal(dark[0], 'rgb(21, 23, 28)');
  dark.forEach((picture, k) => assert.notEqual(picture, light[k]));
});
