// The lab under fingers, with the touch events of Chromium: what a browser does with them itself, such as scrolling, included.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributes, handle, lab, rest, start, windows } from './lab.mjs';
import { frame, quiet, soon } from './page.mjs';

const BELL = '#v=1&view=plane+density&model=gaussian&data=cavendish&chart=variance&rules=euclidean-ball+kl-ball&start=5.3+0.022&steps=8&euclidean-ball-radius=0.02&radius=0.02';

/** The lab on a phone, with fingers: `fingers(places)` puts them down, moves or lifts them. */
async function phone(t, hash = BELL) {
  const page = await lab(t, { hash, width: 390, height: 844, touch: true });
  const client = await page.context().newCDPSession(page);
  let down = [];
  const fingers = async (...places) => {
    const type = places.length > down.length ? 'touchStart' : places.length < down.length ? 'touchEnd' : 'touchMove';
    await client.send('Input.dispatchTouchEvent', { type, touchPoints: places.map(([x, y], id) => ({ x, y, id })) });
    down = places;
  };
  const drag = async (from, to, steps = 8) => {
    await fingers(from);
    for (let k = 1; k <= steps; k += 1) await fingers(from.map((one, j) => one + (k / steps) * (to[j] - one)));
    // It comes to rest: after a flick Chromium takes the next tap for the end of a fling.
    for (let k = 0; k < 4; k += 1) {
      await frame(page);
      await fingers(to);
    }
    await fingers();
    await rest(page);
  };
  return { page, fingers, drag };
}

/** A place of the plane in the viewport, from its coordinates. */
async function placeOf(page, panel, [a, b]) {
  const box = await page.locator(`.panel.${panel}`).first().boundingBox();
  const [left, top, right, bottom, x0, x1, y0 = 0, y1 = 1] = (await page.locator('#lab').evaluate((host) => host.frames))[panel];
  return [box.x + left + ((a - x0) / (x1 - x0)) * (right - left), box.y + bottom - ((b - y0) / (y1 - y0)) * (bottom - top)];
}

const undo = async (page) => {
  await page.locator('[aria-label^="Take back"]').tap();
  await rest(page);
};

test('a long press on a number of the sentence, or beside it, shows its formula until the finger lifts', async (t) => {
  const { page, fingers } = await phone(t);
  const [number, x, y] = await page.locator('.foot figcaption').evaluate((line) => {
    const [node] = line.childNodes;
    const { 0: { length }, 0: text, index } = /[\d.]+(?= nats)/.exec(node.data);
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + length);
    const [{ left, top, width, height }] = range.getClientRects();
    return [text, left + width / 2, top + height / 2];
  });
  await fingers([x, y + 3]);
  await page.locator('.formula').waitFor({ state: 'visible' });
  assert.ok((await page.locator('.formula').innerText()).startsWith(number));
  await fingers();
  await soon(page, async () => assert.equal(await page.locator('.formula').isVisible(), false));
});

test('a tap puts the start there, a long press adds another, and a finger drags it; all of it can be taken back', async (t) => {
  const { page, fingers, drag } = await phone(t);
  const place = await placeOf(page, 'plane', [5.38, 0.05]);
  await fingers(place);
  await fingers();
  await soon(page, async () => assert.ok(Math.abs((await start(page))[0] - 5.38) < 1e-3));
  await undo(page);
  assert.deepEqual(await start(page), [5.3, 0.022]);

  await fingers(place);
  await soon(page, async () => assert.match((await attributes(page)).starts, /^5\.3[78]\d* 0\.0[45]\d*$/));
  await fingers();
  await rest(page);
  assert.match((await attributes(page)).starts, /^5\.3[78]\d* 0\.0[45]\d*$/);
  assert.deepEqual(await start(page), [5.3, 0.022], 'the first start stays');
  await undo(page);
  assert.equal((await attributes(page)).starts, undefined);

  const from = await handle(page);
  await drag(from, [from[0] + 40, from[1] - 90]);
  const at = await handle(page);
  assert.ok(Math.hypot(at[0] - from[0] - 40, at[1] - from[1] + 90) < 2, `${at}, from ${from}`);
  assert.equal(await page.evaluate(() => scrollY), 0, 'the page does not scroll meanwhile');
  await undo(page);
  assert.deepEqual(await start(page), [5.3, 0.022]);
  quiet(page);
});

test('two fingers zoom about the place between them, in any direction, and the page does not zoom', async (t) => {
  const { page, fingers } = await phone(t);
  const middle = await placeOf(page, 'plane', [5.36, 0.04]);
  for (const [across, down] of [[1, 0], [0, 1], [0.7, 0.7]]) {
    const spread = (far) => [-1, 1].map((side) => [middle[0] + side * far * across, middle[1] + side * far * down]);
    const before = (await windows(page)).variance;
    const under = (window, [x, y]) => [(x - window[0]) / (window[1] - window[0]), (y - window[2]) / (window[3] - window[2])];
    const share = under(before, [5.36, 0.04]);
    await fingers(spread(40)[0]);
    await fingers(...spread(40));
    for (let far = 45; far <= 80; far += 5) await fingers(...spread(far));
    await fingers(spread(80)[1]);
    await fingers();
    await rest(page);
    const after = (await windows(page)).variance;
    const size = (window) => window[1] - window[0];
    assert.ok(Math.abs(size(before) / size(after) - 2) < 0.05, `${size(before) / size(after)} times as large`);
    under(after, [5.36, 0.04]).forEach((one, k) => assert.ok(Math.abs(one - share[k]) < 0.01, 'the place under the fingers stays'));
    assert.equal(await page.evaluate(() => visualViewport.scale), 1);
    await undo(page);
    (await windows(page)).variance.forEach((side, k) => assert.ok(Math.abs(side - before[k]) < 1e-9));
  }
  assert.deepEqual(await start(page), [5.3, 0.022], 'no finger has placed the start');
});

