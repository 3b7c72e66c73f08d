// Figures in other people's pages: another origin, a strict content security policy, and
// pages that insert and remove figures.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage } from '../browser.mjs';
import { serve } from '../server.mjs';
import { agrees, browser, drawn, frame, isReady, pageOf, quiet, shown } from './page.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Two origins: that of the package, and a blog. */
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
const accounted = (page, ...figures) => Promise.all(figures.map(async (figure) => {
  await page.locator(`${figure} .ledger td:not(:empty)`).first().waitFor();
  await settled(() => page.locator(figure).evaluate(({ spec }) => Boolean(spec)));
}));

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

const RESIZE = readFileSync(join(ROOT, 'examples/resize.js'), 'utf8');

const framed = (hash) => `<iframe title="A figure" width="600" height="150" src="${cdn.origin}/embed.html${hash.replaceAll('&', '&amp;')}"></iframe>`;

/** The one frame of a page, once its figure shows numbers. */
async function inner(page) {
  const frame = await (await page.locator('iframe').elementHandle()).contentFrame();
  await frame.locator('kl-ball .ledger td:not(:empty), .problem:visible').first().waitFor();
  return frame;
}

test('beside two elements an iframe gets the height it asks for, and follows its content', async (t) => {
  const page = await post(t, `<kl-ball id="one" controls="none" start="5.3 0.022" steps="1"></kl-ball>${framed('#v=1&view=plane&data=teaching&rules=kl-ball&start=-0.3+0.8&steps=4&radius=0.02')}
    <kl-ball id="two" controls="none" data="teaching" rules="gradient" start="-0.3 0.8" steps="3"></kl-ball>`, { 'resize.js': RESIZE });
  await accounted(page, '#one', '#two');
  const frame = await inner(page);
  assert.deepEqual(await frame.locator('kl-ball').evaluate(({ spec }) => [spec.steps, spec.runs[0].radius, spec.start.at]), [4, 0.02, [-0.3, 0.8]]);
  const fits = async () => [
    await page.locator('iframe').evaluate(({ clientHeight }) => clientHeight),
    await frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height)),
  ];
  await settled(async () => { const [outside, inside] = await fits(); return outside === inside && outside > 600; });
  const [before] = await fits();
  await frame.locator('kl-ball .saving summary').click();
  await frame.locator('kl-ball .saving button').first().waitFor();
  await settled(async () => { const [outside, inside] = await fits(); return outside === inside && outside > before; });
  quiet(page);
});

test('the height is posted in both forms, and nobody else’s message resizes', async (t) => {
  const page = await post(t, framed('#v=1&steps=1'), {
    'resize.js': RESIZE,
    'listen.js': 'globalThis.heard = []; addEventListener("message", ({ data, origin }) => heard.push({ data, origin }));',
  });
  await inner(page);
  await settled(async () => (await page.evaluate(() => globalThis.heard.length)) >= 2);
  const heard = await page.evaluate(() => globalThis.heard);
  assert.ok(heard.every(({ origin }) => origin === cdn.origin));
  const own = heard.filter(({ data }) => data.type === 'kl-ball:resize');
  const others = heard.filter(({ data }) => typeof data === 'string').map(({ data }) => JSON.parse(data));
  assert.ok(own.length > 0 && own.every(({ data }) => data.height > 0));
  assert.ok(others.length > 0 && others.every(({ context, height, src }) => context === 'iframe.resize' && height > 0 && src.startsWith(cdn.origin)));
  await page.evaluate(() => postMessage({ type: 'kl-ball:resize', height: 7 }, '*'));
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  // Its own may still change, as long as its figure is being drawn.
  assert.notEqual(await page.locator('iframe').evaluate((frame) => frame.height), '7', 'the page itself is no frame of it');
});

