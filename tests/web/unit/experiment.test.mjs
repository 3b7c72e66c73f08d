// The class Experiment: runs and their steps, the series of each run, and the
// normalised specification.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allClose, close } from './close.mjs';
import * as textbook from './gaussian.mjs';
import { core } from './modules.mjs';

const { CHARTS } = textbook;
const charts = Object.keys(CHARTS);
const rules = core.catalog().rules.map(({ name }) => name);
const remembers = Object.fromEntries(core.catalog().rules.map(({ name, keepsState }) => [name, keepsState]));
const TEACHING = [-0.4, 0.1, 0.9, 1.2, 1.5, 2, 2.2, 4.1];
const SERIES = ['loss', 'kl', 'kl-reverse', 'fisher-length', 'euclidean-length', 'halvings'];
const EXACT = new Set(core.catalog().rules.filter(({ invariance }) => invariance === 'exact').map(({ name }) => name));
const STATUSES = ['running', 'converged', 'left-domain', 'singular', 'ill-posed', 'collapsed', 'unbounded'];

/** Every rule in every chart, from one start. */
const everything = {
  model: 'gaussian',
  data: { set: 'teaching' },
  start: { chart: 'variance', at: [0.3, 3] },
  runs: charts.flatMap((chart) => rules.map((rule) => ({ rule, chart }))),
};

const experiment = (spec, steps = 0) => {
  const made = new core.Experiment(spec);
  made.advance(steps);
  return made;
};

const simple = (runs, more = {}) => ({ ...everything, runs: [runs].flat(), ...more });

/** Everything that can be read from an experiment. */
const readings = (of, count = of.spec.runs.length) =>
  Array.from({ length: count }, (_, run) => [
    of.status(run),
    ...charts.map((chart) => of.trajectory(run, chart)),
    ...SERIES.map((name) => of.series(run, name)),
  ]);

describe('the specification', () => {
  test('comes back with every default filled in', () => {
    const given = { model: 'gaussian', start: { chart: 'precision', at: [5, 2] }, runs: rules.map((rule) => ({ rule, chart: 'variance' })) };
    const { spec } = experiment(given);
    assert.equal(spec.version, 1);
    assert.deepEqual(spec.data, { set: 'cavendish' });
    assert.deepEqual(spec.start, given.start);
    assert.ok(Number.isInteger(spec.steps) && spec.steps > 0);
    core.catalog().rules.forEach(({ name, options }, k) => {
      const defaults = Object.fromEntries(options.map((o) => [o.name, o.kind === 'choice' ? o.of[0] : o.default]));
      assert.deepEqual(spec.runs[k], { rule: name, chart: 'variance', ...defaults });
    });
  });

  test('is normal: an experiment built from it has the same specification, also through JSON', () => {
    const { spec } = experiment({ ...everything, data: { x: [1, 2.5, -3e-7, 4e9] }, steps: 12 });
    assert.deepEqual(experiment(spec).spec, spec);
    assert.deepEqual(experiment(JSON.parse(JSON.stringify(spec))).spec, spec);
    assert.deepEqual(JSON.parse(JSON.stringify(spec)), spec);
  });

  test('keeps what was asked for', () => {
    const runs = [
      { rule: 'natural-gradient', chart: 'log-std', rate: 0.3, damping: 2, metric: 'empirical', schedule: 'inverse-time' },
      { rule: 'kl-ray', chart: 'natural', radius: 0.125, direction: 'new-old' },
      { rule: 'gradient', chart: 'natural', rate: 1e-3, schedule: 'constant' },
    ];
    const given = { version: 1, ...everything, runs, steps: 3 };
    assert.deepEqual(experiment(given).spec, given);
  });

  test('treats undefined and null as absent', () => {
    const given = simple({ rule: 'gradient', chart: 'variance', rate: undefined, schedule: null }, { steps: undefined, version: null });
    assert.deepEqual(experiment(given).spec, experiment(simple({ rule: 'gradient', chart: 'variance' })).spec);
  });

  test('is a copy: writing to it changes nothing', () => {
    const made = experiment(everything);
    made.spec.runs[0].rule = 'kl-ball';
    made.spec.start.at[0] = 77;
    assert.equal(made.spec.runs[0].rule, rules[0]);
    assert.deepEqual(made.spec.start.at, [0.3, 3]);
  });
});

