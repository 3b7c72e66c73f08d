// A map under the hand: milliseconds from a change of the rate or the radius to the map of 96 × 96 starts that belongs to it,
// the first coarse picture of it and the whole, as a reader sees them.
import { openPage } from '../browser.mjs';
import { summary } from './table.mjs';

const CELLS = 96;
const WARM_UP = 10;
const CHANGES = 40;

const GAUSSIAN = 'model="gaussian" data="teaching" chart="variance" start="-0.3 0.8"';
const RINGS = 'model="logistic" data="oring" chart="whitened" start="-3.5 -2.5"';

/** The maps: what a figure shows, which slider is dragged, and the target. */
export const MAPS = {
  'Gaussian: gradient': { figure: `${GAUSSIAN} rules="gradient"`, target: 33 },
  'Gaussian: natural-gradient': { figure: `${GAUSSIAN} rules="natural-gradient"`, target: 33 },
  'Gaussian: adam': { figure: `${GAUSSIAN} rules="adam"`, target: 33 },
  'O-rings: natural-gradient': { figure: `${RINGS} rules="natural-gradient"`, target: 33 },
  'Gaussian: kl-ball': { figure: `${GAUSSIAN} rules="kl-ball"`, target: 300 },
};

/** Summaries of the times to the first picture and to the whole map, from the time of the mouse's event. */
export async function liveMap(browser, origin, { figure }) {
  const page = await openPage(browser, 'about:blank', { width: 1280, height: 900 });
  try {
    await page.route('**/host.html', (route) => route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><link rel="icon" href="data:,"><script type="module" src="pkg/kl-ball-element.js"></script>
        <kl-ball view="map" ${figure} controls="rate radius" balls="none" steps="20" cells="${CELLS}" limit="200"></kl-ball>`,
    }));
    await page.goto(`${origin}/host.html`);
    await page.waitForFunction(() => document.querySelector('kl-ball').shadowRoot.querySelector('.progress.over progress')?.value === 1);
    const times = await dragged(page);
    return { first: summary(times.map(([first]) => first)), whole: summary(times.map(([, whole]) => whole)) };
  } finally {
    await page.close();
  }
}

/** Drags the first slider over its middle with the mouse, and waits for the map of each place. */
async function dragged(page) {
  const [x, y, width] = await page.evaluate(watched);
  const all = WARM_UP + CHANGES;
  const place = (k) => x + width * (0.25 + (0.5 * k) / all);
  await page.mouse.move(place(0), y);
  await page.mouse.down();
  for (let k = 1; k <= all; k += 1) {
    await page.mouse.move(place(k), y);
    await page.waitForFunction((count) => globalThis.found.length >= count, k);
  }
  await page.mouse.up();
  return page.evaluate((from) => globalThis.found.slice(from), WARM_UP);
}

/** In the page: begins to note the times of each change of the first slider, and returns where the slider begins, and its width. */
function watched() {
  const { shadowRoot } = document.querySelector('kl-ball');
  const [bar, slider] = ['.progress progress', 'label input[type=range]'].map((found) => shadowRoot.querySelector(found));
  // After the paint of the frame that has set the bar.
  const painted = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  });
  globalThis.found = [];
  let begun;
  let first;
  slider.addEventListener('input', ({ timeStamp }) => { [begun, first] = [timeStamp, undefined]; }, { capture: true });
  new MutationObserver(async () => {
    const { value } = bar;
    if (begun === undefined || value === 0) return;
    const from = begun;
    const time = await painted() - from;
    first ??= time;
    if (value === 1 && begun === from) {
      globalThis.found.push([first, time]);
      begun = undefined;
    }
  }).observe(bar, { attributes: true });
  slider.scrollIntoView();
  const { left, top, width, height } = slider.getBoundingClientRect();
  return [left, top + height / 2, width];
}

export const COUNT = `${CELLS} × ${CELLS} starts, at most 200 steps, median of ${CHANGES} changes`;
