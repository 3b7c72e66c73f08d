// The compiled core compared with values computed independently with fifty digits
// (tests/reference/generate.py). Its exp, log and pow differ from those of the native core.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { core } from './modules.mjs';
import { Report, largestGap, length, ofTheLargest, relative } from './report.mjs';

const read = (model) => JSON.parse(readFileSync(new URL(`../../data/${model}-reference.json`, import.meta.url), 'utf8'));

/** The specification of a case's model. */
const specOf = (model, { set, scale, data, options }) => ({
  model, ...(set && { data: { set } }), ...(scale && { options: { scale } }), ...(data && { data }), ...(options && { options }),
});

const minus = ([a, b], [c, d]) => [a - c, b - d];
const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k], flat[2 * k + 1]]);

/** One model of each family, data set and scale, built once. */
function workshop(model) {
  const built = new Map();
  return (place) => {
    const spec = specOf(model, place);
    const key = JSON.stringify(spec);
    if (!built.has(key)) built.set(key, new core.Model(spec));
    return built.get(key);
  };
}

const describePlace = ({ set = '', scale = '', data, options, chart, at, rule }) =>
  `${set}${scale}${[data, options].filter(Boolean).map((part) => JSON.stringify(part)).join('')} ${chart} [${at}] ${rule ? JSON.stringify(rule) : ''}`;

function compareDerivatives(report, found, expected, place) {
  report.add('loss', relative(found.loss, expected.loss), 1e-12, place);
  report.add('gradient', ofTheLargest(found.gradient, expected.gradient), 1e-12, place);
  report.add('fisher', ofTheLargest(found.fisher, expected.fisher), 1e-12, place);
  if (expected.empirical) {
    report.add('empirical Fisher', ofTheLargest(found.empiricalFisher, expected.empirical), 1e-12, place);
  } else {
    assert.equal(found.empiricalFisher, undefined);
  }
  // Each coordinate in units of its own Fisher length, so that both are compared equally.
  const unit = [expected.fisher[0], expected.fisher[2]].map(Math.sqrt);
  const inUnits = (g) => g.map((value, k) => value / unit[k]);
  const [gradient, exact] = [inUnits(found.gradient), inUnits(expected.gradient)];
  const scale = Math.max(1, ...exact.map(Math.abs));
  report.add('gradient in Fisher units', largestGap(gradient, exact) / scale, 1e-11, place);
  report.add('mean score in Fisher units', largestGap(inUnits(found.meanScore), [0, 0]), 1e-12, place);
  const ofForm = ([a, b, c]) => [a / unit[0] ** 2, b / unit[0] / unit[1], c / unit[1] ** 2];
  // Where a Gaussian is narrow, its Hessian is a difference of terms as large as twice the loss.
  const [hessian, sure] = [ofForm(found.hessian), ofForm(expected.hessian)];
  const [excess, largest] = [Math.max(1, 2 * Math.abs(expected.loss)), Math.max(...sure.map(Math.abs))];
  // Beside the singular line of a mixture, the variance of `moments` holds the square of what the
  // distribution depends on: V − s² of 5e-7 has lost as many digits.
  const allowed = expected.chart === 'moments' ? 1e-10 : 1e-12;
  report.add('hessian in Fisher units', largestGap(hessian, sure) / Math.max(excess, largest), allowed, place);
  // Where it is much smaller than the Fisher matrix it loses digits, too: for a wide
  // Gaussian, or next to an edge of the simplex, where the loss is almost linear.
  if (Math.abs(expected.loss) < 10 && largest > 1e-6) {
    report.add('hessian', ofTheLargest(found.hessian, expected.hessian), 1e-10, place);
  }
}

