// What each preset of the lab says is what its numbers show.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ARTICLE } from '../article.mjs';
import { core, shell } from './modules.mjs';

const { ready } = await shell('core.js');
await ready();
await shell('views/index.js');
await (await shell('views/registry.js')).fetchViews();
const { stateFrom } = await shell('figure/reading.js');
const { toSpec } = await shell('state/specification.js');
const { Current } = await shell('figure/current.js');
const { finish } = await shell('figure/still.js');
const { presetsFrom, presetsText } = await shell('lab/deck.js');
const { NOTES } = await shell('lab/preset-notes.js');
const { goalOf } = await shell('text/goal.js');
const { mapOf, sweepSpec } = await shell('compute/map.js');
const { minimumOf, stepsOf } = await shell('compute/outcome-codes.js');
const { words } = await shell('views/map-codes.js');

const PRESETS = JSON.parse(readFileSync(new URL('../../../www/lab/presets.json', import.meta.url), 'utf8'));
const preset = (name) => PRESETS.find((one) => one.name === name);

/** A preset's figure with its scene, its views' computations done; `changes` are other attributes. */
function figure(name, changes = {}) {
  const attributes = { ...preset(name).attributes, ...changes };
  const current = new Current();
  current.show(stateFrom((key) => attributes[key] ?? null));
  finish(current);
  return current;
}

/** The runs of a preset: costs, losses and paths. */
function runs(name, changes) {
  const { state, scene } = figure(name, changes);
  const { experiment, runs: all } = scene;
  return all.map((run, k) => ({
    rule: run.rule, chart: run.chart, steps: run.steps, status: run.status, kl: [...run.kl], loss: [...run.loss], path: run.paths[state.charts[0]],
    fisher: () => [...experiment.series(k, 'fisher-length')], gap: (step) => run.loss[Math.min(step, run.steps)] - scene.leastLoss,
  }));
}

const apart = ({ scene }, rule, step) => scene.chartDistance[scene.runs.findIndex((run) => run.rule === rule) / 2](step);

