// The visual language: one colour, one marker and one dash for each family of
// rules, the same in every figure. Colours are custom properties, so that a
// host may set them; see style.js.

/** @import { Marker } from "./marks/marks.js" */
/** @import { Ellipse, Family } from "./scene/shape.js" */
/** @import { ColorName, Colors } from "./views/common.js" */

/** The look of each family of rules. @type {Record<Family, { color: string, marker: Marker, ball: number[] }>} */
export const FAMILIES = {
  euclidean: { color: "--kl-euclidean", marker: "dot", ball: [] },
  natural: { color: "--kl-natural", marker: "diamond", ball: [6, 4] },
  exact: { color: "--kl-exact", marker: "square", ball: [] },
  momentum: { color: "--kl-momentum", marker: "triangle", ball: [12, 5] },
  adaptive: { color: "--kl-adaptive", marker: "wedge", ball: [9, 3, 2, 3] },
  newton: { color: "--kl-newton", marker: "bar", ball: [2, 3] },
};

/** The look of the ellipse of a matrix, and of the exact ball. @type {Record<Ellipse["kind"], { color: ColorName, dash: number[] }>} */
export const ELLIPSES = {
  fisher: { color: "natural", dash: [6, 4] },
  "empirical-fisher": { color: "empirical", dash: [3, 3] },
  hessian: { color: "newton", dash: [2, 3] },
  "kl-old-new": { color: "exact", dash: [] },
  replicator: { color: "muted", dash: [1, 4] },
  bound: { color: "ink", dash: [6, 4] },
};

/** Dashes that distinguish the charts of a rule; the first is solid. @type {number[][]} */
export const CHART_DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3], [12, 4], [1, 4]];

/** The colours, in the order in which the style lists them; see style.js. */
export const NAMES = [
  "ground", "ink", "contour", "euclidean", "natural", "exact",
  "momentum", "adaptive", "newton", "empirical", "other", "muted", "accent",
];

/** The current colours by name, as #rrggbb in whatever notation the page sets them. They are read from an element whose background is a gradient of them. @param {Element} element @returns {Colors} */
export function colors(element) {
  const found = getComputedStyle(element).backgroundImage.match(/[\w-]+\([^()]*\)/g) ?? [];
  return /** @type {Colors} */ (Object.fromEntries(NAMES.map((name, k) => [name, hex(found[k])])));
}

/** @type {CanvasRenderingContext2D | undefined} */
let pixel;

/** Any CSS colour as #rrggbb. @param {string} color */
const hex = (color) => `#${partsOf(color).slice(0, 3).map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** Red, green and blue (0 to 255) of a computed colour in any notation, and how much it covers (0 to 1). @param {string} color @returns {[number, number, number, number]} */
export function partsOf(color) {
  const plain = /^rgba?\((.*)\)$/.exec(color);
  const [red, green, blue, alpha = 1] = plain ? plain[1].split(", ").map(Number) : painted(color);
  return [red, green, blue, alpha];
}

/** The same for notations other than rgb, such as oklch: a pixel is painted and read. @param {string} color */
function painted(color) {
  pixel ??= /** @type {CanvasRenderingContext2D} */ (Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true }));
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = "#808080";
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/** The colour of a family among `colors`. @type {(colors: Colors, family: Family) => string} */
export const familyColor = (found, family) => found[/** @type {ColorName} */ (FAMILIES[family].color.slice("--kl-".length))];
