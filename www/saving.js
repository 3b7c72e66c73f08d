// Saving from a figure: a picture, a table, the experiment, a film, or HTML that shows
// the same figure on another page.

import { button, element } from "./elements.js";
import { csv } from "./exports/csv.js";
import { film as filmOf, pictured, svgOf } from "./figure/picture.js";
import { attributesOf, fromJson } from "./state/json.js";
import { toAttributes } from "./state/attributes.js";
/** @import { Figure } from "./figure/figure.js" */
/** @import { FullSpec } from "./scene/shape.js" */
/** @import { Host } from "./views/view.js" */

/** A film: pictures per second, its largest width and resolution, how long the last picture stays, and how long to wait for the first (milliseconds). */
const FRAMES = 30;
const WIDEST = 1920;
const FINEST = 2;
const LAST = 1000;
const PATIENCE = 20_000;

const FILM = "video/webm";

/** Attributes that are not part of a state, but of a copy of the figure. */
const LOOKS = ["theme", "classroom", "label", "controls", "goal", "predict"];

/**
 * Fills the menu of a figure in an element.
 * @param {HTMLElement} menu
 * @param {Figure} figure
 * @param {Host} host
 */
export function fill(menu, figure, host) {
  const said = element("output");
  const copied = element("textarea");
  copied.readOnly = true;
  copied.hidden = true;
  copied.rows = 4;
  copied.setAttribute("aria-label", "copied text");
  const say = (/** @type {string} */ text) => { said.textContent = text; };
  const attempt = (/** @type {() => unknown} */ work) => async () => {
    try {
      await work();
    } catch (error) {
      say(/** @type {Error} */ (error).message);
    }
  };
  const name = (/** @type {string} */ ending) => `${host.id || "kl-ball"}.${ending}`;
  const save = (/** @type {string} */ ending, /** @type {string | Blob} */ content, type = "") => {
    download(name(ending), content instanceof Blob ? content : new Blob([content], { type }));
    say(`${name(ending)} saved`);
  };
  const copy = (/** @type {string} */ what, /** @type {() => string} */ text) => attempt(async () => {
    copied.value = text();
    copied.hidden = false;
    const done = await navigator.clipboard?.writeText(copied.value).then(() => true, () => false);
    if (!done) copied.select();
    say(done ? `${what} copied` : "Copy it from here");
  });
  const open = Object.assign(element("input"), { type: "file", accept: ".json,application/json", hidden: true });
  open.addEventListener("change", attempt(async () => {
    const [file] = open.files ?? [];
    open.value = "";
    if (!file) return;
    host.changes = fromJson(await file.text());
    say("");
  }));
  const ratios = [1, 2, 4].map((ratio) => button(`PNG ${ratio}×`, attempt(async () => save("png", await png(figure, ratio)))));
  const film = button("WebM", attempt(async () => save("webm", await webm(figure, say))));
  film.hidden = !globalThis.MediaRecorder?.isTypeSupported(FILM);
  const table = button("CSV", attempt(() => save("csv", csv(stepped(figure)), "text/csv;charset=utf-8")));
  const here = new URL(import.meta.url);
  const pages = here.protocol.startsWith("http") ? [
    button("Element", copy("Element", () => snippet(figure, host))),
    button("Iframe", copy("Iframe", () => iframe(figure, host))),
    button("Link", copy("Link", () => address(figure, host))),
  ] : [];
  menu.append(
    row("Save", ...ratios, button("SVG", attempt(async () => save("svg", await svgOf(figure.shown(), host.getAttribute("label") ?? undefined), "image/svg+xml"))), table,
      button("JSON", attempt(() => save("json", json(figure), "application/json"))), film),
    row("Copy", ...pages, button("JSON", copy("JSON", () => json(figure)))),
    row("Open", button("JSON…", () => open.click()), open),
    copied, said,
  );
}

/** The experiment, if it takes steps. @param {Figure} figure */
function stepped({ spec }) {
  if (spec?.runs.length) return spec;
  throw new Error("this figure has no steps; allowed: one with rules");
}

