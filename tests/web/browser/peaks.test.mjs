// The peaks of a target in the hand: by mouse, by keys, in the lab and in a figure on a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frame, pageOf, ready, soon } from './page.mjs';
import { lab, rest, spec } from './lab.mjs';

const FIGURE = `<kl-ball view="plane density" model="variational" data="two-peaks" chart="log-std" rules="natural-gradient"></kl-ball>`;

/** The middle of a grip, in the viewport. */
async function gripOf(page, name) {
  const { x, y, width, height } = await page.locator(`.handle.of-peak[data-held="${name}"]`).boundingBox();
  return [x + width / 2, y + height / 2];
}

/** Takes a grip by the mouse, moves it by some pixels, and does something before it is let go. */
async function pull(page, name, [across, down], meanwhile) {
  const [x, y] = await gripOf(page, name);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + across, y + down, { steps: 4 });
  await frame(page);
  await meanwhile?.([x + across, y + down]);
  await page.mouse.up();
}

const near = (found, expected, within) => assert.ok(Math.abs(found - expected) < within, `${found} instead of ${expected}`);
const specOf = (page) => page.locator('kl-ball').evaluate((host) => host.spec);

test('the top of a peak moves it and gives it its share, its shoulder gives the width; both stay under the hand', async (t) => {
  const page = await pageOf(t, FIGURE);
  await ready(page);
  await page.locator('.handle.of-peak').nth(3).waitFor();
  await pull(page, 'peak 2 top', [-12, 24], async ([x, y]) => {
    const found = await gripOf(page, 'peak 2 top');
    near(found[0], x, 1);
    near(found[1], y, 1);
  });
  const { peaks: [[first, ...left], [second, mean, sd]] } = (await specOf(page)).data;
  near(first + second, 1, 1e-3);
  assert.ok(second < 0.33 && mean < 1.9, `${second} ${mean}`);
  assert.deepEqual([...left, sd], [-1.5, 0.7, 0.5]);
  await frame(page);
  await pull(page, 'peak 1 shoulder', [14, 0]);
  const { peaks: [[weight, at, width]] } = (await specOf(page)).data;
  assert.deepEqual([weight, at], [first, -1.5]);
  assert.ok(width > 0.75, `${width}`);
  assert.deepEqual(page.problems, []);
});

test('the keys move peaks too, and a screen reader hears what they are', async (t) => {
  const page = await pageOf(t, FIGURE);
  await ready(page);
  const top = page.locator('.handle.of-peak[data-held="peak 1 top"]');
  await top.focus();
  assert.match(await top.getAttribute('aria-label'), /Peak 1 of the target: 65\.0.% of it, around −1\.50/);
  await page.keyboard.press('ArrowRight');
  await frame(page);
  const { peaks: [[, mean]] } = (await specOf(page)).data;
  assert.ok(mean > -1.5 && mean < -1.2, `${mean}`);
});

test('in the lab peaks are taken back like every other change, and stand in the link', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=one-peak' });
  await page.locator('.handle.of-peak').nth(3).waitFor();
  await pull(page, 'peak 1 top', [16, 10]);
  await rest(page);
  const { data } = await spec(page);
  assert.ok(data.peaks[0][1] > -1.4, JSON.stringify(data));
  await soon(page, () => assert.match(decodeURIComponent(page.url()), /data={"peaks":\[\[/));
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.deepEqual((await spec(page)).data, { set: 'two-peaks' }));
  assert.deepEqual(page.problems, []);
});

test('other targets and other models have no peaks to take', async (t) => {
  const page = await pageOf(t, FIGURE.replace('two-peaks', 'skewed'));
  await ready(page);
  // The script for peaks has arrived by then.
  await page.waitForLoadState('networkidle');
  await frame(page);
  assert.equal(await page.locator('.handle.of-peak:not([hidden])').count(), 0);
});
