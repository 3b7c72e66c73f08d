// The convergence map: in how many steps a rule arrives from each start of the
// plane, or what becomes of it otherwise; above it the run from the figure's start.

import { menu, slider } from "../controls/inputs.js";
import { Sweep, catalogue, chartEntry, isReturn, ruleEntry, sizeOf } from "../core.js";
import { button, element, setText } from "../elements.js";
import { capital, chosen, counted, share } from "../text/format.js";
import { familyColor } from "../language.js";
import { runIndex, toSpec } from "../state/specification.js";
import { whole } from "../state/words.js";
import { begin } from "../work/work.js";
import { Panel } from "../figure/panel.js";
import * as plane from "./plane.js";
import { register } from "./registry.js";

/** A map whose question has changed begins anew once the hand has rested so long (milliseconds). */
const SETTLED = 150;

/** Finished maps that are kept, in case they are asked for again. */
const MOST_KEPT = 8;

/** As many as the core takes. */
const MOST_CELLS = 512;
const MOST_STEPS = 100_000;

/** Steps from the figure's own start between two looks at the clock. */
const PORTION = 100;

/** How much of its colour a start gets that is there already, and one that needs all the steps. */
const [FAINT, FULL] = [0.04, 0.92];

const TICKS = [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000];

const GAP = { symbol: "", unit: "nats", slider: [1e-6, 1], logarithmic: true };

/**
 * What else can become of a start: words, and where a tile of `TILE` pixels has
 * ink, and how much where it can cover most of a plane. One that has not arrived
 * in time has the scale's last colour under it.
 */
const TILE = 12;
const OUTCOMES = {
  running: ["not in # steps", (x, y) => (x + y) % 6 < 1],
  converged: ["rests elsewhere", (x, y) => x % 4 < 2 && y % 4 < 2],
  "left-domain": ["leaves the domain", (x, y) => (x + 11 * y) % 6 < 2],
  singular: ["singular matrix", (x, y) => y % 6 < 1, 0.3],
  "ill-posed": ["no step defined", (x) => x % 4 < 1],
  collapsed: ["collapses", (x, y) => x % 6 < 1 || y % 6 < 1],
  outside: ["no distribution"],
  pending: ["not computed yet"],
};

/** The names of the codes −1, −2, … */
const outcome = (code) => Sweep.outcomes()[-1 - code];

/** The loss at which a policy has arrived, if no other is given. */
const GOOD = "-0.8";

const kept = new Map();

const words = (code, limit) => code >= 0
  ? code === 0 ? "there already" : counted(code, "step")
  : OUTCOMES[outcome(code)][0].replace("#", limit);

/** Of the figure's own start: when it arrives, or what becomes of it. */
const told = (code, limit) =>
  `${code < 0 ? "" : "start: "}${words(code, limit)}`;

/** Reads `gap` or `target`, `limit` and `cells`. */
function read(read, state) {
  // A return has no best: it is to be good.
  const target = read("target") || (isReturn(state.model) && !read("gap") && GOOD);
  const [name, text] = target ? ["target", target] : ["gap", read("gap") ?? "0.01"];
  state.map = {
    // The core says what is allowed where this is no number.
    goal: { [name]: Number.isNaN(Number(text)) ? text : Number(text) },
    limit: whole(read, "limit", 200, [1, MOST_STEPS]), cells: whole(read, "cells", 256, [1, MOST_CELLS]),
  };
}

/** The same again, as attributes. */
const write = ({ map: { goal, limit, cells } }) =>
  Object.fromEntries(Object.entries({ ...goal, limit, cells }).map(([name, value]) => [name, String(value)]));

/** What the core is asked: this run from every start of a grid. */
function specOf(state, rule, chart, grid) {
  const { model, data, runs } = toSpec(state);
  const { batch, ...run } = runs[runIndex(state, rule, chart)];
  return { model, ...(data && { data }), run, grid: { chart, ...grid }, ...state.map.goal, steps: state.map.limit };
}

/** Lets the core refuse what it cannot do; the rest comes later. */
function measure(scene, state) {
  scene.maps = state.rules.flatMap((rule) => state.charts.map((chart) => {
    alone(scene, state, rule, chart).free();
    return { rule, chart };
  }));
}

