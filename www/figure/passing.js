// A plane on its way to another chart: for a moment everything that was drawn flows to its place in the
// new chart, and what is new there appears at its side.

import { faded, smooth } from "../marks/moving.js";
import { sheetIn } from "../compute/morph.js";
import { marksAt, motionOf, movingOf } from "../compute/passage.js";
import { marksOfSheet } from "../views/morph/sheet.js";
/** @import { Moving } from "../compute/passage.js" */
/** @import { Motion } from "../marks/moving.js" */
/** @import { Sheet } from "../scene/shape.js" */
/** @import { Backdrop, Mark } from "../marks/marks.js" */
/** @import { Place } from "../state/shape.js" */
/** @import { FigureStyle, Model, Shared } from "../views/view.js" */

/** How long it takes (milliseconds), and how long a change without motion. */
const [LONG, STILL] = [800, 250];

/** The shares of the time in which what is new appears, and after which what is old disappears. */
const [APPEARS, DISAPPEARS] = [0.6, 0.4];

/** The share of the time in which numbers and words disappear, and in which those of the other chart and its field appear. */
const WORDS = 0.25;

/**
 * What a plane shows.
 * @typedef {object} Shown
 * @property {string} chart
 * @property {Extract<Backdrop, { figure: "plane" }>} backdrop
 * @property {number[]} frame
 * @property {Mark[]} marks
 * @property {string} modelKey
 * @property {FigureStyle} style
 */

export class Passing {
  #old;
  /** Marks by the way in which they change, and on their way, by name. @type {Map<string, { marks: Mark[], parts: Record<"pattern" | "words" | "rest", Mark[]> }>} */
  #split = new Map();
  /** @type {Map<string, { marks: Mark[], moving: Moving }>} */
  #ways = new Map();
  /** How the picture moves: found once, when the movement begins, and the same all the way. @type {Motion | undefined} */
  #motion;
  /** @type {number | undefined} */
  #began;

  /** From what was shown. @param {Shown} old */
  constructor(old) {
    this.#old = old;
  }

  /**
   * The marks at a time; nothing once it is over, or if the two are not the same model in the same size.
   * @param {number} now milliseconds
   * @param {Shown} shown what is shown in the end
   * @param {Shared} shared
   * @param {boolean} still whether a reader prefers less motion
   * @returns {Mark[] | undefined}
   */
  marks(now, shown, shared, still) {
    const old = this.#old;
    this.#began ??= now;
    const t = (now - this.#began) / (still ? STILL : LONG);
    const alike = old.modelKey === shown.modelKey && old.style.width === shown.style.width && old.style.height === shown.style.height;
    if (t >= 1 || !alike) return undefined;
    const [from, to] = this.#ends(shown, shared);
    const [leave, arrive] = [marksOfSheet(from, old.style, shared.colors), marksOfSheet(to, shown.style, shared.colors)];
    const motion = (this.#motion ??= motionOf(shared.model, from, to).motion);
    const appearing = smooth(t / APPEARS);
    const late = (t - 1) / WORDS + 1;
    const [before, after] = [this.#parts("old", old.marks), this.#parts("new", shown.marks)];
    const disappearing = 1 - smooth((t - DISAPPEARS) / (1 - DISAPPEARS));
    // Without motion both pictures stay where they are.
    const resting = still || motion.torn;
    const [leaving, arriving] = resting ? [0, 1] : [t, t];
    /** @type {[string, "leaving" | "arriving", Mark[], number][]} */
    const layers = [
      ["old contours", "leaving", leave.contours, 1 - smooth(t)], ["contours", "arriving", arrive.contours, smooth(t)],
      ["old grid", "leaving", resting ? [] : leave.grid, 1 - smooth(t) * t], ["grid", "arriving", resting ? [] : arrive.grid, smooth(t)],
      ["old field", "leaving", before.pattern, 1 - late], ["field", "arriving", after.pattern, late],
      ["old marks", "leaving", before.rest, disappearing], ["marks", "arriving", after.rest, appearing],
      ["old words", "leaving", before.words, 1 - t / WORDS], ["words", "arriving", after.words, late],
    ];
    // The grid belongs to the movement, and not to the pictures at its ends.
    const bent = Math.sin(Math.PI * t);
    return [
      ...faded(leave.axes, 1 - t / WORDS), ...faded(arrive.axes, late),
      ...layers.flatMap(([name, way, marks, opacity]) => {
        const share = opacity * (name.endsWith("grid") ? bent : 1);
        return marksAt(marks, this.#moving(name, way, marks, shared.model, from, to), motion, way === "leaving" ? leaving : arriving, share);
      }),
    ];
  }

  /**
   * Marks by the way in which they change: the pattern all over the plane, words, and the rest. The lists are the same as long as the marks are.
   * @param {string} name
   * @param {Mark[]} marks
   * @returns {Record<"pattern" | "words" | "rest", Mark[]>}
   */
  #parts(name, marks) {
    const known = this.#split.get(name);
    if (known?.marks === marks) return known.parts;
    const isPattern = (/** @type {Mark} */ mark) => mark.kind === "clip" && Boolean(mark.pattern);
    const parts = {
      pattern: marks.filter(isPattern), words: marks.filter(({ kind }) => kind === "text"),
      rest: marks.filter((mark) => mark.kind !== "text" && !isPattern(mark)),
    };
    this.#split.set(name, { marks, parts });
    return parts;
  }

  /** Both planes as they are at rest. @param {Shown} shown @param {Shared} shared */
  #ends(shown, { model }) {
    return [this.#old, shown].map(({ chart, backdrop, frame, modelKey, style }) => sheetIn(this, {
      model, modelKey, chart, home: /** @type {Place} */ (backdrop.home), style, options: { ...backdrop.options, window: frame.slice(4) }
    }));
  }

  /**
   * Marks with both ends of their way, found once.
   * @param {string} name
   * @param {"leaving" | "arriving"} way
   * @param {Mark[]} marks
   * @param {Model} model
   * @param {Sheet} from
   * @param {Sheet} to
   */
  #moving(name, way, marks, model, from, to) {
    const known = this.#ways.get(name);
    if (known?.marks === marks) return known.moving;
    const moving = movingOf(model, from, to, marks, way === "leaving" ? "from" : "to");
    this.#ways.set(name, { marks, moving });
    return moving;
  }
}
