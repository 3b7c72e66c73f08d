// What is needed to get back: closing the settings on a phone, framing everything, removing a start; and the field of the lab in
// every chart and model.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributes, lab, rest, spec, start, windows } from './lab.mjs';
import { drag, quiet, soon } from './page.mjs';

const BUBBLES = '#v=1&preset=two-bubbles';
const PHONE = { width: 390, height: 844, touch: true };

/** The class of what has the focus, or the pin that it moves. */
const focused = (page) => page.evaluate(() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found?.dataset.pin ?? found?.className;
});

/** How many pixels of the picture over a plane have nearly this colour. */
const painted = (page, panel, color) => page.locator(`.panel.${panel} .overlay`).first().evaluate((canvas, [r, g, b]) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let k = 0; k < data.length; k += 4) if (data[k + 3] > 150 && Math.abs(data[k] - r) + Math.abs(data[k + 1] - g) + Math.abs(data[k + 2] - b) < 60) count += 1;
  return count;
}, color);

const GREEN = [0, 120, 90];
const ORANGE = [200, 68, 10];

for (const width of [390, 768]) {
  test(`the settings are closed by their button, by a tap beside them and by Escape, at ${width}`, async (t) => {
    const page = await lab(t, { ...PHONE, width, hash: BUBBLES });
    const opener = page.locator('[aria-label="Settings (S)"]');
    const side = page.locator('.side');
    const at = await start(page);
    for (const close of [() => page.locator('.side .close').tap(), () => page.touchscreen.tap(10, 400), () => page.keyboard.press('Escape')]) {
      await opener.tap();
      await soon(page, async () => assert.equal(await focused(page), 'sign close'));
      assert.ok(await side.isVisible());
      await close();
      await soon(page, async () => assert.ok(!(await side.isVisible())));
      await soon(page, async () => assert.match(await focused(page), /fold/, 'the focus is back'));
    }
    assert.deepEqual(await start(page), at, 'the tap beside the settings has placed nothing');
    quiet(page);
  });
}

test('the field is there in every chart of the Gaussian in which there is room, and says so where there is none', async (t) => {
  const page = await lab(t);
  for (const chart of ['precision', 'std-dev', 'log-std', 'natural', 'variance']) {
    await page.locator('[data-key="chart"]').selectOption(chart);
    await rest(page);
    const [balls, discs] = [await painted(page, 'field', GREEN), await painted(page, 'field', ORANGE)];
    assert.ok(balls > 1500, `${chart}: ${balls} pixels of balls`);
    assert.ok(discs > 1000, `${chart}: ${discs} pixels of discs`);
  }
  quiet(page);
});

test('another model has a field too, and another kind of field another title', async (t) => {
  const page = await lab(t);
  for (const model of ['categorical', 'mixture', 'variational', 'policy', 'logistic']) {
    await page.locator('[data-key="model"]').selectOption(model);
    // Another family may have a core of its own, which is fetched first.
    await soon(page, async () => assert.equal((await attributes(page)).model, model));
    await rest(page);
    const { view, field, rules } = await attributes(page);
    assert.deepEqual({ view, field, rules }, { view: 'field', field: 'balls', rules: 'none' });
    // The balls of logistic regression are so long and thin that only the one at the handle has room.
    const balls = await painted(page, 'field', GREEN);
    assert.ok(balls > (model === 'logistic' ? 50 : 500), `${model}: ${balls} pixels of balls`);
  }
  await page.locator('[data-key="field"]').selectOption('arrows');
  await rest(page);
  await soon(page, async () => assert.match(await page.locator('.slot .title').first().innerText(), /steepest descent/));
  assert.equal(await page.locator('.slot[data-kind="bells"]').count(), 0);
  quiet(page);
});

