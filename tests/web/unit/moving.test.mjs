// What waits while a hand moves a pin: runs that one frame had no time for. And level lines of many data, which are found in portions.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Current, stateFrom } from './drawing.mjs';
import { core, shell } from './modules.mjs';
import { random as seeded } from './random.mjs';

const { Hand } = await shell('figure/hand.js');
const { foundUntil } = await shell('figure/backdrop.js');

/** A clock that a test moves, and that goes on by `each` milliseconds whenever it is read. */
const clock = { now: 0, each: 0 };
const pass = (milliseconds) => {
  clock.now += milliseconds;
  mock.timers.tick(milliseconds);
};

beforeEach(() => {
  Object.assign(clock, { now: 1000, each: 0 });
  mock.timers.enable({ apis: ['setTimeout'] });
  performance.now = () => (clock.now += clock.each);
});

afterEach(() => {
  mock.timers.reset();
  delete performance.now;
});

/** What a figure with these attributes shows. */
function shownWith(attributes) {
  const current = new Current();
  current.show(stateFrom((name) => attributes[name] ?? null));
  current.update();
  return current;
}

const LONG = { model: 'mixture', chart: 'means', rules: 'gradient kl-ball', steps: '400' };
const moved = ([x, y], k) => [x + 0.05 * Math.sin(k), y + 0.05 * Math.cos(k)];

test('runs wait while a hand moves, and a frame is requested for when it rests', () => {
  const current = shownWith(LONG);
  let asked = 0;
  const frames = { waiting: false, visible: true, drawnAt: 0, ask: () => { asked += 1; }, draw: () => {} };
  const hand = new Hand(current, frames);
  assert.ok(hand.rests(), 'nothing is held');
  const { chart, at } = current.state.start;
  for (let k = 0; k < 20; k += 1) {
    hand.move('start', chart, moved(at, k));
    assert.ok(!hand.rests());
    pass(16);
  }
  asked = 0;
  pass(83);
  assert.deepEqual([hand.rests(), asked], [false, 0]);
  pass(1);
  assert.deepEqual([hand.rests(), asked], [true, 1]);
  hand.move('start', chart, at);
  assert.ok(!hand.rests());
  hand.release();
  assert.ok(hand.rests(), 'let go');
  hand.rest();
  current.free();
});

test('a moving hand takes one slice of steps a move, and the path does not jump between lengths', () => {
  const current = shownWith(LONG);
  const { experiment } = current.scene;
  const { chart, at } = current.state.start;
  const own = experiment.advance.bind(experiment);
  let [taken, cost] = [0, 0];
  experiment.advance = (steps) => {
    taken += steps;
    clock.now += cost * steps;
    own(steps);
  };
  const { uniform } = seeded(7);
  /** @type {number | undefined} */
  let last;
  for (let k = 0; k < 60; k += 1) {
    // From an eightieth to a half of a slice.
    cost = 0.025 * 40 ** (uniform() ** 2);
    Object.assign(current.state, { start: { chart, at: moved(at, k) } });
    current.stale = true;
    taken = 0;
    assert.equal(current.update(() => false), 'new');
    const { reached, growing } = current.scene;
    assert.ok(growing && reached === taken, `${reached} of ${taken}`);
    if (last !== undefined) assert.ok(taken >= 0.5 * last && taken <= last + Math.ceil(last / 16), `${taken} after ${last}`);
    last = taken;
    assert.equal(current.update(() => false), undefined);
    assert.deepEqual([taken, current.scene.reached], [last, last], 'no step more until it rests');
  }
  cost = 0;
  assert.equal(current.update(), 'grown');
  assert.ok(current.scene.reached > last);
  current.free();
});

test('a path that is cut keeps its length while its steps take somewhat longer, or less long', () => {
  const current = shownWith(LONG);
  const { experiment } = current.scene;
  const { chart, at } = current.state.start;
  const own = experiment.advance.bind(experiment);
  let cost = 0.1;
  experiment.advance = (steps) => {
    clock.now += cost * steps;
    own(steps);
  };
  const reach = (k) => {
    Object.assign(current.state, { start: { chart, at: moved(at, k) } });
    current.stale = true;
    current.update(() => false);
    return current.scene.reached;
  };
  const usual = [1, 2, 3].map(reach).at(-1);
  assert.ok(usual > 10 && usual < 400, `${usual} steps`);
  const { uniform } = seeded(11);
  for (let k = 4; k < 60; k += 1) {
    cost = 0.1 * (0.6 + 0.39 * uniform());
    assert.equal(reach(k), usual, `with ${cost} ms a step`);
  }
  cost = 1;
  assert.ok(reach(60) < usual, 'much longer');
  cost = 0;
  assert.ok(reach(61) < usual, 'it grows again, a little in each move');
  current.free();
});

test('level lines are found in portions, until a time', () => {
  const { model, state } = shownWith(LONG);
  const style = { width: 240, height: 180, ratio: 1, ground: '#ffffff', ink: '#222222', contour: '#888888', text: 12 };
  for (const { name: chart } of core.catalog().models.find(({ name }) => name === 'mixture').charts) {
    const plane = { figure: 'plane', chart, home: { ...state.start } };
    clock.each = 1;
    assert.ok(!foundUntil(plane, model, style, clock.now), 'the time is over');
    let frames = 1;
    while (!foundUntil(plane, model, style, clock.now + 3)) frames += 1;
    // There are at least as many nodes as four pixels apart, and two portions of 256 have time in each frame.
    assert.ok(frames >= (60 * 45) / (2 * 256), `${frames}`);
    const found = (most) => core.advancePlane(model, chart, model.convert(state.start.at, state.start.chart, chart), style, undefined, most);
    assert.ok(found(0), 'nothing is left');
    const numbers = core.planeNumbers(model, chart, model.convert(state.start.at, state.start.chart, chart), style);
    const windowed = { window: [...numbers.frame.slice(4)] };
    assert.ok(core.advancePlane(model, chart, model.convert(state.start.at, state.start.chart, chart), style, windowed, 0), 'the same window');
  }
});
