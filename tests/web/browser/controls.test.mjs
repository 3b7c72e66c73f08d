// Sliders, menus and the transport under every figure.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from '../unit/modules.mjs';
import { close } from '../unit/close.mjs';
import { BOTH, agrees, shelf, control, drag, drawn, frame, only, pageOf, quiet, ready, ring, shown, soon, startIn, still } from './page.mjs';

const { chosen } = await shell('text/format.js');

const ONE = '#two-bubbles';
const TWO = '#variance-or-precision';
const [gaussian] = core.catalog().models;

test('sliders answer to the keyboard: the value, its label and every number follow', async (t) => {
  const page = await shelf(t, BOTH);
  const sliders = [
    [ONE, 'Euclidean radius', (spec) => spec.runs[0].radius, 'ε', 'chart units'],
    [ONE, 'KL radius', (spec) => spec.runs[2].radius, 'δ', 'nats'],
    [TWO, 'learning rate of gradient descent', (spec) => spec.runs[0].rate, 'α', ''],
    [TWO, 'learning rate of natural gradient', (spec) => spec.runs[2].rate, 'α', ''],
    [TWO, 'KL radius', (spec) => spec.runs[4].radius, 'δ', 'nats'],
  ];
  for (const [figure, label, value, symbol, unit] of sliders) {
    const slider = control(page, figure, label);
    await slider.focus();
    let last = value((await shown(page, figure)).spec);
    for (const [key, sign] of [['ArrowRight', 1], ['ArrowRight', 1], ['ArrowLeft', -1], ['PageUp', 1], ['Home', -1], ['End', 1]]) {
      await page.keyboard.press(key);
      await frame(page);
      const now = value((await agrees(page, figure)).spec);
      assert.ok(sign * (now - last) > 0, `${label}, ${key}: from ${last} to ${now}`);
      last = now;
      const text = `${symbol} = ${chosen(now)}${unit && ` ${unit}`}`;
      assert.equal(await page.locator(`${figure} label.control`).filter({ hasText: label }).locator('output').innerText(), text);
      assert.equal(await slider.getAttribute('aria-valuetext'), text);
    }
  }
  quiet(page);
});

test('one KL radius steers every rule that has one', async (t) => {
  const page = await shelf(t, only(ONE));
  await control(page, ONE, 'KL radius').focus();
  await page.keyboard.press('PageDown');
  await frame(page);
  const { spec } = await agrees(page, ONE);
  assert.equal(spec.runs[1].radius, spec.runs[2].radius);
  assert.notEqual(spec.runs[0].radius, spec.runs[1].radius);
});

test('a rule that stands twice has two rows and two sliders, and its link has both rates', async (t) => {
  const page = await pageOf(t, '<kl-ball id="twice" rules="gradient gradient" gradient-rate="0.002 0.004" start="5.3 0.03" steps="4"></kl-ball>');
  await drawn(page);
  const { rows } = await shown(page, '#twice');
  assert.deepEqual(Object.keys(rows), ['gradient#1', 'gradient#2']);
  assert.notDeepEqual(...Object.values(rows));
  await control(page, '#twice', 'rate of gradient descent 2').press('ArrowRight');
  await frame(page);
  const { rates, rate, spec } = await page.locator('#twice').evaluate((figure) => ({
    rates: figure.spec.runs.map((run) => run.rate), rate: figure.changes['gradient-rate'], spec: figure.spec.runs.map((run) => run.rule),
  }));
  assert.deepEqual(spec, ['gradient', 'gradient']);
  assert.equal(rates[0], 0.002);
  assert.ok(rates[1] > 0.004);
  assert.equal(rate, rates.join(' '));
});

