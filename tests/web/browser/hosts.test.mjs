// Figures in pages that do something to them: scale, turn, squeeze, restyle, translate or
// move them. Each page in hosts/ is one that a figure did not stand once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { openPage } from '../browser.mjs';
import { ELEMENT, browser, frame, quiet, ready, ring, site, soon, still } from './page.mjs';

let hosts = 0;

/** Opens a page of hosts/ and waits for its figure. */
async function host(t, name, { change, ...options } = {}) {
  const page = await openPage(browser, 'about:blank', { width: 1100, height: 1400, ...options });
  t.after(() => page.close());
  const text = readFileSync(new URL(`hosts/${name}.html`, import.meta.url), 'utf8').replace('<title>', '<link rel="icon" href="data:,"><title>').replace('www/kl-ball.js', ELEMENT);
  hosts += 1;
  await page.goto(site.give(`/tests/web/browser/hosts/${name}-${hosts}.html`, change ? change(text) : text));
  await page.waitForFunction(() => document.querySelector('kl-ball')?.shadowRoot.querySelector('figcaption:not(:empty)'));
  // Words of a run that is still being computed make it higher, and move what is in the middle of its place.
  await still(page);
  if (process.env.HOST_PICTURES) await page.screenshot({ path: `${process.env.HOST_PICTURES}/${name}.png` });
  return page;
}

/** Sizes in the layout, and the resolution of the first panel. */
const sizes = (page) => page.locator('kl-ball').evaluate(({ shadowRoot }) => {
  const [figure, panel, canvas] = ['figure', '.panel', '.overlay'].map((one) => shadowRoot.querySelector(one));
  return { width: figure.offsetWidth, height: figure.offsetHeight, panel: [panel.offsetWidth, panel.offsetHeight], canvas: [canvas.width, canvas.height] };
});

/** Asserts that a figure has a sensible size, which stays the same, and that nothing overflows its panels. */
async function stands(page, width) {
  const first = await sizes(page);
  for (let k = 0; k < 4; k += 1) await frame(page);
  assert.deepEqual(await sizes(page), first, 'it does not grow');
  if (width) assert.equal(first.width, width, 'as wide as its place');
  assert.ok(first.width >= 300 && first.width <= 1100, `${first.width} px wide`);
  assert.ok(first.height > 300 && first.height < 2500, `${first.height} px high`);
  return first;
}

/** Asserts that the ring follows the mouse by exactly its movement on the screen. */
async function follows(page) {
  await page.locator('kl-ball .handle').first().scrollIntoViewIfNeeded();
  const from = await ring(page, 'kl-ball');
  await page.mouse.move(...from);
  await page.mouse.down();
  for (const by of [[8, -6], [12, -20], [20, -30]]) {
    const to = from.map((value, k) => value + by[k]);
    await page.mouse.move(...to);
    await frame(page);
    const now = await ring(page, 'kl-ball');
    now.forEach((value, k) => assert.ok(Math.abs(value - to[k]) < 1, `the hand is at ${to}, the ring at ${now}`));
  }
  await page.mouse.up();
}

/** Gives the place of a figure another style. */
const styled = (style) => (text) => text.replace(/style='[^']*'/, `style='${style}'`);

describe('scaled pages', () => {
  // The page, how many pixels the canvas has for one of the layout, and the width of the layout.
  const cases = [
    ['scale-15', 1.5, 700], ['zoom-15', 1.5, 700], ['scale-06', 1, 900],
    ['scale-15', 1, 700, 'width:700px;transform:translate(1050px, 0) rotate(90deg);transform-origin:0 0', 'turned'],
    ['scale-15', 1, 700, 'width:700px;transform:translate(40px, 30px) scaleX(-1)', 'mirrored'],
  ];
  for (const [name, scale, width, style, said = name] of cases) {
    test(said, async (t) => {
      const page = await host(t, name, style && { change: styled(style) });
      const { panel, canvas } = await stands(page, width);
      panel.forEach((side, k) => assert.ok(Math.abs(canvas[k] - scale * side) <= 1, `sharp: ${canvas} for ${panel}`));
      await follows(page);
      quiet(page);
    });
  }
});