/** What becomes of the figure's own start. */
function* settle(scene, state) {
  for (const map of scene.maps) {
    const sweep = alone(scene, state, map.rule, map.chart);
    while (sweep.advance(PORTION) < 1) yield;
    [map.code] = sweep.results();
    sweep.free();
  }
}

/** A map of one cell, whose centre is the figure's start. */
function alone(scene, state, rule, chart) {
  const window = scene.starts[chart].flatMap((x) => [x - 1, x + 1]);
  return new Sweep(specOf(state, rule, chart, { window, size: [1, 1] }));
}

function panels(state, hooks) {
  return state.rules.flatMap((rule) => state.charts.map((chart) => ({
    chart, view: new MapView(rule, chart, hooks), title: titleOf(state, rule, chart),
  })));
}

function titleOf({ model, charts }, rule, chart) {
  const where = charts.length > 1 ? `, ${chartEntry(model, chart).label}` : "";
  return `${ruleEntry(rule).label}${where}`;
}

/** The rule of each map, and how near is near enough. */
function controls(state, change) {
  const row = element("div", "controls");
  const all = catalogue().rules.map(({ name, label }) => [name, label]);
  state.rules.forEach((rule, k) => {
    const label = state.rules.length > 1 ? `rule of map ${k + 1}` : "rule";
    row.append(menu(label, all, rule, (name) => change((now) => {
      const other = now.rules.indexOf(name);
      if (other >= 0) now.rules[other] = now.rules[k];
      now.rules[k] = name;
    })));
  });
  if (state.map.goal.gap !== undefined) {
    row.append(slider("goal: above the least loss", GAP, state.map.goal.gap,
      (gap) => change((now) => { now.map.goal.gap = gap; })));
  }
  return [row];
}

/** When a start has arrived, how many do with each rule, and what becomes of the figure's own. */
function caption(scene, state) {
  const { goal: { gap, target }, limit } = state.map;
  const goal = gap === undefined ? `at most ${chosen(target)}` : `at most ${chosen(gap)} nats above the least`;
  const rules = scene.maps.map((map) => {
    const run = scene.spec.runs[runIndex(state, map.rule, map.chart)];
    const { name, symbol, unit } = sizeOf(map.rule);
    const title = `${titleOf(state, map.rule, map.chart)} at ${symbol} = ${chosen(run[name])}${unit ? ` ${unit}` : ""}`;
    return `${capital(title)}: ${fate(map)}${map.code === undefined ? "" : `; from the start shown: ${words(map.code, limit)}`}.`;
  });
  return `A start arrives when the loss is ${goal}, after ${limit} steps at the latest. ${rules.join(" ")}`;
}

function fate({ tally, done, stopped }) {
  if (!tally) return stopped ? "not computed" : "being computed";
  const { arrived, starts, median } = tally;
  const half = !arrived ? "" : median ? `, half of those within ${words(median)}` : ", half of those before any step";
  return `${done < 1 ? "so far " : ""}${share(arrived / starts)} of the starts in sight arrive${half}`;
}

/** Codes with how often each occurs. */
function tallied(codes, limit) {
  const counts = new Uint32Array(limit + 1 + Sweep.outcomes().length);
  const others = counts.subarray(limit + 1);
  for (const code of codes) counts[code >= 0 ? code : limit - code] += 1;
  const arrived = counts.subarray(0, limit + 1).reduce((sum, count) => sum + count, 0);
  const nowhere = others.reduce((sum, count, k) => (OUTCOMES[outcome(-1 - k)][1] ? sum : sum + count), 0);
  let [median, so] = [0, counts[0]];
  while (so < arrived / 2) so += counts[median += 1];
  return { codes, others, arrived, starts: codes.length - nowhere, median };
}

/** Fills a part of a canvas with the looks of codes. */
function paint(canvas, [left, top, width, height], codeAt, { ramp, tiles }) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let y = 0, k = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, k += 1) {
      const code = codeAt(x, y);
      pixels[k] = code >= 0 ? ramp[code] : tiles[-1 - code][(y % TILE) * TILE + (x % TILE)];
    }
  }
  context.putImageData(image, Math.round(left), Math.round(top));
}

