// Films of the lab: read back, they have every picture, the right length, and show the lab’s own layout.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { quiet, soon } from './page.mjs';
import { lab } from './lab.mjs';

const RUN = '#v=1&view=plane+density&model=gaussian&data=teaching&chart=variance&rules=gradient+kl-ball&start=-0.3+0.8&steps=6&gradient-rate=0.1&radius=0.02';

/** What pressing a button of the menu saves. */
async function saved(page, name) {
  const menu = page.locator('.saving');
  if (!await menu.evaluate(({ open }) => open)) await page.getByRole('button', { name: 'Save, copy, open' }).click();
  const button = page.locator('.saving').getByRole('button', { name, exact: true });
  await button.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 120_000 }), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Collects what screen readers hear from now on. */
const listen = (page) => page.evaluate(() => {
  globalThis.heard = [];
  const parts = [...document.querySelector('#lab').shadowRoot.querySelectorAll('[aria-live], [role="status"], output')];
  const said = (part) => (part.getAttribute('aria-live') === 'off' ? undefined : part.textContent);
  new MutationObserver((changes) => {
    for (const part of parts.filter((one) => changes.some(({ target }) => one.contains(target)))) {
      const now = said(part);
      if (now && globalThis.heard.at(-1) !== now) globalThis.heard.push(now);
    }
  }).observe(document.querySelector('#lab').shadowRoot, { subtree: true, childList: true, characterData: true });
});

/** The number of pictures of a film, its length in seconds, and its size. */
async function read(bytes) {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  const { packetCount } = await track.computePacketStats();
  return { pictures: packetCount, seconds: await input.computeDuration(), size: [track.displayWidth ?? track.codedWidth, track.displayHeight ?? track.codedHeight] };
}

/** The number of pictures of a GIF: each has a block of its own with how long it stays. */
function picturesOf(bytes) {
  let [at, count] = [13 + (bytes[10] & 0x80 ? 3 * 2 ** ((bytes[10] & 7) + 1) : 0), 0];
  const skip = () => {
    while (bytes[at]) at += bytes[at] + 1;
    at += 1;
  };
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) {
      at += 2;
      skip();
    } else if (bytes[at] === 0x2c) {
      count += 1;
      at += 10 + (bytes[at + 9] & 0x80 ? 3 * 2 ** ((bytes[at + 9] & 7) + 1) : 0) + 1;
      skip();
    } else assert.fail(`byte ${at} is ${bytes[at]}`);
  }
  return count;
}

test('a film of a run has all of its pictures, and none is lost', async (t) => {
  const page = await lab(t, { hash: RUN });
  const { name, bytes } = await saved(page, 'Film');
  assert.match(name, /\.(webm|mp4)$/);
  const { pictures, seconds, size } = await read(bytes);
  // Six steps of a sixth of a second each, both ends included, and a second at rest; thirty pictures a second.
  assert.equal(pictures, 31 + 30);
  assert.ok(Math.abs(seconds - 61 / 30) < 0.05, `${seconds}`);
  assert.ok(size[0] >= 900 && size[1] >= 400, `${size}`);
  await soon(page, async () => assert.equal(await page.locator('#lab').evaluate((host) => host.cursor), 6, 'the figure is where it was'));
  quiet(page);
});

test('a film that is being made is cancelled by its button, and can be made afterwards', async (t) => {
  const page = await lab(t, { hash: RUN.replace('steps=6', 'steps=200') });
  await page.getByRole('button', { name: 'Save, copy, open' }).click();
  const row = page.locator('.saving .row').first();
  for (const kind of ['GIF', 'Film']) {
    await row.getByRole('button', { name: kind, exact: true }).click();
    await page.locator('.saving progress').waitFor({ state: 'visible' });
    assert.ok(await row.getByRole('button', { name: kind === 'GIF' ? 'Film' : 'GIF', exact: true }).isDisabled(), 'one at a time');
    await row.getByRole('button', { name: 'Cancel', exact: true }).click();
    await soon(page, async () => assert.equal(await page.locator('.saving output').innerText(), 'Cancelled: nothing was saved.'));
    await soon(page, async () => assert.equal(await page.locator('.saving progress').isVisible(), false));
    await soon(page, async () => assert.equal(await page.locator('#lab').evaluate((host) => host.cursor), 200, 'the figure is where it was'));
  }
  await page.locator('[data-key="steps typed"]').fill('2');
  await page.keyboard.press('Enter');
  const { pictures } = await read((await saved(page, 'Film')).bytes);
  assert.equal(pictures, 11 + 30);
  quiet(page);
});

test('a film of the way between charts, and a GIF of it, are complete', async (t) => {
  const page = await lab(t, { hash: '#v=1&view=morph&model=gaussian&data=teaching&chart=variance+precision&rules=gradient+trust-region&start=-0.3+0.8&steps=6&gradient-rate=0.1&radius=0.02' });
  await page.getByRole('button', { name: 'Save, copy, open' }).click();
  await page.locator('.saving output').waitFor({ state: 'attached' });
  // What is seen at first is said after a pause: it belongs before the film.
  await soon(page, async () => assert.notEqual(await page.locator('#lab .announcer').textContent(), ''));
  await listen(page);
  const { name, bytes } = await saved(page, 'Film');
  const { pictures, size } = await read(bytes);
  assert.equal(pictures, 72 + 30);
  assert.ok(bytes.length < 0.15 * size[0] * size[1] * pictures / 8, `${bytes.length} bytes for ${pictures} pictures of ${size}`);
  await soon(page, async () => assert.deepEqual(await page.evaluate(() => globalThis.heard), ['Filming…', `${name} saved`], 'what a screen reader hears'));
  assert.equal(await page.locator('#lab').evaluate((host) => host.changes.morph), undefined, 'the figure is as it was');
  const gif = await saved(page, 'GIF');
  assert.equal(gif.bytes.subarray(0, 6).toString(), 'GIF89a');
  assert.equal(picturesOf(gif.bytes), 36);
});
