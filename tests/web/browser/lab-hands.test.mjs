// Distributions, observations, fields, the projector and the help of the lab.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { drag, frame, quiet, soon, watchWords } from './page.mjs';
import { attributes, lab, rest, spec, start } from './lab.mjs';

const BELL = '#v=1&view=plane+density&model=gaussian&data=teaching&chart=variance&rules=gradient+kl-ball&start=-0.3+0.8&steps=8&gradient-rate=0.1&radius=0.02';
const CURVE = '#v=1&view=plane+density&model=logistic&data=oring&chart=whitened&rules=natural-gradient&start=-0.5+0.2&steps=4';
const BARS = '#v=1&view=plane+density&model=categorical&data=penguin-species&chart=probability&rules=kl-ball&start=0.3+0.3&steps=4';

/** The middle of the handle of a curve. */
async function top(page, name) {
  const box = await page.locator(`[data-held="${name}"]`).boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

test('the top of a density is its mean and its width, and stays under the hand', async (t) => {
  const page = await lab(t, { hash: BELL });
  const [x, y] = await top(page, 'top');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 60, { steps: 6 });
  await frame(page);
  const [nowX, nowY] = await top(page, 'top');
  assert.ok(Math.abs(nowX - x - 20) < 2 && Math.abs(nowY - y - 60) < 2, `${nowX - x} ${nowY - y}`);
  await page.mouse.up();
  await rest(page);
  const [mean, variance] = await start(page);
  assert.ok(mean > -0.3 && variance > 0.8);
  await page.locator('[data-held="top"]').focus();
  await page.keyboard.press('ArrowRight');
  await soon(page, async () => assert.ok((await start(page))[0] > mean, 'arrows move it, too'));
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await soon(page, async () => {
    const back = await start(page);
    assert.ok(Math.abs(back[0] + 0.3) < 1e-12 && Math.abs(back[1] - 0.8) < 1e-12, `${back}`);
  });
  quiet(page);
});

test('a logistic curve is held at even odds and at its shoulder', async (t) => {
  const page = await lab(t, { hash: CURVE });
  const model = new core.Model({ model: 'logistic', data: { set: 'oring' } });
  const named = async () => {
    const { chart, at } = (await spec(page)).start;
    return model.convert(at, chart, 'boundary');
  };
  const [middle, slope] = await named();
  const from = await top(page, 'middle');
  await drag(page, from, [from[0] + 15, from[1]]);
  const moved = await named();
  assert.ok(moved[0] > middle && Math.abs(moved[1] / slope - 1) < 1e-6, 'the middle moves, the slope stays');
  const shoulder = await top(page, 'shoulder');
  await drag(page, shoulder, [shoulder[0] + (shoulder[0] > from[0] ? -8 : 8), shoulder[1]]);
  const steeper = await named();
  assert.ok(Math.abs(steeper[1]) > Math.abs(moved[1]) && Math.abs(steeper[0] - moved[0]) < 1e-6, 'steeper, the middle stays');
});

test('every handle is a square of 44 pixels, whatever it is for', async (t) => {
  for (const hash of ['#v=1&preset=one-peak', BELL, BARS, '#v=1&preset=launches', '#v=1&preset=field']) {
    const page = await lab(t, { hash });
    if (hash.endsWith('one-peak')) await page.locator('.handle.of-peak').nth(3).waitFor();
    const sizes = await page.locator('.handle:not([hidden])').evaluateAll((all) => all.map((handle) => [handle.offsetWidth, handle.offsetHeight]));
    assert.ok(sizes.length && sizes.every((size) => size.join() === '44,44'), `${hash}: ${sizes.join(' ')}`);
    await page.close();
  }
});

