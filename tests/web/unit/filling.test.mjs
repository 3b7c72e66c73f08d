// A field whose cost nobody has chosen: in every chart of every model the plane is full of balls that one sees, or it is said that none has room.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shell } from './modules.mjs';

const { catalogue, ready } = await shell('core.js');
await ready();
await shell('views/index.js');
await (await shell('views/registry.js')).fetchViews();
const { Current } = await shell('figure/current.js');
const { stateFrom } = await shell('figure/reading.js');
const { Windows } = await shell('lab/windows.js');
const { Filling, NO_ROOM } = await shell('lab/filling.js');
const { FULL } = await shell('compute/field-cost.js');
const { fieldOf } = await shell('compute/places.js');
const { lengthOf } = await shell('compute/disc-and-ball.js');

// Windows ask for it before they move.
globalThis.matchMedia = () => ({ matches: true });

// Every slice of time is over at once, as on a slow machine: runs grow by a few steps in each frame.
let clock = 0;
performance.now = () => (clock += 5);

/** Plotting areas beside the settings, on a large screen and on a phone (CSS pixels). */
const AREAS = [[651, 478], [1020, 830], [330, 380]];

/** A ball that is shorter than this is no picture of one (CSS pixels). */
const SEEN = 3.5;

/**
 * Where there is no room: the inputs of a regression in their own units, in which nearly every weight means that one label is certain, so that
 * balls have no end there.
 */
const HOPELESS = new Set(['logistic oring raw', 'logistic oring rescaled', 'logistic oring boundary', 'logistic penguins raw', 'logistic penguins rescaled',
  'logistic penguins boundary', 'logistic teaching raw', 'logistic teaching rescaled', 'logistic teaching boundary', 'gaussian michelson precision', 'gaussian michelson expectation']);

const cases = catalogue().models.flatMap(({ name: model, charts, data }) => data.flatMap(({ name: set }) => charts.map(({ name: chart }) => ({ model, set, chart }))));

/** A figure with a field, as the lab opens it, and its windows. */
function opened({ model, set, chart }, view, [wide, high]) {
  const attributes = { model, data: set, chart, view, field: 'balls', rules: view === 'field' ? 'none' : 'gradient kl-ball' };
  const current = new Current();
  current.show(stateFrom((key) => attributes[key] ?? null));
  current.update();
  const windows = new Windows(() => current, () => {});
  windows.fits(chart, wide / high);
  return { current, windows };
}

/** Draws frames until nothing grows any more. */
function draw(filling, { current, windows }) {
  do {
    current.update();
    windows.planes();
    filling.follow(current.state);
  } while (current.scene.growing || current.stale);
}

/** The long sides of outlines on the screen (CSS pixels), in order. */
function sizesOf(outlines, [x0, x1, y0, y1], [wide, high]) {
  const side = (outline, first) => {
    const all = outline.filter((_, k) => k % 2 === first);
    return Math.max(...all) - Math.min(...all);
  };
  return outlines.map((outline) => Math.max((side(outline, 0) / (x1 - x0)) * wide, (side(outline, 1) / (y1 - y0)) * high)).sort((one, other) => one - other);
}

for (const one of cases) {
  const name = `${one.model} ${one.set} ${one.chart}`;
  test(`${name}: the plane is full of balls that one sees, or it is said that none has room`, () => {
    for (const view of ['field', 'plane']) {
      for (const area of AREAS) {
        const { current, windows } = opened(one, view, area);
        const said = [];
        const figure = { change: (apply) => { apply(current.state); current.stale = true; } };
        const filling = new Filling(figure, windows, (text) => said.push(text));
        draw(filling, { current, windows });
        if (said.length) {
          assert.deepEqual(said, [NO_ROOM]);
          assert.ok(HOPELESS.has(name), `${name}, ${view}: there should be room`);
          assert.match(filling.remark(one.chart, current.state), /no room/);
          current.state.field.kind = 'arrows';
          assert.equal(filling.remark(one.chart, current.state), '', 'arrows need no room');
          continue;
        }
        const window = windows.planes()[one.chart].window ?? windows.of(one.chart);
        const { outlines } = fieldOf(current.model, one.chart, [0, 0, ...area, ...window], current.state.field.cost, lengthOf(current.model, one.chart, current.state.field));
        // A phone has room for fewer, and a plane of another size than the one that was asked about for somewhat fewer or more.
        const least = HOPELESS.has(name) ? 1 : 0.7 * FULL * Math.min(1, area[0] / area[1]);
        assert.ok(outlines.length >= least && outlines.length <= 130, `${name}, ${view}, ${area}: ${outlines.length} balls`);
        const sizes = sizesOf(outlines, window, area);
        assert.ok(HOPELESS.has(name) || sizes[Math.floor(sizes.length / 2)] >= SEEN, `${name}, ${view}, ${area}: ${sizes} pixels`);
        // What it has chosen for a plane stays, also when it looks again.
        assert.equal(filling.follow(current.state), false);
      }
    }
  });
}

test('a cost that somebody has chosen stays, in every chart', () => {
  const { current, windows } = opened({ model: 'gaussian', set: 'cavendish', chart: 'expectation' }, 'field', AREAS[0]);
  const filling = new Filling({ change: () => assert.fail('nothing changes') }, windows, () => assert.fail('nothing is said'));
  current.state.field = { kind: 'balls', cost: 0.3 };
  assert.equal(filling.follow(current.state), false);
  current.state.field = { kind: 'arrows', cost: 0.01, auto: true };
  assert.equal(filling.follow(current.state), false);
});
