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

test('one’s own observations keep the name of what they measure, also in the link', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  const title = page.locator('.slot[data-kind="density"] .title');
  assert.equal(await title.innerText(), 'The distributions', 'the axis says it');
  await page.locator('.slot[data-kind="density"] .panel').focus();
  await soon(page, async () => {
    await page.keyboard.press('n');
    assert.match(await title.innerText(), /^The distributions\W+density of the earth \(water = 1\)$/u);
  });
  await soon(page, async () => assert.match(decodeURIComponent(page.url()), /quantity=density\+of\+the\+earth/));
  await page.reload();
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await soon(page, async () => assert.match(await title.innerText(), /density of the earth/));
  await page.getByRole('combobox', { name: 'data' }).selectOption('michelson');
  await soon(page, async () => assert.equal(await title.innerText(), 'The distributions'));
  await page.getByRole('combobox', { name: 'data' }).selectOption('');
  await page.locator('[data-key="own data"]').fill('wing length\n12.5\n13.1\n14.2\n15\n13.3\n');
  await soon(page, async () => assert.match(await title.innerText(), /wing length$/));
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