test('a slider is logarithmic where the catalogue says so: its middle is the geometric mean', async (t) => {
  const page = await shelf(t, only(ONE));
  const slider = control(page, ONE, 'KL radius');
  const most = Number(await slider.getAttribute('max'));
  await slider.fill(String(most / 2));
  await frame(page);
  const [low, high] = core.catalog().rules.find(({ name }) => name === 'kl-ball').options[0].slider;
  close((await agrees(page, ONE)).spec.runs[2].radius, Math.sqrt(low * high), 0.01);
});

test('all six charts can be chosen; the start stays the same distribution', async (t) => {
  const page = await shelf(t, only(ONE));
  const before = startIn((await shown(page, ONE)).spec, 'variance');
  for (const { name, label } of [...gaussian.charts.slice(1), gaussian.charts[0]]) {
    await control(page, ONE, 'parameters').selectOption({ label });
    await frame(page);
    const { spec, facts } = await agrees(page, ONE);
    assert.deepEqual([...new Set(spec.runs.map(({ chart }) => chart))], [name]);
    startIn(spec, 'variance').forEach((x, k) => close(x, before[k], 1e-12));
    assert.equal(facts.length, 6);
  }
  quiet(page);
});

for (const { name } of gaussian.charts) {
  test(`in the chart ${name} the ring can be dragged`, async (t) => {
    const page = await pageOf(t, `<kl-ball chart="${name}" start="variance 5.3 0.022" steps="1"></kl-ball>`);
    await drawn(page);
    const [x, y] = await ring(page, 'kl-ball');
    await drag(page, [x, y], [x + 15, y - 15], [x + 30, y - 20]);
    const found = await ring(page, 'kl-ball');
    assert.ok(Math.hypot(found[0] - x - 30, found[1] - y + 20) < 1.5, `from ${x}, ${y} to ${found}`);
    await agrees(page, 'kl-ball');
    quiet(page);
  });
}

test('a plane that is chosen shows the ring, wherever it was dragged before', async (t) => {
  const page = await shelf(t, only(ONE));
  const [x, y] = await ring(page, ONE);
  await drag(page, [x, y], [x + 200, y - 150]);
  for (const { name } of gaussian.charts) {
    await control(page, ONE, 'parameters').selectOption(name);
    // It comes back when the plane has arrived in its new chart.
    await page.locator(`${ONE} .handle`).waitFor();
  }
});

test('the two planes can show any two charts, and swap', async (t) => {
  const page = await shelf(t, only(TWO));
  const charts = async () => [...new Set((await agrees(page, TWO)).spec.runs.map(({ chart }) => chart))];
  await control(page, TWO, 'chart 2').selectOption('expectation');
  await frame(page);
  assert.deepEqual(await charts(), ['variance', 'expectation']);
  await control(page, TWO, 'chart 1').selectOption('natural');
  await frame(page);
  assert.deepEqual(await charts(), ['natural', 'expectation']);
  await control(page, TWO, 'chart 1').selectOption('expectation');
  await frame(page);
  assert.deepEqual(await charts(), ['expectation', 'natural']);
  assert.equal(await page.locator(`${TWO} .plane`).count(), 2);
  quiet(page);
});

test('a menu keeps the focus when the figure is laid out anew', async (t) => {
  const page = await shelf(t, BOTH);
  for (const [figure, label, value] of [[ONE, 'parameters', 'log-std'], [ONE, 'data', 'michelson'], [TWO, 'chart 2', 'natural']]) {
    const menu = control(page, figure, label);
    await menu.focus();
    await menu.selectOption(value);
    await frame(page);
    const focused = await page.locator(figure).evaluate((element) => element.shadowRoot.activeElement?.closest('label')?.querySelector('.name').textContent);
    assert.equal(focused, label);
  }
});

