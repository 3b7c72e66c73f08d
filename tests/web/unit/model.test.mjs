// The class Model: its results have the documented shapes and the right values.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allClose, close } from './close.mjs';
import * as textbook from './gaussian.mjs';
import { core } from './modules.mjs';

const { CHARTS } = textbook;
const charts = Object.keys(CHARTS);

const TEACHING = [-0.4, 0.1, 0.9, 1.2, 1.5, 2, 2.2, 4.1];
const model = new core.Model({ model: 'gaussian', data: { set: 'teaching' } });

/** Distributions, as mean and variance: at the optimum, wide, narrow, far off, negative mean. */
const PLACES = [[1.45, 1.6875], [0.3, 3], [1.5, 0.05], [30, 400], [-2.5, 0.8]];

const at = (place, chart) => CHARTS[chart].from(...place);

for (const chart of charts) {
  describe(`in the chart ${chart}`, () => {
    test('convert goes to every other chart and back', () => {
      for (const place of PLACES) {
        for (const other of charts) {
          const there = model.convert(at(place, chart), chart, other);
          assert.ok(Array.isArray(there) && there.length === 2);
          allClose(there, at(place, other), 1e-11, `${place} ${other}`);
          allClose(model.convert(there, other, chart), at(place, chart), 1e-11, `${place} ${other} and back`);
        }
      }
    });

    test('convert to the same chart is the identity, bit for bit', () => {
      for (const place of PLACES) assert.deepEqual(model.convert(at(place, chart), chart, chart), at(place, chart));
    });

    test('contains is the open domain, and no number beyond a double lies in it', () => {
      const samples = [-2, -0.5, 0, 0.5, 2, Infinity, -Infinity, NaN];
      for (const a of samples) {
        for (const b of samples) {
          const expected = Number.isFinite(a) && Number.isFinite(b) && CHARTS[chart].inside(a, b);
          assert.equal(model.contains([a, b], chart), expected, `[${a}, ${b}]`);
        }
      }
    });

    test('inspect has the shapes and values of the textbook', () => {
      for (const place of PLACES) {
        const found = model.inspect(at(place, chart), chart);
        const expected = textbook.inspection(TEACHING, chart, at(place, chart));
        assert.deepEqual(
          Object.keys(found).sort(),
          ['empiricalFisher', 'fisher', 'gradient', 'hessian', 'loss', 'meanScore'],
        );
        assert.equal(found.gradient.length, 2);
        assert.equal(found.meanScore.length, 2);
        close(found.loss, expected.loss, 1e-12);
        // At the optimum the gradient is a difference of equal numbers, so its error is compared with the size of a score.
        const unit = expected.fisher.map(Math.sqrt);
        close(found.gradient[0], expected.gradient[0], 1e-11, unit[0]);
        close(found.gradient[1], expected.gradient[1], 1e-11, unit[2]);
        for (const name of ['fisher', 'empiricalFisher', 'hessian']) {
          allClose(found[name], expected[name], 1e-10, `${name} at ${place}`);
        }
        close(found.meanScore[0], 0, 1e-12, unit[0]);
        close(found.meanScore[1], 0, 1e-12, unit[2]);
      }
    });

    test('kl and distance agree with the textbook', () => {
      for (const p of PLACES) {
        for (const q of PLACES) {
          const [a, b] = [at(p, chart), at(q, chart)];
          close(model.kl(a, b, chart), textbook.kl(p, q), 1e-11, p === q ? 1e-2 : 0);
          close(model.distance(a, b, chart), textbook.distance(p, q), 1e-10, p === q ? 1e-5 : 0);
        }
      }
    });

    test('kl of a point with itself is zero', () => {
      for (const place of PLACES) {
        assert.equal(model.kl(at(place, chart), at(place, chart), chart), 0);
        assert.equal(model.distance(at(place, chart), at(place, chart), chart), 0);
      }
    });

    test('optimum is the mean and the variance of the data', () => {
      const found = model.optimum(chart);
      allClose(found, at(textbook.optimum(TEACHING), chart), 1e-13);
      const { gradient, fisher } = model.inspect(found, chart);
      close(gradient[0], 0, 1e-13, Math.sqrt(fisher[0]));
      close(gradient[1], 0, 1e-13, Math.sqrt(fisher[2]));
    });

    test('density is the normal density', () => {
      for (const [m, v] of PLACES) {
        const xs = Float64Array.from([-3, -1, 0, 1, 2.5], (u) => m + u * Math.sqrt(v));
        const found = model.density(at([m, v], chart), chart, xs);
        assert.ok(found instanceof Float64Array && found.length === xs.length);
        xs.forEach((x, k) => close(found[k], textbook.density(m, v, x), 1e-12));
      }
      assert.equal(model.density(at(PLACES[0], chart), chart, new Float64Array()).length, 0);
    });

    test('samples are draws from the distribution, one stream for each seed', () => {
      const [m, v] = PLACES[1];
      const draws = model.sample(at([m, v], chart), chart, 40_000, 7);
      assert.ok(draws instanceof Float64Array && draws.length === 40_000);
      const mean = draws.reduce((a, b) => a + b) / draws.length;
      const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
      const fourth = draws.reduce((a, b) => a + (b - mean) ** 4, 0) / draws.length;
      assert.ok(Math.abs(mean - m) < 5 * Math.sqrt(v / draws.length), `mean ${mean}`);
      assert.ok(Math.abs(variance / v - 1) < 5 * Math.sqrt(2 / draws.length), `variance ${variance}`);
      assert.ok(Math.abs(fourth / v ** 2 - 3) < 5 * Math.sqrt(96 / draws.length), `kurtosis ${fourth / v ** 2}`);
      assert.deepEqual(model.sample(at([m, v], chart), chart, 40_000, 7), draws);
      assert.notDeepEqual(model.sample(at([m, v], chart), chart, 40_000, 8), draws);
      assert.equal(model.sample(at([m, v], chart), chart, 0, 7).length, 0);
    });

    test('balls: every boundary point lies at the radius, and there are as many as were asked for', () => {
      const measure = {
        euclidean: (c, p) => Math.hypot(p[0] - c[0], p[1] - c[1]),
        fisher: (c, p) => {
          const [a, b, d] = textbook.inspection(TEACHING, chart, c).fisher;
          const [x, y] = [p[0] - c[0], p[1] - c[1]];
          return (a * x * x + 2 * b * x * y + d * y * y) / 2;
        },
        'kl-old-new': (c, p) => textbook.kl(CHARTS[chart].to(...c), CHARTS[chart].to(...p)),
        'kl-new-old': (c, p) => textbook.kl(CHARTS[chart].to(...p), CHARTS[chart].to(...c)),
      };
      for (const [kind, length] of Object.entries(measure)) {
        for (const radius of [0.001, 0.05, 0.6, 2.5]) {
          for (const place of PLACES.slice(0, 3)) {
            const center = at(place, chart);
            const boundary = model.ball(kind, center, radius, 37, chart);
            assert.ok(boundary instanceof Float64Array && boundary.length === 74);
            const angles = new Set();
            for (let k = 0; k < 37; k += 1) {
              const point = [boundary[2 * k], boundary[2 * k + 1]];
              close(length(center, point), radius, 1e-8, 0, `${kind} ${radius} around ${place}, point ${k}`);
              angles.add(point.join());
            }
            assert.equal(angles.size, 37, 'no point twice');
          }
        }
      }
    });

    test('an exact ball never leaves the domain, however large', () => {
      for (const kind of ['kl-old-new', 'kl-new-old']) {
        const boundary = model.ball(kind, at([1, 2], chart), 5, 64, chart);
        for (let k = 0; k < 64; k += 1) {
          assert.ok(model.contains([boundary[2 * k], boundary[2 * k + 1]], chart), `${kind}, point ${k}`);
        }
      }
    });

    test('start is a point of the domain that is not the optimum', () => {
      const start = model.start(chart);
      assert.ok(model.contains(start, chart));
      assert.ok(model.inspect(start, chart).loss > model.inspect(model.optimum(chart), chart).loss + 0.1);
    });
  });
}

