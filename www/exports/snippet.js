// A figure as HTML for another page: an element on one line, an iframe, a link.

import { LONGEST, VERSION } from "../address.js";
import { toAttributes } from "../state/attributes.js";
import { fullText } from "../state/data.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Host } from "../views/view.js" */

/** Attributes that are not part of a state, but of a copy of the figure. */
const LOOKS = ["theme", "classroom", "label", "controls", "goal", "predict"];

/** What a figure is called that has no label. */
const UNNAMED = "An interactive figure";

/** @param {Figure} figure @returns {Record<string, string>} */
export const stepOf = ({ cursor, state, spec }) => (cursor < (state.steps ?? spec?.steps ?? 0) ? { step: String(Math.floor(cursor)) } : {});

/**
 * All attributes that show the current state of the figure.
 * @param {Figure} figure
 * @param {Host} host
 * @returns {Record<string, string>}
 */
function shownBy(figure, host) {
  const looks = LOOKS.filter((name) => host.hasAttribute(name)).map((name) => [name, host.getAttribute(name)]);
  const { data } = figure.state;
  return { ...toAttributes(figure.state), ...(data && { data: fullText(data) }), ...stepOf(figure), ...Object.fromEntries(looks) };
}

/**
 * The signs that mean something in an attribute, or to what a page is written with: Liquid, MDX and Vue read braces, and
 * Python-Markdown reads code, links and escapes even in attributes.
 * @type {Record<string, string>}
 */
const SIGNS = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;", "`": "&#96;", "\\": "&#92;" };

/** Text on one line, as an attribute or as words of a page. @type {(text: string) => string} */
const quoted = (text) => text.replace(/\s+/g, " ").replace(/[&"<>{}[\]`\\]/g, (sign) => SIGNS[sign]);

/** @type {(attributes: Record<string, string>) => string} */
const written = (attributes) => Object.entries(attributes).map(([name, value]) => (value === "" ? name : `${name}="${quoted(value)}"`)).join(" ");

/**
 * The folder with the element's script and embed.html, as the page says it. A bundler puts scripts elsewhere, so the
 * address of this module would say nothing; the page may then name the folder: `<link rel="kl-ball" href="…/pkg/">`.
 */
export function home() {
  const link = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="kl-ball"]'))?.href;
  const loaded = [...document.scripts].map(({ src }) => src).concat(performance.getEntriesByType("resource").map(({ name }) => name));
  const script = loaded.find((address) => /\/kl-ball-element\.js(?:$|\?)/.test(address));
  const source = loaded.find((address) => /\/www\/kl-ball\.js(?:$|\?)/.test(address));
  const found = link ?? script ?? (source && new URL("../pkg/", source).href);
  const folder = found && new URL(".", found);
  if (folder && /^https?:$/.test(folder.protocol)) return folder;
  throw new Error('This page does not say where embed.html lies; it needs a line in its head: <link rel="kl-ball" href="…/pkg/">');
}

/** A file in that folder. It is asked for, so that only an address is given that exists. @param {string} name */
async function there(name) {
  const address = new URL(name, home());
  const answer = await fetch(address, { method: "HEAD" }).catch(() => undefined);
  if (!answer?.ok) throw new Error(`${address} is not there: copy ${name} beside the scripts, or name its folder in the head of the page, <link rel="kl-ball" href="…/pkg/">`);
  return address;
}

/** @typedef {{ src: string, width: number, height: number }} Pictured A picture, and its size (CSS pixels). */

/**
 * A picture as HTML, with others for windows that are at most so wide.
 * @param {Pictured & { narrow: (Pictured & { window: number })[] }} picture
 * @param {string} alt
 */
function pictureText({ narrow, src, ...size }, alt) {
  const sized = (/** @type {{ width: number, height: number }} */ { width, height }) => ({ width: String(width), height: String(height) });
  // Aligned at the top, a picture leaves no room below it for the tails of letters.
  const wide = `<img ${written({ src, alt, ...sized(size), align: "top" })} />`;
  const others = narrow.map(({ window, src: srcset, ...its }) => `<source ${written({ media: `(max-width: ${window}px)`, srcset, ...sized(its) })} />`);
  return others.length ? `<picture>${others.join("")}${wide}</picture>` : wide;
}

/**
 * The element and its script on one line, which programs that read Markdown keep as it is. Without a script, readers see
 * the picture that it contains, or words.
 * @param {Figure} figure
 * @param {Host} host
 * @param {Parameters<typeof pictureText>[0]} [picture]
 */
export async function snippet(figure, host, picture) {
  const script = await there("kl-ball-element.js");
  const label = host.getAttribute("label");
  const { caption } = figure.shown();
  const content = picture ? pictureText(picture, [label, caption].filter(Boolean).join(": ")) : quoted(label ?? (caption || UNNAMED));
  return `<kl-ball ${written(shownBy(figure, host))}>${content}</kl-ball><script type="module" src="${script}"></script>`;
}

/** @param {Figure} figure @param {Host} host */
export async function address(figure, host) {
  const page = await there("embed.html");
  const fragment = String(new URLSearchParams({ v: VERSION, ...shownBy(figure, host) }));
  if (fragment.length > LONGEST) throw new Error("These data are too much for a link: save the figure as JSON.");
  page.hash = fragment;
  return page.href;
}

/** @param {Figure} figure @param {Host} host */
export const iframe = async (figure, host) => `<iframe ${written({
  src: await address(figure, host), title: host.getAttribute("label") ?? UNNAMED,
  width: "100%", height: String(Math.ceil(host.offsetHeight)), frameborder: "0", loading: "lazy", allow: "clipboard-write",
})}></iframe>`;
