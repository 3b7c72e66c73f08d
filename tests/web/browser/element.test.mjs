// The element as people who embed it use it: attributes, properties, events and
// themes, and what it does out of sight.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { BOTH, agrees, shelf, drawn, frame, isReady, only, pageOf, quiet, shown, site, soon } from './page.mjs';

const FIGURE = 'kl-ball';

/** Collects the errors that figures report, each with the figure's id. */
const hearErrors = (page) => page.addInitScript(() => {
  globalThis.errors = [];
  addEventListener('kl-ball-error', (event) => errors.push([event.target.id, event.detail.message]));
});

const problem = (page, figure = FIGURE) => page.locator(`${figure} .problem`);

describe('attributes that are wrong are named on screen, with what is allowed', () => {
  const cases = [
    ['model="cauchy"', /^model is "cauchy"; allowed: one of gaussian/],
    ['chart="varianz"', /chart is "varianz"; allowed: one of variance, precision, /],
    ['chart="variance nowhere"', /chart is "nowhere"; allowed: /],
    ['rules="gradient sgd"', /^rules is "sgd"; allowed: one of gradient, /],
    ['rules="none gradient"', /^rules is "none gradient"; allowed: names of rules, or "none" alone/],
    ['data-src=""', /^data-src is ""; allowed: the address of a text file such as CSV/],
    ['euclidean-ball-radius="-1"', /^euclidean-ball-radius is -1; allowed: a number above 0 and at most 1e60$/],
    ['data="iris"', /^data is "iris"; allowed: one of cavendish, /],
    ['data="3 3 3"', /^data is .*equal.*; allowed: /],
    ['data="1 2 1e400"', /^data is "1 2 1e400"; allowed: numbers, /],
    ['start="5 -1"', /^start is \[5, -1\]; allowed: .*σ² > 0/],
    ['starts="5.3 -1"', /^starts is \[5\.3, -1\]; allowed: .*σ² > 0/],
    ['view="divergence" other="5.3 -1"', /^other is \[5\.3, -1\]; allowed: .*σ² > 0/],
    ['start="5"', /^start is "5"; allowed: two numbers, /],
    ['start="here there"', /^start is "here there"; allowed: two numbers, /],
    ['start="nowhere 5 1"', /^start\.chart is "nowhere"; allowed: /],
    ['radius="-1"', /^radius is -1; allowed: a number above 0/],
    ['radius="large"', /^radius is "large"; allowed: a number above 0 /],
    ['kl-ball-radius="0"', /^kl-ball-radius is 0; allowed: /],
    ['direction="up"', /^direction is "up"; allowed: one of old-new, new-old/],
    ['steps="-3"', /^steps is "-3"; allowed: a whole number from 0 to 1000000/],
    ['steps="several"', /^steps is "several"; allowed: a whole number from 0 to 1000000/],
    ['spec="{"', /^spec is .*JSON; allowed: /],
    ['spec="[]"', /; allowed: /],
    ['spec="null"', /; allowed: /],
    [`spec='{"model":"gaussian"}'`, /; allowed: /],
    [`spec='{"model":"gaussian","start":{"chart":"variance","at":[5,1]},"runs":[{"rule":"kl-ball","chart":"variance","radius":-2}]}'`, /^runs\[0\]\.radius is -2; allowed: /],
    ['view="sphere"', /^view is "sphere"; allowed: .*plane/],
    ['balls="many"', /^balls is "many"; allowed: .*path/],
  ];
  let page;

  before(async () => {
    const figures = cases.map(([attribute], k) => `<kl-ball id="wrong${k}" ${attribute}><p>Words instead.</p></kl-ball>`);
    page = await pageOf({ after() {} }, figures.join(''), { height: 6000, prepare: hearErrors });
    await page.waitForFunction((count) => new Set(errors.map(([id]) => id)).size === count, cases.length);
    await frame(page);
  });

  after(() => page.close());

  for (const [k, [attribute, message]] of cases.entries()) {
    test(attribute, async () => {
      const shownProblem = problem(page, `#wrong${k}`);
      assert.ok(await shownProblem.isVisible());
      assert.match(await shownProblem.innerText(), message);
      assert.equal(await shownProblem.getAttribute('role'), 'alert');
      const errors = await page.evaluate((id) => globalThis.errors.filter(([from]) => from === id), `wrong${k}`);
      assert.deepEqual(errors, [[`wrong${k}`, await shownProblem.innerText()]], 'told once');
    });
  }

  test('and the console stays quiet', () => quiet(page));
});

