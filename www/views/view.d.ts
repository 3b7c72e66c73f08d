// The contract between views and figures; views/registry.js says it in words.

import type { FigureStyle, Model, Pair, PlaneGround } from "../../pkg/kl_ball.js";
import type { Layout, Row } from "../figure/layout.js";
import type { Backdrop, Mark } from "../marks/marks.js";
import type { ScaleKey } from "../marks/scale-key.js";
import type { FullSpec, Plain, PlainScene, Scene, ViewAnswers, ViewColumns, Way } from "../scene/shape.js";
import type { Pin, Place, Read, State } from "../state/shape.js";
import type { Colors, ColorName, HandlePlace } from "./common.js";
import type { Grip, Held } from "./held.js";

/** A panel as its view describes it, with whatever else the view needs to tell its panels apart. */
export interface Described {
  name: string;
  title: string;
  chart?: string;
  rule?: string;
  index?: number;
  direction?: "forward" | "reverse";
  cost?: boolean;
  /** A panel that has a row of its own; see figure/layout.js. */
  row?: Row;
}

/** A panel as its view gets it back. Everything that the view itself has put in is there, so it need not check. */
export type Given = Required<Omit<Described, "cost" | "row">> & Pick<Described, "cost" | "row">;

/** The state that a view draws: which of its panels, and what that shows at this moment. */
export interface Moment extends Showing {
  panel: Given;
  /** What the marks of the last frame have left to this one; nothing in the first. */
  held: Held;
  /** What a hand holds at the moment. */
  grip?: Grip;
}

/** The columns that it draws: plain data, which have neither a model nor a function. */
export interface Numbers<Columns = unknown> {
  scene: PlainScene;
  /** What compute/ has prepared for this view; functions are left out. */
  columns: Plain<Columns>;
  /** A text by which the model can be told from others. */
  modelKey: string;
}

/** The same with what compute/ has answered for this picture. */
export interface Answered<Columns = unknown, Answers = unknown> extends Numbers<Columns> {
  answers: Answers;
}

/** What compute/ asks when a view is about to be drawn: the model, and what the scene is made of. */
export interface Sources<Columns = unknown> {
  scene: Scene;
  columns: Columns;
  model: Model;
  modelKey: string;
}

/** The size in which it draws. */
export interface Size {
  style: FigureStyle;
  /** What the view said of the backdrop; only views with axes read it. */
  backdrop: Extract<Backdrop, { figure: "axes" }>;
  /** The plotting area and, behind it, the window in chart units: left, top, right, bottom, x0, x1, y0, y1. */
  frame: number[];
  /** How wide words are. */
  measure: (text: string, size?: number) => number;
  /** What a page needs between a peak and its name (CSS pixels). */
  room?: number;
}

/** What all panels of a figure share, and the columns that compute/ has prepared for the view of a panel. */
export interface Shared<Columns = unknown> extends Showing, Sources<Columns> {
  colors: Colors;
  /** Until when level lines are refined in this frame (milliseconds, as `performance.now()` has it); left out, they are drawn precisely at once. */
  linesUntil?: number;
}

/** What all panels of a figure share. */
export type Common = Omit<Shared, "columns">;

/** What all panels of a figure show. */
export interface Showing {
  state: State;
  /** A point that all windows contain. */
  home: Place;
  /** What a page chooses itself of its planes, by chart: the window, and how it is filled. */
  planes?: Record<string, PlaneGround>;
  /** The ends of the axis of observations, where a page chooses them; the core does otherwise. */
  axis?: Pair;
  /** The step shown, a fraction on its way; how far a single step is taken apart. */
  cursor: number;
  stage: number;
  /** The rule that a pointer rests on. */
  highlight?: string;
  /** Whether words follow in this frame. */
  withWords: boolean;
}

export interface Drawn {
  marks: Mark[];
  /** A picture between two charts: `carry` puts its marks where they are. */
  way?: Way;
  handles?: HandlePlace[];
  amount?: string;
  /** What a picture says below the panel of its colours; a page has elements for it. */
  scale?: ScaleKey;
  /** What the next frame finds as its state's `held`. */
  held?: Held;
}

export interface Live<Columns = unknown> {
  follow(shared: Shared<Columns>, drawn: Drawn, style: FigureStyle): void;
  rest(gone: boolean): void;
  /** What it has painted is lost. */
  forget?(): void;
}

/** What a panel that works by itself may use of its panel on the page; see figure/panel.js. */
export interface LivePanel {
  /** Its outermost element, which a view may replace. */
  root: HTMLElement;
  panel: HTMLElement;
  readonly frame: number[];
  /** What the last frame has left to the next. */
  readonly held: Held;
  /** What a hand holds: whoever takes hold sets it, and removes it again. */
  grip?: Grip;
}

