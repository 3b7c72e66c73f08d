// Tens of thousands of calls with seeded random arguments, about half of them valid.
// Each call returns a result or throws an Error with a reason. Nothing traps, no
// trajectory of a running run has a NaN, and the object still works afterwards.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from './modules.mjs';

const CALLS = 24_000;
const SPECS = 6_000;
const STATUSES = new Set(['running', 'converged', 'left-domain', 'singular', 'ill-posed', 'collapsed', 'unbounded']);

/** Park & Miller 1988. The calls are the same every time. */
function random(seed) {
  let state = seed;
  const uniform = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const below = (n) => Math.floor(uniform() * n);
  const among = (list) => list[below(list.length)];
  return { uniform, below, among, chance: (share) => uniform() < share };
}

const EXTREME = [
  0, -0, 1, -1, 0.5, 2, 1e-5, 1e5, 1e-150, 1e150, 1e-300, 1e300, 5e-324, 1.7976931348623157e308, -1e-300, -1e300, 2 ** 53, 0.1 + 0.2,
  Number.EPSILON, 1 - Number.EPSILON, 1 + Number.EPSILON,
];
const NO_NUMBER = [NaN, Infinity, -Infinity, undefined, null, '1', '', true, [], {}, [1], 1n, Symbol('x'), () => 1, new Date(0)];
const NAMES = ['', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'variance\0', 'VARIANCE', ' variance', 'x'.repeat(3000), '\ud800', '🎈'];

function makers(chance) {
  const { uniform, below, among } = chance;
  const plain = () => among([uniform(), 4 * uniform() - 2, 10 * uniform(), -uniform()]);
  const number = () => (chance.chance(0.75) ? plain() : chance.chance(0.75) ? among(EXTREME) : among(NO_NUMBER));
  const point = () => (chance.chance(0.95) ? [number(), number()] : among([[], [1], [1, 2, 3], 'ab', null, undefined, 7, {}, { length: 2 }]));
  const word = (known) => (chance.chance(0.92) ? among(known) : among([...NAMES, ...NO_NUMBER]));
  const count = (most, least = 0) => (chance.chance(0.8) ? least + below(most) : number());
  return { number, point, word, count };
}

