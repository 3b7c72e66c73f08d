// What the parameters stand for, before any step and after each: a density, the
// probability of a label along the input, or the probabilities of three classes.

import { aboutLosses, caption as aboutSteps, perRule } from "../text/caption.js";
import { chartEntry, drawDensity, modelEntry } from "../core.js";
import { chance } from "../text/format.js";
import { FAMILIES, drawMarker, familyColor } from "../language.js";
import { Layers, clipped, stroke, trace } from "../layers.js";
import { haloed, widthOf, writeWord } from "../lettering.js";
import { register } from "./registry.js";

/** Points on a curve. */
const SAMPLES = 240;

/** The same where there are very many curves. */
const COARSE = 60;

/** Densities fill this share of the height at the most; probabilities have an axis. */
const HEADROOM = 0.94;

/** Half the room of a class that its bars take, and the classes. */
const BARS = 0.3;
const CLASSES = Float64Array.of(1, 2, 3);

/** The dotted line of what was before. */
const BEFORE = [2, 4];

/** Runs of one rule whose probabilities differ by less share a note. */
const NEARLY = 0.005;

/** Most probabilities written beside a landmark, how far from it, and how high the marks of the observations are (pixels). */
const MOST_NOTES = 6;
const ASIDE = 18;
const RUG = 10;

const takes = (state) => modelEntry(state.model).takes;

/** The built-in data of a state, if it has such. */
function builtIn({ model, data }) {
  const sets = modelEntry(model).data;
  return data ? sets.find(({ name }) => name === data.set) : sets[0];
}

/** The one panel: what the parameters of the first chart stand for. */
const panels = (state) => [{
  view: new DensityView(), title: takes(state) === "labelled" ? "What it predicts" : "The distributions",
}];

/** Adds the probabilities that classes have, and labels where the data have a landmark. */
function measure(scene, state, model) {
  const chart = state.charts[0];
  const kind = takes(state);
  const landmark = builtIn(state)?.landmark;
  const xs = kind === "labelled" ? landmark && Float64Array.of(landmark.at) : kind === "numbers" ? undefined : CLASSES;
  if (!xs) return;
  scene.chances = {
    landmark,
    before: model.density(scene.starts[chart], chart, xs),
    best: scene.optima[chart] && model.density(scene.optima[chart], chart, xs),
    after: (run, k) => model.density(run.paths[chart].subarray(2 * k, 2 * k + 2), chart, xs),
  };
}

/** What is left to learn, and what that means where a landmark is. */
function caption(scene, state, cursor) {
  if (takes(state) === "numbers" || !scene.runs.length) return undefined;
  const k = Math.floor(cursor);
  const sentences = [];
  const learned = k > 0 && scene.leastLoss !== undefined && scene.steps > 1;
  sentences.push(learned ? aboutLosses(scene, state, k) : aboutSteps(scene, state, cursor));
  const { chances } = scene;
  if (chances?.landmark) {
    const says = (run) => (run.steps ? chance(chances.after(run, Math.min(k, run.steps))[0]) : "takes no step");
    const best = chances.best ? `the best fit says ${chance(chances.best[0])}; ` : "";
    const after = k > 0 ? perRule(scene, state, says) : `the start says ${chance(chances.before[0])}`;
    sentences.push(`${chances.landmark.label}: ${best}${after}.`);
  } else if (chances?.best) {
    const { classes } = builtIn(state) ?? {};
    const shares = Array.from(chances.best, (p, c) => `${classes ? `${classes[c]} ` : ""}${chance(p)}`);
    sentences.push(`The best fit is what was observed, the level marks: ${shares.join(", ")}.`);
  }
  return sentences.filter(Boolean).join(" ");
}

/** So many places along a frame, from its left end to its right. */
const evenly = ([, , , , x0, x1], count) => Float64Array.from({ length: count }, (_, k) => x0 + ((x1 - x0) * k) / (count - 1));

/** Which of some values is the highest. */
function highestOf(ys) {
  let best = 0;
  for (let k = 1; k < ys.length; k += 1) if (ys[k] > ys[best]) best = k;
  return best;
}

export class DensityView {
  #layers;
  #frame;
  /** Where curves have their points, and of which frame that is. */
  #xs;
  #xsFor;

  constructor() {
    this.#layers = new Layers("density");
    this.root = this.#layers.root;
  }

  draw(shared) {
    const { model, modelKey, style, state } = shared;
    this.#frame = this.#layers.behind([modelKey, style], (canvas) => drawDensity(canvas, model, style));
    const context = this.#layers.begin(style);
    const kind = takes(state);
    if (kind === "numbers" || kind === "labelled") this.#curves(context, shared, kind === "numbers");
    else this.#classes(context, shared);
  }

