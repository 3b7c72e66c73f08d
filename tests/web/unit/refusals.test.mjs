// Bad input gives an Error that names the field and what is allowed. It never traps,
// and leaves the object as it was.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from './modules.mjs';

const TWO = [0.3, 3];
const model = () => new core.Model({ model: 'gaussian', data: { set: 'teaching' } });
const spec = (more = {}) => ({
  model: 'gaussian', data: { set: 'teaching' }, start: { chart: 'variance', at: TWO },
  runs: [{ rule: 'kl-ball', chart: 'precision' }, { rule: 'gradient', chart: 'variance' }], ...more,
});
const experiment = () => new core.Experiment(spec());

/** Values that no program means to pass. Each is created again for every call, because some fail only once. */
const WRONG = {
  undefined: () => undefined,
  null: () => null,
  'an empty string': () => '',
  'a number': () => 7.5,
  NaN: () => NaN,
  Infinity: () => Infinity,
  'a huge number': () => 1e308,
  'a word': () => 'hello',
  'a numeral': () => '12',
  '__proto__': () => '__proto__',
  'the name constructor': () => 'constructor',
  'the name toString': () => 'toString',
  'half a surrogate pair': () => '\ud800',
  'text with a NUL': () => 'variance\0',
  'a long text': () => 'x'.repeat(1_000_000),
  true: () => true,
  'an empty object': () => ({}),
  'an object of nothing': () => Object.create(null),
  'an object with a length': () => ({ length: 2, 0: 1, 1: 1 }),
  'an empty list': () => [],
  'one number in a list': () => [1],
  'three numbers': () => [1, 2, 3],
  'a list of strings': () => ['1', '2'],
  'a list with a hole': () => [, 1], // eslint-disable-line no-sparse-arrays
  'a list with NaN': () => [1, NaN],
  'a list with infinity': () => [Infinity, 1],
  'a list of lists': () => [[1], [2]],
  'a list of null': () => [null, null],
  'a billion holes': () => new Array(1e9),
  'a typed array of three': () => new Float64Array(3),
  'a long typed array': () => new Float64Array(2e5),
  'floats of half the size': () => new Float32Array(2),
  bytes: () => new Uint8Array(2),
  'a buffer': () => new ArrayBuffer(16),
  'a buffer view': () => new DataView(new ArrayBuffer(16)),
  'a symbol': () => Symbol('variance'),
  'a BigInt': () => 10n ** 30n,
  'a function': () => () => 1,
  'a class': () => class {},
  'a date': () => new Date(0),
  'a regular expression': () => /x/,
  'a promise': () => Promise.resolve(1),
  'a map': () => new Map([[1, 2]]),
  'a set': () => new Set([1, 2]),
  'a boxed number': () => new Number(1),
  'a boxed string': () => new String('variance'),
  'a circular object': () => {
    const it = {};
    it.it = it;
    return it;
  },
  'a circular list': () => {
    const it = [];
    it.push(it, it);
    return it;
  },
  'an object nested 100000 deep': () => {
    let it = {};
    for (let k = 0; k < 1e5; k += 1) it = { it };
    return it;
  },
  'a list nested 100000 deep': () => {
    let it = [];
    for (let k = 0; k < 1e5; k += 1) it = [it, 1];
    return it;
  },
  'a Proxy that throws': () => new Proxy({}, {
    get() { throw new Error('no'); },
    ownKeys() { throw new Error('no'); },
    has() { throw new Error('no'); },
  }),
  'a Proxy around a list that lies about its length': () => new Proxy([1, 2], {
    get: (list, key) => (key === 'length' ? 1e9 : list[key]),
  }),
  'a revoked Proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'an object whose getter throws': () => ({ get model() { throw new Error('no'); } }),
  'a list whose getter throws': () => Object.defineProperty([1, 1], 0, { get() { throw new Error('no'); } }),
  'an iterable that throws': () => ({ [Symbol.iterator]() { throw new Error('no'); } }),
  'a Model': () => model(),
};

