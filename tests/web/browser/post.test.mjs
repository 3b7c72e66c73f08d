// A figure in a post: its pictures stand there before any script, and the figure takes the place of the one that is shown.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { unzipSync } from 'fflate';
import { drawn, frame, pageOf } from './page.mjs';
import { becomesLive, posted } from './post.mjs';

const FIGURE = '<kl-ball id="it" label="Two rules" view="plane density" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="4"></kl-ball>';

describe('a picture gives its place to the figure', () => {
  let files;
  test('Save, For a post has pictures for narrow windows, too', async (t) => {
    files = await posted(t, FIGURE, 720);
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

  for (const side of ['left', 'right']) {
    test(`an element that floats on the ${side} gives its figure the place of its picture`, async (t) => {
      const { picture, live, moved } = await becomesLive(t, files, { window: 1032, style: `kl-ball { float: ${side} }` });
      assert.ok(Math.abs(moved) < 0.6, `what follows moved by ${moved} px`);
      for (const edge of ['left', 'right']) assert.ok(Math.abs(live[edge] - picture[edge]) < 1, `${edge}: ${picture[edge]}, then ${live[edge]}`);
      assert.equal(live.shift, 0);
    });
  }

  for (const [name, how] of Object.entries({
    'in a column a little narrower than it': { window: 700 },
    'where the page makes it a little smaller': { window: 1032, style: 'img { max-width: 660px }' },
    'in a column two thirds as wide as it': { window: 1032, around: (line) => `<div style="width: 480px">${line}</div>` },
    'in a window narrower than phones have': { window: 320 },
  })) {
    test(`${name} it is as small as the picture, and nothing moves`, async (t) => {
      const { page, picture, live, moved } = await becomesLive(t, files, how);
      assert.ok(Math.abs(moved) < 0.6, `what follows moved by ${moved} px`);
      for (const side of ['left', 'right']) assert.ok(Math.abs(live[side] - picture[side]) < 1, `${side}: ${picture[side]}, then ${live[side]}`);
      assert.equal(live.shift, 0);
      // What is opened below the figure has room.
      await page.locator('kl-ball .more > summary').click();
      await frame(page);
      assert.ok(await page.evaluate(() => document.querySelector('#after').getBoundingClientRect().top) > live.after + 50);
    });
  }

  test('in a column narrower than two thirds of it letters would be too small to read: its panels stand one below the other', async (t) => {
    const { live, picture } = await becomesLive(t, files, { window: 1032, around: (line) => `<div style="width: 440px">${line}</div>` });
    assert.ok(live.height > 1.5 * picture.height);
  });

  for (const [name, width] of Object.entries({ 'in a post': 720, 'in a post that made it smaller': 540 })) {
    test(`saved again ${name}, with its fold open, it has the same pictures`, async (t) => {
      const { page } = await becomesLive(t, files, { window: 1032, around: (line) => `<div style="width: ${width}px">${line}</div>` });
      await page.locator('kl-ball .more > summary').click();
      await page.locator('kl-ball .saving > summary').click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'For a post' }).click()]);
      const again = unzipSync(readFileSync(await download.path()));
      const sizes = (svg) => /width="\d+" height="\d+"/.exec(svg)[0];
      for (const kind of ['', '-phone', '-tablet']) assert.equal(sizes(Buffer.from(again[`figure/figure${kind}.svg`]).toString()), sizes(files[`it${kind}.svg`]), kind);
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