const HOSTILE = [
  ['markup', '#v=1&label=<img src=x onerror=alert(1)>&model=<script>alert(1)</script>&data="><img src=x onerror=alert(1)>', /model is "<script>/],
  ['huge numbers', '#v=1&radius=1e999&steps=2', /radius is .*; allowed: /],
  ['numbers that are none', '#v=1&start=here+there', /start is "here there"; allowed: two numbers, /],
  ['very many steps', '#v=1&steps=99999999999', /steps is .*; allowed: /],
  ['another view', '#v=1&view=../../secret', /^view is ".*"; allowed: plane/],
  ['a broken specification', '#v=1&spec={"model":', /^spec is not JSON/],
  ['a specification of something else', '#v=1&spec={"__proto__":{"x":1},"constructor":3,"runs":7}', /; allowed: /],
  ['another version', '#v=2&steps=1', /the address is v=2; allowed: v=1/],
  ['no version', '#javascript:alert(1)', /the address is without v; allowed: v=1/],
  ['twenty thousand keys', `#v=1&${'steps=2&'.repeat(20_000)}`, /the address has more than 1000 keys; allowed: .* at most 1000 keys/],
  ['a megabyte', `#v=1&data=${'1+'.repeat(500_000)}`, /the address is \d+ characters; allowed: /],
];

for (const [what, hash, message] of HOSTILE) {
  test(`a hostile address shows a message and a figure, and runs nothing: ${what}`, async (t) => {
    const page = await openPage(browser, 'about:blank', { width: 700, height: 900 });
    t.after(() => page.close());
    page.on('dialog', (dialog) => { page.problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    await page.goto(`${cdn.origin}/embed.html${hash}`);
    const problem = page.locator('.problem:visible').first();
    await problem.waitFor();
    assert.match(await problem.innerText(), message);
    await page.locator('kl-ball .ledger td:not(:empty)').first().waitFor();
    assert.deepEqual(await page.locator('kl-ball').evaluate(({ spec, shadowRoot }) => [spec.model, shadowRoot.querySelectorAll('img, script').length]), ['gaussian', 0]);
    assert.equal(await page.locator('body > *').count(), (await page.locator('body > .problem').count()) + 1);
    quiet(page);
  });
}

test('an address that names nothing shows the first figure of the article', async (t) => {
  const page = await openPage(browser, `${cdn.origin}/embed.html`, { width: 700, height: 900 });
  t.after(() => page.close());
  await page.locator('kl-ball:state(ready)').waitFor();
  const found = await page.locator('kl-ball').evaluate(({ attributes }) => Object.fromEntries(Array.from(attributes, ({ name, value }) => [name, value])));
  const [, first] = /<kl-ball id="field" ([^>]*)>/.exec(readFileSync(join(ROOT, 'index.html'), 'utf8'));
  // The first model is meant where none is named.
  const { label, model, ...written } = Object.fromEntries(Array.from(first.matchAll(/([\w-]+)="([^"]*)"/g), ([, name, value]) => [name, value]));
  assert.deepEqual(found, written);
  quiet(page);
});

test('settings behind a question mark are not shown in silence; what other programs put there is nothing', async (t) => {
  const cases = {
    '?v=1&view=plane&rules=kl-ball': 'the address has its settings behind ?; allowed: behind #, as embed.html#v=1&view=plane&rules=kl-ball',
    '?view=plane&rules=kl-ball': 'the address has its settings behind ?; allowed: behind #, as embed.html#v=1&view=plane&rules=kl-ball',
    '?utm_source=mail&id=3': undefined,
    '?v=1&view=plane#v=1&steps=2': undefined,
  };
  for (const [address, sentence] of Object.entries(cases)) {
    const page = await openPage(browser, `${cdn.origin}/embed.html${address}`, { width: 700, height: 900 });
    t.after(() => page.close());
    await page.locator('kl-ball:state(ready)').waitFor();
    assert.deepEqual(await page.locator('body > .problem').allInnerTexts(), sentence === undefined ? [] : [sentence], address);
    quiet(page);
  }
});

test('of a key that stands twice the last value counts, for each kind of attribute, and the page says so', async (t) => {
  const page = await openPage(browser, `${cdn.origin}/embed.html#v=1&theme=light&theme=dark&chart=variance&chart=precision&rules=gradient&gradient-rate=0.1&gradient-rate=0.2&gradient-rate=0.3&utm_source=a&utm_source=b&steps=2`, { width: 700, height: 900 });
  t.after(() => page.close());
  await page.locator('kl-ball:state(ready)').waitFor();
  assert.deepEqual(await page.locator('body > .problem').allInnerTexts(), [
    'theme stands 2 times in the address; the last one counts, "dark"',
    'chart stands 2 times in the address; the last one counts, "precision"',
    'gradient-rate stands 3 times in the address; the last one counts, "0.3"',
  ]);
  const { theme, runs } = await page.locator('kl-ball').evaluate((figure) => ({ theme: figure.theme, runs: figure.spec.runs }));
  assert.deepEqual([theme, runs.map(({ chart, rate }) => [chart, rate])], ['dark', [['precision', 0.3]]]);
  quiet(page);
});

test('one bad value leaves the others as they were', async (t) => {
  const page = await openPage(browser, `${cdn.origin}/embed.html#v=1&data=teaching&rules=kl-ball&radius=-3&steps=7&nonsense=1`, { width: 700, height: 900 });
  t.after(() => page.close());
  await page.locator('kl-ball .ledger td:not(:empty)').first().waitFor();
  const found = await shown(page, 'kl-ball');
  assert.match(found.problem, /^radius is -3; allowed: a number above 0/);
  assert.deepEqual([found.spec.data, found.spec.steps, found.spec.runs[0].radius], [{ set: 'teaching' }, 7, 0.05]);
});

test('the example of a blog post shows what it says', async (t) => {
  const page = await openPage(browser, `${cdn.origin}/examples/blog.html`, { width: 1000, height: 2600 });
  t.after(() => page.close());
  await accounted(page, 'kl-ball');
  await agrees(page, 'kl-ball');
  const frame = await inner(page);
  assert.equal(await frame.locator('kl-ball').evaluate(({ spec }) => spec.runs.length), 2);
  quiet(page);
});

/** Waits until a condition holds, checking it again and again. */
async function settled(condition) {
  const until = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('it never came true');
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Bytes in use after garbage collection: of the page's heap and of the core's memory. */
async function memory(page, cdp) {
  // Work that waits for an idle moment still has to be done.
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
        const look = () => (here.querySelector('kl-ball:not(:state(ready))') ? requestAnimationFrame(look) : done());
        look();
      });
      here.replaceChildren();
    }
  }, count);
  // What an engine compiles and caches while the first figures run is no leak: it grows less and less.
  await rounds(500);
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
  await page.waitForFunction(() => document.querySelectorAll('kl-ball:state(ready)').length === 3);
  await page.locator('#few .problem').waitFor();
  assert.equal(await isReady(page, '#few'), false, 'what is refused is not drawn');
  const count = async (figure) => ({
    sliders: await page.locator(`${figure} .steering input`).count(), menus: await page.locator(`${figure} .steering select`).count(),
    steps: await page.locator(`${figure} .transport`).isVisible(), hand: await page.locator(`${figure} .handle`).isVisible(),
  });
  const all = await count('#all');
  assert.ok(all.sliders > 0 && all.menus > 0 && all.steps && all.hand);
  assert.deepEqual(await count('#some'), { ...all, menus: 0 });
  assert.deepEqual(await count('#none'), { sliders: 0, menus: 0, steps: false, hand: true });
  assert.equal(await page.locator('#few .problem').innerText(), 'controls is "few"; allowed: all, some, none, or names of controls that stand in sight: hand, play, scrub, rate, radius, scale, loss, labels, morph, field-cost, gap');
});

