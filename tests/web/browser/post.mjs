// What tests of figures in posts share: a figure as it is saved for a post, and a post in which its pictures give way to the figure.
import assert from 'node:assert/strict';
import { unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { openPage } from '../browser.mjs';
import { ELEMENT, browser, drawn, frame, pageOf, quiet, ready, site } from './page.mjs';

let posts = 0;

/** Waits until a figure has nothing left to compute. */
const done = (page) => page.waitForFunction(() => {
  const { shadowRoot: shadow } = document.querySelector('kl-ball');
  const search = shadow.querySelector('.search button');
  return (!search || search.textContent === 'Search') && !shadow.querySelector('.standings .old, .progress:not(.over)') && !/being computed|so far/.test(shadow.querySelector('figcaption').textContent);
});

/** How high a figure is, and what is drawn over its first panel, so briefly that a difference can be said. */
const seen = (page) => page.locator('#it').evaluate(async ({ offsetHeight, shadowRoot }) => {
  const picture = new TextEncoder().encode(shadowRoot.querySelector('.overlay').toDataURL());
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', picture));
  return [offsetHeight, ...digest.slice(0, 4)];
});

/** What Save, For a post gives of a figure with the id `it` in a column this wide: its files by name. */
export async function posted(t, figure, column) {
  const page = await pageOf(t, `<div style="width: ${column}px">${figure}</div>`, { width: 1280 });
  await drawn(page);
  await done(page);
  for (let k = 0; k < 5; k += 1) await frame(page);
  const before = await seen(page);
  await page.locator('#it .saving > summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'For a post' }).click()]);
  const bytes = readFileSync(await download.path());
  await frame(page);
  await page.locator('#it .saving > summary').click();
  await frame(page);
  assert.deepEqual(await seen(page), before, 'the figure itself stays as it was');
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name.replace('it/', ''), Buffer.from(content).toString()]));
}

/**
 * Opens a post with the line, whose script waits; then lets the figure become live, and says what moved.
 */
export async function becomesLive(t, files, { window, style = '', around = (line) => `<p>${line}</p>` }) {
  posts += 1;
  const [folder, script] = [`/post-${posts}`, `/element-of-post-${posts}.js`];
  const line = files['it.html'].trim().replace(/src="http[^"]*"/, `src="${script}"`);
  for (const [name, content] of Object.entries(files)) if (name.endsWith('.svg')) site.give(`${folder}/${name}`, content, { 'Content-Type': 'image/svg+xml' });
  const give = site.hold(script);
  site.give(script, `import "/${ELEMENT}";`, { 'Content-Type': 'text/javascript' });
  const page = await openPage(browser, 'about:blank', { width: window, height: 2400 });
  t.after(() => page.close());
  await page.goto(site.give(`${folder}/index.html`, `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A post</title><link rel="icon" href="data:,">
    <style>body { margin: 0 16px } img { max-width: 100%; height: auto } ${style}</style><p>Before.</p>${around(line)}<p id="after">After.</p>`), { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('#after') && document.querySelector('kl-ball img')?.complete);
  const picture = await page.evaluate(() => {
    globalThis.shift = 0;
    globalThis.tops = new Set();
    const look = () => {
      tops.add(Math.round(document.querySelector('#after').getBoundingClientRect().top));
      requestAnimationFrame(look);
    };
    look();
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });
    const { left, right, height } = document.querySelector('img').getBoundingClientRect();
    return { left, right, height, loaded: document.querySelector('img').naturalWidth > 0, after: document.querySelector('#after').getBoundingClientRect().top };
  });
  assert.ok(picture.loaded, 'the picture is there before any script');
  give();
  await ready(page);
  await done(page);
  for (let k = 0; k < 5; k += 1) await frame(page);
  if (process.env.POST_PICTURES) await page.screenshot({ path: `${process.env.POST_PICTURES}/${t.name.replace(/\W+/g, '-')}-live.png` });
  const live = await page.evaluate(() => {
    const { left, right, height } = document.querySelector('kl-ball').shadowRoot.querySelector('figure').getBoundingClientRect();
    return { left, right, height, after: document.querySelector('#after').getBoundingClientRect().top, shift: globalThis.shift };
  });
  quiet(page);
  t.diagnostic(`picture ${JSON.stringify(picture)}, live ${JSON.stringify(live)}`);
  return { page, picture, live, moved: live.after - picture.after };
}
