// Marks: what a view draws, as plain data. A list of marks can be compared in
// a test, written as SVG (svg.js) or painted on a canvas (canvas.js). Places are
// CSS pixels from the upper left corner of the panel, y downwards.

/** @typedef {ArrayLike<number>} Points x0, y0, x1, y1, …; a pair that is not a number is a gap. */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Box */

/**
 * A line. `casing` is the colour of a wider line under it, which separates it from what it crosses. One with an `anchor` is a sign
 * that keeps its shape where the plane under it is bent; see moving.js.
 * @typedef {{ kind: "line", points: Points, stroke: string, width: number, dash?: number[], opacity?: number, casing?: string, closed?: boolean, anchor?: [number, number] }} Line
 */

/**
 * A filled polygon.
 * @typedef {{ kind: "area", points: Points, fill: string, opacity?: number }} Area
 */

/**
 * The same marker at many places; `size` is about half its height. A hollow one is filled with the ground.
 * @typedef {{ kind: "symbols", marker: Marker, points: Points, size: number, color: string, ground: string, hollow?: boolean, opacity?: number }} Symbols
 * @typedef {"dot" | "square" | "bar" | "triangle" | "wedge" | "diamond"} Marker
 */

/**
 * A circle; without `fill` only its line.
 * @typedef {{ kind: "circle", x: number, y: number, radius: number, fill?: string, stroke?: string, width?: number, dash?: number[], casing?: string, opacity?: number }} Circle
 */

/**
 * Words, vertically centred on `y`. `halo` is the colour of a wide outline behind them; the default of `size` is the
 * panel's text size. `passing` says that the words change in every frame, like numbers, so that a backend need not
 * remember them.
 * @typedef {{ kind: "text", text: string, x: number, y: number, color: string, anchor?: "start" | "middle" | "end", size?: number, weight?: number, halo?: string, passing?: boolean, opacity?: number, of?: [number, number] }} Text
 */

/**
 * A filled rectangle.
 * @typedef {{ kind: "rect", x: number, y: number, width: number, height: number, fill: string, opacity?: number }} Rect
 */

/**
 * A picture of `columns` × `rows` cells, row by row from the upper left: red, green, blue and opacity, a byte each.
 * Cells stay sharp however large they are shown.
 * @typedef {{ kind: "image", x: number, y: number, width: number, height: number, columns: number, rows: number, cells: Uint8ClampedArray, opacity?: number }} Image
 */

/**
 * Marks that are clipped to an area, a box or a polygon. A `pattern` covers a whole plane: on the way to another chart the old one
 * stays until the new one takes its place.
 * @typedef {{ kind: "clip", box?: Box, points?: Points, marks: Mark[], pattern?: boolean }} Clip
 */

/**
 * Marks moved to another place; `text` is the size of words in them that have none of their own.
 * @typedef {{ kind: "group", x: number, y: number, text?: number, marks: Mark[] }} Group
 */

/**
 * What the core has drawn behind a panel, in a picture of a whole figure: SVG text for svg.js, what a canvas can take for canvas.js.
 * @typedef {{ kind: "backdrop", width: number, height: number, picture: string | CanvasImageSource }} Drawn
 */

/**
 * Every kind of mark, by its name; `MarkOf` is the union of some of them, and `Mark` of all.
 * @typedef {{ line: Line, area: Area, symbols: Symbols, circle: Circle, text: Text, rect: Rect, image: Image, clip: Clip, group: Group, backdrop: Drawn }} Kinds
 */

/**
 * @template {keyof Kinds} Kind
 * @typedef {{ [Each in Kind]: Kinds[Each] & { kind: Each } }[Kind]} MarkOf
 */

/** @typedef {MarkOf<keyof Kinds>} Mark */

/**
 * The backdrop behind the marks of a panel, which the core draws with plotters: the name of a figure, and what it
 * needs besides the model and the style of the panel. `axes` is the argument of `drawAxes`. A `frame` is that of a
 * plane with nothing drawn in it; one that is `round` is widened until its two axes have one scale.
 * @typedef {{ chart: string, home: { chart: string, at: number[] }, options?: import("../../pkg/kl_ball.js").PlaneGround, round?: boolean }} InPlane
 * @typedef {{ plane: InPlane, frame: InPlane, density: { still?: boolean, axis?: [number, number], quantity?: string }, axes: { axes: Axes } }} Backdrops
 * @typedef {BackdropOf<keyof Backdrops>} Backdrop
 * @typedef {import("../../pkg/kl_ball.js").Axes} Axes
 */

/**
 * A backdrop of some kinds.
 * @template {keyof Backdrops} Kind
 * @typedef {{ [Each in Kind]: Backdrops[Each] & { figure: Each } }[Kind]} BackdropOf
 */

/**
 * The plotting area of a backdrop in pixels, followed by the coordinates at its edges, if it has coordinates.
 * @typedef {number[]} Frame left, top, right, bottom, x0, x1, y0, y1
 */

/** @type {(points: Points, stroke: string, width: number, more?: Partial<Line>) => Line} */
export const line = (points, stroke, width, more) => ({ kind: "line", points, stroke, width, ...more });

/** @type {(points: Points, fill: string, opacity?: number) => Area} */
export const area = (points, fill, opacity) => ({ kind: "area", points, fill, opacity });

/** @type {(marker: Marker, points: Points, size: number, color: string, ground: string, more?: Partial<Symbols>) => Symbols} */
export const symbols = (marker, points, size, color, ground, more) => ({ kind: "symbols", marker, points, size, color, ground, ...more });

/** @type {(x: number, y: number, radius: number, more?: Partial<Circle>) => Circle} */
export const circle = (x, y, radius, more) => ({ kind: "circle", x, y, radius, ...more });

/** @type {(text: string, x: number, y: number, color: string, more?: Partial<Text>) => Text} */
export const text = (text, x, y, color, more) => ({ kind: "text", text, x, y, color, ...more });

/** @type {(x: number, y: number, width: number, height: number, fill: string, opacity?: number) => Rect} */
export const rect = (x, y, width, height, fill, opacity) => ({ kind: "rect", x, y, width, height, fill, opacity });

/** @type {(box: number[], marks: Mark[]) => Clip} */
export const clip = ([left, top, right, bottom], marks) => ({ kind: "clip", box: [left, top, right, bottom], marks });

/** @type {(points: Points, marks: Mark[]) => Clip} */
export const clipTo = (points, marks) => ({ kind: "clip", points, marks });

/** @type {(x: number, y: number, marks: Mark[], text?: number) => Group} */
export const group = (x, y, marks, text) => ({ kind: "group", x, y, marks, text });

/** Length of an arrow's head (CSS pixels), and its largest share of the arrow. */
const HEAD = 11;
const MOST = 0.6;

/**
 * An arrow with a casing; no marks if it is too short to see.
 * @param {number[]} from
 * @param {number[]} to
 * @param {string} color
 * @param {string} ground
 * @returns {Mark[]}
 */
export function arrow([x0, y0], [x1, y1], color, ground) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length > 1)) return [];
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const head = Math.min(HEAD, MOST * length);
  const [x, y] = [x1 - head * ux, y1 - head * uy];
  const [across, down] = [0.5 * head * uy, 0.5 * head * ux];
  return [
    line([x0, y0, x, y], color, 2.4, { casing: ground }),
    area([x1, y1, x - across, y + down, x + across, y - down], color),
  ];
}

/** Pairs, one after the other, as the points of a mark. @type {(pairs: number[][]) => number[]} */
export const flat = (pairs) => pairs.flat();