test('the tops of bars are probabilities, and have the names of their classes', async (t) => {
  const page = await lab(t, { hash: BARS });
  const from = await top(page, 'bar 1');
  await drag(page, from, [from[0], from[1] - 60]);
  const [p1, p2] = await start(page);
  assert.ok(p1 > 0.4, `${p1}`);
  assert.ok(Math.abs(p2 / (1 - p1) - 0.3 / 0.7) < 1e-3, 'the others keep their shares');
  assert.match(await page.locator('[data-held="bar 2"]').getAttribute('aria-label'), /^Probability of Chinstrap: 0\.\d+\. Up and down change it\.$/);
});

/** A place in the plotting area of the distributions: a share of its width, pixels above its axis. */
async function onAxis(page, share, above) {
  const box = await page.locator('.panel.density').boundingBox();
  const text = box.width < 300 ? 11 : 12;
  const [left, right, bottom] = [await edgeOf(page, 0), await edgeOf(page, 2), await edgeOf(page, 3)];
  assert.ok(text && right > left);
  return [box.x + left + share * (right - left), box.y + bottom - above];
}
const edgeOf = (page, k) => page.locator('#lab').evaluate((host, index) => host.frames.density[index], k);

test('observations are added, dragged and removed on their axis', async (t) => {
  const page = await lab(t, { hash: BELL });
  const count = async () => ((await spec(page)).data?.x ?? []).length;
  await page.mouse.click(...await onAxis(page, 0.93, 5));
  await soon(page, async () => assert.equal(await count(), 9));
  const added = (await spec(page)).data.x.at(-1);
  const at = await onAxis(page, 0.93, 5);
  const place = await page.locator('#lab').evaluate((host, value) => {
    const [left, , right, , x0, x1] = host.frames.density;
    return left + ((value - x0) / (x1 - x0)) * (right - left);
  }, added);
  const box = await page.locator('.panel.density').boundingBox();
  await drag(page, [box.x + place, at[1]], [box.x + place - 30, at[1]]);
  assert.ok((await spec(page)).data.x.at(-1) < added, 'it was dragged');
  assert.equal(await count(), 9);
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.equal((await spec(page)).data.x.at(-1), added));
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.equal((await attributes(page)).data, 'teaching'));
});

test('a label flips with a click', async (t) => {
  const page = await lab(t, { hash: CURVE });
  const model = new core.Model({ model: 'logistic', data: { set: 'oring' } });
  const [first] = model.observations;
  const label = model.labels[0];
  const place = await page.locator('#lab').evaluate((host, value) => {
    const [left, , right, , x0, x1] = host.frames.density;
    return left + ((value - x0) / (x1 - x0)) * (right - left);
  }, first);
  const box = await page.locator('.panel.density').boundingBox();
  const y = label ? box.y + await edgeOf(page, 1) + 5 : box.y + await edgeOf(page, 3) - 5;
  await page.mouse.click(box.x + place, y);
  await soon(page, async () => {
    const { y: labels } = (await spec(page)).data;
    assert.equal(labels.reduce((sum, one) => sum + one, 0), Array.from(model.labels).reduce((sum, one) => sum + one, 0) + (label ? -1 : 1));
  });
});

test('F fills the plane with balls of one cost, then arrows, then nothing', async (t) => {
  const page = await lab(t, { hash: BELL });
  for (const kind of ['balls', 'arrows', undefined]) {
    await page.keyboard.press('f');
    await soon(page, async () => assert.equal((await attributes(page)).field, kind));
  }
  await page.keyboard.press('f');
  await page.locator('[data-key="field-cost typed"]').fill('0.05');
  await page.keyboard.press('Enter');
  await soon(page, async () => assert.equal((await attributes(page))['field-cost'], '0.05'));
});

