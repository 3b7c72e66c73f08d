// The layout of the panels of a figure: a pure function of its width, of the kinds of
// panels and of the size of its type. The page sets columns and shapes in its style; a
// picture without a page uses the boxes.

/** Between columns and between rows (CSS pixels). */
const [ACROSS, DOWN] = [20, 8];

/** A panel's title: the size of its type, its height, how far it is indented, and the room below it (CSS pixels). */
const TITLE = { size: 13, height: 13 * 1.45, indent: 4, below: 2 };

/** The least height of a strip, in which a key of three lines has room (CSS pixels). */
const LEAST = 148;

/** From the first of these widths on, panels are side by side and nearly square; from the second on they are flatter (CSS pixels). */
const [PHONE, SIDE_BY_SIDE, DESKTOP] = [430, 640, 900];

/** The shape of a panel that has a row of its own. @type {[number, number]} */
const WIDE_ROW = [2, 1];

/**
 * The shapes of panels that take a whole row, on a phone, below the width of a desktop, and on a desktop.
 * @type {Record<Row, [number, number][]>}
 */
const ROWS = { field: [[1, 0.8], [16, 9], [10, 2.8]], strip: [[5, 2.8], [5, 1.2], [8, 0.95]], square: [[1, 1], [1, 0.95], [2, 1]] };

/** Widths below and above which panels have smaller and larger type (CSS pixels), and the sizes of the type. */
const [NARROW, WIDE] = [300, 900];
const LETTERS = { narrow: 11, usual: 12, wide: 14 };

/**
 * @typedef {object} Described What the layout needs to know of a panel.
 * @property {string} [name] the kind of panel
 * @property {number} [above] room for more lines of its title, in CSS pixels
 * @property {number} [below] room for what stands below it, in CSS pixels
 * @property {Row} [row] that it takes a whole row, and of which shape
 */
/** @typedef {"field" | "strip" | "square"} Row */
/** @typedef {{ x: number, y: number, width: number, height: number }} Rectangle */
/**
 * @typedef {object} Placed
 * @property {number} span how many columns it takes
 * @property {[number, number]} aspect its width to its height
 * @property {Rectangle} title the line of its title; the words begin at its left edge
 * @property {Rectangle} box its picture
 * @property {number} text the size of the type in it
 */
/** @typedef {{ columns: number, width: number, height: number, titleSize: number, panels: Placed[] }} Layout All in CSS pixels. */

/**
 * The layout of panels in a container of this width (CSS pixels), with type `type` times as large as usual.
 *
 * @param {number} width
 * @param {Described[]} panels
 * @returns {Layout}
 */
export function layout(width, panels, type = 1) {
  // Two divergences and the plane: where three would be too narrow the plane takes a row of its own.
  const firstWide = panels.length === 3 && panels.some(({ name }) => name === "divergence") && width >= SIDE_BY_SIDE && width < DESKTOP;
  const beside = panels.filter(({ row }) => !row).length;
  const columns = firstWide ? 2 : beside < panels.length ? Math.min(2, columnsOf(width, Math.max(1, beside))) : columnsOf(width, panels.length);
  const column = (width - (columns - 1) * ACROSS) / columns;
  const placed = [];
  let [x, y, filled, row] = [0, 0, 0, 0];
  for (const [k, { above = 0, below = 0, row: kind }] of panels.entries()) {
    const span = firstWide && k === 0 ? 2 : kind ? columns : 1;
    if (filled + span > columns) [x, y, filled, row] = [0, y + row + DOWN, 0, 0];
    const made = panel(x, y + above, span * column + (span - 1) * ACROSS, kind ? rowOf(width, kind) : span > 1 ? WIDE_ROW : aspectOf(width, panels.length), type);
    placed.push({ span, ...made });
    row = Math.max(row, made.box.y + made.box.height + below - y);
    filled += span;
    x += span * (column + ACROSS);
  }
  return { columns, width, height: y + row, titleSize: TITLE.size * type, panels: placed };
}

/** The shape of a panel that takes a row. @param {number} width @param {Row} kind */
function rowOf(width, kind) {
  const [wide, high] = ROWS[kind][width <= PHONE ? 0 : width < DESKTOP ? 1 : 2];
  const least = kind === "strip" ? LEAST : 0;
  return /** @type {[number, number]} */ (high / wide < least / width ? [width, least] : [wide, high]);
}

/**
 * One panel from its upper left corner.
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {[number, number]} aspect
 * @param {number} type
 */
function panel(x, y, width, aspect, type) {
  const title = { x: x + TITLE.indent, y, width: Math.max(0, width - TITLE.indent), height: TITLE.height * type };
  const box = { x, y: y + title.height + TITLE.below, width, height: (width * aspect[1]) / aspect[0] };
  const letters = width < NARROW ? LETTERS.narrow : width > WIDE ? LETTERS.wide : LETTERS.usual;
  return { aspect, title, box, text: Math.round(type * letters) };
}

/**
 * The number of columns for a number of panels.
 * @param {number} width
 * @param {number} count
 */
function columnsOf(width, count) {
  if (width < SIDE_BY_SIDE || count === 1 || count > 8) return 1;
  return count === 2 || count === 4 ? 2 : 3;
}

/**
 * The shape of a panel that takes one column.
 * @param {number} width
 * @param {number} count
 * @returns {[number, number]}
 */
function aspectOf(width, count) {
  if (width <= PHONE) return [1, 0.92];
  if (width < SIDE_BY_SIDE) return [3, 2];
  if (width < DESKTOP) return count === 1 ? [2, 1] : [5, 4];
  return count === 1 ? [12, 5] : [10, 7];
}
