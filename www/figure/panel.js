// A panel on the page: two canvases, one above the other, and the handles of pins. The
// core draws the lower canvas when something about it changes; the marks of a view are
// painted on the upper one.

import { element, picture, setText } from "../elements.js";
import { FACE, contextOf, measureOn, paint, prepare } from "../marks/canvas.js";
import { nudged, pixel, value } from "../marks/frame.js";
import { drawBackdrop, foundUntil, useFont } from "./backdrop.js";
import { drawnBy, givenTo } from "./given.js";
import { Handle } from "./handle.js";
import { passingFrom } from "./passages.js";
/** @import { Pin, State } from "../state/shape.js" */
/** @typedef {NonNullable<HandlePlace["where"]>} Where */
/** @import { Common, Described, Drawn, FigureStyle, Given, Grip, HandlePlace, Held, Hooks, Moment, Numbers, Pair, Shared, ShownPanel, Size, View } from "../views/view.js" */
/** @import { Backdrop, BackdropOf } from "../marks/marks.js" */
/** @import { Passing, Shown } from "./passing.js" */

/**
 * The panels of a view, made from its descriptions of them.
 * @param {View} view
 * @param {State} state
 * @param {Hooks} hooks
 */
export const panelsOf = (view, state, hooks) => (view.panels?.(state) ?? []).map((described) => new Panel(view, described, hooks));

/** Lets planes begin with what the panels in their places show. @param {Panel[]} before @param {Panel[]} panels */
export function comeFrom(before, panels) {
  if (panels.length === before.length) for (const [k, panel] of panels.entries()) panel.comeFrom(before[k]);
}

/** CSS pixels between the places where the loss is asked for, in a rough picture of its level lines. */
const ROUGH = 12;

/** A plane whose level lines are found at few places. @param {BackdropOf<"plane">} plane @returns {BackdropOf<"plane">} */
const roughly = (plane) => ({ ...plane, options: { ...plane.options, coarse: ROUGH } });

export class Panel {
  #view;
  #described;
  #hooks;
  /** What the last frame has left to the next. @type {Held} */
  held = {};
  /** What a hand holds. @type {Grip | undefined} */
  grip;
  /** What a page needs between a peak and its name (CSS pixels). @type {number | undefined} */
  room;
  /** @type {Map<Pin, { handle: Handle, at: Pair, where: Where }>} */
  #handles = new Map();
  /** @type {HTMLElement | undefined} */
  #amount;
  #live;
  /** @type {FigureStyle | undefined} */
  #style;
  /** @type {CanvasRenderingContext2D} */
  #context;
  /** What the view has drawn while it was passing. @type {{ reasons: unknown[], drawn: Drawn } | undefined} */
  #drawnOnce;
  /** What it shows; see `shown`. */
  /** @type {Omit<ShownPanel, "name" | "title" | "canvas"> | undefined} */
  #shown;
  /** What the backdrop was drawn for, and its frame. */
  /** @type {unknown[]} */
  #reasons = [];
  /** @type {string | undefined} */
  #drawnFor;
  /** The plane whose level lines are to take the place of rough ones. @type {BackdropOf<"plane"> | undefined} */
  #finer;
  /** @type {number[]} */
  frame = [];
  /** The way from what was shown in its place before. @type {Passing | undefined} */
  #passing;
  /** @type {string | undefined} */
  #modelKey;

  /**
   * The panel that a `view` describes; see views/registry.js for both, and for the hooks.
   * @param {View} view
   * @param {Described} described
   * @param {Hooks} hooks
   */
  constructor(view, described, hooks) {
    this.#view = view;
    this.#described = described;
    this.#hooks = hooks;
    this.root = this.panel = element("div", `panel ${described.name}`);
    this.backdrop = picture("backdrop");
    this.overlay = picture("overlay");
    this.root.append(this.backdrop, this.overlay);
    this.#context = contextOf(this.overlay);
    useFont(this.backdrop, () => this.#face);
    this.#live = view.live?.(this, /** @type {Given} */ (described), hooks);
  }

  get #face() {
    return this.root.dataset.font ?? FACE;
  }

