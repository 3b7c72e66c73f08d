// The article as one file: opened from a disk, without a network, and inside a course page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage } from '../browser.mjs';
import { browser, drawn, frame, shown, site } from './page.mjs';

const FILE = new URL('../../../pkg/kl-ball-offline.html', import.meta.url);

test('from a disk it is the whole article, and asks for nothing else', async (t) => {
  const page = await openPage(browser, 'about:blank', { width: 1280, height: 900 });
  t.after(() => page.close());
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(FILE.href);
  await drawn(page);
  assert.equal((await shown(page, '#influence')).problem, '');
  await page.locator('#score').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('#score').matches(':state(ready)'));
  await page.locator('#score').evaluate((figure) => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', '1\n2\n4\n');
    figure.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await page.waitForFunction(() => document.querySelector('#score').changes.data === '1 2 4');
  await page.waitForFunction(() => location.hash.includes('score.data=1+2+4'));
  await page.locator('#score .more > summary').click();
  await page.locator('#score .saving summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#score .saving').getByRole('button', { name: 'SVG' }).click()]);
  assert.match(readFileSync(await download.path(), 'utf8'), /^<svg /);
  assert.equal(await page.locator('#score .saving').getByRole('button', { name: 'Iframe' }).count(), 0, 'a disk is no place to embed from');
  assert.deepEqual(asked.filter((url) => !/^(data|blob):/.test(url)).map((url) => fileURLToPath(url.replace(/#.*/, ''))), [fileURLToPath(FILE)]);
  assert.deepEqual(page.problems, []);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#score').changes?.data === '1 2 4');
  assert.equal(await page.locator('a.lab').count(), 0, 'the lab is on the site');
});

test('inside a course page, which gives it no origin of its own, it works as well', async (t) => {
  const page = await openPage(browser, 'about:blank', { width: 1280, height: 900 });
  t.after(() => page.close());
  await page.route('**/course.html', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Course</title><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" width="1200" height="850"></iframe>' }));
  await page.goto(`${site.origin}/course.html`);
  await page.locator('iframe').evaluate((element, text) => { element.srcdoc = text; }, readFileSync(FILE, 'utf8'));
  const inside = page.frameLocator('iframe');
  await inside.locator('#influence').scrollIntoViewIfNeeded();
  await inside.locator('#influence figcaption:not(:empty)').waitFor();
  await inside.locator('#influence .handle').press('ArrowUp');
  await frame(page);
  const start = await inside.locator('#influence').evaluate(({ spec }) => spec.start.at);
  assert.ok(start[1] > 0.3);
  assert.deepEqual(page.problems, []);
});
