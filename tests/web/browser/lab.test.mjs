// The lab: its one screen, and what hands do in it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { drag, frame, quiet, soon } from './page.mjs';
import { attributes, edge, handle, lab, rest, spec, start, windows } from './lab.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TWO_BALLS = '#v=1&view=plane+density+series&model=gaussian&data=cavendish&chart=variance&rules=euclidean-ball+kl-ball&start=5.3+0.022&steps=12&euclidean-ball-radius=0.02&radius=0.02&balls=start&series=kl';

for (const [width, height] of [[1280, 720], [1920, 1080]]) {
  test(`at ${width} × ${height} nothing scrolls, and the plane takes 55 % of the width`, async (t) => {
    const page = await lab(t, { width, height, hash: TWO_BALLS });
    const plane = await page.locator('.slot[data-kind="plane"]').boundingBox();
    assert.ok(plane.width >= 0.55 * width, `the plane is ${plane.width} pixels wide`);
    const over = await page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      return [scrollWidth - clientWidth, scrollHeight - clientHeight];
    });
    assert.deepEqual(over, [0, 0]);
    for (const part of ['.top', '.foot', '.side']) {
      const box = await page.locator(part).boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= height + 1, `${part} is on the screen`);
    }
    quiet(page);
  });
}

test('two charts have two planes that together take 55 % of the width', async (t) => {
  const page = await lab(t, { hash: '#v=1&view=plane&model=gaussian&data=teaching&chart=variance+precision&rules=gradient+trust-region&start=-0.3+0.8&steps=20&gradient-rate=0.1' });
  const boxes = await Promise.all([0, 1].map((k) => page.locator('.slot[data-kind="plane"]').nth(k).boundingBox()));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  assert.ok(right - Math.min(...boxes.map(({ x }) => x)) >= 0.55 * 1280);
});

test('at 768 the settings are a drawer; at 390 plane, transport and sentence are on the first screen', async (t) => {
  const page = await lab(t, { width: 768, height: 1024, hash: TWO_BALLS });
  assert.equal(await page.locator('.side').isVisible(), false);
  await page.locator('.fold').click();
  await page.locator('.side').waitFor({ state: 'visible' });
  const phone = await lab(t, { width: 390, height: 844, touch: true, hash: TWO_BALLS });
  for (const part of ['.slot[data-kind="plane"]', '.transport', '.said-now']) {
    const { y, height } = await phone.locator(part).boundingBox();
    assert.ok(y >= 0 && y + height <= 844, `${part} ends at ${y + height}`);
  }
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(wide, 390, 'nothing is wider than the screen');
});

test('a start is dragged, every number follows, the link too, and the drag can be taken back', async (t) => {
  const page = await lab(t, { hash: TWO_BALLS });
  const before = await start(page);
  const [x, y] = await handle(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const held = await windows(page);
  await page.mouse.move(x + 60, y - 40, { steps: 6 });
  await frame(page);
  assert.deepEqual(await windows(page), held, 'the window stays while a hand drags');
  await page.mouse.up();
  await rest(page);
  const after = await start(page);
  assert.ok(after[0] > before[0] && after[1] > before[1]);
  await soon(page, async () => assert.match(decodeURIComponent(page.url()), new RegExp(`start=${after[0].toString().slice(0, 5)}`)));
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.deepEqual(await start(page), before));
  await page.keyboard.press('Control+Shift+z');
  await soon(page, async () => assert.deepEqual(await start(page), after));
  // The address follows after a pause.
  await soon(page, async () => assert.ok(Math.abs(Number(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('start')?.split(' ')[0]) - after[0]) < 1e-9, page.url()));
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  const again = await start(page);
  assert.ok(Math.abs(again[0] - after[0]) < 1e-9, 'a reload shows the same');
  quiet(page);
});

test('the planes stay while Shift is held, and follow when it is released', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=variance-or-precision' });
  const { x, y, width, height } = await page.locator('.plane').first().boundingBox();
  const before = await windows(page);
  await page.keyboard.down('Shift');
  for (const [across, down] of [[0.2, 0.9], [0.9, 0.1], [0.25, 0.1]]) {
    await page.mouse.click(x + across * width, y + down * height);
    await rest(page);
    assert.deepEqual(await windows(page), before);
  }
  await page.keyboard.up('Shift');
  await soon(page, async () => assert.notDeepEqual(await windows(page), before));
  quiet(page);
});

