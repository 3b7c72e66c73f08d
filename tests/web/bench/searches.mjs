// The race's searches for the best rates of ten rules, in raw inputs: the work alone, in one
// thread in Node, and in the page, from the choice of best rates to the last of them.
import { openPage } from '../browser.mjs';
import { core } from '../unit/modules.mjs';
import { summary } from './table.mjs';

const RULES = ['gradient', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'newton', 'natural-gradient', 'kl-ball', 'trust-region'];
const RINGS = { model: 'logistic', data: { set: 'oring' } };
const [CHART, START, GAP, STEPS, OTHERS] = ['raw', [0, 0], 1e-3, 200, 8];
const REPETITIONS = 3;

/** The figure's start, and others of the same loss around the best fit. */
function starts() {
  const model = new core.Model(RINGS);
  const best = model.optimum(CHART);
  const gain = model.inspect(START, CHART).loss - model.inspect(best, CHART).loss;
  const around = Array.from(model.ball('kl-old-new', best, gain, OTHERS, CHART));
  model.free();
  return [START, ...Array.from({ length: OTHERS }, (_, k) => around.slice(2 * k, 2 * k + 2))].map((at) => ({ chart: CHART, at }));
}

/** Processor time in milliseconds, so that other programs on the machine are not counted. */
const clock = () => process.cpuUsage().user / 1000;

/** Milliseconds of work for each rule, the least of several repetitions. */
export function alone() {
  const from = starts();
  return RULES.map((rule) => {
    let least = Infinity;
    for (let k = 0; k < REPETITIONS; k += 1) {
      const begun = clock();
      const search = new core.RateSearch({ ...RINGS, run: { rule, chart: CHART }, starts: from, gap: GAP, steps: STEPS });
      while (search.advance(100_000) < 1);
      search.free();
      least = Math.min(least, clock() - begun);
    }
    return [rule, least];
  });
}

/** Milliseconds in a page until the last rate is there. */
async function once(browser, origin) {
  const page = await openPage(browser, 'about:blank', { width: 1280, height: 900 });
  try {
    await page.route('**/host.html', (route) => route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><link rel="icon" href="data:,"><script type="module" src="pkg/kl-ball-element.js"></script>
        <kl-ball view="race" model="logistic" data="oring" chart="${CHART}" start="${START.join(' ')}" rules="${RULES.join(' ')}" balls="none" steps="30" budget="set"></kl-ball>`,
    }));
    await page.goto(`${origin}/host.html`);
    await page.waitForFunction(() => document.querySelector('kl-ball').matches(':state(ready)'));
    await page.waitForLoadState('networkidle');
    return await page.evaluate(async () => {
      const figure = document.querySelector('kl-ball');
      const frame = () => new Promise((next) => requestAnimationFrame(next));
      const begun = performance.now();
      figure.setAttribute('budget', 'best');
      const text = () => figure.shadowRoot.querySelector('.search button')?.textContent;
      while (text() !== 'Cancel') await frame();
      while (text() !== 'Search' || figure.shadowRoot.querySelector('.standings .old')) await frame();
      return performance.now() - begun;
    });
  } finally {
    await page.close();
  }
}

/** A summary of several pages. */
export async function inPage(browser, origin) {
  const found = [];
  for (let k = 0; k < REPETITIONS; k += 1) found.push(await once(browser, origin));
  return summary(found);
}

export const COUNT = `${RULES.length} rules, nine starts, raw inputs of the O-rings, ${REPETITIONS} repetitions`;
