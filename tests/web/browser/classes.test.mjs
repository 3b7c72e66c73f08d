// Classification: decision curves and their values at a landmark, three classes in
// the triangle and in the quarter disc, batches, and a rate for each chart.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { core, shell } from '../unit/modules.mjs';
import { control, drag, drawn, frame, pageOf, quiet, ring, shown } from './page.mjs';

const { chance, spoken } = await shell('text/format.js');

const ORINGS = `<kl-ball view="plane density" model="logistic" data="oring" chart="whitened" start="0 0"
  rules="gradient natural-gradient" gradient-rate="1" natural-gradient-rate="1" steps="12"></kl-ball>`;
const CHARTS = `<kl-ball view="plane density" model="logistic" data="oring" chart="raw rescaled whitened" start="0 0"
  rules="gradient natural-gradient" gradient-rate-raw="0.00178" gradient-rate-rescaled="1.55e-9"
  gradient-rate-whitened="9.17" natural-gradient-rate="1" steps="20"></kl-ball>`;
const PENGUINS = `<kl-ball view="plane density" model="categorical" data="penguin-species" chart="probability sphere"
  start="0.08 0.84" rules="gradient natural-gradient trust-region" gradient-rate="0.02" natural-gradient-rate="0.3"
  radius="0.05" steps="12"></kl-ball>`;

const LAUNCHES = new core.Model({ model: 'logistic', data: { set: 'oring' } });
const BEST = LAUNCHES.optimum('raw');
const LEAST = LAUNCHES.inspect(BEST, 'raw').loss;

/** The experiment that a figure shows, run by the core in Node. */
function ran({ spec }) {
  const experiment = new core.Experiment(spec);
  experiment.advance(spec.steps);
  return experiment;
}

/** P(y = 1) at 31 °F after a run's step, in per cent. */
function says(experiment, run, step) {
  const path = experiment.trajectory(run, 'raw');
  const k = Math.min(step, path.length / 2 - 1);
  return chance(LAUNCHES.density(path.slice(2 * k, 2 * k + 2), 'raw', Float64Array.of(31))[0]);
}

/** The loss of a run above the minimum, in nats. */
const left = (experiment, run, step, least = LEAST) => {
  const loss = experiment.series(run, 'loss');
  return `${spoken(Math.max(0, loss[Math.min(step, loss.length - 1)] - least))} nats`;
};

test('the decision curve: what every rule says at 31 °F follows the steps and the ring', async (t) => {
  const page = await pageOf(t, ORINGS);
  await drawn(page);
  const told = async (step) => {
    await page.locator('kl-ball').evaluate((figure, to) => { figure.cursor = to; }, step);
    await frame(page);
    const found = await shown(page, 'kl-ball');
    const experiment = ran(found);
    assert.ok(found.caption.includes(`the best fit says ${chance(LAUNCHES.density(BEST, 'raw', Float64Array.of(31))[0])}`), found.caption);
    for (const [run, label] of [[0, 'gradient descent'], [1, 'natural gradient']]) {
      assert.ok(found.caption.includes(`${label} ${says(experiment, run, step)}`), `${step}: ${found.caption}`);
      assert.ok(found.caption.includes(`${label} ${left(experiment, run, step)}`), `${step}: ${found.caption}`);
    }
    return found.caption;
  };
  const captions = [await told(12), await told(3), await told(1)];
  assert.equal(new Set(captions).size, 3);
  await page.locator('kl-ball').evaluate((figure) => { figure.cursor = 0; });
  await frame(page);
  assert.match((await shown(page, 'kl-ball')).caption, /the start says 50\.0/);
  const [x, y] = await ring(page, 'kl-ball');
  await drag(page, [x, y], [x - 60, y + 40]);
  captions.push(await told(12));
  assert.equal(new Set(captions).size, 4);
  quiet(page);
});

