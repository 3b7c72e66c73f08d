// What the article says, on the numbers of its figures; and how much of it there is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ARTICLE } from '../article.mjs';
import { textsOf } from '../xml.mjs';
import { core, shell } from './modules.mjs';

const { ready } = await shell('core.js');
await ready();
await shell('views/index.js');
await (await shell('views/registry.js')).fetchViews();
const { stateFrom } = await shell('figure/reading.js');
const { Current } = await shell('figure/current.js');
const { finish } = await shell('figure/still.js');
const { render } = await shell('render.js');

const PAGE = new URL('../../../index.html', import.meta.url);
const HTML = readFileSync(PAGE, 'utf8');
const plainly = (html) => html.replace(/<!--[\s\S]*?-->/g, '').replace(/<head>[\s\S]*?<\/head>/, '').replace(/<[^>]+>/g, '')
  .replaceAll('&amp;', '&').replace(/\s+/g, ' ');

/** The words of the article, without its figures. */
const TEXT = plainly(HTML.replace(/<kl-ball[\s\S]*?<\/kl-ball>/g, ''));
const says = (sentence) => assert.match(TEXT, sentence, 'the article says so');

/** A figure of the article with its computations done; `changes` are other attributes. */
function figure(id, changes = {}) {
  const attributes = { ...ARTICLE[id], ...changes };
  const current = new Current();
  current.show(stateFrom((key) => attributes[key] ?? null));
  finish(current);
  return current;
}

/** What is written in a figure at rest: its pictures, key and sentence. */
async function written(id, changes = {}, width = 1146) {
  const { label, ...attributes } = { ...ARTICLE[id], ...changes };
  return textsOf(await render(attributes, { width })).map(({ text }) => text);
}

/** The runs of a figure: costs, losses and paths. */
function runs(id, changes) {
  const { state, scene } = figure(id, changes);
  return scene.runs.map((run) => ({
    rule: run.rule, kl: [...run.kl].slice(1), loss: [...run.loss], path: run.paths[state.charts[0]], gap: (step) => run.loss[Math.min(step, run.steps)] - scene.leastLoss,
  }));
}

test('what the text names is named in the pictures, at both ends of the movement, too', async () => {
  says(/Two rules run in this picture, from one start: gradient descent, and the exact trust region/);
  for (const [morph, width] of [['0', 1146], ['1', 1146], ['0', 356]]) {
    const words = await written('renamed', { morph }, width);
    // Once in the key, and in the plane, where a name is written twice: first its casing.
    for (const name of ['gradient descent', 'exact trust region']) assert.equal(words.filter((text) => text === name).length, 3, `${name}, ${morph}, ${width}`);
  }
  assert.ok((await written('expansion')).includes('KL ball'));
  assert.ok((await written('score', { labels: 'data' })).includes('empirical Fisher matrix'));
  for (const loss of ['reverse', 'forward']) assert.deepEqual([...new Set((await written('one-peak', { loss })).filter((text) => ['q', 'target p', 'before'].includes(text)))].sort(), ['before', 'q', 'target p']);
  assert.deepEqual([...new Set((await written('one-peak', { step: '0' })).filter((text) => ['q', 'before'].includes(text)))], ['before'], 'before any step both are one curve');
});

const strides = (path) => Array.from({ length: path.length / 2 - 1 }, (_, k) => Math.hypot(path[2 * k + 2] - path[2 * k], path[2 * k + 3] - path[2 * k + 1]));
const gaussian = new core.Model({ model: 'gaussian', data: { set: 'cavendish' } });
const oring = new core.Model({ model: 'logistic', data: { set: 'oring' } });

test('along a grey line all curves have the same loss', () => {
  says(/along a grey line all curves have the same loss/);
  const style = { width: 600, height: 400, ratio: 1, ground: '#ffffff', ink: '#000000', contour: '#888888', text: 12 };
  const window = ARTICLE.influence.window.split(' ').map(Number);
  const { contours } = core.planeNumbers(gaussian, 'variance', [5.2, 0.3], style, { window });
  assert.ok(contours.length > 5, `${contours.length}`);
  for (const { points } of contours) {
    const losses = [];
    for (let k = 0; k < points.length; k += 2) if (Number.isFinite(points[k]) && points[k + 1] > 0.02) losses.push(gaussian.inspect([points[k], points[k + 1]], 'variance').loss);
    // Between the places where the loss is taken a line is interpolated.
    if (losses.length) assert.ok(Math.max(...losses) - Math.min(...losses) < 0.02, `${Math.min(...losses)} to ${Math.max(...losses)}`);
  }
});

