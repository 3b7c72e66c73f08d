// One figure for an iframe. Its attributes are the keys of the address:
// embed.html#v=1&view=plane+density&rules=kl-ball&radius=0.05&…

import { LONGEST, VERSION } from "./address.js";
/** @import { Host } from "./views/view.js" */

/** Attributes that are not part of a state. */
const LOOKS = ["theme", "classroom", "label", "builder"];

/** What is shown where the address names nothing: the first figure of the article. */
const FIRST = { view: "field", data: "cavendish", chart: "variance", start: "5.35 0.02", "field-cost": "0.006", ticks: "4", controls: "none" };

const sheet = new CSSStyleSheet();
sheet.replaceSync("body { margin: 0 } kl-ball { padding: 10px 12px } body > .problem { margin: 10px 12px; font: 14px/1.45 system-ui, sans-serif }");
document.adoptedStyleSheets = [sheet];

function show() {
  const figure = /** @type {Host} */ (document.createElement("kl-ball"));
  const text = location.hash.slice(1);
  const query = new URLSearchParams(text.length > LONGEST ? "" : text);
  const version = query.get("v");
  /** @type {HTMLElement[]} */
  const shown = [figure];
  if (text && version !== VERSION) {
    const found = text.length > LONGEST ? `${text.length} characters` : version === null ? "without v" : `v=${version.slice(0, 20)}`;
    shown.unshift(Object.assign(document.createElement("p"), {
      className: "problem", role: "alert", textContent: `the address is ${found}; allowed: v=${VERSION}, and at most ${LONGEST} characters`,
    }));
  } else if (!text) {
    for (const [name, value] of Object.entries(FIRST)) figure.setAttribute(name, value);
  } else {
    for (const name of LOOKS) if (query.has(name)) figure.setAttribute(name, query.get(name) ?? "");
    // The figure reports wrong values among these, and leaves them out.
    figure.changes = Object.fromEntries([...query].filter(([name]) => !LOOKS.includes(name) && name !== "v"));
  }
  document.documentElement.style.colorScheme = figure.getAttribute("theme") ?? "";
  document.body.replaceChildren(...shown);
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