/** The rules with a memory, as published: each is a function of the gradient and the number of the step. */
const RECURRENCES = {
  momentum({ rate, momentum }) {
    let v = [0, 0];
    return (g) => {
      v = g.map((x, k) => momentum * v[k] + x);
      return v.map((x) => -rate * x);
    };
  },
  nesterov({ rate, momentum }) {
    let v = [0, 0];
    return (g) => {
      v = g.map((x, k) => momentum * v[k] + x);
      return g.map((x, k) => -rate * (x + momentum * v[k]));
    };
  },
  adagrad({ rate, epsilon }) {
    const s = [0, 0];
    return (g) => g.map((x, k) => -rate * x / Math.sqrt((s[k] += x * x) + epsilon));
  },
  rmsprop({ rate, decay, epsilon }) {
    const s = [0, 0];
    return (g) => g.map((x, k) => {
      s[k] = decay * s[k] + (1 - decay) * x * x;
      return -rate * x / (Math.sqrt(s[k]) + epsilon);
    });
  },
  adam({ rate, beta1, beta2, epsilon }) {
    const [m, s] = [[0, 0], [0, 0]];
    return (g, t) => g.map((x, k) => {
      m[k] = beta1 * m[k] + (1 - beta1) * x;
      s[k] = beta2 * s[k] + (1 - beta2) * x * x;
      return -rate * (m[k] / (1 - beta1 ** t)) / (Math.sqrt(s[k] / (1 - beta2 ** t)) + epsilon);
    });
  },
};

