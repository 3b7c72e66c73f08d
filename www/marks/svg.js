// Marks as SVG text, without a page: a function that makes PNG pictures of cells is passed
// in.

import { CASING, CIRCLE_CASING, outline, symbolLook, symbolPath } from "./outline.js";
import { DOWN } from "./metrics.js";
/** @import { Kinds, MarkOf, Points } from "./marks.js" */
/** @import { Pen as PenShape } from "./outline.js" */

/** The font in the core's backdrops, which is replaced by that of the picture. */
const FACE = "system-ui, sans-serif";

/** The width of the line that draws a halo (CSS pixels). */
const HALO = 4;

/**
 * @typedef {object} Look
 * @property {string} face the faces of words, as CSS has them
 * @property {number} text the size of words that have none of their own, in CSS pixels
 * @property {(cells: Uint8ClampedArray, columns: number, rows: number) => string | undefined} [png] cells as a `data:` URL of a PNG
 * @property {string} [title] the name of the picture, for screen readers
 * @property {string} [desc] what it shows, in words
 * @property {number} [scale] how many times as large as its marks it is
 * @property {[x: number, y: number, width: number, height: number]} [view] the part that is shown; otherwise everything
 */

/** A number, to a hundredth of a pixel. @type {(value: number) => string} */
const round = (value) => String(Math.round(value * 100) / 100);

/** Characters that no XML may have. */
const NOT_IN_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** @type {(text: string) => string} */
const escaped = (text) => text.replace(NOT_IN_XML, "\ufffd").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * A picture of marks as a whole SVG document of this width and height (CSS pixels).
 * @param {import("./marks.js").Mark[]} marks
 * @param {[number, number]} size
 * @param {Look} look
 */
export function svg(marks, [width, height], look) {
  const { title, desc, scale = 1, view: [x, y, wide, high] = [0, 0, width, height] } = look;
  const pieces = write(marks, { ...look, names: [] });
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${round(scale * wide)}" height="${round(scale * high)}" viewBox="${x} ${y} ${wide} ${high}">`;
  const said = [...(title ? [`<title>${escaped(title)}</title>\n`] : []), ...(desc ? [`<desc>${escaped(desc)}</desc>\n`] : [])].join("");
  const shared = `font-family="${escaped(look.face)}" stroke-linecap="round" stroke-linejoin="round"`;
  return `${open}\n${said}<g ${shared}>\n${pieces.join("\n")}\n</g>\n</svg>\n`;
}

/**
 * The elements of marks; `names` are the ids that the document already uses.
 * @param {import("./marks.js").Mark[]} marks
 * @param {Written} document
 * @returns {string[]}
 */
const write = (marks, document) => marks.flatMap((mark) => written(mark, document));

/**
 * @template {keyof Kinds} Kind
 * @param {MarkOf<Kind>} mark
 * @param {Written} document
 * @returns {string[]}
 */
const written = (mark, document) => WRITE[mark.kind](mark, document);

/** Writes a path, as a canvas draws it. @implements {PenShape} */
class Pen {
  path = "";

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.path += `M${round(x)} ${round(y)}`;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.path += `L${round(x)} ${round(y)}`;
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.path += `M${round(x)} ${round(y)}H${round(x + width)}V${round(y + height)}H${round(x)}Z`;
  }

  closePath() {
    this.path += "Z";
  }
}

/** @param {Points} points @param {boolean} closed */
const pathOf = (points, closed) => {
  const pen = new Pen();
  outline(pen, points, closed);
  return pen.path;
};

/** Attributes for fill or stroke; a colour may include an opacity. @type {(name: string, color: string, opacity?: number) => string} */
const paint = (name, color, opacity = 1) => ` ${name}="${escaped(color)}"${opacity < 1 ? ` ${name}-opacity="${round(opacity)}"` : ""}`;

/** @type {(color: string, width: number, opacity?: number, dash?: number[]) => string} */
const stroke = (color, width, opacity, dash) =>
  `${paint("stroke", color, opacity)} stroke-width="${round(width)}"${dash?.length ? ` class="dashed" stroke-dasharray="${dash.map(round)}"` : ""}`;

/**
 * A shape with its path. If it has a casing, the path is first stroked as a wider line in that colour.
 * @param {string} shape
 * @param {{ stroke?: string, width?: number, dash?: number[], casing?: string, opacity?: number }} look
 * @param {number} beyond
 */
