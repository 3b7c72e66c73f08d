// What the lab tells whoever uses it: a screen reader, a reader who predicts, one who types a wrong number, a class that sees the second window.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quiet, soon, watchWords } from './page.mjs';
import { attributes, handle, lab, rest, spec } from './lab.mjs';

const live = (page) => page.locator('.announcer').first();
const told = (page) => page.locator('p.unseen[role="status"]');
const sentence = (page) => page.locator('.foot figcaption');

test('a screen reader hears which step is shown, the order of rules, and the theme', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=influence' });
  await page.keyboard.press('Home');
  for (let k = 1; k <= 4; k += 1) {
    await page.keyboard.press('ArrowRight');
    await soon(page, async () => assert.equal(await page.locator('#lab').evaluate((host) => host.cursor), k));
  }
  await soon(page, async () => {
    const said = await live(page).textContent();
    assert.ok(said && said === await sentence(page).textContent());
    assert.match(said, /step 4/i);
  });
  await page.locator('.grip').first().focus();
  await page.keyboard.press('ArrowDown');
  await soon(page, async () => assert.match(await told(page).textContent(), /^The rules are now in the order /));
  const before = (await spec(page)).runs.length;
  await page.locator('.acts [data-key="remove 0"]').click();
  await soon(page, async () => assert.match(await told(page).textContent(), new RegExp(`^Removed: .*${before - 1} rule`)));
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.match(await told(page).textContent(), /^Added: /));
  await page.locator('.ground').first().focus();
  await page.keyboard.press('d');
  await soon(page, async () => assert.equal(await told(page).textContent(), 'The dark theme.'));
  quiet(page);
});

/** Collects what screen readers hear from now on: each time that a part which speaks says something else. */
const listen = (page) => page.evaluate(() => {
  globalThis.heard = [];
  globalThis.listening?.disconnect();
  const root = document.querySelector('#lab').shadowRoot;
  const speaking = (node) => {
    const part = (node instanceof Element ? node : node.parentElement)?.closest('[aria-live], [role="status"], [role="alert"], output');
    return part?.getAttribute('aria-live') === 'off' || !part?.checkVisibility() ? undefined : part;
  };
  globalThis.listening = new MutationObserver((changes) => {
    for (const part of new Set(changes.map(({ target }) => speaking(target)))) if (part?.textContent) globalThis.heard.push(part.textContent);
  });
  globalThis.listening.observe(root, { subtree: true, childList: true, characterData: true });
});
const heard = (page) => page.evaluate(() => globalThis.heard);

/** Waits until the sentence below the planes has been said, after the hand rests, and returns all that was said. */
const saidSentence = (page) => soon(page, async () => {
  const said = await heard(page);
  assert.equal(said.at(-1), await sentence(page).textContent());
  return said;
});

test('a screen reader hears a drag, a slider, a run that plays, another chart and another preset once, when the hand rests', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=influence' });
  // What a first visit says is not counted.
  await soon(page, async () => assert.ok(await live(page).textContent()));
  await listen(page);
  const [x, y] = await handle(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let k = 1; k <= 40; k += 1) await page.mouse.move(x + k, y - k / 2);
  await page.mouse.up();
  assert.equal((await saidSentence(page)).length, 1, 'a drag');
  await listen(page);
  await page.locator('[data-key="radius 0"]').focus();
  for (let k = 0; k < 12; k += 1) await page.keyboard.press('ArrowRight');
  assert.equal((await saidSentence(page)).length, 1, 'a slider');
  await page.locator('.reset').click();
  await soon(page, async () => assert.equal(await live(page).textContent(), ''));
  await listen(page);
  await page.locator('.play').click();
  const played = await saidSentence(page);
  assert.deepEqual(played.slice(0, -1), ['step 14 of 14'], 'a run that plays');
  await listen(page);
  await page.locator('[data-key="chart"]').selectOption('precision');
  assert.equal((await saidSentence(page)).length, 1, 'another chart');
  await listen(page);
  await page.locator('.ground').first().focus();
  await page.keyboard.press('PageUp');
  const turned = await saidSentence(page);
  assert.ok(turned.includes('Two bubbles.'), `${turned}`);
  assert.ok(turned.length <= 3, `another preset: its name, its step, its sentence: ${turned}`);
  await page.keyboard.press('f');
  await soon(page, async () => assert.match(await told(page).textContent(), /^A field of balls/));
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.match(await told(page).textContent(), /^Taken back/));
  quiet(page);
});

