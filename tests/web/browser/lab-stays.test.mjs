// What stays where it is in the lab, and what stays in sight: the axis below a hand, names of rules, notices, and the plane on a projector.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lab, rest } from './lab.mjs';
import { core } from '../unit/modules.mjs';
import { frame, quiet, soon, watchWords } from './page.mjs';

const frames = (page) => page.locator('#lab').evaluate((host) => host.frames);
const density = (page) => page.locator('.slot[data-kind="density"] .panel');
const tip = (page) => page.locator('.tip').evaluate(({ hidden, textContent }) => (hidden ? '' : textContent));

/** Waits until the planes and the axis of the distributions do not move any more, and returns the ends of the axis. */
async function axis(page) {
  await rest(page);
  let last;
  await soon(page, async () => {
    const now = (await frames(page)).density.slice(4).join();
    const same = now === last;
    last = now;
    if (!same) throw new Error('the axis still moves');
  });
  return last.split(',').map(Number);
}

test('the axis stays while an observation is added and dragged, and afterwards if it still shows all of them', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  const before = await axis(page);
  const box = await density(page).boundingBox();
  const [left, , right, bottom] = (await frames(page)).density;
  const at = (share) => [box.x + left + share * (right - left), box.y + bottom - 4];
  const first = (await frames(page)).plane.slice(4);
  await page.mouse.move(...at(0.06));
  await page.mouse.down();
  for (const share of [0.05, 0.03, 0.01]) {
    await page.mouse.move(...at(share));
    await frame(page);
    assert.deepEqual((await frames(page)).density.slice(4), before, 'under the hand');
    assert.deepEqual((await frames(page)).plane.slice(4), first, 'nor does the plane move');
  }
  // What the hand holds is below the hand.
  const [x0, x1] = before;
  const held = await page.locator('#lab').evaluate((host) => Number(host.changes.data.split(' ').at(-1)));
  assert.ok(Math.abs((held - x0) / (x1 - x0) - 0.01) < 0.01, `${held} between ${before}`);
  await page.mouse.move(...at(0.3));
  await page.mouse.up();
  await rest(page);
  assert.deepEqual(await axis(page), before, 'one more among the others');
  // So does the plane, though the sentence above it is another.
  const plane = async () => (await frames(page)).plane.slice(4);
  const [shown, top] = [await plane(), (await page.locator('.top').boundingBox()).height];
  assert.equal(top, 52);
  await page.mouse.move(...at(0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.6), { steps: 3 });
  await page.mouse.move(...at(1.02), { steps: 3 });
  await frame(page);
  assert.deepEqual(await plane(), shown, 'the window of the plane stays, too');
  assert.deepEqual((await frames(page)).density.slice(4), before);
  await page.mouse.up();
  const after = await axis(page);
  assert.ok(after[1] > before[1], 'one at the end needs a longer axis, when it is let go');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.deepEqual(await axis(page), before, 'the built-in set has its own axis'));
  quiet(page);
});

test('the distributions of a run are whole when nothing moves, on an axis that still shows the data', async (t) => {
  for (const hash of ['#v=1&preset=two-bubbles', '#v=1&preset=heartbeat', '#v=1&view=plane+density&model=gaussian&data=teaching&chart=variance&rules=gradient+kl-ball&start=-0.3+0.8&steps=8&gradient-rate=0.1']) {
    const page = await lab(t, { hash, reducedMotion: true });
    // A long run goes on while it is shown, and its axis follows at its end.
    if (!hash.endsWith('two-bubbles')) await soon(page, async () => assert.match(await page.locator('.transport .counter').innerText(), /^step (\d+) of \1$/));
    const [low, high] = await axis(page);
    const { data, start: { at, chart }, runs, steps } = await page.locator('#lab').evaluate((host) => host.spec);
    const experiment = new core.Experiment({ model: 'gaussian', data, start: { at, chart }, runs });
    experiment.advance(steps);
    const model = new core.Model({ model: 'gaussian', data });
    const ends = runs.map((_, k) => Array.from(experiment.trajectory(k, chart).slice(-2)));
    const xs = Float64Array.from({ length: 2001 }, (_, k) => low + (k / 2000) * (high - low));
    for (const place of [at, ...ends]) {
      const ys = model.density(place, chart, xs);
      const peak = Math.max(...ys);
      assert.ok(ys[0] < 0.04 * peak && ys.at(-1) < 0.04 * peak, `${hash}, ${place}: ${ys[0] / peak} and ${ys.at(-1) / peak} of its peak at ${[low, high]}`);
    }
    const own = model.axis;
    assert.ok(high - low <= 2.01 * (own[1] - own[0]), `${[low, high]} and ${own}`);
    quiet(page);
    await page.close();
  }
});

