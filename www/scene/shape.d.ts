// The scene: all numbers that a figure shows at one moment. What a view adds
// stands under a name of its own.

import type { BallKind, BatchSpec, Catalog, Experiment, ExperimentSpec, Inspection, OnlineOutcome, Pair, Scores, SeriesName, Status, SymmetricMatrix, Tally } from "../../pkg/kl_ball.js";
import type { Place } from "../state/shape.js";

/** Points as x0, y0, x1, y1, …; a NaN pair is a gap. */
export type Points = ArrayLike<number>;

/** Something for each chart shown. */
export type ByChart<T> = Record<string, T>;

/** An option that is a number. */
export type SizeOption = Extract<Catalog["rules"][number]["options"][number], { kind: "number" }>;
export type RuleEntry = Catalog["rules"][number];
export type Family = RuleEntry["family"];
export type ModelEntry = Catalog["models"][number];
export type ChartEntry = ModelEntry["charts"][number];

/** One run of a specification; its options have the names that the catalogue gives them. */
export interface RunSpec {
  rule: string;
  chart: string;
  batch?: BatchSpec;
  rate?: number;
  radius?: number;
  [option: string]: any;
}

/** A specification with its defaults filled in. */
export type FullSpec = Omit<ExperimentSpec, "runs"> & { runs: RunSpec[]; steps: number };

/** One rule in one chart, as far as it has come. */
export interface Run {
  /** Its number in the specification. */
  index: number;
  /** The key of its rule in the state; see state/rule-keys.js. */
  rule: string;
  chart: string;
  chartIndex: number;
  /** Whether its markers are hollow. */
  hollow: boolean;
  entry: RuleEntry;
  paths: ByChart<Float64Array>;
  steps: number;
  /** How its path is dashed, and its curves beside the plane. */
  dash: number[];
  curve: number[];
  /** Outlines of its balls: the step and the points. */
  balls: ByChart<[number, Float64Array][]>;
  ballOfStep?: (chart: string, step: number) => Float64Array;
  /** The column that a series shows. */
  series?: Float64Array;
  /** Whether its rate is not the one that is being searched for. */
  stale?: boolean;
  readonly status: Status;
  readonly loss: Float64Array;
  readonly kl: Float64Array;
  readonly klReverse: Float64Array;
  readonly halvings: Float64Array;
}

export interface Ellipse {
  /** A ball of the catalogue, the path of infinitely short steps, or the bound of Cramér and Rao. */
  kind: Exclude<BallKind, "euclidean" | "kl-new-old"> | "replicator" | "bound";
  outline: Points;
}

/** In nats above the least loss; for numbers also how far off the mean it is in standard deviations, and how many times as wide. */
export interface StartBeside {
  nats: number;
  deviations?: number;
  times?: number;
}

/** The runs from one start. */
export interface Runs {
  spec: FullSpec;
  runs: Run[];
  /** How many steps there will be, how many there are, and whether there will be more. */
  steps: number;
  reached: number;
  growing: boolean;
  /** Whether the outlines of KL balls are only as precise as a moving picture needs. */
  isQuick: boolean;
  experiment?: Experiment;
  free?: () => void;
  /** By rule: the distances between its runs at a step, and the greatest of them. */
  distances: ((step: number) => number[])[];
  chartDistance: ((step: number) => number)[];
}

export interface Scene extends Runs {
  starts: ByChart<Pair>;
  pins: { start: ByChart<Pair>; other?: ByChart<Pair>; guess?: ByChart<Pair>; [more: `more.${number}`]: ByChart<Pair> };
  /** The runs from each start after the first. */
  more: Runs[];
  /** The best fit, if there is one, the loss there, and what the distance between the charts is called. */
  optima: ByChart<Pair | undefined>;
  /** Every local minimum of the loss, the lowest first. */
  minima: ByChart<Pair[]>;
  /** How far each is above the lowest (nats). */
  minimaAbove: ByChart<number[]>;
  leastLoss?: number;
  /** Why there is no best fit, and the way along which the loss falls without end, by chart. */
  unbounded?: string;
  falling?: ByChart<Float64Array>;
  /** Where the start lies beside the best fit, if there is one. */
  readonly startBeside?: StartBeside;
  /** How many observations there are. */
  observed: number;
  chartDistanceName: string;
  /** The model inspected at the start, in the first chart and in any. */
  readonly inspection: Inspection;
  inspectionIn: (chart: string) => Inspection;
  symbols: ByChart<[string, string]>;
  ellipses: ByChart<Ellipse[]>;

  /** What the views shown need beyond that, by the view's name; see compute/. */
  columns: Partial<ViewColumns>;
}

/** What compute/ prepares for each view that needs more than the rest of a scene. */
export interface ViewColumns {
  density: DensityColumns;
  series: Lines;
  divergence: Divergence;
  field: FieldColumns;
  expansion: Expansion;
  score: SceneScores;
  halving: HalvingColumns;
  order: OrderColumns;
  map: MapColumns;
  race: RaceColumns;
  policy: PolicyColumns;
  cliff: CliffColumns;
  fan: FanColumns;
}

/** What any view may add to the planes and distributions beside it. */
export interface Overlays {
  ellipses?: ByChart<Ellipse[]>;
  clouds?: Cloud[];
}

