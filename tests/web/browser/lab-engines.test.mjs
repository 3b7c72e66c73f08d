// A session in the lab, the same in every engine: drag, place, duplicate a rule, take back, change a chart, move between
// two by hand, open the projector, and go through all presets.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENGINES, lacking } from '../engines.mjs';
import { serve } from '../server.mjs';

const PRESETS = JSON.parse(readFileSync(new URL('../../../www/lab/presets.json', import.meta.url), 'utf8'));
const HASH = '#v=1&view=plane+density&model=gaussian&data=cavendish&chart=variance&rules=euclidean-ball+kl-ball&start=5.3+0.022&steps=8&euclidean-ball-radius=0.02&radius=0.02';

let site;
before(async () => {
  site = await serve(fileURLToPath(new URL('../../../', import.meta.url)));
});
after(() => site?.close());

/** Runs in the page: what the lab shows, once it is at rest. */
async function look() {
  const frame = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  const host = document.querySelector('#lab');
  // Its first picture comes a few frames after it is there, and its sentence a frame later.
  const claim = () => [...host.shadowRoot.querySelectorAll('.claim > :not(button)')].map((part) => part.textContent).join(' ');
  while (!host.spec || !claim()) await frame();
  let windows;
  do {
    windows = JSON.stringify(host.windows);
    await frame();
  } while (JSON.stringify(host.windows) !== windows);
  const shadow = host.shadowRoot;
  const box = (node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    return { x: left, y: top, width, height };
  };
  return {
    changes: host.changes, windows: host.windows,
    start: host.spec?.start, rules: host.spec?.runs.map(({ rule }) => rule),
    title: shadow.querySelector('.presets .name').textContent, claim: claim(),
    problem: shadow.querySelector('.problem').hidden ? '' : shadow.querySelector('.problem').textContent,
    handles: [...shadow.querySelectorAll('.plane .handle')].map(box), planes: [...shadow.querySelectorAll('.panel.plane')].map(box),
    projector: shadow.querySelector('.lab').classList.contains('projector'),
    inked: [...shadow.querySelectorAll('.plane canvas')].map((canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0)),
  };
}

/** Runs in the page: presses a control of the lab, or chooses in a menu. */
function press([selector, value]) {
  const found = document.querySelector('#lab').shadowRoot.querySelector(selector);
  if (value === undefined) found.click();
  else {
    found.value = value;
    found.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

/** Runs in the page: moves the slider between two charts. */
function scrub(share) {
  const slider = document.querySelector('#lab').shadowRoot.querySelector('[data-key="scrub"]');
  slider.value = String(share);
  for (const type of ['input', 'change']) slider.dispatchEvent(new Event(type, { bubbles: true }));
}

/** Runs in the page: waits until a plane has arrived at one of its two charts. */
async function arrive() {
  const host = document.querySelector('#lab');
  while (![undefined, '0', '1'].includes(host.changes.morph)) await new Promise(requestAnimationFrame);
}

for (const [name, { start }] of Object.entries(ENGINES)) {
  describe(name, { skip: lacking(name) }, () => {
    let browser;
    let page;
    before(async () => {
      browser = await start();
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 720 });
      await page.goto(`${site.origin}/lab.html${HASH}`);
    });
    after(() => browser?.close());

    test('a start is dragged, a click places it, and both are taken back', async () => {
      const first = await page.evaluate(look);
      assert.ok(first.inked.every(Boolean) && first.planes[0].width > 0.55 * 1280 - 1);
      const { x, y, width, height } = first.handles[0];
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width / 2 + 70, y + height / 2 - 50, { steps: 5 });
      await page.mouse.up();
      const dragged = await page.evaluate(look);
      assert.ok(dragged.start.at[0] > first.start.at[0] && dragged.start.at[1] > first.start.at[1]);
      const plane = dragged.planes[0];
      await page.mouse.move(plane.x + 0.8 * plane.width, plane.y + 0.15 * plane.height);
      await page.mouse.down();
      await page.mouse.up();
      const placed = await page.evaluate(look);
      assert.notDeepEqual(placed.start, dragged.start);
      for (const _ of [1, 2]) await page.evaluate(press, ['[aria-label^="Take back"]']);
      assert.deepEqual((await page.evaluate(look)).start, first.start);
    });

    test('a rule stands twice, and a chart is changed while everything flows', async () => {
      await page.evaluate(press, ['[data-key="again 1"]']);
      assert.deepEqual((await page.evaluate(look)).rules, ['euclidean-ball', 'kl-ball', 'kl-ball']);
      await page.evaluate(press, ['[data-key="chart"]', 'precision']);
      const moved = await page.evaluate(look);
      assert.equal(moved.changes.chart, 'precision');
      assert.equal(moved.problem, '');
      await page.evaluate(press, ['[data-key="field"]', 'balls']);
      assert.equal((await page.evaluate(look)).changes.field, 'balls');
    });

    test('one plane moves between two charts: scrubbed by hand, and by itself', async () => {
      await page.evaluate(press, ['[data-key="second"]', 'variance']);
      await page.evaluate(press, ['[data-key="morph"]']);
      const before = await page.evaluate(look);
      assert.deepEqual([before.changes.view.split(' ')[0], before.changes.chart, before.problem], ['morph', 'precision variance', '']);
      await page.evaluate(scrub, 0.5);
      assert.equal((await page.evaluate(look)).changes.morph, '0.5');
      await page.evaluate(press, ['.way .go']);
      await page.evaluate(arrive);
      assert.ok(['0', '1', undefined].includes((await page.evaluate(look)).changes.morph));
      await page.evaluate(press, ['[data-key="morph"]']);
      assert.equal((await page.evaluate(look)).planes.length, 2);
    });

    test('the projector opens, and closes', async () => {
      for (const open of [true, false]) {
        await page.keyboard.press('p');
        assert.equal((await page.evaluate(look)).projector, open);
      }
    });

    test('Page Down goes through all presets', async () => {
      await page.goto('about:blank');
      await page.goto(`${site.origin}/lab.html#v=1&preset=${PRESETS[0].name}`);
      for (const [k, { title, sentence }] of PRESETS.entries()) {
        if (k) await page.keyboard.press('PageDown');
        const seen = await page.evaluate(look);
        assert.deepEqual([seen.title, seen.claim, seen.problem], [title, sentence, '']);
      }
    });
  });
}
