// Time from navigation to the first frame in which the canvases of the first
// figure are painted, with a server on this machine: with an empty browser cache, and on a second visit.
import { launch, openPage } from '../browser.mjs';

/** Milliseconds to the first paint of anything, and of the first figure, in a headless or in a whole browser. */
export async function firstPicture(origin, options) {
  const browser = await launch(options);
  try {
    const page = await openPage(browser, 'about:blank', { width: 1280, height: 900 });
    return await visit(page, origin);
  } finally {
    await browser.close();
  }
}

/** The same for the second of two visits, in a browser that keeps what it has loaded. The server must allow that. */
export async function secondPicture(origin, options) {
  const browser = await launch(options);
  try {
    const page = await openPage(browser, 'about:blank', { width: 1280, height: 900 });
    await visit(page, origin);
    await page.waitForLoadState('networkidle');
    await page.goto('about:blank');
    return await visit(page, origin);
  } finally {
    await browser.close();
  }
}

async function visit(page, origin) {
  await page.addInitScript(() => {
    addEventListener('kl-ball-change', (event) => {
      if (globalThis.seen || event.target !== document.querySelector('kl-ball')) return;
      globalThis.seen = true;
      // The figure draws in the frame of this event; a message posted now arrives after that paint.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { globalThis.painted = performance.now(); };
      port2.postMessage(0);
    });
  });
  await page.goto(`${origin}/index.html`);
  await page.waitForFunction(() => globalThis.painted);
  return page.evaluate(() => {
    const inked = (canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
    const canvases = [...document.querySelector('kl-ball').shadowRoot.querySelectorAll('.panel canvas')];
    if (!canvases.length || !canvases.every(inked)) throw new Error('the first picture is blank');
    const [words] = performance.getEntriesByName('first-contentful-paint');
    return { words: words?.startTime ?? NaN, picture: globalThis.painted };
  });
}
