// What the planes of the lab show: at every preset, and from random starts, what happens is in sight and large.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shell } from './modules.mjs';

const { chartEntry, ready } = await shell('core.js');
await ready();
await shell('views/index.js');
await (await shell('views/registry.js')).fetchViews();
const { PRESETS } = await shell('lab/deck.js');
const { action, evened, filledShare, framed, hasDiscs, holdingAll, remarkOn } = await shell('lab/framing.js');
const { Current } = await shell('figure/current.js');
const { stateFrom } = await shell('figure/reading.js');
const { leaving } = await shell('marks/leaving.js');

/** Plotting areas: beside the settings, on a phone, and flat. */
const ASPECTS = [1.2, 0.76, 2];

/** How many random starts a preset has. */
const STARTS = 4;

/** Random numbers from 0 to 1 (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A figure with its runs complete. */
function figure(attributes, start) {
  const current = new Current();
  current.show(stateFrom((key) => attributes[key] ?? null));
  if (start) current.state.start = start;
  do current.update(); while (current.scene.growing);
  return current;
}

/** Whether all charts of a figure hold a point of one. */
function held({ model, state }, chart, at) {
  if (!model.contains(at, chart)) return false;
  try {
    return state.charts.every((other) => model.contains(model.convert(at, chart, other), other));
  } catch {
    return false;
  }
}

