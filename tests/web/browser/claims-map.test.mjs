// What the article says about the map of starts, sentence by sentence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { shelf, control, frame, says, shown } from './page.mjs';

const FIGURE = '#starts';
const CELLS = 128;
const model = { model: 'logistic', data: { set: 'oring' } };
const oring = new core.Model(model);
const LEAST = oring.inspect(oring.optimum('whitened'), 'whitened').loss;
const open = (t) => shelf(t, { width: 1280, height: 1100, figure: FIGURE });

/** The window of the figure's planes, as the core lays them out. */
const windowOf = (page) => page.locator(FIGURE).evaluate(async (figure, spec) => {
  const { default: init, Model, drawPlane } = await import('/pkg/kl_ball.js');
  await init();
  const { width, height } = figure.shadowRoot.querySelector('.plane').getBoundingClientRect();
  const colors = { ground: '#ffffff', ink: '#000000', contour: '#000000' };
  const style = { width: Math.round(width), height: Math.round(height), ratio: 1, ...colors, text: 12 };
  return [...drawPlane(document.createElement('canvas'), new Model(spec), 'whitened', figure.spec.start.at, style)].slice(4);
}, model);

/** The outcome of every start in the figure's window, for a run of the figure or for another run. */
function swept(window, { rule, rate, radius }, more = {}) {
  const sweep = new core.Sweep({
    ...model, run: { rule, chart: 'whitened', ...(rate && { rate }), ...(radius && { radius }) },
    grid: { chart: 'whitened', window, size: [CELLS, CELLS] }, gap: 0.01, steps: 200, ...more,
  });
  while (sweep.advance(1e6) < 1);
  return sweep.results();
}

const arrives = (codes) => codes.filter((code) => code >= 0).length / codes.length;
const median = (codes) => codes.filter((code) => code >= 0).sort()[Math.ceil(codes.filter((code) => code >= 0).length / 2) - 1];
const startOf = ([x0, x1, y0, y1], cell) => [
  x0 + ((x1 - x0) * ((cell % CELLS) + 0.5)) / CELLS, y0 + ((y1 - y0) * (Math.floor(cell / CELLS) + 0.5)) / CELLS,
];

function run(at, { rule, rate, radius }, steps) {
  const experiment = new core.Experiment({
    ...model, start: { chart: 'whitened', at }, runs: [{ rule, chart: 'whitened', ...(rate && { rate }), ...(radius && { radius }) }], steps,
  });
  experiment.advance(steps);
  return experiment;
}