test('a wrong attribute that is put right takes its message away', async (t) => {
  const page = await pageOf(t, '<kl-ball start="5.3 -1" steps="1"></kl-ball>');
  await problem(page).waitFor();
  await page.locator(FIGURE).evaluate((figure) => figure.setAttribute('start', '5.3 0.022'));
  await problem(page).waitFor({ state: 'hidden' });
  await agrees(page, FIGURE);
});

test('one wrong figure does no harm to its neighbour', async (t) => {
  const page = await pageOf(t, '<kl-ball id="bad" radius="-1"></kl-ball><kl-ball id="good" start="5.3 0.022" steps="1"></kl-ball>');
  await problem(page, '#bad').waitFor();
  await drawn(page);
  await agrees(page, '#good');
});

test('what is refused later changes nothing but the message', async (t) => {
  const page = await pageOf(t, '<kl-ball start="5.3 0.022" steps="1"></kl-ball>');
  await drawn(page);
  const { spec } = await agrees(page, FIGURE);
  await page.locator(FIGURE).evaluate((figure) => { figure.chart = 'varianz'; });
  await problem(page).waitFor();
  await page.locator('kl-ball .handle').press('ArrowRight');
  await frame(page);
  assert.match(await problem(page).innerText(), /^chart is "varianz"/);
  const after = (await shown(page, FIGURE)).spec;
  assert.ok(after.start.at[0] > spec.start.at[0], 'the reader goes on with what there was');
  assert.deepEqual(after.runs, spec.runs);
  await page.locator(FIGURE).evaluate((figure) => { figure.chart = 'variance'; });
  await problem(page).waitFor({ state: 'hidden' });
  // Its numbers are written in the next frame.
  await agrees(page, FIGURE);
});

test('a wrong theme is refused, at first and later, and what a reader did stays', async (t) => {
  const page = await pageOf(t, '<kl-ball theme="blue" start="5.3 0.022" steps="1"></kl-ball>');
  await problem(page).waitFor();
  assert.equal(await problem(page).innerText(), 'theme is "blue"; allowed: light, dark');
  const set = (theme) => page.locator(FIGURE).evaluate((figure, value) => { figure.theme = value; }, theme);
  await set('dark');
  await drawn(page);
  await problem(page).waitFor({ state: 'hidden' });
  const { spec } = await agrees(page, FIGURE);
  await page.locator('kl-ball .handle').press('ArrowRight');
  await frame(page);
  await set('grey');
  await problem(page).waitFor();
  assert.match(await problem(page).innerText(), /^theme is "grey"/);
  await set(null);
  await problem(page).waitFor({ state: 'hidden' });
  assert.ok((await agrees(page, FIGURE)).spec.start.at[0] > spec.start.at[0]);
});

test('attributes that only together make sense may be set one after the other', async (t) => {
  const page = await pageOf(t, '<kl-ball start="5.3 0.022" steps="1"></kl-ball>', { prepare: hearErrors });
  await drawn(page);
  await page.locator(FIGURE).evaluate((figure) => {
    figure.chart = 'natural';
    figure.start = '200 -20';
  });
  await frame(page);
  assert.deepEqual((await agrees(page, FIGURE)).spec.start, { chart: 'natural', at: [200, -20] });
  assert.deepEqual(await page.evaluate(() => globalThis.errors), []);
});

test('view="density" shows the distributions alone', async (t) => {
  const page = await pageOf(t, '<kl-ball view="density" start="5.3 0.022" steps="1"></kl-ball>');
  await drawn(page);
  assert.equal(await page.locator('kl-ball .panel').count(), 1);
  assert.equal(await page.locator('kl-ball .density').count(), 1);
  await agrees(page, FIGURE);
  quiet(page);
});

