// The convergence map: the outcome of every start in a plane, from coarse to fine, computed in workers.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core, shell } from '../unit/modules.mjs';
import { control, frame, pageOf, quiet, ring, shown, site } from './page.mjs';

const { chosen, share } = await shell('text/format.js');
const { looks, pixelsOf } = await shell('views/map-codes.js');
const NAMES = core.Sweep.outcomes();
const CELLS = 24;
const MAP = `<kl-ball view="map" model="gaussian" data="teaching" chart="variance" rules="newton gradient" gradient-rate="0.2"
  start="-0.3 0.8" steps="20" balls="none" cells="${CELLS}" limit="60"></kl-ball>`;
const WORDS = {
  running: 'not in 60 steps', converged: 'rests elsewhere', 'left-domain': 'leaves the domain', singular: 'singular matrix',
  'ill-posed': 'no step defined', collapsed: 'collapses', outside: 'no distribution',
};

/** A figure whose map takes longer than the test. */
const ENDLESS = MAP.replace('gradient-rate="0.2"', 'gradient-rate="1e-9"').replace('limit="60"', 'limit="100000"').replace(`cells="${CELLS}"`, 'cells="512"')
  .replace('newton gradient', 'gradient');

/** Waits until every map is complete. */
const complete = (page) => page.waitForFunction(() => {
  const { shadowRoot } = document.querySelector('kl-ball');
  const bars = [...shadowRoot.querySelectorAll('progress')];
  return bars.length && bars.every(({ value }) => value === 1) && !shadowRoot.querySelector('.panel.old')
    && shadowRoot.querySelector('figcaption').textContent.includes('from the start shown');
});

/** Where each map's plane is: `[left, top, right, bottom]` in the viewport, and the window it shows, as the core lays it out. */
const planes = (page, { model, data, chart, home }) => page.evaluate(async ([spec, name, at]) => {
  const { Model, drawPlane } = await import('/www/core.js');
  const asked = new Model(spec);
  return [...document.querySelector('kl-ball').shadowRoot.querySelectorAll('.plane')].map((panel) => {
    const { left, top, width, height } = panel.getBoundingClientRect();
    const [w, h] = [Math.round(width), Math.round(height)];
    const colors = { ground: '#ffffff', ink: '#000000', contour: '#000000' };
    const style = { width: w, height: h, ratio: 1, ...colors, text: width < 300 ? 11 : width > 900 ? 16 : 12 };
    const [l, t, r, b, ...window] = drawPlane(document.createElement('canvas'), asked, name, at, style);
    return { area: [left + l, top + t, left + r, top + b], inside: [l, t, r, b], window };
  });
}, [{ model, data }, chart, home]);

const teaching = { model: 'gaussian', data: { set: 'teaching' }, chart: 'variance', home: [-0.3, 0.8] };

/** The results of the core for a map. */
function swept(run, window, more = {}) {
  const sweep = new core.Sweep({
    model: 'gaussian', data: { set: 'teaching' }, run: { chart: 'variance', ...run },
    grid: { chart: 'variance', window, size: [CELLS, CELLS] }, gap: 0.01, steps: 60, ...more,
  });
  while (sweep.advance(1e6) < 1);
  return [...sweep.results()];
}

/** Those results as the caption says them. */
function told(codes) {
  const arrived = codes.filter((code) => code >= 0).sort((a, b) => a - b);
  const starts = codes.filter((code) => NAMES[-1 - code] !== 'outside').length;
  const median = arrived[Math.ceil(arrived.length / 2) - 1];
  return `${share(arrived.length / starts)} of the starts in sight arrive, half of those within ${steps(median)}`;
}

const steps = (code) => code === 0 ? 'there already' : `${code} ${code === 1 ? 'step' : 'steps'}`;
const words = (code) => (code >= 0 ? steps(code) : WORDS[NAMES[-1 - code]]);

/** The middle of a cell, in the viewport. */
const middle = ({ area: [left, top, right, bottom] }, cell) => [
  left + ((right - left) * ((cell % CELLS) + 0.5)) / CELLS, bottom - ((bottom - top) * (Math.floor(cell / CELLS) + 0.5)) / CELLS,
];

const readouts = (page) => page.locator('kl-ball').evaluate(({ shadowRoot }) =>
  [...shadowRoot.querySelectorAll('.amount')].map(({ textContent }) => textContent));

