// `npm run heights` in this folder measures how high every figure of the article is once it is live, at every width of a window, and
// writes it into www/page.css. Until a figure is live its picture has that room, so that nothing moves when the figure takes its place.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, openPage } from './browser.mjs';
import { serve } from './server.mjs';

const SHEET = new URL('../../www/page.css', import.meta.url);
const [BEFORE, AFTER] = ['/* heights: written by `npm run heights` in tests/web */\n', '/* end of heights */\n'];

/** Widths of windows that are measured: narrower ones have the first, wider ones the last (CSS pixels). The pictures change at 640. */
const WIDTHS = [...Array.from({ length: 80 }, (_, k) => 320 + 12 * k), 639, 640].sort((a, b) => a - b);

/** How far a written height may be from a measured one, where the layout does not jump (CSS pixels). */
const OFF = 6;

/** High enough for all figures to be in sight, so that all are live. */
const HIGH = 24_000;

/** Heights of all figures, at one width after another, and how high their two pictures are beside their widths. */
async function measure() {
  const [site, browser] = await Promise.all([serve(fileURLToPath(new URL('../../', import.meta.url))), launch()]);
  try {
    const page = await openPage(browser, `${site.origin}/index.html`, { width: 1280, height: HIGH, reducedMotion: true });
    const ratios = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('kl-ball')].map((figure) => [figure.id,
      [...figure.querySelectorAll('.poster')].map(({ viewBox, attributes: { height, width } }) => (viewBox ? viewBox.baseVal.height / viewBox.baseVal.width : height.value / width.value))])));
    await page.waitForFunction(() => [...document.querySelectorAll('kl-ball')].every((figure) => figure.matches(':state(ready)')), undefined, { timeout: 120_000 });
    const at = async (width) => {
      await page.setViewportSize({ width, height: HIGH });
      return { width, figures: await settled(page) };
    };
    const rows = [];
    for (const width of WIDTHS) rows.push(await at(width));
    // Where the layout jumps, every width is measured, so that the jump is written where it is.
    for (const width of widthsOfJumps(rows)) rows.push(await at(width));
    return { rows: rows.sort((one, other) => one.width - other.width), ratios };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Sizes of all figures as soon as they do not change any more. */
async function settled(page) {
  for (let last = ''; ;) {
    const figures = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(
      [...document.querySelectorAll('kl-ball')].map((figure) => {
        const { width, height } = figure.getBoundingClientRect();
        return { id: figure.id, width, height };
      }))))));
    if (JSON.stringify(figures) === last) return figures;
    last = JSON.stringify(figures);
  }
}

/** All widths between two measured ones, where the height of some figure does not lie on a line with its neighbours. */
function widthsOfJumps(rows) {
  const slope = (k, figure) => (rows[k + 1].figures[figure].height - rows[k].figures[figure].height) / (rows[k + 1].width - rows[k].width);
  const jumps = (k, figure) => {
    const beside = [k - 1, k + 1].filter((other) => rows[other] && rows[other + 1]).map((other) => slope(other, figure));
    return beside.some((other) => Math.abs(slope(k, figure) - other) * (rows[k + 1].width - rows[k].width) > OFF);
  };
  return rows.slice(0, -1).flatMap(({ width, figures }, k) => (figures.some((_, figure) => jumps(k, figure))
    ? Array.from({ length: rows[k + 1].width - width - 1 }, (_, by) => width + by + 1) : []));
}

/** The longest lines through measured places, from the first on, each with the width up to which it holds: `[from, to, until]`. */
function lines(places) {
  const found = [];
  for (let from = 0; from < places.length - 1;) {
    let to = from;
    const fits = (end) => {
      const [[x0, y0], [x1, y1]] = [places[from], places[end]];
      return places.slice(from, end).every(([x, y]) => Math.abs(y0 + (y1 - y0) * (x - x0) / (x1 - x0) - y) <= OFF);
    };
    while (to + 1 < places.length && !jumpsAfter(places, to) && fits(to + 1)) to += 1;
    // A line holds until the next one begins: after a jump that is the next width, else its own end.
    const next = jumpsAfter(places, to) ? to + 1 : Math.max(to, from + 1);
    found.push([places[from], places[to], places[next][0]]);
    from = next;
  }
  return found;
}

/** Whether the layout jumps between a place and the next one, which is one pixel wider. */
const jumpsAfter = (places, k) => k + 1 < places.length && places[k + 1][0] - places[k][0] === 1 && Math.abs(places[k + 1][1] - places[k][1]) > OFF;

/** A length, far more exact than `OFF`, with so many digits after the point. */
const rounded = (value, digits) => String(Number(value.toFixed(digits)));

/** The rules for one figure. */
function rulesOf(id, rows, [wide, narrow]) {
  const places = rows.map(({ width, figures }) => [width, figures.find((figure) => figure.id === id).height]);
  const parts = lines(places).map(([[x0, y0], [x1, y1], until], k, all) => {
    const slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
    const range = k === 0 ? `(width < ${until}px)` : k === all.length - 1 ? `(width >= ${x0}px)` : `(${x0}px <= width < ${until}px)`;
    const value = Math.abs(slope) < 0.01 ? `${Math.round(y1)}px` : `calc(${rounded(y0 - slope * x0, 0)}px + ${rounded(100 * slope, 1)}vw)`;
    // The last part is as high at every greater width, because the page does not grow any more.
    return `@media ${range} { #${id} { --live: ${k === all.length - 1 && Math.abs(slope) >= 0.01 ? `min(${value}, ${Math.round(y1)}px)` : value}; } }`;
  });
  // Between the two pictures that one is shown whose shape is nearer to that of the figure.
  const near = rows.filter(({ width, figures }) => {
    const figure = figures.find((one) => one.id === id);
    const ratio = figure.height / figure.width;
    return width >= 640 && Math.abs(Math.log(ratio / narrow)) < Math.abs(Math.log(ratio / wide));
  });
  const until = near.at(-1)?.width;
  if (until) parts.push(`@media (640px <= width <= ${until}px) { #${id} .narrow { display: block; } #${id} .wide { display: none; } }`);
  return parts;
}

const { rows, ratios } = await measure();
const sheet = readFileSync(SHEET, 'utf8');
const [start, end] = [sheet.indexOf(BEFORE) + BEFORE.length, sheet.indexOf(AFTER)];
const rules = Object.entries(ratios).flatMap(([id, pair]) => rulesOf(id, rows, pair));
writeFileSync(SHEET, `${sheet.slice(0, start)}${rules.join('\n')}\n${sheet.slice(end)}`);
