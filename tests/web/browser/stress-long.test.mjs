// A run of 100,000 steps is computed in portions, drawn only as finely as can be seen, and bounded in memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agrees, drawn, frame, pageOf, quiet } from './page.mjs';

const STEPS = 100_000;
const LONG = `<kl-ball view="plane series" series="loss" data="teaching" chart="variance" rules="gradient natural-gradient" rate="0.0002" start="-0.3 0.8" steps="${STEPS}"></kl-ball>`;

/** Most steps of each run at once, between two readings of the clock, and in a frame, by the test's clock. */
const [AT_ONCE, PORTION, IN_A_FRAME] = [2000, 1000, 3000];

/**
 * Opens a page whose clock advances each time it is read, and by 4 µs for each step, so that the
 * same happens in a frame on every machine, and records for each frame the steps taken and the lines drawn.
 */
const counted = (t, markup) => pageOf(t, markup, {
  sources: true,
  height: 1600,
  prepare: (page) => page.addInitScript(() => {
    let now = 0;
    performance.now = () => (now += 0.25);
    globalThis.frames = [{ steps: 0, lines: 0 }];
    globalThis.portions = [];
    const next = () => {
      frames.push({ steps: 0, lines: 0 });
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    const { lineTo } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.lineTo = function counting(x, y) {
      frames.at(-1).lines += 1;
      lineTo.call(this, x, y);
    };
    import('/pkg/kl_ball.js').then(({ Experiment }) => {
      const { advance } = Experiment.prototype;
      Experiment.prototype.advance = function counting(count) {
        now += 0.004 * count;
        frames.at(-1).steps += count;
        portions.push(count);
        advance.call(this, count);
      };
    });
  }),
});

/** Waits until the run is complete, and returns the recorded frames. */
async function whole(page) {
  await page.waitForFunction((steps) => {
    // An earlier run had as many steps, so the frames must be those since the change.
    const { textContent: counter } = document.querySelector('kl-ball').shadowRoot.querySelector('.counter');
    return counter === `step ${steps} of ${steps}` && globalThis.portions.reduce((sum, count) => sum + count, 0) >= steps;
  }, STEPS, { timeout: 60_000 });
  await frame(page);
  return page.evaluate(() => ({
    frames: globalThis.frames.splice(0, globalThis.frames.length - 1), portions: globalThis.portions.splice(0),
  }));
}

/** Bytes of the core's memory. */
const memory = (page) => page.evaluate(async () => (await (await import('/pkg/kl_ball.js')).default()).memory.buffer.byteLength);

test('a run of 100,000 steps is taken a little in each frame, shows how far it is, and ends as the core’s', async (t) => {
  const page = await counted(t, LONG);
  await page.waitForFunction(() => document.querySelector('kl-ball').shadowRoot?.querySelector('.counter').textContent.endsWith('of 100000'));
  const empty = await memory(page);
  const seen = await page.evaluate(async () => {
    const counter = document.querySelector('kl-ball').shadowRoot.querySelector('.counter');
    const steps = [];
    for (let k = 0; k < 20; k += 1) {
      steps.push(Number(/^step (\d+) of 100000$/.exec(counter.textContent)[1]));
      await new Promise(requestAnimationFrame);
    }
    return steps;
  });
  assert.ok(seen[0] < STEPS && seen.every((step, k) => k === 0 || step >= seen[k - 1]) && seen.at(-1) > seen[0], String(seen));
  const { frames, portions } = await whole(page);
  assert.ok(portions.every((count, k) => count <= (k === 0 ? AT_ONCE : PORTION)), String(portions.slice(0, 5)));
  const most = Math.max(...frames.map(({ steps }) => steps));
  assert.ok(most <= AT_ONCE + IN_A_FRAME, `${most} steps in one frame`);
  const lines = Math.max(...frames.map((one) => one.lines));
  assert.ok(lines > 1000 && lines < 40_000, `${lines} lines in one frame`);
  const { spec, cursor } = await agrees(page, 'kl-ball');
  assert.deepEqual([cursor, spec.steps], [STEPS, STEPS]);

  // 40 bytes for each step and 8 for each of five series, in buffers that double as they grow.
  const full = await memory(page);
  assert.ok(full - empty < 6 * 80 * STEPS * spec.runs.length, `${full - empty} bytes`);
  await page.locator('kl-ball .handle').press('ArrowUp');
  await whole(page);
  await agrees(page, 'kl-ball');
  const again = await memory(page);
  assert.ok(again <= 1.25 * full, `${full} bytes for one run, ${again} after two`);
  quiet(page);
});

test('meanwhile the hand moves the start, the transport goes where it is sent, and out of sight the run waits', async (t) => {
  const page = await counted(t, `${LONG}<div id="space"></div>`);
  await page.evaluate(() => { document.querySelector('#space').style.height = '9000px'; });
  await drawn(page);
  const before = await page.locator('kl-ball').evaluate(({ spec }) => spec.start.at);
  await page.locator('kl-ball .handle').press('ArrowUp');
  await frame(page);
  const { at, shown } = await page.locator('kl-ball').evaluate(({ spec, shadowRoot }) => ({ at: spec.start.at, shown: shadowRoot.querySelector('.counter').textContent }));
  assert.ok(at[1] > before[1], 'the new start is there at once');
  assert.notEqual(shown, `step ${STEPS} of ${STEPS}`, 'and its run begins anew');
  await page.locator('kl-ball .scrub').fill('700');
  await frame(page);
  assert.equal(await page.locator('kl-ball .counter').innerText(), `step 700 of ${STEPS}`);
  await page.evaluate(() => scrollTo(0, 9000));
  await frame(page);
  await frame(page);
  const taken = () => page.evaluate(() => globalThis.portions.length);
  const count = await taken();
  for (let k = 0; k < 5; k += 1) await frame(page);
  assert.equal(await taken(), count, 'no step is taken out of sight');
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction((was) => portions.length > was, count);
  quiet(page);
});

test('a long path that never rests is drawn by what it covers, a wide swing as a swing', async (t) => {
  const page = await counted(t, `<kl-ball view="plane series" series="loss" model="logistic" data="oring" chart="whitened" start="0 0" rules="gradient" rate="1" batch="3" steps="${STEPS / 4}"></kl-ball>`);
  await page.waitForFunction((steps) => document.querySelector('kl-ball').shadowRoot?.querySelector('.counter').textContent === `step ${steps} of ${steps}`, STEPS / 4, { timeout: 60_000 });
  await frame(page);
  const lines = await page.evaluate(() => Math.max(...globalThis.frames.map((one) => one.lines)));
  assert.ok(lines < 40_000, `${lines} lines in one frame`);
  const marked = await page.locator('kl-ball').evaluate((figure) => {
    const { width, height } = figure.shadowRoot.querySelector('.overlay');
    const { data } = figure.shadowRoot.querySelector('.overlay').getContext('2d').getImageData(0, 0, width, height);
    let count = 0;
    for (let k = 3; k < data.length; k += 4) if (data[k]) count += 1;
    return count / (width * height);
  });
  assert.ok(marked > 0.05, `the cloud covers ${marked} of the plane`);
  quiet(page);
});