/** @param {string} name @param {HTMLElement[]} buttons */
function row(name, ...buttons) {
  const made = element("div", "row");
  made.append(element("span", "name", name), ...buttons);
  return made;
}

/** @param {string} name @param {Blob} blob */
function download(name, blob) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Pictures

/** @param {Figure} figure @param {number} ratio */
async function png(figure, ratio) {
  const blob = /** @type {Blob | null} */ (await new Promise((done) => { pictured(figure.shown(), ratio).toBlob(done); }));
  if (!blob) throw new Error("this browser makes no picture so large");
  return blob;
}

/**
 * A film of the run from start to end, as it plays on screen.
 * @param {Figure} figure
 * @param {(text: string) => void} say
 */
async function webm(figure, say) {
  stepped(figure);
  // Its words change from step to step, and with them how many lines they need.
  const now = () => ({ ...figure.shown(), caption: "" });
  const { canvas, shoot } = filmOf(now(), WIDEST, FINEST);
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES), { mimeType: FILM });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => data.size && parts.push(data));
  const stopped = new Promise((done) => recorder.addEventListener("stop", done));
  say("Recording…");
  figure.cursor = 0;
  shoot(now());
  recorder.start(100);
  figure.play();
  while (figure.playing) {
    await new Promise(requestAnimationFrame);
    shoot(now());
  }
  const end = performance.now() + LAST;
  while (performance.now() < (parts.length ? end : end + PATIENCE)) {
    await new Promise(requestAnimationFrame);
    shoot(now());
  }
  recorder.stop();
  await stopped;
  return new Blob(parts, { type: FILM });
}

// The figure itself

/**
 * All attributes that show the current state of the figure.
 * @param {Figure} figure
 * @param {Host} host
 * @returns {Record<string, string>}
 */
function shownBy(figure, host) {
  const looks = LOOKS.filter((name) => host.hasAttribute(name)).map((name) => [name, host.getAttribute(name)]);
  return { ...toAttributes(figure.state), ...stepOf(figure), ...Object.fromEntries(looks) };
}

/** @param {Figure} figure @returns {Record<string, string>} */
const stepOf = ({ cursor, state, spec }) => (cursor < (state.steps ?? spec?.steps ?? 0) ? { step: String(Math.floor(cursor)) } : {});

/** The experiment, together with what the figure shows of it. @param {Figure} figure */
export function json(figure) {
  const { spec } = figure;
  const all = { ...toAttributes(figure.state), ...stepOf(figure) };
  /** @type {Record<string, string>} */
  const said = spec?.runs.length ? attributesOf(spec) : {};
  const own = Object.entries(all).filter(([name, value]) => said[name] !== value);
  return `${JSON.stringify({ ...spec, figure: Object.fromEntries(own) }, null, 2)}\n`;
}

/** The signs that mean something in an attribute. @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", '"': "&quot;", "<": "&lt;" };

/** @type {(text: string) => string} */
const quoted = (text) => text.replace(/[&"<]/g, (sign) => SIGNS[sign]);

/** @type {(attributes: Record<string, string>) => string} */
const written = (attributes) => Object.entries(attributes).map(([name, value]) => (value === "" ? name : `${name}="${quoted(value)}"`)).join(" ");

/** @param {Figure} figure @param {Host} host */
function snippet(figure, host) {
  const script = new URL("kl-ball-element.js", import.meta.url);
  const words = quoted(host.getAttribute("label") ?? "An interactive figure");
  return `<script type="module" src="${script}"></script>\n<kl-ball ${written(shownBy(figure, host))}>${words}</kl-ball>`;
}

/** @param {Figure} figure @param {Host} host */
const address = (figure, host) => new URL(`../embed.html#${new URLSearchParams({ v: "1", ...shownBy(figure, host) })}`, import.meta.url).href;

/** @param {Figure} figure @param {Host} host */
const iframe = (figure, host) => `<iframe ${written({
  src: address(figure, host), title: host.getAttribute("label") ?? "An interactive figure",
  width: "100%", height: String(Math.ceil(host.offsetHeight)), frameborder: "0", loading: "lazy", allow: "clipboard-write",
})}></iframe>`;
