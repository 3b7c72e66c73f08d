// What the lab computes without a page: places of panels, windows, the list of rules, links, and what can be taken back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

const { ready } = await shell('core.js');
await ready();
await shell('views/index.js');
await (await shell('views/registry.js')).fetchViews();
const { arrange } = await shell('lab/arrange.js');
const { framed, filledShare, stillFrames } = await shell('lab/framing.js');
const { History, DEPTH } = await shell('lab/history.js');
const { linkFrom, linkOf } = await shell('lab/link.js');
const { readGoal } = await shell('text/goal.js');
const { stateOf } = await shell('lab/open.js');
const rules = await shell('lab/rules.js');
const { stateFrom } = await shell('figure/reading.js');
const { toAttributes } = await shell('state/attributes.js');
const { zoom } = await shell('lab/framing.js');

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

const PLANE = { name: 'plane' };
const OTHER = { name: 'density' };

test('panels lie in the room, nothing lies over anything, and planes take 55 % of the window', () => {
  for (const [width, height] of [[1280, 720], [1920, 1080], [2560, 1440], [1024, 700]]) {
    const room = width - Math.min(340, Math.max(264, 0.215 * width));
    for (const panels of [[PLANE], [PLANE, OTHER], [PLANE, OTHER, OTHER], [PLANE, PLANE, OTHER], [PLANE, PLANE, PLANE, OTHER, OTHER], Array(6).fill(OTHER)]) {
      const { boxes } = arrange(room, height - 150, panels, { width, height });
      boxes.forEach((box, k) => {
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= room + 1 && box.y + box.height <= height - 149, 'inside');
        for (const other of boxes.slice(k + 1)) {
          const apart = other.x >= box.x + box.width || box.x >= other.x + other.width || other.y >= box.y + box.height || box.y >= other.y + other.height;
          assert.ok(apart, 'apart');
        }
      });
      const planes = boxes.filter((_, k) => panels[k] === PLANE);
      if (planes.length) assert.ok(Math.max(...planes.map(({ x, width: wide }) => x + wide)) - Math.min(...planes.map(({ x }) => x)) >= 0.55 * width);
    }
  }
});

test('on a projector titles of planes take no room, but for maps, which say a number beside theirs', () => {
  const panels = [{ name: 'plane', title: 'The plane of mean and variance' }, { name: 'plane', title: 'gradient descent', keyed: true }, { name: 'density', title: 'The distributions' }];
  const titles = (tight) => arrange(1580, 300, panels, { width: 1600, height: 450, tight }).boxes.map(({ title, beside }) => [title, beside]);
  assert.deepEqual(titles(false), [[20, undefined], [20, undefined], [20, undefined]]);
  assert.deepEqual(titles(true), [[0, 'axis'], [20, undefined], [20, undefined]]);
  const [long] = arrange(780, 300, [{ ...panels[0], title: 'x'.repeat(120) }], { width: 800, height: 450, tight: true }).boxes;
  assert.deepEqual([long.title, long.beside], [0, 'nowhere'], 'one that is too long is not cut');
});

test('a frame contains what happens, which fills at least 60 % of the shorter side, and stays in the domain', () => {
  const draw = random(1);
  for (let k = 0; k < 2000; k += 1) {
    const size = () => 10 ** (6 * draw() - 3);
    const [x, y, w, h, aspect] = [size() - size(), size(), size(), size(), 0.4 + 2 * draw()];
    const sides = [x, x + w, y, y + h];
    const bounds = draw() < 0.5 ? [[null, null], [0, null]] : [[null, null], [null, null]];
    const window = framed(sides, aspect, bounds, draw() < 0.5);
    assert.ok(window[0] <= x && window[1] >= x + w && window[2] <= y && window[3] >= y + h);
    assert.ok(filledShare(window, sides, aspect) >= 0.6, `${sides} ${aspect} ${window}`);
    assert.ok(stillFrames(window, sides, aspect));
    if (bounds[1][0] === 0) assert.ok(window[2] >= -0.05 * (window[3] - window[2]) - 1e-12, `${window}`);
  }
});

