// The same rule in two charts with ever smaller steps: whether the ends meet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from '../unit/modules.mjs';
import { close } from '../unit/close.mjs';
import { control, drag, frame, pageOf, quiet, ready, ring, soon } from './page.mjs';

const { number } = await shell('text/format.js');

const MARKUP = '<kl-ball view="plane halving" model="gaussian" data="teaching" chart="variance precision" rules="gradient natural-gradient trust-region" start="-0.3 0.8" gradient-rate="0.1" natural-gradient-rate="0.1" radius="0.01" steps="10"></kl-ball>';
const LEVELS = [1, 2, 4, 8, 16];

/** Waits until every number is there and none is old. */
const settled = async (page) => {
  // A change marks the numbers as old in the next frame.
  await frame(page);
  await page.waitForFunction(() => {
    const cells = [...document.querySelector('kl-ball').shadowRoot.querySelectorAll('.halvings td')];
    return cells.length > 0 && cells.every((cell) => cell.textContent.trim() && !cell.classList.contains('old'));
  });
  await frame(page);
};

const read = (page) => page.locator('kl-ball').evaluate((element) => ({
  spec: element.spec,
  caption: element.shadowRoot.querySelector('figcaption').textContent,
  problem: element.shadowRoot.querySelector('.problem').textContent,
  rows: Object.fromEntries([...element.shadowRoot.querySelectorAll('.halvings tbody tr')].map((row) => [
    row.dataset.rule,
    {
      word: row.querySelector('th small').textContent,
      gaps: [...row.querySelectorAll('td span')].map((node) => node.textContent),
      ratios: [...row.querySelectorAll('td small')].map((node) => node.textContent.trim()),
    },
  ])),
}));

/** The gaps as the core in Node computes them. */
function gaps(spec, rule) {
  return LEVELS.map((factor) => {
    const runs = spec.runs.filter((run) => run.rule === rule).slice(0, 2).map((run) => ({
      ...run,
      ...(run.rate !== undefined && { rate: run.rate / factor }),
      ...(run.radius !== undefined && { radius: run.radius / (rule === 'euclidean-ball' ? factor : factor ** 2) }),
    }));
    const experiment = new core.Experiment({ ...spec, runs, steps: spec.steps * factor });
    experiment.advance(spec.steps * factor);
    return experiment.apart(0, 1, spec.steps * factor);
  });
}

function agrees(found) {
  assert.equal(found.problem, '');
  const all = {};
  for (const [rule, { gaps: shown, ratios }] of Object.entries(found.rows)) {
    const expected = all[rule] = gaps(found.spec, rule);
    expected.forEach((gap, k) => {
      assert.equal(shown[k].replace('*', ''), gap < 1e-9 ? '0' : number(gap), `${rule}, ${k}`);
      const ratio = k && gap >= 1e-9 ? `÷ ${number(expected[k - 1] / gap)}` : '';
      assert.equal(ratios[k], ratio, `${rule}, ratio ${k}`);
    });
  }
  return all;
}

test('gradient descent’s gap stays, natural gradient’s halves with the step, the trust region has none', async (t) => {
  const page = await pageOf(t, MARKUP);
  await settled(page);
  const found = await read(page);
  const all = agrees(found);
  close(all['natural-gradient'][3] / all['natural-gradient'][4], 2, 0.1);
  close(all.gradient[3] / all.gradient[4], 1, 0.1);
  assert.ok(all.gradient[4] > 0.1);
  assert.ok(all['trust-region'].every((gap) => gap < 1e-9), `${all['trust-region']}`);
  assert.deepEqual(Object.values(found.rows).map(({ word }) => word), [
    'never chart-free', 'chart-free in the limit of small steps', 'chart-free exactly',
  ]);
  assert.ok(found.caption.includes(`natural gradient: ${number(all['natural-gradient'][4])}, it halves with the step`), found.caption);
  assert.ok(found.caption.includes(`Gradient descent: ${number(all.gradient[4])}, it stays`), found.caption);
  assert.ok(found.caption.includes('exact trust region: nothing but rounding'), found.caption);
  quiet(page);
});

