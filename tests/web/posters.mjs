// `npm run posters` in this folder writes the picture of a figure into index.html, where it stands until the figure is live,
// and for good where no script runs: one for wide pages and one for phones, in the colours of both themes.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ARTICLE } from './article.mjs';
import { shell } from './unit/modules.mjs';

const { render } = await shell('render.js');
const { palette } = await shell('palette.js');

const PAGE = new URL('../../index.html', import.meta.url);

/** The widths (CSS pixels) that the pictures are drawn for, on the first screen and further down, and the margin that `render` leaves around them. */
const WIDTHS = { wide: 976, narrow: 356 };
const FIRST = { wide: 1248, narrow: 356 };
const MARGIN = 12;

const FIGURES = Object.keys(ARTICLE);

const [LIGHT, DARK] = ['light', 'dark'].map(palette);

/** The colours of both themes in place of those of one. */
const themed = (svg) => Object.keys(LIGHT).reduce(
  (text, name) => text.replaceAll(new RegExp(`="${LIGHT[name]}"`, 'gi'), `="light-dark(${LIGHT[name]}, ${DARK[name]})"`), svg);

/** How far a line may be from the one that was drawn, in its own units, and the smallest part of a unit that is written. */
const PATH = { off: 0.2, unit: 0.1 };
const POLYLINE = { off: 2, unit: 1 };

/** Fewer points of a line (Douglas and Peucker 1973): those without which it would be `off` by more. */
function fewer(points, off) {
  const [first, last] = [points[0], points.at(-1)];
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]];
  const length = Math.hypot(dx, dy);
  const apart = ([x, y]) => (length ? Math.abs((x - first[0]) * dy - (y - first[1]) * dx) / length : Math.hypot(x - first[0], y - first[1]));
  const distances = points.slice(1, -1).map(apart);
  const far = Math.max(0, ...distances);
  if (far <= off) return [first, last];
  const k = distances.indexOf(far) + 1;
  return [...fewer(points.slice(0, k + 1), off).slice(0, -1), ...fewer(points.slice(k), off)];
}

/** A line as the data of a path, each point relative to the one before. */
function pathOf(points, { off, unit }) {
  let [x, y] = [0, 0];
  const steps = fewer(points, off).map(([toX, toY]) => {
    const step = [toX - x, toY - y].map((part) => Math.round(part / unit));
    [x, y] = [x + step[0] * unit, y + step[1] * unit];
    return step.map((part) => String(Math.round(part * unit * 10) / 10).replace(/^(-?)0\./, '$1.')).join(' ').replace(' -', '-');
  });
  return `M${steps[0]}l${steps.slice(1).join(' ').replaceAll(' -', '-')}`;
}

const pairsOf = (text) => text.match(/-?[\d.]+/g).map(Number).reduce((all, x, k) => (k % 2 ? all.at(-1).push(x) : all.push([x]), all), []);

/** Dots of one look that follow each other as one path of points. */
const dots = (svg) => svg.replace(/(?:<circle cx="[^"]*" cy="[^"]*" (r="[^"]*" fill="[^"]*"(?: fill-opacity="[^"]*")?)\/>\n)(?:<circle cx="[^"]*" cy="[^"]*" \1\/>\n)+/g, (all, look) => {
  const places = [...all.matchAll(/cx="([^"]*)" cy="([^"]*)"/g)].map(([, x, y]) => `M${[x, y].map((at) => Math.round(Number(at) * 10) / 10).join(' ')}h0`);
  const [, r, fill] = /r="([^"]*)" (.*)/.exec(look);
  return `<path d="${places.join('')}" fill="none" stroke-width="${2 * Number(r)}" ${fill.replaceAll('fill', 'stroke')}/>\n`;
});

