// A state written as a link and read again is the same state, and the same link.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

const { fromAttributes, toAttributes } = await shell('state/attributes.js');
const { toSpec } = await shell('state/specification.js');
const { catalogue, ready } = await shell('core.js');
await shell('views/index.js');
const { VIEWS, fetchViews } = await shell('views/registry.js');
const { attributesOf, fromJson } = await shell('state/json.js');
const { LONGEST, MOST_KEYS, decode, encode } = await shell('address.js');

// The core has been started already. The shell would fetch it, and Node cannot fetch a file.
await ready();
await fetchViews();
const catalog = catalogue();

/** Seeded numbers: the same thousand states each time. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), 1 | state);
    z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z;
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}

const next = random(20260806);
const below = (count) => Math.floor(next() * count);
const one = (list) => list[below(list.length)];
const some = (list, least = 0) => list.filter(() => next() < 0.4).slice(0, 5).concat(least ? [one(list)] : []).filter((word, k, all) => all.indexOf(word) === k);
/** Any double, not only short decimals. */
const real = (low, high) => low + (high - low) * next();
const positive = () => 10 ** real(-6, 2);

const OWN = {
  numbers: () => Array.from({ length: 2 + below(6) }, () => real(-9, 9)).join(' '),
  labelled: () => Array.from({ length: 3 + below(6) }, () => `${real(-9, 9)} ${below(2)}`).join(', '),
  counts: () => [1, 2, 3].map(() => 1 + below(90)).join(' '),
};

/** Views that exist for this model only. */
const POLICYS = ['policy', 'cliff', 'fan'];

/** Attributes that a reader can produce. */
function attributes() {
  const model = one(catalog.models);
  const charts = some(model.charts.map(({ name }) => name), 1);
  const fits = (view) => (!POLICYS.includes(view) || model.name === 'policy') && (view !== 'morph' || charts.length === 2);
  const once = some(catalog.rules.map(({ name }) => name), 1);
  // A rule may stand several times; its options are then lists.
  const rules = next() < 0.3 ? once.concat(one(once)) : once;
  const found = {
    view: some(VIEWS.filter((name) => name !== 'plane' && fits(name))).concat('plane').join(' '),
    model: model.name, chart: charts.join(' '), rules: rules.join(' '),
    start: `${next() < 0.3 ? `${one(model.charts).name} ` : ''}${real(-5, 5)} ${positive()}`,
    steps: String(below(300)), balls: one(['none', 'start', 'path']),
    ellipses: some(['fisher', 'empirical-fisher', 'hessian'].filter((name) => name !== 'empirical-fisher' || model.hasEmpirical)).join(' '),
  };
  if (next() < 0.7) found.data = next() < 0.5 && OWN[model.takes] ? OWN[model.takes]() : one(model.data).name;
  if (model.name === 'policy' && next() < 0.5) found.scale = `${positive()} ${positive()}`;
  if (next() < 0.3) Object.assign(found, { batch: String(1 + below(20)), seed: String(below(1e6)) });
  for (const rule of rules) {
    for (const option of catalog.rules.find(({ name }) => name === rule).options) {
      const value = () => (option.kind === 'number' ? String(positive()) : one(option.of));
      const values = () => rules.filter((other) => other === rule).map(value).join(' ');
      if (next() < 0.5) found[`${rule}-${option.name}`] = values();
      if (next() < 0.2) found[`${rule}-${option.name}-${one(charts)}`] = values();
    }
  }
  return found;
}

/** The state of an element with these attributes. */
function stateOf(written) {
  const state = fromAttributes((name) => written[name] ?? null);
  if (state.start) state.start.chart ??= state.charts[0];
  return state;
}

test('link, state, link: the same, for a thousand states', () => {
  const seen = new Set();
  for (let k = 0; k < 1000; k += 1) {
    const given = attributes();
    const first = toAttributes(stateOf(given));
    const link = encode({ figure: first }, 'place');
    assert.ok(link.length < LONGEST);
    const { at, figures } = decode(link);
    assert.equal(at, 'place');
    assert.deepEqual({ ...figures.figure }, first, JSON.stringify(given));
    const again = stateOf(figures.figure);
    assert.deepEqual(again, stateOf(first));
    assert.equal(encode({ figure: toAttributes(again) }, 'place'), link);
    assert.deepEqual(toSpec(again), toSpec(stateOf(given)), 'the same experiment');
    seen.add(link);
  }
  assert.ok(seen.size > 990, 'and they are not all one');
});

test('of no address more keys are read than a page of figures may have', (t) => {
  let keys = 0;
  const Usual = globalThis.URLSearchParams;
  t.after(() => { globalThis.URLSearchParams = Usual; });
  globalThis.URLSearchParams = class extends Usual {
    constructor(text) {
      super(text);
      keys += this.size;
    }
  };
  for (const count of [1, 2, 100, MOST_KEYS - 1, MOST_KEYS, MOST_KEYS + 1, 2 * MOST_KEYS, 15_000]) {
    keys = 0;
    // The version is one of them.
    const text = ['#v=1', ...Array.from({ length: count - 1 }, (_, k) => `one.k${k}=1`)].join('&');
    assert.ok(text.length <= LONGEST);
    const found = Object.keys(decode(text).figures.one ?? {});
    const isRead = count <= MOST_KEYS;
    assert.equal(found.length, isRead ? count - 1 : 0, `${count} keys`);
    assert.equal(keys, isRead ? count : 0, `${count} keys`);
  }
});

test('an experiment, as attributes and as JSON: the same experiment', () => {
  let runs = 0;
  for (let k = 0; k < 200; k += 1) {
    const state = stateOf(attributes());
    state.start = { chart: state.charts[0], at: new core.Model({ model: state.model, ...(state.data && { data: state.data }) }).start(state.charts[0]) };
    for (const key of Object.keys(state.settings)) if (typeof state.settings[key] === 'number') delete state.settings[key];
    state.steps = 1 + (state.steps % 9);
    let spec;
    try {
      ({ spec } = new core.Experiment(toSpec(state)));
    } catch {
      continue;
    }
    runs += 1;
    const written = fromJson(JSON.stringify(spec));
    assert.deepEqual(written, attributesOf(spec));
    assert.deepEqual(new core.Experiment(toSpec(stateOf(written))).spec, spec);
  }
  assert.ok(runs > 100, `${runs} of them are experiments`);
});

test('a table in an experiment becomes numbers', () => {
  const spec = (data, model = 'logistic') => JSON.stringify({ model, data, start: { chart: model === 'logistic' ? 'raw' : 'variance', at: [0.1, 1] }, runs: [{ rule: 'gradient', chart: model === 'logistic' ? 'raw' : 'variance' }] });
  assert.equal(fromJson(spec({ csv: 'x;y\n1.5;0\n2;1\n-3e2;1\n' })).data, '1.5 0, 2 1, -300 1');
  assert.equal(fromJson(spec({ csv: 'x\n1\n2.5\n' }, 'gaussian')).data, '1 2.5');
  assert.throws(() => fromJson(spec({ csv: 'x;y\n1;0\n2;yes\n' })), /^Error: data\.csv line 3 is "yes"; allowed: a label, 0 or 1/);
});

test('what is no experiment is refused, with what is allowed', () => {
  for (const text of ['', '{', 'null', '[]', '3', '"text"', '{"figure": {}, "runs": [{}]}', '{"model": "<img>"}']) {
    assert.throws(() => fromJson(text), /; allowed: /, text);
  }
  assert.deepEqual(fromJson('{"figure": {"view": 3, "rules": null}}'), { view: '3', rules: 'null' }, 'the rest is for the element to refuse');
});