describe('every rule in every chart', () => {
  const STEPS = 12;
  const made = experiment(everything, STEPS);
  const model = new core.Model({ model: 'gaussian', data: { set: 'teaching' } });

  everything.runs.forEach(({ rule, chart }, run) => {
    if (!remembers[rule]) test(`${rule} in ${chart}: the path is made of the model's own single steps`, () => {
      const path = made.trajectory(run, chart);
      assert.ok(path instanceof Float64Array);
      assert.ok(STATUSES.includes(made.status(run)));
      const steps = path.length / 2 - 1;
      assert.ok(steps === STEPS || made.status(run) !== 'running', 'a run that goes on takes every step');
      allClose(Array.from(path.slice(0, 2)), CHARTS[chart].from(0.3, 3), 1e-14);
      for (let k = 0; k < steps; k += 1) {
        const from = [path[2 * k], path[2 * k + 1]];
        const { theta, halvings } = model.step({ rule }, from, chart);
        const landed = [path[2 * k + 2], path[2 * k + 3]];
        // A run of a rule that knows no chart goes on from more digits than the chart shows.
        if (EXACT.has(rule)) allClose(theta, landed, 1e-10, `step ${k + 1}`);
        else assert.deepEqual(theta, landed, `step ${k + 1}`);
        assert.equal(made.series(run, 'halvings')[k + 1], halvings, `step ${k + 1}`);
      }
    });

    if (remembers[rule]) test(`${rule} in ${chart}: the path is that of its recurrence`, () => {
      const path = made.trajectory(run, chart);
      const next = RECURRENCES[rule](made.spec.runs[run]);
      let theta = Array.from(path.slice(0, 2));
      for (let t = 1; t < path.length / 2; t += 1) {
        const step = next(textbook.inspection(TEACHING, chart, theta).gradient, t);
        const part = 0.5 ** made.series(run, 'halvings')[t];
        theta = theta.map((x, k) => x + part * step[k]);
        allClose(Array.from(path.slice(2 * t, 2 * t + 2)), theta, 1e-7, `step ${t}`);
        theta = Array.from(path.slice(2 * t, 2 * t + 2));
      }
    });

    test(`${rule} in ${chart}: every column belongs to the path`, () => {
      const path = made.trajectory(run, chart);
      const points = path.length / 2;
      const place = (k) => CHARTS[chart].to(path[2 * k], path[2 * k + 1]);
      const column = Object.fromEntries(SERIES.map((name) => [name, made.series(run, name)]));
      for (const name of SERIES) {
        assert.ok(column[name] instanceof Float64Array && column[name].length === points, name);
        if (name !== 'loss') assert.equal(column[name][0], 0, `${name} starts at nothing`);
      }
      let [fisher, euclidean] = [0, 0];
      for (let k = 0; k < points; k += 1) {
        close(column.loss[k], textbook.inspection(TEACHING, 'variance', place(k)).loss, 1e-11);
        if (k === 0) continue;
        const scale = 1e-9;
        close(column.kl[k], textbook.kl(place(k - 1), place(k)), 1e-6, scale, `kl ${k}`);
        close(column['kl-reverse'][k], textbook.kl(place(k), place(k - 1)), 1e-6, scale, `kl-reverse ${k}`);
        fisher += textbook.distance(place(k - 1), place(k));
        euclidean += Math.hypot(path[2 * k] - path[2 * k - 2], path[2 * k + 1] - path[2 * k - 1]);
        close(column['fisher-length'][k], fisher, 1e-7, 1e-4, `fisher-length ${k}`);
        close(column['euclidean-length'][k], euclidean, 1e-11, 1e-9, `euclidean-length ${k}`);
      }
    });

    test(`${rule} in ${chart}: its path is the same among those of all runs`, () => {
      for (const other of charts) {
        const all = made.trajectories(other);
        assert.equal(all.length, everything.runs.length);
        assert.deepEqual(all[run], made.trajectory(run, other));
      }
    });

    test(`${rule} in ${chart}: the path reads the same in every other chart`, () => {
      const own = made.trajectory(run, chart);
      for (const other of charts) {
        const seen = made.trajectory(run, other);
        assert.equal(seen.length, own.length);
        for (let k = 0; k < own.length; k += 2) {
          const there = model.convert([own[k], own[k + 1]], chart, other);
          allClose([seen[k], seen[k + 1]], there, 1e-12, `${other}, point ${k / 2}`);
        }
      }
    });
  });

  test('every step of a rule with a KL radius stays within it', () => {
    everything.runs.forEach(({ rule, chart }, run) => {
      if (!['kl-ray', 'kl-ball', 'trust-region'].includes(rule)) return;
      const { radius } = made.spec.runs[run];
      for (const spent of made.series(run, 'kl')) assert.ok(spent <= radius * (1 + 1e-9), `${rule} in ${chart}: ${spent}`);
    });
  });

  test('the exact trust region is one path in all charts; gradient descent is not', () => {
    const ends = (rule) => charts.map((chart) => {
      const run = everything.runs.findIndex((one) => one.rule === rule && one.chart === chart);
      return Array.from(made.trajectory(run, 'variance').slice(-2));
    });
    for (const end of ends('trust-region')) allClose(end, ends('trust-region')[0], 1e-8);
    const [one, other] = ends('gradient');
    assert.ok(textbook.distance(one, other) > 0.1);
  });

  test('apart is the Fisher–Rao distance of two runs, each where it stands or has stopped', () => {
    const shorter = everything.runs.findIndex(({ rule }, run) => made.status(run) !== 'running' && rule === 'trust-region');
    for (const [one, other] of [[0, 1], [0, 12], [5, 30], [Math.max(shorter, 0), 0]]) {
      for (const index of [0, 1, 7, STEPS, 10_000]) {
        const place = (run) => {
          const path = made.trajectory(run, 'variance');
          const k = Math.min(index, path.length / 2 - 1);
          return [path[2 * k], path[2 * k + 1]];
        };
        close(made.apart(one, other, index), textbook.distance(place(one), place(other)), 1e-8, 1);
        close(made.apart(one, other, index), made.apart(other, one, index), 1e-14);
      }
    }
  });
});