test('two charts can be one plane that moves, scrubbed by a slider', async (t) => {
  const page = await lab(t, { hash: BELL.replace('chart=variance', 'chart=variance+precision') });
  await page.locator('[data-key="morph"]').check();
  await page.locator('.slot[data-kind="morph"]').waitFor();
  await page.locator('[data-key="scrub"]').fill('0.5');
  await soon(page, async () => assert.equal((await attributes(page)).morph, '0.5'));
  await page.getByRole('button', { name: 'Go from one chart to the other' }).click();
  await soon(page, async () => assert.equal((await attributes(page)).morph ?? '0', '0'));
  assert.equal(await page.locator('.problem').isVisible(), false);
  await page.locator('[data-key="morph"]').uncheck();
  await soon(page, async () => assert.equal(await page.locator('.slot[data-kind="plane"]').count(), 2));
  quiet(page);
});

test('the projector makes everything 1.6 times as large, sharp, and the hand still finds the start', async (t) => {
  const page = await lab(t, { width: 1920, height: 1080, hash: BELL });
  const size = () => page.locator('.claim').evaluate((node) => parseFloat(getComputedStyle(node).fontSize) * (node.getBoundingClientRect().width / node.offsetWidth));
  const before = await size();
  await page.keyboard.press('p');
  await rest(page);
  assert.ok(Math.abs((await size()) / before - 1.6) < 0.05, 'type');
  assert.equal(await page.locator('.side').isVisible(), false);
  const [wide, backing] = await page.locator('.plane .overlay').first().evaluate((canvas) => [canvas.getBoundingClientRect().width, canvas.width]);
  assert.ok(Math.abs(backing / wide - 1) < 0.02, `${backing} pixels for ${wide}`);
  const over = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
  assert.deepEqual(over.map((more) => Math.max(0, more)), [0, 0]);
  const old = await start(page);
  const box = await page.locator('.plane .handle').first().boundingBox();
  const at = [box.x + box.width / 2, box.y + box.height / 2];
  await drag(page, at, [at[0] + 90, at[1] - 30]);
  assert.ok((await start(page))[0] > old[0]);
  const now = await page.locator('.plane .handle').first().boundingBox();
  assert.ok(Math.abs(now.x - box.x - 90) < 200, 'it follows the hand');
  await page.keyboard.press('p');
  await page.locator('.side').waitFor({ state: 'visible' });
});

test('a second window shows what this one shows', async (t) => {
  const page = await lab(t, { hash: BELL });
  const [other] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('w')]);
  await other.locator('#lab[ready]').waitFor({ state: 'attached' });
  assert.equal(await other.locator('.side').isVisible(), false);
  assert.equal(await other.locator('.notes').isVisible(), false, 'notes are the lecturer’s own');
  assert.equal(await page.locator('.side').isVisible() && await page.locator('.notes').isVisible(), true);
  await page.locator('.plane .handle').first().focus();
  const before = await start(page);
  await page.keyboard.press('ArrowRight');
  const here = await soon(page, async () => {
    const now = await start(page);
    assert.notDeepEqual(now, before);
    return now;
  });
  await soon(other, async () => assert.ok(Math.abs((await start(other))[0] - here[0]) < 1e-9));
  // The spot is over the same distribution there.
  const place = await page.locator('.plane .handle').first().boundingBox();
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  await soon(other, async () => {
    const [spot, handle] = await other.evaluate(() => ['.spot', '.plane .handle'].map((one) => {
      const { left, top, width, height } = document.querySelector('#lab').shadowRoot.querySelector(one).getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    }));
    assert.ok(Math.hypot(spot[0] - handle[0], spot[1] - handle[1]) < 4, `${spot}, ${handle}`);
  });
});

test('a second window mutes what is muted here, and says what one’s own data measure', async (t) => {
  const page = await lab(t, { hash: '#v=1&view=plane+density&model=gaussian&data=12.5,13.1,14.2,15&quantity=wing+length&chart=variance&rules=gradient+kl-ball&steps=8' });
  // The words on the canvases of the other window.
  await page.context().addInitScript(watchWords);
  const [other] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('w')]);
  await other.locator('#lab[ready]').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: /^Mute/ }).first().click();
  await soon(other, async () => assert.equal(await other.locator('.rule.muted').count(), 1));
  await soon(other, async () => assert.ok(await other.evaluate(() => globalThis.drawnWords.has('wing length'))));
  quiet(page);
});