export interface DensityColumns {
  chances?: Chances;
}
export interface FieldColumns {
  rivals: ByChart<Rivals>;
}
export interface HalvingColumns {
  /** By rule, a gap for each halving that is done; undefined where there is only one chart. */
  gaps?: Gap[][];
}
export interface OrderColumns extends Overlays {
  count: number;
  radius: number;
  learners: Learners[];
  clouds: Cloud[];
}
export interface MapColumns {
  maps: MapOfRule[];
}
export interface PolicyColumns extends Overlays {
  /** What the policy of a run does after some steps. */
  worldOf: (run: Run, step: number) => World;
}
export interface CliffColumns extends WithSettings {
  panels: Cliff[];
}
export interface FanColumns extends WithSettings {
  fans: Fan[];
}

/** What a view has whose settings are run under many seeds. */
export interface WithSettings {
  seeds: Seeds;
  settings: Setting[];
}

/** Probabilities of the label at a landmark, or of three classes. */
export interface Chances {
  landmark?: { at: number; label: string };
  before: Float64Array;
  best?: Float64Array;
  after: (run: Run, step: number) => Float64Array;
}

/** The lines of a series; see compute/lines.js. */
export interface Lines {
  logarithmic: boolean;
  label: string;
  from: number;
  values: ArrayLike<number>[];
  level?: { value?: number; text: string };
  /** The step with which each run has arrived. */
  done?: (number | undefined)[];
  /** A range that the axis of values always contains. */
  range?: [number, number];
  /** Another horizontal axis than the steps, and its ends. */
  x?: { label: string; logarithmic?: boolean };
  span?: [number, number];
  /** Where a step of a run is on that axis. */
  at?: (run: number, step: number) => number;
}

export interface PairIn {
  name: string;
  label: string;
  p: Pair;
  q: Pair;
}

/** Divergences and distances between p and q. */
export interface Distances {
  forward: number;
  reverse: number;
  distance?: number;
}
export interface Divergence extends Distances {
  charts: (PairIn & { length: number })[];
  before?: Distances & { lengths: Record<string, number> };
  classes?: string[];
  /** Whether p is the target that the model is fitted to. */
  target?: boolean;
  greater: "forward" | "reverse";
  largest?: { name: string; part: number; chances: number[] };
}

/** The ball and the disc around the handle: see compute/rivals.js. */
export interface Rivals {
  /** What the ball costs (nats), and its outline. */
  cost: number;
  outline: Float64Array;
  /** The radius of the disc (chart units); nothing of the rest is there without a disc. */
  length?: number;
  /** What it costs at worst (nats; infinite where it leaves the domain), where that is, and the same cost at the best fit. */
  worst?: number;
  costliest?: Pair;
  elsewhere?: number;
  /** Where the ball ends in the direction of that worst point. */
  onBall?: Pair;
}

export interface Costs {
  quadratic: number;
  forward: number;
  reverse: number;
}
export interface Expansion extends Overlays {
  quadratic: number;
  forward: Float64Array;
  reverse: Float64Array;
  whole: Costs;
  half: Costs;
  edges: [number | undefined, number | undefined];
  charts: { name: string; label: string; quadratic: number }[];
}

export interface SceneScores extends Inspection, Scores {
  labels: "model" | "data";
  count: number;
  outlines: { fisher: Float64Array; moment: Float64Array };
}

/** How far apart two runs end, and whether both went all the way. */
export interface Gap {
  gap: number;
  whole: boolean;
}

/** Codes of a map with how often each occurs; see compute/map.js. */
export interface MapTally {
  codes: Int32Array;
  others: Uint32Array;
  minima: number[];
  arrived: number;
  starts: number;
  median: number;
}
export interface MapOfRule {
  rule: string;
  chart: string;
  code?: number;
  tally?: MapTally;
  done?: number;
  stopped?: boolean;
}

export interface RaceColumns {
  goal: number;
  costs: number[];
  done: (number | undefined)[];
  /** What that is in the unit of the race: steps, or gradients paid; Infinity where a run does not arrive. */
  paid: number[];
  starts: Place[];
  means: { mean: number; arrived: number }[];
  lines: Lines;
  /** Whether the hand has rested since. */
  rested?: boolean;
}

/** What a policy does; see compute/world.js. */
export interface World {
  size: number;
  chances: number[];
  door: number;
  treasure: number;
  value: number;
  informative: number;
  counts?: number[];
}

/** What all settings of a figure have in common. */
export interface Seeds {
  model: string;
  start: Place;
}

/** One setting of a policy under many seeds, and what comes of it. */
export interface Setting {
  model: string;
  options: { scale: Pair };
  start: Place;
  run: RunSpec;
  steps: number;
  seeds: number;
}
export interface Outcome {
  tally: Tally;
  quantiles: Float64Array;
}

export interface Cliff {
  rule: string;
  run: RunSpec;
  sizes: number[];
  chosen: number;
  lines: { scale: Pair; exact: ReadonlyMap<number, { start: number; step: number; return: number }> }[];
}
export interface Fan {
  rule: string;
  start: number;
  nodes: { step: number; spec: Setting }[];
}

export interface Learners {
  rule: string;
  outcome: OnlineOutcome;
  inside: number;
}
export interface Cloud {
  family: RuleEntry["family"];
  places: ByChart<Float64Array>;
}

export type { BallKind, Inspection, Pair, SeriesName, SymmetricMatrix };