/** The look of every code, as pixels; the bytes of one are red, green, blue and how much of it. */
function looks(color, { ink, ground }, limit) {
  const pixel = (hex, part) => {
    const bytes = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    return new Uint32Array(Uint8Array.of(...bytes, Math.round(255 * part)).buffer)[0];
  };
  const tile = (name) => Uint32Array.from({ length: TILE * TILE }, (_, k) => {
    const late = name === "running";
    const [, inked, part = 0.8] = OUTCOMES[name];
    if (inked?.(k % TILE, Math.floor(k / TILE))) return pixel(late ? ground : ink, part);
    return late ? pixel(color, FULL) : 0;
  });
  return {
    ramp: Uint32Array.from({ length: limit + 1 }, (_, steps) => pixel(color, FAINT + (FULL - FAINT) * along(steps, limit))),
    tiles: Sweep.outcomes().map(tile),
  };
}

/** Where a number of steps is on the scale, from 0 to 1. */
const along = (steps, limit) => Math.log1p(steps) / Math.log1p(limit);

class MapView {
  #rule;
  #hooks;
  #plane;
  #layer = Object.assign(element("canvas", "map"), { ariaHidden: "true" });
  #readout = element("p", "amount");
  #ramp = element("div", "ramp");
  #others = element("ul");
  #bar = Object.assign(element("progress"), { max: 1, ariaLabel: "share of the map that is done" });
  #button = button("Cancel", () => this.#toggle());
  #key;
  #spec;
  /** The work under way, or the time at which it will begin; how much is done, and what has come of it. */
  #work;
  #timer = 0;
  #done = 1;
  #found;
  #stopped = false;
  #asked = 0;
  /** What was painted last, and the number of the cell below the pointer. */
  #painted = {};
  #below;