const within = ([x0, x1, y0, y1], [x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1;

/** Asserts that the planes of a figure frame what happens, and returns a window. */
function framesIt(current, name) {
  const { scene, state } = current;
  let last;
  for (const chart of state.charts) {
    const sides = action(current, chart);
    if (!sides) continue;
    const bounds = chartEntry(state.model, chart).bounds;
    for (const aspect of ASPECTS) {
      const window = framed(sides, aspect, bounds, hasDiscs(scene, state, chart));
      const at = scene.starts[chart];
      assert.ok(filledShare(window, sides, aspect) >= 0.6, `${name}, ${chart}: ${filledShare(window, sides, aspect)}`);
      assert.ok(within(window, at), `${name}, ${chart}: the start is in sight`);
      if (scene.optima[chart] && scene.steps > 1) assert.ok(within(window, scene.optima[chart]), `${name}, ${chart}: so is the best fit`);
      // A path that is not in sight as a whole has an arrow at the edge.
      const plot = [0, 0, 500 * aspect, 500, ...window];
      for (const { paths, steps } of scene.runs) {
        const end = paths[chart].slice(2 * steps, 2 * steps + 2);
        if (within(window, end) || steps > 300) continue;
        const arrow = leaving(plot, paths[chart], steps);
        assert.ok(!arrow || within([0, plot[2], 0, 500], arrow.head), `${name}, ${chart}: the arrow is in the plane`);
      }
      last = { chart, window };
    }
  }
  return last;
}

for (const { name, attributes } of PRESETS.filter(({ attributes: { view } }) => view.split(' ').some((one) => one === 'plane' || one === 'morph'))) {
  test(`${name}: what happens fills at least 60 % of the shorter side, from other starts too`, () => {
    const draw = random(name.length);
    const current = figure(attributes);
    const found = framesIt(current, name);
    for (let k = 0; found && k < STARTS; k += 1) {
      const { chart, window: [x0, x1, y0, y1] } = found;
      const at = [x0 + draw() * (x1 - x0), y0 + draw() * (y1 - y0)];
      if (!held(current, chart, at)) continue;
      const moved = figure(attributes, { chart, at });
      framesIt(moved, `${name} from ${at}`);
      moved.free();
    }
    current.free();
  });
}

/** Starts around the best fit, as shares of the size of what happens: beside it at almost its height, right above and below it, and elsewhere. */
const AROUND = [[-0.6, 0.01], [-0.3, -0.01], [0.4, 0.01], [-0.5, 0.001], [0.01, 0.5], [-0.01, -0.4], [0.003, 0.3], [0.3, 0.3], [-0.4, 0.2]];

/** A first step that costs no more than this is a small one (nats), from a start that is at most so far above the least loss. */
const SMALL = { cost: 0.03, above: 3 };

/** Asserts that the first step and at least half of every run that begins with a small step are in sight. Returns how many runs were looked at. */
function holdsRuns(current, name) {
  const { scene, state } = current;
  if (!(scene.startBeside?.nats <= SMALL.above)) return 0;
  const seen = state.charts.flatMap((chart) => {
    const sides = action(current, chart);
    if (!sides) return [];
    const window = framed(sides, ASPECTS[0], chartEntry(state.model, chart).bounds, hasDiscs(scene, state, chart));
    return scene.runs.filter(({ kl, steps }) => steps > 0 && kl[1] <= SMALL.cost).map(({ paths, steps, rule }) => {
      const points = Array.from({ length: steps + 1 }, (_, k) => paths[chart].slice(2 * k, 2 * k + 2));
      assert.ok(within(window, points[1]), `${name}, ${chart}, ${rule}: the first step is in sight`);
      assert.ok(points.filter((at) => within(window, at)).length >= points.length / 2, `${name}, ${chart}, ${rule}: half of the run is in sight`);
    });
  });
  return seen.length;
}

test('a start beside the best fit, or right above it, does not make the frame so flat that runs leave it', () => {
  let looked = 0;
  for (const { name, attributes } of PRESETS.filter(({ attributes: { view } }) => view.split(' ').some((one) => one === 'plane' || one === 'morph'))) {
    const current = figure(attributes);
    const [chart] = current.state.charts;
    const [sides, best] = [action(current, chart), current.scene.optima[chart]];
    for (const [across, up] of sides && best && current.scene.runs.length ? AROUND : []) {
      const at = [best[0] + across * (sides[1] - sides[0]), best[1] + up * (sides[3] - sides[2])];
      if (!held(current, chart, at)) continue;
      const moved = figure(attributes, { chart, at });
      looked += holdsRuns(moved, `${name} from ${at}`);
      moved.free();
    }
    current.free();
  }
  assert.ok(looked > 300, `${looked} runs`);
});

test('what a reader found: from a start at almost the height of the best fit all six paths are in sight', () => {
  const { attributes } = PRESETS.find(({ name }) => name === 'variance-or-precision');
  for (const at of [[0.723, 1.716], [0.418, 1.696]]) {
    const current = figure(attributes, { chart: 'variance', at });
    for (const chart of current.state.charts) {
      const [x0, x1, y0, y1] = action(current, chart);
      for (const { paths } of current.scene.runs) assert.ok(paths[chart].every((value, k) => (k % 2 ? value >= y0 && value <= y1 : value >= x0 && value <= x1)), `${chart} from ${at}`);
    }
    current.free();
  }
});

test('a ball that reaches far does not hide the runs, and a narrow box does not hide the balls', () => {
  const { attributes } = PRESETS.find(({ name }) => name === 'singular-by-name');
  const current = figure(attributes);
  const { scene, state } = current;
  for (const chart of state.charts) {
    const sides = action(current, chart);
    const widths = scene.runs.map(({ balls }) => Array.from(balls[chart][0][1]).filter((value, k) => k % 2 === 0 && !Number.isNaN(value))).map((across) => Math.max(...across) - Math.min(...across));
    assert.ok(sides[1] - sides[0] >= 0.99 * Math.min(...widths), `${chart}: the smallest ball is in sight as a whole`);
  }
  current.free();
});

test('discs look round where that is possible, and it is said where they do not', () => {
  const phone = evened([5.2, 5.7, 0, 0.2], 0.76, [[null, null], [0, null]], true);
  assert.ok(Math.abs((phone[1] - phone[0]) / (phone[3] - phone[2]) - 0.76) < 1e-9 && phone[2] >= -0.1);
  const state = { field: { kind: 'balls' }, balls: 'none' };
  assert.equal(remarkOn({ scene: { runs: [] }, state }, 'variance', [0, 0, 76, 100, ...phone]), '');
  assert.match(remarkOn({ scene: { runs: [] }, state }, 'raw', [0, 0, 100, 100, 0, 1, 0, 90]), /oval/);
});

test('a path that leaves the frame has an arrow where it does, one that comes back has none', () => {
  const frame = [0, 0, 100, 100, 0, 1, 0, 1];
  const { tail, head } = leaving(frame, [0.5, 0.5, 0.5, 3], 1);
  assert.ok(head[1] > 0 && head[1] < 5 && Math.abs(head[0] - 50) < 1e-9 && tail[1] > head[1]);
  assert.equal(leaving(frame, [0.5, 0.5, 0.5, 3, 0.6, 0.6], 2), undefined);
  assert.equal(leaving(frame, [3, 3, 4, 4], 1), undefined);
});

test('a plane on the way is widened until it holds what comes from the first one, or stays as it is', () => {
  const next = random(5);
  const window = [0, 1, 0, 1];
  let widened = 0;
  for (let k = 0; k < 200; k += 1) {
    const points = Array.from({ length: 8 }, () => 2 * next() - 0.5);
    const sides = [0.3, 0.7, 0.2, 0.2 + 0.7 * next()];
    const found = holdingAll(window, [...points, NaN, NaN], sides, 1.5);
    assert.ok(filledShare(found, sides, 1.5) >= Math.min(0.6, filledShare(window, sides, 1.5)), 'what happens stays large');
    if (found === window) continue;
    widened += 1;
    const [x0, x1, y0, y1] = found;
    assert.ok(x0 <= 0 && x1 >= 1 && y0 <= 0 && y1 >= 1);
    points.forEach((at, i) => assert.ok(i % 2 ? at >= y0 && at <= y1 : at >= x0 && at <= x1, `${at}`));
  }
  assert.ok(widened > 10 && widened < 190, `${widened}`);
});
