// What the article says about charts in the limit of small steps, sentence by sentence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { shelf, says } from './page.mjs';

const FIGURE = '#halving';
const ROWS = 6;

/** Gaps of a rule at a step and its halvings, from the core in Node. */
function gaps(spec, rule, charts = ['variance', 'precision']) {
  const options = spec.runs.find((run) => run.rule === rule);
  return [1, 2, 4, 8, 16].map((factor) => {
    const finer = options.rate ? { rate: options.rate / factor } : { radius: options.radius / factor ** 2 };
    const experiment = new core.Experiment({
      ...spec, steps: spec.steps * factor,
      runs: charts.map((chart) => ({ ...options, ...finer, chart })),
    });
    experiment.advance(spec.steps * factor);
    return experiment.apart(0, 1, spec.steps * factor);
  });
}

test('“The gap of natural gradient halves as its step halves … The exact trust region and the geodesic … need no limit”', async (t) => {
  const page = await shelf(t, { width: 1280, height: 1400, figure: FIGURE });
  await says(page, /How much closer\? Halve the step and take twice as many/);
  await says(page, /The gap of natural gradient halves as its step halves, and so does that of the KL ball/);
  await says(page, /Gradient descent and Adam are left, at the finest step, with gaps more than a hundred times that of natural gradient/);
  await says(page, /The exact trust region and the geodesic, which follows natural gradient’s arrow along a shortest path, need no limit/);
  const spec = await page.locator(FIGURE).evaluate((element) => element.spec);
  const found = Object.fromEntries([...new Set(spec.runs.map(({ rule }) => rule))].map((rule) => [rule, gaps(spec, rule)]));
  for (const rule of ['natural-gradient', 'kl-ball']) {
    found[rule].slice(2).forEach((gap, k) => {
      const ratio = found[rule][k + 1] / gap;
      assert.ok(ratio > 1.9 && ratio < 2.6, `${rule}: ${ratio}`);
    });
  }
  for (const other of ['gradient', 'adam']) assert.ok(found[other].at(-1) > 100 * found['natural-gradient'].at(-1), other);
  for (const rule of ['geodesic', 'trust-region']) for (const gap of found[rule]) assert.ok(gap < 1e-9, `${rule}: ${gap}`);
  // And the figure says the same.
  await page.waitForFunction(([figure, rows]) => {
    const all = [...document.querySelector(figure).shadowRoot.querySelectorAll('table tbody tr')];
    return all.length === rows && all.every((row) => /\d/.test(row.lastElementChild.textContent));
  }, [FIGURE, ROWS]);
  const caption = await page.locator(`${FIGURE} figcaption`).innerText();
  assert.match(caption, /Gradient descent: 0\.280, it stays/);
  assert.match(caption, /natural gradient: 0\.00219, it halves with the step/);
});

test('“Any other two of the six charts tell much the same story”', async (t) => {
  const page = await shelf(t, { width: 1280, height: 1400, figure: FIGURE });
  await says(page, /Any other two of the six charts tell much the same story; choose them below the figure/);
  const charts = core.catalog().models[0].charts.map(({ name }) => name);
  assert.equal(await page.locator(`${FIGURE} label.control`, { hasText: 'chart 2' }).locator('option').count(), charts.length);
  const spec = await page.locator(FIGURE).evaluate((element) => element.spec);
  for (const pair of charts.flatMap((one, k) => charts.slice(k + 1).map((other) => [one, other]))) {
    const [plain, natural, exact] = ['gradient', 'natural-gradient', 'trust-region'].map((rule) => gaps(spec, rule, pair));
    assert.ok(plain.at(-1) > 0.5 * plain.at(-2) && plain.at(-1) > 0.01, `${pair}: ${plain}`);
    assert.ok(Math.abs(natural.at(-2) / natural.at(-1) - 2) < 0.2, `${pair}: ${natural}`);
    assert.ok(exact.every((gap) => gap < 1e-9), `${pair}: ${exact}`);
  }
});