test('attributes may change at any time, and properties mirror them', async (t) => {
  const page = await pageOf(t, '<kl-ball data="teaching" start="0.3 3" steps="4"></kl-ball>');
  await drawn(page);
  const set = async (changes) => {
    await page.locator(FIGURE).evaluate((figure, all) => Object.assign(figure, all), changes);
    await frame(page);
    return (await agrees(page, FIGURE)).spec;
  };
  assert.deepEqual((await set({ rules: 'gradient kl-ball' })).runs.map(({ rule }) => rule), ['gradient', 'kl-ball']);
  assert.deepEqual((await set({ chart: 'precision', start: '0.3 0.3' })).start, { chart: 'precision', at: [0.3, 0.3] });
  assert.equal((await set({ radius: '0.2' })).runs[1].radius, 0.2);
  assert.equal((await set({ steps: '9' })).steps, 9);
  assert.deepEqual((await set({ data: '1 2 4 8' })).data, { x: [1, 2, 4, 8] });
  assert.equal(await page.locator(FIGURE).getAttribute('rules'), 'gradient kl-ball');
  quiet(page);
});

test('an attribute of a single rule may change too', async (t) => {
  const page = await pageOf(t, '<kl-ball start="5.3 0.022" steps="1" kl-ball-radius="0.1"></kl-ball>');
  await drawn(page);
  await page.locator(FIGURE).evaluate((figure) => figure.setAttribute('kl-ball-radius', '0.2'));
  await frame(page);
  assert.equal((await shown(page, FIGURE)).spec.runs[2].radius, 0.2);
});

test('a whole experiment can be given, as an attribute, a property or a child, and read back', async (t) => {
  const spec = {
    version: 1, model: 'gaussian', data: { x: [1, 2, 4, 8] }, start: { chart: 'std-dev', at: [2, 1] },
    runs: [{ rule: 'gradient', chart: 'precision', rate: 0.02 }, { rule: 'gradient', chart: 'log-std', rate: 0.02 }], steps: 6,
  };
  const { spec: full } = new core.Experiment(spec);
  const json = JSON.stringify(spec);
  const page = await pageOf(t, `<kl-ball id="attribute" spec='${json}'></kl-ball><kl-ball id="child"><script type="application/json">${json}</script></kl-ball><kl-ball id="property"></kl-ball>`);
  await drawn(page);
  await page.locator('#property').evaluate((figure, value) => { figure.spec = value; }, spec);
  await frame(page);
  for (const figure of ['#attribute', '#child', '#property']) {
    assert.deepEqual((await agrees(page, figure)).spec, full, figure);
    await page.locator(figure).evaluate((element) => { element.cursor = 2; });
    await frame(page);
    assert.equal((await agrees(page, figure)).cursor, 2, figure);
  }
});

test('it is ready once, and every change says what it is now', async (t) => {
  const page = await pageOf(t, '<kl-ball start="5.3 0.022" steps="1"></kl-ball>', {
    prepare: (page) => page.addInitScript(() => {
      globalThis.heard = [];
      for (const name of ['kl-ball-ready', 'kl-ball-change', 'kl-ball-error']) addEventListener(name, (event) => heard.push([name, event.detail]));
    }),
  });
  await drawn(page);
  await page.locator('kl-ball .handle').press('ArrowRight');
  await frame(page);
  const heard = await page.evaluate(() => globalThis.heard);
  const { spec } = await shown(page, FIGURE);
  assert.equal(heard.filter(([name]) => name === 'kl-ball-ready').length, 1);
  assert.deepEqual(heard.filter(([name]) => name === 'kl-ball-error'), []);
  assert.deepEqual(heard.at(-1), ['kl-ball-change', spec]);
});

