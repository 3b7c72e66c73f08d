// What is said late in a run: where every run is, in plain words that are true of its numbers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shell } from './modules.mjs';

await (await shell('core.js')).ready();
await shell('views/index.js');
const { Current } = await shell('figure/current.js');
const { stateFrom } = await shell('figure/reading.js');
const { finish } = await shell('figure/still.js');
const { aboutLate, isLate, whereAll } = await shell('text/late.js');
const { spoken } = await shell('text/format.js');

const RULES = 'gradient natural-gradient kl-ball trust-region fisher-ball adam momentum newton euclidean-ball';

/** Runs from several starts, of several models. */
const CASES = [
  { model: 'gaussian', data: 'cavendish', chart: 'variance', start: '5.2 0.3', 'gradient-rate': '0.01', radius: '0.05' },
  { model: 'gaussian', data: 'teaching', chart: 'precision', start: '-0.3 1.2', rate: '0.1', radius: '0.02' },
  { model: 'logistic', data: 'oring', chart: 'whitened', start: '-4 1', rate: '0.5', radius: '0.05' },
  { model: 'categorical', data: 'penguin-species', chart: 'logit', start: '1.2 1.2', rate: '0.3', radius: '0.01' },
  { model: 'variational', data: 'two-peaks', chart: 'log-std', start: '3 0.1', rate: '0.1', radius: '0.05' },
];

function shown(t, attributes) {
  const current = new Current();
  t.after(() => current.free());
  current.show(stateFrom((name) => ({ view: 'plane', rules: RULES, steps: '60', balls: 'none', ...attributes })[name] ?? null));
  finish(current);
  return current;
}

test('late in a run it is said of every rule where it is, and no share of a budget', (t) => {
  for (const attributes of CASES) {
    const { scene, state } = shown(t, attributes);
    for (const k of [10, 20, 40, 60]) {
      const said = aboutLate(scene, state, k);
      const of = `${attributes.model} ${k}: ${said}`;
      assert.ok(isLate(scene, k), of);
      assert.doesNotMatch(said, /budget|next to nothing|NaN|undefined/, of);
      for (const { entry: { label } } of scene.runs) assert.ok(said.toLowerCase().includes(label.toLowerCase()), `${of} (${label})`);
    }
  }
});

test('what is said of a run is true of its losses', (t) => {
  const kinds = new Set();
  for (const attributes of CASES) {
    const { scene } = shown(t, attributes);
    for (const run of scene.runs) {
      for (let k = 10; k <= run.steps; k += 1) {
        const said = whereAll(scene, [run], k);
        const above = Math.max(0, run.loss[k] - scene.leastLoss);
        const of = `${attributes.model} ${run.rule} ${k}: ${said} ${above}`;
        const [kind] = /has arrived within|jumps over|is back|another minimum|moves away|hardly gets nearer|nats above the best fit\.$/.exec(said) ?? [];
        assert.ok(kind, of);
        kinds.add(kind);
        const first = run.loss.findIndex((loss) => loss - scene.leastLoss <= 0.01);
        const left = first >= 0 && run.loss.subarray(first, k + 1).some((loss) => loss - scene.leastLoss > 0.01);
        // One step at which a run arrived, the one that its row in the lab says.
        if (/arrived/.test(said)) {
          assert.match(said, /within 0\.01 nats of the best fit|is back/, of);
          assert.equal(Number(/at step (\d+)/.exec(said)?.[1] ?? 0), first, of);
        } else assert.ok(first <= 0 || first >= k || kind === 'another minimum', of);
        const told = /arrived within 0\.01 nats of the best fit at step (\d+) and left again/.exec(said)?.[1];
        if (told !== undefined) kinds.add('left again');
        if (told === undefined && left && first > 0) assert.ok(['jumps over', 'is back', 'another minimum'].includes(kind), of);
        assert.equal(kind === 'has arrived within', above <= 0.01 && !left, of);
        if (kind === 'is back') assert.ok(above <= 0.01 && left, of);
        if (kind === 'jumps over') assert.ok(run.kl[k] > above && left, of);
        if (kind === 'moves away') assert.ok(run.loss[k] > run.loss[k - 5], of);
        if (kind !== 'has arrived within' && kind !== 'jumps over') assert.ok(said.includes(`${spoken(above)} nats above the best fit`), of);
      }
    }
  }
  for (const kind of ['has arrived within', 'jumps over', 'is back', 'hardly gets nearer', 'moves away', 'left again']) assert.ok(kinds.has(kind), `${kind} is seen: ${[...kinds]}`);
});

test('the first steps of a run are told by what they cost, until somebody has arrived', (t) => {
  const { scene, state } = shown(t, CASES[0]);
  const first = scene.runs.map(({ loss }) => loss.findIndex((one) => one - scene.leastLoss <= 0.01)).filter((step) => step >= 0).sort((a, b) => a - b)[0];
  for (let k = 1; k < 10; k += 1) {
    assert.equal(isLate(scene, k), k > Math.max(1, first), `${k}, ${first}`);
    assert.equal(aboutLate(scene, state, k) === undefined, !isLate(scene, k), `${k}`);
  }
});

test('a run that has ended at the best fit is said to have arrived at the step at which it did, also when all have ended', (t) => {
  const { scene, state } = shown(t, { ...CASES[0], model: 'gaussian', data: 'teaching', chart: 'variance', rules: 'trust-region', radius: '0.5', start: '0.3 0.8' });
  const [{ steps, loss }] = scene.runs;
  const first = loss.findIndex((one) => one - scene.leastLoss <= 0.01);
  assert.ok(first < steps && steps < 60, `${first}, ${steps}`);
  assert.equal(aboutLate(scene, state, 60), `After 60 steps exact trust region (at step ${first}) has arrived within 0.01 nats of the best fit.`);
});

test('beside a race, arriving is what it is in the race', (t) => {
  const { scene, state } = shown(t, { ...CASES[0], rules: 'trust-region' });
  assert.match(aboutLate(scene, { ...state, views: ['plane', 'race'], race: { ...state.race, gap: 0.001 } }, 60), /within 0\.001 nats of the best fit/);
});
