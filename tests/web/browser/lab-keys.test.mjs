// The lab with the keyboard alone: every act is done by Tab, arrows, Enter and letters, from a fresh page, and no pointer is touched.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { MOST, held, press, tabTo } from './keys.mjs';
import { attributes, lab, rest, spec, start, windows } from './lab.mjs';
import { frame, quiet, soon } from './page.mjs';

const BUBBLES = '#v=1&preset=two-bubbles';

for (const [what, options] of Object.entries({
  'a wide window': { hash: BUBBLES }, 'one that moves between two charts': { hash: '#v=1&preset=renamed' }, 'the first screen': {},
  'a phone': { hash: BUBBLES, width: 390, height: 844 }, 'the projector': { hash: '#v=1&preset=renamed', projector: true },
})) {
  test(`Tab goes round, and whatever has the focus is in sight, is ringed and has a name: ${what}`, async (t) => {
    const { projector, ...window } = options;
    const page = await lab(t, { ...window, reducedMotion: true });
    if (projector) await press(page, 'p');
    await rest(page);
    const seen = new Set();
    for (let k = 0; k < MOST; k += 1) {
      await press(page, 'Tab');
      const now = await held(page);
      if (now.is === 'page') break;
      assert.ok(now.ringed && now.inside && now.name, JSON.stringify(now));
      seen.add(JSON.stringify(now));
    }
    assert.ok(seen.size > 8, `${seen.size} stops`);
    assert.equal((await held(page)).is, 'page', 'it leaves the lab again');
    // No two have one name, but for the button that opens a part of the settings.
    const names = [...seen].map((one) => JSON.parse(one)).filter(({ is }) => is !== 'sign desk').map(({ name }) => name);
    assert.deepEqual(names.filter((name, k) => names.indexOf(name) !== k), []);
    quiet(page);
  });
}

test('the start is moved, placed and given company; starts are removed; all of it is taken back', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  const at = await start(page);
  await tabTo(page, '.plane .handle[data-pin="start"]');
  await press(page, 'ArrowRight', 'ArrowUp');
  await soon(page, async () => {
    const now = await start(page);
    assert.ok(now[0] > at[0] && now[1] > at[1]);
  });
  await tabTo(page, '.ground', 'Shift+Tab');
  await press(page, 'Enter');
  await rest(page);
  const [x0, x1] = (await windows(page)).variance;
  const placed = await start(page);
  assert.ok(placed[0] > x0 + 0.2 * (x1 - x0) && placed[0] < x1 - 0.2 * (x1 - x0), 'near the middle');
  await press(page, 'n');
  await soon(page, async () => assert.equal((await held(page)).is, 'more.0'));
  const more = (await attributes(page)).starts;
  await press(page, 'ArrowLeft');
  await soon(page, async () => assert.notEqual((await attributes(page)).starts, more, 'its arrows move it'));
  await press(page, 'Delete');
  await soon(page, async () => assert.equal((await attributes(page)).starts, undefined));
  await soon(page, async () => assert.match((await held(page)).is, /ground/, 'the focus stays at the plane'));
  for (let k = 0; k < 6; k += 1) await press(page, 'Control+z');
  await soon(page, async () => assert.deepEqual(await start(page), at));
  await press(page, 'Control+Shift+z');
  await soon(page, async () => assert.notDeepEqual(await start(page), at));
  quiet(page);
});

test('a start that is taken back hands the focus to its plane', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  await tabTo(page, '.ground');
  await press(page, 'n');
  await soon(page, async () => assert.equal((await held(page)).is, 'more.0'));
  await press(page, 'Control+z');
  await soon(page, async () => assert.match((await held(page)).is, /ground/));
  quiet(page);
});

test('the plane is zoomed, panned and framed', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  const whole = (await windows(page)).variance;
  await tabTo(page, '.ground');
  await press(page, '+', '+');
  await rest(page);
  const near = (await windows(page)).variance;
  assert.ok(near[1] - near[0] < 0.8 * (whole[1] - whole[0]));
  await press(page, 'Shift+ArrowRight');
  await rest(page);
  assert.ok((await windows(page)).variance[0] > near[0]);
  // The button that is there then does the same as 0.
  await tabTo(page, '.frame-all');
  await press(page, 'Enter');
  await soon(page, async () => assert.ok(Math.abs((await windows(page)).variance[0] - whole[0]) < 1e-9));
  await soon(page, async () => assert.match((await held(page)).is, /ground/, 'the button goes, the focus stays at the plane'));
  await press(page, '-');
  await rest(page);
  assert.ok((await windows(page)).variance[0] < whole[0]);
  await press(page, '0');
  await soon(page, async () => assert.ok(Math.abs((await windows(page)).variance[0] - whole[0]) < 1e-9));
  quiet(page);
});

