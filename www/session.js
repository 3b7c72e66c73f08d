// Keeps the reader's changes in the address of the page, so that they survive a
// reload and Back, and are part of copied links. Only our own page loads this
// module; elements on other pages do not touch the address.

import { VERSION, decode, encode, fits } from "./address.js";
/** @import { Host } from "./views/view.js" */

/** The address is changed after this time without another change (milliseconds), because browsers limit how often it may change. */
const RESTED = 250;

/** How long "copied" is shown (milliseconds). */
const SAID = 2500;

/** If a page has not grown for this long, its layout is taken as complete (milliseconds). */
const GROWN = 1500;

/** Scroll positions that differ by less are the same (CSS pixels). */
const SAME = 2;

const figures = /** @type {Host[]} */ ([...document.querySelectorAll("kl-ball[id]")]);
/** Places on the page that have a name. Names inside pictures do not count: a picture is hidden once its figure is live. */
const marks = [...document.querySelectorAll("#top, main [id]:not(svg *)")];

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let rested = 0;
let letGo = () => {};
/** The place that is held while the page grows. @type {{ id: string, top: number } | undefined} */
let aim;

/** Where the reader is: the last anchor above, and how far above the top of the window it is. While a page grows, the place that is held. */
function place() {
  if (aim) return aim;
  const mark = marks.findLast((one) => one.getBoundingClientRect().top < SAME) ?? marks[0];
  return { id: mark.id, top: Math.round(mark.getBoundingClientRect().top) };
}

/**
 * A page inside another may have no address of its own.
 * @param {"pushState" | "replaceState"} way
 * @param {string} [url]
 */
function address(way, url = location.href) {
  try {
    history[way](place(), "", url);
  } catch {
    // Then nothing is stored.
  }
}

/** Every figure's changes, by its id. */
const changes = () => Object.fromEntries(figures.map((figure) => [figure.id, figure.changes ?? {}]));

function save() {
  const { at } = decode(location.hash);
  const now = changes();
  const hash = encode(now, at);
  address("replaceState", fits(Object.values(now), hash) ? hash || location.pathname + location.search : undefined);
}

/** Changes the address after a pause. A drag calls this at every move, so it does not set a timer each time. */
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
    // Only the author chooses how a figure is built, unless it has a builder.
    if (!figure.hasAttribute("builder")) delete changes.view;
    if (JSON.stringify(changes) !== JSON.stringify(figure.changes ?? {})) figure.changes = changes;
  }
  return wanted;
}

/** Whether a figure in the window has still to get its height. @param {Host} figure */
function isAwaited(figure) {
  const { top, bottom } = figure.getBoundingClientRect();
  return !figure.spec && top < innerHeight && bottom > 0;
}

/**
 * Scrolls to an anchor, and keeps it in place while figures further up are laid out
 * and the page grows, until the reader scrolls.
 * @param {{ id?: string, top?: number }} anchor
 */