test('a page that scales a figure later finds it sharp again, with and without a transition', async (t) => {
  const page = await host(t, 'scale-15', { change: styled('width:600px;transform-origin:0 0') });
  const across = async (scale, said) => soon(page, async () => {
    const { panel: [width], canvas: [pixels] } = await sizes(page);
    assert.ok(Math.abs(pixels - scale * width) <= 1, `${said}: ${pixels} pixels for ${width}`);
  });
  await across(1, 'at first');
  const style = (text) => page.locator('kl-ball').evaluate((figure, rule) => { figure.parentElement.style.cssText = `width:600px;transform-origin:0 0;${rule}`; }, text);
  for (const [rule, scale] of [['transform:scale(2)', 2], ['transform:scale(1.5)', 1.5], ['zoom:1.4', 1.4], ['', 1], ['scale:1.6;transition:scale 60ms', 1.6], ['animation:grow 60ms forwards', 1.8]]) {
    if (rule.startsWith('animation')) await page.addStyleTag({ content: '@keyframes grow { to { transform: scale(1.8); } }' });
    await style(rule);
    await across(scale, rule);
  }
  await style('');
  await across(1, 'back');
  // What no event tells is seen when the figure is drawn the next time.
  await page.evaluate(() => document.head.append(Object.assign(document.createElement('style'), { textContent: 'kl-ball { scale: 1.3; }' })));
  await page.locator('kl-ball').evaluate((figure) => { figure.cursor = 1; });
  await across(1.3, 'a style sheet');
  quiet(page);
});

for (const [name, { style, animated }] of Object.entries({
  'while the pointer is on it': { style: 'kl-ball { width: 500px; transform-origin: 0 0 } kl-ball:hover { transform: scale(1.5) }' },
  'zoomed, while the pointer is on it': { style: 'kl-ball { width: 500px } kl-ball:hover { zoom: 1.5 }' },
  'by an animation of a script': { style: 'kl-ball { width: 500px; transform-origin: 0 0 }', animated: true },
})) {
  test(`scaled ${name}, it is sharp and the ring follows the hand`, async (t) => {
    const page = await host(t, 'dark', { change: (text) => text.replace(/<style>.*<\/style>/, `<style>${style}</style>`) });
    if (animated) {
      await page.locator('kl-ball').evaluate(async (figure) => {
        await figure.animate([{ transform: 'scale(1)' }, { transform: 'scale(1.5)' }], { duration: 1, fill: 'forwards' }).finished;
      });
      // No event tells of it: the hand has to be right before the figure is drawn again.
      await follows(page);
    } else await page.mouse.move(100, 100);
    await soon(page, async () => {
      const { panel: [width], canvas: [pixels] } = await sizes(page);
      assert.ok(Math.abs(pixels - 1.5 * width) <= 1, `${pixels} pixels for ${width}`);
    });
    await follows(page);
    quiet(page);
  });
}

test('keys that the figure uses do not reach the page, others do', async (t) => {
  const page = await host(t, 'scale-06');
  await page.evaluate(() => {
    globalThis.heard = [];
    for (const name of ['keydown', 'keyup']) document.addEventListener(name, ({ key }) => heard.push(key));
  });
  const handle = page.locator('kl-ball .handle').first();
  for (const key of ['ArrowRight', 'ArrowUp']) await handle.press(key);
  const scrub = page.locator('kl-ball .scrub');
  for (const key of ['Home', 'End', 'ArrowLeft']) await scrub.press(key);
  await page.locator('kl-ball .play').press(' ');
  assert.deepEqual(await page.evaluate(() => globalThis.heard), []);
  for (const key of ['n', 'Escape', 'PageDown', ' ']) await handle.press(key);
  assert.deepEqual(await page.evaluate(() => globalThis.heard), ['n', 'Escape', 'PageDown', ' '].flatMap((key) => [key, key]));
});

describe('containers that ask for the size of what they contain', () => {
  for (const name of ['flex', 'grid', 'inlineblock', 'vertical']) {
    for (const width of [1100, 400]) {
      test(`${name}, in a window ${width} pixels wide`, async (t) => {
        const page = await host(t, name, { width });
        await stands(page);
        if (name !== 'vertical') assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'there is room for it');
        await follows(page);
        quiet(page);
      });
    }
  }
});