describe('where can one start?', () => {
  test('“within a hundredth of a nat of the best fit”; “from two thirds of the starts in sight it ends where every launch is all but certain …”', async (t) => {
    const page = await open(t);
    await says(page, /comes within a hundredth of a nat of the best fit/);
    await says(page, /Near the best fit two or three steps will do; from about two thirds of the starts in sight it ends where every launch is all but certain and the Fisher matrix is singular, as far as numbers can tell/);
    const { spec, caption } = await shown(page, FIGURE);
    assert.match(caption, /at most 0.01 nats above the least/);
    await page.waitForFunction((figure) => document.querySelector(figure).shadowRoot.querySelector('.amount').textContent !== '', FIGURE);
    // The darkest part is less than this share of the plane.
    const { readout, ink } = await page.locator(FIGURE).evaluate(({ shadowRoot }) => {
      const sample = shadowRoot.querySelector('.legend li canvas');
      const { data } = sample.getContext('2d').getImageData(0, 0, sample.width, sample.height);
      return { readout: shadowRoot.querySelector('.amount').textContent, ink: data.reduce((sum, part, k) => sum + (k % 4 === 3 ? part / 255 : 0), 0) / (data.length / 4) };
    });
    assert.equal(readout, 'singular matrix');
    assert.ok(ink > 0.03 && ink < 0.1, `${ink}`);
    const [natural] = spec.runs;
    assert.equal(natural.rate, 1, 'a full step');
    const window = await windowOf(page);
    const codes = swept(window, natural);
    const singular = -1 - core.Sweep.outcomes().indexOf('singular');
    const lost = [...codes.keys()].filter((cell) => codes[cell] === singular);
    assert.ok(Math.abs(lost.length / codes.length - 2 / 3) < 0.02, `${lost.length / codes.length}`);
    assert.equal(lost.length, codes.filter((code) => code < 0).length, 'all that are lost');
    for (const cell of lost.filter((_, k) => k % 500 === 0)) {
      const path = run(startOf(window, cell), natural, 200).trajectory(0, 'whitened');
      const chances = oring.density(oring.convert(path.slice(-2), 'whitened', 'raw'), 'raw', oring.observations);
      for (const p of chances) assert.ok(Math.min(p, 1 - p) < 1e-3, `${p}`);
    }
    // Near: where the loss is a twentieth of a nat above the least.
    const near = [...codes.keys()].filter((cell) => oring.inspect(startOf(window, cell), 'whitened').loss < LEAST + 0.05);
    assert.ok(near.length > 500 && near.every((cell) => codes[cell] >= 0 && codes[cell] <= 3));
  });

  test('“At a rate of 0.1 it arrives from nearly everywhere in sight, but takes longer”', async (t) => {
    const page = await open(t);
    await says(page, /At a rate of 0\.1 it arrives from nearly everywhere in sight, but takes longer/);
    const window = await windowOf(page);
    const [slow, full] = [0.1, 1].map((rate) => swept(window, { rule: 'natural-gradient', rate }));
    assert.ok(arrives(slow) > 0.99, `${arrives(slow)}`);
    assert.ok(median(slow) > 3 * median(full), `${median(slow)}, ${median(full)}`);
  });

  test('“in these parameters its matrix is the same, and it arrives from the same starts”', async (t) => {
    const page = await open(t);
    await says(page, /in these parameters its matrix is the same, and it arrives from the same starts/);
    for (const at of [[-3.5, -2.5], [0, 0], [1, -1]]) {
      const { fisher, hessian } = oring.inspect(at, 'whitened');
      fisher.forEach((entry, k) => assert.ok(Math.abs(entry - hessian[k]) <= 1e-12 * Math.abs(entry) + 1e-15));
    }
    await control(page, FIGURE, 'rule of map 2').selectOption('newton');
    await frame(page);
    assert.deepEqual((await shown(page, FIGURE)).spec.runs.map(({ rule, rate }) => [rule, rate]), [['natural-gradient', 1], ['newton', 1]]);
    const window = await windowOf(page);
    const [natural, newton] = ['natural-gradient', 'newton'].map((rule) => swept(window, { rule, rate: 1 }));
    natural.forEach((code, cell) => assert.ok(code === newton[cell] || (code < 0 && newton[cell] < 0), `${startOf(window, cell)}`));
  });

  test('“The KL ball … arrives from all but a few. From those it jumps to and fro across the best fit for ever”', async (t) => {
    const page = await open(t);
    await says(page, /The KL ball measures its step exactly, and arrives from all but a few\. From those it jumps to and fro across the best fit for ever: its radius does not shrink/);
    const { spec: { runs: [, ball] } } = await shown(page, FIGURE);
    assert.equal(ball.radius, 0.05);
    const window = await windowOf(page);
    const codes = swept(window, ball);
    const lost = [...codes.keys()].filter((cell) => codes[cell] < 0);
    assert.ok(lost.length > 0 && lost.length < codes.length / 200, `${lost.length}`);
    const best = oring.optimum('whitened');
    for (const cell of lost) {
      const experiment = run(startOf(window, cell), ball, 400);
      const [path, costs] = [experiment.trajectory(0, 'whitened'), experiment.series(0, 'kl')];
      const at = (k) => [path.at(2 * k), path.at(2 * k + 1)];
      const [last, before, earlier] = [at(-1), at(-2), at(-3)];
      earlier.forEach((value, k) => assert.ok(Math.abs(value - last[k]) < 1e-3, 'to and fro'));
      const side = (place) => place.map((value, k) => value - best[k]);
      const [one, other] = [side(last), side(before)];
      assert.ok(one[0] * other[0] + one[1] * other[1] < 0, 'across');
      assert.ok(Math.abs(costs.at(-1) - 0.05) < 1e-9, 'a whole radius each time');
    }
  });
});