test('every data set can be chosen, and brings a start of its own', async (t) => {
  const page = await shelf(t, BOTH);
  for (const figure of [ONE, TWO]) {
    for (const { name } of gaussian.data) {
      await control(page, figure, 'data').selectOption(name);
      await frame(page);
      const { spec } = await agrees(page, figure);
      assert.deepEqual(spec.data, { set: name });
      const model = new core.Model({ model: 'gaussian', data: { set: name } });
      assert.ok(model.inspect(startIn(spec, 'variance'), 'variance').loss < model.inspect(model.optimum('variance'), 'variance').loss + 2);
      const [x, y] = await ring(page, figure);
      const box = await page.locator(`${figure} .plane`).first().boundingBox();
      assert.ok(x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height, 'the ring is in sight');
    }
  }
  quiet(page);
});

test('the divergence can be turned round', async (t) => {
  const page = await shelf(t, only(ONE));
  const [before] = Object.values(await shown(page, ONE)).map(({ runs }) => runs);
  assert.equal(before[2].direction, 'old-new');
  const rows = (await shown(page, ONE)).rows['kl-ball'];
  await control(page, ONE, 'divergence').selectOption('new-old');
  await frame(page);
  const found = await agrees(page, ONE);
  assert.equal(found.spec.runs[2].direction, 'new-old');
  assert.notDeepEqual(found.rows['kl-ball'], rows);
});

test('balls can be shown along the paths, and hidden', async (t) => {
  const page = await shelf(t, only(TWO));
  const ink = () => page.locator(TWO).evaluate((element) => [...element.shadowRoot.querySelectorAll('.plane .overlay')].map((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let k = 3; k < data.length; k += 4) sum += data[k] > 0;
    return sum;
  }));
  const painted = {};
  for (const balls of ['none', 'start', 'path']) {
    await control(page, TWO, 'balls').selectOption(balls);
    await frame(page);
    painted[balls] = await ink();
    await agrees(page, TWO);
  }
  for (const plane of [0, 1]) {
    assert.ok(painted.start[plane] > painted.none[plane] && painted.path[plane] > painted.start[plane], JSON.stringify(painted));
  }
});

const cursor = (page, figure = TWO) => page.locator(figure).evaluate((element) => element.cursor);
const button = (page, name) => page.locator(`${TWO} .transport .${name}`);

test('reset, step, back and scrub go where they say, and every number follows', async (t) => {
  const page = await shelf(t, only(TWO));
  const { spec } = await shown(page, TWO);
  const expect = async (step) => {
    await frame(page);
    const found = await agrees(page, TWO);
    assert.equal(found.cursor, step);
    assert.equal(found.counter, `step ${step} of ${spec.steps}`);
    assert.equal(await button(page, 'scrub').inputValue(), String(step));
    assert.equal(await button(page, 'step').isDisabled(), step === spec.steps);
    assert.equal(await button(page, 'back').isDisabled(), step === 0);
    assert.equal(await button(page, 'reset').isDisabled(), step === 0);
    return found;
  };
  await expect(spec.steps);
  await button(page, 'reset').click();
  assert.match((await expect(0)).caption, /start from one distribution/);
  for (const step of [1, 2, 3]) {
    await button(page, 'step').click();
    await expect(step);
  }
  await button(page, 'back').click();
  await expect(2);
  await button(page, 'scrub').focus();
  await page.keyboard.press('ArrowRight');
  await expect(3);
  await page.keyboard.press('End');
  await expect(spec.steps);
  await button(page, 'back').click();
  await expect(spec.steps - 1);
  await button(page, 'scrub').fill('7');
  await expect(7);
  quiet(page);
});

