// A figure for a post: a picture of it, and a line of HTML that shows the picture until the figure itself is there.

import { foldedHeight } from "../figure/folding.js";
import { svgOf } from "../figure/picture.js";
import { snippet } from "./snippet.js";
import { zip } from "./zip.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Host } from "../views/view.js" */

/** @param {string} name @param {string} line */
const readme = (name, line) => `1. Put ${name}.svg beside your post, or where its pictures are; then correct its address in the line below.
2. Paste the line into the post, with an empty line before and after it. In Markdown it is HTML on one line; a program that
   removes HTML has to be told to keep it (Hugo: [markup.goldmark.renderer] unsafe = true).

${line}
`;

/**
 * The picture, as large as the figure that takes its place, and the line, in one .zip.
 * @param {Figure} figure
 * @param {Host} host
 * @param {string} name of the files
 */
export async function post(figure, host, name) {
  const shown = figure.shown();
  const [width, height] = [shown.width, foldedHeight(figure.parts)].map(Math.ceil);
  const line = await snippet(figure, host, { src: `${name}.svg`, width, height });
  const svg = await svgOf(shown, host.getAttribute("label") ?? undefined, [width, height]);
  return zip({ [`${name}/${name}.svg`]: svg, [`${name}/${name}.html`]: `${line}\n`, [`${name}/README.txt`]: readme(name, line) });
}