test('a finger that goes up or down scrolls the page and changes nothing; one that goes across pans', async (t) => {
  const { page, drag } = await phone(t);
  const before = (await windows(page)).variance;
  const place = await placeOf(page, 'plane', [5.4, 0.06]);
  await drag(place, [place[0], place[1] - 130]);
  await soon(page, async () => assert.ok(await page.evaluate(() => scrollY) > 40));
  assert.deepEqual((await windows(page)).variance, before);
  assert.deepEqual(await start(page), [5.3, 0.022]);
  assert.equal(await page.locator('[aria-label^="Take back"]').isDisabled(), true, 'nothing to take back');
  await page.evaluate(() => scrollTo(0, 0));
  await frame(page);
  await drag(place, [place[0] - 80, place[1]]);
  assert.ok((await windows(page)).variance[0] > before[0]);
});

test('a finger drags the edge of a ball', async (t) => {
  const { page, fingers } = await phone(t);
  const edge = await placeOf(page, 'plane', [5.3, 0.042]);
  const to = await placeOf(page, 'plane', [5.3, 0.052]);
  await fingers(edge);
  await soon(page, async () => assert.match(await page.locator('.tip').innerText(), /Euclidean ball: .*radius 0\.02 chart units/));
  for (let k = 1; k <= 5; k += 1) await fingers([edge[0], edge[1] + (k / 5) * (to[1] - edge[1])]);
  await soon(page, async () => assert.match(await page.locator('.tip').innerText(), /Euclidean ball: .*radius 0\.03 chart units/));
  await fingers();
  await rest(page);
  assert.equal(Number((await attributes(page))['euclidean-ball-radius']), 0.03);
});

test('a finger drags an observation off, and what was a scroll adds none', async (t) => {
  const { page, drag } = await phone(t);
  await page.locator('.panel.density').scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, 300));
  await frame(page);
  const count = async () => (await page.locator('#lab').evaluate((host) => host.changes.data)).split(' ').length;
  const box = await page.locator('.panel.density').boundingBox();
  const [left, , right, bottom, x0, x1] = (await page.locator('#lab').evaluate((host) => host.frames)).density;
  const at = [box.x + left + ((5.47 - x0) / (x1 - x0)) * (right - left), box.y + bottom - 5];
  await drag(at, [at[0], at[1] + 80]);
  assert.equal(await count(), 28, 'one of 29 is gone');
  await undo(page);
  assert.equal((await attributes(page)).data, 'cavendish');
  // The button that takes back is at the top of the page.
  await page.evaluate(() => scrollTo(0, 300));
  await frame(page);
  const again = await page.locator('.panel.density').boundingBox();
  const axis = [again.x + 0.7 * again.width, again.y + bottom - 5];
  const scrolled = await page.evaluate(() => scrollY);
  await drag([axis[0], axis[1] - 60], [axis[0], axis[1] + 60]);
  await soon(page, async () => assert.ok(await page.evaluate(() => scrollY) < scrolled));
  assert.equal((await attributes(page)).data, 'cavendish');
});

test('a tap on a page that is busy meanwhile is a tap all the same, on the ground and on a start', async (t) => {
  const { page } = await phone(t);
  const client = await page.context().newCDPSession(page);
  const touch = (type, timestamp, ...touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp });
  const starts = async () => (await attributes(page)).starts;
  const [x, y] = await placeOf(page, 'plane', [5.38, 0.05]);
  const began = Date.now() / 1000;
  await touch('touchStart', began, { x, y });
  await soon(page, async () => assert.ok(await starts(), 'the page takes it for a long press'));
  await touch('touchEnd', began + 0.05);
  await soon(page, async () => assert.equal(await starts(), undefined));
  assert.ok(Math.abs((await start(page))[0] - 5.38) < 1e-3, 'the tap has put the start there');
  await undo(page);
  assert.deepEqual(await start(page), [5.3, 0.022]);

  await page.locator('.ground').first().focus();
  await page.keyboard.press('n');
  await soon(page, async () => assert.ok(await starts()));
  const before = await starts();
  const box = await page.locator('.handle[data-pin="more.0"]').boundingBox();
  const again = Date.now() / 1000;
  await touch('touchStart', again, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  await soon(page, async () => assert.equal(await starts(), undefined));
  await touch('touchEnd', again + 0.05);
  await soon(page, async () => assert.equal(await starts(), before));
  quiet(page);
});
