// The layout of the page at every width, and its accessibility.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { BOTH, agrees, shelf, control, drawn, frame, only, pageOf, quiet, site } from './page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const SCREENS = { 320: { height: 78000 }, 768: { height: 44000 }, 1280: { height: 44000 }, 1920: { height: 44000 } };

/** Boxes of the words and controls of each figure, in page pixels. */
const boxes = (page) => page.evaluate(() => [...document.querySelectorAll('kl-ball')].flatMap((figure) => {
  const pieces = '.title, .panel, .transport > *, figcaption, .ledger th, .ledger td, .control, .control .name, .control output, .control select, .control input, .facts dt, .facts dd';
  return [...figure.shadowRoot.querySelectorAll(pieces)].filter((piece) => piece.checkVisibility()).map((piece) => {
    const { left, top, right, bottom } = piece.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(piece);
    const text = range.getBoundingClientRect();
    return {
      figure: figure.id,
      what: `${piece.tagName.toLowerCase()}.${piece.className} ${piece.textContent.trim().slice(0, 24)}`,
      tag: piece.tagName,
      inside: piece.closest('.control, .transport, tr, .facts div, .slot') && piece.matches('.control *, .facts *, .ledger *'),
      box: [left, top, right, bottom],
      text: [text.left, text.top, text.right, text.bottom],
    };
  });
}));

for (const [width, more] of Object.entries(SCREENS)) {
  test(`at ${width} pixels`, async (t) => {
    const page = await shelf(t, { width: Number(width), ...more });
    await t.test('nothing sticks out of the page, and nothing is cut off', () => fits(page));
    await t.test('no two controls or labels lie over one another', () => keepApart(page));
    await t.test('what a drawing sets of its canvas, it sets back', () => leavesAsItWas(page));
  });
}

async function fits(page) {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth,
  }));
  assert.ok(scroll <= client, `${scroll} pixels on a page of ${client}`);
  for (const { figure, what, box, text } of await boxes(page)) {
    assert.ok(box[0] >= -0.5 && box[2] <= client + 0.5, `${figure}: ${what} from ${box[0]} to ${box[2]}`);
    assert.ok(box[2] > box[0] && box[3] > box[1], `${figure}: ${what} has a size`);
    if (!/^(select|input|button|div|canvas)/.test(what)) {
      assert.ok(text[2] <= client + 0.5, `${figure}: the text of ${what} ends at ${text[2]}`);
    }
  }
  for (const figure of ['#two-bubbles', '#variance-or-precision']) await agrees(page, figure);
  quiet(page);
}

/** A line that follows would have the dashes, ends or letters of the one before. */
async function leavesAsItWas(page) {
  const found = await page.evaluate(() => [...document.querySelectorAll('kl-ball')].flatMap(({ id, shadowRoot }) =>
    [...shadowRoot.querySelectorAll('.overlay')].filter(({ width, parentNode }) => width > 20 && parentNode.offsetWidth >= 20).map((canvas) => {
      const { lineCap, lineJoin, textBaseline, globalAlpha, font } = canvas.getContext('2d');
      const type = parseFloat(font) / (parseFloat(getComputedStyle(shadowRoot.host).getPropertyValue('--kl-type')) || 1);
      return { id, dash: canvas.getContext('2d').getLineDash(), lineCap, lineJoin, textBaseline, globalAlpha, sized: [11, 12, 14].includes(type) };
    })));
  assert.ok(found.length > 20);
  for (const { id, ...state } of found) {
    assert.deepEqual(state, { dash: [], lineCap: 'round', lineJoin: 'round', textBaseline: 'middle', globalAlpha: 1, sized: true }, id);
  }
}

async function keepApart(page) {
  const found = (await boxes(page)).filter(({ tag, what }) => !/^(label|fieldset|figcaption|div.panel|p.title)/.test(what) && tag !== 'CANVAS');
  for (const [k, one] of found.entries()) {
    for (const other of found.slice(k + 1)) {
      if (other.figure !== one.figure) break;
      const across = Math.min(one.box[2], other.box[2]) - Math.max(one.box[0], other.box[0]);
      const down = Math.min(one.box[3], other.box[3]) - Math.max(one.box[1], other.box[1]);
      assert.ok(across <= 1 || down <= 1, `${one.figure}: ${one.what} and ${other.what} overlap by ${across} × ${down}`);
    }
  }
}

test('on a phone every control is 44 pixels high', async (t) => {
  const page = await shelf(t, { width: 360, height: 78000, touch: true });
  for (const { what, box } of await boxes(page)) {
    if (!/^(button|select|input)/.test(what)) continue;
    assert.ok(box[3] - box[1] >= 44, `${what} is ${box[3] - box[1]} pixels high`);
  }
});

