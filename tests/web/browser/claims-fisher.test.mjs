// What the article says about the Fisher matrix, sentence by sentence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { close } from '../unit/close.mjs';
import { core } from '../unit/modules.mjs';
import { shelf, drag, frame, ring, says, shown } from './page.mjs';

const SCORE = '#score';
const EXPANSION = '#expansion';
const MATRICES = '#matrices';
const open = (t, figure) => shelf(t, { width: 1280, height: 1100, figure });

/** The model of a figure and its start in the first chart. */
async function start(page, figure) {
  const { spec, chart } = await page.locator(figure).evaluate((element) => ({ spec: element.spec, chart: element.chart.split(' ')[0] }));
  const model = new core.Model({ model: spec.model, data: spec.data });
  return { model, chart, at: model.convert(spec.start.at, spec.start.chart, chart) };
}

const row = (page, quantity) => page.locator(`${SCORE} .moments tr[data-quantity="${quantity}"] td`).first().innerText();
const from = (page, whose) => page.locator(`${SCORE} .choice label`, { hasText: whose }).click();
const size = (matrix) => Math.max(...matrix.map(Math.abs));

describe('the Fisher matrix, seen', () => {
  test('“Under the model the mean score is zero, and its second moment, which a cloud of many draws comes near, is the Fisher matrix”: the more draws, the nearer', async (t) => {
    const page = await open(t, SCORE);
    await says(page, /Under the model the mean score is zero, and its second moment, which a cloud of many draws comes near, is the Fisher matrix/);
    const { model, chart, at } = await start(page, SCORE);
    const { fisher, meanScore } = model.inspect(at, chart);
    assert.ok(meanScore.every((part, k) => Math.abs(part) < 1e-9 * Math.sqrt(fisher[2 * k])));
    const many = model.scores(at, chart, 'model', 1_000_000, 1);
    many.moment.forEach((entry, k) => assert.ok(Math.abs(entry - fisher[k]) < 0.01 * Math.sqrt(fisher[0] * fisher[2]) * (k === 0 ? Math.sqrt(fisher[0] / fisher[2]) : k === 2 ? Math.sqrt(fisher[2] / fisher[0]) : 1)));
    many.mean.forEach((part, k) => assert.ok(Math.abs(part) < 0.005 * Math.sqrt(fisher[2 * k])));
  });

  test('“Under the data the mean score is minus the gradient of the loss, and the second moment is … the empirical Fisher”', async (t) => {
    const page = await open(t, SCORE);
    await says(page, /Under the data the mean score is minus the gradient of the loss, and the second moment is another matrix, the empirical Fisher/);
    const { model, chart, at } = await start(page, SCORE);
    const { gradient, empiricalFisher, fisher } = model.inspect(at, chart);
    const { mean, moment } = model.scores(at, chart, 'data', 0, 0);
    mean.forEach((part, k) => close(part, -gradient[k], 1e-12));
    moment.forEach((entry, k) => close(entry, empiricalFisher[k], 1e-12));
    assert.ok(Math.abs(empiricalFisher[0] / fisher[0] - 1) > 0.5, 'another matrix');
    await says(page, /Only with the model’s own draws is it the metric of the divergence; with the data it measures something else/);
    for (const move of [[1e-5, 0], [0, 1e-6]]) {
      const cost = ([a, b, c]) => (a * move[0] ** 2 + 2 * b * move[0] * move[1] + c * move[1] ** 2) / 2;
      const kl = model.kl(at, at.map((value, k) => value + move[k]), chart);
      assert.ok(Math.abs(cost(fisher) / kl - 1) < 1e-3 && Math.abs(cost(empiricalFisher) / kl - 1) > 0.1, `${[cost(fisher), cost(empiricalFisher), kl]}`);
    }
    const before = await row(page, 'moment');
    await from(page, 'the data');
    await frame(page);
    assert.notEqual(await row(page, 'moment'), before);
    assert.equal(await row(page, 'moment'), await row(page, 'empirical-fisher'));
  });

  test('“move the mean of the model further from the data, σ² as it was, and its entry for μ grows while the Fisher matrix stays”', async (t) => {
    const page = await open(t, SCORE);
    await says(page, /It follows the residuals: move the mean of the model further from the data, σ² as it was, and its entry for μ grows while the Fisher matrix stays/);
    const { model, at: [mu, variance] } = await start(page, SCORE);
    const away = [0, 0.05, 0.1, 0.2, 0.4].map((d) => model.inspect([mu - d, variance], 'variance'));
    for (const { fisher } of away) assert.deepEqual(Array.from(fisher), Array.from(away[0].fisher));
    away.slice(1).forEach(({ empiricalFisher }, k) => assert.ok(size(empiricalFisher) > size(away[k].empiricalFisher)));
    for (const sigma2 of [0.005, 0.1, 0.2, 1]) {
      const entries = [0, 0.05, 0.1, 0.2, 0.4].map((d) => model.inspect([mu - d, sigma2], 'variance').empiricalFisher[0]);
      entries.slice(1).forEach((entry, k) => assert.ok(entry > entries[k], `at a variance of ${sigma2}`));
    }
    // With the mouse: further to the left, at the same height.
    const texts = [await row(page, 'fisher'), await row(page, 'empirical-fisher')];
    const [x, y] = await ring(page, SCORE);
    await drag(page, [x, y], [x - 40, y]);
    assert.equal(await row(page, 'fisher'), texts[0]);
    assert.notEqual(await row(page, 'empirical-fisher'), texts[1]);
  });

  test('“Halve a small move, and the relative error halves, more or less”; “too much in one chart and too little in another”', async (t) => {
    const page = await open(t, EXPANSION);
    await says(page, /Halve a small move, and the relative error halves, more or less: in the limit the formula is exact, in any parameters/);
    await says(page, /it may say too much in one chart and too little in another, though p and q are the same/);
    const { model, at } = await start(page, EXPANSION);
    const q = (await page.locator(EXPANSION).evaluate((element) => element.other)).split(' ').map(Number);
    const signs = new Set();
    for (const chart of ['variance', 'precision', 'std-dev', 'log-std', 'natural', 'expectation']) {
      const [from, to] = [model.convert(at, 'variance', chart), model.convert(q, 'variance', chart)];
      const error = (share) => {
        const there = from.map((value, k) => value + share * (to[k] - value));
        return model.quadratic(from, there, chart) / model.kl(from, there, chart) - 1;
      };
      signs.add(Math.sign(error(1)));
      assert.ok(error(0.5) / error(1) > 0.3 && error(0.5) / error(1) < 0.7, `${chart}: ${error(1)}, then ${error(0.5)}`);
      assert.ok(Math.abs(error(1e-4)) < 1e-3, `${chart}: exact in the limit`);
    }
    assert.equal(signs.size, 2);
  });
});

