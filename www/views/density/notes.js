// At the landmark of the data, such as the temperature of a launch: a mark on every curve, with its probability.

import { chartEntry } from "../../core.js";
import { FAMILIES, familyColor } from "../../language.js";
import { line, symbols, text } from "../../marks/marks.js";
import { chance } from "../../text/format.js";
/** @import { Marker } from "../../marks/marks.js" */
/** @import { DensityAnswers, DensityColumns, PlainScene } from "../../scene/shape.js" */
/** @import { State } from "../../state/shape.js" */
/** @import { Answered, Colors, Moment, Pair, Size } from "../view.js" */

/** @typedef {{ name: string, where: string, p: number, color: string, marker: Marker, hollow: boolean, charts: string[] }} Note What is written at a landmark. */

/** Runs of one rule whose probabilities differ by less than this have one note together. */
const NEARLY = 0.005;

/** Largest number of probabilities beside a landmark, their distance from it, and the height of the marks of observations (pixels). */
const MOST_NOTES = 6;
const ASIDE = 18;
const RUG = 10;

/**
 * At the landmark a mark on every curve, and beside it, where there is room, its probability.
 * @param {Moment} moment
 * @param {Answered<DensityColumns, DensityAnswers>} numbers
 * @param {Size} size
 * @param {Colors} colors
 * @param {Float64Array[]} ys
 */
export function notes({ state }, { scene, columns: { chances }, answers }, { frame, style, measure }, colors, ys) {
  const [left, top, right, bottom, x0, x1] = frame;
  const x = left + (((chances?.landmark?.at ?? NaN) - x0) / (x1 - x0)) * (right - left);
  const found = notesOf(scene, chances, answers.chances, state, colors).map((note) => ({ ...note, y: bottom - note.p * (bottom - top) }));
  /**
   * @param {Note} note
   * @param {number[]} at
   */
  const mark = ({ marker, color, hollow }, ...at) => symbols(marker, at, 4, color, colors.ground, { hollow });
  const onCurves = found.map((note) => mark(note, x, note.y));
  if (found.length > MOST_NOTES) return onCurves;
  const high = 1.3 * style.text;
  // Without room for names, colours and markers have to do.
  /** @type {((note: Note) => string)[]} */
  const namings = [({ name, where }) => ` ${name}${where}`, ({ name, where }) => where || ` ${name}`, () => ""];
  for (const naming of namings) {
    const written = found.map((note) => {
      const words = chance(note.p) + naming(note);
      const end = x + ASIDE + 9 + measure(words);
      return { ...note, words, end, walls: wallsOf(frame, ys, x + 0.5 * ASIDE, end, high) };
    });
    const places = spread(written, high, top + RUG + 0.6 * high, bottom - 2.4 * high);
    if (!places || written.some(({ end }) => end > right)) continue;
    return [...onCurves, ...written.flatMap((note, k) => [
      line([x, note.y, x + ASIDE, places[k]], note.color, 0.8),
      mark(note, x, note.y),
      mark(note, x + ASIDE, places[k]),
      text(note.words, x + ASIDE + 9, places[k], note.color, { halo: colors.ground, passing: true }),
    ])];
  }
  return onCurves;
}

/**
 * For each curve, the highest and the lowest place between `from` and `to`, which words must avoid: `[above, below]`.
 * @param {number[]} box
 * @param {Float64Array[]} all
 * @param {number} from
 * @param {number} to
 * @param {number} high
 * @returns {Pair[]}
 */
function wallsOf([left, top, right, bottom], all, from, to, high) {
  return all.map((ys) => {
    const [first, last] = [from, to].map((x) => ((ys.length - 1) * (x - left)) / (right - left));
    const part = ys.subarray(Math.floor(first), Math.ceil(last) + 1);
    return [bottom - Math.max(...part) * (bottom - top) - 0.7 * high, bottom - Math.min(...part) * (bottom - top) + 0.7 * high];
  });
}

/**
 * The probabilities at the landmark of the start and of every run, from the top down; charts of a rule are combined if they agree.
 * @param {PlainScene} scene
 * @param {DensityColumns["chances"]} chances
 * @param {DensityAnswers["chances"]} after
 * @param {State} state
 * @param {Colors} colors
 */
function notesOf({ runs }, chances, after, { model }, colors) {
  if (!chances) return [];
  /** @type {Note[]} */
  const notes = [{ name: "before", where: "", p: chances.before[0], color: colors.ink, marker: "dot", hollow: true, charts: [] }];
  for (const [r, { entry, chart, hollow }] of runs.entries()) {
    const [p] = after[r] ?? [];
    if (p === undefined) continue;
    const known = notes.find(({ name, p: other }) => name === entry.label && Math.abs(p - other) < NEARLY);
    if (known) known.charts.push(chart);
    else notes.push({ name: entry.label, where: "", p, color: familyColor(colors, entry.family), marker: FAMILIES[entry.family].marker, hollow, charts: [chart] });
  }
  for (const note of notes) {
    const { name, charts } = note;
    const several = notes.filter((other) => other.name === name).length > 1;
    note.where = several ? ` (${charts.length > 1 ? `${charts.length} charts` : chartEntry(model, charts[0]).label})` : "";
  }
  return notes.sort((one, other) => other.p - one.p);
}

/**
 * Heights from the top down, at least `line` apart, between `low` and `high`, and not inside a wall; nothing if there is no room.
 * @param {{ y: number, walls: Pair[] }[]} notes
 * @param {number} line
 * @param {number} low
 * @param {number} high
 */
function spread(notes, line, low, high) {
  /** @type {(y: number, walls: Pair[], way: 0 | 1) => number} */
  const clear = (y, walls, way) => {
    const wall = walls.find(([above, below]) => y > above && y < below);
    return wall ? clear(wall[way], walls, way) : y;
  };
  /** @type {number[]} */
  const places = [];
  for (const { y, walls } of notes) places.push(clear(Math.max(y, low, (places.at(-1) ?? -Infinity) + line), walls, 1));
  for (let k = places.length - 1, most = high; k >= 0; k -= 1, most = places[k + 1] - line) {
    if (places[k] > most) places[k] = clear(most, notes[k].walls, 0);
  }
  return places[0] >= low ? places : undefined;
}
