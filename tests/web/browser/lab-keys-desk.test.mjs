// What a lecturer does with the keyboard alone, and no pointer: films, the second window, notes, the theme, data of one's own.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { MOST, held, press, tabTo } from './keys.mjs';
import { attributes, lab, spec, start } from './lab.mjs';
import { quiet, soon } from './page.mjs';

const BUBBLES = '#v=1&preset=two-bubbles';
const RUN = '#v=1&view=plane+density&model=gaussian&data=teaching&chart=variance&rules=gradient+kl-ball&start=-0.3+0.8&steps=3&gradient-rate=0.1&radius=0.02';

/** Opens the menu of what is saved, by its button above the plane, and waits until it is filled. */
async function openSaving(page) {
  await tabTo(page, '.sign[aria-label="Save, copy, open"]');
  await press(page, 'Enter');
  await page.locator('.saving output').waitFor({ state: 'attached' });
  await soon(page, async () => assert.equal((await held(page)).name, 'Save, copy, open'));
}

/** Goes on with Tab to the button of this name. */
async function tabToName(page, name) {
  for (let k = 0; (await held(page)).name !== name; k += 1) {
    assert.ok(k < MOST, `Tab does not lead to ${name}`);
    await press(page, 'Tab');
  }
}

/** How many pictures a film has. */
async function picturesOf(path) {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(await readFile(path)) });
  return (await (await input.getPrimaryVideoTrack()).computePacketStats()).packetCount;
}

test('a film is made, and a GIF; one that is being made is cancelled; the focus stays at the button', async (t) => {
  const page = await lab(t, { hash: RUN, reducedMotion: true });
  await openSaving(page);
  for (const name of ['Film', 'GIF']) {
    await tabToName(page, name);
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Enter')]);
    await soon(page, async () => assert.match(await page.locator('.saving output').innerText(), /saved/));
    assert.match(download.suggestedFilename(), name === 'Film' ? /\.(webm|mp4)$/ : /\.gif$/);
    // Three steps of a sixth of a second each, both ends included, and a second at rest; thirty pictures a second.
    if (name === 'Film') assert.equal(await picturesOf(await download.path()), 16 + 30);
    await soon(page, async () => assert.equal((await held(page)).name, name));
  }
  await tabTo(page, '[data-key="steps typed"]', 'Shift+Tab');
  await press(page, 'Control+a', '2', '0', '0', 'Enter');
  await soon(page, async () => assert.equal((await spec(page)).steps, 200));
  await tabToName(page, 'Film');
  await press(page, 'Enter');
  await soon(page, async () => assert.equal((await held(page)).name, 'Cancel'));
  await press(page, 'Enter');
  await soon(page, async () => assert.equal(await page.locator('.saving output').innerText(), 'Cancelled: nothing was saved.'));
  await soon(page, async () => assert.equal((await held(page)).name, 'Film'));
  quiet(page);
});

test('the second window is opened by W and by its button, and follows what keys do here', async (t) => {
  for (const button of [undefined, '.sign[aria-label^="The figure in a second window"]']) {
    const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
    if (button) await tabTo(page, button);
    const [other] = await Promise.all([page.context().waitForEvent('page'), press(page, button ? 'Enter' : 'w')]);
    await other.locator('#lab[ready]').waitFor({ state: 'attached' });
    await page.bringToFront();
    await tabTo(page, '.plane .handle[data-pin="start"]');
    const before = await start(page);
    await press(page, 'ArrowRight', 'ArrowRight');
    await soon(page, async () => assert.notDeepEqual(await start(page), before));
    const here = await start(page);
    await soon(other, async () => assert.ok((await start(other)).every((x, k) => Math.abs(x - here[k]) < 1e-9)));
    await press(page, 'PageDown');
    const title = await soon(page, async () => {
      const now = await page.locator('.presets .name').innerText();
      assert.equal(now, 'Equal lengths, equal costs');
      return now;
    });
    await soon(other, async () => assert.equal(await other.locator('.presets .name').innerText(), title));
    quiet(page);
    await page.context().close();
  }
});