describe('one step', () => {
  const PLACE = [0.3, 3];
  const settled = (chart) => {
    const theta = at(PLACE, chart);
    return { theta, ...textbook.inspection(TEACHING, chart, theta) };
  };
  const stepped = (rule, chart, place = PLACE) => model.step(rule, at(place, chart), chart);
  const moved = (theta, scale, direction) => theta.map((x, k) => x + scale * direction[k]);

  for (const chart of charts) {
    test(`in ${chart}: gradient, natural gradient and the two quadratic balls`, () => {
      const { theta, gradient, fisher, empiricalFisher } = settled(chart);
      const natural = solve(fisher);
      const cases = [
        [{ rule: 'gradient', rate: 0.01 }, moved(theta, -0.01, gradient)],
        [{ rule: 'euclidean-ball', radius: 0.02 }, moved(theta, -0.02 / Math.hypot(...gradient), gradient)],
        [{ rule: 'natural-gradient', rate: 0.2 }, moved(theta, -0.2, natural)],
        [
          { rule: 'natural-gradient', rate: 0.2, damping: 0.7 },
          moved(theta, -0.2, solve([fisher[0] + 0.7, fisher[1], fisher[2] + 0.7])),
        ],
        [{ rule: 'natural-gradient', rate: 0.1, metric: 'empirical' }, moved(theta, -0.1, solve(empiricalFisher))],
        [
          { rule: 'fisher-ball', radius: 0.004 },
          moved(theta, -Math.sqrt(0.008 / (gradient[0] * natural[0] + gradient[1] * natural[1])), natural),
        ],
      ];
      function solve(matrix) {
        return textbook.solve(matrix, gradient);
      }
      for (const [rule, expected] of cases) {
        const found = stepped(rule, chart);
        assert.equal(found.status, 'ok', JSON.stringify(rule));
        assert.equal(found.halvings, 0, JSON.stringify(rule));
        allClose(found.theta, expected, 1e-9, `${chart} ${JSON.stringify(rule)}`);
      }
    });

    test(`in ${chart}: a report says where, what it cost both ways, and the loss there`, () => {
      for (const { name } of core.catalog().rules) {
        const report = stepped({ rule: name }, chart);
        assert.deepEqual(Object.keys(report).sort(), ['halvings', 'kl', 'klReverse', 'loss', 'status', 'theta']);
        const [from, to] = [PLACE, CHARTS[chart].to(...report.theta)];
        close(report.kl, textbook.kl(from, to), 1e-8, 1e-10, name);
        close(report.klReverse, textbook.kl(to, from), 1e-8, 1e-10, name);
        close(report.loss, textbook.inspection(TEACHING, chart, report.theta).loss, 1e-10, 0, name);
      }
    });

    test(`in ${chart}: Newton’s method divides by the damped Hessian`, () => {
      const { theta, gradient, hessian } = settled(chart);
      for (const [rate, damping] of [[0.05, 0], [0.1, 50]]) {
        const direction = textbook.solve([hessian[0] + damping, hessian[1], hessian[2] + damping], gradient);
        const found = stepped({ rule: 'newton', rate, damping }, chart);
        assert.equal(found.halvings, 0);
        allClose(found.theta, moved(theta, -rate, direction), 1e-9);
      }
    });

    test(`in ${chart}: mirror descent is the natural gradient step of the dual coordinates`, () => {
      for (const [direction, dual] of [['old-new', 'expectation'], ['new-old', 'natural']]) {
        const { theta, gradient, fisher } = settled(dual);
        const landing = moved(theta, -0.3, textbook.solve(fisher, gradient));
        const found = stepped({ rule: 'mirror', rate: 0.3, direction }, chart);
        allClose(found.theta, CHARTS[chart].from(...CHARTS[dual].to(...landing)), 1e-9, direction);
      }
    });

    test(`in ${chart}: the geodesic rule follows the shortest path along the natural gradient`, () => {
      const { gradient, fisher } = settled('std-dev');
      const velocity = textbook.solve(fisher, gradient).map((x) => -0.4 * x);
      const found = stepped({ rule: 'geodesic', rate: 0.4 }, chart);
      allClose(found.theta, at(textbook.geodesic(PLACE, velocity), chart), 1e-9);
    });

    test(`in ${chart}: trpo halves the quadratic step until KL is within the radius and the loss is lower`, () => {
      const { theta, gradient, fisher, loss } = settled(chart);
      const arrow = textbook.solve(fisher, gradient);
      for (const radius of [0.003, 0.5, 4]) {
        let scale = Math.sqrt(2 * radius / (gradient[0] * arrow[0] + gradient[1] * arrow[1]));
        let halvings = 0;
        const keeps = (point) => CHARTS[chart].inside(...point)
          && textbook.kl(PLACE, CHARTS[chart].to(...point)) <= radius
          && textbook.inspection(TEACHING, chart, point).loss < loss;
        while (!keeps(moved(theta, -scale, arrow))) [scale, halvings] = [scale / 2, halvings + 1];
        const found = stepped({ rule: 'trpo', radius }, chart);
        assert.equal(found.halvings, halvings, `${radius}`);
        allClose(found.theta, moved(theta, -scale, arrow), 1e-9, `${radius}`);
      }
    });

    for (const direction of ['old-new', 'new-old']) {
      const cost = (to) => (direction === 'old-new' ? textbook.kl(PLACE, to) : textbook.kl(to, PLACE));

      test(`in ${chart}: kl-ray goes along the natural gradient until KL(${direction}) is spent`, () => {
        const { theta, gradient, fisher } = settled(chart);
        const found = stepped({ rule: 'kl-ray', radius: 0.3, direction }, chart);
        assert.equal(found.status, 'ok');
        close(cost(CHARTS[chart].to(...found.theta)), 0.3, 1e-9);
        const arrow = textbook.solve(fisher, gradient);
        const times = found.theta.map((x, k) => (theta[k] - x) / arrow[k]);
        assert.ok(times[0] > 0);
        close(times[0], times[1], 1e-9);
      });

      test(`in ${chart}: kl-ball spends KL(${direction}) and no boundary point has a smaller linearised loss`, () => {
        const { theta, gradient } = settled(chart);
        const linear = (point) => gradient[0] * (point[0] - theta[0]) + gradient[1] * (point[1] - theta[1]);
        for (const radius of [0.01, 0.2]) {
          const found = stepped({ rule: 'kl-ball', radius, direction }, chart);
          assert.equal(found.status, 'ok');
          close(cost(CHARTS[chart].to(...found.theta)), radius, 1e-9);
          const best = linear(found.theta);
          assert.ok(best < 0);
          for (const place of textbook.ballBoundary(PLACE, radius, direction)) {
            assert.ok(linear(at(place, chart)) > best - 1e-9 * Math.abs(best), `${radius}: better at ${place}`);
          }
        }
      });

      test(`in ${chart}: trust-region spends KL(${direction}) and no boundary point has a smaller loss`, () => {
        const loss = ([m, v]) => textbook.inspection(TEACHING, 'variance', [m, v]).loss;
        for (const radius of [0.01, 0.1]) {
          const found = stepped({ rule: 'trust-region', radius, direction }, chart);
          assert.equal(found.status, 'ok');
          close(cost(CHARTS[chart].to(...found.theta)), radius, 1e-9);
          for (const place of textbook.ballBoundary(PLACE, radius, direction)) {
            assert.ok(loss(place) > found.loss - 1e-10, `${radius}: better at ${place}`);
          }
        }
      });

      test(`in ${chart}: a trust region that reaches the optimum lands on it`, () => {
        const found = stepped({ rule: 'trust-region', radius: 3, direction }, chart);
        allClose(found.theta, model.optimum(chart), 1e-7);
      });
    }
  }

  test('the exact trust region lands on the same distribution in every chart', () => {
    for (const direction of ['old-new', 'new-old']) {
      const landings = charts.map((chart) => {
        const { theta } = stepped({ rule: 'trust-region', radius: 0.1, direction }, chart);
        return model.convert(theta, chart, 'variance');
      });
      for (const landing of landings) allClose(landing, landings[0], 1e-9);
    }
  });

  test('old-new, in the trust region, moves straight towards the data in expectation coordinates', () => {
    const { theta } = stepped({ rule: 'trust-region', radius: 0.05 }, 'expectation');
    const [from, to] = [at(PLACE, 'expectation'), model.optimum('expectation')];
    const shares = theta.map((x, k) => (x - from[k]) / (to[k] - from[k]));
    close(shares[0], shares[1], 1e-9);
    assert.ok(shares[0] > 0 && shares[0] < 1);
  });

  test('natural gradient at rate 1 in expectation coordinates lands on the optimum', () => {
    const found = stepped({ rule: 'natural-gradient', rate: 1 }, 'expectation');
    allClose(found.theta, model.optimum('expectation'), 1e-12);
  });

  test('a step that would leave the domain is halved until it is inside, and says how often', () => {
    // v' = v − rate (v − M) / 2v² is negative for a large rate where v > M.
    const rule = { rule: 'gradient', rate: 500 };
    const theta = [1, 6];
    const { gradient } = textbook.inspection(TEACHING, 'variance', theta);
    let [rate, halvings] = [rule.rate, 0];
    while (theta[1] - rate * gradient[1] <= 0) [rate, halvings] = [rate / 2, halvings + 1];
    assert.ok(halvings > 0);
    const found = model.step(rule, theta, 'variance');
    assert.equal(found.status, 'ok');
    assert.equal(found.halvings, halvings);
    allClose(found.theta, moved(theta, -rate, gradient), 1e-10);
  });

  test('the empirical Fisher matrix can be singular, and the step says so and stays', () => {
    // Two observations, one score a multiple of the other where σ² = −(x₁ − μ)(x₂ − μ).
    const two = new core.Model({ model: 'gaussian', data: { x: [-1, 1] } });
    const found = two.step({ rule: 'natural-gradient', metric: 'empirical' }, [0.5, 0.75], 'variance');
    assert.equal(found.status, 'singular');
    assert.deepEqual(found.theta, [0.5, 0.75]);
    assert.equal(found.kl, 0);
  });

  test('a step that no number of halvings brings back says left-domain and stays', () => {
    const near = new core.Model({ model: 'gaussian', data: { x: [1, 1 + 1e-10] } });
    const found = near.step({ rule: 'gradient', rate: 1e12 }, [1, 1e-10], 'variance');
    assert.equal(found.status, 'left-domain');
    assert.deepEqual(found.theta, [1, 1e-10]);
  });

  test('is not taken from where derivatives are beyond double precision', () => {
    assert.throws(
      () => model.step({ rule: 'gradient' }, [1.45, 1e-160], 'variance'),
      /^Error: theta is \[1\.45, 1e-160\]; allowed: a point of the chart variance: σ² > 0; where loss and derivatives fit double precision$/,
    );
  });

  test('at the optimum no rule moves', () => {
    for (const chart of charts) {
      for (const { name, family } of core.catalog().rules) {
        // Rules of a fixed step length move even along a gradient that is nothing but rounding.
        if (/ball|ray|trpo/.test(name) || family === 'adaptive') continue;
        const report = model.step({ rule: name }, model.optimum(chart), chart);
        assert.ok(report.kl < 1e-20, `${name} in ${chart}: ${report.kl}`);
      }
    }
  });
});