describe('a map', () => {
  test('shows what the core has for every start, in numbers, colours and words', async (t) => {
    const page = await pageOf(t, MAP, { sources: true });
    await complete(page);
    const found = await planes(page, teaching);
    const runs = [{ rule: 'newton', rate: 1 }, { rule: 'gradient', rate: 0.2 }];
    const { caption, spec } = await shown(page, 'kl-ball');
    assert.ok(caption.startsWith('A start arrives when the loss is at most 0.01 nats above the least, after 60 steps at the latest.'));
    for (const [k, run] of runs.entries()) {
      const codes = swept(run, found[k].window);
      const name = k ? 'Gradient descent at α = 0.2' : 'Newton at α = 1';
      const [alone] = swept(run, found[k].window, { grid: around([-0.3, 0.8]) });
      assert.ok(caption.includes(`${name}: ${told(codes)}; from the start shown: ${words(alone)}.`), `${caption}; the core: ${told(codes)}, ${words(alone)}`);
      assert.equal(spec.runs[k].rate, run.rate);
      const kinds = [...new Set(codes)];
      assert.ok(kinds.length > 5);
      // One cell of each kind, under the pointer.
      for (const code of kinds.slice(0, 12)) {
        await page.mouse.move(...middle(found[k], codes.indexOf(code)));
        await frame(page);
        assert.equal((await readouts(page))[k], words(code));
      }
      const legend = await page.locator('kl-ball .legend').nth(k).locator('li').allInnerTexts();
      const others = NAMES.filter((outcome, n) => outcome !== 'outside' && codes.includes(-1 - n));
      const starts = codes.filter((code) => NAMES[-1 - code] !== 'outside').length;
      assert.deepEqual(legend.map((text) => text.trim()), others.map((outcome) =>
        `${WORDS[outcome]}: ${share(codes.filter((code) => code === -1 - NAMES.indexOf(outcome)).length / starts)}`));
      assert.ok(others.length > 0);
      await more(page, k, found[k], codes);
    }
    quiet(page);
  });

  /** More steps, more colour; what has not arrived is hatched. Where neither a path nor a word lies over it, that is what the canvas shows. */
  async function more(page, k, plane, codes) {
    const look = looks('#c8440a', { ink: '#2b2e36', ground: '#fdfcf9' }, 60);
    const opacity = (code, x, y) => pixelsOf(12, 12, [code], 1, look)[4 * (12 * y + x) + 3];
    const arrived = [...new Set(codes.filter((code) => code >= 0))].sort((a, b) => a - b);
    arrived.forEach((code, n) => assert.ok(!n || opacity(code, 0, 0) > opacity(arrived[n - 1], 0, 0), `${code} steps have more colour than ${arrived[n - 1]}`));
    for (const code of new Set(codes.filter((one) => one < 0 && NAMES[-1 - one] !== 'outside'))) {
      assert.ok(new Set([...Array(144).keys()].map((at) => opacity(code, at % 12, Math.floor(at / 12)))).size > 1, `${NAMES[-1 - code]} is hatched`);
    }
    const [left, top] = plane.area;
    const places = codes.flatMap((code, cell) => {
      const [x, y] = middle(plane, cell);
      return code >= 0 ? [[code, x - left + plane.inside[0], y - top + plane.inside[1]]] : [];
    });
    const shownThere = await page.locator('kl-ball .plane .overlay').nth(k).evaluate((canvas, list) => {
      const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return list.map(([, x, y]) => data[4 * (Math.floor(y) * width + Math.floor(x)) + 3]);
    }, places);
    const same = places.filter(([code], n) => shownThere[n] === opacity(code, 0, 0)).length;
    assert.ok(same > 0.8 * places.length, `${same} of ${places.length} cells have the colour of their steps`);
  }

  test('takes its start from a click, and from the keyboard, and is not computed anew', async (t) => {
    const page = await pageOf(t, MAP, { sources: true });
    await complete(page);
    const workers = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    const [, plane] = await planes(page, teaching);
    const { window: [x0, x1, y0, y1], area } = plane;
    // A click has whole coordinates.
    const place = middle(plane, 6 * CELLS + 15).map(Math.round);
    await page.mouse.click(...place);
    const code = async (at) => words(swept({ rule: 'gradient', rate: 0.2 }, plane.window, { grid: around(at) })[0]);
    const now = async () => {
      await complete(page);
      await frame(page);
      // The outcome of a single start is computed separately from the map.
      await page.waitForFunction(() => /from the start shown/.test(document.querySelector('kl-ball').shadowRoot.querySelector('figcaption').textContent));
      const { spec, caption } = await shown(page, 'kl-ball');
      return { at: spec.start.at, caption };
    };
    const clicked = await now();
    const [left, top, right, bottom] = area;
    const wanted = [x0 + ((x1 - x0) * (place[0] - left)) / (right - left), y0 + ((y1 - y0) * (bottom - place[1])) / (bottom - top)];
    clicked.at.forEach((value, k) => assert.ok(Math.abs(value - wanted[k]) < 1e-6, `${clicked.at}, wanted ${wanted}`));
    assert.ok(clicked.caption.endsWith(`from the start shown: ${await code(clicked.at)}.`), clicked.caption);
    const handle = await ring(page, 'kl-ball', 1);
    handle.forEach((value, k) => assert.ok(Math.abs(value - place[k]) < 1, 'the ring is there'));
    await page.locator('kl-ball .handle').nth(1).focus();
    await page.keyboard.press('Shift+ArrowUp');
    await frame(page);
    const moved = await now();
    assert.ok(Math.abs(moved.at[1] - clicked.at[1] - 0.1 * (y1 - y0)) < 1e-9, `${moved.at}`);
    assert.ok(moved.caption.endsWith(`from the start shown: ${await code(moved.at)}.`), moved.caption);
    await page.mouse.move(left, bottom + 40);
    await frame(page);
    assert.equal((await readouts(page))[1], `start: ${await code(moved.at)}`);
    assert.deepEqual(workers, [], 'the map knows all starts already');
  });

  test('is the same after a reload from a link: rules, rates and goal', async (t) => {
    const page = await pageOf(t, MAP, { sources: true });
    await complete(page);
    await control(page, 'kl-ball', 'rule of map 1').selectOption('kl-ball');
    await complete(page);
    await control(page, 'kl-ball', 'goal').fill('150');
    await page.waitForFunction(() => document.querySelector('kl-ball').changes.gap);
    // The words follow the slider a little later than the state.
    await page.waitForFunction(() => !document.querySelector('kl-ball').shadowRoot.querySelector('figcaption').textContent.includes('at most 0.01 nats'));
    await complete(page);
    const [first, changes] = [await shown(page, 'kl-ball'), await page.locator('kl-ball').evaluate(({ changes: made }) => made)];
    const [{ window }] = await planes(page, teaching);
    const gap = Number(changes.gap);
    assert.ok(gap < 0.01 && first.caption.includes(`at most ${chosen(gap)} nats`), first.caption);
    const [{ radius }] = first.spec.runs;
    assert.ok(first.caption.includes(`KL ball at δ = ${chosen(radius)} nats: ${told(swept({ rule: 'kl-ball', radius }, window, { gap }))}`), first.caption);
    await page.reload();
    await complete(page);
    await page.locator('kl-ball').evaluate((figure, made) => { figure.changes = made; }, changes);
    await frame(page);
    await complete(page);
    const again = await shown(page, 'kl-ball');
    assert.equal(again.caption, first.caption);
    assert.deepEqual(again.spec, first.spec);
  });

  test('is for a policy the way to a loss', async (t) => {
    const page = await pageOf(t, '<kl-ball view="map" model="policy" rules="natural-gradient" target="-0.5" cells="16" steps="5"></kl-ball>');
    await complete(page);
    const { caption, problem } = await shown(page, 'kl-ball');
    assert.equal(problem, '');
    assert.match(caption, /^A start arrives when the loss is at most −0.5, after 200 steps at the latest\. Natural gradient at α = \d/);
  });

  for (const [written, sentence] of [
    ['gap="-1"', 'gap is -1; allowed: a number from 1e-12 to 1e12'],
    ['gap="near"', 'gap is "near"; allowed: a number from 1e-12 to 1e12'],
    ['cells="513"', 'cells is "513"; allowed: a whole number from 1 to 512'],
    ['limit="0.5"', 'limit is "0.5"; allowed: a whole number from 1 to 100000'],
    ['model="policy" gap="0.1"', 'gap is 0.1; allowed: a target instead (a loss in nats): this loss has no minimum'],
  ]) {
    test(`refuses ${written}`, async (t) => {
      const page = await pageOf(t, `<kl-ball view="map" rules="gradient" ${written}></kl-ball>`);
      const problem = page.locator('kl-ball .problem:not(:empty)');
      await problem.waitFor();
      assert.equal(await problem.textContent(), sentence);
    });
  }
});

