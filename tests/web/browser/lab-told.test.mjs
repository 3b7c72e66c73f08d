// What the lab tells whoever uses it: a screen reader, a reader who predicts, one who types a wrong number, a class that sees the second window.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frame, quiet, soon } from './page.mjs';
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

test('the slider between two charts says where it is in words', async (t) => {
  const page = await lab(t, { hash: '#v=1&view=morph+density&model=gaussian&data=teaching&chart=variance+precision&rules=trust-region&steps=5&morph=0.0408191669152003' });
  assert.equal(await page.locator('.way input').getAttribute('aria-valuetext'), '4 % of the way from variance to precision');
});

test('a prediction is asked for with a mark one sees, judged in words, and forgotten with the step it was about', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.locator('.predict').click();
  await rest(page);
  const [start, mark] = await Promise.all(['start', 'guess'].map((pin) => page.locator(`.plane .handle[data-pin="${pin}"]`).boundingBox()));
  assert.ok(Math.hypot(start.x - mark.x, start.y - mark.y) > 12, 'the mark does not lie on the start');
  assert.match(await page.locator('.notice').innerText(), /hollow mark/);
  const [prompt, speed] = await Promise.all(['.predict', '.speed'].map((one) => page.locator(one).boundingBox()));
  assert.ok(prompt.x >= speed.x + speed.width, 'the question covers no menu');
  const there = await page.locator('#lab').evaluate((host) => {
    const { panel } = { panel: host.shadowRoot.querySelector('.plane') };
    return panel.getBoundingClientRect().toJSON();
  });
  await page.mouse.click(there.x + 0.75 * there.width, there.y + 0.3 * there.height);
  await page.locator('.reveal').click();
  await soon(page, async () => assert.match(await sentence(page).innerText(), /Your mark is .* nats from the start\. That is more than the step itself costs: not yet\./));
  assert.doesNotMatch(await page.locator('.presets .name').innerText(), /changed/, 'a prediction changes no slide');
  // Another start has another landing.
  const [x, y] = await handle(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y - 20, { steps: 4 });
  await page.mouse.up();
  await rest(page);
  await soon(page, async () => assert.doesNotMatch(await sentence(page).innerText(), /Your mark/));
  assert.equal(await page.locator('.plane .handle[data-pin="guess"]').isVisible(), false);
  assert.equal(await page.locator('.predict').innerText(), 'Predict the landing');
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
  await typed.fill('0.05');
  await typed.press('Enter');
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
  await frame(page);
  const next = await page.locator('.claim').innerText();
  assert.notEqual(next, claim);
  await soon(other, async () => assert.equal(await other.locator('.claim').innerText(), next));
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
  assert.deepEqual(await titles(), ['Two bubbles', 'Two bubbles (2)'], 'it is unchanged, and no two have one name');
  assert.equal(await page.locator('.own-card textarea').first().inputValue(), claim, 'the sentence is that of the slide');
  await page.locator('.own-card input').last().fill('Disc against ball');
  await page.locator('.own-card textarea').last().fill('Look at the orange one.');
  await page.locator('.own-card textarea').last().press('Tab');
  assert.deepEqual(await titles(), ['Two bubbles', 'Disc against ball']);
  await page.getByRole('button', { name: 'Earlier: Disc against ball' }).click();
  assert.deepEqual(await titles(), ['Disc against ball', 'Two bubbles']);
  await page.getByRole('button', { name: 'Remove Two bubbles' }).click();
  assert.deepEqual(await titles(), ['Disc against ball']);
  assert.ok(await copy.isEnabled());
  await page.locator('.own-card .card').click();
  await soon(page, async () => assert.equal(await page.locator('.claim').innerText(), 'Look at the orange one.'));
  assert.equal(await page.locator('.presets .name').innerText(), 'Disc against ball');
  quiet(page);
});