/** Returns the Error that a call throws; any other outcome fails the test. */
function refused(call, what) {
  let thrown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  assert.ok(thrown, `${what} was accepted`);
  assert.ok(thrown instanceof Error, `${what} threw something that is no Error: ${String(thrown)}`);
  assert.ok(!(thrown instanceof WebAssembly.RuntimeError), `${what} trapped: ${thrown.message}`);
  assert.doesNotMatch(thrown.message, /unreachable|panicked|recursive use|null pointer/, what);
  return thrown;
}

/** Asserts that the error is the core's own message about the field. */
function names(error, field, what) {
  const [, named, , allowed] = /^(.+?) is ([^]*); allowed: (.+)$/.exec(error.message) ?? [];
  assert.ok(named, `${what}: "${error.message}" does not say which field and what is allowed`);
  const right = field instanceof RegExp
    ? field.test(named)
    : named === field || named.startsWith(`${field}[`) || named.startsWith(`${field}.`);
  assert.ok(right, `${what}: it blames ${named}, not ${field}`);
  assert.match(allowed, /\w/, what);
  assert.ok(error.message.length < 400, `${what}: the message is a page long`);
}

const inspectOf = (m) => m.inspect(TWO, 'variance');

/** Wrong values for each argument of the methods of Model. */
const MODEL_ARGUMENTS = [
  ['convert', 'theta', (m, x) => m.convert(x, 'variance', 'precision')],
  ['convert', 'from', (m, x) => m.convert(TWO, x, 'precision')],
  ['convert', 'to', (m, x) => m.convert(TWO, 'variance', x)],
  ['contains', 'theta', (m, x) => m.contains(x, 'variance'), /NaN|infinity|floats|bytes/],
  ['contains', 'chart', (m, x) => m.contains(TWO, x)],
  ['inspect', 'theta', (m, x) => m.inspect(x, 'variance')],
  ['inspect', 'chart', (m, x) => m.inspect(TWO, x)],
  ['kl', 'p', (m, x) => m.kl(x, TWO, 'variance')],
  ['kl', 'q', (m, x) => m.kl(TWO, x, 'variance')],
  ['kl', 'chart', (m, x) => m.kl(TWO, TWO, x)],
  ['distance', 'p', (m, x) => m.distance(x, TWO, 'variance')],
  ['distance', 'q', (m, x) => m.distance(TWO, x, 'variance')],
  ['distance', 'chart', (m, x) => m.distance(TWO, TWO, x)],
  ['optimum', 'chart', (m, x) => m.optimum(x)],
  ['start', 'chart', (m, x) => m.start(x)],
  ['step', 'theta', (m, x) => m.step({ rule: 'gradient' }, x, 'variance')],
  ['step', 'chart', (m, x) => m.step({ rule: 'gradient' }, TWO, x)],
  ['ball', 'kind', (m, x) => m.ball(x, TWO, 0.1, 8, 'variance')],
  ['ball', 'center', (m, x) => m.ball('fisher', x, 0.1, 8, 'variance')],
  ['ball', 'radius', (m, x) => m.ball('fisher', TWO, x, 8, 'variance'), /^(a number|a huge number)$/],
  ['ball', 'count', (m, x) => m.ball('fisher', TWO, 0.1, x, 'variance')],
  ['ball', 'chart', (m, x) => m.ball('fisher', TWO, 0.1, 8, x)],
  ['ellipse', 'form', (m, x) => core.ellipse(x, 1, 8), /three/],
  ['ellipse', 'radius', (m, x) => core.ellipse([1, 0, 1], x, 8), /^(a number|a huge number)$/],
  ['ellipse', 'count', (m, x) => core.ellipse([1, 0, 1], 1, x)],
  ['density', 'theta', (m, x) => m.density(x, 'variance', new Float64Array(1))],
  ['density', 'chart', (m, x) => m.density(TWO, x, new Float64Array(1))],
  ['density', 'xs', (m, x) => m.density(TWO, 'variance', x), /empty list|^one number|three|typed array of three|floats|bytes/],
  ['quadratic', 'p', (m, x) => m.quadratic(x, TWO, 'variance')],
  ['quadratic', 'q', (m, x) => m.quadratic(TWO, x, 'variance')],
  ['quadratic', 'chart', (m, x) => m.quadratic(TWO, TWO, x)],
  ['along', 'p', (m, x) => m.along(x, TWO, 'variance', [0.5])],
  ['along', 'q', (m, x) => m.along(TWO, x, 'variance', [0.5])],
  ['along', 'chart', (m, x) => m.along(TWO, TWO, x, [0.5])],
  ['along', 'shares', (m, x) => m.along(TWO, TWO, 'variance', x), /empty list|^one number|three|typed array of three|floats|bytes/],
  ['affine', 'theta', (m, x) => m.affine(x, 'variance', 2, 1)],
  ['affine', 'chart', (m, x) => m.affine(TWO, x, 2, 1)],
  ['affine', 'scale', (m, x) => m.affine(TWO, 'variance', x, 1), /^a number$/],
  ['affine', 'shift', (m, x) => m.affine(TWO, 'variance', 2, x), /^(a number|a huge number)$/],
  ['rescaled', 'scale', (m, x) => m.rescaled(x, 1), /^a number$/],
  ['rescaled', 'shift', (m, x) => m.rescaled(2, x), /^(a number|a huge number)$/],
  ['integrand', 'p', (m, x) => m.integrand(x, TWO, 'variance', new Float64Array(1))],
  ['integrand', 'q', (m, x) => m.integrand(TWO, x, 'variance', new Float64Array(1))],
  ['integrand', 'chart', (m, x) => m.integrand(TWO, TWO, x, new Float64Array(1))],
  ['integrand', 'xs', (m, x) => m.integrand(TWO, TWO, 'variance', x), /empty list|^one number|three|typed array of three|floats|bytes/],
  ['scores', 'theta', (m, x) => m.scores(x, 'variance', 'data')],
  ['scores', 'chart', (m, x) => m.scores(TWO, x, 'data')],
  ['scores', 'labels', (m, x) => m.scores(TWO, 'variance', x, 3, 1)],
  ['scores', 'count', (m, x) => m.scores(TWO, 'variance', 'model', x, 1)],
  ['scores', 'seed', (m, x) => m.scores(TWO, 'variance', 'model', 3, x)],
  ['sample', 'theta', (m, x) => m.sample(x, 'variance', 3, 1)],
  ['sample', 'chart', (m, x) => m.sample(TWO, x, 3, 1)],
  ['sample', 'count', (m, x) => m.sample(TWO, 'variance', x, 1)],
  ['sample', 'seed', (m, x) => m.sample(TWO, 'variance', 3, x)],
];