test('a field that is switched off leaves a plane without one, and can be had back', async (t) => {
  for (const first of [[], ['arrows']]) {
    const page = await lab(t);
    for (const kind of [...first, 'none']) {
      await page.locator('[data-key="field"]').selectOption(kind);
      await rest(page);
    }
    const { view, field, start: at } = await attributes(page);
    assert.deepEqual({ view, field, at }, { view: 'plane density', field: undefined, at: '5.35 0.02' });
    assert.equal(await page.locator('.problem').isVisible(), false);
    assert.equal(await painted(page, 'plane', GREEN), 0, 'no balls');
    await page.keyboard.press('Control+z');
    await soon(page, async () => assert.equal((await attributes(page)).view, 'field'));
    quiet(page);
  }
  const page = await lab(t, { hash: '#v=1&view=field&model=gaussian&data=cavendish&chart=variance&field=none' });
  assert.match(await page.locator('.problem').innerText(), /field is "none"; allowed where the view is a field: balls, arrows/);
});

test('at the start of the first screen the edge of the disc is dragged at its dot, and the start at its ring', async (t) => {
  const page = await lab(t);
  const at = await start(page);
  const [x, y] = await handleOf(page);
  const field = async () => {
    const now = await attributes(page);
    return [Number(now['field-length'] ?? NaN), Number(now['field-cost'])];
  };
  // The dot lies straight below the start, within the square of its handle.
  const dot = [x, y + 18];
  await page.mouse.move(...dot);
  await soon(page, async () => assert.match(await page.locator('.tip').innerText(), /all discs: radius/));
  await drag(page, dot, [x, y + 26]);
  const [length, cost] = await field();
  assert.ok(length > 0, `${length}`);
  assert.deepEqual(await start(page), at, 'the start stays');
  assert.equal(cost, 0.006);
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.ok(Number.isNaN((await field())[0])));
  await drag(page, [x + 3, y + 3], [x + 43, y - 17]);
  assert.notDeepEqual(await start(page), at, 'the ring moves the start');
  assert.ok(Number.isNaN((await field())[0]));
  quiet(page);
});

/** The middle of the handle of the first start. */
async function handleOf(page) {
  const box = await page.locator('.panel.field .handle[data-pin="start"]').boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

test('in the field every start has a handle with its ball and disc', async (t) => {
  const page = await lab(t);
  const box = await page.locator('.panel.field').boundingBox();
  const before = await painted(page, 'field', ORANGE);
  await page.keyboard.down('Shift');
  for (const [x, y] of [[0.4, 0.3], [0.7, 0.6]]) await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
  await page.keyboard.up('Shift');
  await soon(page, async () => assert.equal(await page.locator('.panel.field .handle:visible').count(), 3));
  await soon(page, async () => assert.ok(await painted(page, 'field', ORANGE) > before));
  await soon(page, async () => assert.match(await page.locator('.claim').innerText(), /3 starts\./));
  quiet(page);
});

test('N adds starts and holds each, N works at a start, and Delete removes the one that is held', async (t) => {
  const page = await lab(t, { hash: BUBBLES });
  await page.locator('.ground').first().focus();
  await page.keyboard.press('n');
  await soon(page, async () => assert.equal(await focused(page), 'more.0'));
  await page.keyboard.press('n');
  await soon(page, async () => assert.equal(await focused(page), 'more.1'));
  await page.keyboard.press('Delete');
  await soon(page, async () => assert.equal((await attributes(page)).starts.split(',').length, 1));
  await soon(page, async () => assert.match(await focused(page), /ground/));
  quiet(page);
});

test('a finger that rests on a further start removes it', async (t) => {
  const page = await lab(t, { ...PHONE, hash: '#v=1&view=plane&model=gaussian&chart=variance&rules=kl-ball&start=5.3+0.022&starts=5.4+0.06&steps=3' });
  const box = await page.locator('.handle[data-pin="more.0"]').boundingBox();
  const client = await page.context().newCDPSession(page);
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }] });
  await soon(page, async () => assert.equal((await attributes(page)).starts, undefined));
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  assert.deepEqual((await spec(page)).start.at, [5.3, 0.022]);
  quiet(page);
});