/** The text size of a figure, and the font of its picture. */
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

test('a figure far down a page lets the page go first, and begins when a reader comes near', async (t) => {
  const page = await pageOf(t, '<style>p { height: 3000px }</style><p></p><kl-ball start="5.3 0.022" steps="1"></kl-ball>', {
    height: 700,
    // This page is never idle.
    prepare: (page) => page.addInitScript(() => { globalThis.requestIdleCallback = () => 0; }),
  });
  await page.waitForFunction(() => document.querySelector('kl-ball').shadowRoot);
  await frame(page);
  const asked = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length);
  assert.equal(await asked(), 0);
  await page.locator('kl-ball').scrollIntoViewIfNeeded();
  await drawn(page);
  assert.equal(await asked(), 1);
  await agrees(page, 'kl-ball');
});

test('where the program cannot be loaded, a figure keeps its picture and says what is needed, and so does embed.html', async (t) => {
  const words = /frame with sandbox.*a server that sends Access-Control-Allow-Origin/s;
  const site = await serve(ROOT);
  t.after(() => site.close());
  const post = site.give('/post.html', '<!doctype html><title>Post</title><script src="pkg/kl-ball-unloaded.js"></script><script type="module" src="pkg/kl-ball-element.js"></script><kl-ball><img src="www/icon.svg" alt="A figure"></kl-ball>');
  for (const address of [`${site.origin}/embed.html#v=1`, `${site.origin}/pkg/embed.html#v=1`, post]) {
    const page = await pageOf(t, `<iframe sandbox="allow-scripts" title="A figure" src="${address}"></iframe>`);
    const inside = page.frameLocator('iframe');
    assert.match(await inside.getByRole('alert').innerText(), words, address);
    if (address === post) assert.ok(await inside.getByAltText('A figure').isVisible());
  }
  for (const name of ['embed.html', 'pkg/embed.html']) {
    const disk = await openPage(browser, new URL(`../../../${name}`, import.meta.url).href);
    t.after(() => disk.close());
    assert.match(await disk.getByRole('alert').innerText(), /from a disk: open pkg\/kl-ball-offline\.html/, name);
  }
});

test('where the program is not found, or may not be loaded, the address is said, and what is to be done', async (t) => {
  const [site, other] = await Promise.all([serve(ROOT), serve(ROOT)]);
  t.after(() => Promise.all([site.close(), other.close()]));
  site.give('/any.js', '<!doctype html><title>Home</title>');
  site.give('/half.js', 'import "./nowhere.js";', { 'Content-Type': 'text/javascript' });
  const cases = {
    'pgk/kl-ball-element.js': `The program of this figure was not found at ${site.origin}/pgk/kl-ball-element.js (404): check the path.`,
    'any.js': `At ${site.origin}/any.js is a page, and not the program of this figure: check the path.`,
    'half.js': `${site.origin}/half.js is there, but does not start: it needs all files of pkg/ beside it, and a policy of this page that allows them.`,
    [`${other.origin}/pkg/kl-ball-element.js`]: `The program of this figure comes from another origin: ${other.origin} has to send Access-Control-Allow-Origin: *`,
  };
  for (const [address, sentence] of Object.entries(cases)) {
    const post = site.give('/post.html', `<!doctype html><title>Post</title><script src="www/unloaded.js"></script><script type="module" src="${address}"></script><kl-ball></kl-ball>`);
    const page = await openPage(browser, post);
    t.after(() => page.close());
    await page.getByRole('alert').waitFor();
    assert.equal(await page.locator('kl-ball [role="alert"]').innerText(), sentence);
  }
});
