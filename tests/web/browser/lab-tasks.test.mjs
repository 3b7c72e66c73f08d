// What a newcomer tries in the lab, with nothing to go by but the screen: three tasks, each as a script that does what one would.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributes, lab, rest } from './lab.mjs';
import { drag, frame, quiet, soon } from './page.mjs';

const caption = (page) => page.locator('.foot figcaption').innerText();

test('“show that the same disc is timid above and reckless below”: drag the yellow point of the first screen', async (t) => {
  const page = await lab(t);
  assert.match(await page.locator('.notice').innerText(), /Drag the yellow point/, 'the screen says what to do');
  assert.match(await caption(page), /Here the disc is reckless/);
  const box = await page.locator('.field .handle').first().boundingBox();
  const from = [box.x + box.width / 2, box.y + box.height / 2];
  const { height } = await page.locator('.panel.field').boundingBox();
  await drag(page, from, [from[0] + 60, from[1] - 0.6 * height]);
  await soon(page, async () => assert.equal(await page.locator('.notice.shown').count(), 0, 'who drags is not told to drag'));
  await soon(page, async () => assert.match(await caption(page), /Here the disc is timid: even its worst point costs only/));
  const [, share] = /costs only .*, ([\d.]+)\s*% of the ball/.exec(await caption(page));
  assert.ok(Number(share) < 60, share);
  quiet(page);
});

test('“find a rate at which gradient descent beats the KL ball from here”: add the rule, move its slider, read the steps', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=launches' });
  await page.getByRole('combobox', { name: 'Add a rule' }).selectOption('kl-ball');
  await rest(page);
  const steps = async (rule) => {
    const said = await page.locator(`.rule[data-rule="${rule}"] .arrives`).textContent();
    return said.startsWith('not') ? Infinity : Number.parseInt(said, 10);
  };
  await soon(page, async () => assert.ok(await steps('kl-ball') > 1));
  // The slider is dragged slowly until the steps beside the two rules say so.
  const box = await page.locator('.rule[data-rule="gradient"] input[type="range"]').first().boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 10, y);
  await page.mouse.down();
  for (let x = 11; x < box.width - 10 && (await steps('gradient')) >= (await steps('kl-ball')); x += 1) {
    await page.mouse.move(box.x + x, y);
    await frame(page);
  }
  await page.mouse.up();
  assert.ok((await steps('gradient')) < (await steps('kl-ball')), `${await steps('gradient')} against ${await steps('kl-ball')}`);
  await soon(page, async () => assert.match(await page.locator('.notice').innerText(), /gradient descent arrives before the KL ball/));
  quiet(page);
});

test('where no rate of gradient descent arrives sooner than the KL ball that is said', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.getByRole('combobox', { name: 'Add a rule' }).selectOption('gradient');
  await page.getByRole('button', { name: 'best radius for KL ball from here' }).click();
  await page.locator('.rule[data-rule="kl-ball"] .found').filter({ hasText: 'Best radius: arrives in' }).waitFor();
  await page.getByRole('button', { name: 'best rate for gradient descent from here' }).click();
  const said = page.locator('.rule[data-rule="gradient"] .found');
  await soon(page, async () => assert.match(await said.innerText(), /the KL ball takes \d+\. From here no rate of gradient descent arrives sooner than the KL ball: try another start\./));
  const [, mine, its] = /arrives in (\d+) steps?; the KL ball takes (\d+)\./.exec(await said.innerText());
  assert.ok(Number(mine) >= Number(its));
  await page.locator('.side').getByRole('button', { name: 'Remove KL ball' }).click();
  await soon(page, async () => assert.doesNotMatch(await said.innerText(), /KL ball/));
  quiet(page);
});