test('raw against rescaled against whitened: each chart at its own best rate', async (t) => {
  const page = await pageOf(t, CHARTS);
  await drawn(page);
  const found = await shown(page, 'kl-ball');
  const experiment = ran(found);
  const { runs, start, steps } = found.spec;
  assert.deepEqual(runs.map(({ rule, chart }) => `${rule} ${chart}`), ['raw', 'rescaled', 'whitened']
    .map((chart) => `gradient ${chart}`).concat(['raw', 'rescaled', 'whitened'].map((chart) => `natural-gradient ${chart}`)));
  // The rates written are the best constant ones that the core finds for this start and this many steps.
  for (const { rule, chart, rate } of runs.slice(0, 3)) {
    const search = new core.RateSearch({
      model: 'logistic', data: { set: 'oring' }, run: { rule, chart, rate }, starts: [start], aim: 'loss', steps,
      ...(chart === 'rescaled' && { range: [1e-12, 1e-6] }),
    });
    while (search.advance(1000) < 1);
    // As good as the best, up to a difference too small to see; the search tries the written rate first.
    const [[mine], best] = [search.trials(), search.best()];
    assert.equal(mine.value, rate);
    assert.ok(mine.loss - best.loss < 1e-4, `${chart}: ${rate} leaves ${mine.loss}, ${best.value} ${best.loss}`);
  }
  // "At its best rate raw gradient descent is 0.151 nats from the fit after 20 steps and says 39.7 %; whitened, 99.961 %."
  assert.match(found.caption, /gradient descent 0\.151 nats \(raw inputs\)/);
  assert.match(found.caption, /gradient descent 39\.7.% \(raw inputs\), 39\.6.% \(raw inputs × 1000\), 99\.961.% \(whitened inputs\); natural gradient 99\.961.%/);
  for (const [run, { rule }] of runs.entries()) {
    if (rule === 'gradient') assert.ok(found.caption.includes(says(experiment, run, steps)), found.caption);
    const cell = found.rows[rule][run % 3];
    assert.ok(cell.startsWith(`loss +${left(experiment, run, steps).replace(' nats', '')}`), `${rule}: ${cell}`);
  }
  // Natural gradient needs four steps for a millionth of a nat, in whichever chart.
  const natural = [3, 4, 5].map((run) => experiment.series(run, 'loss')[4] - LEAST);
  assert.ok(natural.every((gap) => gap < 1e-6), natural);
  assert.match(await page.locator('kl-ball .ledger thead').innerText(), /farthest apart/);
  // A slider for each chart moves the rate of that chart alone.
  const slider = control(page, 'kl-ball', 'learning rate of gradient descent, whitened inputs');
  await slider.focus();
  await page.keyboard.press('PageDown');
  await frame(page);
  const moved = (await shown(page, 'kl-ball')).spec.runs;
  assert.ok(moved[2].rate < 9.17);
  assert.deepEqual([moved[0].rate, moved[1].rate], [0.00178, 1.55e-9]);
  // And a link carries it.
  const changes = await page.locator('kl-ball').evaluate((figure) => figure.changes);
  assert.deepEqual(changes, { 'gradient-rate-whitened': String(moved[2].rate) });
  quiet(page);
});

/** Records words instead of drawing them: `[text, left, top, right, bottom]`, with the number of their figure. */
const recording = (page) => page.addInitScript(() => {
  globalThis.written = [];
  const { prototype } = CanvasRenderingContext2D;
  prototype.strokeText = () => {};
  prototype.fillText = function record(text, x, y) {
    const figure = [...document.querySelectorAll('kl-ball')].indexOf(this.canvas.getRootNode().host);
    if (this.canvas.className === 'overlay') globalThis.written.push([figure, text, x, y - 5, x + this.measureText(text).width, y + 5]);
  };
});

for (const width of [1280, 320]) {
  test(`at ${width} pixels what is said at the landmark stands on no curve and no observation`, async (t) => {
    const scales = ORINGS.replace('whitened', 'raw').replace('start="0 0"', 'start="-0.678 47.7"').replace('steps="12"', 'steps="1"');
    const figures = [ORINGS, CHARTS, scales, ORINGS.replace('steps="12"', 'steps="30" batch="8" seed="1"')];
    const page = await pageOf(t, figures.join(''), { width, height: 9000, prepare: recording });
    await drawn(page);
    await page.evaluate(() => {
      globalThis.written = [];
      for (const figure of document.querySelectorAll('kl-ball')) figure.theme = 'light';
    });
    await frame(page);
    const found = await page.evaluate(() => globalThis.written.filter(([, text]) => text.includes('%')).map(([k, text, ...box]) => {
      const { shadowRoot } = document.querySelectorAll('kl-ball')[k];
      const colors = ['overlay', 'backdrop'].map((part) => {
        const canvas = shadowRoot.querySelector(`.density .${part}`);
        const scale = canvas.width / canvas.clientWidth;
        const [left, top, right, bottom] = box.map((at) => Math.round(at * scale));
        const { data } = canvas.getContext('2d').getImageData(left, top, right - left, bottom - top);
        return new Set(new Uint32Array(data.buffer)).size;
      });
      return [k, text, colors];
    }));
    assert.deepEqual([0, 1, 2, 3].map((k) => found.filter(([figure]) => figure === k).length), [3, 4, 3, 3], JSON.stringify(found));
    for (const [k, text, colors] of found) assert.deepEqual(colors, [1, 1], `${text} of figure ${k}`);
    if (width < 500) return;
    const texts = found.filter(([k]) => k === 1).map(([, text]) => text.replace(' gradient descent', ''));
    assert.deepEqual(texts, ['99.961\u202f% (whitened inputs)', '99.961\u202f% natural gradient', '50.0\u202f% before', '39.7\u202f% (2 charts)']);
  });
}

