// The article's figures drawn in Node and saved as SVG by the browser are the same pictures. The browser here is given
// the widths of letters that Node has; everything else about the two must agree.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FIGURES } from '../presets.mjs';
import { shell } from '../unit/modules.mjs';
import { elementsOf } from '../xml.mjs';
import { drawn, frame, pageOf, quiet, site } from './page.mjs';

const { render } = await shell('render.js');

const WIDTH = 720;
const MARGIN = 12;

/** Two rounded numbers that come from the same one may differ by a unit of the last digit, a hundredth of a pixel. */
const ROUNDED = 0.011;

/** Makes canvases measure words as marks/metrics.js does. */
const METRICS = `{ ${readFileSync(new URL('../../../www/marks/metrics.js', import.meta.url), 'utf8').replaceAll('export ', '')}
  const { measureText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.measureText = function (text) {
    const { fontBoundingBoxAscent, fontBoundingBoxDescent } = measureText.call(this, text);
    const [, weight, size] = /^(?:(\\d+) )?([\\d.]+)px/.exec(this.font);
    return { width: widthOf(text, Number(size), Number(weight ?? 400)), fontBoundingBoxAscent, fontBoundingBoxDescent };
  };
}`;

const written = (attributes) => Object.entries(attributes)
  .map(([name, value]) => `${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`).join(' ');

/** The SVG that the page saves of a figure with these attributes, once its caption is `caption`. */
async function exported(t, attributes, caption) {
  const markup = `<div style="width: ${WIDTH - 2 * MARGIN}px"><kl-ball id="it" ${written(attributes)}></kl-ball></div>`;
  const page = await pageOf(t, markup, { height: 3000, prepare: (made) => made.addInitScript(METRICS) });
  await drawn(page);
  await page.waitForFunction((words) => document.querySelector('#it').shadowRoot.querySelector('figcaption').textContent === words, caption, { timeout: 60_000 });
  // A figure with a builder opens it by itself.
  await page.locator('#it .saving').evaluate((menu) => { menu.open = true; });
  const button = page.locator('#it .saving').getByRole('button', { name: 'SVG', exact: true });
  await button.waitFor();
  return {
    page,
    async save() {
      await frame(page);
      const [download] = await Promise.all([page.waitForEvent('download'), button.evaluate((it) => it.click())]);
      return readFileSync(await download.path(), 'utf8');
    },
  };
}

/** What must agree only as numbers, to a hundredth of a pixel; the rest must be the same text. */
const NUMBER = /-?\d+(?:\.\d+)?(?:e-?\d+)?/g;
const GEOMETRY = ['d', 'x', 'y', 'width', 'height', 'cx', 'cy', 'r', 'points', 'x1', 'y1', 'x2', 'y2', 'transform', 'viewBox'];

/** The largest difference of two pictures in pixels. Throws where they differ in more than numbers. */
function apart(one, other) {
  const [here, there] = [elementsOf(one), elementsOf(other)];
  assert.deepEqual(here.map(({ name }) => name), there.map(({ name }) => name), 'the same marks in the same order');
  let most = 0;
  here.forEach((element, k) => {
    assert.deepEqual(element.path, there[k].path);
    assert.equal(element.text, there[k].text);
    const [a, b] = [element.attributes, there[k].attributes];
    assert.deepEqual(Object.keys(a), Object.keys(b), element.name);
    for (const name of Object.keys(a)) {
      // Two programs compress the same picture differently.
      if (name === 'href') continue;
      if (!GEOMETRY.includes(name)) {
        assert.equal(a[name], b[name], `${element.name} ${name}`);
        continue;
      }
      assert.equal(a[name].replace(NUMBER, '#'), b[name].replace(NUMBER, '#'), `${element.name} ${name}`);
      const [ours, theirs] = [a[name], b[name]].map((text) => (text.match(NUMBER) ?? []).map(Number));
      ours.forEach((value, n) => { most = Math.max(most, Math.abs(value - theirs[n])); });
    }
  });
  return most;
}

for (const [id, attributes] of Object.entries(FIGURES)) {
  test(`${id}: Node draws what the browser saves`, async (t) => {
    // What stands in sight decides how much the caption says.
    const whole = { ...attributes, controls: 'all' };
    const ours = await render(whole, { width: WIDTH, theme: 'light' });
    const caption = elementsOf(ours).find(({ name }) => name === 'desc').text;
    const { page, save } = await exported(t, { ...whole, theme: 'light' }, caption);
    // The last part of a picture may be drawn a little after its caption.
    let difference;
    for (let left = 20; difference === undefined; left -= 1) {
      const theirs = await save();
      try {
        difference = apart(ours, theirs);
      } catch (error) {
        if (left === 0) throw error;
      }
    }
    t.diagnostic(`largest difference: ${difference.toFixed(4)} px`);
    assert.ok(difference <= ROUNDED, `${difference} px`);
    quiet(page);
  });
}

test('a worker, which has no DOM, writes the same text as Node', async (t) => {
  const attributes = { view: 'plane density', rules: 'kl-ball', start: '5.3 0.022', steps: '1', label: 'A step' };
  const page = await pageOf(t, '');
  const text = await page.evaluate(([script, given]) => new Promise((done, failed) => {
    const source = `import { render } from "${script}"; postMessage(await render(${JSON.stringify(given)}, { width: 500 }));`;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), { type: 'module' });
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = ({ message }) => failed(new Error(message));
  }), [`${site.origin}/pkg/render.js`, attributes]);
  assert.equal(text, await render(attributes, { width: 500 }));
});
