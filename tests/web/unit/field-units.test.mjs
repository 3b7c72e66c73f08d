// A field on data in any unit: its disc suits the data as its balls do, so that both have room.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

await (await shell('core.js')).ready();
const { lengthOf } = await shell('compute/disc-and-ball.js');
const { placesIn } = await shell('compute/places.js');
const { COST } = await shell('state/field.js');

/** Data of readers in units of all kinds, by model. */
const OWN = {
  gaussian: [[12, 900, 43, 7, 150], [1.7e9, 1.7e9 + 100, 1.7e9 + 250, 1.7e9 + 420], [1e-9, 3e-9, 4e-9], [1e12, 3e12, 7e12], [1950, 1971, 1988, 2001]].map((x) => ({ x })),
  logistic: [{ x: [1950, 1960, 1970, 1980, 1990, 2000], y: [0, 0, 1, 0, 1, 1] }, { x: [1, 2, 3, 4].map((x) => x * 1e6), y: [0, 1, 0, 1] }],
  categorical: [{ counts: [10, 2, 5] }],
};

test('in every unit the disc at the best fit costs what its ball costs, roughly, and a plane has room for a field of the usual cost', () => {
  for (const [model, all] of Object.entries(OWN)) {
    for (const data of all) {
      const made = new core.Model({ model, data });
      for (const { name: chart } of core.catalog().models.find(({ name }) => name === model).charts) {
        const length = lengthOf(made, chart, { kind: 'balls', cost: COST });
        const best = made.optimum(chart) ?? made.start(chart);
        const [worst] = made.discCosts(best, length, chart);
        assert.ok(worst > COST / 3 && worst < 15 * COST, `${model} ${JSON.stringify(data)} ${chart}: ${worst}`);
        if (model !== 'gaussian') continue;
        const { frame } = core.planeNumbers(made, chart, best, { width: 640, height: 360, ratio: 1, text: 13, ticks: 7, ink: '#000000', ground: '#ffffff', contour: '#888888' }, {});
        const places = placesIn(made, chart, frame, COST, length).length / 2;
        // Charts of moments are so slanted far from zero that no ball of the usual cost has room.
        if (['natural', 'expectation'].includes(chart)) continue;
        assert.ok(places >= 8, `${JSON.stringify(data)} ${chart}: ${places} balls`);
      }
      made.free();
    }
  }
});