test('the slider between two charts says where it is in words', async (t) => {
  const page = await lab(t, { hash: '#v=1&view=morph+density&model=gaussian&data=teaching&chart=variance+precision&rules=trust-region&steps=5&morph=0.0408191669152003' });
  assert.equal(await page.locator('.way input').getAttribute('aria-valuetext'), '4 % of the way from variance to precision');
});

test('a prediction is asked for with a mark one sees, judged in words, and forgotten with the step it was about', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.locator('.predict').click();
  await page.locator('.reveal').waitFor();
  await rest(page);
  const [start, mark] = await Promise.all(['start', 'guess'].map((pin) => page.locator(`.plane .handle[data-pin="${pin}"]`).boundingBox()));
  assert.ok(Math.hypot(start.x - mark.x, start.y - mark.y) > 12, 'the mark does not lie on the start');
  assert.match(await page.locator('.notice').innerText(), /hollow mark/);
  // In every window the question stands beside what is left of the transport.
  for (const width of [640, 768, 1023, 1024, 1280]) {
    await page.setViewportSize({ width, height: 720 });
    await soon(page, async () => {
      const [prompt, ...others] = await page.locator('#lab').evaluate(({ shadowRoot }) => ['.predict', '.scrub', '.counter', '.speed'].map((one) => shadowRoot.querySelector(`.steps ${one}`).getBoundingClientRect().toJSON()));
      for (const { right } of others) assert.ok(prompt.x >= right, `at ${width} the question, at ${prompt.x}, covers what ends at ${right}`);
    });
  }
  // What a hand sees is what it aims at: the plane where it stays.
  await rest(page);
  const there = await page.locator('#lab').evaluate((host) => host.shadowRoot.querySelector('.plane').getBoundingClientRect().toJSON());
  const guess = page.locator('.plane .handle[data-pin="guess"]');
  const before = await guess.getAttribute('aria-label');
  await page.mouse.click(there.x + 0.75 * there.width, there.y + 0.3 * there.height);
  await soon(page, async () => assert.notEqual(await guess.getAttribute('aria-label'), before, 'a click places the mark'));
  await page.locator('.reveal').click();
  await soon(page, async () => assert.match(await sentence(page).innerText(), /Your mark is \S+ nats from where the KL ball step lands, more than the 0\.08 nats that this step costs: not yet\. From the start it is \S+ nats, outside the ball\./));
  assert.doesNotMatch(await page.locator('.presets .name').innerText(), /changed/, 'a prediction changes no slide');
  // Another start has another landing.
  const [x, y] = await handle(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y - 20, { steps: 4 });
  await page.mouse.up();
  await rest(page);
  await soon(page, async () => assert.doesNotMatch(await sentence(page).innerText(), /Your mark/));
  await soon(page, async () => assert.equal(await page.locator('.plane .handle[data-pin="guess"]').isVisible(), false));
  await soon(page, async () => assert.equal(await page.locator('.predict').innerText(), 'Predict the landing'));
  quiet(page);
});

test('a number that is not taken is answered in words at its field', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  const typed = page.locator('.rule .typed').last();
  const before = await attributes(page);
  for (const wrong of ['1e9', 'abc']) {
    await typed.fill(wrong);
    await typed.press('Enter');
    const allowed = page.locator(`#lab .allowed:not(:empty)`);
    await soon(page, async () => assert.match(await allowed.innerText(), new RegExp(`“${wrong}” is not taken; allowed: a number`)));
    assert.equal(await typed.getAttribute('aria-describedby'), await allowed.getAttribute('id'));
    assert.deepEqual(await attributes(page), before);
  }
  await typed.fill('0,05');
  await typed.press('Enter');
  await soon(page, async () => assert.equal(await typed.inputValue(), '0.05', 'a comma is understood, and written as everywhere'));
  await soon(page, async () => assert.equal(await page.locator('#lab .allowed:not(:empty)').count(), 0));
  assert.equal(await typed.getAttribute('aria-invalid'), 'false');
});

