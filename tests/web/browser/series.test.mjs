// A quantity of each run against the steps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from '../unit/modules.mjs';
import { close } from '../unit/close.mjs';
import { drag, drawn, frame, pageOf, quiet, ring } from './page.mjs';

const MARKUP = '<kl-ball theme="light" view="plane series" series="kl" model="gaussian" data="cavendish" chart="variance" rules="euclidean-ball kl-ball" start="5.3 0.6" steps="10" euclidean-ball-radius="0.05" radius="0.03"></kl-ball>';

const { number } = await shell('text/format.js');

/** The colours of Euclidean and of exact rules in the light theme. */
const COLOURS = { 'euclidean-ball': [0xc8, 0x44, 0x0a], 'kl-ball': [0x00, 0x78, 0x5a] };

/** Leaves out words, which have the colours of what they name. */
const wordless = {
  prepare: (page) => page.addInitScript(() => {
    CanvasRenderingContext2D.prototype.fillText = CanvasRenderingContext2D.prototype.strokeText = () => {};
  }),
};

/** The places of a colour on the chart: rows from the bottom, and columns, in CSS pixels. */
const painted = (page, colour) => page.locator('kl-ball').evaluate((element, wanted) => {
  const canvas = element.shadowRoot.querySelector('.series .overlay');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const places = [];
  for (let k = 0; k < data.length; k += 4) {
    if (data[k + 3] < 250 || wanted.some((part, c) => Math.abs(data[k + c] - part) > 2)) continue;
    places.push([(k / 4) % canvas.width, canvas.height - Math.floor(k / 4 / canvas.width)]);
  }
  return places;
}, colour);

const spec = (page) => page.locator('kl-ball').evaluate((element) => element.spec);

function series(given, name) {
  const experiment = new core.Experiment(given);
  experiment.advance(given.steps);
  return given.runs.map((_, k) => experiment.series(k, name));
}

/** The middle height of a colour in the columns around a step; steps are evenly spaced from `left` to `right`. */
function heights(places, steps, [first, last]) {
  const xs = places.map(([x]) => x);
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  // Markers at both ends are equally wide.
  const reach = (side) => places.filter(([x]) => Math.abs(x - side) < 2).map(([, y]) => y);
  assert.ok(reach(left).length && reach(right).length);
  return Array.from({ length: last - first + 1 }, (_, k) => {
    const x = left + 3 + (k / (last - first)) * (right - left - 6);
    const near = places.filter(([column]) => Math.abs(column - x) <= 2).map(([, y]) => y);
    return near.reduce((sum, y) => sum + y, 0) / near.length;
  });
}

test('equal Euclidean steps cost ever more as σ shrinks; the KL ball’s cost is flat, at the budget', async (t) => {
  const page = await pageOf(t, MARKUP, wordless);
  await drawn(page);
  const given = await spec(page);
  const [euclidean, ball] = series(given, 'kl');
  for (let k = 2; k <= 6; k += 1) assert.ok(euclidean[k] > euclidean[k - 1], `${euclidean}`);
  for (let k = 1; k <= 6; k += 1) close(ball[k], 0.03, 1e-9);
  const rising = heights(await painted(page, COLOURS['euclidean-ball']), given.steps, [1, given.steps]);
  const flat = heights(await painted(page, COLOURS['kl-ball']), given.steps, [1, given.steps]);
  for (let k = 1; k < 6; k += 1) {
    assert.ok(rising[k] > rising[k - 1], `${rising}`);
    assert.ok(Math.abs(flat[k] - flat[k - 1]) < 1.5, `${flat}`);
  }
  // A logarithmic axis: equal ratios are equal heights.
  const unit = (rising[5] - rising[0]) / Math.log(euclidean[6] / euclidean[1]);
  for (let k = 1; k < 5; k += 1) {
    assert.ok(Math.abs(rising[k] - rising[0] - unit * Math.log(euclidean[k + 1] / euclidean[1])) < 5, `${k}: ${rising}`);
  }
  quiet(page);
});

test('the caption compares the first step with the one that is shown', async (t) => {
  const page = await pageOf(t, MARKUP);
  await drawn(page);
  const [euclidean] = series(await spec(page), 'kl');
  for (const step of [10, 7]) {
    await page.locator('kl-ball .scrub').fill(String(step));
    await frame(page);
    const caption = await page.locator('kl-ball figcaption').textContent();
    assert.ok(caption.includes(`Euclidean ball: ${number(euclidean[1])} nats the first step, ${number(euclidean[step])} nats this one, ${number(euclidean[step] / euclidean[1])} times as much`), caption);
    assert.ok(caption.includes('KL ball: 0.0300 nats the first step, and this one as much'), caption);
  }
});

test('the lines follow the transport', async (t) => {
  const page = await pageOf(t, MARKUP, wordless);
  await drawn(page);
  const reach = async () => {
    const xs = (await painted(page, COLOURS['kl-ball'])).map(([x]) => x);
    return xs.reduce((a, b) => Math.max(a, b), 0);
  };
  const far = await reach();
  await page.locator('kl-ball .scrub').fill('4');
  await frame(page);
  const near = await reach();
  assert.ok(near < 0.5 * far, `${near}, ${far}`);
  await page.locator('kl-ball .step').click();
  await frame(page);
  assert.ok(await reach() > near);
  quiet(page);
});

test('the axes stay while the hand moves a little', async (t) => {
  const page = await pageOf(t, MARKUP);
  await drawn(page);
  const image = (layer) => page.locator('kl-ball').evaluate((element, name) =>
    element.shadowRoot.querySelector(`.series .${name}`).toDataURL(), layer);
  const before = [await image('backdrop'), await image('overlay')];
  const [x, y] = await ring(page, 'kl-ball');
  await drag(page, [x, y], [x + 8, y - 8]);
  assert.equal(await image('backdrop'), before[0]);
  assert.notEqual(await image('overlay'), before[1]);
  quiet(page);
});

test('every series there is can be shown, in every model', async (t) => {
  const page = await pageOf(t, MARKUP);
  await drawn(page);
  for (const { name: model, charts } of core.catalog().models) {
    for (const name of ['loss', 'kl', 'kl-reverse', 'fisher-length', 'euclidean-length', 'halvings']) {
      await page.locator('kl-ball').evaluate((element, attributes) => {
        for (const gone of ['start', 'data']) element.removeAttribute(gone);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      }, { model, chart: charts[0].name, series: name, rules: 'gradient natural-gradient kl-ball' });
      // Another model may need the whole core, which is loaded then.
      await page.waitForFunction((wanted) => document.querySelector('kl-ball').spec.model === wanted, model);
      await frame(page);
      const shown = await page.locator('kl-ball').evaluate((element) => ({
        problem: element.shadowRoot.querySelector('.problem').textContent,
        changes: element.changes,
        model: element.spec.model,
        title: [...element.shadowRoot.querySelectorAll('.title')].at(-1).textContent,
      }));
      assert.equal(shown.problem, '', `${model}, ${name}`);
      assert.equal(shown.changes.series, undefined);
      assert.equal(shown.model, model);
    }
  }
  await page.locator('kl-ball').evaluate((element) => element.setAttribute('series', 'cost'));
  await frame(page);
  assert.equal(await page.locator('kl-ball .problem').textContent(),
    'series is "cost"; allowed: loss, kl, kl-reverse, fisher-length, euclidean-length, halvings');
  quiet(page);
});
