// What the article says about divergences, sentence by sentence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { close } from '../unit/close.mjs';
import { core } from '../unit/modules.mjs';
import { shelf, drag, frame, says } from './page.mjs';

const PAIR = '#divergence';
const CLASSES = '#classes';
const CHARTS = ['variance', 'precision', 'std-dev', 'log-std', 'natural', 'expectation'];
const open = (t, figure) => shelf(t, { width: 1280, height: 1100, figure });

/** The two distributions of a figure, in its first chart, and the core's numbers for them. */
async function pair(page, figure) {
  const { spec, changes, other, chart } = await page.locator(figure).evaluate((element) => ({
    spec: element.spec, changes: element.changes, other: element.other, chart: element.chart,
  }));
  const model = new core.Model({ model: spec.model, data: spec.data });
  const p = model.convert(spec.start.at, spec.start.chart, chart);
  const q = (changes.other ?? other).trim().split(/\s+/).slice(-2).map(Number);
  return { model, chart, p, q, pq: model.kl(p, q, chart), qp: model.kl(q, p, chart) };
}

const handle = async (page, figure, pin) => {
  const box = await page.locator(`${figure} .handle[data-pin="${pin}"]`).boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};

/** The numbers of a figure's tables, by the words before them. */
const table = (page, figure) => page.locator(figure).evaluate(({ shadowRoot }) => Object.fromEntries(
  [...shadowRoot.querySelectorAll('tbody tr')].map((row) => [row.children[0].textContent, row.children[1].textContent]),
));

describe('how far is it from one distribution to another?', () => {
  test('“never negative, and zero only where nothing differs … the two directions differ”', async (t) => {
    const page = await open(t, PAIR);
    await says(page, /It is never negative, and zero only where nothing differs/);
    await says(page, /so the two directions differ/);
    const { model, chart, p, q, pq, qp } = await pair(page, PAIR);
    assert.ok(pq > 0 && qp > 0 && Math.max(pq / qp, qp / pq) > 2, `${pq}, ${qp}`);
    assert.equal(model.kl(p, p, chart), 0);
    for (let k = 1; k <= 40; k += 1) {
      const there = q.map((value, i) => p[i] + (k / 20) * (value - p[i]));
      assert.ok(model.kl(p, there, chart) > 0 && model.kl(there, p, chart) > 0);
    }
  });

  test('“Drag p: q comes along, at the same distance”; “Where σ² is small the pair is far apart, where it is large they are nearly one”', async (t) => {
    const page = await open(t, PAIR);
    await says(page, /Drag p: q comes along, at the same distance in the plane/);
    await says(page, /Where σ² is small the pair is far apart, where it is large they are nearly one distribution/);
    const before = await pair(page, PAIR);
    const length = ({ p, q }) => Math.hypot(q[0] - p[0], q[1] - p[1]);
    const box = await page.locator(`${PAIR} .plane`).boundingBox();
    const seen = [];
    for (const share of [0.72, 0.5, 0.25]) {
      const [x] = await handle(page, PAIR, 'start');
      await drag(page, await handle(page, PAIR, 'start'), [x, box.y + share * box.height]);
      const now = await pair(page, PAIR);
      close(length(now), length(before), 1e-9);
      seen.push(now.pq + now.qp);
    }
    assert.ok(seen[0] > seen[1] && seen[1] > seen[2], `${seen}`);
    assert.ok(before.pq + before.qp > 10 * seen[2], `from ${before.pq + before.qp} to ${seen[2]}`);
  });

  test('“Scale the data … all six distances change; the two divergences and the Fisher–Rao distance … do not”', async (t) => {
    const page = await open(t, PAIR);
    await says(page, /all six distances between parameters change; shift them, and two of the six do\. The two divergences do not, nor does the Fisher–Rao distance/);
    const before = await table(page, PAIR);
    const slider = page.locator(`${PAIR} label.control`).filter({ hasText: 'scale the data' }).locator('input');
    await slider.focus();
    for (let k = 0; k < 40; k += 1) await slider.press('ArrowRight');
    await frame(page);
    const columns = await page.locator(PAIR).evaluate(({ shadowRoot }) => Object.fromEntries(
      [...shadowRoot.querySelectorAll('tbody tr')].map((row) => [row.children[0].textContent, [...row.children].slice(1).map((cell) => cell.textContent)]),
    ));
    const labels = Object.keys(before);
    assert.equal(labels.length, 9, `${labels}`);
    for (const label of labels) {
      const kept = columns[label][0] === before[label];
      assert.equal(kept, /KL|Fisher–Rao/.test(label), `${label}: ${before[label]}, then ${columns[label]}`);
    }
    const { model, p, q } = await pair(page, PAIR);
    // Shifted by one standard deviation.
    const by = Math.sqrt(p[1]);
    const lengths = (places) => CHARTS.map((chart) => Math.hypot(...[0, 1].map((axis) => {
      const [from, to] = places.map((place) => model.convert(place, 'variance', chart));
      return to[axis] - from[axis];
    })));
    const [here, there] = [lengths([p, q]), lengths([p, q].map(([mean, variance]) => [mean + by, variance]))];
    assert.deepEqual(CHARTS.filter((_, k) => Math.abs(there[k] / here[k] - 1) > 1e-6), ['natural', 'expectation']);
    close(model.kl(...[p, q].map(([mean, variance]) => [mean + by, variance]), 'variance'), model.kl(p, q, 'variance'), 1e-9);
    assert.deepEqual(CHARTS.filter((chart) => model.contains(model.convert(p, 'variance', chart), chart)), CHARTS);
  });

  test('“Drag q to the edge of the triangle: … one of the two divergences grows beyond all bounds, the other does not”', async (t) => {
    const page = await open(t, CLASSES);
    await says(page, /Drag q to the edge of the triangle, a hundredth away in the plane: one of the two divergences grows beyond all bounds, the other does not/);
    const { model, p, q } = await pair(page, CLASSES);
    assert.equal(q[1], 0.01);
    const towards = (share) => [q[0], q[1] * share];
    const costs = [1, 1e-3, 1e-30, 1e-300].map((share) => [model.kl(p, towards(share), 'probability'), model.kl(towards(share), p, 'probability')]);
    costs.slice(1).forEach(([pq], k) => assert.ok(pq > costs[k][0] + 1));
    assert.ok(costs.at(-1)[0] > 200);
    assert.ok(Math.max(...costs.map(([, qp]) => qp)) < 1);
    // The same with the mouse: from its place down to the edge.
    const at = await handle(page, CLASSES, 'other');
    const before = await pair(page, CLASSES);
    await drag(page, at, [at[0], at[1] + 22]);
    const after = await pair(page, CLASSES);
    assert.ok(after.q[1] < before.q[1] && after.pq > before.pq);
  });
});
