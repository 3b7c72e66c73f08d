// How wide the letters of a sans-serif face are, for pictures that are drawn
// where there is no page to ask: measured in a browser, and written to
// www/marks/metrics.js. `node metrics.mjs` in this folder, where the face is installed.
import { writeFileSync } from 'node:fs';
import { launch } from './browser.mjs';
import { FONT, hasFont } from './visual.mjs';

/** Letters that a figure may have: Latin, Greek, punctuation, small figures, arrows and signs. */
const RANGES = [[0x20, 0x7e], [0xa0, 0x17f], [0x391, 0x3c9], [0x2010, 0x2027], [0x202f, 0x203a], [0x2070, 0x209c], [0x2190, 0x2193], [0x2200, 0x2265]];

/** Units to the em. */
const EM = 1000;

const browser = await launch();
try {
  const page = await browser.newPage();
  if (!await hasFont(page)) throw new Error(`${FONT} is not installed`);
  const found = await page.evaluate(([font, em, ranges]) => {
    const context = document.createElement('canvas').getContext('2d');
    context.font = `${em}px "${font}"`;
    const widths = ranges.map(([first, last]) => [first, Array.from({ length: last - first + 1 }, (_, k) => Math.round(context.measureText(String.fromCodePoint(first + k)).width))]);
    context.textBaseline = 'alphabetic';
    const { fontBoundingBoxAscent: high } = context.measureText('x');
    context.textBaseline = 'middle';
    const down = high - context.measureText('x').fontBoundingBoxAscent;
    context.font = `bold ${em}px "${font}"`;
    const sum = (text) => context.measureText(text).width;
    const bold = sum('the quick brown fox 0123456789');
    context.font = `${em}px "${font}"`;
    return { widths, down: down / em, bold: bold / sum('the quick brown fox 0123456789') };
  }, [FONT, EM, RANGES]);
  const rows = found.widths.map(([first, widths]) => `  [0x${first.toString(16)}, "${widths.map((width) => width.toString(36)).join(' ')}"],`);
  writeFileSync(new URL('../../www/marks/metrics.js', import.meta.url), `// How wide words are where there is no page to ask. Written by tests/web/metrics.mjs,
// which measures the face ${FONT}. That face is free to use, change and share, under the
// licence of Bitstream Vera; here are only the widths of its letters. It is wider than most
// sans-serif faces, so that words which fit in it fit in others too.

/** Units to the em. */
const EM = ${EM};

/** The first letter of a range, and how wide it and those after it are, in units and base 36. @type {[number, string][]} */
const RANGES = [
${rows.join('\n')}
];

/** How wide a letter is that is in none of them, in units. */
const USUAL = 600;

/** How much wider bold letters are. */
const BOLD = ${found.bold.toFixed(3)};

/** From the middle of letters down to the line that they stand on, in ems. */
export const DOWN = ${found.down.toFixed(3)};

/** @type {Map<number, number> | undefined} */
let widths;

const read = () => new Map(RANGES.flatMap(([first, text]) => text.split(" ").map((width, k) => [first + k, parseInt(width, 36)])));

/**
 * How wide words are in the face ${FONT}, in CSS pixels, at a size in CSS pixels.
 * @param {string} text
 * @param {number} size
 * @param {number} [weight] 400 is usual
 */
export function widthOf(text, size, weight = 400) {
  widths ??= read();
  let sum = 0;
  for (const letter of text) sum += widths.get(/** @type {number} */ (letter.codePointAt(0))) ?? USUAL;
  return (sum * size * (weight >= 600 ? BOLD : 1)) / EM;
}
`);
} finally {
  await browser.close();
}