test('the numbers follow the start and the sliders', async (t) => {
  const page = await pageOf(t, MARKUP);
  await settled(page);
  const before = agrees(await read(page));
  const [x, y] = await ring(page, 'kl-ball');
  await drag(page, [x, y], [x + 40, y - 40]);
  await settled(page);
  const moved = agrees(await read(page));
  assert.notEqual(moved.gradient[0], before.gradient[0]);
  await control(page, 'kl-ball', 'learning rate of natural gradient').focus();
  await page.keyboard.press('PageDown');
  await settled(page);
  const slower = agrees(await read(page));
  assert.equal(slower.gradient[0], moved.gradient[0]);
  assert.notEqual(slower['natural-gradient'][0], moved['natural-gradient'][0]);
  quiet(page);
});

test('while the hand moves, the last numbers stay in sight, marked as old', async (t) => {
  const page = await pageOf(t, MARKUP);
  await settled(page);
  const before = (await read(page)).rows;
  const [x, y] = await ring(page, 'kl-ball');
  await page.mouse.move(x, y);
  await page.mouse.down();
  // Every frame of a drag starts the computation again, so nothing is finished when it is drawn.
  const old = await page.locator('kl-ball').evaluate((element) => new Promise((done) => {
    const cells = [...element.shadowRoot.querySelectorAll('.halvings td')];
    new MutationObserver(() => done(cells.map((cell) => [cell.classList.contains('old'), cell.querySelector('span').textContent])))
      .observe(cells[0], { attributes: true, attributeFilter: ['class'] });
    const handle = element.shadowRoot.querySelector('.handle');
    const { left, top, width, height } = handle.getBoundingClientRect();
    handle.dispatchEvent(new PointerEvent('pointermove', { clientX: left + width / 2 + 20, clientY: top + height / 2, pointerId: 1 }));
  }));
  assert.ok(old.every(([is]) => is));
  assert.deepEqual(old.map(([, text]) => text), Object.values(before).flatMap(({ gaps: shown }) => shown));
  await page.mouse.up();
  await settled(page);
  agrees(await read(page));
});

test('known gaps: natural gradient in the precision and in the expectation, over a time of one', async (t) => {
  // Computed independently, for steps of 1/4, 1/8, 1/16 and 1/32 (docs/mathematics/measures.md#halving).
  const page = await pageOf(t, '<kl-ball view="plane halving" data="teaching" chart="precision expectation" rules="gradient natural-gradient" start="variance -1 4" gradient-rate="0.25" natural-gradient-rate="0.25" steps="4"></kl-ball>');
  await settled(page);
  const found = await read(page);
  const all = agrees(found);
  [0.109, 0.044, 0.0202, 0.0097].forEach((gap, k) => close(all['natural-gradient'][k], gap, 0.003));
  assert.ok(found.rows.gradient.gaps[0].endsWith('*'), 'gradient descent leaves the domain of the precision at a step of 1/4');
  await page.locator('kl-ball').evaluate((element) => element.setAttribute('chart', 'precision natural'));
  await settled(page);
  const { gradient } = agrees(await read(page));
  close(gradient[3], 1.13, 0.003);
  close(gradient[4], gradient[3], 0.05);
  quiet(page);
});

test('different paths that have both arrived are not called one path', async (t) => {
  const page = await pageOf(t, '<kl-ball view="plane" data="teaching" chart="variance precision" rules="natural-gradient trust-region" start="0.2 3" natural-gradient-rate="0.5" steps="60"></kl-ball>');
  await ready(page);
  await frame(page);
  const caption = await page.locator('kl-ball figcaption').textContent();
  assert.ok(caption.includes('Natural gradient: nothing any more, for both have arrived'), caption);
  assert.ok(caption.includes('exact trust region: one path in both'), caption);
  assert.ok(caption.includes('(Fisher–Rao distance)'), caption);
  await page.locator('kl-ball').evaluate((element) => {
    for (const name of ['data', 'start']) element.removeAttribute(name);
    element.setAttribute('chart', 'raw boundary');
    element.setAttribute('model', 'logistic');
  });
  // Another family has a core of its own, which is fetched first.
  await soon(page, async () => assert.ok((await page.locator('kl-ball figcaption').textContent()).includes('(√(KL there + KL back))'), 'no closed form'));
  quiet(page);
});