test('a click places the start in a plane that moves between two charts, at both ends of its way', async (t) => {
  for (const [morph, chart] of [['', 'variance'], ['&morph=1', 'precision']]) {
    const page = await lab(t, { hash: `#v=1&preset=renamed${morph}` });
    const { x, y, width, height } = await page.locator('.panel.morph').boundingBox();
    const before = (await spec(page)).start;
    await page.mouse.click(x + 0.3 * width, y + 0.4 * height);
    await soon(page, async () => assert.notDeepEqual((await spec(page)).start, before));
    assert.equal((await spec(page)).start.chart, chart);
    await rest(page);
    await page.keyboard.down('Shift');
    await page.mouse.click(x + 0.6 * width, y + 0.4 * height);
    await page.keyboard.up('Shift');
    await soon(page, async () => assert.equal((await attributes(page)).starts.split(',').length, 1));
    quiet(page);
  }
});

test('after a drag to the edge of a field its plane holds the whole ball', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=field' });
  const box = await page.locator('.field .handle').first().boundingBox();
  const plane = await page.locator('.panel.field').boundingBox();
  const before = (await windows(page)).variance;
  await drag(page, [box.x + box.width / 2, box.y + box.height / 2], [plane.x + 0.5 * plane.width, plane.y + 0.15 * plane.height]);
  await rest(page);
  const { chart, at } = (await spec(page)).start;
  const ball = new core.Model({ model: 'gaussian', data: { set: 'cavendish' } }).ball('kl-old-new', at, 0.006, 180, chart);
  const [x0, x1, y0, y1] = (await windows(page)).variance;
  assert.ok(Math.max(...ball.filter((_, k) => k % 2)) > before[3], 'it did not fit before');
  assert.ok(ball.every((value, k) => (k % 2 ? value > y0 && value < y1 : value > x0 && value < x1)));
  // The bell at the handle is whole, too: three standard deviations on either side are nearly all of it.
  await soon(page, async () => {
    const [low, high] = await page.locator('#lab').evaluate((host) => host.frames.bells.slice(4, 6));
    const [mean, variance] = at;
    assert.ok(low < mean - 2.5 * Math.sqrt(variance) && high > mean + 2.5 * Math.sqrt(variance), `${low} ${high}`);
  });
  quiet(page);
});

test('a click puts the start there, Shift and a click add one, up to nine, and Delete removes it', async (t) => {
  const page = await lab(t, { hash: TWO_BALLS });
  const { x, y, width, height } = await page.locator('.plane').first().boundingBox();
  const before = await start(page);
  await page.mouse.click(x + 0.8 * width, y + 0.2 * height);
  await rest(page);
  assert.notDeepEqual(await start(page), before);
  for (let k = 0; k < 10; k += 1) {
    await page.keyboard.down('Shift');
    await page.mouse.click(x + (0.15 + 0.08 * k) * width, y + (k % 2 ? 0.78 : 0.62) * height);
    await rest(page);
    await page.keyboard.up('Shift');
  }
  await rest(page);
  assert.equal(await page.locator('.plane .handle').count(), 9);
  assert.match(await page.locator('.notice').innerText(), /^More than 9 starts could not be told apart/);
  assert.equal(await page.locator('.problem').isVisible(), false, 'a tenth is no error');
  assert.equal((await attributes(page)).starts.split(',').length, 8);
  await page.locator('.plane .handle').last().focus();
  await page.keyboard.press('Delete');
  await soon(page, async () => assert.equal((await attributes(page)).starts.split(',').length, 7));
});

test('the edge of a ball is dragged: its radius follows the hand and is said beside it', async (t) => {
  const page = await lab(t, { hash: TWO_BALLS });
  const from = await handle(page);
  const at = await edge(page, from, [0, -1]);
  await page.mouse.down();
  await page.mouse.move(at[0], at[1] - 30, { steps: 4 });
  // What is said follows the hand, in a frame of its own.
  const said = await soon(page, async () => {
    const words = await page.locator('.tip').innerText();
    assert.ok((await spec(page)).runs.some(({ radius }) => radius > 0.02 && words.includes(String(radius))), words);
    return words;
  });
  await page.mouse.up();
  await rest(page);
  const { runs } = await spec(page);
  const grown = runs.filter(({ rule, radius }) => radius > { 'euclidean-ball': 0.02, 'kl-ball': 0.02 }[rule]);
  assert.equal(grown.length, 1, 'one ball has grown');
  assert.match(said, new RegExp(`${grown[0].rule === 'kl-ball' ? 'nats' : 'chart units'}$`));
  assert.ok(said.includes(String(grown[0].radius)), `${said} says ${grown[0].radius}`);
});

