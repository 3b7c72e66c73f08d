// Saving from a figure: a picture, a table, the experiment, a film, or HTML that shows
// the same figure on another page.

import { button, element } from "./elements.js";
import { csv } from "./exports/csv.js";
import { filmOf, gifOf } from "./exports/load-film.js";
import { post } from "./exports/post.js";
import { address, iframe, snippet, stepOf } from "./exports/snippet.js";
import { pictured, svgWriter } from "./figure/picture.js";
import { sized } from "./marks/png.js";
import { attributesOf, fromJson } from "./state/json.js";
import { toAttributes } from "./state/attributes.js";
import { toSpec } from "./state/specification.js";
/** @import { Figure } from "./figure/figure.js" */
/** @import { FullSpec } from "./scene/shape.js" */
/** @import { Host } from "./views/view.js" */

/**
 * What the buttons of the menu do; what is said of it, how far a film has come, and a field for what could not be copied.
 * @param {Host} host
 */
function actions(host) {
  const said = element("output");
  const copied = element("textarea");
  copied.readOnly = true;
  copied.hidden = true;
  copied.rows = 4;
  copied.setAttribute("aria-label", "copied text");
  // How far a film has come is seen and not heard; what is said is heard, too.
  const progress = Object.assign(element("progress"), { max: 1, hidden: true });
  progress.setAttribute("aria-label", "filming");
  const say = (/** @type {string} */ text) => {
    said.textContent = text;
    progress.hidden = true;
  };
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
  const copy = (/** @type {string} */ what, /** @type {() => string | Promise<string>} */ text) => attempt(async () => {
    copied.value = await text();
    copied.hidden = false;
    const done = await navigator.clipboard?.writeText(copied.value).then(() => true, () => false);
    if (!done) copied.select();
    say(done ? `${what} copied` : "Copy it from here");
  });
  return { said, copied, progress, say, attempt, save, copy };
}

/**
 * A hidden field that opens an experiment from a file.
 * @param {Host} host
 * @param {Pick<ReturnType<typeof actions>, "attempt" | "say">} actions
 */
function opener(host, { attempt, say }) {
  const open = Object.assign(element("input"), { type: "file", accept: ".json,application/json", hidden: true });
  open.addEventListener("change", attempt(async () => {
    const [file] = open.files ?? [];
    open.value = "";
    if (!file) return;
    host.changes = fromJson(await file.text());
    say("");
  }));
  return open;
}

/**
 * Fills the menu of a figure in an element.
 * @param {HTMLElement} menu
 * @param {Figure} figure
 * @param {Host} host
 */
export function fill(menu, figure, host) {
  const { said, copied, progress, say, attempt, save, copy } = actions(host);
  const open = opener(host, { attempt, say });
  const ratios = [1, 2, 4].map((ratio) => button(`PNG ${ratio}×`, attempt(async () => save("png", await png(figure, ratio)))));
  const [film, gif] = filmers(figure, { progress, say, attempt, save });
  film.hidden = !("VideoEncoder" in globalThis);
  const table = button("CSV", attempt(() => save("csv", csv(stepped(figure), figure.state.more), "text/csv;charset=utf-8")));
  // One file on a disk has no address that another page could use.
  const pages = location.protocol.startsWith("http") || document.querySelector('script[src^="http"]') ? [
    button("Element", copy("Element", () => snippet(figure, host))),
    button("Iframe", copy("Iframe", () => iframe(figure, host))),
    button("Link", copy("Link", () => address(figure, host))),
  ] : [];
  menu.append(
    row("Save", ...ratios, button("SVG", attempt(async () => save("svg", (await svgWriter())(figure.shown(), host.getAttribute("label") ?? undefined), "image/svg+xml"))), table,
      button("JSON", attempt(() => save("json", json(figure), "application/json"))), film, gif,
      ...(pages.length ? [button("For a post", attempt(async () => save("zip", await post(figure, host, host.id || "figure"))))] : [])),
    row("Copy", ...pages, button("JSON", copy("JSON", () => json(figure))), button("Python", copy("Python", () => python(figure)))),
    row("Open", button("JSON…", () => open.click()), open),
    copied, said, progress,
  );
}

/**
 * The buttons that make a film and a GIF. While one is made its button cancels it, and the other waits.
 * @param {Figure} figure
 * @param {Pick<ReturnType<typeof actions>, "progress" | "say" | "attempt" | "save">} actions
 */
function filmers(figure, { progress, say, attempt, save }) {
  /** What has been cancelled, thrown out of the making of it. @type {Error | undefined} */
  let cancelled;
  const made = /** @type {[string, typeof filmOf][]} */ ([["Film", filmOf], ["GIF", gifOf]]).map(([word, make]) => {
    const press = button(word, () => {
      if (press.textContent === word) film();
      else cancelled = new Error("Cancelled: nothing was saved.");
    });
    const film = attempt(async () => {
      say("Filming…");
      Object.assign(progress, { hidden: false, value: 0 });
      press.textContent = "Cancel";
      for (const other of made) other.disabled = other !== press;
      try {
        const { blob, ending } = await make(figure, (share) => {
          if (cancelled) throw cancelled;
          progress.value = share;
        });
        save(ending, blob);
      } finally {
        press.textContent = word;
        cancelled = undefined;
        for (const other of made) other.disabled = false;
      }
    });
    return press;
  });
  return made;
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
export function download(name, blob) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A picture that says how large it is, so that one of twice the resolution is not printed twice as large. @param {Figure} figure @param {number} ratio */
async function png(figure, ratio) {
  const blob = /** @type {Blob | null} */ (await new Promise((done) => { pictured(figure.shown(), ratio).toBlob(done); }));
  if (!blob) throw new Error("this browser makes no picture so large");
  return new Blob([sized(new Uint8Array(await blob.arrayBuffer()), ratio)], { type: blob.type });
}

/** The figure as a program; what writes it is loaded then. @param {Figure} figure */
async function python({ spec, state }) {
  const { pythonOf } = await import("./python/python.js");
  return pythonOf(/** @type {FullSpec} */ (spec ?? { ...toSpec(state), runs: [] }), { charts: state.charts });
}

/** The experiment, together with what the figure shows of it. @param {Figure} figure */
export function json(figure) {
  const { spec } = figure;
  const all = { ...toAttributes(figure.state), ...stepOf(figure) };
  /** @type {Record<string, string>} */
  const said = spec?.runs.length ? attributesOf(spec) : {};
  const own = Object.entries(all).filter(([name, value]) => said[name] !== value);
  return `${JSON.stringify({ ...spec, figure: Object.fromEntries(own) }, null, 2)}\n`;
}
