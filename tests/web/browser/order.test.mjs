// One pass over the data: fifty learners compared with the Cramér–Rao bound.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from '../unit/modules.mjs';
import { control, drag, frame, pageOf, quiet, ring } from './page.mjs';

const { number } = await shell('text/format.js');

const FRESH = `<kl-ball view="plane density order" model="logistic" data="oring" chart="whitened" start="0 0"
  rules="none" learners="gradient natural-gradient" gradient-rate="1" natural-gradient-rate="1" observations="100" delay="5"></kl-ball>`;
const SHUFFLED = FRESH.replace('observations="100"', 'order="shuffled"').replace('gradient-rate="1"', 'gradient-rate="10"');

/** Waits until all learners have finished, and returns the table. */
async function learned(page) {
  await page.waitForFunction(() => {
    const rows = [...document.querySelector('kl-ball').shadowRoot.querySelectorAll('.spreads tbody tr')];
    return rows.length && rows.slice(0, -1).every((row) => row.lastChild.textContent.endsWith('of 50'));
  });
  await frame(page);
  return page.locator('kl-ball').evaluate(({ shadowRoot, state }) => ({
    state,
    rows: [...shadowRoot.querySelectorAll('.spreads tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
    caption: shadowRoot.querySelector('figcaption').textContent,
    start: [...shadowRoot.querySelectorAll('.handle')].length,
  }));
}

/** The same from the core in Node. */
function expected(rule, { rate, chart = 'whitened', start = [0, 0], order = 'fresh', observations = 100, delay = 5, seed = 0 }) {
  const model = { model: 'logistic', data: { set: 'oring' } };
  const learning = new core.OnlineLearning({
    ...model, start: { chart: 'whitened', at: start }, order, observations, delay, seeds: 50, seed,
    run: { rule, rate, schedule: 'inverse-time', chart },
  });
  learning.advance(50);
  const { truth, bound, spreads } = learning.outcome();
  const { time, variance, excess } = spreads.at(-1);
  const ends = learning.ends();
  const bench = new core.Model(model);
  let inside = 0;
  for (let k = 0; k < ends.length; k += 2) {
    inside += bench.quadratic(truth, [ends[k], ends[k + 1]], chart) <= Math.log(20) / time;
  }
  return { bound, excess, variance, cells: [number(variance[0]), number(variance[2]), number(excess), `${inside} of 50`] };
}

test('fresh draws: natural gradient keeps to the bound, plain gradient descent does not', async (t) => {
  const page = await pageOf(t, FRESH);
  const { rows, caption } = await learned(page);
  const [plain, natural] = [expected('gradient', { rate: 1 }), expected('natural-gradient', { rate: 1 })];
  assert.deepEqual(rows.slice(0, 2), [plain.cells, natural.cells]);
  assert.deepEqual(rows[2].slice(0, 2), [number(natural.bound[0]), number(natural.bound[2])]);
  // "Natural gradient attains the bound as far as fifty learners tell; gradient descent is several times worse."
  assert.ok(Math.abs(natural.excess - 1) < 0.25, natural.excess);
  assert.ok(plain.excess > 3, plain.excess);
  assert.match(caption, /100 fresh draws from the best fit/);
  assert.ok(caption.includes(`natural gradient ${number(natural.excess, 2)} times the bound`), caption);
  assert.match(caption, /With 50 learners that is uncertain by some 14.%\. A rule whose learners are slightly biased may fall below 1\.$/);
  quiet(page);
});

test('plain gradient descent needs whitened inputs and a rate that suits them; in raw ones no rate will do', () => {
  const best = (chart, rates) => Math.min(...rates.map((rate) => expected('gradient', { rate, chart }).excess));
  const rates = Array.from({ length: 13 }, (_, k) => 10 ** (-5 + 0.5 * k));
  // "In raw inputs it stays at nine times the bound or more, whatever the rate."
  assert.ok(best('raw', rates) > 9, best('raw', rates));
  // "In whitened ones a rate of 4 is as good as natural gradient, whose rate is 1 in any units."
  assert.ok(Math.abs(expected('gradient', { rate: 4 }).excess - 1) < 0.25);
  const [raw, whitened] = ['raw', 'whitened'].map((chart) => expected('natural-gradient', { rate: 1, chart }).excess);
  assert.ok(Math.abs(raw / whitened - 1) < 1e-6, [raw, whitened]);
});

test('the data shuffled: how far the order alone spreads the ends', async (t) => {
  const page = await pageOf(t, SHUFFLED);
  const { rows, caption } = await learned(page);
  const [plain, natural] = [expected('gradient', { rate: 10, order: 'shuffled' }), expected('natural-gradient', { rate: 1, order: 'shuffled' })];
  assert.deepEqual(rows.slice(0, 2), [plain.cells, natural.cells]);
  assert.match(caption, /the 23 observations of the data once, in an order of its own/);
  // "The order moves natural gradient by about a hundredth of the variance that other launches would bring, plain gradient descent by four times as much."
  const share = ({ variance, bound }) => Math.max(variance[0] / bound[0], variance[2] / bound[2]);
  assert.ok(share(natural) < 0.015 && share(plain) > 4 * share(natural), [share(plain), share(natural)]);
  assert.ok(caption.includes(`natural gradient ${number(100 * share(natural), 2)}`), caption);
  quiet(page);
});

test('the learners follow the ring, the sliders and the menu; other orders come at a press', async (t) => {
  const page = await pageOf(t, FRESH);
  await learned(page);
  const [x, y] = await ring(page, 'kl-ball');
  await drag(page, [x, y], [x - 40, y + 30]);
  await frame(page);
  const start = (await page.locator('kl-ball').evaluate((figure) => figure.spec.start)).at;
  assert.notDeepEqual(start, [0, 0]);
  assert.deepEqual((await learned(page)).rows[1], expected('natural-gradient', { rate: 1, start }).cells);
  await page.locator('kl-ball button', { hasText: 'Other draws' }).click();
  await frame(page);
  assert.deepEqual((await learned(page)).rows[1], expected('natural-gradient', { rate: 1, start, seed: 1 }).cells);
  const slider = control(page, 'kl-ball', 'rate of gradient descent');
  await slider.focus();
  await page.keyboard.press('PageUp');
  await frame(page);
  const changes = await page.locator('kl-ball').evaluate((figure) => figure.changes);
  assert.deepEqual(Object.keys(changes).sort(), ['gradient-rate', 'order-seed', 'start']);
  const rate = Number(changes['gradient-rate']);
  assert.ok(rate > 1);
  assert.deepEqual((await learned(page)).rows[0], expected('gradient', { rate, start, seed: 1 }).cells);
  await control(page, 'kl-ball', /^observations$/).selectOption('shuffled');
  await frame(page);
  assert.deepEqual((await learned(page)).rows[1], expected('natural-gradient', { rate: 1, start, seed: 1, order: 'shuffled' }).cells);
  assert.ok(await control(page, 'kl-ball', 'observations of each learner').isDisabled());
  quiet(page);
});

test('what is no order, and no learner, is refused by name', async (t) => {
  for (const [wrong, message] of [['order="random"', /order is "random"; allowed: fresh, shuffled/], ['learners="kl-ball"', /learners has "kl-ball"; allowed: gradient, natural-gradient, /]]) {
    const page = await pageOf(t, FRESH.replace('learners="gradient natural-gradient"', '').replace('delay', `${wrong} delay`));
    const problem = page.locator('kl-ball .problem:not([hidden])');
    await problem.waitFor();
    assert.match(await problem.textContent(), message);
  }
});
