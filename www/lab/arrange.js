// Where the panels of the lab stand: a pure function of the room, the window's width and the kinds of panels.

/** Between panels, the height of a line of a title, and the room below a map for its key (CSS pixels). */
const GAP = 12;
export const TITLE = 20;
const KEY = 84;

/** In a narrow box the key has a line more. */
const [SLIM, SLIM_KEY] = [330, 103];

/** @param {number} width */
const keyOf = (width) => (width < SLIM ? SLIM_KEY : KEY);

/** About how wide a letter of a title is (CSS pixels). A longer title has a second line. */
const LETTER = 6.7;

/** The room that the name of a vertical axis takes beside such a title (CSS pixels). */
export const NAME = 130;

/** Kinds of panels that are planes. */
export const MAIN = ["plane", "field", "morph"];

/** The share of the window's width that planes take, with something to spare above the promised 55 %. */
const SHARE = 0.565;

/** Where the room is higher than this multiple of its width, planes stand above the other panels, and take this share of the height. */
const UPRIGHT = 0.9;
const ABOVE = 0.64;

/** In such a window everything stands in one column, and the page scrolls; see style.js. */
export const NARROW = "(max-width: 639px)";

/** Panels of a view take at least about this much of a window, to be read (CSS pixels, squared), and so many have room in any. */
const READABLE = 150_000;
const FEWEST = 4;

/** How many views have room in a window; on a phone, where everything stands in one column, any number. @param {{ width: number, height: number, narrow: boolean }} window */
export const mostViews = ({ width, height, narrow }) => (narrow ? Infinity : Math.max(FEWEST, Math.floor((width * height) / READABLE)));

/** On a phone: the shares of the window's height that planes take together, or charts where there is no plane, and the height of other panels as a share of the width. */
const PHONE = { planes: 0.56, charts: 0.6, other: 0.6 };

/** Panels wider and higher than this have larger type (CSS pixels), and the sizes of the type. */
const [WIDE, HIGH] = [700, 300];
const LETTERS = { narrow: 11, usual: 12, wide: 14 };

/**
 * @typedef {{ name: string, keyed?: boolean, title?: string }} Described the kind of a panel, whether it has a key below, and its title
 * @typedef {{ x: number, y: number, width: number, height: number, title: number, panel: number, text: number, beside?: string }} Box a slot; `title` is the height of its title, `panel` that of the picture; a title without room of its own stands `beside` the name of the vertical axis, or nowhere where it is too long for that
 */

/**
 * The boxes of panels in a room of this width and height (CSS pixels).
 * @param {number} width
 * @param {number} height
 * @param {Described[]} panels
 * @param {{ width: number, height: number, narrow?: boolean, tight?: boolean }} window `tight`: titles of planes stand beside the names of their axes, but for maps, which say a number there
 * @returns {{ boxes: Box[], height: number }}
 */
export function arrange(width, height, panels, window) {
  const isMain = panels.map(({ name }) => MAIN.includes(name));
  if (window.narrow) return column(width, panels, isMain, window);
  const mains = panels.filter((_, k) => isMain[k]).length;
  const rest = panels.length - mains;
  const both = mains > 0 && rest > 0;
  const boxes = !both ? grid(panels.length, [0, 0, width, height])
    : height > UPRIGHT * width ? stacked(width, height, isMain) : split(width, height, isMain, window.width);
  return { boxes: panels.map((panel, k) => finished(boxes[k], panel, window.tight && isMain[k] && !panel.keyed)), height };
}

/**
 * Planes on the left, everything else in a column on the right.
 * @param {number} width
 * @param {number} height
 * @param {boolean[]} isMain
 * @param {number} whole the width of the window
 */
