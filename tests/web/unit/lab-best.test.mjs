// Best rates in the lab without a page: when a search ends, what its result is kept for, and what is said of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shell } from './modules.mjs';

/** An element that can be written to, and no more. */
const elements = [];
const made = () => elements[elements.push({ append() {}, setAttribute() {}, addEventListener() {}, dataset: {}, classList: { add() {} }, textContent: '', hidden: false }) - 1];
globalThis.document = { createElement: made, addEventListener() {} };

const { ready } = await shell('core.js');
await ready();
await shell('views/index.js');
await (await shell('views/registry.js')).fetchViews();
const { Current } = await shell('figure/current.js');
const { finish } = await shell('figure/still.js');
const { stateFrom } = await shell('figure/reading.js');
const { Firsts } = await shell('lab/firsts.js');
const { Matching } = await shell('lab/match.js');
const { arrives } = await shell('lab/best-button.js');

function opened(attributes) {
  const current = new Current();
  current.show(stateFrom((name) => attributes[name] ?? null));
  finish(current);
  return current;
}

/** The matching of a figure, and how often searches have changed it. */
function matching(attributes) {
  const current = opened({ view: 'plane', ...attributes });
  const counts = { changes: 0 };
  const bench = {
    current, get state() { return current.state; }, redraw() {},
    change(apply) { apply(current.state); counts.changes += 1; current.stale = true; finish(current); made.follow(current.state); },
  };
  const made = new Matching(bench);
  /** Changes the figure by hand. */
  const edit = (apply) => {
    apply(current.state);
    current.stale = true;
    finish(current);
    made.follow(current.state);
  };
  const ended = (key) => new Promise((resolve) => {
    made.moved = () => { if (made.progressOf(key) === undefined) resolve(); };
  });
  return { made, edit, ended, counts, state: () => current.state };
}

test('a search ends with its rule, and where another one takes its key', async () => {
  const swapped = { 'gradient.rate': 0.4, 'gradient#2.rate': 0.1 };
  const all = ['gradient', 'gradient#2', 'kl-ball'];
  for (const [rules, settings] of [[['kl-ball']], [['kl-ball', 'gradient', 'gradient#2']], [['gradient', 'kl-ball']], [all, swapped]]) {
    const { made, edit, counts } = matching({ rules: 'gradient gradient kl-ball', 'gradient-rate': '0.1 0.4' });
    made.toggle('gradient.rate');
    assert.equal(made.progressOf('gradient.rate'), 0);
    edit((state) => Object.assign(state, { rules, settings: { ...state.settings, ...settings } }));
    assert.equal(made.progressOf('gradient.rate'), undefined, rules.join());
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    assert.equal(counts.changes, 0);
  }
});

test('a search for all rules ends with settings other than sizes, on which its result depends', () => {
  const { made, edit } = matching({ rules: 'adam kl-ball' });
  made.toggle('');
  edit((state) => { state.settings['kl-ball.radius'] = 0.02; });
  assert.equal(made.progressOf(''), 0, 'sizes are what it looks for');
  edit((state) => { state.settings['adam.beta1'] = 0.5; });
  assert.equal(made.progressOf(''), undefined);
});

test('where no rule has a size, the search ends and says so', async () => {
  const { made, ended } = matching({ view: 'field', rules: 'none' });
  const end = ended('');
  made.toggle('');
  await end;
  assert.ok(elements.some(({ textContent }) => textContent === 'No rule here has a rate or radius.'));
});

test('beside samples the switch is named that takes them away', () => {
  for (const [attributes, name] of [[{}, /“batches of the data”/], [{ model: 'policy' }, /“sampled episodes”/]]) {
    const { made, state } = matching({ rules: 'gradient', ...attributes });
    state().batch = { size: 8, seed: 1 };
    made.toggle('gradient.rate');
    assert.match(made.failed(state(), 'gradient.rate'), name);
  }
});

test('of a run that has ended elsewhere it is said that it does not arrive', () => {
  const state = { views: [] };
  const [far, near] = [{ loss: [2, 1, 1], steps: 2 }, { loss: [2, 0], steps: 1 }];
  const scene = { leastLoss: 0 };
  assert.equal(arrives({ ...near, status: 'converged' }, scene, state), 'arrives in 1 step');
  assert.equal(arrives({ ...near, status: 'running' }, scene, state, 'takes', String), 'takes 1');
  assert.equal(arrives({ ...far, status: 'running' }, scene, state), 'arrives in more than 2 steps');
  assert.equal(arrives({ ...far, status: 'converged' }, scene, state, 'takes', String), 'does not arrive (it ends after 2 steps)');
});

test('that gradient descent arrives first is said by the gap of the race beside it', () => {
  const run = (rule, loss) => ({ rule, entry: {}, loss });
  const scene = (mine) => ({ leastLoss: 0, runs: [run('gradient', mine), run('kl-ball', [1, 0.5, 0.05])] });
  const said = (views) => {
    const firsts = new Firsts();
    const state = { views, race: { gap: 0.1 }, rules: [], settings: {}, charts: [] };
    firsts.begin(scene([1, 0.5, 0.5]), state);
    return firsts.end(scene([1, 0.05, 0.05]), state);
  };
  assert.match(said(['race']), /gradient descent arrives before/);
  assert.equal(said(['plane']), undefined);
});