describe('a wrong argument of Model', () => {
  for (const [method, field, call, accepted = /^$/] of MODEL_ARGUMENTS) {
    test(`${method}: ${field}`, () => {
      const subject = model();
      const before = inspectOf(subject);
      for (const [what, make] of Object.entries(WRONG)) {
        if (accepted.test(what)) continue;
        const error = refused(() => call(subject, make()), what);
        names(error, field, what);
        assert.deepEqual(inspectOf(subject), before, `after ${what}`);
      }
    });
  }

  test('step: rule', () => {
    const subject = model();
    for (const [what, make] of Object.entries(WRONG)) {
      refused(() => subject.step(make(), TWO, 'variance'), what);
    }
    assert.equal(subject.step({ rule: 'gradient' }, TWO, 'variance').status, 'ok');
  });

  test('a missing argument counts as undefined', () => {
    const subject = model();
    for (const method of ['convert', 'contains', 'inspect', 'kl', 'distance', 'optimum', 'start', 'step', 'ball', 'density', 'sample', 'quadratic', 'integrand', 'scores', 'along', 'affine', 'rescaled']) {
      assert.match(refused(() => subject[method](), method).message, /is missing; allowed: /);
    }
  });
});

describe('a number out of range', () => {
  const cases = [
    ['theta', [5, 0], (m, x) => m.inspect(x, 'variance')],
    ['theta', [5, -1e-300], (m, x) => m.inspect(x, 'std-dev')],
    ['theta', [5, 0], (m, x) => m.inspect(x, 'natural')],
    ['theta', [5, 25], (m, x) => m.inspect(x, 'expectation')],
    ['q', [5, -1], (m, x) => m.kl(TWO, x, 'precision')],
    ['theta', [1, 1e-320], (m, x) => m.convert(x, 'variance', 'precision')],
    ['theta', [1, -1e9], (m, x) => m.convert(x, 'log-std', 'variance')],
    ['radius', 0, (m, x) => m.ball('euclidean', TWO, x, 8, 'variance')],
    ['radius', -0.1, (m, x) => m.ball('kl-old-new', TWO, x, 8, 'variance')],
    ['radius', -Infinity, (m, x) => m.ball('kl-new-old', TWO, x, 8, 'variance')],
    ['count', 2, (m, x) => m.ball('fisher', TWO, 1, x, 'variance')],
    ['count', 1e9, (m, x) => m.ball('fisher', TWO, 1, x, 'variance')],
    ['count', 8.5, (m, x) => m.ball('fisher', TWO, 1, x, 'variance')],
    ['count', 0, (m, x) => m.scores(TWO, 'variance', 'model', x, 1)],
    ['count', 1e7, (m, x) => m.scores(TWO, 'variance', 'model', x, 1)],
    ['labels', 'truth', (m, x) => m.scores(TWO, 'variance', x, 3, 1)],
    ['count', -1, (m, x) => m.sample(TWO, 'variance', x, 1)],
    ['count', 2 ** 32, (m, x) => m.sample(TWO, 'variance', x, 1)],
    ['count', 2 ** 53, (m, x) => m.sample(TWO, 'variance', x, 1)],
    ['seed', -1, (m, x) => m.sample(TWO, 'variance', 3, x)],
    ['seed', 0.5, (m, x) => m.sample(TWO, 'variance', 3, x)],
    ['seed', 2 ** 53, (m, x) => m.sample(TWO, 'variance', 3, x)],
    ['rate', 0, (m, x) => m.step({ rule: 'gradient', rate: x }, TWO, 'variance')],
    ['rate', -1, (m, x) => m.step({ rule: 'natural-gradient', rate: x }, TWO, 'variance')],
    ['rate', 1e61, (m, x) => m.step({ rule: 'natural-gradient', rate: x }, TWO, 'variance')],
    ['radius', 0, (m, x) => m.step({ rule: 'kl-ball', radius: x }, TWO, 'variance')],
    ['radius', -1, (m, x) => m.step({ rule: 'trust-region', radius: x }, TWO, 'variance')],
    ['radius', NaN, (m, x) => m.step({ rule: 'fisher-ball', radius: x }, TWO, 'variance')],
    ['radius', Infinity, (m, x) => m.step({ rule: 'euclidean-ball', radius: x }, TWO, 'variance')],
    ['damping', -1e-9, (m, x) => m.step({ rule: 'natural-gradient', damping: x }, TWO, 'variance')],
    ['direction', 'sideways', (m, x) => m.step({ rule: 'kl-ball', direction: x }, TWO, 'variance')],
    ['metric', 'euclid', (m, x) => m.step({ rule: 'natural-gradient', metric: x }, TWO, 'variance')],
    ['schedule', 'constructor', (m, x) => m.step({ rule: 'gradient', schedule: x }, TWO, 'variance')],
    ['rule', 'adam and eve', (m, x) => m.step({ rule: x }, TWO, 'variance')],
    ['raduis', 1, (m, x) => m.step({ rule: 'kl-ball', raduis: x }, TWO, 'variance')],
    ['chart', 'variance', (m, x) => m.step({ rule: 'kl-ball', chart: x }, TWO, 'variance')],
  ];
  for (const [field, value, call] of cases) {
    test(`${field} = ${JSON.stringify(value)}: ${String(call).replace(/^.*=> m\./, '')}`, () => {
      const subject = model();
      const error = refused(() => call(subject, value), field);
      names(error, field, String(value));
      assert.equal(inspectOf(subject).loss, inspectOf(model()).loss);
    });
  }

  test('lists the known names', () => {
    const m = model();
    assert.match(refused(() => m.optimum('varianz'), '').message, /^chart is "varianz"; allowed: one of variance, precision, std-dev, log-std, natural, expectation$/);
    assert.match(refused(() => m.ball('kl', TWO, 1, 8, 'variance'), '').message, /one of euclidean, fisher, empirical-fisher, hessian, kl-old-new, kl-new-old$/);
    assert.match(refused(() => m.step({ rule: 'x' }, TWO, 'variance'), '').message, /; allowed: one of gradient, euclidean-ball, natural-gradient, .*, adam$/);
    assert.match(refused(() => new core.Model({ model: 'cauchy' }), '').message, /^model is "cauchy"; allowed: one of gaussian/);
    assert.match(refused(() => m.inspect([1, -2], 'variance'), '').message, /^theta is \[1, -2\]; allowed: .*σ² > 0$/);
  });
});