test('every preset has notes; what one writes there stays, and goes with a kept preset', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.keyboard.press('t');
  const notes = page.getByRole('textbox', { name: /Notes/ });
  await soon(page, async () => assert.match(await notes.inputValue(), /vote before you show it/));
  await notes.fill('Ask the last row.');
  await page.locator('.ground').first().focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageUp');
  await soon(page, async () => assert.equal(await notes.inputValue(), 'Ask the last row.'));
  await page.locator('.presets').click();
  await page.getByRole('button', { name: 'Keep what is shown' }).click();
  const [own] = JSON.parse(await page.evaluate(() => localStorage.getItem('kl-ball-presets')));
  assert.equal(own.notes, 'Ask the last row.');
});

test('“?” names what is in sight, and Escape puts the names away', async (t) => {
  const page = await lab(t, { hash: BELL });
  await page.keyboard.press('?');
  await soon(page, async () => assert.ok(await page.locator('.help-name').count() >= 6));
  const boxes = await page.locator('.help-name').evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().toJSON()));
  boxes.forEach((one, k) => boxes.slice(k + 1).forEach((other) => assert.ok(one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top, 'no name lies over another')));
  const words = await page.locator('.help-name').allInnerTexts();
  for (const part of [/edge of a ball/, /best fit/, /grey lines/, /size of a step/, /field:/, /speed/]) assert.ok(words.some((text) => part.test(text)), `${part}`);
  assert.equal(await page.locator('.help-keys').isVisible(), false, 'the keys cover nothing until they are asked for');
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.locator('.help-keys').waitFor();
  await page.keyboard.press('Escape');
  await soon(page, async () => assert.equal(await page.locator('.help').isVisible(), false));
  const phone = await lab(t, { hash: BELL, width: 390, height: 844, touch: true });
  await phone.locator('.tools').getByRole('button', { name: /What is what/ }).click();
  await phone.locator('.help-name').first().waitFor();
  for (const { left, right } of await phone.locator('.help-name').evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().toJSON()))) assert.ok(left >= 0 && right <= 390, `${left} to ${right}`);
  assert.equal(await phone.locator('.help-more').isVisible(), false, 'a phone has no keys');
});

test('“?” has a name for every kind of panel in sight, at every preset', async (t) => {
  const page = await lab(t);
  const presets = JSON.parse(readFileSync(new URL('../../../www/lab/presets.json', import.meta.url), 'utf8'));
  const seen = new Set();
  for (const [k, { title }] of presets.entries()) {
    if (k) await page.keyboard.press('PageDown');
    await soon(page, async () => assert.equal(await page.locator('.presets .name').innerText(), title));
    const kinds = await page.locator('.slot').evaluateAll((slots) => [...new Set(slots.map(({ dataset }) => dataset.kind))]);
    for (const kind of kinds) seen.add(kind);
    // Names stand beside what is drawn when they are asked for.
    await rest(page);
    await soon(page, async () => {
      await page.keyboard.press('?');
      const names = await page.locator('.help-name.inside').count();
      await page.keyboard.press('Escape');
      assert.equal(names, kinds.length, `${title}: ${kinds}`);
    });
  }
  assert.ok(seen.size > 10, `${[...seen]}`);
  quiet(page);
});

/** The middle of a text in the sentence below the planes. */
const numberAt = (page, text) => page.locator('.foot figcaption').evaluate((line, wanted) => {
  const [node] = line.childNodes;
  const range = document.createRange();
  range.setStart(node, node.data.indexOf(wanted));
  range.setEnd(node, node.data.indexOf(wanted) + wanted.length);
  const [{ left, top, width, height }] = range.getClientRects();
  return [left + width / 2, top + height / 2];
}, text);