describe('a model', () => {
  test('says what it was built from, defaults filled in', () => {
    assert.deepEqual(new core.Model({ model: 'gaussian' }).spec, { model: 'gaussian', data: { set: 'cavendish' } });
    const own = { model: 'gaussian', data: { x: [1, 2, 4] } };
    assert.deepEqual(new core.Model(own).spec, own);
    assert.deepEqual(new core.Model(new core.Model(own).spec).spec, own);
  });

  const OWN = [3, 1, 4, 1, 5, 9, 2, 6];
  const owned = (x) => new core.Model({ model: 'gaussian', data: { x } });

  test('takes one’s own numbers', () => {
    assert.deepEqual(Array.from(owned(OWN).observations), OWN);
    allClose(owned(OWN).optimum('variance'), textbook.optimum(OWN), 1e-14);
  });

  test('takes one’s own numbers from a Float64Array too', () => {
    assert.deepEqual(Array.from(owned(Float64Array.from(OWN)).observations), OWN);
  });

  test('keeps its accuracy far from zero and at extreme scales', () => {
    for (const [shift, scale] of [[1e6, 1], [-1e9, 1e3], [0, 1e-120], [0, 1e120], [3e100, 1e98]]) {
      const x = TEACHING.map((value) => shift + scale * value);
      const found = new core.Model({ model: 'gaussian', data: { x } }).optimum('std-dev');
      const rounding = 8 * Number.EPSILON * Math.max(Math.abs(shift), 5 * scale);
      assert.ok(Math.abs(found[0] - (shift + 1.45 * scale)) <= rounding, `${shift}, ${scale}: ${found}`);
      assert.ok(Math.abs(found[1] - Math.sqrt(1.6875) * scale) <= rounding, `${shift}, ${scale}: ${found}`);
    }
  });

  test('is not changed by what happens to the arrays it was given', () => {
    const data = { x: [1, 2, 4] };
    const mine = new core.Model({ model: 'gaussian', data });
    const before = mine.optimum('variance');
    data.x[0] = 1000;
    mine.observations[1] = 1000;
    mine.spec.data.x.push(7);
    assert.deepEqual(mine.optimum('variance'), before);
    assert.deepEqual(mine.spec, { model: 'gaussian', data: { x: [1, 2, 4] } });
  });

  test('kl keeps its digits for distributions a billionth apart', () => {
    // ½ (Δμ² + ½ ln²ρ …). At this size the textbook difference of logarithms would be nothing but rounding.
    const [v, step] = [2, 1e-9];
    const found = model.kl([1, v], [1 + step, v], 'variance');
    const exact = ((1 + step) - 1) ** 2 / (2 * v);
    close(found, exact, 1e-12);
    const ratio = 1 + 2 ** -30;
    const wider = model.kl([1, v], [1, v * ratio], 'variance');
    const e = 2 ** -30;
    // ½ (ln(1+e) − e/(1+e)) = e²/4 − e³/3 + 3e⁴/8 − …
    close(wider, e * e / 4 - e ** 3 / 3 + 3 * e ** 4 / 8, 1e-12);
  });
});