function split(width, height, isMain, whole) {
  const mains = isMain.filter(Boolean).length;
  const left = Math.min(Math.ceil(SHARE * whole), width - GAP - 160);
  const planes = grid(mains, [0, 0, left, height]);
  const others = grid(isMain.length - mains, [left + GAP, 0, width - left - GAP, height], isMain.length - mains <= 3 ? 1 : undefined);
  return isMain.map((main) => /** @type {number[]} */ ((main ? planes : others).shift()));
}

/**
 * Planes above, everything else in a row below: for a room that is higher than wide.
 * @param {number} width
 * @param {number} height
 * @param {boolean[]} isMain
 */
function stacked(width, height, isMain) {
  const mains = isMain.filter(Boolean).length;
  const high = Math.round(ABOVE * height);
  const planes = grid(mains, [0, 0, width, high]);
  const others = grid(isMain.length - mains, [0, high + GAP, width, height - high - GAP]);
  return isMain.map((main) => /** @type {number[]} */ ((main ? planes : others).shift()));
}

/**
 * Equal boxes in rows; the number of columns is the one that gives the roundest boxes. A last row of fewer boxes has wider ones.
 * @param {number} count
 * @param {number[]} area x, y, width, height
 * @param {number} [columns]
 * @returns {number[][]}
 */
function grid(count, [x, y, width, height], columns) {
  const across = columns ?? roundest(count, width, height);
  const rows = Math.ceil(count / across);
  const [wide, high] = [(width - (across - 1) * GAP) / across, (height - (rows - 1) * GAP) / rows];
  const left = count % across || across;
  const last = (width - (left - 1) * GAP) / left;
  return Array.from({ length: count }, (_, k) => {
    const own = k >= count - left ? last : wide;
    return [x + (k % across) * (own + GAP), y + Math.floor(k / across) * (high + GAP), own, high];
  });
}

/** @param {number} count @param {number} width @param {number} height */
function roundest(count, width, height) {
  const sizes = Array.from({ length: count }, (_, k) => Math.min(width / (k + 1), (height / Math.ceil(count / (k + 1)) - TITLE) * 1.3));
  return sizes.indexOf(Math.max(...sizes)) + 1;
}

/**
 * @param {number} width
 * @param {Described[]} panels
 * @param {boolean[]} isMain
 * @param {{ height: number }} window
 */
function column(width, panels, isMain, window) {
  const mains = isMain.filter(Boolean).length;
  // Where there is no plane, charts have the screen to themselves.
  const most = (mains ? PHONE.planes : PHONE.charts) * window.height / Math.min(mains || panels.length, 2);
  let y = 0;
  const order = [...panels.keys()].sort((one, other) => Number(isMain[other]) - Number(isMain[one]) || one - other);
  /** @type {Box[]} */
  const boxes = [];
  for (const k of order) {
    const own = isMain[k] ? Math.max(180, most) : Math.max(PHONE.other * width, mains ? 0 : most);
    const high = own + titled(width, panels[k]) + (panels[k].keyed ? keyOf(width) : 0);
    boxes[k] = finished([0, y, width, high], panels[k]);
    y += high + GAP;
  }
  return { boxes, height: Math.max(0, y - GAP) };
}

/** The height of a title in a box of this width: one line or two. @param {number} width @param {Described} panel */
const titled = (width, { title = "" }) => TITLE * (LETTER * title.length > width ? 2 : 1);

/**
 * @param {number[]} box
 * @param {Described} panel
 * @param {boolean} [tight]
 * @returns {Box}
 */
function finished(box, panel, tight = false) {
  const [x, y, width, height] = box.map(Math.round);
  const text = width < 300 ? LETTERS.narrow : width > WIDE && height > HIGH ? LETTERS.wide : LETTERS.usual;
  const title = tight ? 0 : titled(width, panel);
  const beside = titled(width - NAME, panel) === TITLE ? "axis" : "nowhere";
  return { x, y, width, height, title, panel: Math.max(0, height - title - (panel.keyed ? keyOf(width) : 0)), text, ...(tight && { beside }) };
}
