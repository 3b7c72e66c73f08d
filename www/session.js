// What a reader has changed on this page is in its address: it survives a
// reload and Back, and goes along with a link. The page's own module; an
// element on somebody else's page touches no address.

import { LONGEST, decode, encode } from "./address.js";

/** The address follows once the hand has rested so long (milliseconds): browsers limit how often it may change. */
const RESTED = 250;

/** A copied link says so for this long (milliseconds). */
const SAID = 2500;

const figures = [...document.querySelectorAll("kl-ball[id]")];

let waiting;

/** A page inside another may have no address of its own. */
function address(way, url) {
  try {
    history[way](way === "pushState" ? null : history.state, "", url);
  } catch {
    // Then nothing is remembered.
  }
}

/** Every figure's changes, by its id. */
const changes = () => Object.fromEntries(figures.map((figure) => [figure.id, figure.changes ?? {}]));

function save() {
  const { at } = decode(location.hash);
  const hash = encode(changes(), at);
  if (hash !== location.hash && hash.length <= LONGEST) address("replaceState", hash || location.pathname + location.search);
}

function saveSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(save, RESTED);
}

/** Puts the figures into the state that the address describes. */
function restore() {
  const wanted = decode(location.hash);
  for (const figure of figures) {
    const changes = { ...wanted.figures[figure.id] };
    // How a figure is built is its author's, unless readers build it themselves.
    if (!figure.hasAttribute("builder")) delete changes.view;
    if (JSON.stringify(changes) !== JSON.stringify(figure.changes ?? {})) figure.changes = changes;
  }
  return wanted;
}

function goTo(id) {
  const target = id && document.getElementById(id);
  if (!target) return;
  target.scrollIntoView({ block: "start" });
}

/** Links within the page keep the figures' state in the address. */
function follow(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const id = link.hash.slice(1);
  address("pushState", encode(changes(), id));
  goTo(id);
}

/** Under each figure: a link to it as it stands, and the way back to how it began. */
function addTools(figure) {
  const tools = Object.assign(document.createElement("p"), { className: "tools" });
  const [copy, reset] = [["copy-link", "Copy link"], ["start-over", "Start over"]].map(([className, textContent]) =>
    Object.assign(document.createElement("button"), { type: "button", className, textContent }));
  copy.addEventListener("click", async () => {
    const hash = encode({ [figure.id]: figure.changes }, figure.id);
    const link = location.href.replace(/#.*|$/, hash);
    const copied = hash.length <= LONGEST && await navigator.clipboard?.writeText(link).then(() => true, () => false);
    // Where the clipboard is closed to us, the address bar has the link.
    if (!copied && hash.length <= LONGEST) address("replaceState", link);
    copy.textContent = copied ? "Link copied" : hash.length > LONGEST ? "Too much for a link: save it as JSON" : "The link is in the address bar";
    setTimeout(() => { copy.textContent = "Copy link"; }, SAID);
  });
  reset.addEventListener("click", () => {
    figure.changes = {};
    saveSoon();
  });
  tools.append(copy, reset);
  figure.after(tools);
}

for (const figure of figures) addTools(figure);
const { at } = restore();
if (at) requestAnimationFrame(() => goTo(at));
for (const name of ["kl-ball-change", "pointerup", "keyup", "change", "click"]) addEventListener(name, saveSoon, { passive: true });
addEventListener("click", follow);
addEventListener("popstate", () => {
  clearTimeout(waiting);
  goTo(restore().at);
});
