// A figure in a post: its pictures stand there before any script, and the figure takes the place of the one that is shown.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { openPage } from '../browser.mjs';
import { browser, drawn, frame, pageOf, quiet, ready, site } from './page.mjs';

const FIGURE = '<kl-ball id="it" label="Two rules" view="plane density" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="4"></kl-ball>';

/** What Save, For a post gives of the figure in a column this wide: its files by name. */
async function posted(t, column) {
  const page = await pageOf(t, `<div style="width: ${column}px">${FIGURE}</div>`, { width: 1280 });
  await drawn(page);
  const before = await page.locator('#it').evaluate(({ offsetHeight, shadowRoot }) => [offsetHeight, shadowRoot.querySelector('.overlay').toDataURL()]);
  await page.locator('#it .saving > summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'For a post' }).click()]);
  const bytes = readFileSync(await download.path());
  await frame(page);
  await page.locator('#it .saving > summary').click();
  await frame(page);
  assert.deepEqual(await page.locator('#it').evaluate(({ offsetHeight, shadowRoot }) => [offsetHeight, shadowRoot.querySelector('.overlay').toDataURL()]), before, 'the figure itself stays as it was');
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name.replace('it/', ''), Buffer.from(content).toString()]));
}

/** Opens a post with the line, whose script waits; then lets the figure become live, and says what moved. */
async function becomesLive(t, files, { window, style = '', around = (line) => `<p>${line}</p>` }) {
  const line = files['it.html'].trim().replace(/src="http[^"]*"/, 'src="/www/kl-ball.js"');
  const page = await openPage(browser, 'about:blank', { width: window, height: 2400 });
  t.after(() => page.close());
  let give;
  const wanted = new Promise((done) => { give = done; });
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A post</title><link rel="icon" href="data:,">
    <style>body { margin: 0 16px } img { max-width: 100%; height: auto } ${style}</style><p>Before.</p>${around(line)}<p id="after">After.</p>`;
  await page.route('**/post/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1);
    return name.endsWith('.svg') ? route.fulfill({ contentType: 'image/svg+xml', body: files[name] }) : route.fulfill({ contentType: 'text/html', body });
  });
  await page.route('**/www/kl-ball.js', async (route) => {
    await wanted;
    await route.continue();
  });
  await page.goto(`${site.origin}/post/index.html`, { waitUntil: 'commit' });
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

describe('a picture gives its place to the figure', () => {
  let files;
  test('Save, For a post has pictures for narrow windows, too', async (t) => {
    files = await posted(t, 720);
    assert.deepEqual(Object.keys(files), ['it.svg', 'it-phone.svg', 'it-tablet.svg', 'it.html', 'README.txt']);
    assert.match(files['it.html'], /><picture><source media="\(max-width: 460px\)" srcset="it-phone\.svg" width="430" height="\d+" \/><source .*srcset="it-tablet\.svg".*<img src="it\.svg" alt="Two rules: [^"]*" width="720" height="\d+" align="top" \/><\/picture><\/kl-ball><script/);
    assert.match(files['it-phone.svg'], /^<svg [^>]*width="320"/);
  });

  const wide = {
    'in a column as wide as it': { window: 752 },
    'in a wider column': { window: 1032 },
    'in a wider column, in the middle': { window: 1032, around: (line) => `<div style="text-align: center">${line}</div>` },
    'in a wider column, as a block in the middle': { window: 1032, style: 'img { display: block; margin: 24px auto }' },
    'in a page from right to left': { window: 1032, style: 'html { direction: rtl }' },
    'in a box as wide as its contents': { window: 1032, around: (line) => `<div style="display: flex; justify-content: center"><div>${line}</div></div>` },
    'in a box without a line': { window: 1032, around: (line) => line },
  };
  for (const [name, how] of Object.entries(wide)) {
    test(name, async (t) => {
      const { picture, live, moved } = await becomesLive(t, files, how);
      assert.ok(Math.abs(moved) < 0.6, `what follows moved by ${moved} px`);
      for (const side of ['left', 'right']) assert.ok(Math.abs(live[side] - picture[side]) < 1, `${side}: ${picture[side]}, then ${live[side]}`);
      assert.ok(live.shift < 0.001, `${live.shift}`);
    });
  }

  for (const window of [352, 360, 390, 430, 480, 560, 640]) {
    test(`in a window ${window} pixels wide, where panels stand one below the other`, async (t) => {
      const { picture, live, moved } = await becomesLive(t, files, { window });
      assert.ok(Math.abs(moved) < 2, `what follows moved by ${moved} px`);
      assert.ok(picture.height - live.height < 0.25 * live.height, `${picture.height} px are kept for ${live.height}`);
      assert.ok(live.shift < 0.01, `${live.shift}`);
    });
  }

  for (const style of ['img { float: left }', 'img { float: right }', 'img { float: right; margin: 0 0 18px 18px }', 'picture { float: left }']) {
    test(`with ${style} it is held inside the element, and once it is nothing moves`, async (t) => {
      const { page, picture, live } = await becomesLive(t, files, { window: 1032, style });
      for (const side of ['left', 'right']) assert.ok(Math.abs(live[side] - picture[side]) < 1, `${side}: ${picture[side]}, then ${live[side]}`);
      const [bottom, tops] = await page.evaluate(() => [document.querySelector('kl-ball').getBoundingClientRect().bottom, [...globalThis.tops]]);
      assert.ok(live.after >= bottom - 0.6, 'what follows stands below it');
      // Beside the picture, as long as there is no script, and then below it.
      assert.ok(tops.length <= 2, `what follows stood at ${tops}`);
    });
  }

  for (const [name, how] of Object.entries({
    'in a column a little narrower than it': { window: 700 },
    'where the page makes it a little smaller': { window: 1032, style: 'img { max-width: 660px }' },
    'in a window narrower than phones have': { window: 320 },
  })) {
    test(`${name} what follows moves by less than two lines`, async (t) => {
      const { moved } = await becomesLive(t, files, how);
      assert.ok(moved > -0.6 && moved < 40, `what follows moved by ${moved} px`);
    });
  }

  test('turned, a phone shows it as high as it needs to be, and as wide as its column', async (t) => {
    const { page } = await becomesLive(t, files, { window: 390 });
    await page.setViewportSize({ width: 700, height: 390 });
    await frame(page);
    await frame(page);
    const [width, height, bed] = await page.locator('kl-ball').evaluate(({ shadowRoot }) => [shadowRoot.querySelector('figure').offsetWidth, shadowRoot.querySelector('figure').offsetHeight, shadowRoot.querySelector('.bed').offsetHeight]);
    assert.deepEqual([width, bed], [668, height]);
    await page.setViewportSize({ width: 1100, height: 700 });
    await frame(page);
    assert.equal(await page.locator('kl-ball').evaluate(({ shadowRoot }) => shadowRoot.querySelector('figure').offsetWidth), 720);
  });

  test('a page that brings one picture for wide columns and one for phones says itself how wide the figure is', async (t) => {
    const page = await pageOf(t, '<style>kl-ball > svg { width: 100% } kl-ball > img { display: none }</style><kl-ball start="5.3 0.022" steps="1"><svg viewBox="0 0 2 1"></svg><img src="www/pictures/field.png" width="356" height="600" alt="A field"></kl-ball>', { width: 1016 });
    await drawn(page);
    assert.equal(await page.locator('kl-ball').evaluate(({ shadowRoot }) => shadowRoot.querySelector('figure').offsetWidth), 1000);
  });

  test('a picture without a size, or as wide as any column, sets no limit', async (t) => {
    const page = await pageOf(t, '<style>img { width: 100% }</style><kl-ball start="5.3 0.022" steps="1"><img src="www/pictures/field.png" alt="A field"></kl-ball>', { width: 1016 });
    await drawn(page);
    assert.equal(await page.locator('kl-ball').evaluate(({ shadowRoot }) => shadowRoot.querySelector('figure').offsetWidth), 1000);
  });
});