test('a double tap frames everything and leaves the start; zooming ends somewhere, and a button leads back', async (t) => {
  const page = await lab(t, { ...PHONE, hash: BUBBLES });
  const before = (await windows(page)).variance;
  const at = await start(page);
  const box = await page.locator('.panel.plane').boundingBox();
  const place = [box.x + 0.6 * box.width, box.y + 0.4 * box.height];
  const size = async () => { const [x0, x1] = (await windows(page)).variance; return (x1 - x0) / (before[1] - before[0]); };
  await page.mouse.move(...place);
  for (const turn of [1, -1]) {
    for (let k = 0; k < 90; k += 1) await page.mouse.wheel(0, turn * 400);
    await rest(page);
    assert.ok(await size() < 60 && await size() > 5e-5, `${await size()} times as large`);
    if (turn === 1) assert.ok(await size() > 20);
  }
  // With times of its own: a machine may be slow, the finger is quick.
  const client = await page.context().newCDPSession(page);
  const [[x, y], now] = [place, Date.now() / 1000];
  const touch = (type, k, ...touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp: now + 0.02 * k });
  await Promise.all([touch('touchStart', 0, { x, y }), touch('touchEnd', 1), touch('touchStart', 2, { x, y }), touch('touchEnd', 3)]);
  await soon(page, async () => assert.ok(Math.abs(await size() - 1) < 1e-6));
  assert.deepEqual(await start(page), at);
  await page.mouse.wheel(0, 400);
  await page.locator('.frame-all').tap();
  await soon(page, async () => assert.ok(Math.abs(await size() - 1) < 1e-6));
  await soon(page, async () => assert.ok(!(await page.locator('.frame-all').isVisible())));
  quiet(page);
});

test('between two taps, or two clicks, the start is drawn under the hand: they frame everything all the same, and it goes back', async (t) => {
  const page = await lab(t, { ...PHONE, hash: BUBBLES });
  const before = (await windows(page)).variance;
  const at = await start(page);
  const box = await page.locator('.panel.plane').boundingBox();
  const [x, y] = [box.x + 0.6 * box.width, box.y + 0.4 * box.height];
  const client = await page.context().newCDPSession(page);
  const whole = async () => assert.deepEqual((await windows(page)).variance.map((side) => side.toPrecision(6)), before.map((side) => side.toPrecision(6)));
  const zoomed = async () => {
    await page.mouse.move(x, y);
    for (let k = 0; k < 5; k += 1) await page.mouse.wheel(0, -400);
    await rest(page);
    await assert.rejects(whole());
  };
  const placed = () => soon(page, async () => assert.notDeepEqual(await start(page), at));
  const back = async () => {
    await soon(page, whole);
    assert.deepEqual(await start(page), at);
  };

  await zoomed();
  let now = Date.now() / 1000;
  const touch = (type, later, ...touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp: now + later });
  await touch('touchStart', 0, { x, y });
  await touch('touchEnd', 0.02);
  await placed();
  await rest(page);
  await touch('touchStart', 0.2, { x, y });
  await touch('touchEnd', 0.22);
  await back();

  await zoomed();
  now = Date.now() / 1000;
  const mouse = (type, later, clickCount) => client.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount, timestamp: now + later });
  await mouse('mousePressed', 0, 1);
  await mouse('mouseReleased', 0.02, 1);
  await placed();
  await rest(page);
  await mouse('mousePressed', 0.2, 2);
  // The page has no time for what the hand does, for longer than a double click may take.
  const busy = page.evaluate((until) => { while (performance.timeOrigin + performance.now() < until) globalThis.busy = true; }, 1000 * (now + 1.5));
  await Promise.all([busy, mouse('mouseReleased', 0.22, 2)]);
  await back();
  quiet(page);
});

test('a click with Shift and one without it, one soon after the other, take nothing back', async (t) => {
  const page = await lab(t, { hash: BUBBLES });
  const box = await page.locator('.panel.plane').boundingBox();
  const place = (across) => [box.x + across * box.width, box.y + 0.4 * box.height];
  const at = await start(page);
  await page.mouse.click(...place(0.3));
  const chosen = await soon(page, async () => {
    const now = await start(page);
    assert.notDeepEqual(now, at);
    return now;
  });
  await rest(page);
  // With times of its own: a machine may be slow, the hand is quick.
  const client = await page.context().newCDPSession(page);
  const [[x, y], now] = [place(0.7), Date.now() / 1000];
  const mouse = (type, later, clickCount, modifiers) => client.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount, modifiers, timestamp: now + later });
  const SHIFT = 8;
  await mouse('mousePressed', 0, 1, SHIFT);
  await mouse('mouseReleased', 0.02, 1, SHIFT);
  const starts = () => soon(page, async () => {
    const { starts: more } = await attributes(page);
    assert.ok(more, 'a start is added');
    return more;
  });
  const more = await starts();
  await rest(page);
  await page.evaluate(() => {
    globalThis.twice = 0;
    document.addEventListener('dblclick', () => { globalThis.twice += 1; });
  });
  await mouse('mousePressed', 0.2, 2, 0);
  await mouse('mouseReleased', 0.22, 2, 0);
  await soon(page, async () => assert.equal(await page.evaluate(() => globalThis.twice), 1));
  await rest(page);
  assert.equal(await starts(), more);
  assert.deepEqual(await start(page), chosen);
  quiet(page);
});

