// Twenty figures on one page: milliseconds from frame to frame while a reader scrolls through all of them.
import { openPage } from '../browser.mjs';
import { summary } from './table.mjs';

const KINDS = [
  'view="plane density" start="5.3 0.022" steps="1"',
  'data="teaching" chart="variance precision" rules="gradient trust-region" start="-0.3 0.8" steps="12"',
  'view="plane series" data="teaching" rules="euclidean-ball kl-ball" start="-0.3 0.8" steps="12"',
  'view="plane divergence" rules="none" start="5.35 0.01" other="5.45 0.035"',
  'view="plane score" rules="none" start="5.3 0.022" draws="100"',
];
const TWENTY = Array.from({ length: 20 }, (_, k) => `<kl-ball ${KINDS[k % KINDS.length]}></kl-ball>`).join('');

/** CSS pixels that the page moves in a frame. */
const STRIDE = 40;

/** A summary of the time from frame to frame, and the share of frames that took more than 20 ms: on the way down and on the way back. */
export async function scrolling(browser, origin) {
  const page = await openPage(browser, 'about:blank', { width: 1000, height: 800 });
  try {
    await page.route('**/host.html', (route) => route.fulfill({
      contentType: 'text/html', body: `<!doctype html><link rel="icon" href="data:,"><script type="module" src="pkg/kl-ball-element.js"></script>${TWENTY}`,
    }));
    await page.goto(`${origin}/host.html`);
    await page.waitForFunction(() => document.querySelector('kl-ball').matches(':state(ready)'));
    const times = await page.evaluate(async (stride) => {
      const frame = () => new Promise((next) => requestAnimationFrame(next));
      const ways = [];
      for (const to of [1, -1]) {
        const found = [];
        let last = await frame();
        for (;;) {
          const before = scrollY;
          scrollBy(0, to * stride);
          const now = await frame();
          found.push(now - last);
          last = now;
          if (scrollY === before) break;
        }
        ways.push(found);
      }
      return ways;
    }, STRIDE);
    return times.map((found) => ({ ...summary(found), late: found.filter((time) => time > 20).length / found.length }));
  } finally {
    await page.close();
  }
}