describe('advance, reset and status', () => {
  test('many small advances are one large one, to the last bit', () => {
    const one = experiment(everything, 9);
    const many = experiment(everything);
    for (const count of [0, 1, 1, 4, 0, 3]) many.advance(count);
    assert.deepEqual(readings(many), readings(one));
  });

  test('the same specification gives the same bytes twice', () => {
    assert.deepEqual(readings(experiment(everything, 20)), readings(experiment(everything, 20)));
  });

  test('reset takes every run back to its start, and the second time is like the first', () => {
    const fresh = readings(experiment(everything));
    const made = experiment(everything, 15);
    const first = readings(made);
    made.reset();
    assert.deepEqual(readings(made), fresh);
    assert.ok(fresh.every(([status]) => status === 'running'));
    made.advance(15);
    assert.deepEqual(readings(made), first);
  });

  test('taken to another start, in any chart, it is one that was built there, batches included; a bad one changes nothing', () => {
    const batched = everything.runs.map((run, k) => ({ ...run, batch: { size: 4, seed: k } }));
    const made = experiment(simple(batched), 7);
    const [path, { spec }] = [readings(made), made];
    for (const [at, chart, said] of [[[1, -2], 'variance', /start\.at is \[1, -2\]/], [[1, 2], 'mean', /chart is "mean"/], ['no', 'variance', /at is "no"/], [[1, 2], undefined, /chart is missing/]]) {
      assert.throws(() => made.startAt(at, chart), said);
      assert.deepEqual([readings(made), made.spec], [path, spec]);
    }
    for (const start of [{ chart: 'precision', at: [1.2, 0.4] }, { chart: 'log-std', at: [-0.5, 0.3] }]) {
      made.startAt(start.at, start.chart);
      made.advance(7);
      const built = experiment(simple(batched, { start }), 7);
      assert.deepEqual([readings(made), made.spec], [readings(built), built.spec]);
    }
  });

  test('the inverse-time schedule divides the rate by the number of the step', () => {
    const made = experiment(simple({ rule: 'gradient', chart: 'variance', rate: 0.8, schedule: 'inverse-time' }), 5);
    let theta = [0.3, 3];
    const path = made.trajectory(0, 'variance');
    for (let t = 1; t <= 5; t += 1) {
      const { gradient } = textbook.inspection(TEACHING, 'variance', theta);
      theta = theta.map((x, k) => x - (0.8 / t) * gradient[k]);
      allClose(Array.from(path.slice(2 * t, 2 * t + 2)), theta, 1e-12, `step ${t}`);
    }
  });

  test('a run that arrives is converged and takes no more steps', () => {
    const made = experiment(simple({ rule: 'natural-gradient', chart: 'expectation', rate: 1 }), 50);
    assert.equal(made.status(0), 'converged');
    const path = made.trajectory(0, 'variance');
    assert.ok(path.length / 2 < 5);
    allClose(Array.from(path.slice(-2)), textbook.optimum(TEACHING), 1e-12);
    made.advance(50);
    assert.deepEqual(made.trajectory(0, 'variance'), path);
  });

  test('one that starts at the optimum has converged without a step', () => {
    const at = new core.Model({ model: 'gaussian', data: { x: TEACHING } }).optimum('variance');
    for (const rule of rules) {
      const made = experiment(simple({ rule, chart: 'variance' }, { start: { chart: 'variance', at: [...at] } }), 5);
      assert.equal(made.status(0), 'converged', rule);
      assert.equal(made.trajectory(0, 'variance').length, 2, rule);
    }
  });

  test('beside the optimum by a rounding, rules whose memory decays move away from it, and are not said to rest', () => {
    const [mean, variance] = textbook.optimum(TEACHING);
    for (const rule of ['rmsprop', 'adam']) {
      const beside = [mean, variance * (1 + Number.EPSILON)];
      const made = experiment(simple({ rule, chart: 'variance' }, { start: { chart: 'variance', at: beside }, steps: 12_000 }), 12_000);
      const path = made.trajectory(0, 'variance');
      assert.equal(made.status(0), 'running', rule);
      assert.ok(path.some((value, k) => k % 2 === 0 && Math.abs(value - mean) > 0.01), `${rule} bursts`);
    }
  });

  test('one whose matrix has no inverse is singular and stays', () => {
    const made = experiment({
      model: 'gaussian', data: { x: [-1, 1] }, start: { chart: 'variance', at: [0.5, 0.75] },
      runs: [
        { rule: 'natural-gradient', chart: 'variance', metric: 'empirical' },
        { rule: 'natural-gradient', chart: 'variance' },
      ],
    }, 3);
    assert.equal(made.status(0), 'singular');
    assert.equal(made.trajectory(0, 'variance').length, 2);
    assert.equal(made.status(1), 'running', 'its neighbour goes on');
    assert.equal(made.trajectory(1, 'variance').length, 8);
  });

  test('one that halving cannot bring inside has left the domain and stays', () => {
    const made = experiment(simple(
      { rule: 'gradient', chart: 'variance', rate: 1e12 },
      { data: { x: [1, 1 + 1e-10] }, start: { chart: 'variance', at: [1, 1e-10] } },
    ), 3);
    assert.equal(made.status(0), 'left-domain');
    assert.deepEqual(Array.from(made.trajectory(0, 'variance')), [1, 1e-10]);
  });

  test('runs do not influence each other', () => {
    const alone = experiment(simple(everything.runs[8]), 10);
    const together = experiment(everything, 10);
    assert.deepEqual(readings(alone)[0], readings(together)[8]);
  });
});