test('Cavendish weighed the earth 29 times, and a nat is 1.44 bits', () => {
  says(/In 1798 Henry Cavendish weighed the earth 29 times/);
  says(/Its unit is the nat, which is 1\.44 bits/);
  const { scene, state } = figure('influence');
  assert.deepEqual(state.data, { set: 'cavendish' });
  assert.equal(gaussian.observations.length, 29);
  assert.match(core.catalog().models[0].data.find(({ name }) => name === 'cavendish').source, /1798/);
  assert.equal((1 / Math.LN2).toFixed(2), '1.44');
  // The loss is the average of −ln p over the data.
  const at = scene.starts.variance;
  const average = gaussian.density(at, 'variance', Float64Array.from(gaussian.observations)).reduce((sum, p) => sum - Math.log(p), 0) / 29;
  assert.ok(Math.abs(gaussian.inspect(at, 'variance').loss - average) < 1e-12);
});

test('fourteen steps of one length, fourteen of one cost', () => {
  says(/takes fourteen steps to the edge of a disc, which is a Euclidean ball, so all its steps have the same length\. The other takes fourteen to the edge of a KL ball, so all its steps have the same cost/);
  const [disc, ball] = runs('influence');
  assert.deepEqual([disc.kl.length, ball.kl.length], [14, 14]);
  for (const stride of strides(disc.path)) assert.ok(Math.abs(stride / 0.02 - 1) < 1e-9);
  for (const cost of ball.kl) assert.ok(Math.abs(cost / 0.005 - 1) < 1e-9);
});

test('the last costs more than ten times what the first one did', async () => {
  says(/The last step in the disc costs more than ten times what the first one did, and it is not a bit longer/);
  const [{ kl, path }] = runs('influence');
  kl.slice(1).forEach((cost, k) => assert.ok(cost > kl[k]));
  assert.ok(kl.at(-1) > 10 * kl[0]);
  const lengths = strides(path);
  assert.ok(Math.abs(lengths.at(-1) / lengths[0] - 1) < 1e-9);
  const sentence = (await written('influence')).join(' ');
  assert.ok(sentence.includes(`Step 14 costs ${(kl.at(-1) / kl[0]).toFixed(1)} times as much as step 1 with the Euclidean ball, and as much as step 1 with the KL ball.`), sentence);
});

test('the KL ball strides while the curve is wide', () => {
  says(/It strides while the curve is wide, and takes shorter steps as the curve narrows/);
  const [, { path }] = runs('influence');
  const lengths = strides(path);
  lengths.slice(1).forEach((length, k) => assert.ok(length < lengths[k] && path[2 * k + 3] < path[2 * k + 1]));
});

test('never negative, and there and back do not cost the same', () => {
  says(/It is never negative, and it is zero only if nothing differs\. But the way there and the way back do not cost the same/);
  for (let k = 0; k < 200; k += 1) {
    const [p, q] = [[5 + (k % 7) / 10, 0.01 + (k % 11) / 50], [5 + (k % 5) / 9, 0.01 + (k % 13) / 60]];
    const same = p.every((x, i) => x === q[i]);
    const kl = gaussian.kl(p, q, 'variance');
    assert.ok(same ? kl === 0 : kl > 0, `${p} ${q}`);
  }
  const { forward, reverse } = figure('divergence').scene.columns.divergence;
  assert.ok(Math.abs(forward / reverse - 1) > 0.5, `${forward} ${reverse}`);
});

