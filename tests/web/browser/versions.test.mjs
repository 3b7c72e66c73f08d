// Files of two versions that meet, files that are damaged, and pages that allow no WebAssembly: a sentence says
// so, the picture or the words of the author stay, and nothing hangs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage } from '../browser.mjs';
import { agrees, browser, frame, quiet, site, soon } from './page.mjs';

const PKG = fileURLToPath(new URL('../../../pkg/', import.meta.url));
const core = readFileSync(`${PKG}kl_ball_gaussian.wasm`);
const FIGURE = '<kl-ball id="it" view="plane" data="teaching" rules="kl-ball" start="-0.3 0.8" steps="3"><img alt="A picture." width="300" height="200" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"></kl-ball>';

/** Opens a page with one figure of pkg/, where some files are others. */
async function opened(t, { files = {}, headers = {}, figure = FIGURE }) {
  const page = await openPage(browser, 'about:blank', { width: 900, height: 1200 });
  t.after(() => page.close());
  for (const [name, give] of Object.entries(files)) await page.route(`**/pkg/${name}*`, give);
  await page.route('**/version.html', (route) => route.fulfill({ contentType: 'text/html', headers, body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><script type="module" src="/pkg/kl-ball-element.js"></script>${figure}` }));
  await page.goto(`${site.origin}/version.html`);
  // Drawn, or refused.
  await page.waitForFunction(() => document.querySelector('#it')?.matches(':state(ready), :state(failed)'));
  return page;
}

const wasm = (body) => (route) => route.fulfill({ contentType: 'application/wasm', body });

/** What the figure says, the word on its button, and whether the picture is still there. */
const said = (page) => page.locator('#it').evaluate((figure) => {
  const problem = figure.shadowRoot.querySelector('.problem');
  const button = problem.querySelector('button');
  return { text: problem.firstChild?.textContent, button: button?.textContent, picture: figure.querySelector('img').getBoundingClientRect().height > 0 };
});

const UPDATED = { text: 'This page was updated: reload it.', button: 'Reload', picture: true };

test('a core of another version, or a damaged one, is never started', async (t) => {
  for (const at of [100, Math.floor(core.length / 2), core.length - 10]) {
    const damaged = Buffer.from(core);
    damaged[at] ^= 0x10;
    const page = await opened(t, { files: { '*.wasm': wasm(damaged) } });
    assert.deepEqual(await said(page), UPDATED);
  }
  assert.deepEqual(await said(await opened(t, { files: { '*.wasm': wasm(core.subarray(0, 5000)) } })), UPDATED);
});

test('an old core that only a cache had is asked for again', async (t) => {
  const asked = [];
  const page = await opened(t, { files: { 'kl_ball_gaussian.wasm': (route) => {
    asked.push(new URL(route.request().url()).search);
    return wasm(asked.length === 1 ? Buffer.from('old') : core)(route);
  } } });
  await agrees(page, '#it');
  assert.equal(asked.length, 2);
  assert.match(asked[1], /^\?v=\d+$/);
  quiet(page);
});

test('a later module of another version says that the page was updated', async (t) => {
  const old = (text) => text.replace(/\b(_[0-9a-z]+_)[0-9a-z]{4}\b/g, '$1old0');
  const page = await opened(t, { files: { 'kl-ball-saving.js': (route) => route.fulfill({ contentType: 'text/javascript', body: old(readFileSync(`${PKG}kl-ball-saving.js`, 'utf8')) }) } });
  await agrees(page, '#it');
  await page.locator('#it .more > summary').click();
  await page.locator('#it .saving summary').click();
  await page.locator('#it .problem button').waitFor();
  const { text, button } = await said(page);
  assert.deepEqual({ text, button }, { text: UPDATED.text, button: UPDATED.button });
  await Promise.all([page.waitForEvent('load'), page.locator('#it .problem button').click()]);
});

test('a worker of another version is given no work: the page does it', async (t) => {
  const script = readFileSync(`${PKG}kl-ball-worker.js`, 'utf8');
  const [, version] = /\b_[0-9a-z]+_([0-9a-z]{4})\b/.exec(readFileSync(`${PKG}kl-ball-saving.js`, 'utf8'));
  assert.ok(script.includes(`"${version}"`), 'a worker knows the version of the other scripts');
  const asked = [];
  const page = await opened(t, {
    figure: FIGURE.replace('view="plane"', 'view="map" cells="12"'),
    files: { 'kl-ball-worker.js': (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'text/javascript', body: script.replace(`"${version}"`, '"old0"') });
    } },
  });
  await page.waitForFunction(() => /\d/.test(document.querySelector('#it').shadowRoot.querySelector('figcaption')?.textContent ?? ''));
  // The caption has numbers before the map does.
  await soon(page, async () => assert.ok(asked.length > 0));
  await Promise.all(page.workers().map((worker) => worker.waitForEvent('close')));
  quiet(page);
});

test('a policy without wasm-unsafe-eval: the line that the page needs', async (t) => {
  const page = await opened(t, { headers: { 'Content-Security-Policy': "script-src 'self'" } });
  await frame(page);
  const { text, picture } = await said(page);
  assert.match(text, /the policy of this page forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'$/);
  assert.ok(picture);
});

test('a core that is not there, and one that another origin keeps to itself', async (t) => {
  const missing = await opened(t, { files: { '*.wasm': (route) => route.fulfill({ status: 404, body: 'no' }) } });
  assert.match((await said(missing)).text, /^This could not be loaded: kl_ball_bg\.wasm is not there \(404\)/);
  const alone = await opened(t, { headers: { 'Content-Security-Policy': 'sandbox allow-scripts' }, files: {
    '*.js': async (route) => route.fulfill({ response: await route.fetch(), headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' } }),
  } });
  const { text, picture } = await said(alone);
  assert.match(text, /must send Access-Control-Allow-Origin: \*/);
  assert.ok(picture);
});