for (const { name } of core.catalog().models) {
  const reference = read(name);
  const modelOf = workshop(name);

  describe(`${name}, in every chart`, () => {
    test('loss and derivatives', (t) => {
      const report = new Report();
      for (const each of reference.derivatives) {
        compareDerivatives(report, modelOf(each).inspect(each.at, each.chart), each, describePlace(each));
      }
      report.close(t);
    });

    test('divergences and distances, from 1e-28 nats to hundreds', (t) => {
      const report = new Report();
      for (const { from, to, oldNew, newOld, distance, ...place } of reference.divergences) {
        const model = modelOf(place);
        const what = `${describePlace({ ...place, at: from })} to [${to}], ${oldNew}`;
        report.add('KL(old‖new)', relative(model.kl(from, to, place.chart), oldNew), 1e-12, what);
        report.add('KL(new‖old)', relative(model.kl(to, from, place.chart), newOld), 1e-12, what);
        const found = model.distance(from, to, place.chart);
        if (distance === undefined) assert.equal(found, undefined);
        else report.add('distance', relative(found, distance), 1e-12, what);
      }
      report.close(t);
    });

    test('conversions to every other chart', (t) => {
      const report = new Report();
      for (const { to, ...place } of reference.conversions) {
        for (const [chart, expected] of Object.entries(to)) {
          const found = modelOf(place).convert(place.at, place.chart, chart);
          report.add('conversion', ofTheLargest(found, expected), 1e-12, `${describePlace(place)} to ${chart}`);
        }
      }
      report.close(t);
    });

    test('the maximum-likelihood estimate', (t) => {
      const report = new Report();
      for (const { at, all = at ? [at] : [], ...place } of reference.optima) {
        const found = modelOf(place).optimum(place.chart);
        if (at === null) assert.equal(found, undefined);
        report.add('optimum', at ? ofTheLargest(found, at) : 0, 1e-12, describePlace(place));
        const optima = modelOf(place).optima(place.chart);
        assert.equal(optima.length, all.length, describePlace(place));
        all.forEach((expected, k) => report.add('optima', ofTheLargest(optima[k], expected), 1e-12, describePlace(place)));
      }
      report.close(t);
    });

    test('one step of every rule without state', (t) => {
      const report = new Report();
      for (const { step, halvings, status = 'ok', ...place } of reference.steps) {
        const { at, chart, rule } = place;
        const model = modelOf(place);
        const found = model.step(rule, at, chart);
        const what = describePlace(place);
        assert.equal(found.status, status, what);
        if (status !== 'ok') continue;
        if (halvings !== undefined) assert.equal(found.halvings, halvings, what);
        const { fisher } = model.inspect(at, chart);
        const gap = length(fisher, minus(minus(found.theta, at), step));
        // The rounding of the landing comes on top.
        const rounding = length(fisher, at.map((x, k) => Number.EPSILON * (Math.abs(x) + Math.abs(step[k]))));
        report.add(rule.rule, gap / length(fisher, step), Math.max(1e-10, rounding / length(fisher, step)), what);
      }
      report.close(t);
    });

    test('runs of the rules with state', (t) => {
      const report = new Report();
      for (const { points, ...place } of reference.runs) {
        const { at, chart, rule } = place;
        const experiment = new core.Experiment({ ...specOf(name, place), start: { chart, at }, runs: [{ ...rule, chart }] });
        experiment.advance(points.length / 2);
        const found = pairs(experiment.trajectory(0, chart)).slice(1);
        experiment.free();
        assert.equal(found.length, points.length / 2);
        const { fisher } = modelOf(place).inspect(at, chart);
        pairs(points).forEach((expected, k) => {
          const error = length(fisher, minus(found[k], expected)) / length(fisher, minus(expected, at));
          report.add(rule.rule, error, 1e-10, `${describePlace(place)} after ${k + 1}`);
        });
      }
      report.close(t);
    });

    // The outlines of a mixture are level curves without rays: tests/laws/regions.rs judges them.
    if (reference.balls) test('boundaries of exact balls, at equal angles among others', (t) => {
      const report = new Report();
      for (const { points: onRays, rim, kind, center, radius, ...place } of reference.balls) {
        const points = rim ?? onRays;
        const model = modelOf(place);
        // Half of the points of an outline are at equal angles; the others fill gaps.
        const outline = pairs(model.ball(kind, center, radius, 2 * points.length, place.chart));
        assert.equal(outline.length, 2 * points.length);
        const closed = outline.filter((point) => !point.some(Number.isNaN));
        const { fisher } = model.inspect(center, place.chart);
        const open = points.filter((point) => point === null).length;
        assert.ok(outline.length - closed.length >= open, `${describePlace({ ...place, at: center })} ${radius} is open ${open} times`);
        points.forEach((expected, k) => {
          if (expected === null) return;
          const what = `${describePlace({ ...place, at: center })} ${radius}, point ${k}`;
          const gaps = closed.map((point) => length(fisher, minus(point, expected)));
          report.add(kind, Math.min(...gaps) / length(fisher, minus(expected, center)), 1e-10, what);
        });
      }
      report.close(t);
    });
  });
}