describe('it is not the Hessian', () => {
  test('“In natural parameters it equals the Fisher matrix everywhere, whatever the data; at the best fit … in any. Elsewhere … only on average under the model”', async (t) => {
    const page = await open(t, MATRICES);
    await says(page, /In natural parameters, μ\/σ² and −1\/\(2σ²\), it equals the Fisher matrix everywhere, whatever the data; at the best fit it does so in any parameters\. Elsewhere it does so only on average under the model/);
    const { model, at } = await start(page, MATRICES);
    for (const data of [{ set: 'teaching' }, { set: 'cavendish' }, { x: [-5, 0, 9, 30] }]) {
      const { fisher, hessian } = new core.Model({ model: 'gaussian', data }).inspect(at, 'natural');
      hessian.forEach((entry, k) => close(entry, fisher[k], 1e-12));
    }
    for (const { name } of core.catalog().models[0].charts) {
      const { fisher, hessian } = model.inspect(model.optimum(name), name);
      hessian.forEach((entry, k) => assert.ok(Math.abs(entry - fisher[k]) < 1e-9 * size(fisher), `${name}: ${hessian} beside ${fisher}`));
    }
    // On average: the Hessian on data that the model itself has drawn.
    const there = model.convert(at, 'natural', 'variance');
    const own = new core.Model({ model: 'gaussian', data: { x: model.sample(there, 'variance', 100_000, 3) } }).inspect(there, 'variance');
    const here = model.inspect(there, 'variance');
    own.hessian.forEach((entry, k) => assert.ok(Math.abs(entry - own.fisher[k]) < 0.02 * size(own.fisher)));
    assert.ok(here.hessian.some((entry, k) => Math.abs(entry - here.fisher[k]) > 0.05 * size(here.fisher)));
  });

  test('“need not even be positive. Drag the ring up in the plane of variance”', async (t) => {
    const page = await open(t, MATRICES);
    await says(page, /it depends on the data, and need not even be positive\. Drag the ring up in the plane of variance/);
    const box = await page.locator(`${MATRICES} .plane`).nth(1).boundingBox();
    const [x, y] = await ring(page, MATRICES, 1);
    await drag(page, [x, y], [x, box.y + 0.2 * box.height]);
    assert.match((await shown(page, MATRICES)).caption, /In variance the Hessian is another matrix, and not even positive/);
  });
});