/** The result or the Error of a call; anything else fails the test. */
function ask(call, what) {
  try {
    return { answer: call() };
  } catch (error) {
    assert.ok(error instanceof Error, `${what()} threw ${String(error)}`);
    assert.ok(!(error instanceof WebAssembly.RuntimeError), `${what()} trapped: ${error.message}`);
    assert.ok(!(error instanceof RangeError), `${what()}: ${error.message}`);
    assert.ok(error.message.length > 10 && error.message.length < 5000, `${what()}: ${error.message.slice(0, 200)}`);
    assert.doesNotMatch(error.message, /unreachable|panicked|recursive use|null pointer|is not a function|undefined \(reading/, what());
    return { error };
  }
}

const written = (value) => {
  try {
    return JSON.stringify(value, (_, part) => (typeof part === 'number' ? String(part) : typeof part === 'bigint' || typeof part === 'symbol' || typeof part === 'function' ? typeof part : part));
  } catch {
    return 'something that JSON cannot write';
  }
};

const { models, rules } = core.catalog();
const DATA = {
  gaussian: [{ set: 'teaching' }, { set: 'cavendish' }, { x: [1, 2, 4] }, { x: [1e150, -1e150] }, { csv: 'x\n1\n2\n5' }],
  logistic: [{ set: 'oring' }, { set: 'teaching' }, { x: [1, 2, 3, 4], y: [0, 1, 0, 1] }, { x: [1, 2], y: [0, 1] }],
  categorical: [{ set: 'penguin-species' }, { counts: [5, 3, 2] }, { counts: [1e9, 1, 1] }],
  policy: [undefined],
  mixture: [{ set: 'faithful' }, { x: [1, 2, 4] }, { x: [1e150, -1e150] }, { csv: 'x\n1\n2\n5' }],
  variational: [{ set: 'two-peaks' }, { count: 2.5 }, { degrees: 1 }, { successes: 3, trials: 9 }, { peaks: [[1, -2, 0.1], [2, 3, 1]] }],
};
const BALLS = ['euclidean', 'fisher', 'empirical-fisher', 'hessian', 'kl-old-new', 'kl-new-old'];

/** A rule with some of its options, and sometimes with an unknown one. */
function ruleOf({ among, chance }, { number, word }) {
  const entry = among(rules);
  const spec = { rule: word([entry.name]) };
  for (const option of entry.options) {
    if (chance(0.4)) continue;
    spec[option.name] = option.kind === 'number' ? (chance(0.6) ? option.default : number()) : word(option.of);
  }
  if (chance(0.03)) spec[among(['rates', '__proto__', 'constructor', 'radius'])] = number();
  return spec;
}

for (const { name, charts } of models) {
  const names = charts.map((chart) => chart.name);
  test(`${name}: every call of a model is answered or refused`, () => {
    const chance = random(1 + name.length);
    const { number, point, word, count } = makers(chance);
    const model = new core.Model({ model: name, ...(DATA[name][0] && { data: DATA[name][0] }) });
    const home = model.start(names[0]);
    const there = model.convert(home, names[0], names.at(-1));
    const calls = {
      convert: () => [point(), word(names), word(names)],
      contains: () => [point(), word(names)],
      inspect: () => [point(), word(names)],
      kl: () => [point(), point(), word(names)],
      quadratic: () => [point(), point(), word(names)],
      along: () => [point(), point(), word(names), chance.chance(0.9) ? [number(), number()] : number()],
      integrand: () => [point(), point(), word(names), [number(), number()]],
      scores: () => [point(), word(names), word(['model', 'data']), count(50), count(9)],
      distance: () => [point(), point(), word(names)],
      optimum: () => [word(names)],
      start: () => [word(names)],
      towards: () => [point(), point(), word(names)],
      step: () => [ruleOf(chance, { number, word }), point(), word(names)],
      ball: () => [word(BALLS), point(), number(), count(40), word(names)],
      density: () => [point(), word(names), [number(), 0.5]],
      sample: () => [point(), word(names), count(50), count(9)],
      affine: () => [point(), word(names), number(), number()],
    };
    let answered = 0;
    let refused = 0;
    for (let k = 0; k < CALLS / models.length; k += 1) {
      const method = chance.among(Object.keys(calls));
      const given = calls[method]();
      const what = () => `${method}(${written(given)})`;
      const { answer, error } = ask(() => model[method](...given), what);
      if (error) refused += 1;
      else answered += 1;
      if (!error && method === 'kl') assert.ok(answer >= 0, `${what()} = ${answer}`);
      if (!error && (method === 'convert' || method === 'towards')) assert.ok(answer.every(Number.isFinite), `${what()} = ${answer}`);
      if (!error && method === 'density') assert.ok(answer.every((p) => p >= 0), `${what()} = ${answer}`);
      if (!error && method === 'step') assert.ok(answer.theta.every(Number.isFinite), `${what()} = ${written(answer)}`);
      if (k % 500 === 0) assert.deepEqual(model.convert(home, names[0], names.at(-1)), there, 'it still works');
    }
    assert.ok(answered > 1000 && refused > 1000, `${answered} answered, ${refused} refused`);
    model.free();
  });
}

describe('specifications', () => {
  const chance = random(77);
  const tools = makers(chance);
  const { number, point, word, count } = tools;
  const chartOf = (model) => word((models.find(({ name }) => name === model) ?? models[0]).charts.map(({ name }) => name));
  const head = () => {
    const model = word(models.map(({ name }) => name));
    const data = chance.chance(0.9) ? chance.among(DATA[model] ?? DATA.gaussian) : chance.among([{}, { set: word(NAMES) }, { x: [number(), number()] }, { counts: [number(), 1, 2] }, { csv: 'a;b\n1;2' }, [], 7]);
    const options = chance.chance(0.1) ? { options: { scale: [number(), number()] } } : {};
    return { model, ...(data !== undefined && { data }), ...options };
  };
  const batch = () => (chance.chance(0.25) ? { batch: { size: count(64, 1), seed: count(9) } } : {});
  const start = (model) => ({ chart: chartOf(model), at: point() });
  const run = (model) => ({ ...ruleOf(chance, tools), chart: chartOf(model), ...batch() });
  const steps = () => (chance.chance(0.5) ? { steps: count(60) } : {});
  const few = () => 1 + chance.below(3);
  const kinds = {
    Experiment: () => {
      const spec = head();
      return { ...spec, start: start(spec.model), runs: Array.from({ length: few() }, () => run(spec.model)), ...steps() };
    },
    Sweep: () => {
      const spec = head();
      return { ...spec, run: run(spec.model), grid: { chart: chartOf(spec.model), window: chance.chance(0.6) ? [-1 - chance.uniform(), 2, 0.1, 3] : [number(), number(), number(), number()], size: [count(6, 1), count(6, 1)] }, ...steps() };
    },
    RateSearch: () => {
      const spec = head();
      return { ...spec, run: run(spec.model), starts: [start(spec.model)], ...steps() };
    },
    MonteCarlo: () => {
      const spec = head();
      return { ...spec, start: start(spec.model), run: { ...run(spec.model), batch: { size: count(20, 1), seed: 1 } }, seeds: count(4, 1), ...steps() };
    },
    OnlineLearning: () => {
      const spec = head();
      return { ...spec, start: start(spec.model), run: { ...ruleOf(chance, tools), chart: chartOf(spec.model) }, observations: count(30, 1), seeds: count(4, 1) };
    },
  };

  /** What an accepted specification has to stand. */
  const uses = {
    Experiment: (subject, spec) => {
      ask(() => subject.advance(12), () => written(spec));
      spec.runs.forEach(({ chart }, k) => {
        const status = subject.status(k);
        assert.ok(STATUSES.has(status), status);
        const { answer } = ask(() => subject.trajectory(k, chart), () => written(spec));
        if (answer) assert.ok(answer.every((x) => !Number.isNaN(x)), `a NaN in ${written(spec)}`);
        for (const name of ['loss', 'kl']) {
          const series = subject.series(k, name);
          if (status === 'running') assert.ok(series.every((x) => !Number.isNaN(x)), `${name} is NaN in ${written(spec)}`);
        }
      });
      ask(() => subject.trajectory(count(4), word(['variance', 'raw'])), () => 'trajectory');
      ask(() => subject.advance(number()), () => 'advance');
      const { error } = ask(() => subject.startAt(point(), chartOf(spec.model)), () => written(spec));
      if (error) subject.reset();
      assert.equal(subject.trajectory(0, spec.runs[0].chart).length, 2, 'back at the start');
    },
    Sweep: (subject) => assert.ok(subject.advance(40) >= 0),
    RateSearch: (subject) => assert.ok(subject.advance(40) >= 0),
    MonteCarlo: (subject) => {
      subject.advance(1);
      assert.ok(subject.tally().done >= 0);
    },
    OnlineLearning: (subject) => {
      subject.advance(1);
      assert.ok(subject.outcome().done >= 0);
    },
  };

  for (const [kind, make] of Object.entries(kinds)) {
    test(`${kind}: random specifications are run or refused`, () => {
      let accepted = 0;
      let refused = 0;
      for (let k = 0; k < SPECS / Object.keys(kinds).length; k += 1) {
        const spec = make();
        const { answer: subject, error } = ask(() => new core[kind](spec), () => written(spec));
        if (error) {
          refused += 1;
          continue;
        }
        accepted += 1;
        uses[kind](subject, subject.spec);
        const text = JSON.stringify(subject.spec);
        assert.equal(JSON.stringify(new core[kind](JSON.parse(text)).spec), text, 'its specification describes it');
        subject.free();
      }
      assert.ok(accepted > 50 && refused > 50, `${accepted} accepted, ${refused} refused`);
    });
  }
});