test('the stick keeps its length, the divergence does not', () => {
  says(/The stick keeps its length\. The divergence does not: low in the plane, where σ² is small, its two ends are far apart; high up they are nearly one curve/);
  says(/Can you place q so that there and back cost the same\?/);
  const { state } = figure('divergence');
  assert.equal(state.stick, true);
  const [p, q] = [state.start.at, state.other.at];
  const both = (up) => [gaussian.kl([p[0], p[1] + up], [q[0], q[1] + up], 'variance'), gaussian.kl([q[0], q[1] + up], [p[0], p[1] + up], 'variance')];
  const [low, high] = [both(0), both(0.13)];
  for (const way of [0, 1]) assert.ok(low[way] > 0.5 && high[way] < 0.15, `${low} ${high}`);
  // Curves of one variance answer the question.
  const [there, back] = [gaussian.kl(p, [q[0], p[1]], 'variance'), gaussian.kl([q[0], p[1]], p, 'variance')];
  assert.ok(Math.abs(there - back) < 1e-12 && there > 0);
});

test('the pulls cancel under the model', () => {
  says(/Under the model the pulls cancel, and their second moment, the mean of their squares, is the Fisher matrix\. Under the data they do not cancel: their mean is the way downhill/);
  const at = ARTICLE.score.start.split(' ').map(Number);
  const drawn = gaussian.scores(at, 'variance', 'model', 200_000, 1);
  const { fisher, gradient, empiricalFisher } = gaussian.inspect(at, 'variance');
  [0, 1].forEach((k) => assert.ok(Math.abs(drawn.mean[k]) < 0.01 * Math.sqrt(fisher[2 * k]) && Math.abs(drawn.moment[2 * k] / fisher[2 * k] - 1) < 0.03));
  const data = gaussian.scores(at, 'variance', 'data', 1, 0);
  data.mean.forEach((part, k) => assert.ok(Math.abs(part + gradient[k]) < 1e-9 * Math.abs(gradient[k])));
  says(/And their second moment is another matrix, called the empirical Fisher matrix/);
  data.moment.forEach((entry, k) => assert.ok(Math.abs(entry - empiricalFisher[k]) < 1e-9 * Math.max(1, Math.abs(entry))));
  assert.ok(Math.abs(empiricalFisher[2] / fisher[2] - 1) > 0.3);
});

test('natural gradient is the cheapest way down, for a small step', () => {
  says(/Natural gradient multiplies the gradient by the inverse of F\. For a small step that is the way on which the loss falls most per nat/);
  const at = [5.3, 0.022];
  const { gradient, loss, fisher: [a, b, c] } = gaussian.inspect(at, 'variance');
  const along = (arrow) => {
    const size = 1e-6 / Math.sqrt(a * arrow[0] ** 2 + 2 * b * arrow[0] * arrow[1] + c * arrow[1] ** 2);
    const to = at.map((x, k) => x + size * arrow[k]);
    return (loss - gaussian.inspect(to, 'variance').loss) / Math.sqrt(gaussian.kl(at, to, 'variance'));
  };
  const natural = gaussian.step({ rule: 'natural-gradient', rate: 1e-6 }, at, 'variance').theta.map((x, k) => x - at[k]);
  const inverse = [-(c * gradient[0] - b * gradient[1]), -(a * gradient[1] - b * gradient[0])];
  assert.ok(Math.abs(natural[0] / natural[1] / (inverse[0] / inverse[1]) - 1) < 1e-5);
  const best = along(natural);
  for (let k = 0; k < 60; k += 1) {
    const turn = (k * Math.PI) / 30;
    assert.ok(along([Math.cos(turn) / Math.sqrt(a), Math.sin(turn) / Math.sqrt(c)]) <= best * (1 + 1e-4));
  }
});

test('halve the move, and the relative error about halves; the bill is 0.12', () => {
  says(/Halve a small move, and the relative error about halves/);
  says(/the formula promises 0\.065 nats, and the bill is 0\.12/);
  const [p, q] = ['start', 'other'].map((name) => ARTICLE.expansion[name].split(' ').map(Number));
  const error = (share) => {
    const to = p.map((x, k) => x + share * (q[k] - x));
    return Math.abs(gaussian.quadratic(p, to, 'variance') / gaussian.kl(p, to, 'variance') - 1);
  };
  for (const share of [0.2, 0.1, 0.05]) assert.ok(Math.abs(error(share) / error(share / 2) - 2) < 0.3);
  assert.equal(gaussian.quadratic(p, q, 'variance').toFixed(3), '0.065');
  assert.equal(gaussian.kl(p, q, 'variance').toFixed(2), '0.12');
});