test('what happens fills the plane at both ends of the way between two charts', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=renamed', reducedMotion: true });
  const { windows, spec } = await page.locator('#lab').evaluate((host) => ({ windows: host.windows, spec: host.spec }));
  const experiment = new core.Experiment(spec);
  experiment.advance(spec.steps);
  const model = new core.Model({ model: spec.model, data: spec.data });
  for (const [chart, [x0, x1, y0, y1]] of Object.entries(windows)) {
    const all = [...experiment.trajectories(chart).flatMap((path) => Array.from(path)), ...model.optimum(chart)];
    const extent = (k) => Math.max(...all.filter((_, j) => j % 2 === k)) - Math.min(...all.filter((_, j) => j % 2 === k));
    assert.ok(extent(1) / (y1 - y0) >= 0.6, `${chart}: ${extent(1) / (y1 - y0)} of the height, ${extent(0) / (x1 - x0)} of the width`);
  }
  quiet(page);
});

test('no name of a rule is cut or covered beside when it arrives and what can be done with it', async (t) => {
  const names = core.catalog().rules.map(({ name }) => name);
  const page = await lab(t, { hash: `#v=1&view=plane&model=gaussian&data=teaching&chart=variance&rules=${names.slice(0, 14).join('+')}+gradient&steps=6` });
  const cut = await page.locator('.rule').evaluateAll((rows) => rows.flatMap((row) => {
    const select = row.querySelector('.rule-head select');
    const context = document.createElement('canvas').getContext('2d');
    const { font, paddingLeft, paddingRight } = getComputedStyle(select);
    context.font = font;
    const name = select.selectedOptions[0].textContent;
    const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return context.measureText(name).width > room ? [`${name}: ${context.measureText(name).width} in ${room}`] : [];
  }));
  assert.deepEqual(cut, []);
  const row = page.locator('.rule').nth(1);
  await row.hover();
  const [name, acts] = [await row.locator('.rule-head select').boundingBox(), await row.locator('.acts').boundingBox()];
  assert.ok(acts.y >= name.y + name.height - 1, 'tools stand below the name');
  await row.getByRole('button', { name: /^Mute/ }).click();
  await soon(page, async () => assert.equal(await page.locator('.rule.muted .acts').isVisible(), true));
  quiet(page);
});

test('a tip goes with what it was about: another preset, the projector', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  const box = await density(page).boundingBox();
  const [left, , right, bottom] = (await frames(page)).density;
  for (const key of ['p', 'PageDown']) {
    await page.mouse.move(box.x + 0.5 * (left + right), box.y + 0.5 * bottom);
    await page.mouse.move(box.x + left + 4, box.y + bottom - 4);
    await soon(page, async () => assert.match(await tip(page), /click: one more here/));
    await page.keyboard.press(key);
    await soon(page, async () => assert.equal(await tip(page), ''));
    if (key === 'p') await page.keyboard.press('p');
    await rest(page);
  }
  quiet(page);
});

test('a notice about another start goes when that start is taken back', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.locator('.ground').focus();
  await page.keyboard.press('n');
  await page.locator('.notice.shown', { hasText: 'Another start.' }).waitFor();
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.equal(await page.locator('.notice.shown').count(), 0));
  quiet(page);
});