test('a zoom keeps the point under the hand', () => {
  const [x0, x1, y0, y1] = zoom([0, 10, 5, 6], [0.25, 0.5], 0.5);
  assert.deepEqual([x0 + 0.25 * (x1 - x0), y0 + 0.5 * (y1 - y0)], [2.5, 5.5]);
  assert.deepEqual([x1 - x0, y1 - y0], [5, 0.5]);
});

const read = (attributes) => stateFrom((name) => attributes[name] ?? null);
const BASE = { view: 'plane', model: 'gaussian', data: 'cavendish', chart: 'variance', start: '5.3 0.022', steps: '5' };

test('whatever is done with the list of rules, the state is one that the core takes, and the link gives it again', () => {
  const names = core.catalog().rules.map(({ name }) => name);
  const draw = random(7);
  const any = (list) => Math.floor(draw() * list.length);
  const acts = [
    (list) => rules.added(list, names[any(names)]),
    (list) => (list.length > 1 ? rules.removed(list, any(list)) : list),
    (list) => rules.duplicated(list, any(list)),
    (list) => rules.moved(list, any(list), any(list)),
    (list) => rules.mutedOrNot(list, any(list)),
    (list) => rules.solo(list, any(list)),
    (list) => rules.renamed(list, any(list), names[any(names)]),
  ];
  const state = read({ ...BASE, rules: 'gradient kl-ball' });
  for (let k = 0; k < 300; k += 1) {
    const list = acts[any(acts)](rules.listOf(state));
    rules.useList(state, list);
    const kept = rules.listOf(state);
    assert.deepEqual(kept.map(({ name, settings, muted }) => ({ name, settings, muted: Boolean(muted) })), list.map(({ name, settings, muted }) => ({ name, settings, muted: Boolean(muted) })));
    const { attributes, own } = linkFrom(linkOf(state, {}));
    const again = read(attributes);
    if (own.muted) again.muted = rules.mutedFrom(own.muted);
    assert.deepEqual(again.rules, state.rules);
    assert.deepEqual(toAttributes(again), toAttributes(state));
    assert.deepEqual(rules.listOf(again).map(({ name, muted }) => [name, Boolean(muted)]), list.map(({ name, muted }) => [name, Boolean(muted)]));
  }
});

test('the same rule twice has other settings, however often, and by whichever way it is added', () => {
  for (const { name, options } of core.catalog().rules) {
    const size = options.find(({ name: option }) => option === 'rate' || option === 'radius');
    let list = rules.added([], name);
    while (list.length < rules.MOST_RULES - 1) list = rules.duplicated(list, list.length - 1);
    list = rules.added(list, name);
    assert.equal(list.length, rules.MOST_RULES);
    if (!size) continue;
    const sizes = list.map(({ settings }) => settings[size.name] ?? size.default);
    assert.equal(new Set(sizes).size, list.length, `${name}: ${sizes}`);
    for (const value of sizes) assert.ok(value >= size.range[0] && value <= size.range[1], `${name}: ${value}`);
  }
});

test('several starts and windows are attributes; what is wrong is refused by name', () => {
  const state = read({ ...BASE, rules: 'gradient', starts: '5.4 0.03, precision 5.5 20', window: '5 6 0 0.1' });
  assert.deepEqual(state.more, [{ chart: 'variance', at: [5.4, 0.03] }, { chart: 'precision', at: [5.5, 20] }]);
  assert.deepEqual(state.windows, { variance: [5, 6, 0, 0.1] });
  assert.equal(toAttributes(state).starts, '5.4 0.03, precision 5.5 20');
  assert.equal(toAttributes(state).window, '5 6 0 0.1');
  assert.throws(() => read({ ...BASE, rules: 'gradient', starts: Array(9).fill('5.4 0.03').join(', ') }), /starts has 9 entries; allowed: at most 8/);
  assert.throws(() => read({ ...BASE, rules: 'gradient', window: '6 5 0 1' }), /window is "6 5 0 1"; allowed: x0 x1 y0 y1/);
  assert.throws(() => read({ ...BASE, rules: 'gradient', starts: '5.4 -1' }), /0\.?1?/);
});