/** A copy with another value at a path such as `runs.0.rate`. */
function withAt(whole, path, value) {
  const copy = structuredClone(whole);
  const keys = path.split('.');
  const last = keys.pop();
  let inner = copy;
  for (const key of keys) inner = inner[key];
  inner[last] = value;
  return copy;
}

/** `runs.0.rate` as errors write it: `runs[0].rate`. */
const said = (path) => path.replace(/\.(\d+)/g, '[$1]');

describe('a wrong field of a specification', () => {
  const whole = {
    version: 1, model: 'gaussian', data: { set: 'teaching' }, start: { chart: 'variance', at: TWO },
    runs: [{ rule: 'natural-gradient', chart: 'variance', rate: 0.5, damping: 0, metric: 'fisher', schedule: 'constant' }, { rule: 'kl-ball', chart: 'natural', radius: 0.1, direction: 'old-new' }],
    steps: 5,
  };
  const optional = ['version', 'data', 'steps', 'runs.0.rate', 'runs.0.damping', 'runs.0.metric', 'runs.0.schedule', 'runs.1.radius', 'runs.1.direction'];
  const numeric = { 'runs.0.rate': /^a number$/, 'runs.0.damping': /^a number$/, 'runs.1.radius': /^a number$/ };
  const required = ['model', 'start', 'start.chart', 'start.at', 'runs', 'runs.0', 'runs.0.rule', 'runs.1.chart', 'data.set'];

  for (const path of [...optional, ...required]) {
    test(said(path), () => {
      new core.Experiment(whole).free();
      for (const [what, make] of Object.entries(WRONG)) {
        if (optional.includes(path) && /^(undefined|null)$/.test(what)) continue;
        if (numeric[path]?.test(what)) continue;
        const error = refused(() => new core.Experiment(withAt(whole, path, make())), `${path}: ${what}`);
        names(error, path === 'data.set' ? 'data' : said(path), `${path}: ${what}`);
      }
      new core.Experiment(whole).free();
    });
  }

  test('names the field also where a value is of a kind that JSON lacks', () => {
    for (const value of [Symbol('x'), () => 1, new Set([1]), new Number(1)]) {
      names(refused(() => new core.Experiment(withAt(whole, 'runs.1', { rule: 'kl-ball', chart: 'natural', radius: value })), ''), 'runs[1].radius', String(value));
    }
  });

  for (const path of ['extra', 'start.extra', 'data.extra', 'runs.1.extra', 'runs.1.rate']) {
    test(`an unknown field: ${said(path)}`, () => {
      const error = refused(() => new core.Experiment(withAt(whole, path, 1)), path);
      names(error, said(path), path);
      assert.match(error.message, /no such field/);
    });
  }

  test('a start outside the domain, or one that the chart of a run cannot hold', () => {
    for (const [chart, at] of [['variance', [1, 0]], ['variance', [1, -1]], ['natural', [0, 0]], ['expectation', [2, 3.9]]]) {
      names(refused(() => new core.Experiment(spec({ start: { chart, at } })), chart), 'start.at', chart);
    }
    names(refused(() => new core.Experiment(spec({ start: { chart: 'variance', at: [1, 1e-310] } })), ''), 'start.at', 'too near');
  });

  test('too many runs, or none', () => {
    const runs = Array(101).fill({ rule: 'gradient', chart: 'variance' });
    names(refused(() => new core.Experiment(spec({ runs })), '101'), 'runs', '101');
    names(refused(() => new core.Experiment(spec({ runs: [] })), '0'), 'runs', '0');
    assert.equal(new core.Experiment(spec({ runs: runs.slice(1) })).spec.runs.length, 100);
  });
});