test('the same task by one button: the best rate of gradient descent alone, said beside the steps of the KL ball', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=launches' });
  await page.getByRole('combobox', { name: 'Add a rule' }).selectOption('kl-ball');
  await rest(page);
  const before = await attributes(page);
  await page.getByRole('button', { name: 'best rate for gradient descent from here' }).click();
  const said = page.locator('.rule[data-rule="gradient"] .found');
  await said.filter({ hasText: 'Best rate: arrives in' }).waitFor();
  const [, mine, its] = /arrives in (\d+) steps?; the KL ball takes (\d+)\./.exec(await said.innerText());
  assert.ok(Number(mine) < Number(its), await said.innerText());
  const inRow = async (rule) => Number.parseInt(await page.locator(`.rule[data-rule="${rule}"] .arrives`).textContent(), 10);
  await soon(page, async () => assert.deepEqual([await inRow('gradient'), await inRow('kl-ball')], [Number(mine), Number(its)], 'the rows say the same'));
  await soon(page, async () => assert.match(await page.locator('.notice').innerText(), /gradient descent arrives before the KL ball/));
  await soon(page, async () => assert.equal(await page.locator('.rule[data-rule="gradient"] .track .best').isVisible(), true, 'the slider has a mark there'));
  const after = await attributes(page);
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key]);
  assert.deepEqual(changed, ['gradient-rate'], 'the other rules keep their sizes');
  // What was said goes with the size and with the start that it was about.
  await page.locator('.rule[data-rule="gradient"] .typed').first().fill('1');
  await page.keyboard.press('Enter');
  await soon(page, async () => assert.equal(await said.innerText(), ''));
  await page.keyboard.press('Escape');
  await page.locator('.presets').focus();
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.match(await said.innerText(), /arrives in/));
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.deepEqual(await attributes(page), before, 'one step takes the search back'));
  quiet(page);
});

test('of every rule that has a size the best one is found by its own button, or it is said why there is none', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=race' });
  const buttons = page.locator('.best-size');
  const names = await buttons.evaluateAll((all) => all.map((button) => button.getAttribute('aria-label')));
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.length > 5);
  for (let k = 0; k < names.length; k += 1) await buttons.nth(k).click();
  // All searches together take longer than a picture.
  await page.locator('.found', { hasText: /^Best (rate|radius): arrives in \d+ steps?|^From here it arrives with no/ }).nth(names.length - 1).waitFor();
  await page.goto(`${page.url().split('#')[0]}#v=1&preset=minibatches`);
  await page.getByRole('button', { name: 'best rate for gradient descent from here' }).click();
  await soon(page, async () => assert.match(await page.locator('.rule[data-rule="gradient"] .found').innerText(), /switch off “batches of the data” first/));
  quiet(page);
});

test('a race says that rates are the best ones only until a reader sets one', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=race' });
  await soon(page, async () => assert.match(await caption(page), /^Each rule at its own best rate/));
  await page.getByRole('button', { name: 'Mute gradient descent' }).first().click();
  await soon(page, async () => {
    const words = await caption(page);
    assert.doesNotMatch(words, /gradient descent/);
    assert.match(words, /^Each rule at its own best rate/, 'the others have theirs');
  });
  const slider = page.locator('.rule[data-rule="momentum"] input[type="range"]').first();
  await slider.press('ArrowRight');
  await soon(page, async () => assert.match(await caption(page), /^Rates as they are set now\./));
  await page.locator('.presets').press('Control+z');
  await soon(page, async () => assert.match(await caption(page), /^Each rule at its own best rate/));
  await page.getByRole('combobox', { name: 'Add a rule' }).selectOption('geodesic');
  await soon(page, async () => assert.match(await caption(page), /^Rates as they are set now\./));
  await page.goto(`${page.url().split('#')[0]}#v=1&preset=two-bubbles`);
  await page.getByRole('checkbox', { name: 'race' }).check();
  await soon(page, async () => assert.match(await caption(page), /^Rates as they are set now\./));
  quiet(page);
});

test('“show a class of thirty why variance and precision disagree”: a preset, the projector, the slider below, the next preset', async (t) => {
  const page = await lab(t);
  await page.locator('.presets').click();
  await page.locator('.card', { hasText: 'From variance to precision' }).click();
  await soon(page, async () => assert.match(await page.locator('.claim').innerText(), /gradient descent has another/));
  await rest(page);
  await page.getByRole('button', { name: /^Projector/ }).click();
  await rest(page);
  await soon(page, async () => assert.match(await page.locator('.claim').innerText(), /gradient descent has another/));
  await soon(page, async () => assert.match(await caption(page), /This is variance: the orange discs are discs here/));
  await page.getByRole('button', { name: 'Go from one chart to the other' }).click();
  await soon(page, async () => assert.equal((await page.locator('#lab').evaluate((host) => host.changes)).morph, '1'));
  await soon(page, async () => assert.match(await caption(page), /precision/));
  assert.equal(await page.locator('.transport').isVisible() && await page.locator('.way').isVisible(), true);
  await page.keyboard.press('PageDown');
  await soon(page, async () => assert.equal(await page.locator('.presets .name').innerText(), 'Variance or precision'));
  await soon(page, async () => assert.equal(await page.locator('.panel.plane').count(), 2));
  assert.equal(await page.locator('.lab.projector').count(), 1, 'the projector stays');
  quiet(page);
});

