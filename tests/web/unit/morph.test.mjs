// From one chart to another, for every model and every two of its charts: both ends are exact, nothing jumps, nothing folds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

const { ready, catalogue } = await shell('core.js');
await ready();
const { carried, motionOf } = await shell('compute/passage.js');
const { placesAt } = await shell('marks/moving.js');
const { points } = await shell('marks/frame.js');

const STYLE = { width: 640, height: 440, ratio: 1, ground: '#ffffff', ink: '#000000', contour: '#888888', text: 14 };

/** Charts near whose singularities a picture has to be torn. */
const TORN = ['boundary'];

/** Every model with each data set, and the planes of its charts in which its start has a place. */
const cases = catalogue().models.flatMap(({ name, charts, data }) => (data.length ? data : [{}]).map(({ name: set }) => {
  const model = new core.Model({ model: name, ...(set && { data: { set } }) });
  const home = model.start(charts[0].name);
  const ends = charts.flatMap(({ name: chart }) => {
    const [x, y] = model.convertAll(home, charts[0].name, chart);
    return Number.isFinite(x) ? [{ chart, frame: Array.from(core.planeNumbers(model, chart, [x, y], STYLE).frame) }] : [];
  });
  return { label: `${name} ${set ?? ''}`, model, ends };
}));

const pairsOf = (ends) => ends.flatMap((from) => ends.filter((to) => to !== from).map((to) => [from, to]));

/** The nodes of a grid over a frame, in pixels, row by row. */
const [COLUMNS, ROWS] = [25, 17];
const nodesOf = ([left, top, right, bottom]) => Float64Array.from({ length: 2 * COLUMNS * ROWS }, (_, k) => {
  const [column, row] = [(k >> 1) % COLUMNS, Math.floor((k >> 1) / COLUMNS)];
  return k % 2 ? top + ((row + 0.5) / ROWS) * (bottom - top) : left + ((column + 0.5) / COLUMNS) * (right - left);
});

const near = (found, expected, tolerance, what) => {
  for (let k = 0; k < expected.length; k += 1) {
    if (Number.isNaN(expected[k]) || Math.abs(expected[k]) > 5000) continue;
    assert.ok(Math.abs(found[k] - expected[k]) <= tolerance, `${what}: ${found[k]} instead of ${expected[k]}`);
  }
};

/** The corners of a very small triangle at each node of a grid over a frame. */
const SIDE = 0.05;
const trianglesOf = (frame) => {
  const nodes = nodesOf(frame);
  return Float64Array.from({ length: 3 * nodes.length }, (_, k) => nodes[2 * Math.floor(k / 6) + (k % 2)] + (k % 6 === 2 || k % 6 === 5 ? SIDE : 0));
};

/** A place, or NaN where it is far outside a frame, to which it flies off at once. */
const nearTo = ([left, top, right, bottom]) => (x, k) => {
  const [low, high] = k % 2 ? [top, bottom] : [left, right];
  return x > low - 0.6 * (high - low) && x < high + 0.6 * (high - low) ? x : NaN;
};

/** Signed areas of triangles, of those within a frame. */
function areas(places, [left, top, right, bottom]) {
  const found = [];
  for (let k = 0; k < places.length; k += 6) {
    const [ax, ay, bx, by, cx, cy] = places.subarray(k, k + 6);
    if (ax > left && ax < right && ay > top && ay < bottom) found.push((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
  }
  return found.filter((area) => !Number.isNaN(area));
}

for (const { label, model, ends } of cases) {
  test(`${label}: both ends are exact, and nothing jumps there`, () => {
    for (const [from, to] of pairsOf(ends)) {
      const what = `${from.chart} to ${to.chart}`;
      const { motion } = motionOf(model, from, to);
      const start = nodesOf(from.frame);
      const end = carried(model, from, to, start);
      near(placesAt(start, end, motion, 0), start, 0, what);
      near(placesAt(start, end, motion, 1), end, 0, what);
      // The end is the same distribution in the other chart.
      const coordinates = Float64Array.from(start, (x, k) => {
        const [left, , right, bottom, x0, x1, y0, y1] = from.frame;
        return k % 2 ? y0 + ((bottom - x) / (bottom - from.frame[1])) * (y1 - y0) : x0 + ((x - left) / (right - left)) * (x1 - x0);
      });
      near(end, points(to.frame, model.convertAll(coordinates, from.chart, to.chart)), 1e-6, what);
      for (const [t, exact] of [[1e-4, start], [1 - 1e-4, end]]) {
        const seen = exact.map((x, k) => (Number.isNaN(end[k]) ? NaN : Math.max(Math.abs(start[k]), Math.abs(end[k])) > 3000 ? NaN : x));
        near(placesAt(start, end, motion, t), seen, 0.5, `${what} at ${t}`);
      }
    }
  });

  test(`${label}: nothing folds on the way, and what cannot be bent is said to be torn`, () => {
    for (const [from, to] of pairsOf(ends)) {
      const { motion, folds } = motionOf(model, from, to);
      const what = `${from.chart} to ${to.chart}`;
      if (motion.torn) {
        assert.ok(TORN.includes(from.chart) || TORN.includes(to.chart), what);
        continue;
      }
      assert.equal(folds, 0, what);
      const start = trianglesOf(from.frame);
      const end = carried(model, from, to, start).map(nearTo(from.frame));
      for (let t = 0.04; t < 1; t += 0.1) {
        const found = areas(placesAt(start, end, motion, t), from.frame);
        // Turned over, all of a sheet shows its other side at once, after the moment at which one looks at its edge.
        const sign = Math.sign(found[0] ?? 1);
        for (const area of found) assert.ok(sign * area > 0, `${what} at ${t}`);
      }
    }
  });
}
