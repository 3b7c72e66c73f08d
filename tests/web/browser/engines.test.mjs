// The same actions in every engine: drag the ring, move it with the keys, scrub,
// choose from menus, follow a link. The numbers must be those of the core in Node.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENGINES, lacking } from '../engines.mjs';
import { serve } from '../server.mjs';
import { account } from './page.mjs';

const ONE = '#two-bubbles';
const TWO = '#variance-or-precision';

let site;
before(async () => {
  site = await serve(fileURLToPath(new URL('../../../', import.meta.url)));
});
after(() => site?.close());

/** Runs in the page: scrolls a figure into sight and returns what it shows, once it is drawn. */
async function look(selector) {
  const frame = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  const figure = document.querySelector(selector);
  figure.scrollIntoView({ block: 'start' });
  // Wait also for the layout to come to rest: a figure above may still be growing.
  let top;
  do {
    top = figure.getBoundingClientRect().top;
    await frame();
  } while (!figure.matches(':state(ready)') || !figure.spec || figure.getBoundingClientRect().top !== top);
  const shadow = figure.shadowRoot;
  const text = (node) => node.textContent.trim();
  const centre = (node) => {
    const { left, top: above, width, height } = node.getBoundingClientRect();
    return [left + width / 2, above + height / 2];
  };
  return {
    spec: figure.spec,
    cursor: figure.cursor,
    rows: Object.fromEntries([...shadow.querySelectorAll('.ledger tbody tr')].map((row) => [
      row.dataset.rule, [...row.querySelectorAll('td')].map(text),
    ])),
    caption: text(shadow.querySelector('figcaption')),
    problem: shadow.querySelector('.problem').hidden ? '' : text(shadow.querySelector('.problem')),
    counter: text(shadow.querySelector('.counter')),
    rings: [...shadow.querySelectorAll('.handle')].map(centre),
    inked: [...shadow.querySelectorAll('.plane canvas')].map((canvas) => {
      const { width, height } = canvas;
      const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
      return pixels.filter((byte, k) => k % 4 === 3 && byte > 0).length;
    }),
    sideways: document.documentElement.scrollWidth - innerWidth,
    address: location.hash,
  };
}

/** Runs in the page: gives the keyboard to a part of a figure. */
const focus = ([selector, part]) => document.querySelector(selector).shadowRoot.querySelector(part).focus();

/** Runs in the page: the address, once it has changed, which happens when the pointer rests. */
async function told(change) {
  while (!location.hash.includes(change)) await new Promise((done) => { requestAnimationFrame(done); });
  return location.href;
}

/** Asserts that the figure shows the numbers of the core in Node for its specification. */
function agrees({ spec, cursor, rows, problem }) {
  assert.equal(problem, '');
  for (const [rule, expected] of Object.entries(account(spec, cursor))) {
    if (expected.losses) {
      expected.losses.forEach((text, k) => assert.ok(rows[rule][k].startsWith(text), `${rule}: ${rows[rule][k]}, the core: ${text}`));
    } else assert.deepEqual(rows[rule].slice(0, 2), [expected.kl, expected.share], rule);
  }
}

async function drag(page, [x, y], [dx, dy]) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 6 });
  await page.mouse.up();
}

for (const [name, { start }] of Object.entries(ENGINES)) {
  describe(name, { skip: lacking(name) }, () => {
    let browser;
    let page;
    before(async () => {
      browser = await start();
      console.log(`# ${browser.version()}`);
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 1000 });
      await page.goto(`${site.origin}/shelf.html`);
    });
    after(() => browser?.close());

    test('figures are drawn, and what they say is the core’s', async () => {
      for (const figure of [ONE, TWO]) {
        const seen = await page.evaluate(look, figure);
        agrees(seen);
        assert.ok(seen.inked.every((count) => count > 500), `ink: ${seen.inked}`);
        assert.ok(seen.sideways <= 0, 'nothing sticks out sideways');
      }
    });

    test('the ring follows the mouse, and every number the ring', async () => {
      const before = await page.evaluate(look, ONE);
      await drag(page, before.rings[0], [90, -70]);
      const seen = await page.evaluate(look, ONE);
      agrees(seen);
      seen.rings[0].forEach((at, k) => assert.ok(Math.abs(at - before.rings[0][k] - [90, -70][k]) < 2, `the ring is at ${seen.rings[0]}`));
      const [from, to] = [before, seen].map(({ spec }) => spec.start.at);
      assert.ok(to[0] > from[0] && to[1] > from[1], `${from}, then ${to}`);
      assert.notEqual(seen.caption, before.caption);
    });

    test('the arrow keys move it', async () => {
      const before = await page.evaluate(look, ONE);
      await page.evaluate(focus, [ONE, '.handle']);
      for (let k = 0; k < 5; k += 1) await page.keyboard.press('ArrowLeft');
      const seen = await page.evaluate(look, ONE);
      agrees(seen);
      assert.ok(seen.spec.start.at[0] < before.spec.start.at[0]);
      assert.equal(seen.spec.start.at[1], before.spec.start.at[1]);
    });

    test('a run is scrubbed with the keys', async () => {
      await page.evaluate(look, TWO);
      await page.evaluate(focus, [TWO, '.scrub']);
      await page.keyboard.press('Home');
      for (let k = 0; k < 3; k += 1) await page.keyboard.press('ArrowRight');
      const seen = await page.evaluate(look, TWO);
      assert.equal(seen.cursor, 3);
      assert.match(seen.counter, /step 3 of/);
      agrees(seen);
    });

    test('the address carries it all: what a link opens is what was left', async () => {
      const left = [await page.evaluate(look, ONE), await page.evaluate(look, TWO)];
      const link = await page.evaluate(told, `${TWO.slice(1)}.step=3`);
      await page.goto('about:blank');
      await page.goto(link);
      for (const [k, figure] of [ONE, TWO].entries()) {
        const seen = await page.evaluate(look, figure);
        assert.deepEqual(seen.spec, left[k].spec);
        assert.deepEqual(seen.rows, left[k].rows);
        assert.equal(seen.cursor, left[k].cursor);
      }
    });

    test('on a narrow screen nothing sticks out', async () => {
      await page.setViewport({ width: 480, height: 800 });
      const seen = await page.evaluate(look, ONE);
      assert.ok(seen.sideways <= 0, `${seen.sideways} pixels`);
      agrees(seen);
    });
  });
}