test('the radius of a ball is slid and typed, and the mean and the width of a curve are moved', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  const radius = async () => (await spec(page)).runs[2].radius;
  await tabTo(page, 'input[type="range"][data-key="radius 2"]');
  assert.match((await held(page)).name, /radius of KL ball/);
  await press(page, 'ArrowRight', 'ArrowRight');
  await soon(page, async () => assert.ok(await radius() > 0.08));
  await tabTo(page, '[data-key="radius 2 typed"]', 'Shift+Tab');
  await press(page, 'Control+a', '0', '.', '0', '5', 'Enter');
  await soon(page, async () => assert.equal(await radius(), 0.05));
  const [mean] = await start(page);
  await tabTo(page, '[data-held="top"]', 'Shift+Tab');
  await press(page, 'ArrowRight');
  // From now on the start is a mean and a standard deviation.
  const [, wide] = await soon(page, async () => {
    const now = await start(page);
    assert.ok(now[0] > mean, 'the mean');
    return now;
  });
  await press(page, 'ArrowUp');
  await soon(page, async () => assert.ok((await start(page))[1] < wide, 'narrower'));
  quiet(page);
});

test('observations are chosen, moved, added and removed, and a label flips', async (t) => {
  const page = await lab(t, { hash: '#v=1&view=plane+density&model=logistic&data=oring&chart=whitened&rules=natural-gradient&start=-0.5+0.2&steps=4', reducedMotion: true });
  const list = async () => (await spec(page)).data;
  const model = new core.Model({ model: 'logistic', data: { set: 'oring' } });
  const labels = Array.from(model.labels);
  await tabTo(page, '.panel.density');
  assert.match((await held(page)).name, /Left and right choose an observation, with Shift they move it/);
  await soon(page, async () => assert.match(await page.locator('.tip').innerText(), /observation \d+ of/));
  await press(page, 'Enter');
  const ones = (y) => y.reduce((sum, one) => sum + one, 0);
  await soon(page, async () => assert.equal(Math.abs(ones((await list()).y) - ones(labels)), 1));
  await press(page, 'n');
  await soon(page, async () => assert.equal((await list()).x.length, labels.length + 1));
  const added = (await list()).x.at(-1);
  await press(page, 'Shift+ArrowRight');
  await soon(page, async () => assert.ok((await list()).x.at(-1) > added));
  await press(page, 'Delete');
  await soon(page, async () => assert.equal((await list()).x.length, labels.length));
  for (let k = 0; k < 4; k += 1) await press(page, 'Control+z');
  await soon(page, async () => assert.equal((await attributes(page)).data, 'oring'));
  quiet(page);
});

test('rules are added, renamed, doubled, moved, muted, heard alone and removed; keys that go through the menu add nothing', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  const rules = async () => (await spec(page)).runs.map(({ rule }) => rule);
  await tabTo(page, '[data-key="add"]');
  await press(page, 'ArrowDown', 'ArrowDown');
  await frame(page);
  assert.equal((await rules()).length, 3, 'going through is not adding');
  await press(page, 'Escape');
  await press(page, 'ArrowDown', 'Enter');
  const [added] = await soon(page, async () => {
    const now = (await rules()).slice(3);
    assert.equal(now.length, 1);
    return now;
  });
  await soon(page, async () => assert.equal((await held(page)).is, 'add', 'the menu keeps the focus'));
  await tabTo(page, '[data-key="again 3"]', 'Shift+Tab');
  await press(page, 'Enter');
  await soon(page, async () => assert.deepEqual((await rules()).slice(3), [added, added]));
  await tabTo(page, '[data-key="grip 0"]', 'Shift+Tab');
  await press(page, 'ArrowDown');
  await soon(page, async () => assert.equal((await rules())[1], 'euclidean-ball'));
  await soon(page, async () => assert.equal((await held(page)).is, 'grip 1', 'it goes with its rule'));
  await tabTo(page, '[data-key="mute 1"]');
  await press(page, 'Enter');
  await soon(page, async () => assert.equal((await rules()).includes('euclidean-ball'), false));
  await soon(page, async () => assert.equal((await held(page)).is, 'mute 1'));
  await press(page, 'Enter');
  await soon(page, async () => assert.equal((await rules())[1], 'euclidean-ball'));
  await tabTo(page, '[data-key="solo 1"]');
  await press(page, 'Enter');
  await soon(page, async () => assert.deepEqual(await rules(), ['euclidean-ball']));
  await press(page, 'Enter');
  await soon(page, async () => assert.equal((await rules()).length, 5));
  // The last of the list: the focus has somewhere to go.
  await tabTo(page, '[data-key="remove 4"]');
  await press(page, 'Enter');
  await soon(page, async () => assert.equal((await rules()).length, 4));
  await soon(page, async () => assert.notEqual((await held(page)).is, 'page'));
  await tabTo(page, '[data-key="rule 0"]', 'Shift+Tab');
  await press(page, 'ArrowDown');
  await soon(page, async () => assert.notEqual((await rules())[0], 'fisher-ball'));
  await soon(page, async () => assert.equal((await held(page)).is, 'rule 0'));
  quiet(page);
});