test('without the decision curve, too, charts with rates of their own are told by what they reach', async (t) => {
  const page = await pageOf(t, CHARTS.replace('plane density', 'plane'));
  await drawn(page);
  const found = await shown(page, 'kl-ball');
  const experiment = ran(found);
  const labels = ['raw inputs', 'raw inputs × 1000', 'whitened inputs'];
  labels.forEach((label, run) => {
    assert.ok(found.caption.includes(`${left(experiment, run, 20)} (${label})`), found.caption);
  });
  quiet(page);
});

test('three classes: the best fit is what was observed, the trust region takes one path', async (t) => {
  const page = await pageOf(t, PENGUINS);
  await drawn(page);
  const found = await shown(page, 'kl-ball');
  const counts = [152, 68, 124];
  const total = 344;
  const names = ['Adelie', 'Chinstrap', 'Gentoo'];
  for (const [k, count] of counts.entries()) assert.ok(found.caption.includes(`${names[k]} ${chance(count / total)}`), found.caption);
  const experiment = ran(found);
  const model = new core.Model({ model: 'categorical', data: { set: 'penguin-species' } });
  const least = model.inspect(model.optimum('probability'), 'probability').loss;
  for (const [run, chart] of [[0, 'probabilities'], [1, 'roots of probabilities']]) {
    assert.ok(found.caption.includes(`${left(experiment, run, 12, least)} (${chart})`), found.caption);
  }
  // "The exact trust region arrives in five steps along one path; the two paths of gradient descent part at the first."
  assert.equal(experiment.series(4, 'loss').length - 1, 5);
  assert.equal(found.rows['trust-region'].at(-1), '0');
  assert.ok(experiment.apart(0, 1, 1) > 0.4, experiment.apart(0, 1, 1));
  assert.ok(experiment.apart(2, 3, 1) < 0.2, experiment.apart(2, 3, 1));
  quiet(page);
});

test('the triangle and the quarter disc are whole, and the ring goes where there are distributions', async (t) => {
  const page = await pageOf(t, PENGUINS, { sources: true });
  await drawn(page);
  for (const which of [0, 1]) {
    const [x, y] = await ring(page, 'kl-ball', which);
    await drag(page, [x, y], [x + 400, y - 300]);
    const { spec, problem } = await shown(page, 'kl-ball');
    assert.equal(problem, '');
    const model = new core.Model({ model: 'categorical', data: { set: 'penguin-species' } });
    assert.ok(model.contains(spec.start.at, spec.start.chart));
    // A window holds what its chart can hold: [0, 1] × [0, 1], and a margin.
    const [[, , , , x0, x1, y0, y1]] = await page.locator('kl-ball').evaluate(async (figure, index) => {
      const { drawPlane, Model } = await import('./www/core.js');
      const chart = ['probability', 'sphere'][index];
      const own = new Model({ model: 'categorical', data: { set: 'penguin-species' } });
      const style = { width: 480, height: 360, ratio: 1, ground: '#ffffff', ink: '#000000', contour: '#888888', text: 12 };
      return [Array.from(drawPlane(document.createElement('canvas'), own, chart, own.start(chart), style))];
    }, which);
    assert.ok(x0 < 0 && x1 > 1 && y0 < 0 && y1 > 1 && y1 < 1.1, [x0, x1, y0, y1]);
  }
  quiet(page);
});