/** A test for the sentence of each preset, by name: it quotes the sentence and asserts it. */
const CLAIMS = {
  field: [/Every orange disc has the same radius: timid where the variance is large, reckless where it is small/, () => {
    const at = (variance) => figure('field', { start: `5.35 ${variance}`, 'field-length': '0.02' }).scene.columns.field.rivals.variance;
    const [low, high] = [at(0.006), at(0.2)];
    assert.ok(low.worst > 2 * low.cost || !Number.isFinite(low.worst), `${low.worst}`);
    assert.ok(high.worst < 0.5 * high.cost, `${high.worst}`);
    assert.equal(low.cost, high.cost);
  }],
  renamed: [/so does the path of the exact trust region; gradient descent has another/, () => {
    const shown = figure('renamed');
    assert.ok(apart(shown, 'gradient', 20) > 0.1 && apart(shown, 'trust-region', 20) < 1e-9);
  }],
  'same-name': [/After ten steps one is more than twice as far along; after fifty it has arrived, the other has not/, () => {
    const [torch, optax] = runs('same-name');
    const way = ({ path }, step) => path[2 * step] - path[0];
    assert.ok(way(torch, 10) > 2 * way(optax, 10));
    assert.ok(torch.gap(50) < 1e-9 && optax.gap(50) > 0.01);
  }],
  heartbeat: [/After 500 steps Adam stands at the best fit, to the last digit\. About a thousand steps later it bursts away.*without end/, () => {
    const [adam] = runs('heartbeat');
    const gaps = (from, to) => [...Array(to - from).keys()].map((k) => adam.gap(from + k));
    assert.ok(Math.max(...gaps(500, 1200)) < 1e-14);
    // Rounding errors decide when; another order of the same sums has its bursts at other steps.
    assert.ok(Math.max(...gaps(1200, 1800)) > 1e-3);
    assert.deepEqual([adam.status, adam.steps], ['running', 3000]);
    const { experiment } = figure('heartbeat').scene;
    experiment.advance(10_000);
    assert.equal(experiment.status(0), 'running');
    const late = experiment.series(0, 'loss').subarray(5000);
    assert.ok(Math.max(...late) - Math.min(...late) > 1e-3);
  }],
  'two-bubbles': [/this one step costs more than three times the 0\.08 nats of the KL ball/, () => {
    const [disc, , ball] = runs('two-bubbles');
    assert.ok(disc.kl[1] > 3 * 0.08 && Math.abs(ball.kl[1] / 0.08 - 1) < 1e-9);
  }],
  influence: [/the last costs over ten times the first\. The KL ball pays the same for each/, () => {
    const [disc, ball] = runs('influence');
    disc.kl.slice(2).forEach((cost, k) => assert.ok(cost > disc.kl[k + 1]));
    assert.equal(disc.kl.length, 15);
    assert.ok(disc.kl[14] > 10 * disc.kl[1]);
    for (const cost of ball.kl.slice(1)) assert.ok(Math.abs(cost / 0.005 - 1) < 1e-9);
  }],
  'two-scales': [/costs over thirty times what the KL ball’s does, and makes the fit worse/, () => {
    const [disc, ball] = runs('two-scales');
    assert.ok(disc.kl[1] > 30 * ball.kl[1] && disc.loss[1] > disc.loss[0]);
  }],
  divergence: [/lift it to where the variance is large, and both directions shrink/, () => {
    const model = new core.Model({ model: 'gaussian', data: { set: 'cavendish' } });
    const at = (up) => [model.kl([5.35, 0.01 + up], [5.5, 0.035 + up], 'variance'), model.kl([5.5, 0.035 + up], [5.35, 0.01 + up], 'variance')];
    const both = [0, 0.1, 0.3].map(at);
    for (const way of [0, 1]) assert.ok(both[1][way] < 0.5 * both[0][way] && both[2][way] < both[1][way]);
  }],
  classes: [/makes KL\(p ‖ q\) as large as you like\. The other direction stays small/, () => {
    const model = new core.Model({ model: 'categorical', data: { set: 'penguin-species' } });
    const ways = [1e-2, 1e-8, 1e-60, 1e-300].map((p2) => [model.kl([0.35, 0.3], [0.55, p2], 'probability'), model.kl([0.55, p2], [0.35, 0.3], 'probability')]);
    ways.slice(1).forEach(([forward], k) => assert.ok(forward > ways[k][0] + 1));
    assert.ok(ways.at(-1)[0] > 200 && ways.every(([, back]) => back < 1));
  }],
  'variance-or-precision': [/two paths, one for each name of the width\. The exact trust region takes one\. Natural gradient’s two end close together/, () => {
    const shown = figure('variance-or-precision');
    const [plain, natural, exact] = ['gradient', 'natural-gradient', 'trust-region'].map((rule) => apart(shown, rule, 20));
    assert.ok(plain > 0.1 && natural < 0.2 * plain && exact < 1e-9, `${[plain, natural, exact]}`);
  }],
  halving: [/natural gradient’s gap between two charts halves too\. Gradient descent keeps a gap\. The exact trust region and the geodesic have none/, () => {
    const { scene, state } = figure('halving');
    const gaps = Object.fromEntries(state.rules.map((rule, r) => [rule, scene.columns.halving.gaps[r].map(({ gap }) => gap)]));
    const [coarse, fine] = [gaps['natural-gradient'][0], gaps['natural-gradient'].at(-1)];
    const halvings = gaps['natural-gradient'].length - 1;
    const factor = (Math.max(coarse, fine) / Math.min(coarse, fine)) ** (1 / halvings);
    assert.ok(factor > 1.7 && factor < 2.4, `${factor}`);
    assert.ok(Math.min(...gaps.gradient) > 0.2 * Math.max(...gaps.gradient));
    for (const rule of ['trust-region', 'geodesic']) assert.ok(Math.max(...gaps[rule]) < 1e-6, `${rule} ${gaps[rule]}`);
  }],
  'which-peak': [/A start that ends on the lower peak never reaches the best fit\. Which starts do depends on the rule/, () => {
    const model = new core.Model({ model: 'variational', data: { set: 'two-peaks' } });
    const [best, other] = model.optima('log-std').map((at) => model.inspect(at, 'log-std').loss);
    assert.ok(other > best + 0.1, `${best} ${other}`);
    const end = (rule, rate, at) => {
      const experiment = new core.Experiment({ model: 'variational', data: { set: 'two-peaks' }, start: { chart: 'log-std', at }, runs: [{ rule, chart: 'log-std', rate }] });
      experiment.advance(2000);
      return experiment.series(0, 'loss').at(-1);
    };
    for (const [rule, rate] of [['gradient', 0.1], ['natural-gradient', 0.3]]) {
      assert.ok(Math.abs(end(rule, rate, [-1.5, -0.5]) - best) < 1e-6 && Math.abs(end(rule, rate, [2, -0.5]) - other) < 1e-6, rule);
    }
    const { state } = figure('which-peak');
    const maps = state.rules.map((rule) => mapOf(sweepSpec(state, rule, 'log-std', { window: [-3, 3.5, -1.2, 1.4], size: [24, 24] })));
    for (const { minima } of maps) assert.ok(minima[0] > 50 && minima[1] > 50, `${minima}`);
    const differ = maps[0].codes.filter((code, cell) => code >= 0 && maps[1].codes[cell] >= 0 && minimumOf(code) !== minimumOf(maps[1].codes[cell]));
    assert.ok(differ.length > 5, `${differ.length}`);
  }],
  'two-directions': [/KL\(q ‖ p\) looks only where the bell is, and is small\. KL\(p ‖ q\) pays for the peak left out/, () => {
    const { scene: { columns: { divergence } }, state, model } = figure('two-directions');
    assert.ok(divergence.target && divergence.reverse < 0.5 && divergence.forward > 4 * divergence.reverse, JSON.stringify(divergence));
    // The numbers are the areas between the curves and zero, also at their place on the line.
    const xs = Float64Array.from({ length: 4001 }, (_, k) => -10 + k * 0.005);
    const [p, q] = [model.targetDensity(xs), model.density(state.start.at, state.start.chart, xs)];
    const parts = { forward: [p, q], reverse: [q, p] };
    for (const [name, [under, against]] of Object.entries(parts)) {
      const all = under.map((density, k) => (density > 1e-200 && against[k] > 1e-200 ? 0.005 * density * Math.log(density / against[k]) : 0));
      const area = all.reduce((sum, part) => sum + part, 0);
      assert.ok(Math.abs(area - divergence[name]) < 1e-3 * divergence[name], `${name} ${area}`);
      if (name === 'forward') assert.ok(all.filter((_, k) => xs[k] > 0.25).reduce((sum, part) => sum + part, 0) > 0.9 * area);
    }
  }],
  cover: [/three minima, not two: a wide start ends on a bell that covers both peaks, a narrow one on a peak/, () => {
    const current = figure('cover');
    const { scene, state, model } = current;
    const minima = model.optima('log-std');
    assert.equal(minima.length, 3);
    assert.ok(Math.abs(minima[2][0]) < 1e-6 && Math.exp(minima[2][1]) > 2.5, `${minima}`);
    const end = (at) => {
      const { model: name, data, options } = toSpec(state);
      const sweep = new core.Sweep({
        model: name, data, options, run: { rule: 'natural-gradient', chart: 'log-std', rate: 0.3 }, steps: 100, gap: 0.01,
        grid: { chart: 'log-std', window: [at[0] - 1, at[0] + 1, at[1] - 1, at[1] + 1], size: [1, 1] },
      });
      while (sweep.advance(1000) < 1);
      return sweep.minima()[0];
    };
    assert.equal(end(state.start.at), 2);
    assert.ok(Math.abs(end([3, -0.3])) < 2 && end([3, -0.3]) !== end([-3, -0.3]));
    const [map] = scene.columns.map.maps;
    assert.match(words(map.code, 100), /to minimum 3$/);
  }],
  'log-odds': [/Natural gradient of one rate is near the best fit after twenty steps in all of them, gradient descent of one rate in some/, () => {
    const gaps = (rule) => runs('log-odds').filter((run) => run.rule === rule).map((run) => run.gap(20));
    const near = (gap) => gap < 1e-3;
    assert.ok(gaps('natural-gradient').every(near), `${gaps('natural-gradient')}`);
    const plain = gaps('gradient');
    assert.ok(plain.some(near) && !plain.every(near), `${plain}`);
  }],
  'log-rate': [/Natural gradient of one rate is near the best fit after twenty steps in all of them, gradient descent of one rate in some\. The best variance is one third/, () => {
    const near = (gap) => gap < 1e-3;
    const gaps = (rule) => runs('log-rate').filter((run) => run.rule === rule).map((run) => run.gap(20));
    assert.ok(gaps('natural-gradient').every(near), `${gaps('natural-gradient')}`);
    const plain = gaps('gradient');
    assert.ok(plain.length === 6 && plain.some(near) && !plain.every(near), `${plain}`);
    const [, variance] = figure('log-rate').model.optimum('variance');
    assert.ok(Math.abs(variance - 1 / 3) < 1e-12, `${variance}`);
  }],
  'heavy-tails': [/the bell is narrower than the target’s variance of 3 demands/, () => {
    const model = new core.Model({ model: 'variational', data: { set: 'heavy-tailed' } });
    const [, variance] = model.optimum('variance');
    assert.ok(variance < 2.5, `${variance}`);
  }],
  plateau: [/Gradient descent crawls away from the dashed line, and full natural gradient leaps far beyond the data\. Damped, or in a KL ball, the step leaves at once and stays near/, () => {
    const all = runs('plateau');
    const gap = (rule, step) => {
      const { path } = all.find((run) => run.rule === rule);
      return Math.abs(path[2 * step + 1] - path[2 * step]);
    };
    assert.ok(gap('gradient', 3) < 0.1 && gap('kl-ball', 3) > 1, `${gap('gradient', 3)} ${gap('kl-ball', 3)}`);
    // Eruptions last from 1.6 to 5.1 minutes.
    const natural = all.filter((run) => run.rule.startsWith('natural-gradient')).map(({ path }) => [1, 3].map((step) => Math.abs(path[2 * step + 1] - path[2 * step])));
    assert.ok(natural.length === 2 && natural[0][0] > 20, `${natural}`);
    assert.ok(natural[1][1] > 1 && natural[1][1] < 3.5 && gap('kl-ball', 3) < 3.5, `${natural}`);
  }],
  'plateau-map': [/Gradient descent needs most steps along the dashed line; damped natural gradient hardly notices it\. Below the line both end at the swapped labels, 0\.16 nats worse/, () => {
    const { scene, state } = figure('plateau-map');
    const [, above] = scene.minimaAbove.means;
    assert.ok(Math.abs(above - 0.16) < 0.005, `${above}`);
    const steps = (rule, gap) => {
      const spec = sweepSpec(state, rule, 'means', { window: [3.5 - gap / 2 - 1e-3, 3.5 - gap / 2 + 1e-3, 3.5 + gap / 2 - 1e-3, 3.5 + gap / 2 + 1e-3], size: [1, 1] });
      const { codes: [code] } = mapOf(spec);
      return [minimumOf(code), stepsOf(code)];
    };
    const [plain, natural] = state.rules;
    const near = { [plain]: steps(plain, 0.02), [natural]: steps(natural, 0.02) };
    const far = { [plain]: steps(plain, 1.5), [natural]: steps(natural, 1.5) };
    assert.deepEqual(Object.values({ ...near, ...far }).map(([minimum]) => minimum), [0, 0]);
    assert.ok(near[plain][1] > 1.5 * far[plain][1], JSON.stringify([near, far]));
    assert.ok(near[natural][1] - far[natural][1] < 0.5 * (near[plain][1] - far[plain][1]), JSON.stringify([near, far]));
    for (const rule of state.rules) assert.equal(steps(rule, -1.5)[0], 1);
  }],
  'singular-by-name': [/the same line is an edge, and the matrix stays regular up to it/, () => {
    const model = new core.Model({ model: 'mixture' });
    const smallest = ([a, b, c]) => (a + c) / 2 - Math.hypot((a - c) / 2, b);
    const near = model.convert([3.5, 1e-3], 'centre', 'moments');
    assert.ok(smallest(model.inspect([3.5, 1e-3], 'centre').fisher) < 1e-5 && smallest(model.inspect(near, 'moments').fisher) > 1);
  }],
  'swapped-labels': [/Every small step leads to the other minimum, which is 0\.16 nats worse than the best fit/, () => {
    const ends = runs('swapped-labels').map((run) => run.gap(60));
    for (const gap of ends) assert.ok(Math.abs(gap - 0.16) < 0.02, `${ends}`);
  }],
  score: [/Their mean is near zero, and their second moment is near the Fisher matrix/, () => {
    const model = new core.Model({ model: 'gaussian', data: { set: 'cavendish' } });
    const { meanScore, fisher } = model.inspect([5.3, 0.022], 'variance');
    const { scene: { columns: { score: scores } } } = figure('score');
    assert.equal(scores.count, 400);
    assert.ok(scores.labels === 'model' && fisher[0] > 0 && meanScore.length === 2);
    const { points } = scores;
    for (const axis of [0, 1]) {
      const values = Array.from({ length: points.length / 2 }, (_, k) => points[2 * k + axis]);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const moment = values.reduce((sum, value) => sum + value * value, 0) / values.length;
      assert.ok(Math.abs(mean) < 0.2 * Math.sqrt(moment), `mean ${mean}`);
      assert.ok(Math.abs(moment / fisher[2 * axis] - 1) < 0.3, `moment ${moment} ${fisher}`);
    }
  }],
  expansion: [/Halve a small move, and the relative error about halves/, () => {
    const model = new core.Model({ model: 'gaussian', data: { set: 'cavendish' } });
    const [p, q] = [[5.4, 0.05], [5.45, 0.03]];
    const error = (share) => {
      const to = p.map((x, k) => x + share * (q[k] - x));
      return Math.abs(model.quadratic(p, to, 'variance') / model.kl(p, to, 'variance') - 1);
    };
    for (const share of [0.2, 0.1, 0.05]) assert.ok(Math.abs(error(share) / error(share / 2) - 2) < 0.3, `${error(share) / error(share / 2)}`);
  }],
  matrices: [/In natural parameters the Hessian is the Fisher matrix; in variance it is another/, () => {
    const model = new core.Model({ model: 'gaussian', data: { set: 'teaching' } });
    const natural = model.inspect([0.5, -0.25], 'natural');
    const variance = model.inspect(model.convert([0.5, -0.25], 'natural', 'variance'), 'variance');
    natural.hessian.forEach((entry, k) => assert.ok(Math.abs(entry - natural.fisher[k]) < 1e-9 * Math.max(1, Math.abs(entry))));
    assert.ok(Math.abs(variance.hessian[2] / variance.fisher[2] - 1) > 0.1);
  }],
  launches: [/The best fit puts the chance of distress at 31 °F above 99\.9 %/, () => {
    const model = new core.Model({ model: 'logistic', data: { set: 'oring' } });
    const best = model.optimum('whitened');
    assert.ok(model.density(best, 'whitened', Float64Array.of(31))[0] > 0.999);
    for (const run of runs('launches')) assert.ok(run.gap(12) < 0.01, `${run.rule} ${run.gap(12)}`);
  }],
  minibatches: [/eight of the 23 launches\. At a rate that does not fall, neither rule comes to rest/, () => {
    const model = new core.Model({ model: 'logistic', data: { set: 'oring' } });
    assert.equal(model.observations.length, 23);
    for (const run of runs('minibatches', { steps: '2000' })) {
      const late = run.kl.slice(-100);
      assert.ok(late.length === 100 && late.every((cost) => cost > 0) && run.status === 'running', run.rule);
    }
  }],
  whitening: [/leave over half of what there was to gain, in whitened ones almost nothing\. Natural gradient takes one path in all three/, () => {
    const shown = figure('whitening');
    const left = Object.fromEntries(shown.scene.runs.filter(({ rule }) => rule === 'gradient').map((run) => [run.chart, (run.loss[20] - shown.scene.leastLoss) / (run.loss[0] - shown.scene.leastLoss)]));
    assert.ok(left.raw > 0.5 && left.whitened < 0.01, JSON.stringify(left));
    assert.ok(shown.scene.chartDistance[1](20) < 1e-6);
  }],
  softmax: [/over thirty times as far apart as natural gradient’s; the exact trust region has one/, () => {
    const shown = figure('softmax');
    const [plain, natural, exact] = [0, 1, 2].map((r) => shown.scene.chartDistance[r](12));
    assert.ok(plain > 30 * natural && exact < 1e-6, `${[plain, natural, exact]}`);
  }],
  order: [/about as near as the Cramér–Rao bound allows; gradient descent stops short/, () => {
    const model = new core.Model({ model: 'logistic', data: { set: 'oring' } });
    const { scene: { columns: { order } } } = figure('order');
    const best = model.optimum('whitened');
    const [plain, natural] = ['gradient', 'natural-gradient'].map((rule) => order.learners.find((one) => one.rule === rule));
    const [far, near] = [plain, natural].map(({ outcome }) => outcome.spreads.at(-1));
    assert.ok(near.excess < 0.8 * far.excess || near.bias.every((part, k) => Math.abs(part) < 0.5 * Math.abs(far.bias[k])), JSON.stringify([far, near]));
    const inside = order.radius > 0 && natural.inside > plain.inside;
    assert.ok(inside && best, `${natural.inside} ${plain.inside}`);
  }],
  'one-peak': [/settles on one peak and leaves the other out/, () => {
    const [run] = figure('one-peak').scene.runs.slice(-1);
    const model = new core.Model({ model: 'variational', data: { set: 'two-peaks' }, options: { loss: 'reverse' } });
    const end = model.convert(Array.from(run.paths['log-std'].slice(-2)), 'log-std', 'std-dev');
    const optima = model.optima('std-dev');
    assert.ok(optima.length >= 2, 'one minimum for each peak');
    const [near, far] = optima.map((at) => at[0]).sort((one, other) => Math.abs(one - end[0]) - Math.abs(other - end[0]));
    assert.ok(Math.abs(end[0] - far) > 3 * end[1] && Math.abs(end[0] - near) < end[1], `${end} ${optima}`);
  }],
  'both-peaks': [/it covers both peaks, and is wide where the target is empty/, () => {
    const reverse = new core.Model({ model: 'variational', data: { set: 'two-peaks' }, options: { loss: 'reverse' } });
    const forward = new core.Model({ model: 'variational', data: { set: 'two-peaks' }, options: { loss: 'forward' } });
    const [mean, sd] = forward.optimum('std-dev');
    const peaks = reverse.optima('std-dev');
    for (const [at, width] of peaks) assert.ok(Math.abs(at - mean) < 2 * sd && sd > 1.5 * width, `${at} ${mean} ${sd}`);
    const { scene } = figure('both-peaks');
    assert.ok(scene.runs.at(-1).loss.at(-1) - scene.leastLoss < 0.05);
  }],
  race: [/Natural gradient does not win: in these well-chosen units gradient descent needs fewer steps/, () => {
    const { scene } = figure('race');
    const done = Object.fromEntries(scene.runs.map(({ rule }, k) => [rule, scene.columns.race.means[k].mean]));
    assert.ok(done.gradient < done['natural-gradient'], JSON.stringify(done));
  }],
  newton: [/after eight steps its loss is about three nats higher than at the start/, () => {
    const newton = runs('newton').find(({ rule }) => rule === 'newton');
    assert.ok(Math.abs(newton.loss[8] - newton.loss[0] - 3) < 0.3, `${newton.loss[8] - newton.loss[0]}`);
  }],
  balls: [/cost the same, 0\.02 nats\. Adam’s ball lies along the axes and gains least; the tilted Fisher ellipse gains most/, () => {
    const [plain, adam, natural] = runs('balls');
    for (const { kl } of [plain, adam, natural]) assert.ok(Math.abs(kl[1] / 0.02 - 1) < 0.02, `${kl[1]}`);
    const gain = ({ loss }) => loss[0] - loss[1];
    assert.ok(gain(adam) < gain(plain) && gain(plain) < gain(natural));
  }],
  duel: [/At a rate of 0\.02 Adam needs more steps than the KL ball\. Find a rate at which it needs fewer/, () => {
    const before = figure('duel');
    assert.equal(goalOf(before.scene, before.state).met, false);
    const after = figure('duel', { 'adam-rate': '0.0851' });
    assert.equal(goalOf(after.scene, after.state).met, true);
  }],
  costs: [/a step by conjugate gradient costs as much as 21 gradients\. So gradient descent arrives at the cost of four gradients, natural gradient at that of 168/, () => {
    const { scene, state } = figure('costs');
    const natural = state.rules.indexOf('natural-gradient');
    assert.equal(scene.columns.race.costs[natural], 21);
    const total = scene.columns.race.done.map((steps, k) => (steps ?? Infinity) * scene.columns.race.costs[k]);
    assert.deepEqual([total[state.rules.indexOf('gradient')], total[natural]], [4, 168]);
  }],
  starts: [/fails from about two thirds of them; the KL ball arrives from all but a few/, () => {
    const { state, model: bench } = figure('starts');
    const { runs: all, model, data } = toSpec(state);
    const style = { width: 720, height: 560, ratio: 1, ground: '#ffffff', ink: '#222222', contour: '#888888', text: 14 };
    const window = [...core.planeSvg(bench, 'whitened', state.start.at, style).frame].slice(4);
    const shares = all.map((run) => {
      const sweep = new core.Sweep({ model, data, run, grid: { chart: 'whitened', window, size: [48, 48] }, steps: 200, gap: 0.01 });
      while (sweep.advance(1e6) < 1);
      const list = [...sweep.results()];
      return list.filter((code) => code >= 0).length / list.length;
    });
    assert.ok(Math.abs(shares[0] - 1 / 3) < 0.07 && shares[1] > 0.98, `${shares}`);
  }],
  'door-or-spin': [/At a rate of 10 gradient descent all but closes the door, and comes back; in units \(3, 1\) it would not/, () => {
    const doors = (scale) => {
      const { scene } = figure('door-or-spin', { scale });
      const run = scene.runs.find(({ rule }) => rule === 'gradient');
      return Array.from({ length: run.steps + 1 }, (_, k) => scene.columns.policy.worldOf(run, k).door);
    };
    const [good, bad] = [doors('1 1'), doors('3 1')];
    assert.ok(Math.min(...good) < 0.05 && good.at(-1) > 0.9, `${Math.min(...good)} ${good.at(-1)}`);
    assert.ok(bad.at(-1) < 1e-4, `${bad.at(-1)}`);
  }],
  cliff: [/In units \(3, 1\) gradient descent ends well at no rate\. The Fisher ball does not know the units: its two lines are one/, () => {
    const model = (scale) => new core.Model({ model: 'policy', options: { scale } });
    const end = (scale, run, steps = 200) => {
      const world = model(scale);
      const at = world.convert([0.5, 0.05], 'probability', 'sequential');
      const experiment = new core.Experiment({ model: 'policy', options: { scale }, start: { chart: 'sequential', at }, runs: [{ chart: 'sequential', ...run }], steps });
      experiment.advance(steps);
      return experiment.series(0, 'loss').at(-1);
    };
    for (let k = -4; k <= 4; k += 1) assert.ok(end([3, 1], { rule: 'gradient', rate: 10 ** (k / 2) }) > -0.5);
    assert.ok(end([1, 1], { rule: 'gradient', rate: 10 }) < -0.8);
    for (const radius of [0.01, 0.05, 0.2]) {
      const [one, other] = [[1, 1], [3, 1]].map((scale) => end(scale, { rule: 'fisher-ball', radius }, 20));
      assert.ok(Math.abs(one - other) < 1e-6, `${one} ${other}`);
    }
  }],
  'many-seeds': [/a rate of 10 succeeds with nearly all seeds, in units \(3, 1\) with none\. The Fisher ball of 0\.05 nats succeeds in both/, () => {
    assert.ok(succeeds([1, 1], { rule: 'gradient', rate: 10 }) > 0.85);
    assert.equal(succeeds([3, 1], { rule: 'gradient', rate: 10 }), 0);
    for (const scale of [[1, 1], [3, 1]]) assert.ok(succeeds(scale, { rule: 'fisher-ball', radius: 0.05 }) > 0.9);
  }],
  'seed-fan': [/some seeds return at once, some late, and about one in seven never/, () => {
    const never = 1 - succeeds([1, 1], { rule: 'gradient', rate: 30 });
    assert.ok(Math.abs(never - 1 / 7) < 0.05, `${never}`);
  }],
  'line-search': [/costs more than its budget\. TRPO refuses it, takes half, and pays about a quarter/, () => {
    const [quadratic, trpo] = runs('line-search');
    assert.ok(quadratic.kl[1] > 0.05 && trpo.kl[1] < 0.05);
    assert.ok(Math.abs(trpo.kl[1] / quadratic.kl[1] - 0.25) < 0.06, `${trpo.kl[1] / quadratic.kl[1]}`);
  }],
  'cheaper-matrices': [/In whitened inputs the Hessian is the Fisher matrix\. Name the same curve by its even odds and its slope, and the two differ/, () => {
    const model = new core.Model({ model: 'logistic', data: { set: 'oring' } });
    const whitened = model.inspect([-1, 0], 'whitened');
    const boundary = model.inspect(model.convert([-1, 0], 'whitened', 'boundary'), 'boundary');
    whitened.hessian.forEach((entry, k) => assert.ok(Math.abs(entry - whitened.fisher[k]) < 1e-12));
    assert.ok(boundary.hessian.some((entry, k) => Math.abs(entry - boundary.fisher[k]) > 0.05 * Math.abs(boundary.fisher[k])));
  }],
  'whose-labels': [/labels from the data give an entry for the slope that is half of the Fisher matrix’s/, () => {
    const model = new core.Model({ model: 'logistic', data: { set: 'oring' } });
    const { fisher, empiricalFisher } = model.inspect(model.optimum('whitened'), 'whitened');
    assert.ok(Math.abs(empiricalFisher[0] / fisher[0] - 0.5) < 0.06, `${empiricalFisher[0] / fisher[0]}`);
  }],
  own: [/A Gaussian and three rules to begin with/, () => {
    const { state } = figure('own');
    assert.equal(state.model, 'gaussian');
    assert.equal(state.rules.length, 3);
  }],
};