test('a list that contains itself is refused', () => {
  let reads = 0;
  const list = new Proxy([], { get: (target, key) => ((reads += 1), target[key]) });
  for (let k = 0; k < 5; k += 1) list.push(list);
  names(refused(() => new core.Model({ model: 'gaussian', data: { x: list } }), ''), 'data.x', '');
  assert.ok(reads < 10_000, `${reads} reads`);
});

describe('data that cannot be used', () => {
  const cases = {
    'none at all': [],
    'a single one': [3],
    'all the same': [2, 2, 2],
    'all the same but for rounding': [0.1 + 0.2, 0.3],
    'all the same far from zero': [1e9, 1e9 + 1e-8],
    'not a number': [1, NaN, 2],
    'not finite': [1, -Infinity],
    'too large to be squared': [1, 1e200],
    text: [1, '2'],
    'with a hole': [1, undefined, 3],
    'nested': [[1, 2], [3, 4]],
    'longer than a page can bear': Array.from({ length: 100_001 }, (_, k) => k),
  };
  for (const [what, x] of Object.entries(cases)) {
    test(what, () => {
      names(refused(() => new core.Model({ model: 'gaussian', data: { x } }), what), 'data.x', what);
      names(refused(() => new core.Experiment(spec({ data: { x } })), what), 'data.x', what);
    });
  }

  test('the wrong number is named by its index', () => {
    const error = refused(() => new core.Model({ model: 'gaussian', data: { x: [1, 2, Infinity] } }), '');
    assert.match(error.message, /^data\.x\[2\] is /);
  });

  test('a built-in set together with own data, neither of them, or an unknown set', () => {
    const built = (data) => refused(() => new core.Model({ model: 'gaussian', data }), JSON.stringify(data));
    names(built({ set: 'teaching', x: [1, 2] }), 'data', 'both');
    names(built({}), 'data', 'neither');
    const error = built({ set: 'iris' });
    names(error, 'data', 'unknown');
    assert.match(error.message, /one of cavendish, michelson, teaching/);
  });
});