test('play goes to the end and stops; pause stops where it is; play at the end begins anew', async (t) => {
  const page = await shelf(t, only(TWO));
  const { spec } = await shown(page, TWO);
  // Slowly, and paused by the page itself: a click that the test asks for may come after the end.
  await page.locator(`${TWO} .speed`).selectOption({ label: '⅓×' });
  await button(page, 'play').click();
  assert.equal(await button(page, 'play').getAttribute('aria-label'), 'Pause');
  await page.waitForFunction(() => {
    const { cursor, shadowRoot } = document.querySelector('#variance-or-precision');
    if (cursor <= 1) return false;
    shadowRoot.querySelector('.play').click();
    return true;
  }, undefined, { polling: 'raf' });
  const there = await cursor(page);
  assert.equal(await button(page, 'play').getAttribute('aria-label'), 'Play');
  await frame(page);
  assert.equal(await cursor(page), there);
  await agrees(page, TWO);
  await page.locator(`${TWO} .speed`).selectOption({ label: '3×' });
  await button(page, 'play').click();
  await page.waitForFunction((steps) => document.querySelector('#variance-or-precision').cursor === steps, spec.steps);
  await frame(page);
  assert.equal(await button(page, 'play').getAttribute('aria-label'), 'Play');
  await agrees(page, TWO);
  quiet(page);
});

test('a menu that is refused goes back, and says why in words', async (t) => {
  const page = await pageOf(t, '<kl-ball model="logistic" data="oring" chart="whitened" rules="gradient" start="0 0" steps="5"></kl-ball>');
  await drawn(page);
  const menu = control(page, 'kl-ball', 'parameters');
  await page.evaluate(() => {
    globalThis.heard = [];
    for (const name of ['kl-ball-change', 'kl-ball-input']) addEventListener(name, () => heard.push(name));
  });
  await menu.selectOption('boundary');
  await frame(page);
  await frame(page);
  assert.deepEqual(await page.evaluate(() => globalThis.heard), [], 'what is refused is no change');
  const { problem, spec } = await shown(page, 'kl-ball');
  assert.equal(problem, 'In “boundary and slope” the distribution at the start has no name: move the start, then choose it again.');
  assert.equal(spec.start.chart, 'whitened');
  assert.equal(await menu.inputValue(), 'whitened');
  await page.locator('kl-ball .handle').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await frame(page);
  await menu.selectOption('boundary');
  await frame(page);
  assert.equal((await shown(page, 'kl-ball')).spec.start.chart, 'boundary');
  assert.equal((await shown(page, 'kl-ball')).problem, '');
});

test('while a run is scrubbed nothing below moves up again', async (t) => {
  const page = await shelf(t, only(TWO));
  const height = () => page.locator(TWO).evaluate((figure) => figure.getBoundingClientRect().height);
  await button(page, 'scrub').fill('20');
  await frame(page);
  const whole = await height();
  for (const step of ['0', '7', '20']) {
    await button(page, 'scrub').fill(step);
    await frame(page);
    assert.equal(await height(), whole, `at step ${step}`);
  }
});

test('the speed says how many steps go by in a second, and pause stays', async (t) => {
  const page = await pageOf(t, '<kl-ball data="teaching" chart="variance precision" rules="gradient" start="-0.3 0.8" steps="100"></kl-ball>', {
    prepare: (page) => page.clock.install({ time: 0 }),
  });
  await drawn(page);
  // From here on the test advances the clock.
  await page.clock.pauseAt(60_000);
  const moved = {};
  for (const label of ['⅓×', '1×', '3×']) {
    await page.locator('kl-ball .reset').evaluate((reset) => reset.click());
    await page.locator('kl-ball .speed').selectOption({ label });
    await page.locator('kl-ball .play').click();
    await page.clock.runFor(500);
    moved[label] = await cursor(page, 'kl-ball');
    await page.locator('kl-ball .play').click();
    await page.clock.runFor(500);
    assert.equal(await cursor(page, 'kl-ball'), moved[label], 'paused');
  }
  // The first frame only notes the time.
  for (const [label, speed] of [['⅓×', 2], ['1×', 6], ['3×', 18]]) {
    assert.ok(moved[label] > 0.9 * speed / 2 && moved[label] <= speed / 2, `${label}: ${moved[label]} steps`);
  }
});