describe('pages that lay out the element itself', () => {
  /** A page of the host `dark` in light, with a style and other markup around the figure. */
  const laidOut = (style, around = (figure) => figure) => (text) => text.replace(/<style>.*<\/style>/, `<style>${style}</style>`).replace(/<kl-ball.*<\/kl-ball>/, around);
  const cases = {
    'a grid that centres': ['kl-ball { display: grid; place-items: center }', 1084],
    'a flex container': ['kl-ball { display: flex; justify-content: center }', 1084],
    'an inline flex container': ['kl-ball { display: inline-flex }', 640],
    'a column as narrow as its words': ['main { display: grid; grid-template-columns: min-content 1fr }', 280, (figure) => `<main>${figure}<p>Words</p></main>`],
    'a box narrower than that': ['main { width: 150px }', 150, (figure) => `<main>${figure}</main>`],
    'columns of a newspaper, which do not cut it': ['main { columns: 2; column-gap: 0 }', 542, (figure) => `<main>${figure}<p>${'Words. '.repeat(300)}</p></main>`],
  };
  for (const [name, [style, width, around]] of Object.entries(cases)) {
    test(name, async (t) => {
      const page = await host(t, 'dark', { change: laidOut(style, around) });
      assert.equal((await sizes(page)).width, width);
      assert.equal(await page.locator('kl-ball').evaluate((figure) => Math.round(figure.getBoundingClientRect().width)), width);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'there is room for it');
      await follows(page);
      quiet(page);
    });
  }
});