describe('a wrong argument of Experiment', () => {
  const calls = [
    ['count', (e, x) => e.advance(x)],
    ['run', (e, x) => e.trajectory(x, 'variance')],
    ['chart', (e, x) => e.trajectory(0, x)],
    ['chart', (e, x) => e.trajectories(x)],
    ['run', (e, x) => e.series(x, 'loss')],
    ['name', (e, x) => e.series(0, x)],
    ['run', (e, x) => e.status(x)],
    ['run', (e, x) => e.apart(x, 0, 0)],
    [/^(other|run)$/, (e, x) => e.apart(0, x, 0)],
    ['run', (e, x) => e.ball(x, 0, 8, 'variance')],
    ['index', (e, x) => e.ball(0, x, 8, 'variance')],
    ['count', (e, x) => e.ball(0, 0, x, 'variance')],
    ['chart', (e, x) => e.ball(0, 0, 8, x)],
    ['run', (e, x) => e.quickBall(x, 0, 8, 'variance')],
    ['index', (e, x) => e.quickBall(0, x, 8, 'variance')],
    ['count', (e, x) => e.quickBall(0, 0, x, 'variance')],
    ['chart', (e, x) => e.quickBall(0, 0, 8, x)],
  ];

  for (const [field, call] of calls) {
    test(`${String(call).replace(/^.*=> e\./, '')}`, () => {
      const subject = experiment();
      subject.advance(3);
      const before = subject.trajectory(0, 'variance');
      for (const [what, make] of Object.entries(WRONG)) {
        const error = refused(() => call(subject, make()), what);
        names(error, field, what);
        assert.deepEqual(subject.trajectory(0, 'variance'), before, `after ${what}`);
      }
      for (const value of [-1, 0.5, 2 ** 31, 2 ** 53]) names(refused(() => call(subject, value), value), field, value);
      subject.advance(1);
      subject.free();
    });
  }

  test('more steps than a run may hold', () => {
    const subject = experiment();
    subject.advance(2);
    names(refused(() => subject.advance(1e6), ''), 'count', '');
    assert.equal(subject.trajectory(0, 'variance').length, 6);
  });

  test('a getter that throws leaves the object as it was', () => {
    const subject = experiment();
    names(refused(() => subject.advance({ get x() { throw new Error('mine'); } }), ''), 'count', '');
    subject.advance(1);
    assert.equal(subject.trajectory(0, 'variance').length, 4);
  });

  test('run numbers are not wrapped', () => {
    names(refused(() => experiment().status(2 ** 32), ''), 'run', '');
  });
});