  /** Curves over the line of what is observed: densities to a common scale, probabilities to their axis. */
  #curves(context, shared, densities) {
    const { scene, state, model, cursor, style, colors, highlight } = shared;
    if (this.#xsFor !== this.#frame) this.#xs = evenly(this.#frame, SAMPLES);
    this.#xsFor = this.#frame;
    const xs = this.#xs;
    const first = state.charts[0];
    const before = model.density(scene.starts[first], first, xs);
    const after = scene.runs.map((run) => {
      const k = Math.min(Math.floor(cursor), run.steps);
      const path = run.paths[first];
      return { run, k, ys: model.density([path[2 * k], path[2 * k + 1]], first, xs) };
    });
    const peak = (ys) => ys[highestOf(ys)];
    const highest = densities ? Math.max(peak(before), ...after.map(({ ys }) => peak(ys))) / HEADROOM : 1;
    clipped(context, this.#frame.slice(0, 4), () => {
      if (!densities) this.#learners(context, scene, model, first, colors);
      this.#curve(context, before, highest, { color: colors.ink, width: 1.6, dash: BEFORE });
      for (const { run, k, ys } of after) {
        if (k === 0) continue;
        context.globalAlpha = highlight && highlight !== run.rule ? 0.2 : 1;
        this.#curve(context, ys, highest, { color: familyColor(colors, run.entry.family), width: 2.2, dash: run.curve });
        context.globalAlpha = 1;
      }
    });
    if (scene.chances && !densities) this.#notes(context, shared, [before, ...after.map(({ ys }) => ys)]);
    else this.#label(context, before, highest, colors, style);
  }

  #pixel(k, y, highest) {
    const [left, top, right, bottom] = this.#frame;
    return [
      left + (k / (SAMPLES - 1)) * (right - left),
      bottom - (y / highest) * (bottom - top),
    ];
  }

  #curve(context, ys, highest, { color, width, dash }) {
    const [left, top, right, bottom] = this.#frame;
    const [across, up] = [(right - left) / (SAMPLES - 1), (bottom - top) / highest];
    context.beginPath();
    for (let k = 0; k < SAMPLES; k += 1) context.lineTo(left + k * across, bottom - ys[k] * up);
    stroke(context, color, width, dash);
  }

  /** What each of many learners has come to; see order.js. */
  #learners(context, { clouds }, model, chart, colors) {
    const [left, top, right, bottom] = this.#frame;
    const xs = evenly(this.#frame, COARSE);
    context.globalAlpha = 0.3;
    for (const { family, places } of clouds ?? []) {
      for (let k = 0; k < places[chart].length; k += 2) {
        const at = places[chart].subarray(k, k + 2);
        if (!model.contains(at, chart)) continue;
        const points = Array.from(model.density(at, chart, xs), (p, j) => [left + (j / (COARSE - 1)) * (right - left), bottom - p * (bottom - top)]);
        trace(context, points, familyColor(colors, family), 1);
      }
    }
    context.globalAlpha = 1;
  }

  /** What was before any step is named at its peak; colours name the others. */
  #label(context, before, highest, colors, style) {
    const peak = highestOf(before);
    const [x, y] = this.#pixel(peak, before[peak], highest);
    const [left, , right] = this.#frame;
    const text = "before";
    const width = widthOf(context, text);
    const at = Math.min(right - width, Math.max(left, x - width / 2));
    const middle = Math.max(0.5 * style.text + 2, y - 4 - 0.5 * style.text);
    writeWord(context, text, at, middle, colors.ink, colors.ground);
  }

  /** At the landmark a mark on every curve; beside it, where nothing is, what it says there. */
  #notes(context, { scene, state, cursor, colors, style }, curves) {
    const [left, top, right, bottom, x0, x1] = this.#frame;
    const x = left + ((scene.chances.landmark.at - x0) / (x1 - x0)) * (right - left);
    const notes = notesOf(scene, state, cursor, colors).map((note) => ({ ...note, y: bottom - note.p * (bottom - top) }));
    const mark = ({ marker, color, hollow }, ...at) => drawMarker(context, marker, ...at, 4, color, colors.ground, hollow);
    for (const note of notes) mark(note, x, note.y);
    if (notes.length > MOST_NOTES) return;
    const line = 1.3 * style.text;
    // Where names have no room, colours and markers stand for them.
    for (const naming of [({ name, where }) => ` ${name}${where}`, ({ name, where }) => where || ` ${name}`, () => ""]) {
      const written = notes.map((note) => {
        const text = chance(note.p) + naming(note);
        const end = x + ASIDE + 9 + widthOf(context, text);
        return { ...note, text, end, walls: this.#walls(curves, x + 0.5 * ASIDE, end, line) };
      });
      const places = spread(written, line, top + RUG + 0.6 * line, bottom - 2.4 * line);
      if (!places || written.some(({ end }) => end > right)) continue;
      written.forEach((note, k) => {
        trace(context, [[x, note.y], [x + ASIDE, places[k]]], note.color, 0.8);
        mark(note, x, note.y);
        mark(note, x + ASIDE, places[k]);
        haloed(context, note.text, x + ASIDE + 9, places[k], note.color, colors.ground);
      });
      return;
    }
  }

  /** Where the middle of a line of text from `from` to `to` would be on a curve: `[above, below]` of each. */
  #walls(curves, from, to, line) {
    const [left, top, right, bottom] = this.#frame;
    const [first, last] = [from, to].map((x) => ((SAMPLES - 1) * (x - left)) / (right - left));
    return curves.map((ys) => {
      const part = ys.subarray(Math.floor(first), Math.ceil(last) + 1);
      return [bottom - Math.max(...part) * (bottom - top) - 0.7 * line, bottom - Math.min(...part) * (bottom - top) + 0.7 * line];
    });
  }

  /** Bars for the three classes: dotted before any step, filled after. */
  #classes(context, { scene, cursor, colors, highlight }) {
    const [left, , right, , x0, x1] = this.#frame;
    const taken = scene.runs.map((run) => ({ run, k: Math.min(Math.floor(cursor), run.steps) })).filter(({ k }) => k > 0);
    const room = (2 * BARS * (right - left)) / (x1 - x0);
    const width = room / (taken.length + 1);
    const bars = (slot, values, looks) => values.forEach((p, c) => {
      const middle = left + ((CLASSES[c] - x0) / (x1 - x0)) * (right - left);
      this.#bar(context, middle - room / 2 + (slot + 0.5) * width, 0.38 * width, p, looks);
    });
    if (scene.chances.best) this.#observed(context, scene.chances.best, room, colors);
    bars(0, scene.chances.before, { color: colors.ink, dash: BEFORE, fill: 0 });
    taken.forEach(({ run, k }, index) => {
      const faint = highlight && highlight !== run.rule;
      const color = familyColor(colors, run.entry.family);
      bars(index + 1, scene.chances.after(run, k), {
        color, ground: colors.ground, faint, dash: [], fill: run.chartIndex > 0 ? 0.08 : 0.3,
        marker: FAMILIES[run.entry.family].marker, hollow: run.chartIndex > 0,
      });
    });
  }

  /** The observed frequencies, as far as the bars reach. */
  #observed(context, frequencies, room, colors) {
    const [left, top, right, bottom, x0, x1] = this.#frame;
    frequencies.forEach((p, c) => {
      const middle = left + ((CLASSES[c] - x0) / (x1 - x0)) * (right - left);
      const y = bottom - p * (bottom - top);
      trace(context, [[middle - room / 2 - 6, y], [middle + room / 2 + 6, y]], colors.ink, 1.6);
    });
  }

  #bar(context, x, half, p, { color, ground, dash, fill, faint, marker, hollow }) {
    const [, top, , bottom] = this.#frame;
    const y = bottom - p * (bottom - top);
    context.fillStyle = color;
    context.globalAlpha = fill * (faint ? 0.3 : 1);
    context.fillRect(x - half, y, 2 * half, bottom - y);
    context.globalAlpha = faint ? 0.3 : 1;
    trace(context, [[x - half, bottom], [x - half, y], [x + half, y], [x + half, bottom]], color, 1.6, dash);
    if (marker) drawMarker(context, marker, x, y, Math.min(4, half), color, ground, hollow);
    context.globalAlpha = 1;
  }
}

