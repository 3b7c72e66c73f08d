// Every preset with the keyboard, in forced colours, and with a finger.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shelf, frame, quiet, ready } from './page.mjs';

/** The ids of all figures. */
const idsOf = (page) => page.evaluate(() => [...document.querySelectorAll('kl-ball')].map(({ id }) => id));

/** The caption and the numbers of a figure. Runs in the page. */
const wordsOf = (id) => {
  const { shadowRoot } = document.getElementById(id);
  const words = ['figcaption', '.account'].map((part) => shadowRoot.querySelector(part).textContent);
  // The sentence of a map is about all starts: of one that moves a little, only its own name says where it is.
  if (shadowRoot.querySelector('.map')) words.push(shadowRoot.querySelector('.handle').ariaLabel);
  return words.join(' ');
};

/** Scrolls to a figure and waits for it to be drawn. */
async function reach(page, id) {
  await page.locator(`#${id}`).evaluate((figure) => figure.scrollIntoView({ block: 'start' }));
  await ready(page, `#${id}`);
  await frame(page);
}

test('every figure answers to the keyboard: its ring or its first slider moves, and its words follow', async (t) => {
  const page = await shelf(t, { width: 1280, height: 900 });
  for (const id of await idsOf(page)) {
    await reach(page, id);
    const focused = () => page.evaluate(() => {
      const { activeElement: figure } = document;
      const control = figure?.shadowRoot?.activeElement;
      return { figure: figure?.id, number: control?.dataset.number, name: control?.ariaLabel ?? control?.labels?.[0]?.textContent ?? control?.textContent };
    });
    const { count, main } = await page.locator(`#${id}`).evaluate(({ shadowRoot }) => {
      const all = [...shadowRoot.querySelectorAll('button, input, select, summary, textarea, [tabindex]')]
        .filter((control) => !control.disabled && control.checkVisibility({ visibilityProperty: true }) && (control.type !== 'radio' || control.checked));
      all.forEach((control, k) => { control.dataset.number = k; });
      return { count: all.length, main: all.indexOf(shadowRoot.querySelector('.handle:not([hidden])') ?? shadowRoot.querySelector('.steering input[type="range"]')) };
    });
    assert.ok(main >= 0, `${id} has something to move`);
    // Tab leads to it, and on to the next.
    await page.locator(`#${id} [data-number="${main}"]`).focus();
    await page.keyboard.press('Shift+Tab');
    assert.notEqual((await focused()).number, String(main), id);
    await page.keyboard.press('Tab');
    const here = await focused();
    assert.deepEqual([here.figure, here.number], [id, String(main)], `Tab leads to control ${main} of ${id}`);
    assert.ok(here.name?.trim(), `${id}: what moves has a name`);
    const before = await page.evaluate(wordsOf, id);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(`(${wordsOf})('${id}') !== ${JSON.stringify(before)}`)
      .catch((cause) => { throw new Error(`${id}: its words do not follow`, { cause }); });
    assert.equal(await page.locator(`#${id} figure > .problem`).isVisible(), false, `${id} has no complaint`);
    assert.equal((await focused()).figure, id, `${id} keeps the focus`);
    await page.keyboard.press('Tab');
    const next = await focused();
    if (main + 1 < count) assert.equal(next.figure, id, `${id}: Tab goes on within it`);
    assert.notEqual(next.number, String(main), id);
  }
  quiet(page);
});

test('in forced colours every figure stands out from its ground', async (t) => {
  // Dark ones: nothing of a light page may be left.
  const page = await shelf(t, { width: 1280, height: 900, dark: true, forcedColors: 'active' });
  for (const id of await idsOf(page)) {
    await reach(page, id);
    const found = await page.locator(`#${id}`).evaluate((figure) => {
      const channels = (color) => color.match(/[\d.]+/g).slice(0, 3).map(Number);
      const linear = Array.from({ length: 256 }, (_, part) => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      const light = (red, green, blue) => 0.2126 * linear[red] + 0.7152 * linear[green] + 0.0722 * linear[blue];
      const probe = Object.assign(document.createElement('i'), { style: 'color: Canvas' });
      document.body.append(probe);
      const ground = light(...channels(getComputedStyle(probe).color));
      probe.remove();
      const contrast = (other) => (Math.max(ground, other) + 0.05) / (Math.min(ground, other) + 0.05);
      // Of every third pixel of a panel, those that are as clear as letters have to be.
      const panels = [...figure.shadowRoot.querySelectorAll('.panel')].map((panel) => [...panel.querySelectorAll('canvas')].reduce((sum, canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        for (let k = 0; k < data.length; k += 12) if (data[k + 3] > 200 && contrast(light(data[k], data[k + 1], data[k + 2])) >= 4.5) sum += 1;
        return sum;
      }, 0));
      // Titles and words are the system's own, or as clear.
      const words = [...figure.shadowRoot.querySelectorAll('.title, figcaption, td, th, dd, dt, .name, output, summary, .amount, legend')]
        .filter((piece) => piece.checkVisibility() && piece.textContent.trim())
        .map((piece) => [piece.className || piece.tagName, contrast(light(...channels(getComputedStyle(piece).color)))]).filter(([, ratio]) => ratio < 4.5);
      return { words, panels };
    });
    assert.deepEqual(found.words, [], id);
    assert.ok(found.panels.length > 0 && found.panels.every((clear) => clear > 150), `${id}: ${found.panels} clear pixels in its panels`);
    assert.equal(await page.locator(`#${id} figure > .problem`).isVisible(), false, id);
  }
  quiet(page);
});

test('for a finger every control of every figure is 44 pixels high, and only rings keep the page from scrolling', async (t) => {
  const page = await shelf(t, { width: 360, height: 800, touch: true });
  for (const id of await idsOf(page)) {
    await reach(page, id);
    const found = await page.locator(`#${id}`).evaluate((figure) => {
      figure.shadowRoot.querySelector('.saving').open = true;
      const tools = figure.nextElementSibling?.matches('.tools') ? [...figure.nextElementSibling.querySelectorAll('button')] : [];
      const controls = [...figure.shadowRoot.querySelectorAll('button, select, input, summary, textarea, .handle'), ...tools].filter((control) => control.checkVisibility());
      const high = (control) => Math.max(control.getBoundingClientRect().height, control.closest('label.toggle, .choice label')?.getBoundingClientRect().height ?? 0);
      return {
        small: controls.map((control) => [control.tagName, control.className, control.textContent.slice(0, 20), high(control)]).filter(([, , , height]) => height < 43.9),
        count: controls.length,
        holding: [...figure.shadowRoot.querySelectorAll('*')].filter((part) => getComputedStyle(part).touchAction === 'none').map(({ className }) => className).filter((name) => !name.split(' ').includes('handle')),
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
    // The first figure has its handle alone in sight.
    assert.ok(found.count > (id === 'field' ? 0 : 3), `${id}: ${found.count}`);
    assert.deepEqual(found.small, [], id);
    assert.deepEqual(found.holding, [], id);
    assert.ok(found.wide <= 0, `${id}: ${found.wide} pixels too wide`);
  }
  quiet(page);
});
