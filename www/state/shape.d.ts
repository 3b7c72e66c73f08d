// The state of a figure: what its attributes say, and what a reader has changed.
// A view's own part stands under a name of its own.

import type { BatchSpec, DataSpec, OptionEntry, Pair, SeriesName } from "../../pkg/kl_ball.js";

/** A point in a chart; `unplaced` if the core chose it. */
export interface Place {
  /** Left out where the first chart is meant, as long as an attribute is being read. */
  chart: string;
  at: Pair;
  unplaced?: boolean;
}

/** What moves: the start or p, q, and a reader's guess. */
export type Pin = "start" | "other" | "guess" | `more.${number}`;

/** A number or a name by option: `rule.option`, or `rule.option.chart` where one chart has its own. */
export type Settings = Record<string, number | string>;

export interface Goal {
  collapse?: true;
  first?: string;
  before?: string;
  radius?: number;
  gap: number;
  steps: number;
  cost: number;
  from: number;
}

export interface State {
  views: string[];
  model: string;
  data?: Data;
  options?: { scale?: Pair; loss?: "reverse" | "forward"; weight?: number; spread?: number };
  charts: string[];
  /** Names, or keys of rules that stand several times; see rule-keys.js. */
  rules: string[];
  /** There from the first time that a scene is computed. */
  start: Place;
  /** Starts after the first, each with runs of its own. */
  more?: Place[];
  /** The windows of planes that were chosen by hand, by chart: x0, x1, y0, y1. */
  windows?: Record<string, number[]>;
  /** Rules that the lab keeps aside: their place in its list, and their settings. */
  muted?: { at: number; name: string; settings: Settings }[];
  other?: Place;
  guess?: Place;
  /** Whether the core chose the start. */
  unplaced?: boolean;
  steps?: number;
  /** The step to show first. */
  step?: number;
  /** Whether the author lets readers choose batches; the batch chosen, none for all data; its seed. */
  batches: boolean;
  batch?: BatchSpec;
  seed: number;
  balls: "none" | "start" | "path" | "step";
  ellipses: EllipseName[];
  controls: "all" | "some" | "none";
  /** The names of the controls that stand in sight; all others are behind one line. */
  sight?: string[];
  /** The most numbers on an axis. */
  ticks?: number;
  settings: Settings;
  /** Sizes that suit a reader's own data, where the settings name none; see compute/fitted.js. */
  fitted?: Settings;
  predict?: boolean;
  goal?: Goal;

  // For views with two distributions: whether q keeps its distance when p moves, and the unit of the data.
  stick?: boolean;
  units?: Units;
  // For single views.
  series: SeriesName;
  scores: { labels: "model" | "data"; draws: number; seed: number };
  race: Race;
  map: { goal: { gap?: number; target?: undefined } | { gap?: undefined; target: number }; limit: number; cells: number };
  order: Order;
  /** What a reader’s own data measure, where that is known. */
  quantity?: string;
  /** The field all over the planes, if there is one. */
  field?: FieldSettings;
  /** The share of the way from the first chart to the second. */
  morph?: number;
  show: "step" | "return" | "success" | "collapsed";
  /** Whether a reader has stopped the work on many seeds. */
  halted?: boolean;
}

/** What a field shows: balls that cost `cost` nats each with discs of one radius (chart units; left to the figure where it is not given), or arrows. */
export interface FieldSettings {
  kind: "balls" | "arrows";
  cost: number;
  length?: number;
  /** Whether nobody has chosen the cost, so that the lab may choose one with which a plane is full. */
  auto?: boolean;
}

export type EllipseName = "fisher" | "empirical-fisher" | "hessian";

/** Observations: a built-in set, one's own numbers, or counts. */
export interface Data {
  set?: string;
  x?: ArrayLike<number> & { join(separator: string): string };
  y?: ArrayLike<number>;
  counts?: number[];
  names?: string[];
  csv?: string;
}

/** Data as scale · x + shift. */
export interface Units {
  scale: number;
  shift: number;
}

export interface Race {
  budget: "best" | "same-kl" | "set";
  against: "steps" | "cost";
  solver: "dense" | "k-fac" | "cg";
  /** How near to the least loss counts as arrived, and what the first step costs with `same-kl` (nats). */
  gap: number;
  first: number;
  parameters: number;
  /** What the rates were searched for, as text; null while they are set by hand, undefined before the first search. */
  question?: string | null;
  /** Whether rates came with the figure, whether a reader called the search off, and runs without a found rate. */
  given?: boolean;
  stopped?: boolean;
  pending: number[];
}

export interface Order {
  kind: "fresh" | "shuffled";
  learners: string[];
  observations: number;
  delay: number;
  seed: number;
  rates: Record<string, number>;
}

/** Options that one control sets: the first of them, their keys in the settings, their rules, and the chart that they are for alone. */
export interface OptionGroup {
  option: Option;
  keys: string[];
  rules: string[];
  chart?: string;
}

/** An option of a rule as a slider or a menu shows it. */
export type Option = OptionEntry;

export type { Pair };

/** Reads one attribute; null or undefined where it is missing. */
export type Read = (name: string) => string | null | undefined;