/** Holds a text of the sentence until it says what it is, and lets go. */
async function heldWords(page, text) {
  await page.mouse.move(...await numberAt(page, text));
  await page.mouse.down();
  await page.locator('.formula').waitFor({ state: 'visible' });
  const words = await page.locator('.formula').innerText();
  await page.mouse.up();
  await soon(page, async () => assert.equal(await page.locator('.formula').isVisible(), false));
  return words;
}

test('holding a number shows its formula with the numbers in it, and so does a key', async (t) => {
  const page = await lab(t, { hash: BELL });
  const said = await page.locator('.foot figcaption').innerText();
  const [, shown] = / costs ([\d.]+) nats/.exec(said);
  const words = await heldWords(page, shown);
  assert.match(words, /ln\(σ₁\/σ₀\).*= [\d.]+ nats/);
  // The formula gives the number.
  const [, d, b, a, sign, c] = /ln\(([\d.]+)\/([\d.]+)\) \+ \([\d.]+² \+ \(([−\d.]+) ([−+]) ([\d.]+)\)²\)/.exec(words).map((text) => (/\d/.test(text) ? Number(String(text).replace('−', '-')) : text));
  const [, cost] = / = ([\d.]+) nats/.exec(words);
  assert.equal(cost, shown);
  assert.ok(Math.abs(Math.log(d / b) + (b * b + (sign === '+' ? a + c : a - c) ** 2) / (2 * d * d) - 0.5 - Number(cost)) < 2e-3, words);
  // Words are no numbers.
  await page.mouse.move(...await numberAt(page, 'step costs'));
  assert.equal(await page.locator('.foot figcaption.number').count(), 0);
  await page.mouse.move(...await numberAt(page, shown));
  assert.equal(await page.locator('.foot figcaption.number').count(), 1);
  await page.locator('.ground').first().focus();
  // The key goes from number to number, and then there is nothing.
  for (let k = 0; ; k += 1) {
    await page.keyboard.press('c');
    if (k === 0) await page.locator('.formula').waitFor({ state: 'visible' });
    const number = await page.locator('.formula:not([hidden]) b').allInnerTexts();
    if (!number.length) break;
    assert.ok(k < 20 && said.includes(number[0]), number[0]);
  }
  await soon(page, async () => assert.equal(await page.locator('.formula').isVisible(), false));
  // Each column of the ledger has its own.
  await page.locator('.side summary', { hasText: 'Numbers' }).click();
  for (const [column, words] of [['kl', /KL\(old ‖ new\)/], ['share', /its cost \/ its budget = [\d.]+ nats \/ 0\.02 nats = [\d.]+/], ['loss', /the loss now − the loss at the start = .* = −?[\d.]+/]]) {
    const cell = page.locator(`.ledger td.${column}`).last();
    await cell.scrollIntoViewIfNeeded();
    const { x, y } = await cell.boundingBox();
    await page.mouse.move(x + 6, y + 8);
    await page.mouse.down();
    await page.locator('.formula').waitFor({ state: 'visible' });
    assert.match(await page.locator('.formula').innerText(), words);
    await page.mouse.up();
  }
});

test('each number of the first preset has its own formula', async (t) => {
  const page = await lab(t);
  const said = await page.locator('.foot figcaption').innerText();
  const [, cost, times, set, other] = /costs ([\d.]+) nats, (\d+) times the ball’s ([\d.]+)\..* costs ([\d.]+) nats/.exec(said);
  assert.match(await heldWords(page, cost), new RegExp(`^${cost}: KL\\(centre ‖ worst point of the disc\\) = .* = ${cost} nats$`));
  assert.match(await heldWords(page, times), new RegExp(`^${times}: the cost of the disc / that of the ball = .* = ${times}(\\.\\d)?$`));
  assert.match(await heldWords(page, set), new RegExp(`^${set}: the cost of each ball, a setting$`));
  assert.match(await heldWords(page, other), new RegExp(` = ${other} nats$`));
});