/** One cell whose middle is a start. */
const around = (at) => ({ chart: 'variance', window: at.flatMap((x) => [x - 0.001, x + 0.001]), size: [1, 1] });

/** Counts the messages of the workers to their page, by the number of the job. */
const counting = (page) => page.addInitScript(() => {
  globalThis.told = {};
  const { Worker } = globalThis;
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data: { id } }) => { globalThis.told[id] = (globalThis.told[id] ?? 0) + 1; });
    }
  };
});

describe('work on a map', () => {
  test('is seen coming, can be cancelled and taken up again; workers end', async (t) => {
    const page = await pageOf(t, ENDLESS);
    const ends = [];
    page.on('worker', (worker) => ends.push(new Promise((resolve) => worker.on('close', resolve))));
    const bar = page.locator('kl-ball progress');
    await page.waitForFunction(() => {
      // Far more ink than a path and its words have.
      const canvas = document.querySelector('kl-ball').shadowRoot.querySelector('.overlay');
      if (!canvas) return false;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let inked = 0;
      for (let at = 3; at < data.length; at += 4) inked += data[at] > 0 ? 1 : 0;
      return inked > data.length / 4 / 25;
    }, undefined, { polling: 100 });
    assert.ok(await bar.evaluate(({ value }) => value < 1));
    await page.waitForFunction(() => document.querySelector('kl-ball').shadowRoot.querySelector('figcaption').textContent.includes(': so far '));
    const button = page.locator('kl-ball .progress button');
    assert.equal(await button.innerText(), 'Cancel');
    await button.click();
    await frame(page);
    assert.equal(await button.innerText(), 'Compute');
    await Promise.all(ends);
    assert.equal(page.workers().length, 0);
    const begun = page.waitForEvent('worker');
    await button.click();
    await begun;
    assert.equal(await button.innerText(), 'Cancel');
    await page.locator('kl-ball').evaluate((figure) => figure.remove());
    assert.ok(page.workers().length > 0);
    await Promise.all(ends);
    assert.equal(page.workers().length, 0, 'nor for a figure that is gone');
  });

  test('rests out of sight, and goes on in sight', async (t) => {
    const page = await pageOf(t, `${ENDLESS}<div style="height: 30000px"></div>`, { prepare: counting, width: 1280, height: 900, sources: true });
    const told = () => page.evaluate(() => ({ ...globalThis.told }));
    await page.waitForFunction(() => Object.values(globalThis.told).some((times) => times > 5));
    await page.evaluate(() => scrollTo(0, 20_000));
    await frame(page);
    const own = Object.keys(await told());
    const other = () => page.evaluate(async () => {
      const { begin } = await import('/www/work/work.js');
      const spec = { model: 'gaussian', run: { rule: 'gradient', chart: 'variance' }, starts: [{ chart: 'variance', at: [5.3, 0.1] }] };
      await new Promise((done) => { begin({ kind: 'rate-search', spec }, { done }); });
    });
    // Results under way when it went out of sight still arrive, and no others.
    let before = await told();
    for (let left = 30; left > 0; left -= 1) {
      await other();
      const now = await told();
      if (own.every((id) => now[id] === before[id])) break;
      before = now;
    }
    await other();
    const after = await told();
    for (const id of own) assert.equal(after[id], before[id], 'nothing is heard of it');
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForFunction(([ids, times]) => ids.every((id) => globalThis.told[id] > times[id] + 3), [own, after]);
  });

  test('is done by the bundled element under a strict policy, and the script of the workers only fetched for it', async (t) => {
    const before = site.log.length;
    const page = await pageOf(t, '', {
      headers: { 'Content-Security-Policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" },
      whole: `<!doctype html><html lang="en"><head><title>Test</title><link rel="icon" href="www/icon.svg">
<script type="module" src="pkg/kl-ball-element.js"></script></head><body>${MAP}</body></html>`,
    });
    await complete(page);
    assert.ok(page.workers().length > 0 && page.workers().every((worker) => worker.url().endsWith('/pkg/kl-ball-worker.js')));
    assert.equal(site.log.slice(before).filter((path) => path.endsWith('.wasm')).length, 1);
    quiet(page);
  });
});