test('typed arrays of any kind are numbers', () => {
  const numbers = [1, 2, 5, 9];
  const wanted = new core.Model({ model: 'gaussian', data: { x: numbers } }).optimum('variance');
  const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array];
  for (const Kind of kinds) assert.deepEqual(new core.Model({ model: 'gaussian', data: { x: Kind.from(numbers) } }).optimum('variance'), wanted, Kind.name);
  for (const Kind of [BigInt64Array, BigUint64Array]) {
    const big = Kind.from(numbers.map(BigInt));
    assert.deepEqual(new core.Model({ model: 'gaussian', data: { x: big } }).optimum('variance'), wanted, Kind.name);
    const labels = Kind.from([0n, 1n, 0n, 1n]);
    const fit = new core.Model({ model: 'logistic', data: { x: big, y: labels } }).optimum('raw');
    assert.deepEqual(fit, new core.Model({ model: 'logistic', data: { x: numbers, y: [0, 1, 0, 1] } }).optimum('raw'), Kind.name);
    assert.deepEqual(model.convert(Kind.from([1n, 2n]), 'variance', 'std-dev'), model.convert([1, 2], 'variance', 'std-dev'), Kind.name);
  }
});

test('the optimum exists in expectation parameters wherever they can be held', () => {
  for (const offset of [0, 1e3, 1e6, 1e7, -1e7]) {
    for (const unit of [1e-3, 1, 1e3]) {
      const x = TEACHING.map((value) => offset * unit + unit * value);
      const own = new core.Model({ model: 'gaussian', data: { x } });
      const [mean, variance] = own.optimum('variance');
      const square = mean * mean + variance;
      const found = own.optimum('expectation');
      // They name the variance as a difference, which doubles can hold if it is more than some roundings.
      if (variance > 8 * Number.EPSILON * square) {
        assert.ok(found, `${offset} ${unit}`);
        close(found[0], mean, 1e-15);
        close(found[1], square, 1e-15);
      }
    }
  }
});