for (const [attribute, mended] of [['view="foo"', 'plane'], ['balls="many"', 'path'], ['theme="blue"', 'dark'], ['spec="{"', null]]) {
  test(`with ${attribute} it is not ready, and is as soon as it is drawn`, async (t) => {
    const page = await pageOf(t, `<kl-ball start="5.3 0.022" steps="1" ${attribute}></kl-ball>`, {
      prepare: (page) => page.addInitScript(() => {
        globalThis.heard = [];
        for (const name of ['kl-ball-ready', 'kl-ball-error']) addEventListener(name, ({ target }) => heard.push([name, target.matches(':state(ready)')]));
      }),
    });
    await problem(page).waitFor();
    for (let k = 0; k < 10; k += 1) await frame(page);
    assert.deepEqual([await page.evaluate(() => heard), await isReady(page)], [[['kl-ball-error', false]], false]);
    await page.locator(FIGURE).evaluate((figure, [name, value]) => { figure[name] = value; }, [attribute.split('=')[0], mended]);
    await page.waitForFunction(() => heard.length > 1);
    await agrees(page, FIGURE);
    assert.deepEqual([await page.evaluate(() => heard), await isReady(page)], [[['kl-ball-error', false], ['kl-ball-ready', true]], true]);
  });
}

test('every change of a reader is one event', async (t) => {
  const page = await pageOf(t, '<kl-ball view="plane series" rules="gradient kl-ball" start="5.3 0.022" steps="6"></kl-ball>');
  await drawn(page);
  await page.evaluate(() => {
    globalThis.heard = [];
    for (const name of ['kl-ball-change', 'kl-ball-input']) addEventListener(name, () => heard.push(name));
  });
  const once = async (what, act, names) => {
    await page.evaluate(() => { globalThis.heard.length = 0; });
    await act();
    for (let k = 0; k < 4; k += 1) await frame(page);
    assert.deepEqual(await page.evaluate(() => globalThis.heard), names, what);
  };
  const both = ['kl-ball-change', 'kl-ball-input'];
  const sliders = page.locator('kl-ball .controls input[type="range"]');
  const count = await sliders.count();
  assert.ok(count >= 2);
  for (let k = 0; k < count; k += 1) await once(`slider ${k}`, () => sliders.nth(k).press('PageUp'), both);
  const menus = await page.locator('kl-ball .controls select').count();
  assert.ok(menus >= 2);
  for (let k = 0; k < menus; k += 1) {
    const menu = page.locator('kl-ball .controls select').nth(k);
    const other = await menu.evaluate(({ options, selectedIndex }) => [...options].findIndex(({ disabled }, j) => !disabled && j !== selectedIndex));
    const label = await menu.evaluate((one) => one.closest('label, .control').textContent.slice(0, 30));
    await once(`menu ${label}`, () => menu.selectOption({ index: other }), both);
  }
  await once('the ring, by a key', () => page.locator('kl-ball .handle').first().press('ArrowUp'), ['kl-ball-change']);
  await once('a step is no change', () => page.locator('kl-ball .scrub').press('Home'), []);
});

test('it says once when a run has been played to its end, and not when it is paused on the way', async (t) => {
  const page = await pageOf(t, '<kl-ball start="5.3 0.022" steps="6"></kl-ball>', {
    prepare: (page) => page.addInitScript(() => {
      globalThis.ends = [];
      addEventListener('kl-ball-end', ({ target }) => ends.push(target.cursor));
    }),
  });
  await drawn(page);
  const play = page.locator('kl-ball .play');
  await page.locator('kl-ball .reset').click();
  await play.click();
  await page.waitForFunction(() => document.querySelector('kl-ball').cursor > 1);
  await play.click();
  await frame(page);
  // A slow click may come too late to pause, and starts the run again.
  const [seen, playing] = await page.evaluate(() => [[...ends], document.querySelector('kl-ball').shadowRoot.querySelector('.play').title === 'Pause']);
  assert.deepEqual(seen, playing ? [6] : []);
  if (!playing) await play.click();
  await page.waitForFunction((before) => ends.length > before, seen.length);
  await frame(page);
  assert.deepEqual(await page.evaluate(() => ends), [...seen, 6]);
});

test('it takes observed data from a reader as text, and offers them in the menu', async (t) => {
  const page = await pageOf(t, '<kl-ball data="1, 2, 4, 8" steps="1"></kl-ball>');
  await drawn(page);
  const menu = page.locator('kl-ball select').filter({ has: page.locator('option', { hasText: 'own numbers' }) });
  assert.equal(await menu.inputValue(), '');
  await menu.selectOption('teaching');
  await frame(page);
  assert.deepEqual((await agrees(page, FIGURE)).spec.data, { set: 'teaching' });
});

