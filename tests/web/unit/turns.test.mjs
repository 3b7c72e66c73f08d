// Long work in turns, as a worker does it, here in Node.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from './modules.mjs';

const { Turns } = await shell('work/turns.js');

const start = { chart: 'variance', at: [5.2, 0.3] };

/** One job of each kind. */
const JOBS = [
  { kind: 'sweep', spec: { model: 'gaussian', run: { rule: 'natural-gradient', rate: 0.5, chart: 'variance' }, grid: { chart: 'variance', window: [5, 6, 0.05, 0.5], size: [8, 8] } } },
  { kind: 'rate-search', spec: { model: 'gaussian', run: { rule: 'gradient', chart: 'log-std' }, starts: [start] } },
  { kind: 'monte-carlo', levels: [0.5], spec: { model: 'policy', start: { chart: 'sequential', at: [0, -2.2] }, steps: 20, seeds: 20, run: { rule: 'trpo', chart: 'sequential', radius: 0.05, batch: { size: 64 } } } },
  { kind: 'online-learning', spec: { model: 'gaussian', start, observations: 100, delay: 5, seeds: 10, run: { rule: 'natural-gradient', rate: 1, schedule: 'inverse-time', chart: 'variance' } } },
];

/** What becomes of jobs that take turns: the last reply about each. */
function doneInTurns(jobs) {
  return new Promise((resolve) => {
    const last = [];
    const turns = new Turns((reply) => {
      if (reply.error !== undefined || reply.share === 1) last[reply.id] = reply;
      if (Object.keys(last).length === jobs.length) resolve(last);
    }, (next) => setImmediate(next), 1);
    for (const [id, job] of jobs.entries()) turns.hear({ id, job });
  });
}

test('every kind of work is done in turns, with the core’s own results', async () => {
  const [map, search, seeds, learning] = (await doneInTurns(JOBS)).map(({ partial }) => partial);
  const whole = (Class, spec) => {
    const object = new Class(spec);
    object.advance(1e9);
    return object;
  };
  const sweep = whole(core.Sweep, JOBS[0].spec);
  assert.deepEqual(map, { results: sweep.results(), stride: 1 });
  assert.deepEqual(search.best, whole(core.RateSearch, JOBS[1].spec).best());
  assert.deepEqual(seeds.tally, whole(core.MonteCarlo, JOBS[2].spec).tally());
  assert.equal(seeds.quantiles.length, 1);
  assert.deepEqual(learning.ends, whole(core.OnlineLearning, JOBS[3].spec).ends());
});

test('a job that the core refuses ends with its words, and the others go on', async () => {
  const [wrong, map] = await doneInTurns([{ kind: 'sweep', spec: { model: 'nope' } }, JOBS[0]]);
  assert.match(wrong.error, /^model is "nope"; allowed: one of gaussian/);
  assert.equal(map.partial.stride, 1);
});
