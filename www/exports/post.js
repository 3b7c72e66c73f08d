// A figure for a post: pictures of it, and a line of HTML that shows the one that fits until the figure itself is there.

import { foldedHeight } from "../figure/folding.js";
import { svgWriter } from "../figure/picture.js";
import { snippet } from "./snippet.js";
import { zip } from "./zip.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Host } from "../views/view.js" */

/**
 * Pictures for columns in which the panels of a figure are laid out otherwise (figure/layout.js), by what their file is called:
 * the width for which it is drawn, the widest such column, and the widest window in which such a column stands (CSS pixels).
 * Each is drawn for the narrowest column: enlarged it has at least the height that the figure needs.
 */
const NARROW = { phone: [320, 430, 460], tablet: [431, 639, 680] };

/** @param {string} name @param {string} line */
const readme = (name, line) => `1. Put the pictures (${name}.svg, and those for narrow windows, if there are any) beside your post, or where its pictures are; then correct
   their addresses in the line below.
2. Paste the line into the post, with an empty line before and after it. In Markdown it is HTML on one line; a program that
   removes HTML has to be told to keep it (Hugo: [markup.goldmark.renderer] unsafe = true).

${line}
`;

/**
 * The pictures, each as large as the figure that takes its place, and the line, in one .zip.
 * @param {Figure} figure
 * @param {Host} host
 * @param {string} name of the files
 */
export async function post(figure, host, name) {
  const write = await svgWriter();
  const title = host.getAttribute("label") ?? undefined;
  const draw = () => {
    const shown = figure.shown();
    const [width, height] = [shown.width, foldedHeight(figure.parts)].map(Math.ceil);
    return { width, height, svg: write(shown, title, [width, height]) };
  };
  const { svg, ...size } = draw();
  const narrow = Object.entries(NARROW).filter(([, [, widest]]) => widest < size.width).map(([kind, [width, widest, window]]) => {
    const { height, svg: text } = figure.inColumn(width, draw);
    return { src: `${name}-${kind}.svg`, width: widest, height: Math.ceil((height * widest) / width), window, svg: text };
  });
  const line = await snippet(figure, host, { src: `${name}.svg`, ...size, narrow });
  const pictures = Object.fromEntries(narrow.map(({ src, svg: text }) => [`${name}/${src}`, text]));
  return zip({ [`${name}/${name}.svg`]: svg, ...pictures, [`${name}/${name}.html`]: `${line}\n`, [`${name}/README.txt`]: readme(name, line) });
}
