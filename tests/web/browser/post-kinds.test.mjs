// Figures of every kind in a post: what follows stays where it is when the figure takes the place of its picture, in any column.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ENGINES, lacking } from '../engines.mjs';
import { ELEMENT, site } from './page.mjs';
import { becomesLive, posted } from './post.mjs';

const KINDS = {
  'plane and densities': 'view="plane density" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="4"',
  'plane and series': 'view="plane series" data="cavendish" rules="gradient natural-gradient" start="5.3 0.022" steps="20"',
  categorical: 'model="categorical" view="plane density" rules="gradient kl-ball" steps="6"',
  'logistic regression': 'model="logistic" view="plane density" rules="gradient kl-ball" steps="6"',
  race: 'view="race" data="cavendish" rules="gradient natural-gradient newton" start="5.3 0.022" steps="30"',
  map: 'view="map" data="cavendish" rules="gradient natural-gradient" start="5.3 0.022" cells="16"',
};

/** Windows, and how wide the column of the post may be in them (CSS pixels). */
const COLUMNS = [[1280, 720], [1280, 600], [1280, 500], [768, 720], [700, 720], [500, 720], [390, 720]];

for (const [kind, attributes] of Object.entries(KINDS)) {
  test(`${kind}: nothing moves when it becomes live`, async (t) => {
    const files = await posted(t, `<kl-ball id="it" label="It" ${attributes}></kl-ball>`, 720);
    for (const [window, column] of COLUMNS) {
      const around = (line) => `<div style="max-width: ${column}px; margin: auto"><p>${line}</p></div>`;
      const { page, picture, live, moved } = await becomesLive(t, files, { window, around });
      const said = `${kind}, a column of ${column} pixels in a window of ${window}`;
      assert.ok(Math.abs(moved) < 1, `${said}: what follows moved by ${moved} px`);
      const tops = await page.evaluate(() => [...globalThis.tops]);
      assert.ok(Math.max(...tops) - Math.min(...tops) <= 1, `${said}: what follows stood at ${tops}`);
      // While a map is computed its sentence grows, and with it the last line of the figure moves, but nothing outside.
      assert.ok(live.shift < (kind === 'map' ? 0.001 : 1e-9), `${said}: ${live.shift}`);
      for (const side of ['left', 'right']) assert.ok(Math.abs(live[side] - picture[side]) < 1, `${said}, ${side}: ${picture[side]}, then ${live[side]}`);
      assert.ok(live.height <= picture.height + 1, `${said}: ${live.height} px high in ${picture.height}`);
      await page.close();
    }
  });
}

describe('a picture that its column makes smaller', () => {
  const PICTURE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="720" height="460"/>')}`;
  const POST = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A post</title><link rel="icon" href="data:,"><script type="module" src="/${ELEMENT}"></script>
<style>body { margin: 16px } #column { width: 540px } img { max-width: 100%; height: auto }</style>
<div id="column"><kl-ball view="plane density" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="4"><img src="${PICTURE}" width="720" height="460" alt="Two rules" align="top"></kl-ball></div><p id="after">After.</p>`;

  /** Runs in a page: waits until the figure is live, and says where it and its ring are. */
  async function look() {
    const figure = document.querySelector('kl-ball');
    const frame = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
    while (!figure.matches(':state(ready)')) await frame();
    await frame();
    const inside = figure.shadowRoot.querySelector('figure');
    const { width, height } = figure.shadowRoot.querySelector('.bed').getBoundingClientRect();
    const ring = figure.shadowRoot.querySelector('.handle').getBoundingClientRect();
    // WebKit tells places in what is zoomed without the zoom.
    const zoom = width / inside.getBoundingClientRect().width;
    return { width, height, layout: inside.offsetWidth, columns: getComputedStyle(figure.shadowRoot.querySelector('.panels')).gridTemplateColumns.split(' ').length,
      after: document.querySelector('#after').getBoundingClientRect().top, ring: [zoom * (ring.left + ring.width / 2), zoom * (ring.top + ring.height / 2)] };
  }

  for (const name of Object.keys(ENGINES)) {
    test(`${name}: has a figure that is as small, whose ring follows the hand, until the column is another`, { skip: lacking(name) }, async (t) => {
      const browser = await ENGINES[name].start();
      t.after(() => browser.close());
      const page = await browser.newPage();
      await page.setViewport({ width: 1000, height: 800 });
      await page.goto(site.give(`/post-small-${name}.html`, POST));
      const { ring: [x, y], ...first } = await page.evaluate(look);
      assert.ok(Math.abs(first.width - 540) < 1, `${first.width} px wide`);
      assert.ok(first.height < 345.5, `${first.height} px high`);
      assert.equal(first.columns, 2, 'its panels stand as in the picture');
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (const part of [0.2, 0.4, 0.6, 0.8, 1]) await page.mouse.move(x + 40 * part, y - 30 * part);
      await page.mouse.up();
      const { ring } = await page.evaluate(look);
      [x + 40, y - 30].forEach((to, k) => assert.ok(Math.abs(ring[k] - to) < 1.5, `the hand is at ${[x + 40, y - 30]}, the ring at ${ring}`));
      await page.evaluate(() => { document.querySelector('#column').style.width = '420px'; });
      const narrow = await page.evaluate(look);
      assert.deepEqual([narrow.columns, narrow.layout, Math.round(narrow.width)], [1, 420, 420], 'too small to read: one below the other');
      await page.evaluate(() => { document.querySelector('#column').style.width = '800px'; });
      const wide = await page.evaluate(look);
      assert.deepEqual([wide.columns, wide.layout, Math.round(wide.width)], [2, 720, 720]);
    });
  }
});
