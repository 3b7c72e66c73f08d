// Seconds for long computations, as figures do them in the page's workers: maps of
// 256 × 256 starts, and many seeds of a policy.
import { openPage } from '../browser.mjs';
import { summary } from './table.mjs';

const REPETITIONS = 3;

const TEACHING = { model: 'gaussian', data: { set: 'teaching' } };
const RINGS = { model: 'logistic', data: { set: 'oring' } };
const COUNTS = { model: 'categorical', data: { counts: [5, 3, 2] } };
const WINDOWS = {
  gaussian: { chart: 'variance', window: [-1, 4, 0.02, 6] },
  logistic: { chart: 'whitened', window: [-4, 4, -4, 4] },
  categorical: { chart: 'logit', window: [-4, 4, -4, 4] },
};
const map = (model, options) => {
  const grid = { ...WINDOWS[model.model], size: [256, 256] };
  return { kind: 'sweep', spec: { ...model, run: { ...options, chart: grid.chart }, grid } };
};

/** Name, job, and the target in seconds, if there is one. */
const JOBS = [
  ['Gaussian: gradient', map(TEACHING, { rule: 'gradient', rate: 0.1 }), 2],
  ['Gaussian: natural-gradient', map(TEACHING, { rule: 'natural-gradient', rate: 0.5 }), 2],
  ['Gaussian: kl-ball', map(TEACHING, { rule: 'kl-ball', radius: 0.05 }), 2],
  ['categorical: gradient', map(COUNTS, { rule: 'gradient', rate: 1 }), 2],
  ['O-rings: gradient', map(RINGS, { rule: 'gradient', rate: 1 }), 2],
  ['O-rings: natural-gradient', map(RINGS, { rule: 'natural-gradient', rate: 0.5 }), 2],
  ['O-rings: kl-ball (no closed form)', map(RINGS, { rule: 'kl-ball', radius: 0.05 }), undefined],
  ['policy: 200 seeds of 200 steps, fisher-ball', {
    kind: 'monte-carlo',
    spec: { model: 'policy', start: { chart: 'sequential', at: [0, -Math.log(9)] }, run: { rule: 'fisher-ball', chart: 'sequential', radius: 0.3 } },
  }, undefined],
];

/** Milliseconds from the beginning of a job to its first visible result and to its end. */
const time = (page, job) => page.evaluate(async (given) => {
  const [{ begin }, { ready }] = await Promise.all([import('/www/work/work.js'), import('/www/core.js')]);
  await ready();
  const start = performance.now();
  let first;
  const seen = () => { first ??= performance.now() - start; };
  await new Promise((done, failed) => { begin(given, { progress: seen, done, failed }); });
  seen();
  return { first, whole: performance.now() - start };
}, job);

/** One entry for each job: its name, its target, and summaries of both times. */
export async function longWork(browser, origin) {
  const page = await openPage(browser, 'about:blank');
  try {
    await page.route('**/work.html', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(`${origin}/work.html`);
    const found = [];
    for (const [name, job, target] of JOBS) {
      const times = [];
      for (let k = 0; k < REPETITIONS; k += 1) times.push(await time(page, job));
      found.push({ name, target, first: summary(times.map(({ first }) => first)), whole: summary(times.map(({ whole }) => whole)) });
    }
    return found;
  } finally {
    await page.close();
  }
}

export const COUNT = `256 × 256 starts each, in the page’s workers, median of ${REPETITIONS}`;
