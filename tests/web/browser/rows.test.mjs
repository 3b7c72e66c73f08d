// As many different rows as a figure takes: the start is dragged, and whatever is shown is of where it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agrees, drawn, pageOf, quiet, ring, soon } from './page.mjs';

const ROWS = 100_000;

/** Gives a figure so many different inputs with seeded labels, and waits for the picture of them. */
const give = (page, rows) => page.locator('#it').evaluate(async (figure, count) => {
  let state = 7;
  const uniform = () => {
    // Park & Miller 1988.
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const x = Float64Array.from({ length: count }, () => 40 + 10 * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
  const y = x.map((age) => (uniform() < 1 / (1 + Math.exp((40 - age) / 6)) ? 1 : 0));
  figure.data = { x, y };
}, rows);

test(`${ROWS} different rows: at every stop of a hand, and after it, numbers and sentence are the core’s for this start`, async (t) => {
  const page = await pageOf(t, '<kl-ball id="it" model="logistic" view="plane density series" series="kl" rules="gradient natural-gradient kl-ball"></kl-ball>');
  await drawn(page);
  await give(page, ROWS);
  await soon(page, async () => {
    const { spec } = await agrees(page, '#it');
    assert.equal(spec.data.x.length, ROWS);
  });
  const [x, y] = await ring(page, '#it');
  const starts = new Set();
  await page.mouse.move(x, y);
  await page.mouse.down();
  // Far from the best fit steps overshoot to slopes a thousand times as steep.
  for (const [right, up] of [[30, 20], [70, 45], [-40, 60]]) {
    await page.mouse.move(x + right, y - up, { steps: 8 });
    const { spec } = await agrees(page, '#it');
    starts.add(String(spec.start.at));
  }
  await page.mouse.up();
  const { spec } = await agrees(page, '#it');
  starts.add(String(spec.start.at));
  assert.equal(starts.size, 3, 'three places, the last of which stays');
  quiet(page);
});