test('the wheel zooms about the hand, a drag of the ground pans, a double click frames, and the start stays', async (t) => {
  const page = await lab(t, { hash: TWO_BALLS });
  const before = await start(page);
  const first = (await windows(page)).variance;
  const { x, y, width, height } = await page.locator('.plane').first().boundingBox();
  const at = [x + 0.3 * width, y + 0.3 * height];
  await page.mouse.move(...at);
  await page.mouse.wheel(0, -300);
  await rest(page);
  const near = (await windows(page)).variance;
  assert.ok(near[1] - near[0] < 0.8 * (first[1] - first[0]), 'the window is smaller');
  await page.mouse.down();
  await page.mouse.move(at[0] + 80, at[1] + 30, { steps: 4 });
  await page.mouse.up();
  await rest(page);
  const moved = (await windows(page)).variance;
  assert.ok(moved[0] < near[0] && Math.abs((moved[1] - moved[0]) / (near[1] - near[0]) - 1) < 1e-9, 'it has moved and kept its size');
  assert.match((await attributes(page)).window, /\d/);
  await page.mouse.dblclick(...at);
  await soon(page, async () => assert.equal((await attributes(page)).window, undefined));
  assert.deepEqual(await start(page), before, 'a double click does not move the start');
});

test('keys alone place, zoom, pan and add starts', async (t) => {
  const page = await lab(t, { hash: TWO_BALLS });
  await page.locator('.ground').first().focus();
  const first = (await windows(page)).variance;
  await page.keyboard.press('+');
  await page.keyboard.press('Shift+ArrowRight');
  await rest(page);
  const now = (await windows(page)).variance;
  assert.ok(now[0] > first[0] && now[1] - now[0] < first[1] - first[0]);
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await soon(page, async () => assert.equal((await attributes(page)).starts.split(',').length, 1));
  await rest(page);
  await page.locator('.plane .handle').first().focus();
  const before = await start(page);
  await page.keyboard.press('ArrowRight');
  await soon(page, async () => assert.ok((await start(page))[0] > before[0]));
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.deepEqual(await start(page), before));
});

test('what cannot be taken back or done again has a button that is off, from the opening on', async (t) => {
  const page = await lab(t, { hash: TWO_BALLS });
  const off = () => Promise.all(['Take back', 'Do again'].map((name) => page.getByRole('button', { name }).isDisabled()));
  const are = (which, when) => soon(page, async () => assert.deepEqual(await off(), which, when));
  await are([true, true], 'opened');
  await page.getByRole('button', { name: 'Mute Euclidean ball' }).click();
  await are([false, true], 'changed');
  await page.getByRole('button', { name: 'Take back' }).click();
  await are([true, false], 'taken back');
  await page.getByRole('button', { name: 'Next preset' }).click();
  await are([true, true], 'another preset');
  quiet(page);
});

test('rules are a list: added, once more, muted, alone, moved and removed, and all of it can be taken back', async (t) => {
  const page = await lab(t, { hash: TWO_BALLS });
  const rules = async () => (await spec(page)).runs.map(({ rule }) => rule);
  const press = (name) => page.getByRole('button', { name }).first().click();
  await page.locator('[data-key="add"]').selectOption('natural-gradient');
  await soon(page, async () => assert.deepEqual(await rules(), ['euclidean-ball', 'kl-ball', 'natural-gradient']));
  await press('KL ball once more, with other settings');
  await soon(page, async () => assert.deepEqual((await spec(page)).runs.map(({ rule, radius }) => `${rule} ${radius ?? ''}`), ['euclidean-ball 0.02', 'kl-ball 0.02', 'kl-ball 0.04', 'natural-gradient ']));
  await press('Mute Euclidean ball');
  await soon(page, async () => assert.deepEqual(await rules(), ['kl-ball', 'kl-ball', 'natural-gradient']));
  await press('Only natural gradient');
  await soon(page, async () => assert.deepEqual(await rules(), ['natural-gradient']));
  await press('Only natural gradient');
  await soon(page, async () => assert.deepEqual(await rules(), ['euclidean-ball', 'kl-ball', 'kl-ball', 'natural-gradient']));
  await page.locator('[data-key="grip 3"]').focus();
  await page.keyboard.press('ArrowUp');
  await soon(page, async () => assert.deepEqual(await rules(), ['euclidean-ball', 'kl-ball', 'natural-gradient', 'kl-ball']));
  await press('Remove Euclidean ball');
  await soon(page, async () => assert.deepEqual(await rules(), ['kl-ball', 'natural-gradient', 'kl-ball']));
  for (let k = 0; k < 7; k += 1) await page.getByRole('button', { name: 'Take back' }).click();
  await soon(page, async () => assert.deepEqual(await rules(), ['euclidean-ball', 'kl-ball']));
});

