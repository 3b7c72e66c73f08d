// What the article says about the race of rules, sentence by sentence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { shelf, control, frame, ring, drag, says, shown } from './page.mjs';

const open = (t, figure) => shelf(t, { width: 1280, height: 1100, figure });
const GAP = 1e-3;
const LIMIT = 200;
const PLAIN = ['gradient', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'];

/** A specification’s model, its best fit, and the nine starts a race begins from. */
function course({ model, data, start }) {
  const bench = new core.Model({ model, data });
  const best = bench.optimum(start.chart);
  const least = bench.inspect(best, start.chart).loss;
  const gain = bench.inspect(start.at, start.chart).loss - least;
  const flat = bench.ball('kl-old-new', best, gain, 8, start.chart);
  const others = Array.from({ length: 8 }, (_, k) => ({ chart: start.chart, at: [flat[2 * k], flat[2 * k + 1]] }));
  for (const { at, chart } of others) assert.ok(Math.abs(bench.inspect(at, chart).loss - least - gain) < 1e-9, 'of the same loss');
  return { bench, best, least, starts: [start, ...others] };
}

/** The number of steps after which a run is near enough, or undefined. */
function arrival({ model, data }, run, start, least, limit = LIMIT) {
  const experiment = new core.Experiment({ model, data, start, runs: [run] });
  experiment.advance(limit);
  const step = experiment.series(0, 'loss').findIndex((loss) => loss - least <= GAP);
  return step < 0 ? undefined : step;
}

/** The outcome of a run from all nine starts: how many do not arrive, and the steps of the others. */
function nine(spec, run) {
  const { least, starts } = course(spec);
  const steps = starts.map((start) => arrival(spec, run, start, least)).filter((found) => found !== undefined);
  return { missed: starts.length - steps.length, steps: steps.reduce((sum, count) => sum + count, 0), mean: steps.reduce((sum, count) => sum + count, 0) / steps.length };
}

/** The best that a search finds for a run. */
function best(spec, run) {
  const search = new core.RateSearch({ model: spec.model, data: spec.data, run, starts: course(spec).starts, gap: GAP, steps: LIMIT });
  while (search.advance(100000) < 1) { /* goes on */ }
  return search.best();
}

const eigenvalues = ([a, b, c]) => {
  const [middle, reach] = [(a + c) / 2, Math.hypot((a - c) / 2, b)];
  return [middle + reach, (a * c - b * b) / (middle + reach)];
};

describe('the race', () => {
  test('“a search found the rate, or radius, with which nine starts … come to within a thousandth of a nat … in the fewest steps”', async (t) => {
    const page = await open(t, '#race');
    await says(page, /a search found the rate, or radius, with which nine starts, the one shown and eight others of the same loss, come to within a thousandth of a nat of the best fit in the fewest steps/);
    const { spec } = await shown(page, '#race');
    assert.equal(spec.runs.length, 10);
    for (const run of spec.runs) {
      const [found, mine] = [best(spec, run), nine(spec, run)];
      assert.deepEqual([mine.missed, mine.steps], [found.missed, found.steps], `${run.rule}: ${run[found.option]}, the search: ${found.value}`);
    }
  });

  test('“Natural gradient does not win. On average over the nine starts …”', async (t) => {
    const page = await open(t, '#race');
    await says(page, /Natural gradient does not win\. On average over the nine starts Adagrad and RMSProp take 3\.2 steps, gradient descent 4\.7, the KL ball 5\.6, natural gradient 6\.7; momentum and Adam more than twice as many/);
    const { spec } = await shown(page, '#race');
    const mean = Object.fromEntries(spec.runs.map((run) => [run.rule, nine(spec, run).mean]));
    const said = { adagrad: '3.2', rmsprop: '3.2', gradient: '4.7', 'natural-gradient': '6.7', 'kl-ball': '5.6' };
    for (const [rule, text] of Object.entries(said)) assert.equal(mean[rule].toFixed(1), text, rule);
    for (const rule of ['momentum', 'adam']) assert.ok(mean[rule] > 2 * mean['natural-gradient'], `${rule}: ${mean[rule]}`);
    await page.waitForFunction(() => document.querySelector('#race').shadowRoot.querySelector('[data-rule="kl-ball"] td:nth-child(4)').textContent === '5.56');
  });

  test('“Newton and natural gradient draw one line … The ball … arrives, and leaves again. The exact trust region takes a single step”', async (t) => {
    const page = await open(t, '#race');
    await says(page, /Newton and natural gradient draw one line, for in these parameters the Hessian is the Fisher matrix\. The ball of one size cannot come to rest: it arrives, and leaves again\. The exact trust region takes a single step, which is the whole problem solved/);
    const { spec } = await shown(page, '#race');
    const experiment = new core.Experiment(spec);
    experiment.advance(spec.steps);
    const run = (rule) => spec.runs.findIndex((one) => one.rule === rule);
    const [newton, natural] = ['newton', 'natural-gradient'].map((rule) => experiment.trajectory(run(rule), 'whitened'));
    natural.forEach((value, k) => assert.ok(Math.abs(value - newton[k]) < 1e-9));
    const { bench, least } = course(spec);
    for (const at of [[0, 0], [1, -2]]) {
      const { fisher, hessian } = bench.inspect(at, 'whitened');
      fisher.forEach((entry, k) => assert.ok(Math.abs(entry - hessian[k]) < 1e-12));
    }
    const ball = [...experiment.series(run('kl-ball'), 'loss')].map((loss) => loss - least);
    const first = ball.findIndex((gap) => gap <= GAP);
    assert.ok(first > 0 && ball.slice(first).some((gap) => gap > GAP));
    assert.ok([...experiment.series(run('kl-ball'), 'kl')].slice(1).every((cost) => Math.abs(cost / 0.0081 - 1) < 1e-6), 'never at rest');
    assert.ok(Math.abs(experiment.series(run('trust-region'), 'loss')[1] - least) < 1e-12);
  });
});

describe('raw inputs', () => {
  test('“Natural gradient, Newton, KL ball and exact trust region find the rates they had and take the steps they took. None of the six others …”', async (t) => {
    const page = await open(t, '#race');
    await says(page, /Natural gradient, Newton, KL ball and exact trust region find the rates they had and take the steps they took\. None of the six others arrives from more than four of the nine starts in 200 steps, at the best rate the search finds/);
    await control(page, '#race', 'parameters').selectOption('raw');
    await page.waitForFunction(() => {
      const figure = document.querySelector('#race');
      return figure.spec.runs[0].chart === 'raw' && !figure.shadowRoot.querySelector('.standings .old')
        && !figure.shadowRoot.querySelector('.search').textContent.includes('of');
    }, null, { timeout: 60000 });
    const { spec } = await shown(page, '#race');
    const whitened = { ...spec, start: { chart: 'whitened', at: [0, 0] } };
    const written = { newton: 0.3933, 'natural-gradient': 0.3933, 'kl-ball': 0.0081, 'trust-region': 0.4 };
    for (const run of spec.runs) {
      const mine = nine(spec, run);
      if (PLAIN.includes(run.rule)) {
        assert.ok(mine.missed >= 5, `${run.rule} at ${run.rate} misses ${mine.missed}`);
        continue;
      }
      const size = run.rate ?? run.radius;
      assert.ok(Math.abs(size / written[run.rule] - 1) < 0.01, `${run.rule}: ${size}`);
      const before = nine(whitened, { ...run, chart: 'whitened' });
      assert.deepEqual([mine.missed, mine.steps], [before.missed, before.steps], run.rule);
      const paths = [spec, whitened].map(({ model, data, start }) => {
        const experiment = new core.Experiment({ model, data, start, runs: [{ ...run, chart: start.chart }] });
        experiment.advance(10);
        return experiment.trajectory(0, 'whitened');
      });
      for (let k = 0; k < Math.min(paths[0].length, paths[1].length); k += 1) assert.ok(Math.abs(paths[0][k] - paths[1][k]) < 1e-7, `${run.rule}: ${k}`);
    }
  });
});

describe('curvature', () => {
  test('“In raw inputs that limit is 0.00303 … less than a 400,000th … in whitened inputs … a factor of 2.2”', async (t) => {
    const page = await open(t, '#newton');
    await says(page, /Near the best fit a rate above two over the largest eigenvalue of the Hessian makes steps grow along the sharpest direction, and whatever share of the way a step takes along the sharpest, along the flattest it takes one that is smaller by the ratio of the eigenvalues\. In raw inputs that limit is 0\.00303, and each step takes away less than a 400,000th of what is left along the flattest; in whitened inputs the eigenvalues differ by a factor of 2\.2/);
    const oring = new core.Model({ model: 'logistic', data: { set: 'oring' } });
    const at = (chart) => eigenvalues(oring.inspect(oring.optimum(chart), chart).hessian);
    const [largest, smallest] = at('raw');
    const limit = 2 / largest;
    assert.equal(limit.toPrecision(3), '0.00303');
    assert.ok(limit * smallest < 1 / 400000);
    const [most, least] = at('whitened');
    assert.equal((most / least).toFixed(1), '2.2');
    const best = oring.optimum('whitened');
    const [a, b] = oring.inspect(best, 'whitened').hessian;
    const [sharp, flat] = [most, least].map((value) => {
      const along = [b, value - a].map((part) => (1e-6 * part) / Math.hypot(b, value - a));
      const { theta } = oring.step({ rule: 'gradient', rate: 1 }, best.map((part, k) => part + along[k]), 'whitened');
      return 1 - ((theta[0] - best[0]) * along[0] + (theta[1] - best[1]) * along[1]) / 1e-12;
    });
    assert.ok(Math.abs(sharp / flat / (most / least) - 1) < 1e-3, `${sharp} and ${flat} of the way`);
    // Just below the limit small steps die away, just above they grow.
    const near = oring.optimum('raw').map((value, k) => value + [1e-6, 0][k]);
    const last = (rate) => {
      const experiment = new core.Experiment({ model: 'logistic', data: { set: 'oring' }, start: { chart: 'raw', at: near }, runs: [{ rule: 'gradient', chart: 'raw', rate }] });
      experiment.advance(60);
      const lengths = experiment.series(0, 'euclidean-length');
      return (lengths.at(-1) - lengths.at(-2)) / lengths[1];
    };
    assert.ok(last(0.97 * limit) < 0.5 && last(1.03 * limit) > 2, `${last(0.97 * limit)}, ${last(1.03 * limit)}`);
  });
});

describe('Newton goes up', () => {
  test('“where σ² is more than twice the variance of the data, its step can go up. The Fisher matrix is positive everywhere”', async (t) => {
    const page = await open(t, '#newton');
    await says(page, /Where that is not positive, as here, where σ² is more than twice the variance of the data, its step can go up\. The Fisher matrix is positive everywhere/);
    const { spec } = await shown(page, '#newton');
    const bench = new core.Model({ model: 'gaussian', data: spec.data });
    const [, variance] = bench.optimum('variance');
    assert.ok(spec.start.at[1] > 2 * variance);
    for (const mu of [5.2, 5.3, 5.45, 5.8]) {
      for (const [times, positive] of [[1.9, true], [2.1, false], [5, false]]) {
        const { hessian, fisher } = bench.inspect([mu, times * variance], 'variance');
        assert.equal(eigenvalues(hessian)[1] > 0, positive, `${mu}, ${times}`);
        assert.ok(eigenvalues(fisher)[1] > 0);
      }
    }
  });

  test('“Drag the ring down until Newton turns round”; “After eight steps …”', async (t) => {
    const page = await open(t, '#newton');
    await says(page, /Drag the ring down until Newton turns round/);
    await says(page, /After eight steps Newton’s loss is three nats higher than at the start; natural gradient is within a thousandth of a nat of the best fit/);
    const { spec, rows } = await shown(page, '#newton');
    assert.match(rows.newton.at(-1), /^\+3\.0\d nats$/);
    const bench = new core.Model({ model: 'gaussian', data: spec.data });
    const experiment = new core.Experiment(spec);
    experiment.advance(8);
    const least = bench.inspect(bench.optimum('variance'), 'variance').loss;
    assert.ok(experiment.series(2, 'loss')[8] - least < 1e-3);
    const [x, y] = await ring(page, '#newton');
    await drag(page, [x, y], [x + 40, y + 110]);
    assert.match((await shown(page, '#newton')).rows.newton.at(-1), /^−/);
  });
});

describe('the ball of Adam', () => {
  test('“The three first steps cost the same, 0.02 nats. The gradient is more than 30 times …”', async (t) => {
    const page = await open(t, '#balls');
    await says(page, /To first order, a step of gradient descent is the best in a disc, one of natural gradient the best in the ellipse of the Fisher matrix\. Momentum and Nesterov keep the disc and follow a fading sum of gradients/);
    await says(page, /The three first steps cost the same, 0\.02 nats\. The gradient is more than 30 times as large in one parameter as in the other; Adam goes equally far in both, and in the one where the gradient is small away from the best fit\. It gains 0\.03 nats, gradient descent 0\.07, natural gradient, whose ellipse is tilted, 0\.12/);
    const { spec, cursor } = await shown(page, '#balls');
    assert.equal(cursor, 1, 'the first step is shown');
    const experiment = new core.Experiment(spec);
    experiment.advance(1);
    const bench = new core.Model({ model: spec.model, data: spec.data });
    const start = spec.start.at;
    const { gradient, fisher } = bench.inspect(start, 'logit');
    assert.ok(Math.abs(gradient[1] / gradient[0]) > 30);
    const gains = spec.runs.map((_, k) => {
      assert.ok(Math.abs(experiment.series(k, 'kl')[1] / 0.02 - 1) < 0.01);
      const [before, after] = experiment.series(k, 'loss');
      return (before - after).toFixed(2);
    });
    assert.deepEqual(gains, ['0.07', '0.03', '0.12'], 'gradient, Adam, natural gradient');
    const step = experiment.trajectory(1, 'logit').slice(2).map((value, k) => value - start[k]);
    assert.ok(Math.abs(Math.abs(step[0]) - Math.abs(step[1])) < 1e-6);
    const wanted = bench.optimum('logit')[0] - start[0];
    assert.ok(step[0] * wanted < 0, 'away from the best fit');
    assert.equal(experiment.metric(1, 0)[1], 0, 'along the axes');
    assert.ok(Math.abs(fisher[1]) > 0.5 * fisher[0], 'tilted');
  });

  test('every step is the best in its ball to first order, and ends on its boundary', async (t) => {
    const page = await open(t, '#balls');
    const { spec } = await shown(page, '#balls');
    const experiment = new core.Experiment(spec);
    experiment.advance(1);
    const bench = new core.Model({ model: spec.model, data: spec.data });
    const start = spec.start.at;
    const { gradient } = bench.inspect(start, 'logit');
    spec.runs.forEach((run, k) => {
      const outline = experiment.ball(k, 0, 720, 'logit');
      const end = experiment.trajectory(k, 'logit').slice(2);
      const along = (x, y) => gradient[0] * (x - start[0]) + gradient[1] * (y - start[1]);
      const values = Array.from({ length: 720 }, (_, j) => along(outline[2 * j], outline[2 * j + 1]));
      const least = Math.min(...values);
      assert.ok(Math.abs(along(...end) / least - 1) < 1e-3, `${run.rule}: ${along(...end)}, ${least}`);
    });
  });

  test('what Adam’s matrix is made of', async (t) => {
    const page = await open(t, '#balls');
    await says(page, /Adagrad, RMSProp and Adam keep, for each parameter, a sum or fading mean of the squared gradient, and divide by its root/);
    await says(page, /It has no entries off the diagonal\. Its gradients are the data’s, not scores of the model’s own draws; with all data in every batch their square is the square of a mean, not even the mean of squares that is the empirical Fisher/);
    const { spec } = await shown(page, '#balls');
    const experiment = new core.Experiment(spec);
    experiment.advance(3);
    const bench = new core.Model({ model: spec.model, data: spec.data });
    const path = experiment.trajectory(1, 'logit');
    const gradients = [0, 1].map((k) => bench.inspect([path[2 * k], path[2 * k + 1]], 'logit').gradient);
    for (const [k, entry] of [[0, 0], [1, 2]]) {
      // Before the second step: the mean of both squares, the older a little lighter.
      const mean = (0.999 * gradients[0][k] ** 2 + gradients[1][k] ** 2) / 1.999;
      assert.ok(Math.abs(experiment.metric(1, 1)[entry] / Math.sqrt(mean) - 1) < 1e-6);
    }
    const { gradient, empiricalFisher } = bench.inspect(spec.start.at, 'logit');
    assert.ok(empiricalFisher[0] > 10 * gradient[0] ** 2 && empiricalFisher[1] !== 0);
  });
});

describe('one start proves nothing', () => {
  const DUEL = '#duel';

  test('“the radius that is best for nine starts; from the start it takes nine steps. Find a rate at which Adam beats it”', async (t) => {
    const page = await open(t, DUEL);
    await says(page, /The KL ball has the radius that is best for nine starts; from the start it takes nine steps\. Find a rate at which Adam beats it/);
    const { spec } = await shown(page, DUEL);
    const ball = spec.runs[1];
    const [found, mine] = [best(spec, ball), nine(spec, ball)];
    assert.deepEqual([mine.missed, mine.steps], [found.missed, found.steps]);
    assert.equal(arrival(spec, ball, spec.start, course(spec).least), 9);
    const goal = page.locator(`${DUEL} .goal`);
    await goal.filter({ hasText: 'So far' }).waitFor();
    assert.match(await goal.textContent(), /So far: 37 against 9\.$/);
    const rate = control(page, DUEL, 'learning rate of Adam');
    // As a reader would do it: the arrow key up until the goal is reached.
    await rate.focus();
    for (let presses = 0; presses < 200 && !(await goal.getAttribute('class')).includes('met'); presses += 1) {
      await page.keyboard.press('ArrowRight');
      await frame(page);
    }
    assert.match(await goal.textContent(), /Reached: \d+ against 9\.$/);
    // A smaller or larger ball does not count.
    await control(page, DUEL, 'KL radius').fill('30');
    await frame(page);
    assert.match(await goal.textContent(), /Give that one its radius back/);
  });

  test('“at 0.0851 Adam is there in three steps … 52 steps, where the ball takes nine … for Adam is 22”', async (t) => {
    const page = await open(t, DUEL);
    await says(page, /at 0\.0851 Adam is there in three steps\. That is luck, as the mean of the nine starts shows: 52 steps, where the ball takes nine\. The best mean that a search finds for Adam is 22/);
    const { spec } = await shown(page, DUEL);
    const [adam, ball] = spec.runs;
    const lucky = { ...adam, rate: 0.0851 };
    assert.equal(arrival(spec, lucky, spec.start, course(spec).least), 3);
    const [mine, its] = [nine(spec, lucky), nine(spec, ball)];
    assert.deepEqual([mine.missed, Math.round(mine.mean), its.missed, Math.round(its.mean)], [0, 52, 0, 9]);
    const found = best(spec, adam);
    assert.deepEqual([found.missed, Math.round(found.steps / 9)], [0, 22]);
    // A search never replaces the figure’s own rate, or one found before, by a worse one.
    for (const rate of [adam.rate, 0.0207]) assert.ok(best(spec, { ...adam, rate }).steps <= nine(spec, { ...adam, rate }).steps);
  });
});

describe('cost', () => {
  test('“By this model, with a million parameters …”', async (t) => {
    const page = await open(t, '#costs');
    await says(page, /By this model, with a million parameters, a step with the dense matrix costs as much as 200 million gradients, and the matrix fills eight terabytes\. By conjugate gradient the step costs 21 gradients, by K-FAC fewer than four\. From the ring, in whitened inputs, gradient descent arrives at the cost of four gradients, natural gradient at that of 168, or of 29 if the steps of K-FAC did as much as exact ones/);
    await says(page, /As a dense matrix F has as many entries as the Hessian, P² for P parameters, and to solve with it takes some P³ operations/);
    const text = await page.locator('#costs .account').innerText();
    const [, dense, factored, products, bytes] = /With P = 1,000,000, a step in gradients: dense matrix ([\d.·⁰-⁹]+), K-FAC ([\d.]+), conjugate gradient ([\d.]+)\. The dense matrix alone would fill ([\d.]+ TB)\./.exec(text);
    assert.equal(dense, '2.17·10⁸');
    assert.ok(Math.abs((1 + 1e6 / 6 + 1e12 / 4608) / 2.17e8 - 1) < 0.005);
    assert.ok(Number(factored) < 4);
    assert.deepEqual([products, bytes], ['21.0', '8.00 TB']);
    const { spec } = await shown(page, '#costs');
    const { least } = course(spec);
    const steps = (rule) => arrival(spec, spec.runs.find((run) => run.rule === rule), spec.start, least);
    assert.deepEqual([steps('gradient'), 21 * steps('natural-gradient')], [4, 168]);
    const paid = async (rule) => (await shown(page, '#costs')).rows[rule][1];
    assert.deepEqual([await paid('gradient'), await paid('natural-gradient')], ['4cost 4', '8cost 168']);
    await control(page, '#costs', 'the matrix').selectOption('k-fac');
    await frame(page);
    assert.equal(await paid('natural-gradient'), '8cost 29.2');
  });
});