const stroked = (shape, { stroke: color = "none", width = 1, dash, casing, opacity }, beyond) => [
  ...(casing ? [`<${shape} fill="none"${stroke(casing, width + beyond, opacity)}/>`] : []),
  `<${shape} fill="none"${stroke(color, width, opacity, dash)}/>`,
];

/** @typedef {Look & { names: string[] }} Written The look of a document, and the ids that it already uses. */

/** How each kind of mark is written. @type {{ [Kind in keyof Kinds]: (mark: MarkOf<Kind>, document: Written) => string[] }} */
const WRITE = {
  line: (mark) => {
    const path = pathOf(mark.points, Boolean(mark.closed));
    return path ? stroked(`path d="${path}"`, mark, CASING) : [];
  },
  area: ({ points, fill, opacity }) => [`<path d="${pathOf(points, true)}"${paint("fill", fill, opacity)}/>`],
  symbols: (mark) => {
    const { outer, inner, dots, width, size } = symbolLook(mark);
    const pen = new Pen();
    symbolPath(pen, mark, size);
    if (!pen.path) return [];
    const shape = `path d="${pen.path}"`;
    return [
      `<${shape} fill="none"${stroke(outer, width, mark.opacity)}/>`,
      dots ? `<${shape} fill="none"${stroke(inner, dots, mark.opacity)}/>` : `<${shape}${paint("fill", inner, mark.opacity)}/>`,
    ];
  },
  circle: (mark) => {
    const { x, y, radius, fill, opacity } = mark;
    const shape = `circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}"`;
    return [
      ...(fill ? [`<${shape}${paint("fill", fill, opacity)}/>`] : []),
      ...(mark.stroke ? stroked(shape, mark, CIRCLE_CASING) : []),
    ];
  },
  rect: ({ x, y, width, height, fill, opacity }) =>
    [`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${paint("fill", fill, opacity)}/>`],
  text: ({ text, x, y, color, anchor, size, weight, halo, opacity }, document) => {
    const high = size ?? document.text;
    // On the alphabetic baseline, because few programs support others.
    const place = `x="${round(x)}" y="${round(y + DOWN * high)}" font-size="${round(high)}"${weight ? ` font-weight="${weight}"` : ""}${
      anchor && anchor !== "start" ? ` text-anchor="${anchor}"` : ""}`;
    return [
      ...(halo ? [`<text ${place} fill="none"${stroke(halo, HALO, opacity)}>${escaped(text)}</text>`] : []),
      `<text ${place}${paint("fill", color, opacity)}>${escaped(text)}</text>`,
    ];
  },
  image: ({ x, y, width, height, columns, rows, cells, opacity }, { png }) => {
    if (!png) throw new Error("a picture of cells needs something that writes PNG");
    return [`<image href="${png(cells, columns, rows)}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${
      opacity !== undefined && opacity < 1 ? ` opacity="${round(opacity)}"` : ""} preserveAspectRatio="none" image-rendering="pixelated"/>`];
  },
  clip: ({ box, points, marks }, document) => {
    const id = `clip${document.names.length}`;
    document.names.push(id);
    const pen = new Pen();
    if (box) pen.rect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    else outline(pen, points ?? [], true);
    return [`<clipPath id="${id}"><path d="${pen.path}"/></clipPath><g clip-path="url(#${id})">`, ...write(marks, document), "</g>"];
  },
  group: ({ x, y, text, marks }, document) =>
    [`<g transform="translate(${round(x)} ${round(y)})">`, ...write(marks, text ? { ...document, text } : document), "</g>"],
  backdrop: ({ picture }, { face }) => {
    const [, width, box, inside] = typeof picture !== "string" ? [] : /^[^<]*<svg width="([\d.]+)"[^>]*viewBox="0 0 ([\d.]+) [^>]*>([^]*)<\/svg>\s*$/.exec(picture) ?? [];
    if (!inside) throw new Error("a backdrop is not the SVG text that the core writes");
    return [`<g transform="scale(${Number(width) / Number(box)})">${inside.replaceAll(`font-family="${FACE}"`, `font-family="${escaped(face)}"`)}</g>`];
  },
};