test('rules are matched: equal first costs, the best size of all or of one, with a stop', async (t) => {
  const page = await lab(t, { hash: '#v=1&model=gaussian&data=teaching&chart=variance&view=plane+density&rules=gradient+kl-ball&start=-0.3+0.8&steps=8&gradient-rate=0.1', reducedMotion: true });
  const rate = async () => (await spec(page)).runs[0].rate;
  const before = await rate();
  await tabTo(page, '.matching button:nth-of-type(1)');
  assert.match((await held(page)).name, /Same first cost/);
  await press(page, 'Enter');
  await soon(page, async () => {
    const [one, other] = await page.locator('#lab').evaluate((host) => host.costs);
    assert.ok(Math.abs(one / other - 1) < 0.01);
  });
  await tabTo(page, '[data-key="best gradient.rate"]', 'Shift+Tab');
  await press(page, 'Enter');
  await soon(page, async () => assert.match(await page.locator('.found').first().innerText(), /^Best rate: arrives in/));
  await soon(page, async () => assert.notEqual(await rate(), before));
  await soon(page, async () => assert.equal((await held(page)).is, 'best gradient.rate'));
  quiet(page);
});

test('further settings of a rule are unfolded and set', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  await tabTo(page, '.rule:nth-of-type(3) summary');
  await press(page, 'Enter');
  await tabTo(page, '[data-key="direction 2"]');
  await press(page, 'ArrowDown');
  await soon(page, async () => assert.equal((await spec(page)).runs[2].direction, 'new-old'));
  await soon(page, async () => assert.equal((await held(page)).is, 'direction 2'));
  quiet(page);
});

test('field, charts, the way between two of them, steps and panels', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  const now = () => attributes(page);
  await press(page, 'f');
  await soon(page, async () => assert.equal((await now()).field, 'balls'));
  await tabTo(page, '[data-key="field-cost"]');
  const cost = (await now())['field-cost'];
  await press(page, 'ArrowRight');
  await soon(page, async () => assert.notEqual((await now())['field-cost'], cost));
  await tabTo(page, '[data-key="field"]', 'Shift+Tab');
  await press(page, 'Home');
  await soon(page, async () => assert.equal((await now()).field, undefined));
  await tabTo(page, '[data-key="steps"]', 'Shift+Tab');
  await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await soon(page, async () => assert.ok((await spec(page)).steps > 1));
  await tabTo(page, '[data-key="second"]', 'Shift+Tab');
  await press(page, 'ArrowDown');
  await soon(page, async () => assert.match((await now()).chart, /^variance precision$/));
  await tabTo(page, '[data-key="morph"]');
  await press(page, 'Space');
  await page.locator('.slot[data-kind="morph"]').waitFor();
  await tabTo(page, '[data-key="scrub"]');
  await press(page, 'End');
  await soon(page, async () => assert.equal((await now()).morph, '1'));
  await press(page, 'ArrowLeft');
  await soon(page, async () => assert.ok(Number((await now()).morph) < 1));
  await tabTo(page, '.way .go');
  await press(page, 'Enter');
  await soon(page, async () => assert.equal(Number((await now()).morph ?? 0) % 1, 0));
  await tabTo(page, '[data-key="view series"]', 'Shift+Tab');
  await press(page, 'Space');
  await soon(page, async () => assert.match((await now()).view, /series/));
  await soon(page, async () => assert.equal((await held(page)).is, 'view series'));
  quiet(page);
});

test('names of everything, formulas, the projector and the settings: Escape closes each, and the focus is where it was', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  await tabTo(page, '.plane .handle[data-pin="start"]');
  await press(page, '?');
  await soon(page, async () => assert.ok(await page.locator('.help').isVisible()));
  await tabTo(page, '.help-more button');
  await press(page, 'Enter');
  await page.locator('.help-keys').waitFor();
  await press(page, 'Escape');
  await soon(page, async () => assert.equal(await page.locator('.help').isVisible(), false));
  await soon(page, async () => assert.equal((await held(page)).is, 'start'));
  // Whoever goes on with Tab leaves it, and is not under it.
  await press(page, '?');
  await soon(page, async () => assert.ok(await page.locator('.help').isVisible()));
  await press(page, 'Shift+Tab');
  await soon(page, async () => assert.equal(await page.locator('.help').isVisible(), false));
  await tabTo(page, '.plane .handle[data-pin="start"]', 'Shift+Tab');
  await press(page, 'c');
  await page.locator('.formula').waitFor({ state: 'visible' });
  await press(page, 'Escape');
  await soon(page, async () => assert.equal(await page.locator('.formula').isVisible(), false));
  await soon(page, async () => assert.equal((await held(page)).is, 'start'));
  await press(page, 'p');
  await page.locator('.lab.projector').waitFor();
  await press(page, 'Escape');
  await soon(page, async () => assert.equal(await page.locator('.lab.projector').count(), 0));
  await soon(page, async () => assert.equal((await held(page)).is, 'start'));
  // The settings fold under whoever is in them.
  await tabTo(page, '[data-key="chart"]');
  await press(page, 's');
  quiet(page);
});

