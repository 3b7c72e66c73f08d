// Saving from a figure: a picture, a table, the experiment, a film, or HTML that shows
// the same figure on another page.

import { Experiment, coordinates, modelEntry, ruleEntry } from "./core.js";
import { button, element } from "./elements.js";
import { FAMILIES, drawMarker, familyColor } from "./language.js";
import { trace } from "./layers.js";
import { attributesOf, fromJson } from "./state/json.js";
import { toAttributes } from "./state/attributes.js";

/** Margin around a picture, and distance from the panels to the names of the rules (CSS pixels). */
const MARGIN = 12;
const LEGEND = 26;

/** A film: pictures per second, its largest width, how long the last picture stays, and how long to wait for the first (milliseconds). */
const FRAMES = 30;
const WIDEST = 1920;
const LAST = 1000;
const PATIENCE = 20_000;

const FILM = "video/webm";

/** Attributes that are not part of a state, but of a copy of the figure. */
const LOOKS = ["theme", "classroom", "label", "controls", "goal", "predict"];

/** Fills the menu of a figure in an element. */
export function fill(menu, figure, host) {
  const said = element("output");
  const copied = element("textarea");
  copied.readOnly = true;
  copied.hidden = true;
  copied.rows = 4;
  copied.setAttribute("aria-label", "copied text");
  const say = (text) => { said.textContent = text; };
  const attempt = (work) => async () => {
    try {
      await work();
    } catch (error) {
      say(error.message);
    }
  };
  const name = (ending) => `${host.id || "kl-ball"}.${ending}`;
  const save = (ending, content, type) => {
    download(name(ending), content instanceof Blob ? content : new Blob([content], { type }));
    say(`${name(ending)} saved`);
  };
  const copy = (what, text) => attempt(async () => {
    copied.value = text();
    copied.hidden = false;
    const done = await navigator.clipboard?.writeText(copied.value).then(() => true, () => false);
    if (!done) copied.select();
    say(done ? `${what} copied` : "Copy it from here");
  });
  const open = Object.assign(element("input"), { type: "file", accept: ".json,application/json", hidden: true });
  open.addEventListener("change", attempt(async () => {
    const [file] = open.files;
    open.value = "";
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
    row("Save", ...ratios, button("SVG", attempt(async () => save("svg", (await import("./svg.js")).svg(figure, compose, sizeOf(figure)), "image/svg+xml"))), table,
      button("JSON", attempt(() => save("json", json(figure), "application/json"))), film),
    row("Copy", ...pages, button("JSON", copy("JSON", () => json(figure)))),
    row("Open", button("JSON…", () => open.click()), open),
    copied, said,
  );
}

/** The experiment, if it takes steps. */
function stepped({ spec }) {
  if (spec.runs.length) return spec;
  throw new Error("this figure has no steps; allowed: one with rules");
}

function row(name, ...buttons) {
  const made = element("div", "row");
  made.append(element("span", "name", name), ...buttons);
  return made;
}

function download(name, blob) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Pictures

/** The size of a picture of all panels. */
function sizeOf(figure) {
  const { width, height } = figure.panels.getBoundingClientRect();
  return [width + 2 * MARGIN, height + 2 * MARGIN + (figure.state.rules.length ? LEGEND : 0)].map(Math.round);
}

/** Draws background, panels, words and the names of the rules. `paste(canvas, x, y)` may draw a canvas by other means than its pixels, and then returns true. */
function compose(figure, context, paste = () => false) {
  const [width, height] = sizeOf(figure);
  const { colors } = figure.look;
  const origin = figure.panels.getBoundingClientRect();
  const placeOf = (node) => {
    const { left, top, width: wide, height: high } = node.getBoundingClientRect();
    // Whole pixels, because lines between pixels look blurred.
    return [left - origin.left + MARGIN, top - origin.top + MARGIN, wide, high].map(Math.round);
  };
  context.fillStyle = colors.ground;
  context.fillRect(0, 0, width, height);
  for (const canvas of figure.panels.querySelectorAll("canvas")) {
    const place = placeOf(canvas);
    context.imageSmoothingEnabled = getComputedStyle(canvas).imageRendering !== "pixelated";
    if (place[2] && !paste(canvas, ...place)) context.drawImage(canvas, ...place);
  }
  for (const words of figure.panels.querySelectorAll("p")) {
    const { fontSize, fontWeight, fontFamily, color } = getComputedStyle(words);
    const [x, y, , high] = placeOf(words);
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    context.textBaseline = "middle";
    context.fillStyle = color;
    context.fillText(words.textContent, x + 4, y + high / 2);
  }
  legend(figure, context, MARGIN + 4, height - MARGIN - 6);
}

function legend({ root, state, look: { colors } }, context, x, y) {
  context.font = `13px ${getComputedStyle(root).fontFamily}`;
  context.textBaseline = "middle";
  context.lineCap = "round";
  let left = x;
  for (const rule of state.rules) {
    const { family, label } = ruleEntry(rule);
    const color = familyColor(colors, family);
    trace(context, [[left, y], [left + 24, y]], color, 2.2, FAMILIES[family].ball);
    drawMarker(context, FAMILIES[family].marker, left + 12, y, 4, color, colors.ground, false);
    context.fillStyle = colors.ink;
    context.fillText(label, left + 30, y);
    left += 30 + context.measureText(label).width + 22;
  }
}

function canvasFor(figure, ratio) {
  const [width, height] = sizeOf(figure).map((side) => Math.round(side * ratio));
  return Object.assign(document.createElement("canvas"), { width, height });
}

function pasted(figure, canvas, ratio) {
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  compose(figure, context);
}

async function png(figure, ratio) {
  const canvas = canvasFor(figure, ratio);
  figure.redraw(ratio);
  try {
    pasted(figure, canvas, ratio);
  } finally {
    figure.redraw();
  }
  const blob = await new Promise((done) => { canvas.toBlob(done); });
  if (!blob) throw new Error("this browser makes no picture so large");
  return blob;
}

/** A film of the run from start to end, as it plays on screen. */
async function webm(figure, say) {
  stepped(figure);
  const ratio = Math.min(2, WIDEST / sizeOf(figure)[0]);
  const canvas = canvasFor(figure, ratio);
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES), { mimeType: FILM });
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => data.size && parts.push(data));
  const stopped = new Promise((done) => recorder.addEventListener("stop", done));
  const shoot = () => pasted(figure, canvas, ratio);
  say("Recording…");
  figure.cursor = 0;
  shoot();
  recorder.start(100);
  figure.play();
  while (figure.playing) {
    await new Promise(requestAnimationFrame);
    shoot();
  }
  const end = performance.now() + LAST;
  while (performance.now() < (parts.length ? end : end + PATIENCE)) {
    await new Promise(requestAnimationFrame);
    shoot();
  }
  recorder.stop();
  await stopped;
  return new Blob(parts, { type: FILM });
}

