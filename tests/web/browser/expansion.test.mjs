// The divergence along the line from p through q, and its quadratic approximation
// by the Fisher matrix.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control, drag, drawn, frame, pageOf, quiet, ring } from './page.mjs';
import { core, shell } from '../unit/modules.mjs';

const { number, share } = await shell('text/format.js');
const CATALOG = core.catalog();
const FIGURE = '#f';
const OPENING = 'model="gaussian" data="cavendish" chart="variance" start="5.4 0.05" other="5.45 0.03" ellipses="fisher"';

async function figure(t, attributes, options) {
  const page = await pageOf(t, `<kl-ball id="f" view="plane expansion" rules="none" ${attributes}></kl-ball>`, options);
  await drawn(page);
  return page;
}

const shown = (page) => page.locator(FIGURE).evaluate((element) => {
  const shadow = element.shadowRoot;
  const text = (node) => node?.textContent.trim();
  return {
    rows: Object.fromEntries([...shadow.querySelectorAll('.measures tbody tr')].map((row) => [
      row.dataset.measure, [...row.querySelectorAll('td')].map(text),
    ])),
    caption: text(shadow.querySelector('figcaption')),
    problem: shadow.querySelector('.problem').hidden ? '' : text(shadow.querySelector('.problem')),
    model: element.spec.model, data: element.spec.data, start: element.spec.start, changes: element.changes,
  };
});

/** The error of a cost, as written in the table. */
function off(cost, exact) {
  const error = cost / exact - 1;
  return `${error > 0 ? '+' : ''}${number(100 * error)}\u202f%`;
}

/** Asserts that every number is the core's, computed without its function for a line. */
async function agrees(page, chart) {
  const found = await shown(page);
  assert.equal(found.problem, '', 'no complaint on screen');
  const bench = new core.Model({ model: found.model, data: found.data });
  const words = (found.changes.other ?? await page.locator(FIGURE).getAttribute('other')).split(' ');
  const first = (await page.locator(FIGURE).getAttribute('chart')).split(' ')[0];
  const named = words.length > 2 ? words[0] : found.changes.chart ?? first;
  const p = bench.convert(found.start.at, found.start.chart, chart);
  const q = bench.convert(words.slice(-2).map(Number), named, chart);
  const middle = p.map((value, k) => 0.5 * (value + q[k]));
  const quadratic = bench.quadratic(p, q, chart);
  const exact = { forward: bench.kl(p, q, chart), reverse: bench.kl(q, p, chart) };
  const half = { forward: bench.kl(p, middle, chart), reverse: bench.kl(middle, p, chart) };
  assert.deepEqual(found.rows.quadratic, [number(quadratic), '–', '–']);
  for (const name of ['forward', 'reverse']) {
    assert.deepEqual(found.rows[name], [number(exact[name]), off(quadratic, exact[name]), off(0.25 * quadratic, half[name])], name);
  }
  const { charts } = CATALOG.models.find(({ name }) => name === found.model);
  for (const { name } of charts) {
    const [a, b] = [p, q].map((at) => bench.convert(at, chart, name));
    const there = bench.quadratic(a, b, name);
    assert.deepEqual(found.rows[name], [number(there), off(there, exact.forward)], name);
  }
  const errors = [quadratic / exact.forward - 1, (0.25 * quadratic) / half.forward - 1];
  const besides = (off) => (Math.abs(off) < 0.001 ? 'as good as exact'
    : off >= 1 ? `${number(1 + off)} times as much` : `${share(Math.abs(off))} ${off < 0 ? 'too little' : 'too much'}`);
  assert.ok(found.caption.startsWith(`Going from p to q costs ${number(exact.forward)} nats; ½ΔᵀFΔ says ${number(quadratic)} nats, ${besides(errors[0])}. ` +
    `For half of Δ it is ${besides(errors[1])}.`), found.caption);
  return { ...found, bench, p, q, quadratic, exact, errors };
}

test('the opening: the quadratic form says too little by nearly half; half the way, by about half of that', async (t) => {
  const page = await figure(t, OPENING);
  const { errors, rows, caption } = await agrees(page, 'variance');
  assert.equal(rows.forward[1], '\u221245.6\u202f%');
  assert.ok(Math.abs(errors[1] / errors[0] - 0.5) < 0.03, `${errors}`);
  assert.match(caption, /In the plane, what 0\.0650 nats allow/);
  const six = CATALOG.models.find(({ name }) => name === 'gaussian').charts.map(({ name }) => rows[name][0]);
  assert.equal(new Set(six).size, 6, 'six charts, six answers for one pair');
  quiet(page);
});

test('as q comes nearer to p the error falls in proportion', async (t) => {
  const page = await figure(t, OPENING);
  const [p, q] = [await ring(page, FIGURE, 0), await ring(page, FIGURE, 1)];
  const seen = [await agrees(page, 'variance')];
  for (const part of [0.5, 0.25]) {
    const target = p.map((x, k) => x + part * (q[k] - x));
    await drag(page, await ring(page, FIGURE, 1), target);
    seen.push(await agrees(page, 'variance'));
  }
  for (let k = 1; k < seen.length; k += 1) {
    const ratio = seen[k].errors[0] / seen[k - 1].errors[0];
    assert.ok(Math.abs(ratio - 0.5) < 0.06, `the error went down to ${ratio} of itself`);
  }
});