test('settings that fold away hand the focus to the button that brings them back', async (t) => {
  for (const width of [1280, 768]) {
    const page = await lab(t, { hash: BUBBLES, width, reducedMotion: true });
    if (width < 1024) {
      await tabTo(page, '.fold');
      await press(page, 'Enter');
    }
    await tabTo(page, '[data-key="batches"]');
    await press(page, width < 1024 ? 'Escape' : 's');
    await soon(page, async () => assert.equal(await page.locator('.side').isVisible(), false));
    await soon(page, async () => assert.notEqual((await held(page)).is, 'page', `${width}`));
    await press(page, 's');
    await page.locator('.side').waitFor({ state: 'visible' });
    quiet(page);
  }
});

test('presets: page by page, from the drawer, one’s own; Escape gives the focus back', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  const title = () => page.locator('.presets .name').innerText();
  await press(page, 'PageDown');
  await soon(page, async () => assert.equal(await title(), 'Equal lengths, equal costs'));
  await press(page, 'PageUp');
  await soon(page, async () => assert.equal(await title(), 'Two bubbles'));
  await press(page, 'l');
  await page.locator('.drawer[open]').waitFor();
  await press(page, 'Escape');
  await soon(page, async () => assert.equal(await page.locator('.drawer[open]').count(), 0));
  await soon(page, async () => assert.match((await held(page)).is, /presets/));
  await press(page, 'Enter');
  await page.locator('.drawer[open]').waitFor();
  await page.keyboard.type('newton goes');
  await press(page, 'Enter');
  await soon(page, async () => assert.equal(await title(), 'Newton goes up'));
  await soon(page, async () => assert.match((await held(page)).is, /presets/));
  await press(page, 'Enter');
  await page.locator('.drawer[open]').waitFor();
  await tabTo(page, '.jumps button:first-child', 'Shift+Tab');
  await press(page, 'Enter', 'Enter');
  await soon(page, async () => assert.equal(await page.locator('.own-card').count(), 1));
  await page.keyboard.type('Mine');
  await press(page, 'Tab');
  await soon(page, async () => assert.equal(await page.locator('.own-card strong').innerText(), 'Mine'));
  quiet(page);
});

test('a landing is predicted: the mark has the focus, arrows move it, and it is judged', async (t) => {
  for (const preset of ['two-bubbles', 'two-scales']) {
    const page = await lab(t, { hash: `#v=1&preset=${preset}`, reducedMotion: true });
    await tabTo(page, '.predict');
    await press(page, 'Enter');
    await soon(page, async () => assert.equal((await held(page)).is, 'guess'));
    await press(page, 'Shift+ArrowRight', 'ArrowUp');
    await tabTo(page, '.reveal');
    await press(page, 'Enter');
    await soon(page, async () => assert.match(await page.locator('.foot figcaption').innerText(), /^Your mark is .* nats from where the KL ball step lands/));
    await soon(page, async () => {
      const { is, name } = await held(page);
      assert.match(is, /predict/);
      assert.equal(name, 'Predict again');
    });
    quiet(page);
  }
});

test('what is shown is shared and saved', async (t) => {
  const page = await lab(t, { hash: BUBBLES, reducedMotion: true });
  await tabTo(page, '.share');
  await press(page, 'Enter');
  await soon(page, async () => assert.ok(await page.locator('.notice.shown').innerText()));
  await tabTo(page, '.sign[aria-label="Save, copy, open"]');
  await press(page, 'Enter');
  await soon(page, async () => assert.equal((await held(page)).name, 'Save, copy, open'));
  const save = page.locator('.saving button', { hasText: /^JSON$/ }).first();
  await save.waitFor();
  const down = page.waitForEvent('download');
  for (let k = 0; (await held(page)).name !== 'JSON'; k += 1) {
    assert.ok(k < MOST);
    await press(page, 'Tab');
  }
  await press(page, 'Enter');
  assert.match((await down).suggestedFilename(), /\.json$/);
  quiet(page);
});
