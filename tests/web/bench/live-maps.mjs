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

/** Summaries of the times to the first picture and to the whole map. */
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
    const times = await page.evaluate(dragged, WARM_UP + CHANGES);
    const counted = times.slice(WARM_UP);
    return { first: summary(counted.map(([first]) => first)), whole: summary(counted.map(([, whole]) => whole)) };
  } finally {
    await page.close();
  }
}

/** In the page: moves the first slider back and forth, and waits for the map of each place. */
async function dragged(changes) {
  const { shadowRoot } = document.querySelector('kl-ball');
  const [bar, slider] = ['.progress progress', 'label input[type=range]'].map((found) => shadowRoot.querySelector(found));
  // After the paint of the frame that has set the bar.
  const painted = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  });
  const middle = Number(slider.value);
  const found = [];
  for (let k = 0; k < changes; k += 1) {
    const [seen, whole] = [[], Promise.withResolvers()];
    const watching = new MutationObserver(async () => {
      const { value } = bar;
      seen.push([value, await painted()]);
      if (value === 1) whole.resolve();
    });
    watching.observe(bar, { attributes: true });
    await new Promise((next) => requestAnimationFrame(next));
    const begun = performance.now();
    slider.value = String(middle + 30 * Math.sin(k / 3) + (k % 2));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await whole.promise;
    watching.disconnect();
    const first = seen.find(([value]) => value > 0);
    found.push([first[1] - begun, seen.at(-1)[1] - begun]);
  }
  return found;
}

export const COUNT = `${CELLS} × ${CELLS} starts, at most 200 steps, median of ${CHANGES} changes`;