  /** Draws the view in the style of this panel, from what all panels share. @param {Common & { style: FigureStyle }} common */
  draw({ style, ...common }) {
    const shared = { ...common, columns: common.scene.columns[this.#view.name] };
    const { colors } = common;
    const { held, grip, room } = this;
    const given = givenTo(this.#view, { panel: /** @type {Given} */ (this.#described), held, grip }, common);
    const backdrop = this.#view.backdrop?.(...given, { style }, colors);
    if (backdrop) this.#behind(backdrop, common, style);
    else this.frame = [0, 0, style.width, style.height];
    if (style !== this.#style) this.#fit(style);
    this.#style = style;
    const size = /** @type {Size} */ ({ style, backdrop, frame: this.frame, measure: measureOn(this.#context), room });
    const drawn = this.#passing ? this.#once(given, common, size) : drawnBy(this.#view, given, common, size);
    this.held = drawn.held ?? held;
    this.#modelKey = shared.modelKey;
    this.#context.clearRect(0, 0, style.width, style.height);
    const passing = this.#passed(drawn, shared, style, backdrop);
    paint(this.#context, passing ?? drawn.marks);
    this.#placeHandles((drawn.handles ?? []).map((handle) => (passing ? { ...handle, shown: false } : handle)));
    this.#tell(drawn.amount);
    this.#live?.follow(shared, drawn, style);
    this.#shown = { ...drawn, backdrop, model: shared.model, style };
  }

  /** Begins with what another panel shows in its place, and moves from there. @param {Panel} before */
  comeFrom(before) {
    const old = before.#plane();
    if (old && before.chart !== this.chart) this.#passing = passingFrom(old);
  }

  /** Whether it is on its way to what it shows. */
  get passing() {
    return this.#passing !== undefined;
  }

  /** Whether its level lines are still rough. */
  get unfinished() {
    return this.#finer !== undefined;
  }

  /** What it shows, if that is a plane. @returns {Shown | undefined} */
  #plane() {
    const shown = this.#shown;
    if (this.name !== "plane" || shown?.backdrop?.figure !== "plane" || this.#modelKey === undefined) return undefined;
    const { marks, backdrop, style } = shown;
    return { chart: backdrop.chart, backdrop, marks, style, frame: this.frame, modelKey: this.#modelKey };
  }

  /**
   * The marks of the view, made anew only if something about them has changed.
   * @param {[Moment, Numbers]} given
   * @param {Common} common
   * @param {Size} size
   */
  #once(given, common, size) {
    const reasons = [common.scene, common.cursor, common.stage, common.colors, common.withWords, size.frame];
    if (this.#drawnOnce?.reasons.every((reason, k) => reason === reasons[k])) return this.#drawnOnce.drawn;
    const drawn = drawnBy(this.#view, given, common, size);
    this.#drawnOnce = { reasons, drawn };
    return drawn;
  }

  /**
   * The marks on the way to `drawn`, with nothing behind them; undefined where there is no way, or it has ended.
   * @param {Drawn} drawn
   * @param {Shared} shared
   * @param {FigureStyle} style
   * @param {Backdrop} [backdrop]
   */
  #passed({ marks }, shared, style, backdrop) {
    const shown = backdrop?.figure === "plane" ? { chart: backdrop.chart, backdrop, marks, style, frame: this.frame, modelKey: shared.modelKey } : undefined;
    const found = shown && this.#passing?.marks(performance.now(), shown, shared, matchMedia("(prefers-reduced-motion: reduce)").matches);
    if (!found && this.#passing) this.#passing = this.#drawnOnce = undefined;
    this.backdrop.style.visibility = found ? "hidden" : "";
    return found;
  }

  /** The model that it has shown last. */
  get modelKey() {
    return this.#modelKey;
  }

  get title() {
    return this.#described.title;
  }

  get chart() {
    return this.#described.chart;
  }

  /** The chart in which the start is dragged, and its frame: in a plane between two charts those of the end that is shown. @returns {Where} */
  get ground() {
    return this.#handles.get("start")?.where ?? { chart: this.chart ?? "", frame: this.frame };
  }

  /** Whether it takes a whole row; see figure/layout.js. */
  get row() {
    return this.#described.row;
  }

  /** The kind of panel. */
  get name() {
    return this.#described.name;
  }

  /**
   * What it shows, for a picture of the whole figure: marks, what stands behind them, of which model and in which
   * style; nothing before it was drawn.
   */
  get shown() {
    const { name, title, row } = this.#described;
    return this.#shown && { ...this.#shown, name, title, row, canvas: this.backdrop };
  }

  /** What was drawn is lost, the backdrop too. */
  forget() {
    this.#reasons = [];
    this.#drawnFor = this.#style = this.#finer = undefined;
    this.#live?.forget?.();
  }

  /** Pauses until it is drawn again, or ends. @param {boolean} gone */
  rest(gone) {
    this.#live?.rest(gone);
  }

  /**
   * Lets the core draw the backdrop, if it or the model has changed. The level lines of many data are drawn roughly then, and
   * precisely when what they are drawn from is found.
   * @param {Backdrop} backdrop
   * @param {Common} common
   * @param {FigureStyle} style
   */
  #behind(backdrop, { model, modelKey, linesUntil }, style) {
    // The axis depends on what a hand may hold. As long as a hand holds it, the axis stays.
    if (backdrop.figure === "density" && backdrop.still && this.#drawnFor && style === this.#reasons[0]) return;
    const reasons = [style, backdrop.figure === "axes" || modelKey, ...Object.values(backdrop)];
    const isKnown = reasons.length === this.#reasons.length && reasons.every((reason, k) => reason === this.#reasons[k]);
    const key = isKnown ? this.#drawnFor : JSON.stringify(reasons);
    if (key !== this.#drawnFor) {
      const rough = linesUntil !== undefined && backdrop.figure === "plane" ? roughly(backdrop) : undefined;
      this.frame = drawBackdrop(this.backdrop, rough ?? backdrop, model, style);
      // Its window is known now, and not found again.
      this.#finer = rough && { ...rough, options: { .../** @type {BackdropOf<"plane">} */ (backdrop).options, window: this.frame.slice(4) } };
    }
    this.#reasons = reasons;
    this.#drawnFor = key;
    if (!this.#finer || (linesUntil !== undefined && !foundUntil(this.#finer, model, style, linesUntil))) return;
    drawBackdrop(this.backdrop, this.#finer, model, style);
    this.#finer = undefined;
  }

  /** Sizes the overlay; the core sizes the backdrop when it draws. @param {FigureStyle} figureStyle */
  #fit({ width, height, ratio, text }) {
    // The size is rounded to whole pixels, because a stretched canvas looks blurred.
    for (const canvas of [this.backdrop, this.overlay]) Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    this.overlay.width = Math.round(width * ratio);
    this.overlay.height = Math.round(height * ratio);
    this.#context.scale(ratio, ratio);
    prepare(this.#context, { face: this.#face, text, ratio });
  }

  /** @param {HandlePlace[]} places */
  #placeHandles(places) {
    const here = { chart: this.#described.chart ?? "", frame: this.frame };
    for (const { pin, at, shown, words, where = here } of places) {
      const known = this.#handles.get(pin) ?? this.#newHandle(pin, at, where);
      this.#handles.set(pin, known);
      Object.assign(known, { at, where });
      const { handle } = known;
      handle.place(...pixel(where.frame, at), shown);
      if (words) handle.describe(words);
    }
    for (const [pin, { handle }] of this.#handles) if (!places.some((one) => one.pin === pin)) handle.place(0, 0, false);
  }

  /**
   * @param {Pin} pin
   * @param {Pair} at
   * @param {Where} where
   */
  #newHandle(pin, at, where) {
    const known = { at, where, handle: /** @type {Handle} */ (/** @type {unknown} */ (undefined)) };
    const move = (/** @type {Pair} */ to) => this.#hooks.move(pin, known.where.chart, to);
    known.handle = new Handle({
      move: (x, y) => move(value(known.where.frame, [x, y])),
      end: this.#hooks.end,
      nudge: (...by) => move(nudged(known.where.frame, this.#hooks.whereIs(pin, known.where.chart), by)),
      position: () => pixel(known.where.frame, known.at),
    });
    known.handle.root.dataset.pin = pin;
    this.panel.append(known.handle.root);
    return known;
  }

  /** A line of text in the corner. @param {string} [amount] */
  #tell(amount) {
    if (amount === undefined) return;
    if (!this.#amount) this.panel.append(this.#amount = element("p", "amount"));
    setText(this.#amount, amount);
  }
}