  constructor(rule, chart, hooks) {
    this.#rule = rule;
    this.chart = chart;
    this.#hooks = hooks;
    this.#plane = new Panel(plane, { name: "plane", chart }, hooks);
    this.panel = this.#plane.root;
    this.panel.querySelector(".backdrop").after(this.#layer);
    const [legend, progress] = [element("div", "legend"), element("div", "progress over")];
    progress.append(this.#bar, this.#button);
    legend.append(this.#ramp, this.#others);
    this.panel.append(progress);
    this.root = element("div", "mapped");
    this.root.append(this.#readout, this.panel, legend);
    this.panel.addEventListener("pointermove", (event) => this.#point(event));
    this.panel.addEventListener("pointerleave", () => this.#point());
    this.panel.addEventListener("click", (event) => {
      const at = !event.target.closest(".handle, .progress") && this.#place(event);
      if (!at) return;
      hooks.move("start", chart, at.theta);
      hooks.end();
    });
  }

  draw(shared) {
    const { scene, state, colors } = shared;
    const own = ({ rule, chart }) => rule === this.#rule && chart === this.chart;
    this.#plane.draw({ ...shared, scene: { ...scene, runs: scene.runs.filter(own) } });
    const { cells, limit } = state.map;
    this.#ask(specOf(state, this.#rule, this.chart, { window: this.#plane.frame.slice(4), size: [cells, cells] }));
    this.#work?.pause(false);
    this.#paint(colors, limit, shared.style.ratio);
    const map = Object.assign(scene.maps.find(own), { tally: this.#found, done: this.#done, stopped: this.#stopped });
    const code = this.#found?.codes[this.#below];
    setText(this.#readout, code !== undefined ? words(code, limit) : map.code !== undefined ? told(map.code, limit) : "");
    this.#bar.value = this.#done;
    this.#bar.parentNode.classList.toggle("over", this.#done === 1);
    setText(this.#button, this.#stopped ? "Compute" : "Cancel");
  }

  /** Out of sight it waits; what is gone may come back, too. */
  rest(gone) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#work?.pause(true);
    if (gone) this.#end();
  }

  #end() {
    clearTimeout(this.#timer);
    this.#work?.cancel();
    this.#timer = this.#work = undefined;
  }

  /** Begins, unless that is what it does, has done or has been told not to: later, once the hand rests. */
  #ask(spec) {
    const key = JSON.stringify(spec);
    if (key !== this.#key) {
      this.#end();
      [this.#key, this.#spec, this.#stopped, this.#done] = [key, spec, false, 0];
      this.panel.classList.add("old");
    } else if (this.#work || this.#timer || this.#stopped || this.#done === 1) return;
    const found = kept.get(key);
    if (found) this.#hear(1, found);
    else this.#timer = setTimeout(() => this.#begin(), this.#asked ? SETTLED : 0);
  }

  #begin() {
    this.#timer = undefined;
    this.#asked += 1;
    const { steps } = this.#spec;
    this.#work = begin({ kind: "sweep", spec: this.#spec }, {
      progress: (done, { picture, stride }) => {
        // Begun once more, it has shown more than that.
        if (stride && done >= this.#done) this.#hear(done, tallied(picture, steps));
      },
      done: ({ results }) => {
        kept.set(this.#key, tallied(results, steps));
        if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
        this.#hear(1, kept.get(this.#key));
        // A reader has asked for this one: it is announced.
        if (this.#asked > 1) this.#hooks.end();
      },
      failed: (error) => {
        [this.#work, this.#stopped] = [undefined, true];
        this.#hooks.failed(error);
      },
    });
  }

  #hear(done, found) {
    if (done === 1) this.#work = undefined;
    [this.#done, this.#found] = [done, found];
    this.panel.classList.remove("old");
    this.#hooks.redraw();
  }

  #toggle() {
    this.#stopped = !this.#stopped;
    if (this.#stopped) this.#end();
    this.#hooks.redraw();
  }

  /** Where a pointer is: the point of the chart and the number of the cell; nothing beside the map. */
  #place({ clientX, clientY }) {
    const [left, top, right, bottom, x0, x1, y0, y1] = this.#plane.frame;
    const box = this.panel.getBoundingClientRect();
    const [u, v] = [(clientX - box.left - left) / (right - left), (bottom - clientY + box.top) / (bottom - top)];
    if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) return undefined;
    const [columns, rows] = this.#spec.grid.size;
    return { theta: [x0 + u * (x1 - x0), y0 + v * (y1 - y0)], cell: Math.floor(v * rows) * columns + Math.floor(u * columns) };
  }

  #point(event) {
    this.#below = event && this.#plane.frame && this.#place(event)?.cell;
    this.#hooks.redraw();
  }

  /** The map and its legend, where they have changed. */
  #paint(colors, limit, ratio) {
    const [left, top, right, bottom] = this.#plane.frame;
    const color = familyColor(colors, ruleEntry(this.#rule).family);
    const key = JSON.stringify([left, top, right, bottom, color, colors, limit, ratio]);
    const same = key === this.#painted.key;
    if (!this.#found || (same && this.#painted.found === this.#found)) return;
    const look = same ? this.#painted.look : looks(color, colors, limit);
    this.#painted = { key, look, found: this.#found };
    const { codes, others, starts } = this.#found;
    const [width, height] = [right - left, bottom - top].map(Math.round);
    const [side] = this.#spec.grid.size;
    const cell = (k, of) => Math.floor(((k + 0.5) * side) / of);
    Object.assign(this.#layer, { width: this.panel.clientWidth, height: this.panel.clientHeight });
    paint(this.#layer, [left, top, width, height], (x, y) => codes[(side - 1 - cell(y, height)) * side + cell(x, width)], look);
    if (!same) this.#scale(color, limit);
    this.#others.replaceChildren(...Array.from(others, (count, k) => {
      const code = -1 - k;
      if (!count || !OUTCOMES[outcome(code)][1]) return "";
      const item = element("li", "", `${words(code, limit)}: ${share(count / starts)}`);
      const sample = Object.assign(element("canvas"), { width: 26, height: 14, ariaHidden: "true" });
      paint(sample, [0, 0, 26, 14], () => code, look);
      item.prepend(sample);
      return item;
    }));
  }

  /** From none of the colour to all of it, with so many steps. */
  #scale(color, limit) {
    this.#ramp.style.setProperty("--hue", color);
    const ticks = [...TICKS.filter((steps) => along(steps, limit) < 0.88), limit];
    this.#ramp.replaceChildren("steps", ...ticks.map((steps) => {
      const tick = element("span", "", String(steps));
      tick.style.left = `${100 * along(steps, limit)}%`;
      return tick;
    }));
  }
}

register("map", { panels, read, write, measure, settle, controls, instead: true, caption });