test('a window of any width, anywhere, is read as it was written, and keeps its place to a hundredth of a pixel', () => {
  const next = random(5);
  for (let k = 0; k < 400; k += 1) {
    const [x, y] = [(next() - 0.5) * 10 ** (8 * next() - 3), (next() - 0.5) * 10 ** (8 * next() - 3)];
    const [wide, high] = [x, y].map((at) => Math.abs(at) * 10 ** (1 - 10 * next()));
    const sides = [x, x + wide, y, y + high];
    const state = read({ ...BASE, rules: 'gradient' });
    state.windows = { variance: sides };
    const { attributes } = linkFrom(linkOf(state, {}));
    const again = read(attributes);
    for (const [side, at] of again.windows.variance.entries()) assert.ok(Math.abs(at - sides[side]) <= 5.1e-6 * (side < 2 ? wide : high), `${attributes.window} for ${sides}`);
    assert.equal(toAttributes(again).window, attributes.window);
  }
});

test('a goal, and that one may predict, are in a link; commas stand in it as they are', () => {
  const state = read({ ...BASE, rules: 'gradient', starts: '5.4 0.03, 5.3 0.02' });
  for (const goal of ['collapse', 'first adam before kl-ball gap 0.001 radius 0.0111', 'gap 0.001 steps 6 cost 0.05 from 3']) {
    const link = linkOf({ ...state, goal: readGoal(goal), predict: true }, {});
    const { attributes } = linkFrom(link);
    assert.equal(attributes.goal, goal);
    assert.equal(attributes.predict, 'on');
    assert.match(link, /starts=5.4\+0.03,\+5.3\+0.02/);
  }
});

test('a link of another version, or too long, says so', () => {
  assert.match(linkFrom('#v=2&rules=gradient').problem, /v=2; allowed: v=1/);
  assert.match(linkFrom(`#v=1&data=${'1 '.repeat(200_000)}`).problem, /characters/);
  assert.deepEqual(linkFrom(''), { attributes: {}, own: {} });
});

test('twenty gestures can be taken back, and done again', () => {
  const history = new History();
  let state = { at: 0 };
  for (let k = 1; k <= 25; k += 1) {
    history.begin(state);
    state = { at: k };
    history.end(state);
  }
  history.begin(state);
  assert.equal(history.end(state), false, 'what changes nothing does not count');
  let back = 0;
  for (let before = history.undo(state); before; before = history.undo(state)) {
    state = before;
    back += 1;
  }
  assert.deepEqual([back, state.at], [DEPTH, 25 - DEPTH]);
  assert.equal(history.redo(state).at, 6);
});

test('every preset has a small picture, drawn while the page waits', async () => {
  const { PRESETS } = await shell('lab/deck.js');
  const { thumb } = await shell('lab/thumbs.js');
  for (const preset of PRESETS) assert.match(await thumb(preset, 'light'), /^<svg .*<\/svg>\s*$/s, preset.name);
});

test('of a link with one wrong value all the others stay', () => {
  const cases = [
    [{ model: 'variational', rules: 'natural-gradient', metric: 'empirical' }, 'metric', { model: 'variational', rules: ['natural-gradient'] }],
    [{ model: 'mixture', rules: 'mirror gradient', steps: '7' }, 'rules', { model: 'mixture', steps: 7 }],
    [{ model: 'mixture', chart: 'moments', weight: '2' }, 'weight', { model: 'mixture', charts: ['moments'] }],
    [{ model: 'variational', data: 'peaks 1 2' }, 'data', { model: 'variational', data: undefined }],
  ];
  for (const [written, field, expected] of cases) {
    const { state, error } = stateOf({ view: 'plane', ...written });
    assert.match(error.message, new RegExp(`${field} is "?[a-z0-9]`));
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(state[name], value, `${name} of ${JSON.stringify(written)}`);
  }
});
