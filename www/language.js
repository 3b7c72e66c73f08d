// The visual language: one colour, one marker and one dash for each family of
// rules, the same in every figure. Colours are custom properties, so that a
// host may set them; see style.js.

import { path, stroke, strokeApart } from "./layers.js";

/** The look of each family of rules. */
export const FAMILIES = {
  euclidean: { color: "--kl-euclidean", marker: "dot", ball: [] },
  natural: { color: "--kl-natural", marker: "diamond", ball: [6, 4] },
  exact: { color: "--kl-exact", marker: "square", ball: [] },
  momentum: { color: "--kl-momentum", marker: "triangle", ball: [12, 5] },
  adaptive: { color: "--kl-adaptive", marker: "wedge", ball: [9, 3, 2, 3] },
  newton: { color: "--kl-newton", marker: "bar", ball: [2, 3] },
};

/** The look of the ellipse of a matrix, and of the exact ball. */
export const ELLIPSES = {
  fisher: { color: "natural", dash: [6, 4] },
  "empirical-fisher": { color: "empirical", dash: [3, 3] },
  hessian: { color: "newton", dash: [2, 3] },
  "kl-old-new": { color: "exact", dash: [] },
  replicator: { color: "muted", dash: [1, 4] },
  bound: { color: "ink", dash: [6, 4] },
};

/** Dashes that distinguish the charts of a rule; the first is solid. */
export const CHART_DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3], [12, 4], [1, 4]];

/** The colours, in the order in which the style lists them; see style.js. */
export const NAMES = [
  "ground", "ink", "contour", "euclidean", "natural", "exact",
  "momentum", "adaptive", "newton", "empirical", "other", "muted",
];

/** The current colours by name, as #rrggbb in whatever notation the page sets them. They are read from an element whose background is a gradient of them. */
export function colors(element) {
  const found = getComputedStyle(element).backgroundImage.match(/[\w-]+\([^()]*\)/g);
  return Object.fromEntries(NAMES.map((name, k) => [name, hex(found[k])]));
}

let pixel;

/** Any CSS colour as #rrggbb, found by painting a pixel and reading it. */
function hex(color) {
  const plain = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color);
  return `#${(plain?.slice(1).map(Number) ?? painted(color)).map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function painted(color) {
  pixel ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  pixel.fillStyle = "#808080";
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  return [...pixel.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
}

/** The colour of a family among `colors`. */
export const familyColor = (found, family) => found[FAMILIES[family].color.slice("--kl-".length)];

/** What each marker adds to a path; a dot is the round end of a line too short to see, for arcs take several times as long. */
const MARKERS = {
  dot: (context, x, y) => {
    context.moveTo(x, y);
    context.lineTo(x + 0.01, y);
  },
  square: (context, x, y, size) => context.rect(x - size * 0.88, y - size * 0.88, size * 1.76, size * 1.76),
  bar: (context, x, y, size) => context.rect(x - size * 0.5, y - size * 1.2, size, size * 2.4),
  triangle: (context, x, y, size) => triangle(context, x, y, 1.15 * size),
  wedge: (context, x, y, size) => triangle(context, x, y, -1.15 * size),
  diamond: (context, x, y, size) => {
    const reach = 1.25 * size;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
  },
};

/** One that points up, or down where its size is negative. */
function triangle(context, x, y, up) {
  context.moveTo(x, y - up);
  context.lineTo(x + up, y + 0.8 * up);
  context.lineTo(x - up, y + 0.8 * up);
  context.closePath();
}

/** Draws a family's marker at each of some places, where lines have round ends; hollow ones belong to charts after the first. */
export function drawMarkers(context, marker, places, size, color, ground, hollow) {
  const width = hollow ? 1.6 : 1;
  const [outline, inside] = hollow ? [color, ground] : [ground, color];
  const across = marker === "dot" ? 2 * size - width : 0;
  context.beginPath();
  const add = MARKERS[marker];
  for (const place of places) add(context, place[0], place[1], size - width / 2);
  // The outline first: where marks overlap only what is around them all is seen.
  stroke(context, outline, across + 2 * width);
  if (across) stroke(context, inside, across);
  if (across) return;
  context.fillStyle = inside;
  context.fill();
}

/** The same at one place. */
export const drawMarker = (context, marker, x, y, ...look) => drawMarkers(context, marker, [[x, y]], ...look);

/** An arrow with a head, on a line of the ground's colour. */
export function arrow(context, from, to, color, ground) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > 1)) return;
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(11, 0.6 * length);
  const base = [to[0] - head * ux, to[1] - head * uy];
  path(context, [from, base]);
  strokeApart(context, ground, color, 2.4);
  path(context, [to, [base[0] - 0.5 * head * uy, base[1] + 0.5 * head * ux], [base[0] + 0.5 * head * uy, base[1] - 0.5 * head * ux]]);
  context.closePath();
  context.fillStyle = color;
  context.fill();
}