test('a figure that is dragged at step 20 stays there, and one at step 3 too', async (t) => {
  const page = await shelf(t, only(TWO));
  const { steps } = (await shown(page, TWO)).spec;
  const [x, y] = await ring(page, TWO);
  await drag(page, [x, y], [x + 30, y - 30]);
  assert.equal(await cursor(page), steps);
  await button(page, 'scrub').fill('3');
  await drag(page, [x + 30, y - 30], [x, y]);
  assert.equal(await cursor(page), 3);
  await agrees(page, TWO);
});

test('Tab goes through every control, each says it has the focus', async (t) => {
  // All figures are wholly in sight, because a ring exists only once its plane has been drawn.
  const page = await shelf(t, { width: 1280, height: 21000, ratio: 0.25 });
  // What some figures fetch brings handles of its own.
  await page.waitForLoadState('networkidle');
  await still(page);
  const all = await page.evaluate(() => [...document.querySelectorAll('kl-ball')].filter((figure) => figure.getBoundingClientRect().bottom <= innerHeight).flatMap((figure) =>
    [...figure.shadowRoot.querySelectorAll('button, input, select, summary, textarea, [tabindex]')]
      .filter((control) => !control.disabled && control.checkVisibility() && (control.type !== 'radio' || control.checked))
      .map((control, k) => {
        control.dataset.number = `${figure.id} ${k}`;
        return control.dataset.number;
      })));
  assert.ok(all.length > 15);
  const met = [];
  for (let k = 0; k < all.length + 100; k += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const control = document.activeElement?.shadowRoot?.activeElement;
      if (!control) return undefined;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(control);
      return {
        number: control.dataset.number,
        ringed: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
        named: Boolean(control.labels?.length || control.ariaLabel || control.textContent.trim()),
      };
    });
    if (!focused) continue;
    assert.ok(focused.ringed, `${focused.number} shows its focus`);
    assert.ok(focused.named, `${focused.number} has a name`);
    met.push(focused.number);
  }
  assert.deepEqual([...new Set(met)].slice(0, all.length), all);
  quiet(page);
});

test('where a slow machine has reached the step that was asked for, and not yet the last one, one can go on from there', async (t) => {
  const page = await pageOf(t, '<kl-ball data="teaching" rules="gradient" start="-0.3 0.8" steps="14"></kl-ball><script>document.querySelector("kl-ball").cursor = 4;</script>', {
    // Whoever looks at the clock finds that it is much later than before; so four steps are taken at first.
    prepare: (page) => page.addInitScript(() => {
      let later = 0;
      const now = performance.now.bind(performance);
      performance.now = () => now() + (later += 40);
    }),
  });
  await ready(page);
  await soon(page, async () => assert.equal(await cursor(page, 'kl-ball'), 4));
  await page.locator('kl-ball .step').click();
  await soon(page, async () => assert.equal(await cursor(page, 'kl-ball'), 5));
  quiet(page);
});

test('a figure can be played, scrubbed and steered without a pointer', async (t) => {
  const page = await shelf(t, only(TWO));
  await button(page, 'reset').focus();
  await page.keyboard.press('Enter');
  await frame(page);
  assert.equal(await cursor(page), 0);
  // Slowly, so that the key that pauses does not come after the end, also where a machine is slow.
  await page.locator(`${TWO} .speed`).selectOption({ label: '⅓×' });
  await button(page, 'play').focus();
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('#variance-or-precision').cursor > 1);
  await page.keyboard.press('Space');
  await button(page, 'step').focus();
  const there = Math.floor(await cursor(page));
  await page.keyboard.press('Enter');
  await frame(page);
  assert.equal(await cursor(page), there + 1);
  await agrees(page, TWO);
  quiet(page);
});

test('controls="none" leaves the figure and takes the sliders and menus', async (t) => {
  const page = await pageOf(t, '<kl-ball controls="none" start="5.3 0.022" steps="1"></kl-ball>');
  await drawn(page);
  assert.equal(await page.locator('kl-ball .control').count(), 0);
  await agrees(page, 'kl-ball');
});
