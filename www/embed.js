// One figure for an iframe. Its attributes are the keys of the address:
// embed.html#v=1&view=plane+density&rules=kl-ball&radius=0.05&…

import { LONGEST, MOST_KEYS, VERSION, isTooMuch } from "./address.js";
import { short } from "./state/words.js";
/** @import { Host } from "./views/view.js" */

/** Attributes that are not part of a state. */
const LOOKS = ["theme", "classroom", "label", "builder"];

/** What is shown where the address names nothing: the first figure of the article. */
const FIRST = { view: "field", data: "cavendish", chart: "variance", start: "5.35 0.02", "field-cost": "0.006", ticks: "4", controls: "none" };

const sheet = new CSSStyleSheet();
sheet.replaceSync("body { margin: 0 } kl-ball { padding: 10px 12px } body > .problem { margin: 10px 12px; font: 14px/1.45 system-ui, sans-serif }");
document.adoptedStyleSheets = [sheet];

/** What is wrong with an address as a whole, if anything is. @param {string} text the fragment @param {string} [version] */
function problemOf(text, version) {
  const found = text.length > LONGEST ? `is ${text.length} characters` : isTooMuch(text) ? `has more than ${MOST_KEYS} keys` : version === undefined ? "is without v" : version !== VERSION && `is v=${version.slice(0, 20)}`;
  return found ? `the address ${found}; allowed: v=${VERSION}, at most ${LONGEST} characters, and at most ${MOST_KEYS} keys` : "";
}

/** What is wrong where settings stand behind ?, if any do. What other programs add there is none. @param {string} text what stands there @param {Host} figure */
function misplacedIn(text, figure) {
  const query = new URLSearchParams(isTooMuch(text) ? "" : text);
  const isMeant = query.has("v") || [...query.keys()].some((name) => name in figure && !(name in HTMLElement.prototype));
  return isMeant ? `the address has its settings behind ?; allowed: behind #, as embed.html#${short(query.has("v") ? text : `v=${VERSION}&${text}`)}` : "";
}

/** A message beside a figure. @param {string} textContent */
const said = (textContent) => Object.assign(document.createElement("p"), { className: "problem", role: "alert", textContent });

/** Says which attributes stand twice in an address, and which value counts. What other programs add to it may stand as often as it likes. @param {Host} figure @param {URLSearchParams} query */
function sayTwice(figure, query) {
  /** @type {Map<string, string[]>} */
  const values = new Map();
  for (const [name, value] of query) values.set(name, [...values.get(name) ?? [], value]);
  for (const [name, all] of values) {
    // Every attribute is a property, also those of rules once a figure is ready.
    if (all.length > 1 && name in figure) figure.before(said(`${name} stands ${all.length} times in the address; the last one counts, "${short(all[all.length - 1])}"`));
  }
}

function show() {
  const figure = /** @type {Host} */ (document.createElement("kl-ball"));
  const text = location.hash.slice(1);
  const query = new URLSearchParams(isTooMuch(text) ? "" : text);
  const { v: version, ...given } = Object.fromEntries(query);
  const problem = text ? problemOf(text, version) : misplacedIn(location.search.slice(1), figure);
  if (!text) {
    for (const [name, value] of Object.entries(FIRST)) figure.setAttribute(name, value);
  } else if (!problem) {
    for (const name of LOOKS) if (name in given) figure.setAttribute(name, given[name]);
    // The figure reports wrong values among these, and leaves them out.
    figure.changes = Object.fromEntries(Object.entries(given).filter(([name]) => !LOOKS.includes(name)));
    const heard = new AbortController();
    // A figure that is refused is not drawn.
    for (const name of ["kl-ball-ready", "kl-ball-error"]) figure.addEventListener(name, () => {
      heard.abort();
      sayTwice(figure, query);
    }, { signal: heard.signal });
  }
  document.documentElement.style.colorScheme = figure.getAttribute("theme") ?? "";
  document.body.replaceChildren(...(problem ? [said(problem)] : []), figure);
}

/** Posts the height of this page to the page around it, in both common forms. */
function tell() {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (!height) return;
  parent.postMessage({ type: "kl-ball:resize", height }, "*");
  parent.postMessage(JSON.stringify({ context: "iframe.resize", src: location.href, height }), "*");
}

show();
addEventListener("hashchange", show);
if (parent !== window) new ResizeObserver(tell).observe(document.documentElement);