// Numbers

/** Every run's steps, in the coordinates of every chart. */
export function csv(spec) {
  const experiment = new Experiment(spec);
  try {
    experiment.advance(spec.steps);
    const { charts } = modelEntry(spec.model);
    const names = charts.flatMap(({ name }) => coordinates(spec.model, name).map((symbol) => `${name}: ${symbol}`));
    const lines = [["rule", "stepped in", "step", "loss", "KL(old||new) of the step", "KL(new||old) of the step", ...names]];
    spec.runs.forEach(({ rule, chart }, run) => {
      const columns = ["loss", "kl", "kl-reverse"].map((series) => experiment.series(run, series));
      const paths = charts.map(({ name }) => experiment.trajectory(run, name));
      for (let k = 0; k < columns[0].length; k += 1) {
        lines.push([rule, chart, k, ...columns.map((column) => column[k]), ...paths.flatMap((path) => [path[2 * k], path[2 * k + 1]])]);
      }
    });
    const cell = (value) => (Number.isNaN(value) ? "" : /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
  } finally {
    experiment.free();
  }
}

// The figure itself

/** All attributes that show the current state of the figure. */
function shownBy(figure, host) {
  const looks = LOOKS.filter((name) => host.hasAttribute(name)).map((name) => [name, host.getAttribute(name)]);
  return { ...toAttributes(figure.state), ...stepOf(figure), ...Object.fromEntries(looks) };
}

const stepOf = ({ cursor, state, spec }) => (cursor < (state.steps ?? spec.steps) ? { step: String(Math.floor(cursor)) } : {});

/** The experiment, together with what the figure shows of it. */
export function json(figure) {
  const { spec } = figure;
  const all = { ...toAttributes(figure.state), ...stepOf(figure) };
  const said = spec.runs.length ? attributesOf(spec) : {};
  const own = Object.entries(all).filter(([name, value]) => said[name] !== value);
  return `${JSON.stringify({ ...spec, figure: Object.fromEntries(own) }, null, 2)}\n`;
}

const quoted = (text) => text.replace(/[&"<]/g, (sign) => ({ "&": "&amp;", '"': "&quot;", "<": "&lt;" })[sign]);

const written = (attributes) => Object.entries(attributes).map(([name, value]) => (value === "" ? name : `${name}="${quoted(value)}"`)).join(" ");

function snippet(figure, host) {
  const script = new URL("kl-ball-element.js", import.meta.url);
  const words = quoted(host.getAttribute("label") ?? "An interactive figure");
  return `<script type="module" src="${script}"></script>\n<kl-ball ${written(shownBy(figure, host))}>${words}</kl-ball>`;
}

const address = (figure, host) => new URL(`../embed.html#${new URLSearchParams({ v: "1", ...shownBy(figure, host) })}`, import.meta.url).href;

const iframe = (figure, host) => `<iframe ${written({
  src: address(figure, host), title: host.getAttribute("label") ?? "An interactive figure",
  width: "100%", height: String(Math.ceil(host.offsetHeight)), frameborder: "0", loading: "lazy", allow: "clipboard-write",
})}></iframe>`;