test('a figure follows its container, not the window', async (t) => {
  const page = await pageOf(t, '<div id="narrow"><kl-ball view="plane density" start="5.3 0.022" steps="1"></kl-ball></div>');
  await drawn(page);
  const slots = () => page.evaluate(() => [...document.querySelector('kl-ball').shadowRoot.querySelectorAll('.panel')].map((panel) => {
    const { left, top, width } = panel.getBoundingClientRect();
    return { left, top, width, canvas: panel.querySelector('canvas').width };
  }));
  const [one, two] = await slots();
  assert.ok(one.top === two.top && two.left > one.left, 'side by side where there is room');
  await page.evaluate(() => { document.querySelector('#narrow').style.width = '380px'; });
  await frame(page);
  const [above, below] = await slots();
  assert.ok(above.left === below.left && below.top > above.top, 'one above the other where there is not');
  assert.ok(above.width <= 380 && Math.abs(above.canvas - above.width) <= 1, 'drawn anew at its size');
  await agrees(page, 'kl-ball');
});

test('the panels are where the layout says, at every width and in a classroom', async (t) => {
  const figures = ['plane', 'plane density', 'plane divergence" rules="none', 'plane score', 'plane density series', 'map" cells="8" limit="5'];
  const page = await pageOf(t, `<div id="around">${figures.map((view, k) => `<kl-ball id="f${k}" view="${view}" start="5.3 0.022"></kl-ball>`).join('')}</div>`, { height: 9000 });
  await drawn(page);
  for (const width of [360, 500, 700, 1000, 1200]) {
    for (const classroom of [false, true]) {
      const found = await page.evaluate(async ([wide, large]) => {
        const { layout } = await import('/www/figure/layout.js');
        document.querySelector('#around').style.width = `${wide}px`;
        const all = [...document.querySelectorAll('kl-ball')];
        for (const figure of all) figure.toggleAttribute('classroom', large);
        for (let k = 0; k < 3; k += 1) await new Promise(requestAnimationFrame);
        return all.map(({ id, shadowRoot }) => {
          const origin = shadowRoot.querySelector('.panels').getBoundingClientRect();
          const box = (node) => {
            const { left, top, width: w, height } = node.getBoundingClientRect();
            return { x: left - origin.left, y: top - origin.top, width: w, height };
          };
          const slots = [...shadowRoot.querySelectorAll('.slot')].map((slot) => {
            const [title, panel] = ['.title', '.panel'].map((name) => slot.querySelector(name));
            const line = parseFloat(getComputedStyle(title).lineHeight);
            return {
              name: panel.classList[1], above: box(title).height - line, line: parseFloat(getComputedStyle(title).fontSize), box: box(panel),
              below: slot.lastElementChild.getBoundingClientRect().bottom - panel.getBoundingClientRect().bottom,
            };
          });
          const said = layout(wide, slots, large ? 1.5 : 1);
          return { id, slots, said, height: origin.height };
        });
      }, [width, classroom]);
      for (const { id, slots, said, height } of found) {
        const where = `${id} at ${width}${classroom ? ', in a classroom' : ''}`;
        // `below` is the legend of a map, which moves the rows that come after.
        for (const [k, { box, line }] of slots.entries()) {
          const expected = said.panels[k].box;
          for (const side of ['x', 'y', 'width', 'height']) assert.ok(Math.abs(box[side] - expected[side]) < 0.5, `${where}: ${side} of panel ${k} is ${box[side]}, said ${expected[side]}`);
          assert.ok(Math.abs(line - said.titleSize) < 0.01, where);
        }
        assert.ok(Math.abs(said.height - height) < 1, `${where}: ${said.height} pixels high, on the page ${height}`);
      }
    }
  }
  quiet(page);
});

test('text may be twice as large without loss', async (t) => {
  const page = await shelf(t, { width: 1280, height: 6000 });
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  await frame(page);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
});

test('the page shifts nothing while it loads', async (t) => {
  const page = await pageOf(t, '', {});
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
  });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${site.origin}/index.html`);
  await drawn(page);
  const total = await page.evaluate(() => globalThis.shifts.reduce((sum, value) => sum + value, 0));
  assert.ok(total < 0.1, `a cumulative layout shift of ${total}`);
});

/** The findings of axe, one line each. */
async function complaints(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')} (${failureSummary})`).slice(0, 3).join('; ')}`);
}

for (const dark of [false, true]) {
  for (const width of [320, 1280]) {
    test(`axe has nothing to say, ${dark ? 'dark' : 'light'}, at ${width} pixels`, async (t) => {
      const page = await shelf(t, { width, height: width === 320 ? 7000 : 3000, dark });
      assert.deepEqual(await complaints(page), []);
    });
  }
}

test('axe has nothing to say of a figure at its start, playing, with balls, or refused', async (t) => {
  const page = await shelf(t, BOTH);
  await page.locator('#variance-or-precision .reset').click();
  await control(page, '#variance-or-precision', 'balls').selectOption('path');
  await page.locator('#two-bubbles').evaluate((figure) => { figure.radius = '-1'; });
  await frame(page);
  assert.deepEqual(await complaints(page), []);
});

test('on paper the controls are left out', async (t) => {
  const page = await shelf(t, only('#two-bubbles'));
  await page.emulateMedia({ media: 'print' });
  await frame(page);
  assert.equal(await page.locator('#two-bubbles .control').first().isVisible(), false);
  assert.equal(await page.locator('#two-bubbles .ledger').isVisible(), true);
});