test('what was saved is said in sight', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.getByRole('button', { name: 'Save, copy, open' }).click();
  const button = page.locator('.saving').getByRole('button', { name: 'JSON', exact: true }).first();
  await button.waitFor();
  await button.scrollIntoViewIfNeeded();
  await Promise.all([page.waitForEvent('download'), button.click()]);
  const said = page.locator('.saving output');
  await soon(page, async () => assert.match(await said.innerText(), /lab\.json saved/));
  const { y, height } = await said.boundingBox();
  assert.ok(height > 0 && y >= 52 && y + height <= 720, `${y} + ${height}`);
});

test('on a projector of 1280 by 720 the plane is high, and every rule has its name', async (t) => {
  for (const [preset, least] of Object.entries({ field: 0.5, 'two-bubbles': 0.5, renamed: 0.45, 'variance-or-precision': 0.4, race: 0.36 })) {
    const page = await lab(t, { hash: `#v=1&preset=${preset}`, reducedMotion: true });
    await page.keyboard.press('p');
    await rest(page);
    const plane = page.locator('.panel:is(.plane, .field, .morph)').first();
    const kind = await plane.evaluate((one) => one.closest('.slot').dataset.kind);
    const [, top, , bottom] = (await frames(page))[kind];
    assert.ok((1.6 * (bottom - top)) / 720 >= least, `${preset}: ${(1.6 * (bottom - top)) / 720} of the height`);
    const room = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
    assert.ok(room[0] <= room[1], `${preset} does not scroll`);
    const names = page.locator('.names li');
    const rules = await page.locator('#lab').evaluate((host) => new Set(host.spec?.runs.map(({ rule }) => rule)).size);
    if (['race', 'variance-or-precision'].includes(preset)) assert.deepEqual([await names.count(), await names.first().isVisible()], [rules, true]);
    await page.close();
  }
});

test('rows of rules stay where they are while a hand goes over them, and say in few words beside their tools when each arrives', async (t) => {
  const page = await lab(t, { hash: '#v=1&view=plane+density&model=gaussian&chart=variance&start=5.2286+0.066&rules=gradient+gradient+kl-ball+trust-region&steps=12&gradient-rate=0.0503+0.1006&kl-ball-radius=0.0922&trust-region-radius=0.631' });
  const heights = () => page.locator('.rule').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  await page.locator('.arrives', { hasText: 'then off again' }).first().waitFor();
  await page.mouse.move(200, 300);
  const before = await heights();
  for (const [k, rule] of (await page.locator('.rule').all()).entries()) {
    await rule.hover();
    assert.deepEqual(await heights(), before, `over row ${k + 1}`);
    const { left, right, words } = await rule.evaluate((row) => {
      const [arrives, foot] = ['.arrives', '.rule-foot'].map((one) => row.querySelector(one));
      const style = getComputedStyle(arrives, '::after');
      const context = document.createElement('canvas').getContext('2d');
      context.font = style.font;
      const words = JSON.parse(style.content);
      const end = foot.getBoundingClientRect().right - parseFloat(style.right);
      return { words, right: row.querySelector('.acts').getBoundingClientRect().left - end, left: end - context.measureText(words).width - (row.querySelector('summary')?.getBoundingClientRect().right ?? 0) };
    });
    assert.match(words, /^(\d+ steps?|not in \d+)$/);
    assert.ok(left > 0 && right > 0, `“${words}” has ${left} pixels at its left and ${right} at its right`);
  }
  quiet(page);
});

test('the tools of a rule cover neither its button nor its unit', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  for (const rule of await page.locator('.rule').all()) {
    await rule.hover();
    const [tools, ...others] = await rule.evaluate((row) => ['.acts', '.best-size', '.rule-size .unit', '.rule-size .typed'].map((one) => row.querySelector(one).getBoundingClientRect().toJSON()));
    for (const other of others) assert.ok(other.bottom <= tools.top || other.right <= tools.left, JSON.stringify({ tools, other }));
  }
  quiet(page);
});

