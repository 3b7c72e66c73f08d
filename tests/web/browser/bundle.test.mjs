// pkg/kl-ball-element.js by itself: one script with the core beside it. The script
// of a view is fetched only if a figure uses it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../browser.mjs';
import { browser, drawn, shown, site } from './page.mjs';

/** Opens a page with the given markup, and returns it with the paths that it requested. */
async function host(t, markup) {
  const page = await openPage(browser, 'about:blank', { width: 1280, height: 900 });
  t.after(() => page.close());
  await page.route('**/blog/post.html', (route) => route.fulfill({
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><head><title>Post</title><link rel="icon" href="data:,">
<script type="module" src="../pkg/kl-ball-element.js"></script></head><body>${markup}</body></html>`,
  }));
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${site.origin}/blog/post.html`);
  await drawn(page);
  return { page, asked: asked.filter((path) => path.startsWith('/')).sort() };
}

async function accounts(page) {
  const { rows, problem } = await shown(page, 'kl-ball');
  assert.equal(problem, '');
  assert.ok(Object.keys(rows).length > 0, 'there is an account of the steps');
}

test('a figure of the usual views needs two files', async (t) => {
  const { page, asked } = await host(t, '<kl-ball start="5.3 0.022" steps="3"></kl-ball>');
  assert.deepEqual(asked, ['/blog/post.html', '/pkg/kl-ball-element.js', '/pkg/kl_ball_gaussian.wasm']);
  await accounts(page);
});

test('a figure of a view that posts often show fetches that one, and not all others', async (t) => {
  const { page, asked } = await host(t, '<kl-ball view="plane density series" start="5.3 0.022" steps="3"></kl-ball>');
  assert.ok(asked.includes('/pkg/kl-ball-usual.js'), String(asked));
  assert.ok(!asked.includes('/pkg/kl-ball-others.js') && asked.includes('/pkg/kl_ball_gaussian.wasm'), String(asked));
  await accounts(page);
});

test('a figure of another view fetches what is missing, and shows it', async (t) => {
  const { page, asked } = await host(t, '<kl-ball view="plane score" rules="none"></kl-ball>');
  assert.ok(asked.includes('/pkg/kl-ball-others.js'), String(asked));
  assert.ok(asked.every((path) => path.startsWith('/pkg/kl-ball-') || /\/(post\.html|kl_ball_gaussian\.wasm)$/.test(path)), String(asked));
  const { problem } = await shown(page, 'kl-ball');
  assert.equal(problem, '');
  assert.equal(await page.locator('kl-ball').evaluate((element) => element.spec.model), 'gaussian');
});

test('a plane fetches what fills it with a field when it has one, at first and later', async (t) => {
  const filled = await host(t, '<kl-ball field="balls" start="5.3 0.022" steps="3"></kl-ball>');
  assert.ok(filled.asked.includes('/pkg/kl-ball-field.js') && filled.asked.includes('/pkg/kl_ball_gaussian.wasm'), String(filled.asked));
  await accounts(filled.page);
  const { page } = await host(t, '<kl-ball start="5.3 0.022" steps="3"></kl-ball>');
  const fetched = page.waitForRequest('**/kl-ball-field.js');
  await page.locator('kl-ball').evaluate((element) => { element.field = 'arrows'; });
  await fetched;
  await page.waitForFunction(() => document.querySelector('kl-ball').changes.field === undefined && document.querySelector('kl-ball').matches(':state(ready)'));
  await accounts(page);
});

test('a way between two charts has its field, also where its own script is there already', async (t) => {
  const { page } = await host(t, '<kl-ball view="score" rules="none"></kl-ball><kl-ball view="morph" chart="variance precision" start="5.3 0.022"></kl-ball>');
  await page.locator('kl-ball').nth(1).scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelectorAll('kl-ball')[1].matches(':state(ready)'));
  const problems = await page.locator('kl-ball .problem').allInnerTexts();
  assert.deepEqual(problems.filter(Boolean), []);
});