test('in every chart the same pair has another quadratic form, and the same divergences', async (t) => {
  const page = await figure(t, OPENING);
  const first = await agrees(page, 'variance');
  for (const { name } of CATALOG.models.find((model) => model.name === 'gaussian').charts) {
    await control(page, FIGURE, 'parameters').selectOption(name);
    await frame(page);
    const now = await agrees(page, name);
    assert.equal(now.rows.forward[0], first.rows.forward[0], name);
    assert.equal(now.rows.quadratic[0], first.rows[name][0], name);
  }
  quiet(page);
});

test('the ellipse goes through q, and follows it', async (t) => {
  const page = await figure(t, OPENING);
  /** How many pixels of the ellipse's colour lie within a few of q's ring. */
  const near = () => page.locator(FIGURE).evaluate((element) => {
    const shadow = element.shadowRoot;
    const canvas = shadow.querySelector('.plane .overlay');
    const handle = shadow.querySelector('.handle[data-pin=other]').getBoundingClientRect();
    const box = canvas.getBoundingClientRect();
    const [x, y] = [handle.left + handle.width / 2 - box.left, handle.top + handle.height / 2 - box.top].map(Math.round);
    const reach = 26;
    const { data } = canvas.getContext('2d').getImageData(x - reach, y - reach, 2 * reach, 2 * reach);
    let count = 0;
    for (let k = 0; k < data.length; k += 4) {
      const [r, g, b, a] = data.subarray(k, k + 4);
      if (a > 180 && b > 130 && r < 90 && g < 140) count += 1;
    }
    return count;
  });
  const before = await near();
  assert.ok(before > 10, `${before} pixels of the dashed ellipse near q`);
  const q = await ring(page, FIGURE, 1);
  await drag(page, q, [q[0] + 60, q[1] - 30]);
  await agrees(page, 'variance');
  const after = await near();
  assert.ok(after > 10, `${after} pixels where it went`);
});

test('classes and labels have their expansions too', async (t) => {
  for (const [attributes, chart] of [
    ['model="categorical" data="penguin-species" chart="logit" start="0.5 -0.2" other="1.1 0.4"', 'logit'],
    ['model="categorical" data="penguin-species" chart="probability" start="0.35 0.3" other="0.5 0.2"', 'probability'],
    ['model="logistic" data="oring" chart="whitened" start="-1 -1" other="-2 -1.5"', 'whitened'],
  ]) {
    const page = await figure(t, attributes);
    await agrees(page, chart);
    quiet(page);
  }
});

test('where the domain ends so do the curves, and p on q is no error', async (t) => {
  const page = await figure(t, OPENING.replace('5.45 0.03', '5.4 0.01'));
  await agrees(page, 'variance');
  // Beyond t = 5/4 there is no variance: that side is shaded.
  const shaded = () => page.locator(FIGURE).evaluate((element) => {
    const canvas = element.shadowRoot.querySelector('.expansion .overlay');
    const y = Math.round(canvas.height * 0.75);
    const { data } = canvas.getContext('2d').getImageData(0, y, canvas.width, 1);
    return [...Array(canvas.width).keys()].filter((x) => data[4 * x + 3] > 10 && data[4 * x + 3] < 30).length / canvas.width;
  });
  const found = await shaded();
  assert.ok(found > 0.05 && found < 0.12, `a tenth of the axis is beyond: ${found}`);
  await page.locator(FIGURE).evaluate((element) => { element.other = '5.4 0.05'; });
  await frame(page);
  const { caption, problem } = await shown(page);
  assert.equal(problem, '');
  assert.match(caption, /one distribution/);
  quiet(page);
});

test('each row of costs shows its line, in either theme', async (t) => {
  const page = await figure(t, OPENING);
  const samples = () => page.locator(FIGURE).evaluate((element) => [...element.shadowRoot.querySelectorAll('.measures canvas')].map((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, Math.floor(canvas.height / 2), canvas.width, 1);
    const inked = [...Array(canvas.width).keys()].filter((x) => data[4 * x + 3] > 100);
    return { row: canvas.closest('tr').dataset.measure, share: inked.length / canvas.width, color: [...data.subarray(4 * inked[2], 4 * inked[2] + 3)].join() };
  }));
  const light = await samples();
  assert.deepEqual(light.map(({ row }) => row), ['quadratic', 'forward', 'reverse']);
  assert.ok(light[1].share > 0.9 && light[0].share < 0.9 && light[2].share < light[1].share, 'dashed, solid, dotted');
  assert.equal(light[1].color, '0,120,90', 'the colour of exact divergences');
  await page.emulateMedia({ colorScheme: 'dark' });
  await frame(page);
  const dark = await samples();
  dark.forEach(({ color }, k) => assert.notEqual(color, light[k].color));
});