test('every number of the lab is refused in the words of its own range', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  const allowed = page.locator('#lab .allowed:not(:empty)');
  for (const fold of await page.locator('.more-options summary').all()) await fold.click();
  const fields = await page.locator('.side .typed').all();
  assert.ok(fields.length > 4);
  for (const typed of fields) {
    const said = [];
    const before = await typed.inputValue();
    for (const wrong of ['-3', 'abc']) {
      await typed.fill(wrong);
      await typed.press('Enter');
      await soon(page, async () => assert.match(await allowed.innerText(), new RegExp(`^[^“]+: “${wrong}” is not taken; allowed: a (whole )?number (above 0 and at most|from .+ to) `)));
      said.push((await allowed.innerText()).split('allowed:')[1]);
    }
    assert.equal(said[0], said[1]);
    await typed.fill('0');
    await typed.press('Enter');
    // Where the range is open at 0, so are the words.
    if (/above 0/.test(said[0])) await soon(page, async () => assert.match(await allowed.innerText(), /“0” is not taken; allowed: a number above 0 and at most/));
    else if (/from 0 /.test(said[0])) await soon(page, async () => assert.equal(await allowed.count(), 0));
    assert.equal(await page.locator('.problem').isVisible(), false, 'the core has nothing to add');
    await typed.fill(before);
    await typed.press('Enter');
    await soon(page, async () => assert.equal(await allowed.count(), 0));
  }
});

test('the second window shows the slide with its name and its sentence, from the projector too', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=influence' });
  await page.keyboard.press('p');
  const [other] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('w')]);
  await other.locator('#lab[ready]').waitFor({ state: 'attached' });
  await page.keyboard.press('Home');
  await soon(other, async () => assert.equal(await other.locator('#lab').evaluate((host) => host.cursor), 0));
  const claim = await page.locator('.claim').innerText();
  await soon(other, async () => assert.deepEqual([await other.locator('.claim').innerText(), await other.title()], [claim, 'Equal lengths, equal costs · kl-ball lab']));
  assert.ok(await page.locator('.notes').isVisible(), 'the notes are there');
  await page.bringToFront();
  await page.locator('.ground').first().focus();
  await page.keyboard.press('PageDown');
  const next = await soon(page, async () => {
    const now = await page.locator('.claim').innerText();
    assert.notEqual(now, claim);
    return now;
  });
  await soon(other, async () => assert.equal(await other.locator('.claim').innerText(), next));
});

test('a window that is loaded again still leads its second one; one that is gone is missed', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=influence' });
  const [other] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('w')]);
  await other.locator('#lab[ready]').waitFor({ state: 'attached' });
  const claims = () => Promise.all([page, other].map((one) => one.locator('.claim').innerText()));
  await soon(page, async () => assert.equal(new Set(await claims()).size, 1));
  await page.bringToFront();
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await page.locator('.notes').waitFor();
  const [before] = await claims();
  await page.locator('.ground').first().focus();
  await page.keyboard.press('PageDown');
  await soon(page, async () => {
    const [now, there] = await claims();
    assert.notEqual(now, before);
    assert.equal(there, now);
  });
  await page.keyboard.press('w');
  await soon(page, async () => assert.match(await page.locator('.notice').innerText(), /The second window shows the figure alone/));
  await page.keyboard.press('PageDown');
  await soon(page, async () => assert.equal(new Set(await claims()).size, 1));
  assert.equal(page.context().pages().filter((one) => one.url().includes('lab.html')).length, 2, 'it is the window that was there');
  await page.goto('about:blank');
  await soon(other, async () => assert.match(await other.locator('.problem').innerText(), /follows no other any more: the one that led it is closed/));
});

test('a tab that is a copy of another one leaves it its second window', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=influence' });
  const [other] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('w')]);
  await other.locator('#lab[ready]').waitFor({ state: 'attached' });
  const claim = (one) => one.locator('.claim').innerText();
  await soon(page, async () => assert.equal(await claim(other), await claim(page)));
  // A browser that copies a tab copies what the tab keeps, too.
  const kept = await page.evaluate(() => ({ ...sessionStorage }));
  assert.notDeepEqual(kept, {});
  const copy = await page.context().newPage();
  t.after(() => copy.close());
  await copy.addInitScript((all) => { if (!sessionStorage.length) Object.assign(sessionStorage, all); }, kept);
  await copy.goto(page.url());
  await copy.locator('#lab[ready]').waitFor({ state: 'attached' });
  await soon(copy, async () => assert.equal(await copy.evaluate(() => sessionStorage.getItem('kl-ball-second')), ''));
  await copy.locator('.ground').first().focus();
  await copy.keyboard.press('PageDown');
  await soon(copy, async () => assert.notEqual(await claim(copy), await claim(page)));
  await page.bringToFront();
  await page.locator('.ground').first().focus();
  const before = await claim(page);
  await page.keyboard.press('PageUp');
  await soon(page, async () => {
    assert.notEqual(await claim(page), before);
    assert.equal(await claim(other), await claim(page));
  });
  assert.notEqual(await claim(copy), await claim(other));
});

