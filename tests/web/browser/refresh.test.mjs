// Pages that are refreshed, hydrated or written by the tools that do so: Turbo, htmx, React, Preact, Solid. They
// compare the page with the text of the server, and take away every attribute that is not in it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { build } from 'esbuild';
import { openPage } from '../browser.mjs';
import { ELEMENT as SCRIPT, agrees, browser, frame, quiet, ready, site, soon } from './page.mjs';

const HERE = '/tests/web/browser/refreshed.html';
const ELEMENT = `<script type="module" src="/${SCRIPT}"></script>`;
const FIGURE = '<kl-ball id="it" view="plane density" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="6"><p>Words instead.</p></kl-ball>';

/** Opens a page that a server would give again. */
async function served(t, head, body) {
  const page = await openPage(browser, 'about:blank', { width: 1000, height: 1600 });
  t.after(() => page.close());
  const address = site.give(HERE, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Refreshed</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`);
  await page.goto(address);
  await ready(page);
  return page;
}

/** What a reader does: moves the ring, a slider, and the step. */
async function steer(page) {
  await page.locator('#it .handle').first().press('Shift+ArrowRight');
  await page.locator('#it .controls input[type="range"]').first().press('ArrowRight');
  await page.locator('#it .scrub').fill('2');
  await frame(page);
  return left(page);
}

const left = (page) => page.locator('#it').evaluate((figure) => ({ changes: figure.changes, cursor: figure.cursor, spec: figure.spec }));

test('Turbo 8: a morphing refresh leaves what a reader did', async (t) => {
  const page = await served(t, `<meta name="turbo-refresh-method" content="morph">${ELEMENT}
    <script type="module">import * as Turbo from "/tests/web/node_modules/@hotwired/turbo/dist/turbo.es2017-esm.js"; globalThis.Turbo = Turbo;</script>`, `<h1>Once</h1>${FIGURE}`);
  await page.waitForFunction(() => globalThis.Turbo);
  const before = await steer(page);
  assert.ok(Object.keys(before.changes).length >= 3);
  await page.evaluate(() => {
    globalThis.same = document.querySelector('#it');
    return new Promise((done) => {
      addEventListener('turbo:render', () => done(), { once: true });
      Turbo.session.refresh(location.href);
    });
  });
  await frame(page);
  assert.equal(await page.evaluate(() => globalThis.same === document.querySelector('#it')), true, 'the element survives');
  assert.deepEqual(await left(page), before);
  await agrees(page, '#it');
  quiet(page);
});

test('htmx 4: a morphing swap leaves what a reader did', async (t) => {
  const page = await served(t, `${ELEMENT}<script src="/tests/web/node_modules/htmx.org/dist/htmx.min.js"></script>`, `<div id="place"><h1>Once</h1>${FIGURE}</div>`);
  const before = await steer(page);
  await page.evaluate(async (url) => {
    globalThis.same = document.querySelector('#it');
    await htmx.ajax('GET', url, { target: '#place', swap: 'outerMorph', select: '#place' });
  }, HERE);
  await frame(page);
  assert.equal(await page.evaluate(() => globalThis.same === document.querySelector('#it')), true, 'the element survives');
  assert.deepEqual(await left(page), before);
  await agrees(page, '#it');
  quiet(page);
});

const require = createRequire(import.meta.url);
const props = { view: 'plane density', data: 'teaching', rules: 'gradient kl-ball', start: '-0.3 0.8', steps: '6', id: 'it', 'kl-ball-radius': '0.1' };

const libraries = {
  'React 19': {
    html: async () => {
      const [{ createElement }, { renderToString }] = [require('react'), require('react-dom/server')];
      return renderToString(createElement('kl-ball', props, createElement('p', null, 'Words instead.')));
    },
    client: `import { createElement } from "react"; import { hydrateRoot } from "react-dom/client";
      const tree = createElement("kl-ball", PROPS, createElement("p", null, "Words instead."));
      globalThis.hydrate = () => { globalThis.root = hydrateRoot(document.querySelector("#root"), tree, { onRecoverableError: (error) => console.error(error) }); };`,
  },
  'Preact 11': {
    html: async () => `<kl-ball ${Object.entries(props).map(([name, value]) => `${name}="${value}"`).join(' ')}><p>Words instead.</p></kl-ball>`,
    client: `import { h, hydrate } from "preact"; import "preact/debug";
      globalThis.hydrate = () => hydrate(h("kl-ball", PROPS, h("p", null, "Words instead.")), document.querySelector("#root"));`,
  },
};

for (const [name, { html, client }] of Object.entries(libraries)) {
  test(`${name}: hydration of a page whose figure is drawn already is quiet`, async (t) => {
    const { outputFiles: [script] } = await build({
      stdin: { contents: client.replace('PROPS', JSON.stringify(props)), resolveDir: fileURLToPath(new URL('../', import.meta.url)) },
      bundle: true, write: false, format: 'esm', define: { 'process.env.NODE_ENV': '"development"' },
    });
    const page = await served(t, ELEMENT, `<div id="root">${await html()}</div>`);
    const warnings = [];
    page.on('console', (message) => { if (message.type() === 'warning') warnings.push(message.text()); });
    const before = await steer(page);
    await page.addScriptTag({ content: script.text, type: 'module' });
    // A module of the page itself runs after the call that adds it.
    await page.waitForFunction(() => globalThis.hydrate);
    await page.evaluate(() => {
      globalThis.same = document.querySelector('#it');
      hydrate();
    });
    for (let k = 0; k < 5; k += 1) await frame(page);
    assert.equal(await page.evaluate(() => globalThis.same === document.querySelector('#it')), true, 'the element is the server’s');
    assert.deepEqual(await left(page), before);
    assert.deepEqual(warnings, []);
    quiet(page);
  });
}

test('Solid sets every attribute, those with hyphens too, before and after the figure is there', async (t) => {
  const program = `import { createRoot, createSignal } from "solid-js"; import { spread } from "solid-js/web";
    const [rate, setRate] = createSignal([0.1, 0.4]);
    const figure = document.createElement("kl-ball");
    createRoot(() => spread(figure, { view: "plane", data: "teaching", rules: "gradient gradient", start: [-0.3, 0.8], steps: 4, get "gradient-rate"() { return rate(); }, "order-seed": 3 }));
    document.body.append(figure);
    globalThis.setRate = setRate;`;
  const { outputFiles: [bundle] } = await build({ stdin: { contents: program, resolveDir: fileURLToPath(new URL('../', import.meta.url)) }, bundle: true, write: false, format: 'esm', conditions: ['browser'] });
  const page = await served(t, ELEMENT, `<script type="module">${bundle.text}</script>`);
  const rates = () => page.locator('kl-ball').evaluate(({ spec }) => spec.runs.map((run) => run.rate));
  assert.deepEqual(await rates(), [0.1, 0.4]);
  assert.equal(await page.locator('kl-ball').getAttribute('order-seed'), '3');
  await page.evaluate(() => setRate(0.2));
  await soon(page, async () => assert.deepEqual(await rates(), [0.2, 0.2]));
  await page.locator('kl-ball').evaluate((figure) => { figure.gradientRateVariance = 0.3; });
  await soon(page, async () => assert.deepEqual(await rates(), [0.3, 0.3]));
  assert.equal(await page.locator('kl-ball').evaluate((figure) => figure.gradientRate), '0.2');
  quiet(page);
});
