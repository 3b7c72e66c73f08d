// What the tests of the lab share.
import { openPage } from '../browser.mjs';
import { browser, frame, site, soon } from './page.mjs';

/** Opens the lab at a fragment, and closes it after the test. */
export async function lab(t, { hash = '', ...options } = {}) {
  const page = await openPage(browser, `${site.origin}/lab.html${hash}`, { width: 1280, height: 720, ...options });
  t.after(() => page.close());
  await page.locator('#lab[ready]').waitFor({ state: 'attached' });
  await rest(page);
  return page;
}

/** How often a plane has to be found where it was before it is at rest: a change of the window reaches it a frame or two later. */
const SAME = 3;

/** Waits until the planes, and the windows that they show, do not move any more. */
export async function rest(page) {
  let last;
  let same = 0;
  await soon(page, async () => {
    const now = JSON.stringify([await windows(page), await places(page)]);
    same = now === last ? same + 1 : 0;
    last = now;
    if (same < SAME) throw new Error('a plane still moves');
  });
}

/** Where the planes are in the viewport. */
const places = (page) => page.locator('#lab').evaluate((host) => [...host.shadowRoot.querySelectorAll('.plane')].map((plane) => plane.getBoundingClientRect().toJSON()));

export const spec = (page) => page.locator('#lab').evaluate((host) => host.spec);
export const windows = (page) => page.locator('#lab').evaluate((host) => host.windows);
export const attributes = (page) => page.locator('#lab').evaluate((host) => host.changes);

/** The middle of the `k`-th handle, in the viewport. */
export async function handle(page, k = 0) {
  const box = await page.locator('.plane .handle').nth(k).boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Where the hand finds the edge of a ball, going from a point in a direction (pixels). */
export async function edge(page, [x, y], [across, down]) {
  for (let far = 24; far < 500; far += 3) {
    const at = [x + far * across, y + far * down];
    await page.mouse.move(...at);
    if (await page.locator('.ground.edge').count()) return at;
  }
  throw new Error('no ball has an edge there');
}

/** The start of a page's experiment. */
export const start = async (page) => (await spec(page)).start.at;