describe('themes', () => {
  /** The colour of the figure's ground, of its text, and of the brightest backdrop pixel at the corner. */
  const look = (page, figure = FIGURE) => page.locator(figure).first().evaluate((element) => {
    const { backgroundColor, color } = getComputedStyle(element);
    const canvas = element.shadowRoot.querySelector('.backdrop');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let [light, dark] = [0, 0];
    for (let k = 0; k < data.length; k += 4) {
      if (data[k + 3] < 200) continue;
      if (data[k] > 150) light += 1;
      if (data[k] < 100) dark += 1;
    }
    return { backgroundColor, color, ink: light > dark ? 'light' : 'dark' };
  });
  const LIGHT = { backgroundColor: 'rgb(253, 252, 249)', color: 'rgb(43, 46, 54)' };
  const DARK = { backgroundColor: 'rgb(21, 23, 28)', color: 'rgb(223, 226, 232)' };
  const same = ({ ink, ...found }, expected) => assert.deepEqual(found, expected);
  const markup = ['', 'light', 'dark'].map((theme) => `<kl-ball id="is${theme}" ${theme && `theme="${theme}"`} start="5.3 0.022" steps="1"></kl-ball>`).join('');

  test('follow the reader’s system, unless the author chose one', async (t) => {
    for (const dark of [false, true]) {
      const page = await pageOf(t, markup, { dark });
      await drawn(page);
      same(await look(page, '#is'), dark ? DARK : LIGHT);
      same(await look(page, '#islight'), LIGHT);
      same(await look(page, '#isdark'), DARK);
    }
  });

  test('change while one looks, canvases included', async (t) => {
    const page = await shelf(t, BOTH);
    const pictures = () => page.evaluate(() => [...document.querySelectorAll('#two-bubbles, #variance-or-precision')].flatMap((figure) =>
      [...figure.shadowRoot.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())));
    const light = await pictures();
    await page.emulateMedia({ colorScheme: 'dark' });
    await frame(page);
    const dark = await pictures();
    assert.equal(dark.length, light.length);
    dark.forEach((picture, k) => assert.notEqual(picture, light[k], `canvas ${k}`));
    same(await look(page), DARK);
    await page.emulateMedia({ colorScheme: 'light' });
    await frame(page);
    assert.deepEqual(await pictures(), light);
    await page.locator('#two-bubbles').evaluate((figure) => { figure.theme = 'dark'; });
    await frame(page);
    assert.deepEqual((await pictures()).slice(0, 4), dark.slice(0, 4));
  });

  test('a host may choose colours of its own, in any notation', async (t) => {
    const page = await pageOf(t, '<kl-ball style="--kl-ground: rgb(10 20 30); --kl-ink: white; --kl-exact: hsl(300 80% 60%)" start="5.3 0.022" steps="1"></kl-ball>');
    await drawn(page);
    same(await look(page), { backgroundColor: 'rgb(10, 20, 30)', color: 'rgb(255, 255, 255)' });
    await agrees(page, FIGURE);
    quiet(page);
  });

  test('in forced colours the figure stands', async (t) => {
    const page = await shelf(t, only('#two-bubbles'));
    await page.emulateMedia({ forcedColors: 'active' });
    await frame(page);
    await agrees(page, '#two-bubbles');
    quiet(page);
  });
});

test('with reduced motion a step is there or not, never on its way', async (t) => {
  const overlay = (page, cursor) => page.locator(FIGURE).evaluate((figure, step) => new Promise((done) => {
    figure.cursor = step;
    requestAnimationFrame(() => requestAnimationFrame(() => done(figure.shadowRoot.querySelector('.overlay').toDataURL())));
  }), cursor);
  for (const reducedMotion of [true, false]) {
    const page = await pageOf(t, '<kl-ball data="teaching" rules="gradient" rate="0.4" start="-0.3 0.8" steps="5"></kl-ball>', { reducedMotion });
    await drawn(page);
    const [whole, half] = [await overlay(page, 2), await overlay(page, 2.5)];
    assert.equal(whole === half, reducedMotion, reducedMotion ? 'nothing in between' : 'half a step shows');
  }
});