/** Changes a state; `convert` gives a place in another chart. */
export type Apply = (state: State, convert: (place: Place, chart: string) => Pair, model: Model) => void;
export type Change = (apply: Apply, found?: boolean) => void;

export interface Hooks {
  move(pin: Pin, chart: string, at: Pair): void;
  whereIs(pin: Pin, chart: string): Pair;
  end(): void;
  change: Change;
  emphasize(rule: string | undefined): void;
  redraw(): void;
  /** Changes the columns of a view to what work in the background has found. */
  found<Name extends keyof ViewColumns>(name: Name, change: (columns: ViewColumns[Name]) => ViewColumns[Name]): void;
  failed(error: Error): void;
}

/** A table or a text below the panels. */
export interface Account<Columns = unknown> {
  root: HTMLElement;
  /** The view whose columns it is given. */
  view?: keyof ViewColumns;
  update(scene: Scene, state: State, cursor: number, columns: Columns): void;
  paint?(colors: Colors, ratio: number): void;
}

/** What a view may have. */
export interface ViewParts<Columns = unknown, Answers = unknown> {
  panels(state: State): Described[];
  backdrop(state: Moment, columns: Numbers<Columns>, size: Pick<Size, "style">, theme: Colors): Backdrop;
  ask(state: Moment, sources: Sources<Columns>, size: Size): Answers;
  marks(state: Moment, columns: Answered<Columns, Answers>, size: Size, theme: Colors): Drawn;
  carry(way: Way, model: Model): Mark[];
  live(panel: LivePanel, described: Given, hooks: Hooks): Live<Columns> | undefined;
  atOnce(panel: Given, shared: Shared<Columns>, size: Pick<Size, "frame">, change: (apply: (state: State) => void) => void): Columns | void;
  controls(state: State, change: Change): HTMLElement[];
  account(state: State, hooks: Hooks): Account<Columns> | Account<Columns>[];
  instead: boolean;
  read(read: Read, state: State): void;
  write(state: State): Record<string, string>;
  complete(state: State, model: Model): void;
  prepare(scene: Scene, state: State, model: Model): Columns;
  grows: boolean;
  refine(columns: Columns, scene: Scene, state: State, model: Model): Iterable<Columns | void>;
  caption(scene: Scene, state: State, cursor: number, columns: Columns): string | undefined;
  /** One sentence in place of the caption, for figures that show little else; without it that is the caption's first. */
  brief(scene: Scene, state: State, cursor: number, columns: Columns): string | undefined;
  timeless: boolean;
}

/** A view as its file registers it. */
export type ViewOf<Name extends string> = Partial<ViewParts<Name extends keyof ViewColumns ? ViewColumns[Name] : unknown, Name extends keyof ViewAnswers ? ViewAnswers[Name] : unknown>>;

/** Any of them, with its name. What it gets as columns is what it has prepared itself. */
export type View = Partial<ViewParts> & { name: keyof ViewColumns };

export type { ColorName, Colors, FigureStyle, Grip, HandlePlace, Held, Model, Pair };

/** The element that a figure is in; see element.d.ts for all of it. */
export interface Host extends HTMLElement {
  changes: Record<string, string>;
  /** What it shows, once it shows anything. */
  spec?: unknown;
}

/** What a slider has to know of what it sets; `whole` keeps to whole numbers, `text` says a value in words of its own. */
export interface SliderOption {
  slider: number[];
  logarithmic?: boolean;
  whole?: boolean;
  symbol?: string;
  unit?: string;
  text?: (value: number) => string;
}

/** What a panel shows, for a picture of the whole figure. */
export interface ShownPanel extends Drawn {
  name: string;
  title: string;
  row?: Row;
  backdrop?: Backdrop;
  model: Model;
  style: FigureStyle;
  canvas: HTMLCanvasElement;
}

/** What a picture of a figure is made of. */
export interface PictureOf {
  width: number;
  type: number;
  /** The face of its words. */
  face: string;
  colors: Colors;
  panels: ShownPanel[];
  /** Where the panels are, on a page with a layout of its own. */
  places?: Layout;
  /** The entries of the key. */
  rules: Parameters<typeof import("../marks/key.js").curveKey>[0];
  caption: string;
}

/** Functions that a figure calls with what becomes of it. */
export interface Report<Figure> {
  changed(spec: FullSpec | undefined, byReader: boolean): void;
  /** A change was refused and is undone. */
  refused?(): void;
  failed(error: unknown): void;
  drawn(): void;
  saving(figure: Figure): void;
  /** A run has been played to its end. */
  ended(): void;
}