test('radii: a Euclidean one halves, one in nats is quartered', async (t) => {
  const page = await pageOf(t, MARKUP.replace(/rules="[^"]*"/, 'rules="euclidean-ball fisher-ball kl-ball"').replace('radius=', 'euclidean-ball-radius="0.1" radius='));
  await settled(page);
  const all = agrees(await read(page));
  for (const rule of ['fisher-ball', 'kl-ball']) close(all[rule][3] / all[rule][4], 2, 0.3);
  assert.ok(all['euclidean-ball'][4] > 0.5 * all['euclidean-ball'][3]);
  quiet(page);
});

test('what is regular by chance is not called so', async (t) => {
  // A rate far too large for inputs in a small unit: the ends are anywhere, though one ratio may be near two.
  const page = await pageOf(t, '<kl-ball view="plane halving" model="logistic" chart="whitened rescaled" rules="gradient natural-gradient kl-ball trust-region" steps="8" radius="0.005" gradient-rate="0.5" natural-gradient-rate="0.1"></kl-ball>');
  await settled(page);
  const found = await read(page);
  const { gradient, ...others } = agrees(found);
  const ratios = [2, 3].map((k) => number(gradient[k] / gradient[k + 1]));
  assert.ok(found.caption.includes(`the last two halvings divided it by ${ratios.join(' and by ')}`), found.caption);
  // Charts that are affine in each other: these rules take one path at every step size.
  for (const gaps of Object.values(others)) assert.ok(gaps.every((gap) => gap < 1e-9), `${gaps}`);
  quiet(page);
});

test('a run that leaves the domain is marked', async (t) => {
  // Gradient descent in the precision leaves the domain with steps of a quarter and more (docs/mathematics/measures.md#halving).
  const page = await pageOf(t, MARKUP.replace('start="-0.3 0.8"', 'start="-1 4"').replace('gradient-rate="0.1"', 'gradient-rate="0.5"').replace('steps="10"', 'steps="2"'));
  await settled(page);
  const found = await read(page);
  agrees(found);
  assert.ok(found.rows.gradient.gaps[0].endsWith('*'), found.rows.gradient.gaps.join());
  assert.ok(!found.rows.gradient.gaps[4].endsWith('*'), found.rows.gradient.gaps.join());
  assert.match(found.caption, /\* there a run stopped, or had steps that were shortened/);
});

for (const [width, words] of [[1280, 'geodesic natural gradient, exact trust region: 0 to rounding'], [320, '2 rules: 0 to rounding']]) {
  test(`at ${width} pixels every line has its name, those at zero one together`, async (t) => {
    const rules = 'gradient natural-gradient kl-ball geodesic trust-region';
    const page = await pageOf(t, MARKUP.replace('plane halving', 'halving').replace(/rules="[^"]*"/, `rules="${rules}"`), {
      width,
      height: 1500,
      prepare: (page) => page.addInitScript(() => {
        globalThis.written = [];
        const { fillText } = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.fillText = function record(text, x, y) {
          // Names are pictures, which are made anew in another theme; the core writes the axes, and their fractions once.
          globalThis.written.push(text);
          fillText.call(this, text, x, y);
        };
      }),
    });
    await settled(page);
    await page.evaluate(() => { globalThis.written = []; });
    await page.locator('kl-ball').evaluate((element) => { element.theme = 'dark'; });
    await frame(page);
    const written = await page.evaluate(() => globalThis.written);
    for (const name of ['gradient descent', 'natural gradient', 'KL ball', words]) {
      assert.ok(written.includes(name), `${name} among ${written.join(', ')}`);
    }
    const ticks = written.filter((text) => /^(\d[\d./]*|10⁻.)$/.test(text));
    assert.deepEqual(ticks.slice(0, 2), ['0', '0.001'], 'zero is below a break');
    assert.deepEqual(ticks.slice(-5), ['1/16', '1/8', '1/4', '1/2', '1']);
    assert.equal(ticks.filter((text) => text === '0.1').length, 1, 'on one of the axes');
  });
}

test('one chart is not enough, and that is said', async (t) => {
  const page = await pageOf(t, '<kl-ball view="plane halving" chart="variance" rules="natural-gradient" start="5.3 0.05"></kl-ball>');
  await ready(page);
  assert.match((await read(page)).caption, /Two charts are needed/);
  quiet(page);
});