test('23 earlier launches, whitened', () => {
  says(/Before the space shuttle Challenger was launched at 31 °F, 23 earlier launches/);
  says(/whitened: shifted and scaled to mean 0 and variance 1/);
  assert.equal(oring.observations.length, 23);
  says(/With m and s for their mean and standard deviation before, the slope is now w̃ = s w, and the offset b̃ = b \+ m w/);
  assert.deepEqual(core.catalog().models.find(({ name }) => name === 'logistic').charts.find(({ name }) => name === 'whitened').symbols, ['w̃ = s w', 'b̃ = b + m w']);
  const xs = [...oring.observations];
  const mean = xs.reduce((sum, x) => sum + x, 0) / 23;
  const deviation = Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 23);
  const [w, b] = oring.convert([0.7, 0.2], 'whitened', 'raw');
  assert.ok(Math.abs(w * deviation - 0.7) < 1e-9 && Math.abs(b + w * mean - 0.2) < 1e-9);
  says(/turns a temperature x into a probability of distress, 1\/\(1 \+ e−\(wx \+ b\)\)/);
  const [chance] = oring.density([w, b], 'raw', Float64Array.of(31));
  assert.ok(Math.abs(chance * (1 + Math.exp(-(31 * w + b))) - 1) < 1e-12);
});

const arrival = ({ gap, loss }) => loss.findIndex((_, step) => gap(step) <= 0.001);

test('a rule has arrived within a thousandth of a nat of the least loss', () => {
  says(/A rule has arrived when its loss is within a thousandth of a nat of the least/);
  for (const run of runs('race')) {
    const step = arrival(run);
    assert.ok(run.gap(step) <= 0.001 && run.gap(step - 1) > 0.001, run.rule);
  }
});

test('four steps, eight steps, 17 and one', () => {
  says(/Not natural gradient\. From here gradient descent arrives in four steps, natural gradient in eight, and the popular rule Adam in 17\. The exact trust region takes a single step/);
  assert.deepEqual(Object.fromEntries(runs('race').map((run) => [run.rule, arrival(run)])), { gradient: 4, adam: 17, 'natural-gradient': 8, 'trust-region': 1 });
});

test('in raw inputs natural gradient takes the same eight steps, gradient descent arrives from fewer than half of nine starts', () => {
  says(/Natural gradient takes the same eight steps\. Gradient descent, at the best rate a search finds, arrives from fewer than half of nine starts in 200 steps/);
  const [{ gap, loss }] = runs('race', { chart: 'raw', window: '-1 1 -1 1', rules: 'natural-gradient', start: '0 0', budget: 'set' });
  assert.equal(arrival({ gap, loss }), 8);
  // The nine starts and the search are those of the figure in raw inputs; rates around the best do no better.
  const { scene } = figure('race', { chart: 'raw', rules: 'gradient', window: '-1 1 -1 1', 'gradient-rate': '0.0029' });
  const [{ arrived }] = scene.columns.race.means;
  assert.equal(scene.columns.race.starts.length, 9);
  assert.ok(arrived < 4.5, `${arrived}`);
  const most = Math.max(...[0.0005, 0.001, 0.002, 0.0025, 0.0028, 0.003, 0.0031, 0.004].map((rate) => figure('race', {
    chart: 'raw', rules: 'gradient', window: '-1 1 -1 1', 'gradient-rate': String(rate), budget: 'set',
  }).scene.columns.race.means[0].arrived));
  assert.ok(most < 4.5, `${most}`);
});