test('a muted rule, a window and a typed number are in the link', async (t) => {
  const page = await lab(t, { hash: TWO_BALLS });
  await page.getByRole('button', { name: 'Mute Euclidean ball' }).click();
  await page.locator('[data-key="radius 1 typed"]').fill('0.033');
  await page.keyboard.press('Enter');
  await page.locator('.ground').first().focus();
  await page.keyboard.press('-');
  await soon(page, () => assert.match(page.url(), /muted=.*window|window=.*muted/));
  assert.ok(page.url().length < 2000);
  const shown = await attributes(page);
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await soon(page, async () => assert.deepEqual(await attributes(page), shown));
  await soon(page, async () => assert.deepEqual(await page.locator('.rule').evaluateAll((rows) => rows.map((row) => [row.dataset.rule, row.classList.contains('muted')])), [['euclidean-ball', true], ['kl-ball', false]]));
});

test('matching gives every rule the same first cost, and the best rates are marked', async (t) => {
  const page = await lab(t, { hash: TWO_BALLS.replace('euclidean-ball+kl-ball', 'kl-ball+gradient+natural-gradient') });
  await page.getByRole('button', { name: 'Same first cost' }).click();
  await soon(page, async () => {
    const costs = await page.locator('#lab').evaluate((host) => host.costs);
    for (const cost of costs) assert.ok(Math.abs(cost / costs[0] - 1) < 1e-3, `${costs}`);
  });
  await page.getByRole('button', { name: 'Best rates' }).click();
  await page.locator('.matching .said', { hasText: 'Best from this start' }).waitFor({ timeout: 60_000 });
  await soon(page, async () => assert.ok(await page.locator('.track .best:visible').count() >= 2));
});

test('the lab has no faults that axe finds, in either theme', async (t) => {
  // Without motion: what is half faded in has half its contrast.
  for (const dark of [false, true]) {
    const page = await lab(t, { hash: TWO_BALLS, dark, reducedMotion: true });
    await page.evaluate(axe);
    const faultless = async (where) => {
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join())]), [], `${where}, ${dark ? 'dark' : 'light'}`);
    };
    await faultless('at rest');
    // Each is opened by its key, and closed again.
    for (const [where, open, close = open] of [['notes', 't'], ['drawer of presets', 'l', 'Escape'], ['help', '?', 'Escape'], ['projector', 'p'], ['formula', '=']]) {
      await page.keyboard.press(open);
      if (open === 'l') await page.locator('.thumb img').first().waitFor();
      await faultless(where);
      await page.keyboard.press(close);
    }
    // A window that fills the screen cannot be resized.
    await page.waitForFunction(() => !document.fullscreenElement);
    await page.setViewportSize({ width: 768, height: 1024 });
    await page.keyboard.press('s');
    await page.locator('.lab.open .side').evaluate((side) => Promise.all(side.getAnimations().map(({ finished }) => finished)));
    await faultless('settings as a drawer');
    await page.keyboard.press('s');
    await page.setViewportSize({ width: 390, height: 844 });
    await faultless('on a phone');
  }
});

