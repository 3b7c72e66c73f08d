// What the article answers to two questions, sentence by sentence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { close } from '../unit/close.mjs';
import { core } from '../unit/modules.mjs';
import { shelf, frame, says, shown } from './page.mjs';

const MATRICES = '#cheaper-matrices';
const LABELS = '#whose-labels';
const open = (t, figure) => shelf(t, { width: 1280, height: 1100, figure });

/** The model of a figure and its start in the first chart. */
async function start(page, figure) {
  const spec = await page.locator(figure).evaluate((element) => element.spec);
  return { model: new core.Model({ model: spec.model, data: spec.data }), at: spec.start.at };
}

describe('two questions', () => {
  test('cheaper than the Hessian? One matrix where log-odds are linear; elsewhere the Hessian may be indefinite, the Fisher matrix never', async (t) => {
    const page = await open(t, MATRICES);
    // Eight bytes for each number.
    assert.equal((8 * 1e6 ** 2) / 1e12, 8);
    await says(page, /both are P by P, eight terabytes for a million/);
    await says(page, /On the left the log-odds are linear in the parameters, and the two are one matrix/);
    await says(page, /each times a residual, and here that makes it indefinite\. The Fisher matrix needs first derivatives only, and is never negative/);
    const { model, at } = await start(page, MATRICES);
    const left = model.inspect(at, 'whitened');
    left.hessian.forEach((entry, k) => close(entry, left.fisher[k], 1e-12));
    const there = model.convert(at, 'whitened', 'boundary');
    const { fisher: [f11, f12, f22], hessian: [h11, h12, h22] } = model.inspect(there, 'boundary');
    assert.ok(h11 * h22 < h12 * h12, 'indefinite');
    // Second derivatives of z = w(x − t) are −1 off the diagonal: each residual appears there, and only there.
    close(h11, f11, 1e-12);
    close(h22, f22, 1e-12);
    const curve = model.density(there, 'boundary', Float64Array.from(model.observations));
    const residual = curve.reduce((sum, p, k) => sum + p - model.labels[k], 0) / curve.length;
    close(h12 - f12, -residual, 1e-9);
    for (let k = 0; k < 50; k += 1) {
      const [a, b, c] = model.inspect([50 + k, (k - 25) / 40 || 0.01], 'boundary').fisher;
      assert.ok(a >= 0 && c >= 0 && a * c - b * b >= -1e-12 * a * c, `never negative: ${[a, b, c]}`);
    }
    assert.match((await shown(page, MATRICES)).caption, /the Hessian is the Fisher matrix\..*not even positive/);
  });

  test('under which distribution? The data’s labels give another matrix even at the best fit; for F no label is needed', async (t) => {
    const page = await open(t, LABELS);
    await says(page, /which is another matrix even at the best fit: there the entry of the slope is half of what it is in F/);
    await says(page, /The two agree on average where the labels were drawn from the model\. Otherwise they need not, except at even odds, where every residual is one half whatever the label/);
    await says(page, /For F no label is needed at all/);
    const { model } = await start(page, LABELS);
    const even = model.inspect([0, 0], 'whitened');
    even.empiricalFisher.forEach((entry, k) => assert.ok(Math.abs(entry - even.fisher[k]) < 1e-14, 'at even odds'));
    const best = model.optimum('whitened');
    const { fisher, empiricalFisher } = model.inspect(best, 'whitened');
    const part = empiricalFisher[0] / fisher[0];
    assert.ok(part > 0.45 && part < 0.55, `half: ${part}`);
    // On average over labels drawn from the model.
    const x = Array.from(model.observations);
    const draws = model.sample(best, 'whitened', 2000 * x.length, 5);
    const mean = [0, 0, 0];
    for (let k = 0; k < 2000; k += 1) {
      const y = Array.from(draws.subarray(k * x.length, (k + 1) * x.length));
      new core.Model({ model: 'logistic', data: { x, y } }).inspect(best, 'whitened').empiricalFisher.forEach((entry, j) => { mean[j] += entry / 2000; });
    }
    const size = Math.max(...fisher);
    mean.forEach((entry, j) => assert.ok(Math.abs(entry - fisher[j]) < 0.02 * size, `${mean} beside ${fisher}`));
    // Other labels, the same F.
    const others = new core.Model({ model: 'logistic', data: { x, y: x.map((_, k) => k % 2) } });
    others.inspect(best, 'whitened').fisher.forEach((entry, j) => close(entry, fisher[j], 1e-12));
    const row = (quantity) => page.locator(`${LABELS} .moments tr[data-quantity="${quantity}"] td`).first().innerText();
    assert.equal(await row('moment'), await row('empirical-fisher'));
    assert.equal(await row('mean'), '(0, 0)');
    assert.match((await shown(page, LABELS)).caption, /the mean of their scores is zero, as it is at the best fit\./);
    await page.locator(`${LABELS} .choice label`, { hasText: 'the model' }).click();
    await frame(page);
    assert.notEqual(await row('moment'), await row('empirical-fisher'));
  });
});