test('on paper every figure is drawn, wherever it stands', async (t) => {
  const page = await pageOf(t, '<kl-ball start="5.3 0.022" steps="1"></kl-ball><p id="space"></p><kl-ball id="away" start="5.3 0.022" steps="1"></kl-ball>', {
    height: 700,
    prepare: (page) => page.addInitScript(() => addEventListener('DOMContentLoaded', () => { document.getElementById('space').style.height = '3000px'; })),
  });
  await page.waitForFunction(() => document.querySelector('#away').shadowRoot.querySelector('.plane'));
  assert.equal(await isReady(page, '#away'), false, 'not drawn yet');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await isReady(page, '#away'), true);
  await agrees(page, '#away');
});

test('on paper a figure of a dark page is light, canvases included, and dark again afterwards', async (t) => {
  const page = await pageOf(t, '<style>:root { color-scheme: dark }</style><kl-ball id="it" start="5.3 0.022" steps="1"></kl-ball><kl-ball id="dark" theme="dark" start="5.3 0.022" steps="1"></kl-ball>');
  await drawn(page);
  /** The ground, and how light the picture behind the plane is on average. */
  const look = (id) => page.locator(id).evaluate(({ shadowRoot }) => {
    const canvas = shadowRoot.querySelector('.backdrop');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let [sum, covered] = [0, 0];
    for (let k = 0; k < data.length; k += 4) [sum, covered] = [sum + data[k + 1] * data[k + 3], covered + data[k + 3]];
    return [getComputedStyle(shadowRoot.querySelector('figure')).color, Math.round(sum / covered)];
  });
  const before = [await look('#it'), await look('#dark')];
  const printed = page.evaluate(() => dispatchEvent(new Event('beforeprint'))).then(() => look('#it'));
  assert.equal((await printed)[0], 'rgb(43, 46, 54)');
  assert.notEqual((await printed)[1], before[0][1]);
  assert.deepEqual(await look('#dark'), before[1], 'an author who wants it dark has it so');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await soon(page, async () => assert.deepEqual(await look('#it'), before[0]));
  quiet(page);
});

test('on paper each panel is one picture of all its layers, which fits a narrower sheet, and none is left afterwards', async (t) => {
  const page = await pageOf(t, '<kl-ball id="it" view="plane density" start="5.3 0.022" steps="1"></kl-ball>', { height: 900 });
  await drawn(page);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const same = await page.locator('#it').evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.panel')].map((panel) => {
    const pixels = (names) => {
      const layers = names.map((name) => panel.querySelector(`:scope > .${name}`));
      const sheet = Object.assign(document.createElement('canvas'), { width: layers[0].width, height: layers[0].height });
      for (const layer of layers) sheet.getContext('2d').drawImage(layer, 0, 0);
      return sheet.toDataURL();
    };
    return pixels(['backdrop', 'overlay']) === pixels(['printed']);
  }));
  assert.deepEqual(same, [true, true]);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 760, height: 900 });
  const shown = await page.locator('#it').evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.panel')].map((panel) => (
    [...panel.querySelectorAll(':scope > canvas')].filter((one) => one.offsetWidth)
      .map((one) => [one.className, one.offsetWidth === panel.offsetWidth, one.offsetHeight === panel.offsetHeight]))));
  assert.deepEqual(shown, Array(2).fill([['printed', true, true]]));
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('#it .printed').count(), 0);
  await agrees(page, '#it');
  quiet(page);
});

/** Counts, by figure, how often its overlays are wiped and its numbers change. */
const spy = (page) => page.addInitScript(() => {
  globalThis.spied = { draws: {}, changes: {} };
  const count = (table, figure) => { table[figure.id] = (table[figure.id] ?? 0) + 1; };
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function clear(...area) {
    const { host } = this.canvas.getRootNode();
    if (host) count(spied.draws, host);
    return clearRect.apply(this, area);
  };
  addEventListener('kl-ball-change', (event) => count(spied.changes, event.target));
});
const spied = (page) => page.evaluate(() => structuredClone(globalThis.spied));

