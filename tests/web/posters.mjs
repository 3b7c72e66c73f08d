// `npm run posters` in this folder draws the pictures of the article's figures. A picture stands until its figure is live,
// and for good where no script runs: one for wide pages and one for phones, in the colours of both themes. Those of the
// first figure are in index.html. The others are files beside it, of which a page loads those that a reader comes near to
// before their figures are live.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ARTICLE } from './article.mjs';
import { shell } from './unit/modules.mjs';

const { render } = await shell('render.js');
const { palette } = await shell('palette.js');

const ROOT = new URL('../../', import.meta.url);
const PAGE = new URL('index.html', ROOT);

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
const PATH = { off: 0.35, unit: 0.1 };
const POLYLINE = { off: 3.5, unit: 1 };

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
  .replace(/(?<==")\d+\.\d{4,}(?=")/g, (number) => String(Number(Number(number).toFixed(3))))
  .replace(/ opacity="1"/g, '')
  .replace(/<polyline ([^>]*)points="([^"]*)"\/>/g, (_, more, points) => `<path ${more}d="${pathOf(pairsOf(points), POLYLINE)}"/>`)
  .replace(/ d="(M[\d.-]+ [\d.-]+(?:Z?[MLHV][\d.-]+(?: [\d.-]+)?)*Z?)"/g, (_, d) => ` d="${[...new Set(d.split(/(?=M)/).map(part))].join('')}"`);

/** One part of the data of a path in fewer letters: a rectangle, a line or an outline. */
function part(text) {
  const [rectangle, x0, y0, x1, y1] = /^M([\d.-]+) ([\d.-]+)H([\d.-]+)V([\d.-]+)H\1Z$/.exec(text) ?? [];
  const corners = rectangle ? `M${x0} ${y0}L${x1} ${y0}L${x1} ${y1}L${x0} ${y1}Z` : text;
  return /L/.test(corners) ? pathOf(pairsOf(corners), PATH) + (corners.endsWith('Z') ? 'z' : '') : text;
}

/** A picture of a figure, `width` wide without its margin: its size and what is in it. */
async function pictureOf(attributes, id, name, width) {
  const svg = await render(attributes, { width: width + 2 * MARGIN });
  const high = /viewBox="0 0 \d+ (\d+)"/.exec(svg)[1] - 2 * MARGIN;
  const inner = svg.slice(svg.indexOf('\n<g '), svg.lastIndexOf('</svg>')).replaceAll(/(id="|url\(#)clip/g, `$1${id}-${name}-clip`);
  return { name, width, high, viewBox: `viewBox="${MARGIN} ${MARGIN} ${width} ${high}"`, inner: themed(shorter(inner)).trim() };
}

/** The pictures of a figure as elements for a page, and the files that they need, by their names. */
export async function posterOf(id) {
  const isFirst = id === FIGURES[0];
  const { label } = ARTICLE[id];
  const [wide, narrow] = await Promise.all(Object.entries(isFirst ? FIRST : WIDTHS).map(([name, width]) => pictureOf(ARTICLE[id], id, name, width)));
  const inline = ({ name, viewBox, inner }) => `<svg class="poster ${name}" role="img" ${viewBox} aria-label="${label}">${inner}</svg>`;
  if (isFirst) return { elements: `${inline(wide)}\n${inline(narrow)}`, files: {} };
  const pictures = [wide, narrow].map(({ name, width, high, viewBox, inner }) => {
    const path = `www/pictures/${id}-${name}.svg`;
    return {
      path,
      file: `<svg xmlns="http://www.w3.org/2000/svg" ${viewBox} style="color-scheme: light dark">${inner}</svg>\n`,
      image: `<img class="poster ${name}" src="${path}" width="${width}" height="${high}" loading="lazy" alt="${label}">`,
    };
  });
  return { elements: pictures.map(({ image }) => image).join('\n'), files: Object.fromEntries(pictures.map(({ path, file }) => [path, file])) };
}

/** A page with the pictures of a figure in their place. */
export function withPoster(page, id, elements) {
  const [before, after] = [`<!-- poster of ${id}: written by \`npm run posters\` in tests/web -->\n`, '<!-- end of poster -->'];
  const start = page.indexOf(before) + before.length;
  return `${page.slice(0, start)}${elements}\n${page.slice(page.indexOf(after, start))}`;
}

/** The figures, which all have one. */
export const POSTERS = FIGURES;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  let page = readFileSync(PAGE, 'utf8');
  for (const id of POSTERS) {
    const { elements, files } = await posterOf(id);
    page = withPoster(page, id, elements);
    for (const [path, text] of Object.entries(files)) writeFileSync(new URL(path, ROOT), text);
  }
  writeFileSync(PAGE, page);
}