describe('after free()', () => {
  test('every method of a Model throws an Error', () => {
    const subject = model();
    subject.free();
    for (const call of [inspectOf, (m) => m.spec, (m) => m.observations, ...MODEL_ARGUMENTS.map(([, , f]) => (m) => f(m, TWO))]) {
      assert.throws(() => call(subject), (error) => error instanceof Error && !(error instanceof WebAssembly.RuntimeError));
    }
  });

  test('every method of an Experiment throws an Error, and a new one works', () => {
    const subject = experiment();
    subject.free();
    const calls = [(e) => e.advance(1), (e) => e.trajectory(0, 'variance'), (e) => e.trajectories('variance'), (e) => e.series(0, 'loss'), (e) => e.status(0), (e) => e.reset(), (e) => e.startAt([1, 2], 'variance'), (e) => e.spec];
    for (const call of calls) {
      assert.throws(() => call(subject), (error) => error instanceof Error && !(error instanceof WebAssembly.RuntimeError));
    }
    experiment().advance(1);
  });

  test('methods refuse a this of another kind', () => {
    for (const receiver of [{}, null, experiment(), Object.create(core.Model.prototype)]) {
      assert.throws(() => core.Model.prototype.inspect.call(receiver, TWO, 'variance'), Error);
    }
    assert.throws(() => core.Model({ model: 'gaussian' }), TypeError);
  });
});

test('a distribution that has no name in a chart is refused with what that chart can hold', () => {
  const data = { x: [1, 2, 3, 4], y: [0, 1, 0, 1] };
  const flat = () => new core.Model({ model: 'logistic', data }).convert([0, 1], 'raw', 'boundary');
  assert.match(refused(flat, 'convert').message, /^theta is \[0, 1\]; allowed: a point that the chart boundary can hold: w ≠ 0$/);
  const run = () => new core.Experiment({ model: 'logistic', data, start: { chart: 'raw', at: [0, 1] }, runs: [{ rule: 'gradient', chart: 'boundary' }] });
  assert.match(refused(run, 'start').message, /^start\.at is \[0, 1\] in raw; allowed: a point that boundary can hold in double precision: w ≠ 0$/);
});