describe('styles of the page', () => {
  /** What the page could hand down to the words of a figure, and where those stand. */
  const look = (page) => page.locator('kl-ball').evaluate(({ shadowRoot }) => ['figcaption', '.ledger td', '.title', '.facts dd', 'button'].map((one) => {
    const style = getComputedStyle(shadowRoot.querySelector(one));
    return ['direction', 'writingMode', 'textTransform', 'letterSpacing', 'wordSpacing', 'textIndent', 'textAlign', 'fontStyle', 'fontWeight', 'fontFamily', 'fontSize',
      'lineHeight', 'whiteSpace', 'color', 'width'].map((name) => style[name]);
  }));

  for (const name of ['rtl', 'reset-inherit', 'unset']) {
    test(name, async (t) => {
      const page = await host(t, name);
      await stands(page, 900);
      const plain = await host(t, 'translate');
      assert.deepEqual(await look(page), await look(plain));
      await follows(page);
      quiet(page);
    });
  }

  const ground = (page) => page.locator('kl-ball').evaluate((figure) => [figure, figure.shadowRoot.querySelector('figure')].map((one) => getComputedStyle(one).backgroundColor));
  const [LIGHT, DARK] = ['rgb(253, 252, 249)', 'rgb(21, 23, 28)'];
  const both = (color) => [color, color];

  test('dark: the theme of the colour behind it, unless something else is said', async (t) => {
    const page = await host(t, 'dark');
    assert.deepEqual(await ground(page), both(DARK));
    await page.evaluate(() => document.documentElement.classList.remove('dark'));
    await soon(page, async () => assert.deepEqual(await ground(page), both(LIGHT)));
    await page.evaluate(() => document.documentElement.classList.add('dark'));
    await soon(page, async () => assert.deepEqual(await ground(page), both(DARK)));
    await page.locator('kl-ball').evaluate((figure) => { figure.theme = 'light'; });
    await soon(page, async () => assert.deepEqual(await ground(page), both(LIGHT)));
    quiet(page);
  });

  const DARK_PAGES = {
    'a colour in a newer notation': 'html.dark body { background: oklch(0.15 0.02 260) }',
    'a mixture of colours': 'html.dark body { background: color-mix(in srgb, #111, #222) }',
    'a gradient, which only its text tells': 'html.dark { background: linear-gradient(#111, #223); color: #eee }',
    'a box behind everything': 'html.dark body::before { content: ""; position: fixed; inset: 0; background: #111; z-index: -1 }',
    'a box behind everything on a page with a light colour': 'body { background: #fff } html.dark body::after { content: ""; position: fixed; inset: 0; background: #111; z-index: -1 }',
    'a box behind its article': 'html.dark body { position: relative; z-index: 0 } html.dark body::before { content: ""; position: absolute; width: 100%; height: 100%; background: #111; z-index: -1 }',
    'another element behind everything, which only its text tells': 'html.dark body { color: #eee } html.dark i { position: fixed; inset: 0; background: #111; z-index: -1 }',
  };
  for (const [name, style] of Object.entries(DARK_PAGES)) {
    test(`dark by ${name}`, async (t) => {
      const page = await host(t, 'dark', { change: (text) => text.replace(/<style>.*<\/style>/, `<style>${style}</style><i></i>`) });
      assert.deepEqual(await ground(page), both(DARK));
      await page.evaluate(() => document.documentElement.classList.remove('dark'));
      await soon(page, async () => assert.deepEqual(await ground(page), both(LIGHT)));
      quiet(page);
    });
  }

  const OWN = { 'its own colour': ['html.dark kl-ball', '#111', 'rgb(17, 17, 17)'], 'its own colour in its own sheet of a light page': ['html { color-scheme: light } html.dark kl-ball', '#223', 'rgb(34, 34, 51)'] };
  for (const [name, [selector, color, shown]] of Object.entries(OWN)) {
    test(`dark by ${name}`, async (t) => {
      const page = await host(t, 'dark', { change: (text) => text.replace(/<style>.*<\/style>/, `<style>${selector} { background: ${color}; padding: 20px }</style>`) });
      assert.deepEqual(await ground(page), [shown, DARK]);
      await page.evaluate(() => document.documentElement.classList.remove('dark'));
      await soon(page, async () => assert.deepEqual(await ground(page), both(LIGHT)));
      await page.evaluate(() => document.documentElement.classList.add('dark'));
      await soon(page, async () => assert.deepEqual(await ground(page), [shown, DARK]));
      await page.locator('kl-ball').evaluate((figure) => { figure.theme = 'light'; });
      await soon(page, async () => assert.deepEqual(await ground(page), [shown, LIGHT]));
      quiet(page);
    });
  }

  test('no small box of a page makes a figure dark', async (t) => {
    const style = 'body { background: #fff } body::before { content: ""; position: fixed; inset: 0 0 auto; height: 60px; background: #111 } body::after { content: ""; position: absolute; display: block; width: 100%; height: 2px; background: #111 }';
    const page = await host(t, 'dark', { change: (text) => text.replace(/<style>.*<\/style>/, `<style>${style}</style>`) });
    assert.deepEqual(await ground(page), both(LIGHT));
    quiet(page);
  });

  test('a page that becomes dark slowly, by an attribute of a box in it, takes the figure along', async (t) => {
    const style = 'div { background: #fff; transition: background 100ms } div[data-md-color-scheme] { background: #111 }';
    const page = await host(t, 'dark', { change: (text) => text.replace(/<style>.*<\/style>/, `<style>${style}</style><div>`) });
    assert.deepEqual(await ground(page), both(LIGHT));
    await page.evaluate(() => { document.querySelector('div').dataset.mdColorScheme = 'slate'; });
    await soon(page, async () => assert.deepEqual(await ground(page), both(DARK)));
    quiet(page);
  });
});

test('translate: numbers go on changing after their text nodes were wrapped', async (t) => {
  const page = await host(t, 'translate');
  const words = () => page.locator('kl-ball').evaluate(({ shadowRoot }) => ['.ledger td', '.facts dd', 'figcaption'].map((one) => shadowRoot.querySelector(one).textContent));
  await page.locator('kl-ball').evaluate(({ shadowRoot }) => {
    const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts.filter(({ data }) => data.trim())) {
      const font = document.createElement('font');
      text.replaceWith(font);
      font.append(document.createElement('font'));
      font.firstChild.textContent = text.data;
    }
  });
  const before = await words();
  await page.locator('kl-ball .handle').first().press('Shift+ArrowUp');
  await soon(page, async () => (await words()).forEach((text, k) => assert.notEqual(text, before[k])));
  quiet(page);
});

