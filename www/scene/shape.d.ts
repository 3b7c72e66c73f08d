// The scene: all numbers that a figure shows at one moment. What a view adds
// stands under a name of its own.

import type { BallKind, Catalog, Experiment, ExperimentSpec, Inspection, OnlineOutcome, Pair, PlaneNumbers, RunSpec as CoreRunSpec, Scores, SeriesName, Status, SymmetricMatrix, Tally } from "../../pkg/kl_ball.js";
import type { Mark } from "../marks/marks.js";
import type { Motion } from "../marks/moving.js";
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
export type RunSpec = CoreRunSpec & { rate?: number; radius?: number };

/** A specification with its defaults filled in. */
export type FullSpec = Omit<ExperimentSpec, "runs"> & { runs: RunSpec[]; steps: number };

/** One rule in one chart, as far as it has come: what a view draws of it, numbers and nothing else. */
export interface PlainRun {
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
  /** The column that a series shows. */
  series?: Float64Array;
  /** Whether its rate is not the one that is being searched for. */
  stale?: boolean;
}

/** The same with what the core says of it when it is asked. */
export interface Run extends PlainRun {
  ballOfStep?: (chart: string, step: number) => Float64Array;
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

/** The runs from one start, as numbers. */
export interface PlainRuns {
  spec: FullSpec;
  runs: PlainRun[];
  /** How many steps there will be, how many there are, and whether there will be more. */
  steps: number;
  reached: number;
  growing: boolean;
  /** Whether the outlines of KL balls are only as precise as a moving picture needs. */
  isQuick: boolean;
}

/** The same with the experiment that they come from. */
export interface Runs extends PlainRuns {
  runs: Run[];
  experiment?: Experiment;
  free?: () => void;
  /** Steps that its first picture had time for. */
  taken: number;
  /** By rule: the distances between its runs at a step, and the greatest of them. */
  distances: ((step: number) => number[])[];
  chartDistance: ((step: number) => number)[];
}

/** A scene as a view draws it: numbers and nothing else. */
export interface PlainScene extends PlainRuns {
  starts: ByChart<Pair>;
  pins: { start: ByChart<Pair>; other?: ByChart<Pair>; guess?: ByChart<Pair>; [more: `more.${number}`]: ByChart<Pair> };
  /** The runs from each start after the first. */
  more: PlainRuns[];
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
  /** How many observations there are. */
  observed: number;
  chartDistanceName: string;
  symbols: ByChart<[string, string]>;
  ellipses: ByChart<Ellipse[]>;
  /** What the views shown need beyond that, by the view's name; see compute/. */
  columns: { [Name in keyof ViewColumns]?: Plain<ViewColumns[Name]> };
}

/** A scene with what the core says of it when it is asked. */
export interface Scene extends Runs, PlainScene {
  runs: Run[];
  more: Runs[];
  columns: Partial<ViewColumns>;
  /** Where the start lies beside the best fit, if there is one. */
  readonly startBeside?: StartBeside;
  /** The model inspected at the start, in the first chart and in any. */
  readonly inspection: Inspection;
  inspectionIn: (chart: string) => Inspection;
}

/** Columns without their functions. */
export type Plain<Columns> = { [Name in keyof Columns as Exclude<Columns[Name], undefined> extends (...given: never[]) => unknown ? never : Name]: Columns[Name] };

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

/**
 * What compute/ answers a view before each of its pictures: what depends on the frame, which is known only once the backdrop is laid out, on the
 * step that is shown, or on what work in the background has found by then.
 */
export interface ViewAnswers {
  plane: PlaneAnswers;
  map: PlaneAnswers;
  density: DensityAnswers;
  divergence: DivergenceAnswers;
  field: FieldAnswers;
  morph: MorphAnswers;
  policy: PolicyAnswers;
  cliff: CliffAnswers;
  fan: FanAnswers;
}

/**
 * A field in one chart. `outlines[k]` is the ball around node k, `costs` has three numbers for each node: the greatest KL
 * on its disc (nats; Infinity where the disc leaves the domain), and where that is.
 */
export interface Field {
  nodes: Float64Array;
  outlines: Float64Array[];
  costs: Float64Array;
  length: number;
}

/** A field all over a plane: balls and discs, or the ends of arrows in pixels. */
export interface Pattern {
  field?: Field;
  arrows?: Record<"gradient" | "natural", number[]>;
}

export interface PlaneAnswers extends Pattern {
  /** Names of classes at the corners of the chart. */
  corners: { name: string; at: Pair }[];
  /** For each run, those from other starts first: the balls to show, with their steps. */
  balls: [step: number, outline: Float64Array][][];
  /** Ellipses of equal cost, and the way downhill, at those stops of a single step that show them. */
  ellipses?: Float64Array[];
  downhill?: { along: Pair; length?: number };
}

export interface DensityAnswers {
  /** The values along the axis at which there are curves: the density at the start, after the step shown of each run, and of the target. */
  curves?: { before: Float64Array; after: Float64Array[]; target?: Float64Array };
  /** The curves of many learners. */
  learners: { family: Family; ys: Float64Array }[];
  /** The probabilities of each run after the step shown, where there are any and it has taken a step. */
  chances: (Float64Array | undefined)[];
}

export interface DivergenceAnswers {
  curves?: PairCurves;
}

/** Two densities and their integrands on an axis, their greatest value, and the part of each divergence on that axis. */
export interface PairCurves {
  xs: Float64Array;
  inputs: Float64Array;
  p: Float64Array;
  q: Float64Array;
  forward: Float64Array;
  reverse: Float64Array;
  highest: number;
  seen?: { forward: number; reverse: number };
}

/** A field, or for the panel below it the distributions of all its curves. */
export interface FieldAnswers extends Pattern {
  bells?: { name: "handle" | "ball" | "disc"; ys: Float64Array }[];
}

/** The plane of a chart as it is at rest. */
export interface Sheet extends Omit<PlaneNumbers, "frame"> {
  chart: string;
  frame: number[];
}

export interface MorphAnswers {
  /** Both planes, what is drawn in each, and how the picture moves from one to the other. */
  ends: [Sheet, Sheet];
  planes: [PlaneAnswers, PlaneAnswers];
  motion: Motion;
  /** The numbers of the runs that take one path in both charts; of the others those of the first chart, and those of the second. */
  groups: [number[], number[], number[]];
}

/** A picture on its way from one chart to another, a share `t` of it. */
export interface Way {
  from: { chart: string; frame: number[] };
  to: { chart: string; frame: number[] };
  motion: Motion;
  t: number;
  /** From below: marks as they are at the end at which they are drawn, or marks that stay where they are; and how opaque each is. */
  layers: { marks: Mark[]; opacity: number; drawnIn?: "from" | "to" }[];
}

export interface PolicyAnswers {
  /** What the policy of each run does after the step shown. */
  worlds: World[];
}
export interface CliffAnswers {
  /** For each of the units: the sizes with the value shown, where it is known, and the value at the chosen size. */
  lines: { values: (number | undefined)[]; own?: number }[];
  sizes: number[];
}
export interface FanAnswers {
  /** Quantiles of the return at the steps that are known. */
  returns: [step: number, values: number[]][];
}

/** What any view may add to the planes and distributions beside it. */
export interface Overlays {
  ellipses?: ByChart<Ellipse[]>;
  clouds?: Cloud[];
}

export interface DensityColumns {
  chances?: Chances;
  /** The same probabilities after any step of a run. */
  after?: (run: Run, step: number) => Float64Array;
}
export interface FieldColumns {
  rivals: ByChart<Rivals>;
  /** The axis below the distributions, which holds them whole; nothing where there are arrows, and no distributions. */
  axis?: Pair;
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
  /** Where each step of each run is on that axis. */
  at?: ArrayLike<number>[];
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
  /** For classes: both probabilities, the parts of each in both divergences, and the greatest of these numbers. */
  bars?: Record<"p" | "q" | "forward" | "reverse", Float64Array> & { highest: number };
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
  /** The best fit, and where the disc there costs that. */
  reference?: Pair;
  costliestThere?: Pair;
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
  /** Whether the results have been those of another map for a while. */
  isOld?: boolean;
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
