// What the first screen says of its field, on the numbers of the figure.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from '../unit/modules.mjs';
import { article, says, soon } from './page.mjs';

await (await shell('core.js')).ready();
const { number, spoken } = await shell('text/format.js');
const { lengthOf } = await shell('compute/disc-and-ball.js');
const { fieldOf } = await shell('compute/places.js');

const FIGURE = '#field';
const CHART = 'variance';
const COST = 0.006;
const model = new core.Model({ model: 'gaussian', data: { set: 'cavendish' } });
const length = lengthOf(model, CHART, { kind: 'balls', cost: COST });

test('“all green balls change it by the same amount, in units called nats; all orange discs have one radius”', async (t) => {
  const page = await article(t, { width: 1280, height: 720 });
  await says(page, /all green balls change it by the same amount, in units called nats; all orange discs have one radius/);
  const style = { width: 1200, height: 336, ratio: 1, ground: '#ffffff', ink: '#000000', contour: '#888888', text: 14 };
  const { frame } = core.planeNumbers(model, CHART, [5.35, 0.02], style);
  const { nodes, outlines } = fieldOf(model, CHART, Array.from(frame), COST, length);
  assert.ok(outlines.length > 30, `${outlines.length} balls`);
  outlines.forEach((outline, k) => {
    const center = [nodes[2 * k], nodes[2 * k + 1]];
    for (let i = 0; i < outline.length; i += 2) {
      assert.ok(Math.abs(model.kl(center, [outline[i], outline[i + 1]], CHART) / COST - 1) < 1e-6);
    }
  });
  // The orange discs are round on the screen as well.
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  assert.ok(Math.abs((right - left) / (x1 - x0) / ((bottom - top) / (y1 - y0)) - 1) < 0.01);
});

/** The sentence that belongs to a place. */
function sentence(at) {
  const [worst] = model.discCosts(at, length, CHART);
  const [elsewhere] = model.discCosts(model.optimum(CHART), length, CHART);
  const there = `The same disc costs ${spoken(elsewhere)} nats at the best fit.`;
  if (!Number.isFinite(worst)) return `more than reckless: it holds points that are no distribution at all`;
  const times = worst / COST;
  if (times > 1.25) return `Here the disc is reckless: at its worst point it costs ${spoken(worst)} nats, ${number(times, 2)} times the ball’s 0.006. ${there}`;
  if (times < 1 / 1.25) return `Here the disc is timid: even its worst point costs only ${spoken(worst)} nats,`;
  return 'Here disc and ball nearly agree';
}

test('the sentence below follows the handle, from reckless to timid', async (t) => {
  const page = await article(t, { width: 1280, height: 720 });
  const caption = page.locator(`${FIGURE} figcaption`);
  const place = () => page.locator(FIGURE).evaluate((element) => element.spec.start.at);
  assert.match(await caption.innerText(), /^Here the disc is reckless/);
  assert.ok((await caption.innerText()).includes(sentence(await place())));
  const handle = page.locator(`${FIGURE} .handle`).first();
  const { x, y } = await handle.boundingBox();
  await page.mouse.move(x + 22, y + 22);
  await page.mouse.down();
  await page.mouse.move(x + 100, y - 180, { steps: 12 });
  await page.mouse.up();
  await soon(page, async () => {
    assert.match(await caption.innerText(), /^Here the disc is timid/);
    assert.ok((await caption.innerText()).includes(sentence(await place())));
  });
  // A worst point never costs less than any other point of the disc.
  const at = await place();
  const [worst] = model.discCosts(at, length, CHART);
  for (let k = 0; k < 64; k += 1) {
    const to = [at[0] + length * Math.cos(k / 10), at[1] + length * Math.sin(k / 10)];
    assert.ok(model.kl(at, to, CHART) <= worst * (1 + 1e-4));
  }
});

test('“every point stays the distribution that it is … The discs become eggs, and gradient descent finds another path”', async (t) => {
  const page = await article(t, { width: 1280, height: 1400, figure: '#renamed' });
  await says(page, /Every point stays the distribution that it is; only its name changes/);
  await says(page, /The KL balls and the path of the exact trust region just move along\. The discs become eggs, and gradient descent finds another path/);
  const spec = await page.locator('#renamed').evaluate((element) => element.spec);
  const experiment = new core.Experiment(spec);
  experiment.advance(spec.steps);
  const runsOf = (rule) => spec.runs.flatMap((run, k) => (run.rule === rule ? [k] : []));
  const [exact, plain] = ['trust-region', 'gradient'].map((rule) => experiment.apart(...runsOf(rule), spec.steps));
  assert.ok(exact < 1e-9 && plain > 0.05, `${exact}, ${plain}`);
  // A ball is the same set of distributions in both charts; a disc of variance is no disc of precision.
  const bench = new core.Model({ model: spec.model, data: spec.data });
  const center = [1.4, 1];
  const ball = bench.convertAll(bench.ball('kl-old-new', center, 0.02, 24, 'variance'), 'variance', 'precision');
  const [there] = [bench.convert(center, 'variance', 'precision')];
  for (let k = 0; k < ball.length; k += 2) assert.ok(Math.abs(bench.kl(there, [ball[k], ball[k + 1]], 'precision') / 0.02 - 1) < 1e-9);
  const disc = bench.convertAll(bench.ball('euclidean', center, 0.3, 4, 'variance'), 'variance', 'precision');
  const reach = [1, 3].map((k) => Math.abs(disc[2 * k + 1] - there[1]));
  assert.ok(reach[1] > 1.5 * reach[0], `${reach}`);
});