test('a canvas too large for a browser is drawn smaller, not blank', async (t) => {
  const page = await host(t, 'scale-15', { ratio: 3, height: 500, change: styled('width:8000px') });
  const { canvas } = await sizes(page);
  assert.ok(Math.max(...canvas) <= 8192 && canvas[0] * canvas[1] <= 2 ** 24 + 8192, String(canvas));
  const painted = await page.locator('kl-ball').evaluate(({ shadowRoot }) => {
    const behind = shadowRoot.querySelector('.backdrop');
    return behind.getContext('2d').getImageData(0, 0, behind.width, behind.height).data.some((part) => part > 0);
  });
  assert.ok(painted);
  quiet(page);
});

test('no line through or below the text of a page reaches into a figure, also of one in a link', async (t) => {
  const page = await openPage(browser, 'about:blank', { width: 700, height: 900 });
  t.after(() => page.close());
  const shot = async (style, before, after) => {
    hosts += 1;
    await page.goto(site.give(`/lines-${hosts}.html`, `<!doctype html><title>x</title><link rel="icon" href="data:,"><style>${style}</style><script type="module" src="/${ELEMENT}"></script><body>${before}<kl-ball rules="kl-ball" steps="4"></kl-ball>${after}`));
    await ready(page);
    await soon(page, async () => assert.ok(await page.locator('kl-ball figcaption').innerText()));
    await frame(page);
    return (await page.locator('kl-ball').screenshot()).toString('base64');
  };
  const plain = await shot('', '', '');
  assert.ok(await shot('body { text-decoration: line-through; }', '', '') === plain, 'a body with lines');
  assert.ok(await shot('a { color: black; }', '<a href="#">', '</a>') === plain, 'a link');
});

test('an element without a box of its own draws its figure', async (t) => {
  const page = await host(t, 'lazy-props', { change: (text) => text.replace('<title>', '<style>kl-ball { display: contents !important; }</style><title>') });
  await ready(page);
  const { width } = await sizes(page);
  assert.ok(width > 300);
  quiet(page);
});