test('a figure out of sight computes and draws nothing, until it comes into sight', async (t) => {
  const far = '<div id="far"></div>';
  const page = await pageOf(t, `<kl-ball id="near" start="5.3 0.022" steps="1"></kl-ball><p id="space"></p>
    <kl-ball id="away" data="teaching" chart="variance precision" rules="gradient" start="-0.3 0.8" steps="20"></kl-ball>${far}`, {
    height: 700,
    prepare: async (page) => {
      await spy(page);
      await page.addInitScript(() => addEventListener('DOMContentLoaded', () => {
        for (const id of ['space', 'far']) document.getElementById(id).style.height = '3000px';
      }));
    },
  });
  await drawn(page, '#near');
  await page.evaluate(() => { dispatchEvent(new Event('resize')); });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('#away').evaluate((figure) => { figure.rate = '0.2'; });
  await frame(page);
  let counts = await spied(page);
  assert.equal(counts.draws.away, undefined, 'not drawn');
  assert.equal(counts.changes.away, undefined, 'not computed');
  assert.ok(counts.draws.near > 0);

  await page.locator('#away').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => spied.draws.away > 0);
  assert.equal((await agrees(page, '#away')).spec.runs[0].rate, 0.2, 'and it has not missed a change');

  await page.locator('#away .reset').click();
  await page.locator('#away .play').click();
  await page.waitForFunction(() => document.querySelector('#away').cursor > 0.5);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForFunction(() => new Promise((done) => {
    const before = spied.draws.away;
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(spied.draws.away === before))));
  }));
  counts = await spied(page);
  await frame(page);
  assert.deepEqual((await spied(page)).draws, counts.draws, 'playing on unseen draws nothing');
});

test('at rest nothing is drawn', async (t) => {
  const page = await pageOf(t, '<kl-ball id="rest" start="5.3 0.022" steps="1"></kl-ball>', { prepare: spy });
  await drawn(page);
  const counts = await spied(page);
  for (let k = 0; k < 5; k += 1) await frame(page);
  assert.deepEqual(await spied(page), counts);
});

test('moving along the steps draws, but computes nothing anew', async (t) => {
  const page = await pageOf(t, '<kl-ball id="run" data="teaching" rules="gradient" start="-0.3 0.8" steps="20"></kl-ball>', { prepare: spy });
  await drawn(page);
  const before = await spied(page);
  await page.locator('#run .scrub').fill('4');
  await frame(page);
  await page.locator('#run .step').click();
  await frame(page);
  const after = await spied(page);
  assert.ok(after.draws.run > before.draws.run);
  assert.deepEqual(after.changes, before.changes);
});

/** How many listeners window, document and every media query have. */
async function listeners(page) {
  const cdp = await page.context().newCDPSession(page);
  const count = async (expression) => {
    const { result } = await cdp.send('Runtime.evaluate', { expression });
    const found = await cdp.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
    return found.listeners.length;
  };
  const totals = [await count('window'), await count('document')];
  await cdp.detach();
  return totals;
}

test('taken out and put back it works on, and leaves nothing behind', async (t) => {
  const page = await pageOf(t, '<div id="here"><kl-ball id="it" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="20"></kl-ball></div><div id="there"></div>', { prepare: spy });
  await drawn(page);
  await page.locator('#it .scrub').fill('5');
  await frame(page);
  const before = await listeners(page);
  await page.evaluate(() => {
    globalThis.it = document.querySelector('#it');
    globalThis.it.remove();
  });
  const [without] = await listeners(page);
  assert.ok(without < before[0], 'window hears less');
  const counts = await spied(page);
  await page.evaluate(() => { dispatchEvent(new Event('resize')); });
  await frame(page);
  assert.deepEqual(await spied(page), counts, 'removed, it draws nothing');
  for (let k = 0; k < 5; k += 1) {
    await page.evaluate((to) => document.querySelector(to).append(globalThis.it), k % 2 ? '#here' : '#there');
    await frame(page);
  }
  await page.waitForFunction((was) => spied.draws.it > was, counts.draws.it);
  assert.deepEqual(await listeners(page), before, 'no listener more than before');
  await agrees(page, '#it');
  await page.locator('#it .handle').press('ArrowRight');
  await page.locator('#it .step').press('Enter').catch(() => {});
  await frame(page);
  await agrees(page, '#it');
  quiet(page);
});

