// The lab as readers see it: its sizes, its themes and its projector, for the stored pictures.
import { openPage } from './browser.mjs';
import { FONT } from './visual.mjs';

/** The sizes of windows, and whether it is on a projector there. */
const SHOTS = [
  { name: 'lab', width: 1280, height: 720 }, { name: 'lab', width: 1920, height: 1080 }, { name: 'lab', width: 768, height: 1024 },
  { name: 'lab', width: 390, height: 844 }, { name: 'lab-projector', width: 1920, height: 1080, projector: true },
];

/** Waits until the windows of the planes have not moved for three frames. It runs in the page. */
async function rests() {
  for (let [last, same] = ['', 0]; same < 3;) {
    await new Promise(requestAnimationFrame);
    const now = JSON.stringify(document.querySelector('#lab').windows);
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

const HASH = '#v=1&preset=two-bubbles';

/** Calls `each(name, width, theme, taken)` for every picture of the lab; `taken()` is the picture as PNG. */
export async function forEachOfLab(browser, origin, each) {
  for (const { name, width, height, projector } of SHOTS) {
    for (const theme of ['light', 'dark']) {
      const page = await openPage(browser, 'about:blank', { width, height, dark: theme === 'dark', reducedMotion: true });
      // A first visit says what to do, for a while.
      await page.addInitScript(() => localStorage.setItem('kl-ball-noticed', '["seen"]'));
      await page.goto(`${origin}/lab.html${HASH}`);
      await page.addStyleTag({ content: `#lab { --kl-font: "${FONT}" }` });
      await page.locator('#lab[ready]').waitFor({ state: 'attached' });
      if (projector) {
        await page.keyboard.press('p');
        await page.locator('.notice').evaluate((notice) => notice.classList.remove('shown'));
      }
      await page.evaluate(rests);
      await each(name, width, theme, () => page.screenshot({ animations: 'disabled' }));
      await page.close();
    }
  }
}