/** The share of 200 seeds whose policy succeeds after 200 steps of 64 episodes. */
function succeeds(scale, run) {
  const at = new core.Model({ model: 'policy', options: { scale } }).convert([0.5, 0.05], 'probability', 'sequential');
  const spec = { model: 'policy', options: { scale }, start: { chart: 'sequential', at }, run: { chart: 'sequential', batch: { size: 64, seed: 0 }, ...run }, steps: 200, seeds: 200 };
  const work = new core.MonteCarlo(spec);
  while (work.advance(1e6) < 1);
  return work.tally().success;
}

test('every figure of the article is a preset, and every preset has a test of its sentence', () => {
  for (const name of Object.keys(ARTICLE)) assert.ok(preset(name), name);
  for (const { name } of PRESETS) assert.ok(CLAIMS[name], name);
  assert.equal(new Set(PRESETS.map(({ name }) => name)).size, PRESETS.length);
});

for (const { name, sentence } of PRESETS) {
  test(`${name}: ${sentence}`, () => {
    const [quoted, check] = CLAIMS[name];
    assert.match(sentence, quoted);
    check();
  });
}

test('every preset has notes for whoever shows it', () => {
  assert.deepEqual(Object.keys(NOTES).sort(), PRESETS.map(({ name }) => name).sort());
  for (const [name, notes] of Object.entries(NOTES)) assert.ok(notes.length > 40 && notes.length < 400, name);
});

test('a list of presets is read again as it was written; what is wrong is named', () => {
  const own = { title: 'Mine', sentence: 'Two rules.', attributes: { rules: 'gradient adam', steps: '3' } };
  const list = presetsFrom(JSON.stringify(['race', own]));
  assert.deepEqual(list.map(({ title }) => title), ['A race', 'Mine']);
  assert.deepEqual(presetsFrom(presetsText(list)), list);
  assert.throws(() => presetsFrom('{'), /not JSON/);
  assert.throws(() => presetsFrom('["nonsense"]'), /preset 1 has the name "nonsense"; allowed/);
  assert.throws(() => presetsFrom('[{"attributes":{}}]'), /preset 1 has no title/);
});