describe('the element in the hands of a page', () => {
  test('lazy-props: properties set before the script count', async (t) => {
    const page = await host(t, 'lazy-props', { change: (text) => text.replace("controls:'none'", "controls:'none',cursor:2") });
    const found = await page.locator('kl-ball').evaluate(({ spec, cursor, controls, shadowRoot }) => [spec.runs.map(({ rule }) => rule), spec.steps, spec.start.at, spec.data, cursor, controls,
      shadowRoot.querySelectorAll('.controls').length]);
    assert.deepEqual(found, [['kl-ball'], 5, [-0.3, 0.8], { set: 'teaching' }, 2, 'none', 0]);
    quiet(page);
  });

  test('cursor-early: every property can be read and set at any time', async (t) => {
    const page = await host(t, 'cursor-early');
    assert.doesNotMatch(await page.locator('#out').innerText(), /THROWS/);
    assert.match(await page.locator('#out').innerText(), /connected cursor 3/);
    assert.equal(await page.locator('kl-ball').evaluate(({ cursor }) => cursor), 3);
    await page.locator('kl-ball').evaluate((figure) => { figure.spec = undefined; });
    assert.equal(await page.locator('kl-ball').getAttribute('spec'), null);
    quiet(page);
  });

  test('adopt: moved into another document and back it keeps its style and its state', async (t) => {
    const page = await host(t, 'adopt');
    await page.locator('kl-ball').evaluate((figure) => { figure.cursor = 4; });
    await page.locator('kl-ball .handle').first().press('Shift+ArrowRight');
    await frame(page);
    const look = (figure) => [figure.spec, figure.cursor, ['figure', '.panels', '.ledger', '.handle'].map((one) => {
      const { display, position, fontSize, backgroundColor } = getComputedStyle(figure.shadowRoot.querySelector(one));
      return [display, position, fontSize, backgroundColor];
    })];
    const before = await page.locator('kl-ball').evaluate(look);
    await page.evaluate(() => document.querySelector('#f').contentDocument.body.append(document.querySelector('kl-ball')));
    const inside = page.frameLocator('#f').locator('kl-ball');
    await soon(page, async () => assert.deepEqual(await inside.evaluate(look), before));
    await inside.locator('.handle').first().press('ArrowRight');
    await soon(page, async () => assert.ok((await inside.evaluate(look))[0].start.at[0] > before[0].start.at[0]));
    await page.evaluate(() => document.querySelector('#w').append(document.querySelector('#f').contentDocument.querySelector('kl-ball')));
    await soon(page, async () => assert.deepEqual((await page.locator('kl-ball').evaluate(look)).slice(1), before.slice(1)));
    quiet(page);
  });

  test('"false" is off, and an object written as text is told how to come', async (t) => {
    const page = await host(t, 'translate', { change: (text) => text.replace('<kl-ball', '<kl-ball builder="false" classroom="false" predict="false"') });
    const found = await page.locator('kl-ball').evaluate(({ shadowRoot }) => [shadowRoot.querySelector('.builder'), shadowRoot.querySelector('.prediction').hidden,
      getComputedStyle(shadowRoot.querySelector('figure')).getPropertyValue('--kl-type')]);
    assert.deepEqual(found, [null, true, '1']);
    await page.locator('kl-ball').evaluate((figure) => figure.setAttribute('spec', {}));
    await soon(page, async () => assert.match(await page.locator('kl-ball .problem').innerText(), /^spec is "\[object Object\]", which is not JSON; allowed: JSON, or the property spec/));
  });

  test('what marks a state is no attribute', async (t) => {
    const page = await host(t, 'lazy-props');
    const names = await page.locator('kl-ball').evaluate((figure) => figure.getAttributeNames().sort());
    assert.deepEqual(names, ['controls', 'data', 'id', 'rules', 'start', 'steps', 'view']);
    assert.ok(await page.locator('kl-ball').evaluate((figure) => figure.matches(':state(ready)')));
  });

  test('an attribute that is written again with its value changes nothing, and looks throw nothing away', async (t) => {
    const page = await host(t, 'lazy-props');
    await page.locator('kl-ball .handle').first().press('Shift+ArrowRight');
    await frame(page);
    const before = await page.locator('kl-ball').evaluate((figure) => {
      globalThis.heard = [];
      for (const name of ['change', 'input', 'ready', 'error']) figure.addEventListener(`kl-ball-${name}`, () => heard.push(name));
      figure.cursor = 2;
      return figure.changes;
    });
    await page.locator('kl-ball').evaluate((figure) => {
      for (const name of figure.getAttributeNames()) figure.setAttribute(name, figure.getAttribute(name));
      figure.rules = figure.rules;
      figure.setAttribute('steps', '9');
      figure.setAttribute('steps', '5');
    });
    await frame(page);
    for (const [name, value] of [['theme', 'dark'], ['label', 'A name'], ['classroom', true], ['controls', 'all'], ['controls', 'some'], ['controls', 'none'], ['theme', null]]) {
      await page.locator('kl-ball').evaluate((figure, [one, to]) => { figure[one] = to; }, [name, value]);
      await frame(page);
      assert.deepEqual(await page.locator('kl-ball').evaluate((figure) => figure.changes), { ...before, step: '2' }, name);
    }
    assert.deepEqual(await page.evaluate(() => heard), []);
    await page.locator('kl-ball').evaluate((figure) => { figure.controls = 'many'; });
    await soon(page, async () => assert.match(await page.locator('kl-ball .problem').innerText(), /^controls is "many"; allowed: all, some, none/));
    quiet(page);
  });

  test('changes = {} and removing step restore the step, too', async (t) => {
    const page = await host(t, 'lazy-props');
    const cursor = () => page.locator('kl-ball').evaluate((figure) => figure.cursor);
    const set = (work) => page.locator('kl-ball').evaluate(work).then(() => frame(page));
    await set((figure) => { figure.cursor = 2; });
    assert.equal(await cursor(), 2);
    await set((figure) => { figure.changes = {}; });
    assert.equal(await cursor(), 5, 'the last one, as at first');
    await set((figure) => { figure.step = 3; });
    assert.equal(await cursor(), 3);
    await set((figure) => { figure.cursor = 1; });
    await set((figure) => { figure.changes = {}; });
    assert.equal(await cursor(), 3, 'the written one');
    await set((figure) => { figure.step = undefined; });
    assert.equal(await cursor(), 5);
    await set((figure) => { figure.changes = { step: 1, steps: null }; });
    assert.equal(await cursor(), 1, 'a number is as good as a text');
  });

  test('lists may be typed arrays, and builder may come and go', async (t) => {
    const page = await host(t, 'lazy-props');
    await page.locator('kl-ball').evaluate((figure) => {
      figure.spec = { model: 'gaussian', data: { x: Float64Array.of(1, 2, 4) }, start: { chart: 'variance', at: Float32Array.of(2, 1.5) }, runs: [{ rule: 'kl-ball', chart: 'variance' }], steps: 3 };
    });
    await soon(page, async () => assert.deepEqual(await page.locator('kl-ball').evaluate(({ spec }) => [spec.data, spec.start.at, spec.steps]), [{ x: [1, 2, 4] }, [2, 1.5], 3]));
    await page.locator('kl-ball').evaluate((figure) => {
      figure.spec = undefined;
      figure.data = new Float64Array([3, 4, 8]);
      figure.start = [4, 2];
      figure.controls = 'all';
      figure.builder = true;
    });
    await soon(page, async () => assert.deepEqual(await page.locator('kl-ball').evaluate(({ spec }) => [spec.data, spec.start.at]), [{ x: [3, 4, 8] }, [4, 2]]));
    await page.locator('kl-ball .builder').waitFor();
    await page.locator('kl-ball').evaluate((figure) => { figure.builder = false; });
    await page.locator('kl-ball .builder').waitFor({ state: 'detached' });
    quiet(page);
  });

  test('a misspelt attribute is named with its nearest neighbour, others are left alone', async (t) => {
    const said = [];
    const page = await openPage(browser, 'about:blank');
    t.after(() => page.close());
    page.on('console', (message) => said.push(message.text()));
    await page.goto(site.give('/misspelt.html', `<!doctype html><title>x</title><link rel="icon" href="data:,"><script type="module" src="/www/kl-ball.js"></script>
      <kl-ball radios="0.1" kl-ball-radus="0.2" data-anything="1" aria-label="x" hx-get="/" class="a" chart="variance" v-cloak x-data="{}" rules="kl-ball"></kl-ball>`));
    await ready(page);
    await page.locator('kl-ball').evaluate((figure) => { figure.setAttribute('radios', '0.3'); figure.setAttribute('step', '0'); });
    const first = ['<kl-ball>: attribute "radios" is unknown; the nearest that is allowed: "radius"', '<kl-ball>: attribute "kl-ball-radus" is unknown; the nearest that is allowed: "kl-ball-radius"'];
    await soon(page, async () => assert.equal(said.length, first.length));
    assert.deepEqual(said, first);
    said.length = 0;
    const swapped = { rulse: 'rules', theem: 'theme', strat: 'start', veiw: 'view', chrat: 'chart', setps: 'steps', modle: 'model', gradient_rate: 'gradient-rate', raduis: 'radius', seeed: 'seed', batchs: 'batch', momentun: 'momentum' };
    await page.locator('kl-ball').evaluate((figure, names) => { for (const name of names) figure.setAttribute(name, '1'); }, Object.keys(swapped));
    await soon(page, async () => assert.equal(said.length, Object.keys(swapped).length));
    assert.deepEqual(said, Object.entries(swapped).map(([wrong, right]) => `<kl-ball>: attribute "${wrong}" is unknown; the nearest that is allowed: "${right}"`));
    await page.goto(`${site.origin}/embed.html#v=1&rules=kl-ball&radios=0.1&utm_source=x`);
    await ready(page);
    await soon(page, async () => assert.match(await page.locator('kl-ball .problem').innerText(), /^attribute "radios" is unknown; the nearest that is allowed: "radius"/));
  });
});