test('from about two thirds of the starts a full step never arrives; at a tenth of the rate it does from nearly everywhere', () => {
  says(/within a hundredth of a nat of the best fit/);
  says(/From about two thirds of these starts it never arrives: it lands where almost every launch is all but certain\. There the Fisher matrix is singular, so it has no inverse, and the run ends\. At a tenth of the rate it arrives from nearly everywhere, but needs longer\. The KL ball measures its step exactly, and arrives from all but a few/);
  const window = ARTICLE.starts.window.split(' ').map(Number);
  const [side, steps] = [64, Number(ARTICLE.starts.limit)];
  const swept = (run) => {
    const sweep = new core.Sweep({ model: 'logistic', data: { set: 'oring' }, run: { chart: 'whitened', ...run }, gap: 0.01, steps, grid: { chart: 'whitened', window, size: [side, side] } });
    while (sweep.advance(1e6) < 1);
    const codes = [...sweep.results()];
    const arrived = codes.filter((code) => code >= 0).sort((one, other) => one - other);
    return { codes, share: arrived.length / codes.length, half: arrived[Math.floor(arrived.length / 2)] };
  };
  const [full, tenth, ball] = [{ rule: 'natural-gradient', rate: 1 }, { rule: 'natural-gradient', rate: 0.1 }, { rule: 'kl-ball', radius: 0.05 }].map(swept);
  assert.ok(Math.abs(1 - full.share - 2 / 3) < 0.02, `${full.share}`);
  assert.ok(tenth.share > 0.95 && tenth.half > 3 * full.half, JSON.stringify([tenth.share, tenth.half, full.half]));
  assert.ok(ball.share > 0.99 && ball.share < 1, `${ball.share}`);
  // All that do not arrive end at a singular matrix, where the launches of at most one temperature are in doubt.
  const singular = -1 - core.Sweep.outcomes().indexOf('singular');
  const lost = [...full.codes.keys()].filter((cell) => full.codes[cell] < 0);
  assert.ok(lost.every((cell) => full.codes[cell] === singular));
  const place = (k, low, high) => low + ((k + 0.5) / side) * (high - low);
  for (const cell of lost.filter((_, k) => k % 90 === 0)) {
    const at = [place(cell % side, window[0], window[1]), place(Math.floor(cell / side), window[2], window[3])];
    const experiment = new core.Experiment({ model: 'logistic', data: { set: 'oring' }, start: { chart: 'whitened', at }, runs: [{ rule: 'natural-gradient', rate: 1, chart: 'whitened' }], steps });
    experiment.advance(steps);
    assert.equal(experiment.status(0), 'singular', `${at}`);
    const end = oring.convert([...experiment.trajectory(0, 'whitened').slice(-2)], 'whitened', 'raw');
    const doubts = oring.density(end, 'raw', oring.observations).map((p) => Math.min(p, 1 - p));
    assert.ok(new Set(doubts.filter((doubt) => doubt > 1e-3)).size <= 1, `${at}: ${doubts}`);
  }
});

test('the map is over the same starts at every width, so that its picture and the live figure say one number', async () => {
  const { label, ...attributes } = ARTICLE.starts;
  const shares = await Promise.all([380, 700, 1000, 1146].map(async (width) => (await render(attributes, { width })).match(/[\d.]+\u202f%/g)));
  for (const found of shares) assert.deepEqual(found, shares[0]);
  assert.ok(shares[0].length >= 2);
});

test('two peaks: one peak, or both', () => {
  says(/Fitted by KL\(q ‖ p\) the bell settles on one peak and leaves the other out\. Fitted by KL\(p ‖ q\) it covers both, and is highest between them, where the target is low/);
  const [one, both] = ['reverse', 'forward'].map((loss) => {
    const { model, scene, state } = figure('one-peak', { loss });
    const { path } = runs('one-peak', { loss })[0];
    assert.deepEqual(state.options, { loss });
    assert.ok(scene.runs[0].loss.at(-1) - scene.leastLoss < 1e-3, 'it has arrived at the end');
    const end = model.convert([...path.slice(-2)], state.charts[0], 'std-dev');
    const xs = Float64Array.from({ length: 801 }, (_, k) => -4 + k / 100);
    return { mean: end[0], sd: end[1], xs, target: model.targetDensity(xs) };
  });
  const { xs, target } = one;
  const peaks = [...xs].filter((_, k) => target[k] > target[k - 1] && target[k] > target[k + 1]);
  assert.equal(peaks.length, 2);
  const near = (bell, x) => Math.abs(x - bell.mean) / bell.sd;
  assert.ok(near(one, peaks[0]) < 0.5 && near(one, peaks[1]) > 3, JSON.stringify([one.mean, one.sd, peaks]));
  assert.ok(peaks.every((x) => near(both, x) < 1.5), JSON.stringify([both.mean, both.sd, peaks]));
  const at = (x) => target[Math.round((x + 4) * 100)];
  assert.ok(peaks[0] < both.mean && both.mean < peaks[1] && at(both.mean) < 0.4 * Math.min(...peaks.map(at)), `${at(both.mean)}`);
});