/** Symbols of one look that follow each other, each with its casing, as two paths: that of all casings, and that of all symbols. */
const symbols = (svg) => svg.replace(/(?:<path d="[^"]*"( fill="none" stroke="[^"]*" stroke-width="[^"]*")\/>\n<path d="[^"]*"((?: fill="[^"]*"| fill="none" stroke="[^"]*" stroke-width="[^"]*"))\/>\n)(?:<path d="[^"]*"\1\/>\n<path d="[^"]*"\2\/>\n)+/g, (all, casing, look) => {
  const parts = [...all.matchAll(/ d="([^"]*)"/g)].map(([, d]) => d);
  const joined = (which) => parts.filter((_, k) => k % 2 === which).join('');
  return `<path d="${joined(0)}"${casing}/>\n<path d="${joined(1)}"${look}/>\n`;
});

/** A shape and its casing as one path: the casing is painted first, and then the shape over it. */
const cased = (svg) => svg.replace(/(<path d="[^"]*") fill="none"( stroke="[^"]*" stroke-width="[^"]*")\/>\n\1( fill="(?!none)[^"]*")\/>/g, '$1$3$2 paint-order="stroke"/>');

/** One path where an area and its outline are two, and lines in fewer letters. */
const shorter = (svg) => cased(symbols(dots(svg)))
  .replace(/<polygon ([^>]*)points="([^"]*)"\/>/g, (_, more, points) => `<path ${more}d="${pathOf(pairsOf(points), POLYLINE)}z"/>`)
  .replace(/(<path d="[^"]*")( fill="[^"]*"(?: fill-opacity="[^"]*")?)\/>\n\1 fill="none"([^>]*)\/>/g, '$1$2$3/>')
  .replace(/<text ([^>]*) fill="none" stroke="([^"]*)" stroke-width="([^"]*)">([^<]*)<\/text>\n<text \1 fill="([^"]*)">\4<\/text>/g,
    '<text $1 fill="$5" stroke="$2" stroke-width="$3" paint-order="stroke">$4</text>')
  .replace(/<polyline ([^>]*)points="([^"]*)"\/>/g, (_, more, points) => `<path ${more}d="${pathOf(pairsOf(points), POLYLINE)}"/>`)
  .replace(/ d="(M[\d.-]+ [\d.-]+(?:Z?[MLHV][\d.-]+(?: [\d.-]+)?)*Z?)"/g, (_, d) => ` d="${[...new Set(d.split(/(?=M)/).map(part))].join('')}"`);

/** One part of the data of a path in fewer letters: a rectangle, a line or an outline. */
function part(text) {
  const [rectangle, x0, y0, x1, y1] = /^M([\d.-]+) ([\d.-]+)H([\d.-]+)V([\d.-]+)H\1Z$/.exec(text) ?? [];
  const corners = rectangle ? `M${x0} ${y0}L${x1} ${y0}L${x1} ${y1}L${x0} ${y1}Z` : text;
  return /L/.test(corners) ? pathOf(pairsOf(corners), PATH) + (corners.endsWith('Z') ? 'z' : '') : text;
}

/** The pictures of a figure as elements for a page. */
export async function posterOf(attributes, id = 'field', widths = WIDTHS) {
  const pictures = await Promise.all(Object.entries(widths).map(async ([name, width]) => {
    const svg = await render(attributes, { width: width + 2 * MARGIN });
    const [, high] = /viewBox="0 0 \d+ (\d+)"/.exec(svg);
    const open = `<svg class="poster ${name}" role="img" viewBox="${MARGIN} ${MARGIN} ${width} ${high - 2 * MARGIN}" aria-label="${attributes.label}">`;
    const inner = svg.slice(svg.indexOf('\n<g '), svg.lastIndexOf('</svg>')).replaceAll(/(id="|url\(#)clip/g, `$1${id}-${name}-clip`);
    return `${open}${themed(shorter(inner)).trim()}</svg>`;
  }));
  return pictures.join('\n');
}

/** A page with the poster of a figure in its place. */
export async function withPoster(page, id) {
  const poster = await posterOf(ARTICLE[id], id, id === FIGURES[0] ? FIRST : WIDTHS);
  const [before, after] = [`<!-- poster of ${id}: written by \`npm run posters\` in tests/web -->\n`, '<!-- end of poster -->'];
  const start = page.indexOf(before) + before.length;
  return `${page.slice(0, start)}${poster}\n${page.slice(page.indexOf(after, start))}`;
}

/** The figures, which all have one. */
export const POSTERS = FIGURES;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  let page = readFileSync(PAGE, 'utf8');
  for (const id of POSTERS) page = await withPoster(page, id);
  writeFileSync(PAGE, page);
}