test('batches: a slider from all the data down to one, the same numbers for the same draw', async (t) => {
  const page = await pageOf(t, ORINGS.replace('steps="12"', 'steps="12" batch="8" seed="3"'));
  await drawn(page);
  const first = await shown(page, 'kl-ball');
  assert.deepEqual(first.spec.runs.map(({ batch }) => batch), [{ size: 8, seed: 3 }, { size: 8, seed: 3 }]);
  assert.match(first.caption, /Each step sees 8 observations, drawn from the 23 with replacement, the same for every rule; seed 3\./);
  assert.ok(first.caption.includes(`gradient descent ${left(ran(first), 0, 12)}`), first.caption);
  const again = page.locator('kl-ball button', { hasText: 'Draw again' });
  await again.click();
  await frame(page);
  const second = await shown(page, 'kl-ball');
  assert.equal(second.spec.runs[0].batch.seed, 4);
  assert.ok(second.caption.includes(`gradient descent ${left(ran(second), 0, 12)}`), second.caption);
  assert.notEqual(second.caption.replace('seed 4', 'seed 3'), first.caption);
  const slider = control(page, 'kl-ball', 'batch size');
  await slider.focus();
  await page.keyboard.press('End');
  await frame(page);
  const all = await shown(page, 'kl-ball');
  assert.equal(all.spec.runs[0].batch, undefined);
  assert.doesNotMatch(all.caption, /Each step sees/);
  assert.equal(await slider.getAttribute('aria-valuetext'), 'all 23');
  assert.ok(await again.isDisabled());
  assert.deepEqual(await page.locator('kl-ball').evaluate((figure) => figure.changes), { batch: 'all', seed: '4' });
  await page.keyboard.press('Home');
  await frame(page);
  const one = await shown(page, 'kl-ball');
  assert.deepEqual(one.spec.runs[1].batch, { size: 1, seed: 4 });
  assert.match(one.caption, /Each step sees 1 observation, drawn from the 23/);
  quiet(page);
});

for (const { name } of core.catalog().rules) {
  test(`batches work for ${name}`, async (t) => {
    const page = await pageOf(t, `<kl-ball view="plane density" model="logistic" data="oring" chart="whitened" start="-0.5 -0.5"
      rules="${name}" batch="8" seed="1" steps="6"></kl-ball>`);
    await drawn(page);
    const found = await shown(page, 'kl-ball');
    assert.equal(found.problem, '');
    const experiment = ran(found);
    const steps = experiment.series(0, 'loss').length - 1;
    if (steps > 0) assert.ok(found.caption.includes(`${left(experiment, 0, 6)}`), `${name}: ${found.caption}`);
    quiet(page);
  });
}

test('every chart of every model shows its ring, and dragging it leaves no complaint', async (t) => {
  for (const [model, data] of [['logistic', 'oring'], ['logistic', 'teaching'], ['categorical', 'penguin-species'], ['policy', '']]) {
    for (const { name } of core.catalog().models.find((entry) => entry.name === model).charts) {
      const page = await pageOf(t, `<kl-ball view="plane density" model="${model}" ${data && `data="${data}"`} chart="${name}" rules="kl-ball" steps="4"></kl-ball>`);
      await drawn(page);
      const [x, y] = await ring(page, 'kl-ball');
      await drag(page, [x, y], [x + 20, y + 15], [x - 30, y - 10]);
      const { problem, caption } = await shown(page, 'kl-ball');
      assert.equal(problem, '', `${model} ${name}`);
      assert.doesNotMatch(caption, /NaN|undefined/, `${model} ${name}`);
      quiet(page);
      await page.close();
    }
  }
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ORDER = '<kl-ball view="plane density order" model="logistic" data="oring" chart="whitened" start="0 0" rules="none"></kl-ball>';
const BATCHES = ORINGS.replace('steps="12"', 'steps="12" batch="8"');

for (const [width, dark, forcedColors] of [[320, true, 'none'], [320, false, 'active'], [768, false, 'none'], [1280, true, 'none']]) {
  test(`at ${width} pixels everything fits, and axe has nothing to say (${dark ? 'dark' : 'light'}, forced colours ${forcedColors})`, async (t) => {
    const figures = [ORINGS, CHARTS, PENGUINS, BATCHES, ORDER].join('');
    const page = await pageOf(t, `<main><h1>Figures</h1>${figures}</main>`, { width, dark, forcedColors, height: 12000 });
    await drawn(page);
    await page.addStyleTag({ content: `body { background: ${dark ? '#15171c' : '#fdfcf9'}; color: ${dark ? '#fff' : '#000'} }` });
    await frame(page);
    const tooWide = await page.evaluate(() => [...document.querySelectorAll('kl-ball')].flatMap((figure) => {
      const { right } = figure.getBoundingClientRect();
      return [...figure.shadowRoot.querySelectorAll('.panel, th, td, .name, output, button, figcaption')].filter((piece) => piece.checkVisibility())
        .filter((piece) => {
          const range = document.createRange();
          range.selectNodeContents(piece);
          return Math.max(piece.getBoundingClientRect().right, range.getBoundingClientRect().right) > right + 1;
        }).map((piece) => `${piece.tagName} ${piece.className} ${piece.textContent.slice(0, 30)}`);
    }));
    assert.deepEqual(tooWide, []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page does not scroll sideways');
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join('; ')}`), []);
    quiet(page);
  });
}