test('the row of a rule and the sentence say one step at which it arrives, and both that it jumps off again', async (t) => {
  for (const [preset, leaves] of [['own', ['KL ball']], ['heavy-tails', []]]) {
    const page = await lab(t, { hash: `#v=1&preset=${preset}` });
    await soon(page, async () => assert.match(await caption(page), /within 0\.01 nats of the best fit/));
    const said = await caption(page);
    const rows = await page.locator('.rule').evaluateAll((all) => all.map((one) => [one.querySelector('select').selectedOptions[0].text, one.querySelector('.arrives').textContent]));
    for (const [label, row] of rows) {
      const told = new RegExp(`${label} \\(at step (\\d+)\\)`, 'i').exec(said)?.[1];
      assert.equal(/^(\d+) steps? to the best fit/.exec(row)?.[1], told, `${label}: ${row}; ${said}`);
      assert.equal(/then off again$/.test(row), leaves.includes(label), `${label}: ${row}`);
    }
    assert.equal(/jumps over it again and again/.test(said), leaves.length > 0);
    assert.equal(await page.locator('.near').innerText(), 'Steps to the best fit: until the loss is within 0.01 nats of its least.');
    await page.close();
  }
});

test('a rule that comes to the best fit and jumps off again says so in its row', async (t) => {
  for (const [steps, said] of [[5, /^5 steps to the best fit$/], [7, /^5 steps to the best fit, then off again$/], [8, /^5 steps to the best fit, then off again$/]]) {
    const page = await lab(t, { hash: `#v=1&view=plane&model=gaussian&data=teaching&chart=variance&rules=euclidean-ball&radius=0.4&start=-0.3+0.8&steps=${steps}` });
    await soon(page, async () => assert.match(await page.locator('.rule[data-rule="euclidean-ball"] .arrives').textContent(), said));
    await page.close();
  }
});

test('rules that are added at the first screen show their paths, and a second chart its plane', async (t) => {
  const page = await lab(t);
  const kinds = () => page.locator('.slot').evaluateAll((slots) => slots.map((slot) => slot.dataset.kind));
  for (const rule of ['gradient', 'kl-ball']) {
    await page.getByRole('combobox', { name: 'Add a rule' }).selectOption(rule);
    await rest(page);
  }
  assert.deepEqual(await kinds(), ['plane', 'density'], 'the field alone has no paths');
  assert.equal((await page.locator('#lab').evaluate((host) => host.changes)).field, 'balls', 'it is still there');
  const costs = await page.locator('#lab').evaluate((host) => host.costs);
  assert.ok(costs.every((cost) => cost > 0.001 && cost <= 0.25), `first steps of ${costs} nats stay in sight`);
  await soon(page, async () => assert.match(await page.locator('.rule[data-rule="kl-ball"] .arrives').textContent(), /steps to the best fit/));
  await page.getByRole('combobox', { name: 'beside it' }).selectOption('precision');
  await page.getByRole('checkbox', { name: /one plane that moves/ }).check();
  await rest(page);
  assert.deepEqual(await kinds(), ['morph', 'density']);
  quiet(page);
});

test('one plane that moves takes the place of two fields', async (t) => {
  const page = await lab(t);
  await page.getByRole('combobox', { name: 'beside it' }).selectOption('precision');
  await page.getByRole('checkbox', { name: /one plane that moves/ }).check();
  await rest(page);
  assert.deepEqual(await page.locator('.slot').evaluateAll((slots) => slots.map((slot) => slot.dataset.kind)), ['morph']);
  quiet(page);
});