test('presets stand in groups; one’s own have names and sentences to write, an order, and a way to them', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  const claim = await page.locator('.claim').innerText();
  await page.keyboard.press('l');
  await page.locator('.drawer h3').nth(7).waitFor();
  await page.locator('.jumps').getByRole('button', { name: 'My presets' }).click();
  const keep = page.getByRole('button', { name: 'Keep what is shown' });
  const copy = page.getByRole('button', { name: 'Copy a link to them' });
  assert.ok(await copy.isDisabled(), 'there is nothing to link to');
  await keep.click();
  await keep.click();
  const titles = () => page.locator('.own-card strong').allInnerTexts();
  await soon(page, async () => assert.deepEqual(await titles(), ['Two bubbles', 'Two bubbles (2)'], 'it is unchanged, and no two have one name'));
  assert.equal(await page.locator('.own-card textarea').first().inputValue(), claim, 'the sentence is that of the slide');
  await page.locator('.own-card input').last().fill('Disc against ball');
  await page.locator('.own-card textarea').last().fill('Look at the orange one.');
  await page.locator('.own-card textarea').last().press('Tab');
  await soon(page, async () => assert.deepEqual(await titles(), ['Two bubbles', 'Disc against ball']));
  await page.getByRole('button', { name: 'Earlier: Disc against ball' }).click();
  await soon(page, async () => assert.deepEqual(await titles(), ['Disc against ball', 'Two bubbles']));
  await page.getByRole('button', { name: 'Remove Two bubbles' }).click();
  await soon(page, async () => assert.deepEqual(await titles(), ['Disc against ball']));
  assert.ok(await copy.isEnabled());
  assert.equal(await page.locator('.own-card .card-sentence').isVisible(), false, 'the sentence stands in its field alone');
  // What comes of copying is said in the drawer, which lies over everything else.
  const answer = page.locator('.drawer .answer');
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: (text) => { globalThis.written = text; return Promise.resolve(); } } }));
  await copy.click();
  await soon(page, async () => assert.equal(await answer.innerText(), 'A link to your presets is copied.'));
  const link = await page.evaluate(() => globalThis.written);
  assert.match(link, /#v=1&list=/);
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); });
  await copy.click();
  await soon(page, async () => assert.match(await answer.innerText(), /^This browser does not let a page copy\. This is the link:/));
  const shown = page.getByRole('textbox', { name: 'A link to your presets' });
  assert.equal(await shown.inputValue(), link);
  assert.ok(await shown.evaluate((field) => field.matches(':focus') && field.selectionEnd === field.value.length), 'it is ready to be copied by hand');
  await page.locator('.own-card .card').click();
  await soon(page, async () => assert.equal(await page.locator('.claim').innerText(), 'Look at the orange one.'));
  assert.equal(await page.locator('.presets .name').innerText(), 'Disc against ball');
  quiet(page);
});

test('one’s own observations keep the name of what they measure, also in the link', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  // The words on canvases from now on.
  const isDrawn = (name) => page.evaluate((wanted) => globalThis.drawnWords.has(wanted), name);
  await page.addInitScript(watchWords);
  await page.evaluate(watchWords);
  await page.locator('.slot[data-kind="density"] .panel').focus();
  await page.keyboard.press('n');
  await soon(page, async () => assert.match(decodeURIComponent(page.url()), /quantity=density\+of\+the\+earth/));
  await soon(page, async () => assert.ok(await isDrawn('density of the earth (water = 1)')));
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await soon(page, async () => assert.ok(await isDrawn('density of the earth (water = 1)')));
  await page.getByRole('combobox', { name: 'data' }).selectOption('michelson');
  await page.getByRole('combobox', { name: 'data' }).selectOption('');
  await page.locator('[data-key="own data"]').fill('wing length\n12.5\n13.1\n14.2\n15\n13.3\n');
  await soon(page, async () => assert.ok(await isDrawn('wing length')));
  quiet(page);
});

test('a click on the way between two charts places nothing, and says where one can', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=renamed&morph=0.5' });
  const before = await attributes(page);
  const box = await page.locator('.panel.morph').boundingBox();
  await page.mouse.click(box.x + 0.5 * box.width, box.y + 0.3 * box.height);
  await soon(page, async () => assert.match(await page.locator('.notice').innerText(), /nothing is placed\. Go to one end with the slider below/));
  assert.deepEqual(await attributes(page), before);
  quiet(page);
});