/** The figure’s own run, rule by rule: what the policy does after each step. */
function policies(changes) {
  const { model, scene, state: { charts: [chart] } } = figure('door-or-spin', changes);
  return Object.fromEntries(scene.runs.map((run) => [run.rule, Array.from({ length: run.steps + 1 }, (_, k) => {
    const [, treasure, trap] = model.density([run.paths[chart][2 * k], run.paths[chart][2 * k + 1]], chart, Float64Array.of(1, 2, 3));
    return { door: treasure + trap, treasure: treasure / (treasure + trap), value: -run.loss[k] };
  })]));
}

test('the world: the door half of the time, the treasure one time in ten', () => {
  says(/The parameter θ₁ says how often the door is opened, θ₂ how often the treasure is found behind it/);
  says(/It opens the door half of the time, and then finds the treasure one time in ten/);
  says(/So the gradient says two things at once: open the door less, and do better behind it/);
  const [{ door, treasure, value }] = policies({}).gradient;
  assert.ok(Math.abs(door - 0.5) < 1e-12 && Math.abs(treasure - 0.1) < 1e-12 && Math.abs(value + 0.4) < 1e-12);
  const { model, scene: { inspection: { gradient } }, state: { charts: [chart] } } = figure('door-or-spin');
  const chances = (at) => {
    const [, good, bad] = model.density(at, chart, Float64Array.of(1, 2, 3));
    return [good + bad, good / (good + bad)];
  };
  const [middle, across, up] = [[0, 0], [1, 0], [0, 1]].map(chances);
  assert.ok(across[0] > middle[0] + 0.1 && Math.abs(across[1] - middle[1]) < 1e-12 && up[1] > middle[1] + 0.1 && Math.abs(up[0] - middle[0]) < 1e-12);
  assert.ok(gradient[0] > 0 && gradient[1] < 0, `${gradient}`);
  assert.deepEqual([ARTICLE['door-or-spin'].step, ARTICLE['door-or-spin'].scale], ['0', '3 1']);
});

test('the door is shut after one step of gradient descent, for good', () => {
  says(/One step of gradient descent, and the chance that any of 64 episodes opens the door is below one in 100,000\. Whoever spins gets 0, so the sampled gradient is exactly zero/);
  says(/The policy has collapsed, and nothing that it sees will ever tell it/);
  const { gradient } = policies({});
  assert.ok(1 - (1 - gradient[1].door) ** 64 < 1e-5, `${gradient[1].door}`);
  const { scene, state: { charts: [chart] } } = figure('door-or-spin', { steps: '60' });
  const { paths, status } = scene.runs.find(({ rule }) => rule === 'gradient');
  // From then on it stands still to the last bit.
  const flat = paths[chart];
  for (let k = 4; k < flat.length; k += 2) assert.deepEqual([flat[k], flat[k + 1]], [flat[2], flat[3]]);
  assert.ok(['collapsed', 'converged'].includes(status), status);
});

test('any units: the Fisher ball takes one path, gradient descent comes back in (1, 1) alone', () => {
  says(/The Fisher ball keeps its door above 30 % in these episodes, and it takes the same path in any units\. In units \(1, 1\) gradient descent all but closes the door, and comes back/);
  const [other, plain] = [{}, { scale: '1 1' }].map(policies);
  assert.ok(Math.min(...other['fisher-ball'].map(({ door }) => door)) > 0.3);
  other['fisher-ball'].forEach(({ value }, k) => assert.ok(Math.abs(value - plain['fisher-ball'][k].value) < 1e-6, `step ${k}`));
  assert.ok(Math.min(...plain.gradient.map(({ door }) => door)) < 0.05 && plain.gradient.at(-1).value > 0.9);
  assert.ok(other['fisher-ball'].at(-1).value > 0.9);
});