test('notes are shown, written and put away; what is written there is no key of the lab', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  await press(page, 't');
  await page.locator('.notes').waitFor({ state: 'visible' });
  await tabTo(page, '.notes textarea');
  assert.match((await held(page)).name, /Notes, which only this window shows/);
  await press(page, 'Control+a');
  await page.keyboard.type('pdf? stop 0');
  await press(page, 'PageDown', 'Home');
  assert.equal(await page.locator('.presets .name').innerText(), 'Two bubbles');
  assert.equal(await page.locator('.lab.projector').count(), 0);
  await press(page, 'Shift+Tab', 'PageDown');
  await soon(page, async () => assert.equal(await page.locator('.presets .name').innerText(), 'Equal lengths, equal costs'));
  await press(page, 'PageUp');
  await soon(page, async () => assert.equal(await page.locator('.notes textarea').inputValue(), 'pdf? stop 0'));
  await press(page, 't');
  await soon(page, async () => assert.equal(await page.locator('.notes').isVisible(), false));
  await soon(page, async () => assert.notEqual((await held(page)).is, 'page'));
  quiet(page);
});

test('the theme is changed by D and by its button, and the focus stays', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  const dark = () => page.locator('#lab').evaluate((host) => getComputedStyle(host.shadowRoot.querySelector('.lab')).colorScheme + getComputedStyle(host).colorScheme);
  await tabTo(page, '.plane .handle[data-pin="start"]');
  const before = await dark();
  await press(page, 'd');
  await soon(page, async () => assert.notEqual(await dark(), before));
  const other = await dark();
  assert.equal((await held(page)).is, 'start');
  await tabTo(page, '.sign[aria-label^="Light or dark"]', 'Shift+Tab');
  await press(page, 'Enter');
  await soon(page, async () => assert.notEqual(await dark(), other));
  assert.match((await held(page)).name, /Light or dark/);
  quiet(page);
});

test('one’s own data are asked for, typed, read, and chosen from a table; all of it is taken back', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  const list = async () => (await spec(page)).data.x;
  await tabTo(page, '[data-key="data"]');
  await press(page, 'End');
  await page.locator('.own-data textarea').waitFor();
  await tabTo(page, '[data-key="own data"]');
  assert.match((await held(page)).name, /numbers, or a table with a column of numbers/);
  await press(page, 'Control+a');
  await page.keyboard.type('12 13 15 18');
  await soon(page, async () => assert.deepEqual(await list(), [12, 13, 15, 18]));
  await press(page, 'Control+a');
  await page.keyboard.type('mass,length\n1,10\n2,30\n4,20\n');
  await soon(page, async () => assert.equal((await list()).length, 3));
  const first = await list();
  await tabTo(page, '.own-data select');
  await press(page, 'ArrowDown');
  await soon(page, async () => assert.notDeepEqual(await list(), first));
  // The field has an Undo of its own; outside it that of the lab takes back what was read.
  await tabTo(page, '.plane .handle[data-pin="start"]', 'Shift+Tab');
  for (let k = 0; k < 20; k += 1) await press(page, 'Control+z');
  await soon(page, async () => assert.equal((await attributes(page)).data, 'cavendish'));
  quiet(page);
});

test('whoever holds a start, or a plane, and goes to another preset still does', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  const titleIs = (title) => soon(page, async () => assert.equal(await page.locator('.presets .name').innerText(), title));
  await tabTo(page, '.plane .handle[data-pin="start"]');
  for (const title of ['Equal lengths, equal costs', 'Two parameters, two scales']) {
    await press(page, 'PageDown');
    await titleIs(title);
    await soon(page, async () => assert.equal((await held(page)).is, 'start'));
  }
  const before = await start(page);
  await press(page, 'ArrowUp');
  await soon(page, async () => assert.notDeepEqual(await start(page), before));
  // This one has no start, but p and q.
  await press(page, 'PageDown');
  await titleIs('How far from p to q?');
  await soon(page, async () => assert.notEqual((await held(page)).is, 'page'));
  await tabTo(page, '.ground', 'Shift+Tab');
  await press(page, 'PageUp');
  await titleIs('Two parameters, two scales');
  await soon(page, async () => assert.match((await held(page)).is, /ground/));
  // A panel that another one takes the place of gives it the focus, too.
  await press(page, 'PageUp', 'PageUp');
  await titleIs('Two bubbles');
  await tabTo(page, '[data-held="top"]');
  await press(page, 'PageDown');
  await titleIs('Equal lengths, equal costs');
  await soon(page, async () => assert.match((await held(page)).is, /ground/));
  quiet(page);
});