/** What the start and every run say at the landmark, from the top down; a rule's charts together where they agree. */
function notesOf({ chances, runs }, { model }, cursor, colors) {
  const notes = [{ name: "before", p: chances.before[0], color: colors.ink, marker: "dot", hollow: true, charts: [] }];
  for (const run of runs) {
    const { entry, chart, chartIndex } = run;
    const k = Math.min(Math.floor(cursor), run.steps);
    if (k === 0) continue;
    const [p] = chances.after(run, k);
    const known = notes.find(({ name, p: other }) => name === entry.label && Math.abs(p - other) < NEARLY);
    if (known) known.charts.push(chart);
    else notes.push({ name: entry.label, p, color: familyColor(colors, entry.family), marker: FAMILIES[entry.family].marker, hollow: chartIndex > 0, charts: [chart] });
  }
  for (const note of notes) {
    const { name, charts } = note;
    const several = notes.filter((other) => other.name === name).length > 1;
    note.where = several ? ` (${charts.length > 1 ? `${charts.length} charts` : chartEntry(model, charts[0]).label})` : "";
  }
  return notes.sort((one, other) => other.p - one.p);
}

/** Heights from the top down, at least `line` apart, between `low` and `high` and in no wall; nothing where there is no room. */
function spread(notes, line, low, high) {
  const clear = (y, walls, way) => {
    const wall = walls.find(([above, below]) => y > above && y < below);
    return wall ? clear(wall[way], walls, way) : y;
  };
  const places = [];
  for (const { y, walls } of notes) places.push(clear(Math.max(y, low, (places.at(-1) ?? -Infinity) + line), walls, 1));
  for (let k = places.length - 1, most = high; k >= 0; k -= 1, most = places[k + 1] - line) {
    if (places[k] > most) places[k] = clear(most, notes[k].walls, 0);
  }
  return places[0] >= low ? places : undefined;
}

register("density", { panels, measure, caption });