test('two questions: in whitened inputs the Fisher matrix is the Hessian, in boundary and slope the Hessian is no ellipse', () => {
  says(/Written out, no: with P parameters both have P² entries\. But the Fisher matrix needs first derivatives only, and it is never negative\. In whitened inputs it is the Hessian\. The other plane names the same curve by the temperature of even odds and the slope, and there the Hessian has no ellipse at all/);
  const { scene } = figure('cheaper-matrices');
  const [left, right] = ['whitened', 'boundary'].map((chart) => scene.inspectionIn(chart));
  left.hessian.forEach((entry, k) => assert.ok(Math.abs(entry - left.fisher[k]) < 1e-12));
  const determinant = ([a, b, c]) => a * c - b * b;
  assert.ok(determinant(right.hessian) < 0 && determinant(right.fisher) > 0 && right.fisher[0] > 0);
  assert.deepEqual(scene.ellipses.boundary.filter(({ outline }) => outline.length && [...outline].every(Number.isFinite)).map(({ kind }) => kind), ['fisher', 'empirical-fisher']);
});

test('under which distribution: labels from the data give another matrix, even at the best fit', () => {
  says(/With labels from the data one gets the empirical Fisher matrix, the short dashes\. It follows how far off the labels are, not what a move costs, and even at the best fit it is another matrix/);
  const { fisher, empiricalFisher } = oring.inspect(oring.optimum('whitened'), 'whitened');
  assert.ok(Math.abs(empiricalFisher[0] / fisher[0] - 1) > 0.3, `${empiricalFisher} ${fisher}`);
  // Far from the labels its entries grow, while those of F, which no label enters, shrink.
  const away = oring.inspect([-4, 3], 'whitened');
  assert.ok(away.empiricalFisher[2] / away.fisher[2] > 1.5 * (empiricalFisher[2] / fisher[2]));
});

/** Numbers in a text: digits with their decimals, thousands and exponents are one number. */
const numbersIn = (text) => text.match(/\d[\d.,]*\d|\d/g) ?? [];

test('eleven figures, each with its picture and its way into the lab, in which at most two controls are in sight', () => {
  const all = Object.entries(ARTICLE);
  assert.equal(all.length, 11);
  for (const [id, { controls }] of all) {
    assert.ok(controls === 'none' || controls.split(' ').filter((name) => name !== 'hand').length <= 2, `${id}: ${controls}`);
    assert.match(HTML, new RegExp(`href="lab\\.html#v=1&amp;preset=${id}">Open in the lab`));
    assert.match(HTML, new RegExp(`<!-- poster of ${id}:[^>]*-->\\n<(?:svg|img) class="poster wide"`));
  }
  assert.doesNotMatch(HTML, /needs JavaScript/);
});

test('at most 250 numbers on the whole page at rest, references included', () => {
  // Beside what is written there are, in each picture, the numbers at its axes, its labels and its sentence, and in a live figure the count of steps.
  const withPictures = HTML.replace(/<img class="poster wide" src="([^"]*)"[^>]*>/g, (_, path) => readFileSync(new URL(path, PAGE), 'utf8'));
  const written = plainly(withPictures.replace(/<svg class="poster narrow"[\s\S]*?<\/svg>|<img class="poster narrow"[^>]*>/g, '').replace(/<\/text>/g, ' </text>'));
  const counters = Object.values(ARTICLE).filter(({ controls }) => controls.includes('scrub')).length;
  const legends = 2 * 6;
  const count = numbersIn(written).length + 2 * counters + legends;
  assert.ok(count <= 250, `${count}`);
});

test('every figure but the first has its numbers, menus and saving behind one line', () => {
  says(/Every figure but the first can leave this page: open Numbers and controls below it, then Save, copy, open/);
  const without = Object.entries(ARTICLE).filter(([, { controls }]) => controls === 'none').map(([id]) => id);
  assert.deepEqual(without, [Object.keys(ARTICLE)[0]]);
});

test('references have links, and what is said of practice names its source', () => {
  const list = [...HTML.slice(HTML.indexOf('id="references"')).matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, entry]) => entry);
  assert.ok(list.length > 10);
  for (const entry of list) assert.match(entry, /<a href="https:\/\//);
  const links = list.map((entry) => /href="([^"]+)"/.exec(entry)[1]);
  const practice = HTML.slice(HTML.indexOf('This is no toy question'), HTML.indexOf('aria-labelledby="point"'));
  const cited = [...practice.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
  assert.equal(cited.length, 7);
  for (const link of cited) assert.ok(links.includes(link), link);
});
