// What views draw, as data: laws over every view, in Node, where there is no page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIGURES, attributesOf } from '../figures-of-views.mjs';
import { core, shell } from './modules.mjs';

await (await shell('core.js')).ready();
await shell('views/index.js');
const { VIEWS, fetchViews, viewsOf } = await shell('views/registry.js');
await fetchViews();
const { fromAttributes } = await shell('state/attributes.js');
const { Current } = await shell('figure/current.js');
const { givenTo } = await shell('figure/given.js');
const { finish, panelsOf, sheetsOf } = await shell('figure/still.js');
const { briefly, words } = await shell('figure/words.js');
const { render } = await shell('render.js');
const { palette } = await shell('palette.js');
const { paint, prepare } = await shell('marks/canvas.js');

const { Experiment } = core;

const WIDTH = 900;
const COLORS = palette('light');

/** The state that attributes describe. */
function stateOf(id) {
  const attributes = attributesOf(FIGURES[id]);
  const state = fromAttributes((name) => attributes[name] ?? null);
  // Coordinates without a chart are in the first.
  for (const pin of [state.start, state.other]) if (pin) pin.chart ??= state.charts[0];
  return state;
}

/** What the panels of a figure show at some steps. */
function shown(id, steps = [undefined]) {
  const current = new Current();
  current.show(stateOf(id));
  finish(current);
  const found = steps.map((step) => panelsOf(current, { width: WIDTH, colors: COLORS, step }));
  current.free();
  return found;
}

/** Kinds of marks, and what each must have. */
const FIELDS = {
  line: ['points', 'stroke', 'width'], area: ['points', 'fill'], symbols: ['points', 'marker', 'size', 'color', 'ground'],
  circle: ['x', 'y', 'radius'], text: ['text', 'x', 'y', 'color'], rect: ['x', 'y', 'width', 'height', 'fill'],
  image: ['x', 'y', 'width', 'height', 'columns', 'rows', 'cells'], clip: ['marks'], group: ['x', 'y', 'marks'],
};

/** Every mark, with the box that it is clipped to. */
const all = (marks, clip) => marks.flatMap((mark) => mark.kind === 'clip' ? all(mark.marks, mark.box ?? clip) : [{ mark, clip }]);

/** The corners of a mark without its strokes. */
function extent(mark) {
  if (mark.points) {
    const points = Array.from(mark.points);
    return [points.filter((_, k) => k % 2 === 0), points.filter((_, k) => k % 2)].map((axis) => axis.filter((value) => !Number.isNaN(value)));
  }
  const { x, y, width = 0, height = 0, radius = 0 } = mark;
  return [[x - radius, x + width + radius], [y - radius, y + height + radius]];
}

test('every view is here', () => {
  const views = Object.values(FIGURES).flatMap((text) => (attributesOf(text).view ?? 'plane').split(' '));
  assert.deepEqual([...new Set(views)].sort(), [...VIEWS].sort());
});

