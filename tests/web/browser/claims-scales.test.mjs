// What the article says about lengths and scales, sentence by sentence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { shelf, drawn, says, shown } from './page.mjs';

const INFLUENCE = '#influence';
const SCALES = '#two-scales';
const AT = (figure) => ({ width: 1280, height: 1100, figure });

/** The experiment of a specification, run by the core. */
function runs(spec) {
  const experiment = new core.Experiment(spec);
  experiment.advance(spec.steps);
  return spec.runs.map((run, k) => ({
    ...run,
    kl: [...experiment.series(k, 'kl')].slice(1),
    loss: [...experiment.series(k, 'loss')],
    path: experiment.trajectory(k, run.chart),
  }));
}

const strides = (path) => Array.from({ length: path.length / 2 - 1 }, (_, k) =>
  Math.hypot(path[2 * k + 2] - path[2 * k], path[2 * k + 3] - path[2 * k + 1]));

describe('the same length, ever dearer', () => {
  test('“fourteen steps of equal length towards the best fit, and another fourteen steps of equal cost”', async (t) => {
    const page = await shelf(t, AT(INFLUENCE));
    await says(page, /takes fourteen steps of equal length towards the best fit, and another fourteen steps of equal cost/);
    const { spec } = await shown(page, INFLUENCE);
    const [disc, ball] = runs(spec);
    assert.equal(disc.kl.length, 14);
    assert.equal(ball.kl.length, 14);
    for (const stride of strides(disc.path)) assert.ok(Math.abs(stride / disc.radius - 1) < 1e-9);
    for (const cost of ball.kl) assert.ok(Math.abs(cost / ball.radius - 1) < 1e-9);
    for (const { loss } of [disc, ball]) loss.slice(1).forEach((now, k) => assert.ok(now < loss[k], 'downhill'));
  });

  test('“grow dearer as the distribution narrows: the last costs more than ten times the first”', async (t) => {
    const page = await shelf(t, AT(INFLUENCE));
    await says(page, /The steps of equal length grow dearer as the distribution narrows: the last costs more than ten times the first/);
    const { spec, caption } = await shown(page, INFLUENCE);
    const [{ kl, path }] = runs(spec);
    kl.slice(1).forEach((cost, k) => assert.ok(cost > kl[k], 'ever dearer'));
    for (let k = 3; k < path.length; k += 2) assert.ok(path[k] < path[k - 2], 'ever narrower');
    assert.ok(kl.at(-1) / kl[0] > 10);
    assert.match(caption, /13\.4 times as much/);
  });

  test('“strides while the distribution is wide and shortens its stride as it narrows”', async (t) => {
    const page = await shelf(t, AT(INFLUENCE));
    await says(page, /it strides while the distribution is wide and shortens its stride as it narrows/);
    const { spec } = await shown(page, INFLUENCE);
    const lengths = strides(runs(spec)[1].path);
    lengths.slice(1).forEach((length, k) => assert.ok(length < lengths[k]));
    assert.ok(lengths[0] > 2 * spec.runs[0].radius && lengths.at(-1) < spec.runs[0].radius);
  });
});

describe('two parameters, two scales', () => {
  test('“launched at 31 °F in 1986, 23 earlier launches”', async (t) => {
    const page = await shelf(t, AT(SCALES));
    await says(page, /Before the space shuttle Challenger was launched at 31 °F in 1986, 23 earlier launches/);
    const { spec } = await shown(page, SCALES);
    assert.equal(new core.Model({ model: spec.model, data: spec.data }).observations.length, 23);
  });

  test('“a disc of a tenth is so flat that it looks like a line … more than thirty times what the KL ball’s does”', async (t) => {
    const page = await shelf(t, AT(SCALES));
    await says(page, /a disc of a tenth is so flat that it looks like a line/);
    await says(page, /Its step costs more than thirty times what the KL ball’s does, and makes the fit worse/);
    const { spec, caption } = await shown(page, SCALES);
    const [disc, ball] = runs(spec);
    assert.equal(disc.radius, 0.1);
    assert.ok(disc.kl[0] / ball.kl[0] > 30);
    assert.ok(disc.loss[1] > disc.loss[0] && ball.loss[1] < ball.loss[0]);
    assert.match(caption, /Euclidean ball step costs .* 33\.8 times the budget/);
    // The plane shows the way to the best fit: a hundred discs would not reach up as far.
    const model = new core.Model({ model: spec.model, data: spec.data });
    const rise = Math.abs(model.optimum('raw')[1] - spec.start.at[1]);
    assert.ok(rise / (2 * disc.radius) > 100, `${rise}`);
  });

  test('“adding a tenth to b costs less than a thousandth of a nat; adding a tenth to w costs more than three nats, thousands of times as much”', async (t) => {
    const page = await shelf(t, AT(SCALES));
    await says(page, /At the best fit, adding a tenth to b costs less than a thousandth of a nat; adding a tenth to w costs more than three nats, thousands of times as much/);
    const { spec } = await shown(page, SCALES);
    const model = new core.Model({ model: spec.model, data: spec.data });
    const [w, b] = model.optimum('raw');
    const [ofB, ofW] = [model.kl([w, b], [w, b + 0.1], 'raw'), model.kl([w, b], [w + 0.1, b], 'raw')];
    assert.ok(ofB < 1e-3 && ofW > 3 && ofW / ofB > 1000, `${ofB}, ${ofW}`);
  });

  test('“together w and b may move some forty times as far as either may alone”', async (t) => {
    const page = await shelf(t, AT(SCALES));
    await says(page, /Around the start of this figure the KL ball is a sliver: together w and b may move some forty times as far as either may alone/);
    const { spec } = await shown(page, SCALES);
    const model = new core.Model({ model: spec.model, data: spec.data });
    const { at } = spec.start;
    const { radius } = spec.runs[1];
    const outline = model.ball('kl-old-new', at, radius, 720, 'raw');
    for (const axis of [0, 1]) {
      const together = Math.max(...outline.filter((_, k) => k % 2 === axis).map((value) => Math.abs(value - at[axis])));
      let [near, far] = [0, together];
      for (let k = 0; k < 60; k += 1) {
        const middle = (near + far) / 2;
        if (model.kl(at, at.map((value, k) => value + (k === axis ? middle : 0)), 'raw') < radius) near = middle;
        else far = middle;
      }
      assert.ok(Math.abs(together / near / 40 - 1) < 0.15, `${axis}: ${together}, ${near}`);
    }
  });
});