describe('the ball of a step', () => {
  const made = experiment(simple([
    { rule: 'euclidean-ball', chart: 'variance', radius: 0.2 },
    { rule: 'fisher-ball', chart: 'variance', radius: 0.03 },
    { rule: 'kl-ball', chart: 'precision', radius: 0.03 },
    { rule: 'kl-ball', chart: 'precision', radius: 0.03, direction: 'new-old' },
    { rule: 'gradient', chart: 'variance', rate: 0.1 },
    { rule: 'natural-gradient', chart: 'variance', rate: 0.1 },
  ]), 4);
  const path = (run, chart = 'variance') => made.trajectory(run, chart);
  const point = (flat, k) => [flat[2 * k], flat[2 * k + 1]];

  test('is the ball of its rule and radius around the point it left', () => {
    const measures = [
      (c, p) => Math.hypot(p[0] - c[0], p[1] - c[1]) - 0.2,
      (c, p) => ((p[0] - c[0]) ** 2 / c[1] + (p[1] - c[1]) ** 2 / (2 * c[1] ** 2)) / 2 - 0.03,
      (c, p) => textbook.kl(c, p) - 0.03,
      (c, p) => textbook.kl(p, c) - 0.03,
    ];
    measures.forEach((measure, run) => {
      for (const step of [0, 2]) {
        const outline = made.ball(run, step, 24, 'variance');
        assert.equal(outline.length, 48);
        for (let k = 0; k < 24; k += 1) {
          assert.ok(Math.abs(measure(point(path(run), step), point(outline, k))) < 1e-9, `run ${run}, step ${step}`);
        }
      }
    });
  });

  test('of a rule without a radius is the smallest of its family that holds the step', () => {
    const [from, to] = [point(path(4), 1), point(path(4), 2)];
    const outline = made.ball(4, 1, 24, 'variance');
    const radius = Math.hypot(to[0] - from[0], to[1] - from[1]);
    for (let k = 0; k < 24; k += 1) {
      const p = point(outline, k);
      close(Math.hypot(p[0] - from[0], p[1] - from[1]), radius, 1e-9);
    }
    assert.equal(made.ball(4, 4, 24, 'variance').length, 0, 'and nothing where no step was taken');
    assert.equal(made.ball(0, 4, 24, 'variance').length, 48, 'but a radius is known without a step');
  });
});
