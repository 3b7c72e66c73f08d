// The axis of the distributions: what the core chooses for the data, what a page may choose in its place, and when the lab
// keeps the one that is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

const { Axis, stillShows } = await shell('lab/axis.js');

globalThis.matchMedia ??= () => ({ matches: false });

const STYLE = { width: 480, height: 360, ratio: 1, ground: '#ffffff', ink: '#222222', contour: '#888888', text: 12 };

test('for every set of data the axis holds all observations, and the figure has this axis', () => {
  for (const { name: model, takes, data } of core.catalog().models) {
    for (const { name: set } of data.length ? data : [{}]) {
      const one = new core.Model({ model, ...(set && { data: { set } }) });
      const [low, high] = one.axis;
      assert.deepEqual(Array.from(core.densitySvg(one, STYLE).frame.slice(4)), [low, high], `${model} ${set}`);
      if (takes === 'numbers' || takes === 'labelled') for (const x of one.observations) assert.ok(x > low && x < high, `${model} ${set}: ${x}`);
      one.free();
    }
  }
});

test('a page may choose the axis; what is no axis is refused by its name', () => {
  const model = new core.Model({ model: 'gaussian', data: { set: 'teaching' } });
  assert.deepEqual(Array.from(core.densitySvg(model, STYLE, [-3, 9]).frame.slice(4)), [-3, 9]);
  for (const wrong of [[1, 1], [2, 1], [NaN, 1], 'x', [1], 7]) {
    assert.throws(() => core.densitySvg(model, STYLE, wrong), /^Error: axis.*allowed: (two (finite )?numbers|a finite number)/s, JSON.stringify(wrong));
  }
  const classes = new core.Model({ model: 'categorical', data: { set: 'penguin-species' } });
  assert.deepEqual(Array.from(core.densitySvg(classes, STYLE, [0, 9]).frame.slice(4)), [0.5, 3.5], 'classes have their own');
});

/** An axis of the lab over lists of observations. */
function lab(x) {
  const current = { state: { model: 'gaussian', data: { x } }, modelKey: '0', model: new core.Model({ model: 'gaussian', data: { x } }) };
  const axis = new Axis(() => current, () => {});
  const use = (list) => {
    current.state = { ...current.state, data: { x: list } };
    current.modelKey += '+';
    current.model = new core.Model({ model: 'gaussian', data: { x: list } });
  };
  return { axis, use, current };
}

test('while a hand holds an observation the axis stays, wherever it is dragged', () => {
  const { axis, use } = lab([1, 2, 3, 4]);
  const before = axis.at(false, 0);
  for (const x of [4.3, 5, 9, 40]) {
    use([1, 2, 3, x]);
    assert.equal(axis.at(true, 10), before);
  }
});

test('afterwards it stays if all observations are still well on it, and travels to the core’s own if not', () => {
  const { axis, use, current } = lab([1, 2, 3, 4]);
  const before = axis.at(false, 0);
  use([1, 2, 3, 4, 2.5]);
  assert.equal(axis.at(false, 10), before, 'one between the others');
  use([1, 2, 3, 4, 2.5, 4.02]);
  assert.equal(axis.at(false, 20), before, 'one a little outside');
  use([1, 2, 3, 4, 2.5, 9]);
  const [, first] = axis.at(false, 1000);
  const [, later] = axis.at(false, 1150);
  assert.ok(first === before[1] && later > first && later < current.model.axis[1], 'it travels');
  assert.deepEqual(axis.at(false, 2000), current.model.axis);
  use([1, 2, 3]);
  axis.at(false, 3000);
  assert.deepEqual(axis.at(false, 4000), current.model.axis, 'it does not stay much too long');
});

test('the axis of the core shows itself, and so does a somewhat longer one', () => {
  for (const own of [[0, 1], [-5, 20], [1e9, 1.0001e9]]) {
    const wide = own[1] - own[0];
    assert.ok(stillShows(own, own));
    assert.ok(stillShows([own[0] - 0.3 * wide, own[1] + 0.3 * wide], own));
    assert.ok(!stillShows([own[0] - wide, own[1] + wide], own));
    assert.ok(!stillShows([own[0] + 0.2 * wide, own[1]], own));
  }
});
