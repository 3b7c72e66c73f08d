// A map that is shared between workers, which are played here: what the page hears of it, and when.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

/** Workers that say nothing by themselves; each remembers what it is asked for. */
const workers = [];
globalThis.Worker = class {
  asked = [];
  constructor() { workers.push(this); }
  postMessage(message) { this.asked.push(message); }
  terminate() {}
};
globalThis.document = { hidden: false, addEventListener() {} };
Object.defineProperty(globalThis, 'navigator', { value: { hardwareConcurrency: 2 } });
await (await shell('core.js')).ready();
const { begin } = await shell('work/work.js');

const spec = {
  model: 'gaussian', data: { set: 'teaching' }, run: { rule: 'gradient', chart: 'variance', rate: 0.05 },
  grid: { chart: 'variance', window: [-1, 4, 0.2, 6], size: [16, 16] }, gap: 0.003, steps: 60,
};

/** The sweep that a worker was asked for, and how it tells what it has found so far. */
function played(worker) {
  const { id, job } = worker.asked.find((message) => message.job);
  const sweep = new core.Sweep(job.spec);
  return (count) => {
    const share = sweep.advance(count);
    worker.onmessage({ data: { id, share, partial: { results: sweep.results(), stride: sweep.stride } } });
  };
}

test('a map has its first picture as soon as something is known of every share, and in the end every start', () => {
  const heard = [];
  begin({ kind: 'sweep', spec }, {
    progress: (share, { picture, stride }) => heard.push({ picture, stride }),
    done: ({ results, stride }) => heard.push({ results, stride, done: true }),
    failed: assert.fail,
  });
  assert.equal(workers.length, 2);
  const [one, other] = workers.map(played);
  one(2000);
  assert.equal(heard.length, 0, 'one share makes no picture');
  other(2000);
  assert.equal(heard.length, 1, 'both shares make one, however soon the second comes');
  const pending = -1 - core.Sweep.outcomes().indexOf('pending');
  assert.ok(heard[0].stride > 1 && !heard[0].picture.includes(pending), 'it is coarse, and has no gaps');
  one(1e9);
  other(1e9);
  const whole = new core.Sweep(spec);
  whole.advance(1e9);
  assert.deepEqual(heard.at(-1), { results: whole.results(), stride: 1, done: true });
});