test('a notice covers neither the sentence nor a title nor a picture, also on a projector', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles', width: 1280 });
  const overlaps = async () => {
    await page.locator('.notice.shown').waitFor();
    await rest(page);
    const [notice, caption, panel] = await Promise.all(['.notice', '.foot figcaption', '.panel.plane'].map((one) => page.locator(one).boundingBox()));
    const [, , , bottom] = (await frames(page)).plane;
    const zoom = await page.locator('.lab').evaluate((root) => Number(getComputedStyle(root).getPropertyValue('--zoom')));
    assert.ok(notice.y >= panel.y + zoom * bottom, `${JSON.stringify(notice)} lies on the plot at ${panel.y + zoom * bottom}`);
    assert.ok(notice.y + notice.height <= caption.y + 1, `${JSON.stringify(notice)} lies on ${JSON.stringify(caption)}`);
  };
  await page.locator('.sign.share').click();
  await overlaps();
  await page.keyboard.press('p');
  await overlaps();
  quiet(page);
});

test('each of three rules whose runs end at one place keeps its name on a projector', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.addInitScript(watchWords);
  await page.goto(`${page.url().split('#')[0]}?meet#v=1&model=gaussian&data=teaching&chart=variance&view=plane+density&rules=natural-gradient+kl-ball+trust-region&steps=30&start=-0.3+0.8`);
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await page.keyboard.press('p');
  await soon(page, async () => {
    const words = await page.evaluate(() => [...globalThis.drawnWords]);
    for (const name of ['natural gradient', 'KL ball', 'exact trust region']) assert.ok(words.includes(name), `${name} among ${words}`);
  });
  quiet(page);
});

test('while the handle of a field is dragged far its curves stay whole, on an axis that only grows', async (t) => {
  const page = await lab(t, { reducedMotion: true });
  const box = await page.locator('.field .handle').first().boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const top = (await page.locator('.panel.field').boundingBox()).y + 60;
  await page.mouse.move(x, y);
  await page.mouse.down();
  let [low, high] = (await frames(page)).bells.slice(4);
  for (let k = 1; k <= 20; k += 1) {
    await page.mouse.move(x + 6 * k, y + (k / 20) * (top - y));
    await frame(page);
    const [mean, variance] = await page.locator('#lab').evaluate((host) => host.spec?.start?.at ?? host.changes.start.split(' ').map(Number));
    const now = (await frames(page)).bells.slice(4);
    assert.ok(now[0] <= low && now[1] >= high, `${now} is no shorter than ${[low, high]}`);
    const wide = 2.4 * Math.sqrt(variance);
    assert.ok(now[0] <= mean - wide && now[1] >= mean + wide, `${now} holds the curve of ${mean} and ${variance}`);
    [low, high] = now;
  }
  await page.mouse.up();
  quiet(page);
});

test('presets are found by a word of their title or their sentence', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.keyboard.press('l');
  const seek = page.getByRole('searchbox', { name: 'Search the presets' });
  // A letter is enough; the keys of the lab wait.
  await page.locator('.card').first().focus();
  await page.keyboard.type('dp');
  assert.equal(await seek.inputValue(), 'dp');
  assert.equal(await page.locator('.lab.projector').count(), 0);
  await seek.fill('newton');
  const shown = page.locator('.card:visible');
  await soon(page, async () => assert.ok(await shown.count() >= 1 && await shown.count() < 8));
  for (const text of await shown.allInnerTexts()) assert.match(text, /newton/i);
  assert.match(await page.locator('.drawer p.said[role="status"]').innerText(), /preset.*Enter opens the first/);
  await seek.fill('no such thing');
  await soon(page, async () => assert.match(await page.locator('.drawer p.said[role="status"]').innerText(), /No preset has these words/));
  await seek.fill('newton goes up');
  await seek.press('Enter');
  await soon(page, async () => assert.equal(await page.locator('.presets .name').innerText(), 'Newton goes up'));
  quiet(page);
});
