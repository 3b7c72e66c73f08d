// What a reader has changed on this page is in its address: it survives a
// reload and Back, and goes along with a link. The page's own module; an
// element on somebody else's page touches no address.

import { LONGEST, decode, encode } from "./address.js";

/** The address follows once the hand has rested so long (milliseconds): browsers limit how often it may change. */
const RESTED = 250;

/** A copied link says so for this long (milliseconds). */
const SAID = 2500;

/** Once a page has not grown for so long, it grows no more by itself (milliseconds). */
const GROWN = 1500;

/** Places that are no farther apart are one (CSS pixels). */
const SAME = 2;

const figures = [...document.querySelectorAll("kl-ball[id]")];
const marks = [...document.querySelectorAll("#top, main [id]")];

let waiting;
let rested;
let letGo = () => {};

/** Where the reader is: the last mark above, and how far above the window's top it is. */
function place() {
  const mark = marks.findLast((one) => one.getBoundingClientRect().top < SAME) ?? marks[0];
  return { id: mark.id, top: Math.round(mark.getBoundingClientRect().top) };
}

/** A page inside another may have no address of its own. */
function address(way, url = location.href) {
  try {
    history[way](place(), "", url);
  } catch {
    // Then nothing is remembered.
  }
}

/** Every figure's changes, by its id. */
const changes = () => Object.fromEntries(figures.map((figure) => [figure.id, figure.changes ?? {}]));

function save() {
  const { at } = decode(location.hash);
  const hash = encode(changes(), at);
  address("replaceState", hash.length <= LONGEST ? hash || location.pathname + location.search : undefined);
}

/** Once the hand rests. A drag asks for it at every move, and setting a timer takes long. */
function saveSoon() {
  rested = performance.now() + RESTED;
  waiting ??= setTimeout(saveRested, RESTED);
}

function saveRested() {
  const left = rested - performance.now();
  waiting = left > 0 ? setTimeout(saveRested, left) : undefined;
  if (!waiting) save();
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

/**
 * Takes the reader to a mark, and keeps it there while figures further up are laid
 * out and the page grows, until the reader moves on.
 */
function goTo({ id, top }) {
  const mark = document.getElementById(id);
  if (!mark) return;
  letGo();
  const wanted = top ?? parseFloat(getComputedStyle(mark).scrollMarginTop);
  const off = () => mark.getBoundingClientRect().top - wanted;
  let here;
  let settled;
  const grown = new ResizeObserver(() => {
    scrollBy({ top: off(), behavior: "instant" });
    here = scrollY;
    clearTimeout(settled);
    settled = setTimeout(letGo, GROWN);
  });
  const held = new AbortController();
  letGo = () => {
    grown.disconnect();
    held.abort();
  };
  for (const name of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(name, letGo, { signal: held.signal, passive: true });
  addEventListener("scroll", () => {
    if (Math.abs(scrollY - here) > SAME && Math.abs(off()) > SAME) letGo();
  }, { signal: held.signal, passive: true });
  grown.observe(document.body);
}

/** Links within the page keep the figures' state in the address. */
function follow(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const id = link.hash.slice(1);
  // Back leads to where the reader is now.
  address("replaceState");
  address("pushState", encode(changes(), id));
  goTo({ id });
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

/** Where the reader was when this address was left, or the place it names. */
function resume() {
  const { at } = restore();
  goTo(history.state ?? { id: at });
}

// A browser would go by the page's length, which is another until all figures are laid out.
history.scrollRestoration = "manual";
resume();
for (const name of ["kl-ball-change", "kl-ball-end", "pointerup", "keyup", "change", "click", "scroll"]) addEventListener(name, saveSoon, { passive: true });
addEventListener("click", follow);
addEventListener("popstate", () => {
  clearTimeout(waiting);
  waiting = undefined;
  resume();
});