test('“?” names the edges of ball and disc in the field; the radius of the discs can be typed', async (t) => {
  const page = await lab(t);
  await page.keyboard.press('?');
  const names = async () => (await page.locator('.help-name').allInnerTexts()).join(' · ');
  await soon(page, async () => assert.match(await names(), /edge of the ball: .*edge of the disc: drag it, and every disc has that radius/));
  await page.keyboard.press('Escape');
  const typed = page.getByRole('textbox', { name: 'each disc’s radius, as a number' });
  assert.equal(await typed.inputValue(), '0.013');
  await typed.fill('0.02');
  await page.keyboard.press('Enter');
  await soon(page, async () => assert.equal((await attributes(page))['field-length'], '0.02'));
  await typed.fill('0');
  await page.keyboard.press('Enter');
  await soon(page, async () => assert.match(await page.locator('.allowed:not(:empty)').innerText(), /each disc’s radius: “0” is not taken; allowed: a number above 0/));
  await page.goto(`${page.url().split('#')[0]}#v=1&preset=two-bubbles`);
  await page.locator('.slot[data-kind="plane"]').waitFor();
  await page.locator('.presets').focus();
  await page.keyboard.press('?');
  await soon(page, async () => assert.match(await names(), /edge of a ball: .*edge of a disc: drag it to change its radius/));
  assert.match(await names(), /nats: what a step costs, .* 0\.69 nats are one bit/);
  assert.match(await names(), /the parts of one step: start, gradient, metric, balls, landing, cost/);
  assert.match(await page.locator('.help-keys').textContent(), /Ctrl Shift Z/);
  await page.keyboard.press('Escape');
  // What is scrolled out of the panel has no name that would stand on something else.
  await page.locator('.side').evaluate((side) => { side.scrollTop = side.scrollHeight; });
  await page.keyboard.press('?');
  await soon(page, async () => {
    const all = await names();
    assert.match(all, /which panels are shown/);
    assert.doesNotMatch(all, /what is fitted|rules: one line each/);
  });
  quiet(page);
});

test('more kinds of panels than a window has room for are refused in words', async (t) => {
  const page = await lab(t, { hash: '#v=1&model=gaussian&chart=variance&rules=gradient+kl-ball&view=plane+density+series+score+expansion+race' });
  const box = page.getByRole('checkbox', { name: 'halved steps' });
  await box.click();
  await soon(page, async () => assert.match(await page.locator('.notice').innerText(), /This window has room for 6 kinds of panels\. Hide one first\./));
  assert.equal(await box.isChecked(), false);
  await page.getByRole('checkbox', { name: 'race' }).uncheck();
  await box.check();
  await soon(page, async () => assert.match((await attributes(page)).view, /halving/));
  quiet(page);
});

test('a field fills the plane of every chart that is chosen, with the cost that suits that chart whatever came before', async (t) => {
  const page = await lab(t);
  const cost = async (chart) => {
    await page.getByRole('combobox', { name: 'run in' }).selectOption(chart);
    await rest(page);
    const found = Number((await attributes(page))['field-cost']);
    await soon(page, async () => assert.equal(Number(await page.getByRole('textbox', { name: 'each ball costs, as a number' }).inputValue()), found, 'the slider shows it'));
    const middle = await page.getByRole('slider', { name: 'each disc’s radius' }).evaluate(({ min, max, value }) => (Number(value) - Number(min)) / (Number(max) - Number(min)));
    assert.ok(Math.abs(middle - 0.5) < 0.01, `the usual radius is in the middle of its slider: ${middle}`);
    return found;
  };
  const [expectation, natural, deviation] = [await cost('expectation'), await cost('natural'), await cost('std-dev')];
  assert.ok(expectation < natural && natural < deviation, `${[expectation, natural, deviation]}`);
  assert.equal(await cost('natural'), natural);
  // A cost that somebody types stays.
  await page.getByRole('textbox', { name: 'each ball costs, as a number' }).fill('0.03');
  await page.keyboard.press('Enter');
  await soon(page, async () => assert.equal((await attributes(page))['field-cost'], '0.03'));
  await page.getByRole('combobox', { name: 'model' }).selectOption('logistic');
  await page.getByRole('combobox', { name: 'run in' }).selectOption('raw');
  await soon(page, async () => assert.match(await page.locator('.notice').innerText(), /^No room for a field in these coordinates/));
  await soon(page, async () => assert.match(await page.locator('.slot[data-kind="field"] .title').innerText(), /no room for a field$/));
  quiet(page);
});
