// Twenty figures on one page: only those near the visible part do anything, however one scrolls.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agrees, drawn, frame, pageOf, quiet } from './page.mjs';

/** Figures work within this distance of the visible part; one frame may pass before they notice that they are farther away. */
const NEAR = 200;
const STRIDE = 240;

const KINDS = [
  'view="plane density" start="5.3 0.022" steps="1"',
  'data="teaching" chart="variance precision" rules="gradient trust-region" start="-0.3 0.8" steps="12"',
  'view="plane series" data="teaching" rules="euclidean-ball kl-ball" start="-0.3 0.8" steps="12"',
  'view="plane divergence" rules="none" start="5.35 0.01" other="5.45 0.035"',
  'view="plane score" rules="none" start="5.3 0.022" draws="100"',
];
const TWENTY = Array.from({ length: 20 }, (_, k) => `<kl-ball id="f${k}" ${KINDS[k % KINDS.length]}></kl-ball>`).join('');

/** Opens the page, and records for each figure how often it computes and draws, and how far out of sight it is then. */
const watched = (t) => pageOf(t, TWENTY, {
  sources: true,
  width: 1000, height: 800,
  prepare: (page) => page.addInitScript(() => {
    globalThis.work = { draws: {}, changes: {}, unseen: [], calls: 0 };
    const note = (kind, figure) => {
      const { top, bottom } = figure.getBoundingClientRect();
      work[kind][figure.id] = (work[kind][figure.id] ?? 0) + 1;
      work.unseen.push([Math.max(-bottom, top - innerHeight), kind, figure.id]);
    };
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function noting(...area) {
      const { host } = this.canvas.getRootNode();
      if (host) note('draws', host);
      return clearRect.apply(this, area);
    };
    addEventListener('kl-ball-change', ({ target }) => note('changes', target));
    import('/pkg/kl_ball.js').then(({ Experiment }) => {
      const { advance } = Experiment.prototype;
      Experiment.prototype.advance = function counting(count) {
        work.calls += 1;
        advance.call(this, count);
      };
    });
  }),
});

/** What has been recorded since the last call. */
const noted = (page) => page.evaluate(() => {
  const before = structuredClone(work);
  Object.assign(work, { draws: {}, changes: {}, unseen: [], calls: 0 });
  return before;
});

/** Scrolls from the current place to a height, by one stride in each frame. */
const scroll = (page, to) => page.evaluate(async ([end, stride]) => {
  // Figures that are drawn for the first time may be higher than the room they were given.
  const left = () => Math.min(end, document.documentElement.scrollHeight - innerHeight) - scrollY;
  while (Math.abs(left()) > 1) {
    scrollTo(0, scrollY + Math.max(-stride, Math.min(stride, left())));
    await new Promise(requestAnimationFrame);
  }
}, [to, STRIDE]);

const furthest = ({ unseen }) => Math.max(...unseen.map(([far]) => far), 0);

test('of twenty figures only those near the reader draw; a figure that was drawn computes nothing more', async (t) => {
  const page = await watched(t);
  await drawn(page);
  const first = await noted(page);
  assert.ok(Object.keys(first.draws).length <= 3, `${Object.keys(first.draws)} of twenty`);
  assert.ok(furthest(first) <= NEAR);

  for (let k = 0; k < 20; k += 1) {
    await scroll(page, await page.locator(`#f${k}`).evaluate((figure) => figure.getBoundingClientRect().top + scrollY));
    await drawn(page);
  }
  const down = await noted(page);
  assert.equal(Object.keys({ ...first.draws, ...down.draws }).length, 20, 'each has been drawn');
  assert.ok(furthest(down) <= NEAR + 2 * STRIDE, `drawn ${furthest(down)} pixels out of sight`);

  await scroll(page, 0);
  await frame(page);
  await frame(page);
  const up = await noted(page);
  assert.ok(furthest(up) <= NEAR + 2 * STRIDE, `drawn ${furthest(up)} pixels out of sight`);
  assert.deepEqual(up.changes, {}, 'no number anew');
  assert.equal(up.calls, 0, 'no step anew');
  // Each is drawn as it comes near and as it goes, and at no frame between.
  const panels = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('kl-ball')].map((figure) => [figure.id, figure.shadowRoot.querySelectorAll('.panel').length])));
  for (const [id, count] of Object.entries(up.draws)) assert.ok(count <= 2 * panels[id], `${id}: its ${panels[id]} panels were drawn ${count} times`);
  for (const figure of ['#f0', '#f1']) await agrees(page, figure);
  quiet(page);
});

test('what plays on is drawn alone, and not once it is out of sight', async (t) => {
  const page = await watched(t);
  await drawn(page);
  await page.locator('#f1 .reset').click();
  await page.locator('#f1 .speed').selectOption('⅓×');
  await page.locator('#f1 .play').click();
  await frame(page);
  await noted(page);
  // Only what is recorded from here on counts.
  const from = await page.locator('#f1').evaluate(({ cursor }) => cursor);
  await page.waitForFunction((before) => document.querySelector('#f1').cursor > before + 0.1, from);
  assert.deepEqual(Object.keys((await noted(page)).draws), ['f1']);
  await page.evaluate(() => scrollTo(0, 12_000));
  await drawn(page);
  await frame(page);
  await noted(page);
  const at = await page.locator('#f1').evaluate(({ cursor }) => cursor);
  for (let k = 0; k < 10; k += 1) await frame(page);
  assert.deepEqual((await noted(page)).draws, {});
  assert.equal(await page.locator('#f1').evaluate(({ cursor }) => cursor), at, 'it waits where it was');
  quiet(page);
});