function goTo({ id, top }) {
  const mark = document.getElementById(id ?? "");
  if (!mark) return;
  letGo();
  const wanted = top ?? parseFloat(getComputedStyle(mark).scrollMarginTop);
  aim = { id: mark.id, top: wanted };
  const off = () => mark.getBoundingClientRect().top - wanted;
  /** @type {number} */
  let here;
  /** @type {number} */
  let length;
  /** @type {ReturnType<typeof setTimeout>} */
  let settled;
  const grown = new ResizeObserver(() => {
    scrollBy({ top: off(), behavior: "instant" });
    here = scrollY;
    length = document.body.offsetHeight;
    settleSoon();
  });
  const settleSoon = () => {
    clearTimeout(settled);
    settled = setTimeout(() => figures.some(isAwaited) ? settleSoon() : letGo(), GROWN);
  };
  const held = new AbortController();
  letGo = () => {
    letGo = () => {};
    aim = undefined;
    clearTimeout(settled);
    grown.disconnect();
    held.abort();
  };
  for (const name of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(name, () => letGo(), { signal: held.signal, passive: true });
  addEventListener("scroll", () => {
    // A browser scrolls by itself when something grows, and may keep what is below a figure in place: the observer corrects that.
    if (document.body.offsetHeight !== length) return;
    if (Math.abs(scrollY - here) > SAME && Math.abs(off()) > SAME) letGo();
  }, { signal: held.signal, passive: true });
  grown.observe(document.body);
}

/** Links within the page keep the figures' state in the address. @param {MouseEvent} event */
function follow(event) {
  const link = event.target instanceof Element && /** @type {HTMLAnchorElement | null} */ (event.target.closest('a[href^="#"]'));
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const id = link.hash.slice(1);
  // Back returns to where the reader is now.
  address("replaceState");
  const now = changes();
  const hash = encode(now, id);
  address("pushState", fits(Object.values(now), hash) ? hash : `#${id}`);
  goTo({ id });
}

/** Attributes that belong to the article alone: the lab has its own controls, and frames what happens by itself. */
const OURS = new Set(["id", "class", "style", "label", "controls", "ticks", "window", "builder"]);

/** The address of the lab with what a figure shows now. @param {Host} figure @param {string} lab */
function labWith(figure, lab) {
  const written = Object.fromEntries([...figure.attributes].map(({ name, value }) => [name, value]));
  const all = Object.fromEntries(Object.entries({ ...written, ...figure.changes }).filter(([name]) => !OURS.has(name)));
  // Data of a reader that are too long for an address stay behind: the lab shows those that the page was written with.
  return lab.replace(/#.*|$/, fits([all], "") ? `#${new URLSearchParams({ v: VERSION, ...all })}` : "");
}

/**
 * Below each figure: the way to the lab, and, as soon as a reader has changed something, a link to the
 * current state and a button that resets it.
 * @param {Host} figure
 */
function addTools(figure) {
  const written = figure.nextElementSibling?.matches(".tools") ? figure.nextElementSibling : undefined;
  const tools = written ?? Object.assign(document.createElement("p"), { className: "tools" });
  const lab = /** @type {HTMLAnchorElement | null} */ (tools.querySelector("a.lab"));
  const home = lab?.href ?? "";
  for (const name of ["pointerover", "pointerdown", "focusin"]) lab?.addEventListener(name, () => { lab.href = labWith(figure, home); });
  const [copy, reset] = [["copy-link", "Copy link"], ["start-over", "Start over"]].map(([className, textContent]) =>
    Object.assign(document.createElement("button"), { type: "button", className, textContent }));
  copy.addEventListener("click", async () => {
    const hash = encode({ [figure.id]: figure.changes }, figure.id);
    const link = location.href.replace(/#.*|$/, hash);
    const isShort = fits([figure.changes], hash);
    const copied = isShort && await navigator.clipboard?.writeText(link).then(() => true, () => false);
    // Without access to the clipboard, the address bar has the link.
    if (!copied && isShort) address("replaceState", link);
    copy.textContent = copied ? "Link copied" : !isShort ? "Too much for a link: save it as JSON" : "The link is in the address bar";
    setTimeout(() => { copy.textContent = "Copy link"; }, SAID);
  });
  reset.addEventListener("click", () => {
    figure.changes = {};
    show();
    saveSoon();
  });
  const show = () => {
    for (const tool of [copy, reset]) tool.hidden = Object.keys(figure.changes ?? {}).length === 0;
  };
  for (const name of ["kl-ball-ready", "kl-ball-change", "kl-ball-input"]) figure.addEventListener(name, show);
  show();
  tools.append(copy, reset);
  if (!written) figure.after(tools);
}

/** Where on the screen the way from one chart to another begins and ends while a figure is scrolled past: shares of the height of the window, for the figure's middle. */
const [FROM, TO] = [0.62, 0.3];

/**
 * Lets a movement between two charts follow the scrolling of the page, until a reader takes hold of the figure.
 * @param {Host} figure
 */
function followScroll(figure) {
  const held = new AbortController();
  let asked = false;
  const follow = () => {
    asked = false;
    const { top, bottom } = figure.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (FROM - (top + bottom) / 2 / innerHeight) / (FROM - TO)));
    const text = share.toFixed(3).replace(/\.?0+$/, "");
    if (text !== (figure.getAttribute("morph") ?? "0")) figure.setAttribute("morph", text);
  };
  const soon = () => {
    if (!asked) requestAnimationFrame(follow);
    asked = true;
  };
  for (const name of ["kl-ball-input", "focusin"]) figure.addEventListener(name, () => held.abort(), { signal: held.signal });
  addEventListener("scroll", soon, { passive: true, signal: held.signal });
  soon();
}

if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
  for (const figure of figures) if (figure.matches('[view="morph"][controls~="morph"]')) followScroll(figure);
}

for (const figure of figures) addTools(figure);

/** Where the reader was when leaving this address, or the anchor that it names. */
function resume() {
  const { at } = restore();
  goTo(history.state ?? { id: at });
}

// The browser's own restoration would use the length of the page, which changes until all figures are laid out.
history.scrollRestoration = "manual";
resume();
for (const name of ["kl-ball-change", "kl-ball-end", "pointerup", "keyup", "change", "click", "scroll"]) addEventListener(name, saveSoon, { passive: true });
addEventListener("click", follow);
addEventListener("popstate", () => {
  clearTimeout(waiting);
  waiting = undefined;
  resume();
});