test('what is written just before it is moved, or while it is in no page, counts once it is back', async (t) => {
  const page = await pageOf(t, '<div id="there"></div><kl-ball id="it" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="20"></kl-ball>');
  await drawn(page);
  const steps = () => page.evaluate(() => document.querySelector('#it').spec.steps);
  await page.evaluate(() => {
    const it = document.querySelector('#it');
    it.setAttribute('steps', '7');
    document.querySelector('#there').append(it);
  });
  await soon(page, async () => assert.equal(await steps(), 7));
  await page.evaluate(() => {
    globalThis.it = document.querySelector('#it');
    globalThis.it.cursor = 3;
    globalThis.it.remove();
    globalThis.it.setAttribute('steps', '9');
  });
  await frame(page);
  await page.evaluate(() => {
    globalThis.it.setAttribute('steps', '7');
    document.body.append(globalThis.it);
  });
  await frame(page);
  assert.equal(await page.evaluate(() => globalThis.it.cursor), 3, 'the same value as before changes nothing');
  await page.evaluate(() => {
    globalThis.it.remove();
    globalThis.it.setAttribute('steps', '9');
  });
  await frame(page);
  await page.evaluate(() => document.body.append(globalThis.it));
  await soon(page, async () => assert.equal(await steps(), 9));
  quiet(page);
});

test('a figure removed before the core has started is no error', async (t) => {
  const page = await pageOf(t, '<kl-ball id="gone"></kl-ball><kl-ball id="stays" start="5.3 0.022" steps="1"></kl-ball>', {
    prepare: (page) => page.addInitScript(() => addEventListener('DOMContentLoaded', () => document.querySelector('#gone').remove())),
  });
  await drawn(page);
  await agrees(page, '#stays');
  quiet(page);
});

test('one that is made by script works like one that is written', async (t) => {
  const page = await pageOf(t, '');
  await page.evaluate(async () => {
    await customElements.whenDefined('kl-ball');
    const figure = document.createElement('kl-ball');
    Object.assign(figure, { start: '5.3 0.022', steps: '1', rules: 'kl-ball' });
    document.body.append(figure);
  });
  await drawn(page);
  await page.waitForFunction(() => document.querySelector('kl-ball').shadowRoot.querySelector('.ledger td')?.textContent);
  await agrees(page, FIGURE);
  quiet(page);
});

test('twelve on a page share one core, and none knows of another', async (t) => {
  const before = site.log.length;
  const page = await pageOf(t, Array.from({ length: 12 }, (_, k) => `<kl-ball id="f${k}" start="5.3 0.0${k + 12}" steps="1"></kl-ball>`).join(''), { height: 14000 });
  await drawn(page);
  const asked = site.log.slice(before);
  assert.equal(asked.filter((path) => path.endsWith('.wasm')).length, 1);
  assert.equal(new Set(asked).size, asked.length, 'no file twice');
  for (const k of [0, 5, 11]) assert.equal((await agrees(page, `#f${k}`)).spec.start.at[1], Number(`0.0${k + 12}`));
  await page.locator('#f5 .handle').press('ArrowUp');
  await frame(page);
  assert.notEqual((await agrees(page, '#f5')).spec.start.at[1], 0.017);
  assert.equal((await agrees(page, '#f6')).spec.start.at[1], 0.018);
});

test('it adds nothing to the page’s globals, and importing it twice is no error', async (t) => {
  const page = await pageOf(t, '<kl-ball start="5.3 0.022" steps="1"></kl-ball>', {
    prepare: (page) => page.addInitScript(() => { globalThis.known = new Set(Object.getOwnPropertyNames(globalThis)); }),
  });
  await drawn(page);
  await page.addScriptTag({ type: 'module', url: 'www/kl-ball.js?again' });
  await frame(page);
  const added = await page.evaluate(() => Object.getOwnPropertyNames(globalThis).filter((name) => !known.has(name) && name !== 'known'));
  assert.deepEqual(added.filter((name) => !/^\d+$|^__playwright|^__pw/.test(name)), []);
  quiet(page);
});