test('a rule that is added begins with a step that costs what the KL ball costs, and the window stays', async (t) => {
  const page = await lab(t, { hash: BUBBLES });
  const [, , , high] = (await windows(page)).variance;
  await page.locator('[data-key="add"]').selectOption('gradient');
  await rest(page);
  const costs = await page.locator('#lab').evaluate((host) => host.costs);
  assert.ok(Math.abs(costs[3] / 0.08 - 1) < 0.05, `it costs ${costs[3]} nats`);
  assert.ok((await windows(page)).variance[3] < 1.5 * high);
  quiet(page);
});

test('a start that is dragged beyond the edge of the domain slides along it', async (t) => {
  const page = await lab(t, { hash: BUBBLES });
  const box = await page.locator('.plane .handle').first().boundingBox();
  const from = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0], from[1] + 150, { steps: 6 });
  await page.mouse.move(from[0] + 150, from[1] + 150, { steps: 6 });
  await soon(page, async () => {
    const now = await page.locator('.plane .handle').first().boundingBox();
    assert.ok(Math.abs(now.x - box.x - 150) < 3, `it has moved by ${now.x - box.x} pixels`);
  });
  await page.mouse.up();
  quiet(page);
});

test('in the second chart of a plane that moves the start can be dragged', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=renamed' });
  await page.locator('[data-key="scrub"]').fill('1');
  await rest(page);
  const grip = page.locator('.morph .handle').first();
  const box = await grip.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2 + 30, { steps: 5 });
  await page.mouse.up();
  await rest(page);
  const now = await grip.boundingBox();
  assert.ok(Math.hypot(now.x - box.x - 40, now.y - box.y - 30) < 3, 'it is under the hand');
  assert.ok(await page.locator('[data-key="view plane"]').isChecked());
  await page.locator('[data-key="scrub"]').fill('0.5');
  await soon(page, async () => assert.ok(!(await grip.isVisible())));
  quiet(page);
});

test('a flat logistic curve has a handle that turns it', async (t) => {
  const page = await lab(t, { hash: '#v=1&view=density+plane&model=logistic&chart=raw&rules=gradient&start=0+0.5&steps=5' });
  const grip = page.locator('.of-curve:visible').last();
  const box = await grip.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 + 60, { steps: 5 });
  await page.mouse.up();
  await rest(page);
  assert.ok(Math.abs((await start(page))[0]) > 0.01, 'it has a slope');
  const now = await grip.boundingBox();
  assert.ok(Math.abs(now.y - box.y - 60) < 3);
  quiet(page);
});

test('an observation that is dragged up, off its axis, is removed', async (t) => {
  const page = await lab(t, { hash: BUBBLES });
  const box = await page.locator('.panel.density').boundingBox();
  const [left, , right, bottom, x0, x1] = (await page.locator('#lab').evaluate((host) => host.frames)).density;
  const at = [box.x + left + ((5.47 - x0) / (x1 - x0)) * (right - left), box.y + bottom - 5];
  await page.mouse.move(...at);
  await page.mouse.down();
  await page.mouse.move(at[0], at[1] - 150, { steps: 5 });
  await soon(page, async () => assert.match(await page.locator('.tip').innerText(), /removed/));
  await page.mouse.up();
  await soon(page, async () => assert.equal((await attributes(page)).data.split(' ').length, 28, 'one of 29 is gone'));
  quiet(page);
});