test('a first visit nudges the handle and says what to do; a first success is noticed once', async (t) => {
  const page = await lab(t, { hash: '#v=1&view=plane&model=gaussian&data=cavendish&chart=variance&rules=euclidean-ball+kl-ball&start=5.3+0.2&steps=1&euclidean-ball-radius=0.06&radius=0.08' });
  assert.equal(await page.locator('.lab.fresh').count(), 1);
  assert.match(await page.locator('.notice').innerText(), /Drag the yellow point/);
  const box = await page.locator('.plane').first().boundingBox();
  await page.mouse.wheel(0, 0);
  await page.locator('[data-key="radius 0 typed"]').fill('0.3');
  await page.keyboard.press('Enter');
  await soon(page, async () => assert.match(await page.locator('.notice').innerText(), /You made the disc cost more than the ball/));
  assert.equal(await page.locator('.lab.fresh').count(), 0);
  assert.ok(box.width > 0);
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  assert.equal(await page.locator('.lab.fresh').count(), 0, 'a second visit is no first one');
});

test('the handle nudges once, on the first preset that is shown', async (t) => {
  const page = await lab(t);
  await soon(page, async () => assert.equal(await page.locator('.lab.fresh').count(), 0, 'it ends by itself'));
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  for (let k = 0; k < 3; k += 1) {
    await page.keyboard.press('PageDown');
    await rest(page);
    assert.equal(await page.locator('.lab.fresh').count(), 0, 'another preset has no nudge');
  }
});

/** What the notices have said since the lab was opened. */
async function listening(page) {
  await page.locator('.notice').evaluate((notice) => {
    window.said = [];
    new MutationObserver(() => window.said.push(notice.textContent)).observe(notice, { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => window.said.join(' '));
}

test('another radius does not find where the same disc is timid; the start that is moved does', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  const said = await listening(page);
  await page.locator('[data-key="radius 0 typed"]').fill('0.01');
  await page.keyboard.press('Enter');
  await soon(page, async () => assert.match(page.url(), /euclidean-ball-radius=0\.01/));
  await frame(page);
  assert.doesNotMatch(await said(), /timid/);
  await page.keyboard.press('Escape');
  await page.locator('.ground').first().focus();
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.equal((await attributes(page))['euclidean-ball-radius'], '0.06'));
  await frame(page);
  assert.doesNotMatch(await said(), /You made/, 'undo is no success');
  await page.keyboard.press('Control+y');
  await soon(page, async () => assert.equal((await attributes(page))['euclidean-ball-radius'], '0.01'));
  await frame(page);
  assert.doesNotMatch(await said(), /timid|You made/, 'redo is none either');
  await page.keyboard.press('Control+z');
  await page.locator('.plane .handle[data-pin="start"]').first().focus();
  for (let k = 0; k < 40 && !(await said()).includes('timid'); k += 1) {
    await page.keyboard.press('Shift+ArrowUp');
    await rest(page);
  }
  assert.match(await said(), /You found where the same disc is timid/);
  quiet(page);
});

test('what was so before a gesture is no success of it', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.locator('[data-key="radius 2 typed"]').fill('0.07');
  await page.keyboard.press('Enter');
  await soon(page, async () => assert.match(page.url(), /radius=0\.07/));
  assert.doesNotMatch(await page.locator('.notice').innerText(), /You made/);
});

test('a guess is placed by a click, and the truth is shown over it', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.getByRole('button', { name: 'Predict the landing' }).click();
  await rest(page);
  const before = await start(page);
  const box = await page.locator('.plane').first().boundingBox();
  await page.mouse.click(box.x + 0.75 * box.width, box.y + 0.3 * box.height);
  await frame(page);
  assert.deepEqual(await start(page), before, 'the start stays');
  await page.locator('.prediction button:not([hidden])').last().click();
  await soon(page, async () => assert.match(await page.locator('.foot figcaption').innerText(), /Your mark is .* from where the KL ball step lands/));
});