test('Page Down goes through all presets, and each shows its sentence and no complaint', async (t) => {
  const { PRESETS } = { PRESETS: JSON.parse(readFileSync(new URL('../../../www/lab/presets.json', import.meta.url), 'utf8')) };
  const page = await lab(t);
  for (const [k, { title, sentence, name }] of PRESETS.entries()) {
    if (k) await page.keyboard.press('PageDown');
    await soon(page, async () => assert.equal(await page.locator('.presets .name').innerText(), title));
    await soon(page, async () => assert.equal(await page.locator('.claim').innerText(), sentence));
    assert.equal(await page.locator('.problem').isVisible(), false, name);
    if (k) await soon(page, () => assert.match(page.url(), new RegExp(`preset=${name}(&step=\\d+)?$`)));
  }
  await page.keyboard.press('PageDown');
  await soon(page, async () => assert.match(await page.locator('.notice').innerText(), /last preset/));
  await page.goBack();
  await soon(page, async () => assert.equal(await page.locator('.presets .name').innerText(), PRESETS.at(-2).title));
  quiet(page);
});

test('presets stand in a drawer with small pictures; one’s own are kept, and a link carries them', async (t) => {
  const page = await lab(t, { hash: TWO_BALLS });
  await page.keyboard.press('l');
  await page.locator('.thumb img').first().waitFor();
  await page.getByRole('button', { name: 'Keep what is shown' }).click();
  await soon(page, async () => assert.equal(await page.locator('.own-card').count(), 1));
  await page.keyboard.press('Escape');
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await page.keyboard.press('l');
  await page.locator('.own-card .card').click();
  await soon(page, async () => assert.equal((await attributes(page)).rules, 'euclidean-ball kl-ball'));
  const list = JSON.stringify(['race', { title: 'Mine', sentence: 'Only one.', attributes: { rules: 'gradient', steps: '3' } }]);
  const other = await lab(t, { hash: `#${new URLSearchParams({ v: '1', list })}` });
  assert.equal(await other.locator('.presets .name').innerText(), 'A race');
  await other.keyboard.press('PageDown');
  await soon(other, async () => assert.equal(await other.locator('.claim').innerText(), 'Only one.'));
});

/** Drops a table on a page, or pastes it. */
const giveTo = (page) => (type, property, text) => page.evaluate(([named, carried, content]) => {
  const made = new DataTransfer();
  if (named === 'drop') made.items.add(new File([content], 'own.csv'));
  else made.setData('text/plain', content);
  document.body.dispatchEvent(Object.defineProperty(new Event(named, { bubbles: true, cancelable: true }), carried, { value: made }));
}, [type, property, text]);

test('a table that is dropped anywhere, or pasted, is read, and what was read stays in sight', async (t) => {
  const page = await lab(t);
  const give = giveTo(page);
  await give('drop', 'dataTransfer', 'mass\n291.2\n289.4\n295.1\n300.2\nNA\n');
  await page.waitForFunction(() => document.querySelector('#lab').spec.data.x?.length === 4);
  await page.locator('.own-data .said', { hasText: 'column mass, 4 of 5 rows: 1 without a value left out' }).waitFor();
  const cut = await page.evaluate(() => [...document.querySelectorAll('.slot .title')].filter((title) => title.scrollHeight > title.clientHeight || title.scrollWidth > title.clientWidth).map((title) => title.textContent));
  assert.deepEqual(cut, [], 'titles are whole');
  await give('paste', 'clipboardData', '1700000000\n1700000600\n1700000120\n');
  await page.waitForFunction(() => document.querySelector('#lab').spec.data.x?.length === 3);
  await page.locator('.own-data .said', { hasText: 'column 1, 3 rows' }).waitFor();
});

test('data that no address has room for are missed, and not in silence, when the lab is loaded again', async (t) => {
  const page = await lab(t);
  const many = Array.from({ length: 20_000 }, (_, k) => 5 + Math.sin(k)).join('\n');
  const problem = page.locator('.problem:not(.own-data *)');
  await giveTo(page)('paste', 'clipboardData', many);
  await page.waitForFunction(() => history.state?.unkept === 20_000);
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await problem.filter({ hasText: 'Your 20,000 rows are gone: an address has no room for them. Paste them again.' }).waitFor();
  await giveTo(page)('paste', 'clipboardData', '1\n2\n4\n');
  await page.waitForFunction(() => document.querySelector('#lab').spec.data.x?.length === 3);
  await problem.waitFor({ state: 'hidden' });
  await page.waitForFunction(() => history.state && history.state.unkept === undefined);
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await rest(page);
  assert.equal(await problem.isVisible(), false, 'these are in the address');
});
