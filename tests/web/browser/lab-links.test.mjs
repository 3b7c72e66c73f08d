// A link to the lab shows exactly what was shown: the step, what one may do, a narrow window; and what it says of a preset that does not exist.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quiet, soon } from './page.mjs';
import { attributes, lab, rest, spec, windows } from './lab.mjs';

const cursor = (page) => page.locator('#lab').evaluate((host) => host.cursor);

/** Loads the page again. */
async function again(page) {
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await rest(page);
}

test('the step that is shown is in the link, of an unchanged preset, too', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=influence' });
  await page.keyboard.press('Home');
  await soon(page, async () => assert.equal(await cursor(page), 0));
  for (let k = 1; k <= 4; k += 1) {
    await page.keyboard.press('ArrowRight');
    await soon(page, async () => assert.equal(await cursor(page), k));
  }
  await page.locator('.sign.share').click();
  await soon(page, () => assert.match(page.url(), /#v=1&preset=influence&step=4$/));
  const said = await soon(page, async () => {
    const words = await page.locator('.foot figcaption').innerText();
    assert.match(words, /step 4/i);
    return words;
  });
  await again(page);
  assert.equal(await cursor(page), 4);
  await soon(page, async () => assert.equal(await page.locator('.foot figcaption').innerText(), said));
  assert.equal(await page.locator('.presets .name').innerText(), 'Equal lengths, equal costs', 'it is not called changed');
  // Without sharing the address follows by itself.
  await page.keyboard.press('ArrowRight');
  await soon(page, async () => assert.match(page.url(), /step=5$/));
  quiet(page);
});

test('what one may predict, and a goal, are still there after a change and a reload', async (t) => {
  for (const [preset, part] of [['two-bubbles', '.predict'], ['variance-or-precision', '.goal']]) {
    const page = await lab(t, { hash: `#v=1&preset=${preset}` });
    await page.locator('.foot').locator(part).waitFor();
    const before = (await spec(page)).start;
    const { x, y, width, height } = await page.locator('.plane').first().boundingBox();
    await page.mouse.click(x + 0.4 * width, y + 0.45 * height);
    await soon(page, async () => assert.notDeepEqual((await spec(page)).start, before));
    await soon(page, async () => assert.match(page.url(), /start=/));
    const placed = (await spec(page)).start;
    await again(page);
    assert.deepEqual((await spec(page)).start, placed);
    await page.locator('.foot').locator(part).waitFor();
    quiet(page);
  }
});

test('a change that is taken back leaves the preset as it was, and its name is the link again', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  const { x, y, width, height } = await page.locator('.plane').first().boundingBox();
  await page.mouse.click(x + 0.4 * width, y + 0.45 * height);
  await soon(page, async () => assert.match(await page.locator('.presets .name').innerText(), /changed/));
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.doesNotMatch(await page.locator('.presets .name').innerText(), /changed/));
  await soon(page, async () => assert.match(page.url(), /#v=1&preset=two-bubbles$/));
});

test('a window far narrower than its place is written so that it is read again', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  const { x, y, width, height } = await page.locator('.plane').first().boundingBox();
  await page.mouse.move(x + 0.5 * width, y + 0.5 * height);
  for (let k = 0; k < 40; k += 1) await page.mouse.wheel(0, -400);
  await rest(page);
  const shown = Object.values(await windows(page))[0];
  const isShown = (window) => {
    assert.equal(window.length, 4);
    for (const [low, high] of [[0, 1], [2, 3]]) {
      const span = shown[high] - shown[low];
      for (const side of [low, high]) assert.ok(Math.abs(window[side] - shown[side]) < 1e-3 * span, `${window} is not ${shown}`);
    }
  };
  // The address follows after a pause; a busy machine makes pauses between the turns of the wheel, too.
  await soon(page, async () => isShown(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('window').split(' ').map(Number)));
  await again(page);
  assert.equal(await page.locator('.problem').isVisible(), false);
  assert.ok((await attributes(page)).window);
  isShown(Object.values(await windows(page))[0]);
  quiet(page);
});

test('a long link says how long it is', async (t) => {
  const numbers = Array.from({ length: 300 }, (_, k) => (5 + Math.sin(k)).toFixed(7)).join(' ');
  const page = await lab(t, { hash: `#${new URLSearchParams({ v: '1', model: 'gaussian', view: 'plane density', data: numbers, rules: 'kl-ball' })}` });
  await page.locator('.sign.share').click();
  await soon(page, async () => assert.match(await page.locator('.notice').innerText(), /It has 3,\d\d\d characters, and some programs cut links longer than 2,000/));
});

test('a link to no panel at all says where there are some', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=own&view=' });
  assert.match(await page.locator('.stage').evaluate((stage) => getComputedStyle(stage, '::before').content), /Nothing is shown\. Choose panels/);
  await page.getByRole('checkbox', { name: 'plane' }).check();
  await soon(page, async () => assert.equal(await page.locator('.stage').evaluate((stage) => getComputedStyle(stage, '::before').content), 'none'));
  quiet(page);
});

test('a preset that does not exist is said, with the nearest name', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-buble' });
  await soon(page, async () => assert.match(await page.locator('.problem').innerText(), /There is no preset "two-buble".*"two-bubbles"/));
});

test('on the way between two charts a preset keeps its name and its sentence, and the link says where it is', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=renamed', reducedMotion: true });
  const words = () => Promise.all(['.presets .name', '.claim'].map((part) => page.locator(part).textContent()));
  const before = await words();
  await page.getByRole('button', { name: 'Go from one chart to the other' }).click();
  await soon(page, async () => assert.match(page.url(), /#v=1&preset=renamed&morph=1$/));
  assert.deepEqual(await words(), before);
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await rest(page);
  assert.equal((await attributes(page)).morph, '1');
  assert.deepEqual(await words(), before);
  const [other] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('w')]);
  await other.locator('#lab[ready]').waitFor({ state: 'attached' });
  await soon(other, async () => assert.deepEqual([(await attributes(other)).morph, await other.locator('.claim').textContent()], ['1', before[1]]));
  quiet(page);
});
