// Long computations in workers that all figures share, and on the page itself if there are no workers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { pageOf, quiet, site } from './page.mjs';

const STRICT = { 'Content-Security-Policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" };
const model = { model: 'gaussian', data: { set: 'teaching' } };
const start = { chart: 'variance', at: [-0.3, 0.8] };
const run = { rule: 'gradient', rate: 0.1, chart: 'variance' };
const grid = { chart: 'variance', window: [-1, 4, -0.5, 6], size: [37, 23] };
const JOBS = {
  sweep: { kind: 'sweep', spec: { ...model, run, grid } },
  rates: { kind: 'rate-search', spec: { ...model, run, starts: [start] } },
  seeds: { kind: 'monte-carlo', levels: [0.1, 0.5, 0.9], spec: { ...model, start, run: { ...run, batch: { size: 3 } }, seeds: 30, steps: 40 } },
  learners: { kind: 'online-learning', spec: { ...model, start, run: { ...run, rule: 'natural-gradient' }, seeds: 20, observations: 50 } },
};

/** A job that takes longer than the test. */
const ENDLESS = { kind: 'sweep', spec: { ...model, run: { ...run, rate: 1e-9 }, grid: { ...grid, size: [512, 512] }, steps: 100_000 } };

/** Does jobs on a page, all at once. Returns how each ended, `{ done }` or `{ failed }`, how often it reported progress, and in which order they ended. */
const work = (page, jobs) => page.evaluate(async (given) => {
  const [{ begin }, { ready }] = await Promise.all([import('/www/work/work.js'), import('/www/core.js')]);
  await ready();
  const ended = [];
  const outcomes = await Promise.all(Object.entries(given).map(([name, job]) => new Promise((resolve) => {
    const shares = [];
    const end = (outcome) => {
      ended.push(name);
      const plain = JSON.stringify({ ...outcome, shares }, (key, value) => (ArrayBuffer.isView(value) ? [...value] : value));
      resolve([name, JSON.parse(plain)]);
    };
    begin(job, {
      progress: (share) => shares.push(share), done: (done) => end({ done }), failed: ({ message }) => end({ failed: message }),
    });
  })));
  return { ended, ...Object.fromEntries(outcomes) };
}, jobs);

/** The results of the jobs, computed by the core in Node. */
function expected() {
  const sweep = new core.Sweep(JOBS.sweep.spec);
  const search = new core.RateSearch(JOBS.rates.spec);
  for (const long of [sweep, search]) while (long.advance(1e6) < 1);
  const carlo = new core.MonteCarlo(JOBS.seeds.spec);
  const online = new core.OnlineLearning(JOBS.learners.spec);
  for (const seeds of [carlo, online]) seeds.advance(1000);
  const results = [...sweep.results()];
  return {
    sweep: { results, picture: results, stride: 1 },
    rates: { trials: search.trials(), best: search.best() },
    seeds: { tally: carlo.tally(), quantiles: [...carlo.quantiles(JOBS.seeds.levels)] },
    learners: { outcome: online.outcome(), ends: [...online.ends()] },
  };
}

/** Asserts that all jobs have the results of the core. */
async function same(page) {
  const { ended, ...outcomes } = await work(page, JOBS);
  assert.equal(ended.length, 4);
  for (const [name, wanted] of Object.entries(expected())) assert.deepEqual(outcomes[name].done, wanted, name);
}

test('workers come to the same results; the core is fetched once, and they end', async (t) => {
  const before = site.log.length;
  const page = await pageOf(t, '', { headers: STRICT, sources: true });
  const ends = [];
  page.on('worker', (worker) => ends.push(new Promise((resolve) => worker.on('close', resolve))));
  assert.equal(page.workers().length, 0, 'none before there is work');
  assert.ok(!site.log.slice(before).some((path) => path.includes('/work/')), 'nor their script');
  await same(page);
  assert.ok(ends.length >= 1 && ends.length <= 4, `${ends.length} workers`);
  assert.equal(site.log.slice(before).filter((path) => path.endsWith('.wasm')).length, 1);
  await Promise.all(ends);
  assert.equal(page.workers().length, 0);
  quiet(page);
  await same(page);
});

test('without workers the page does the same, and goes on drawing', async (t) => {
  const headers = { 'Content-Security-Policy': `${STRICT['Content-Security-Policy']}; worker-src 'none'` };
  for (const options of [
    { headers },
    { prepare: (page) => page.addInitScript(() => { globalThis.Worker = class { constructor() { throw new Error('another host'); } }; }) },
  ]) {
    const page = await pageOf(t, '', { ...options, sources: true });
    await same(page);
    assert.equal(page.workers().length, 0);
    const frames = await page.evaluate(async (job) => {
      const { begin } = await import('/www/work/work.js');
      let [drawn, long] = [0, 0];
      const count = () => {
        drawn += 1;
        requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
      await new Promise((resolve) => {
        const { cancel } = begin(job, { progress: () => { if ((long += 1) > 5) resolve(cancel()); } });
      });
      return drawn;
    }, ENDLESS);
    assert.ok(frames > 5, `${frames} frames`);
  }
});

test('what is refused is refused in the words of the core', async (t) => {
  const page = await pageOf(t, '', { sources: true });
  const bad = { ...JOBS.sweep, spec: { ...JOBS.sweep.spec, gap: -1 } };
  const { bad: { failed }, rates } = await work(page, { bad, rates: JOBS.rates });
  assert.throws(() => new core.Sweep(bad.spec), { message: failed });
  assert.deepEqual(rates.done, expected().rates, 'and others go on');
});

test('short work that comes later ends first, and what is cancelled says no more', async (t) => {
  const page = await pageOf(t, '', { sources: true });
  const told = await page.evaluate(async ([endless, rates]) => {
    const [{ begin }, { ready }] = await Promise.all([import('/www/work/work.js'), import('/www/core.js')]);
    await ready();
    const log = [];
    let first;
    const begun = new Promise((resolve) => { first = resolve; });
    const hears = (name, more) => ({
      progress: (share, { stride, picture, results }) => {
        log.push(name);
        more?.({ share, stride, whole: picture?.every((code) => code !== -8), some: results?.some((code) => code !== -8) });
      },
      done: () => log.push(`${name} done`), failed: (error) => log.push(error.message),
    });
    const long = begin(endless, hears('long', (now) => { if (now.stride) first(now); }));
    const partial = await begun;
    await new Promise((resolve) => { begin(rates, { done: resolve }); });
    long.pause(true);
    await new Promise((resolve) => { begin(rates, { done: resolve }); });
    const paused = log.length;
    // Results that were under way have arrived by the end of other jobs.
    await new Promise((resolve) => { begin(rates, { done: resolve }); });
    const still = log.length === paused;
    long.pause(false);
    await new Promise((resolve) => {
      const look = () => (log.length > paused ? resolve() : setTimeout(look));
      look();
    });
    long.cancel();
    const length = log.length;
    await new Promise((resolve) => { begin(rates, { done: resolve }); });
    return { partial, still, quiet: log.length === length, log: [...new Set(log)] };
  }, [ENDLESS, JOBS.rates]);
  assert.deepEqual(told.log, ['long']);
  assert.ok(told.still, 'paused, it says nothing');
  assert.ok(told.quiet, 'cancelled, it says nothing');
  assert.ok(told.partial.share < 1 && told.partial.stride > 1 && told.partial.whole && told.partial.some, JSON.stringify(told.partial));
});
