// A whole figure as marks: background, titles, panels, the key of the rules, and the
// caption. It is a pure function of sizes and of the marks of the panels, and is used for
// saved pictures, films and pictures without a page.

import { layout } from "../figure/layout.js";
import { curveKey } from "./key.js";
import { group, rect, text } from "./marks.js";
import { keyBelow } from "./scale-key.js";
/** @import { Placed } from "../figure/layout.js" */
/** @import { Colors } from "../views/view.js" */
/** @import { Mark } from "./marks.js" */

/** Margin around a picture (CSS pixels); it is part of the picture's width. */
export const MARGIN = 12;

/** The key: height and middle of a row, distance from a sample to its name, and from a name to the next sample. */
const KEY = { height: 26, middle: 20, size: 13, sample: 24, gap: 6, between: 22 };

/** The line in the corner of a panel: its size, weight and distance from the right edge. */
const AMOUNT = { size: 15, weight: 600, right: 12 };

/** The caption: its size, the height of a line, the space above it, and the longest line in ems. */
const CAPTION = { size: 15, line: 1.5, above: 10, longest: 42 };

/** The height of a line of a title, in addition to its size. */
const TITLE_LINE = 1.45;

/**
 * @typedef {object} Shown What a panel shows.
 * @property {string} name its kind
 * @property {string} title
 * @property {import("../figure/layout.js").Row} [row] whether it takes a whole row
 * @property {import("./marks.js").Mark[]} marks
 * @property {string} [amount] a line of text in its corner
 * @property {import("./scale-key.js").ScaleKey} [scale] what is said of its colours below it
 * @property {string | CanvasImageSource} [picture] its backdrop, as the backend at hand takes it
 */

/** @typedef {(text: string, size: number, weight?: number) => number} Measure How wide words are, in CSS pixels. */

/**
 * @param {object} figure
 * @param {number} figure.width of the figure; the picture has a margin around it
 * @param {Shown[]} figure.panels
 * @param {Parameters<typeof curveKey>[0]} figure.rules what the key names
 * @param {string} [figure.caption]
 * @param {Colors} figure.colors
 * @param {number} [figure.type] how many times as large as usual type is
 * @param {Measure} figure.measure
 * @param {import("../figure/layout.js").Layout} [figure.places] where the panels are, if the page has a layout of its own
 * @returns {{ size: [number, number], title: string, marks: import("./marks.js").Mark[] }} `title`: those of the panels
 */
export function compose({ width: room, panels, rules, caption = "", colors, type = 1, measure, places: own }) {
  const width = own?.width ?? room;
  const { titles, places } = own ? { titles: titlesIn(own, panels, measure), places: own } : placesOf(width, panels, type, measure, colors);
  const key = curveKey(rules, KEY, width, colors, (word) => measure(word, KEY.size));
  const words = captionOf(caption, width, type, colors, measure);
  const below = MARGIN + places.height;
  const size = /** @type {[number, number]} */ ([width + 2 * MARGIN, below + key.height + words.height + MARGIN].map(Math.round));
  return {
    size,
    title: [...new Set(panels.map(({ title }) => title).filter(Boolean))].join(", "),
    marks: [
      rect(0, 0, ...size, colors.ground),
      ...panels.flatMap((panel, k) => placed(panel, titles[k], places.panels[k], places.titleSize, colors, measure)),
      group(MARGIN + 4, below, key.marks),
      group(MARGIN + 4, below + key.height, words.marks),
    ],
  };
}

/** The lines of the panels' titles, in the widths of a layout. @param {import("../figure/layout.js").Layout} places @param {Shown[]} panels @param {Measure} measure */
const titlesIn = ({ panels: places, titleSize }, panels, measure) => panels.map(({ title }, k) => wrapped(title, places[k].title.width, (words) => measure(words, titleSize)));

/**
 * The lines of the panels' titles, and the layout that leaves room for them.
 * @param {number} width
 * @param {Shown[]} panels
 * @param {number} type
 * @param {Measure} measure
 * @param {Colors} colors
 */
function placesOf(width, panels, type, measure, colors) {
  const usual = layout(width, panels.map(({ name, row }) => ({ name, row })), type);
  const { titleSize } = usual;
  const titles = titlesIn(usual, panels, measure);
  const roomy = panels.map(({ name, row, scale }, k) => ({
    name, row, above: (titles[k].length - 1) * titleSize * TITLE_LINE, below: scale && keyBelow(scale, usual.panels[k].box.width, colors, measure).height,
  }));
  return { titles, places: layout(width, roomy, type) };
}

/**
 * A panel at its place, with its title above it. Places are whole pixels, so that lines are sharp.
 * @param {Shown} panel
 * @param {string[]} lines
 * @param {Placed} place
 * @param {number} size
 * @param {Colors} colors
 * @param {Measure} measure
 * @returns {Mark[]}
 */
function placed({ marks, amount, picture, scale }, lines, { title, box, text: usual }, size, colors, measure) {
  const [x, y, width, height] = [MARGIN + box.x, MARGIN + box.y, box.width, box.height].map(Math.round);
  const last = MARGIN + title.y + title.height / 2;
  return [
    ...lines.map((words, k) => text(words, Math.round(MARGIN + title.x), last - (lines.length - 1 - k) * size * TITLE_LINE, colors.muted, { size })),
    group(x, y, [
      ...(picture ? [/** @type {Mark} */ ({ kind: "backdrop", width, height, picture })] : []),
      ...marks,
      ...(amount ? [text(amount, width - AMOUNT.right, AMOUNT.size * TITLE_LINE / 2, colors.ink,
        { anchor: "end", size: AMOUNT.size, weight: AMOUNT.weight, halo: colors.ground, passing: true })] : []),
    ], usual),
    ...(scale ? [group(x, y + height, keyBelow(scale, box.width, colors, measure).marks)] : []),
  ];
}

/**
 * The lines of a caption, and how high they are.
 * @param {string} caption
 * @param {number} inside
 * @param {number} type
 * @param {Colors} colors
 * @param {Measure} measure
 */
function captionOf(caption, inside, type, colors, measure) {
  const [size, high] = [CAPTION.size * type, CAPTION.size * CAPTION.line * type];
  const lines = !caption ? [] : wrapped(caption, Math.min(inside - 8, CAPTION.longest * size), (word) => measure(word, size));
  return {
    height: lines.length ? CAPTION.above + lines.length * high : 0,
    marks: lines.map((words, k) => text(words, 0, CAPTION.above + (k + 0.5) * high, colors.ink, { size })),
  };
}

/**
 * Words in lines no wider than `width`, broken at spaces; a word that is wider than a line has one of its own.
 * @param {string} words
 * @param {number} width
 * @param {(text: string) => number} measure
 */
export function wrapped(words, width, measure) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
