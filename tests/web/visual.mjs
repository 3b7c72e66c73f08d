// Takes pictures of the presets, each with all of its controls, at three widths and in two themes, and
// compares pictures. The stored ones are in tests/web/pictures; `npm run pictures` in
// this folder draws them again.
import { fileURLToPath } from 'node:url';
import { openPage } from './browser.mjs';
import { SHOWN } from './presets.mjs';

/** Widths of the window, and heights that show the tallest figure. */
const SIZES = { 1280: 1400, 768: 1800, 320: 3200 };
const THEMES = ['light', 'dark'];

/** The font of the pictures, which every machine that compares them must have. */
export const FONT = 'DejaVu Sans';

/**
 * The tolerance. Versions of a browser smooth edges differently, so pictures are
 * compared at half their size. The share of points that differ by more than
 * `CHANNEL` (of 255) may be at most `SHARE`.
 */
const CHANNEL = 24;
export const SHARE = 0.002;

/** Where the picture of a figure is stored. */
export const fileOf = (figure, width, theme) => fileURLToPath(new URL(`pictures/${figure}-${width}-${theme}.webp`, import.meta.url));

/** A figure alone on the page of presets, in the font of the pictures. */
async function open(browser, origin, figure) {
  const page = await openPage(browser, `${origin}/shelf.html?figure=${figure}`, { width: 1280, height: SIZES[1280], reducedMotion: true });
  await page.addStyleTag({ content: `kl-ball { --kl-font: "${FONT}" }` });
  return page;
}

/** Whether the machine has that font. */
export const hasFont = (page) => page.evaluate((font) => {
  const context = document.createElement('canvas').getContext('2d');
  const [one, other] = ['serif', 'monospace'].map((fallback) => {
    context.font = `40px "${font}", ${fallback}`;
    return context.measureText('Fisher, iiii WWWW').width;
  });
  return one === other;
}, FONT);

/** How often a figure that is still computing is checked (milliseconds). */
const LOOK = 600;

/** Scrolls to a figure and waits until it is drawn and its computations are done. */
export async function finish(page, figure) {
  await page.locator(`#${figure}`).scrollIntoViewIfNeeded();
  await page.waitForFunction((id) => {
    const shadow = document.getElementById(id).shadowRoot;
    // Some figures go on computing without a progress bar, and say so.
    const words = shadow.querySelector('figcaption')?.textContent ?? '';
    return document.getElementById(id).matches(':state(ready)') && shadow.querySelector('table td, figcaption:not(:empty)')?.textContent
      && !/They are learning|it is being measured|being computed/.test(words);
  }, figure, { timeout: 120_000 });
  if (!await page.evaluate((id) => document.getElementById(id).shadowRoot.querySelector('progress'), figure)) return;
  await page.evaluate(() => { globalThis.looked = undefined; });
  await page.waitForFunction((id) => {
    const shadow = document.getElementById(id).shadowRoot;
    const last = globalThis.looked;
    globalThis.looked = [shadow.querySelector('figure').innerText, ...[...shadow.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())].join();
    const busy = [...shadow.querySelectorAll('progress')].some((bar) => bar.checkVisibility({ visibilityProperty: true }) && bar.value < bar.max);
    return !busy && last === globalThis.looked;
  }, figure, { timeout: 120_000, polling: LOOK });
}

/** A PNG of a figure. It is moved to whole pixels first, because the height of the text above it depends on the fonts of the machine. */
async function picture(page, figure) {
  await page.evaluate((id) => {
    const { style } = document.documentElement;
    style.paddingTop = "";
    const top = document.getElementById(id).getBoundingClientRect().top + scrollY;
    style.paddingTop = `${Math.ceil(top) - top}px`;
  }, figure);
  await page.locator(`#${figure}`).scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.locator(`#${figure}`).screenshot({ animations: 'disabled', caret: 'hide' });
}

/**
 * Goes through all pictures: `take` is called with the figure, the width, the theme, and a function
 * that returns the PNG. Each figure has a page of its own, because every picture lays the whole page out anew. Of `only` some figures, if
 * they are named. Returns the complaints of the pages.
 */
export async function forEach(browser, origin, take, only = []) {
  const problems = [];
  for (const figure of SHOWN.map(({ name }) => name).filter((name) => !only.length || only.includes(name))) {
    const page = await open(browser, origin, figure);
    for (const width of Object.keys(SIZES)) {
      // The layout of a figure changes with the width; its computations need not be repeated.
      await page.setViewportSize({ width: Number(width), height: SIZES[width] });
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme });
        await take(figure, width, theme, async () => {
          if (theme === THEMES[0]) await finish(page, figure);
          return picture(page, figure);
        });
      }
    }
    problems.push(...page.problems);
    await page.close();
  }
  return problems;
}

/**
 * Compares pictures: `small(png)` gives the WebP that is stored, `differ(png, webp)` the share
 * of points that differ and both sizes, and after that `where()` a WebP of the new picture with
 * the differing points in magenta.
 */
export async function comparer(browser) {
  const page = await browser.newPage();
  await page.evaluate(() => {
    const read = async (base64, type, scale) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type }));
      const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
      const context = canvas.getContext('2d', { willReadFrequently: true });
      Object.assign(context, { imageSmoothingQuality: 'high' });
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      return { canvas, context, pixels: context.getImageData(0, 0, canvas.width, canvas.height) };
    };
    const written = async (canvas) => {
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.5 });
      let text = '';
      for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
      return btoa(text);
    };
    globalThis.small = async (png) => written((await read(png, 'image/png', 0.5)).canvas);
    globalThis.differ = async (png, webp, channel) => {
      // The stored picture has been compressed, so the new one is compressed, too.
      const [now, then] = [await read(await globalThis.small(png), 'image/webp', 1), await read(webp, 'image/webp', 1)];
      const sizes = [now, then].map(({ canvas: { width, height } }) => [width, height]);
      const [width, height] = [0, 1].map((k) => Math.min(sizes[0][k], sizes[1][k]));
      const [a, b] = [now, then].map(({ pixels }) => pixels.data);
      let count = 0;
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const [p, q] = [4 * (y * sizes[0][0] + x), 4 * (y * sizes[1][0] + x)];
          if (Math.max(Math.abs(a[p] - b[q]), Math.abs(a[p + 1] - b[q + 1]), Math.abs(a[p + 2] - b[q + 2])) > channel) {
            count += 1;
            a.set([255, 0, 255, 255], p);
          }
        }
      }
      globalThis.where = () => {
        now.context.putImageData(now.pixels, 0, 0);
        return written(now.canvas);
      };
      return { sizes, share: count / (width * height) };
    };
  });
  return {
    small: async (png) => Buffer.from(await page.evaluate((data) => globalThis.small(data), png.toString('base64')), 'base64'),
    differ: (png, webp) =>
      page.evaluate((all) => globalThis.differ(...all), [...[png, webp].map((bytes) => bytes.toString('base64')), CHANNEL]),
    where: async () => Buffer.from(await page.evaluate(() => globalThis.where()), 'base64'),
    close: () => page.close(),
  };
}
