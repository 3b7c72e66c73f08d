// The curves below a field are whole, wherever its handle is: the axis is as long as they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Current, catalogue, finish, palette, panelsOf, stateFrom } from './drawing.mjs';
import { random } from './random.mjs';

/** Whether a curve has room on an axis nine times as long as that of the data; a disc may hold curves that are flat for ever, and longer axes show nothing else. */
const hasRoom = ([mean, variance], [low, high]) => Math.abs(mean - (low + high) / 2) + 2.7 * Math.sqrt(variance) < 4.5 * (high - low);

/** The most that is left of a curve at an end of the axis, as a share of its peak; the axis ends where 3 % are left. */
const LEFT = 0.035;

for (const { name: model, charts, data } of catalogue().models.filter(({ name }) => name === 'gaussian')) {
  for (const { name: chart } of charts) {
    test(`${model} ${chart}: no curve is cut, however far the handle is from the data`, () => {
      const { uniform: draw } = random(chart.length);
      let seen = 0;
      for (let k = 0; k < 8; k += 1) {
        const attributes = { view: 'field', model, chart, data: data[k % data.length].name };
        const current = new Current();
        current.show(stateFrom((name) => attributes[name] ?? null));
        finish(current);
        const [low, high] = current.model.axis;
        const mean = low + (high - low) * (1.6 * draw() - 0.3);
        const deviation = (high - low) * 10 ** (-2 + 1.6 * draw());
        const [at] = [current.model.convert([mean, deviation ** 2], 'variance', chart)];
        current.state.start = { chart, at: Array.from(at) };
        current.stale = true;
        finish(current);
        const [x0, x1] = panelsOf(current, { width: 900, colors: palette('light') }).at(-1).frame.slice(4);
        const { costliest, onBall, worst } = current.scene.columns.field.rivals[chart];
        const curves = [at, onBall, Number.isFinite(worst) ? costliest : undefined].filter((one) => one && hasRoom(current.model.convert(one, chart, 'variance'), [low, high]));
        seen += curves.length;
        for (const one of curves) {
          const xs = Float64Array.from({ length: 4000 }, (_, j) => x0 + ((x1 - x0) * j) / 3999);
          const ys = current.model.density(one, chart, xs);
          const peak = Math.max(...ys);
          assert.ok(ys[0] <= LEFT * peak && ys.at(-1) <= LEFT * peak, `a mean of ${mean}, deviation ${deviation}: ${ys[0] / peak} and ${ys.at(-1) / peak} left on ${[x0, x1]}`);
        }
        current.free();
      }
      assert.ok(seen > 12, `${seen} curves were looked at`);
    });
  }
}