for (const id of Object.keys(FIGURES)) {
  test(`${id}: marks are plain data, finite, and inside the panel or clipped to a part of it`, () => {
    for (const panels of shown(id, [0, 0.5, undefined])) {
      for (const { marks, style: { width, height } } of panels) {
        assert.deepEqual(structuredClone(marks), marks, 'data and nothing else');
        for (const { mark, clip } of all(marks)) {
          for (const field of FIELDS[mark.kind]) assert.notEqual(mark[field], undefined, `${mark.kind} has ${field}`);
          for (const value of Object.values(mark)) if (typeof value === 'number') assert.ok(Number.isFinite(value), `${mark.kind}: ${value}`);
          const [xs, ys] = extent(mark);
          assert.ok([...xs, ...ys].every(Number.isFinite), mark.kind);
          const [left, top, right, bottom] = clip ?? [Math.min(...xs, 0), Math.min(...ys, 0), Math.max(...xs, 0), Math.max(...ys, 0)];
          assert.ok(left >= -6 && top >= -6 && right <= width + 6 && bottom <= height + 6, `${mark.kind} ${mark.text ?? ''} from ${left}, ${top} to ${right}, ${bottom}`);
        }
      }
    }
  });

  test(`${id}: the same state gives the same marks`, () => {
    const [[one], [other]] = [shown(id), shown(id)];
    assert.deepEqual(one.map(({ marks }) => marks), other.map(({ marks }) => marks));
  });

  test(`${id}: the same state, columns, size and theme give the same marks, and are left as they were`, () => {
    for (const step of [0, 0.5, undefined]) {
      const { sheets } = finished(id, step);
      for (const { view, panel, common, size } of sheets) {
        const { scene, model, modelKey, colors: theme } = common;
        const sources = { scene, columns: scene.columns[view.name], model, modelKey };
        // The first frame, and the one after it, which finds what the first has left.
        let held = {};
        for (let frame = 0; frame < 2; frame += 1) {
          const [state, numbers] = givenTo(view, { panel: { ...panel }, held }, common);
          deepFreeze([state, sources, size, theme]);
          const answers = view.ask?.(state, sources, size);
          assert.deepEqual(view.ask?.({ ...state, panel: { ...panel } }, sources, size), answers, 'answered for a panel that has asked and for a fresh one');
          const columns = { ...numbers, answers };
          deepFreeze(columns);
          assert.deepEqual(structuredClone([state, columns]), [state, columns], 'data and nothing else: no model, no function');
          const before = bytesOf([state, columns]);
          const draw = (moment, given, [how, colors] = [size, theme]) => [view.backdrop?.(moment, given, { style: how.style }, colors), view.marks?.(moment, given, how, colors)];
          const first = structuredClone(draw(...structuredClone([state, columns])));
          for (const again of [1, 2]) assert.deepEqual(draw(state, columns), first, `drawn again, ${again}`);
          // Nothing is left over from one panel to another that looks the same.
          assert.deepEqual(draw({ ...state, panel: { ...panel } }, columns), first, 'drawn in another panel');
          for (const [what, others] of [['in other colours', [size, { ...palette('dark'), ink: theme.ink }]], ['in a wider font', [{ ...size, measure: (text, height) => 1.3 * size.measure(text, height) }, theme]]]) {
            assert.deepEqual(draw(state, columns, others), draw(...structuredClone([state, columns]), others), `${what}, in a panel that has been drawn and in a fresh one`);
          }
          assert.deepEqual(bytesOf([state, columns]), before, 'typed arrays, which cannot be frozen, have their numbers');
          held = first[1]?.held ?? held;
        }
      }
    }
  });

  test(`${id}: computing columns and writing change neither the scene nor the state`, () => {
    for (const step of [0, 0.5, undefined]) {
      const { current } = finished(id, step);
      const { scene, state } = current;
      const cursor = step ?? scene.steps;
      words(current, cursor, Infinity, () => '');
      deepFreeze([scene, state]);
      for (const { name, prepare: columns, refine } of viewsOf(state)) {
        const own = columns?.(scene, state, current.model);
        assert.equal(own === undefined, columns === undefined, `${name} returns its columns`);
        for (const found of refine?.(own, scene, state, current.model) ?? []) assert.notEqual(found, null);
      }
      for (const write of [words, briefly]) assert.equal(typeof write(current, cursor, Infinity, () => ''), 'string');
    }
  });

  test(`${id}: a picture of it is SVG without a page`, async () => {
    const text = await render(attributesOf(FIGURES[id]), { width: WIDTH + 24 });
    assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="924"/);
    // A picture of cells is written in letters that may form any word.
    assert.doesNotMatch(text.replace(/href="data:[^"]*"/g, ''), /NaN|undefined|Infinity|rgba|\[object/);
    assert.ok(text.split('<text').length > 10);
  });

  test(`${id}: a canvas is left as it was found`, () => {
    for (const { marks, style } of shown(id)[0]) {
      const context = recorder();
      prepare(context, { face: 'sans-serif', text: style.text, ratio: 1 });
      const before = context.state();
      paint(context, marks.filter(({ kind }) => kind !== 'image').map(plain));
      assert.deepEqual(context.state(), before);
      assert.equal(context.saved, 0);
    }
  });
}

/** A figure whose computations are done, and what its panels are drawn on. */
function finished(id, step) {
  const current = new Current();
  current.show(stateOf(id));
  let sheets;
  do {
    finish(current);
    sheets = sheetsOf(current, { width: WIDTH, colors: COLORS, step });
  } while (current.stale);
  return { current, sheets };
}

/** The sum of the bytes of every typed array that can be reached from a value, in order. */
function bytesOf(value, seen = new Set()) {
  if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Experiment || value instanceof core.Model) return [];
  seen.add(value);
  if (ArrayBuffer.isView(value)) return [new Uint8Array(value.buffer, value.byteOffset, value.byteLength).reduce((sum, byte) => (31 * sum + byte) % 1e9, 0)];
  return Object.values(Object.getOwnPropertyDescriptors(value)).flatMap(({ value: part }) => bytesOf(part, seen));
}

/** Freezes all that can be reached from a value, but for typed arrays, which cannot be frozen, and objects of the core. */
function deepFreeze(value) {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value) || value instanceof Experiment || value instanceof core.Model) return;
  Object.freeze(value);
  for (const { value: part } of Object.values(Object.getOwnPropertyDescriptors(value))) deepFreeze(part);
}

/** Words that are written at once: pictures of words need a page. */
const plain = (mark) => ({ ...mark, ...(mark.kind === 'text' && { passing: true }), ...(mark.marks && { marks: mark.marks.map(plain) }) });

/** Something that takes what a canvas takes, and remembers what was set. */
function recorder() {
  const set = { dash: [], shift: [0, 0] };
  const context = {
    globalAlpha: 1,
    saved: 0,
    save() { this.saved += 1; },
    restore() { this.saved -= 1; },
    setLineDash(dash) { set.dash = dash; },
    translate(x, y) { set.shift = [set.shift[0] + x, set.shift[1] + y]; },
    measureText: (text) => ({ width: 7 * text.length }),
    state: () => ({ dash: set.dash, shift: set.shift, alpha: context.globalAlpha, font: context.font, cap: context.lineCap, join: context.lineJoin, baseline: context.textBaseline }),
  };
  for (const name of ['beginPath', 'moveTo', 'lineTo', 'rect', 'arc', 'closePath', 'fill', 'stroke', 'clip', 'fillRect', 'fillText', 'strokeText', 'drawImage']) context[name] = () => {};
  return context;
}
