/** Two coordinates in a chart. */
export type Pair = [number, number];
/** A symmetric matrix as [a11, a12, a22]. */
export type SymmetricMatrix = [number, number, number];
export type Numbers = number[] | Float64Array;
/** A built-in set, or one's own: numbers (gaussian), inputs with labels 0 or 1 (logistic),
 * counts of three classes (categorical), or a table of text for the first two. */
export type DataSpec =
  | { set: string }
  | { x: Numbers; y?: Numbers }
  | { counts: [number, number, number] }
  | { csv: string };
/** `scale`: units of the policy's two features, in its sequential chart. */
export type ModelSpec = { model: string; data?: DataSpec; options?: { scale?: Pair } };
export type RuleSpec = { rule: string; [option: string]: number | string };
/** Observations, or episodes, a step draws, 64 by default; runs of one seed (0 by default) draw with common random numbers. */
export type BatchSpec = { size?: number; seed?: number };
export type RunSpec = RuleSpec & { chart: string; batch?: BatchSpec };
export type ExperimentSpec = ModelSpec & {
  version?: 1;
  start: { chart: string; at: Pair };
  runs: RunSpec[];
  steps?: number;
};
/** A setting for many seeds: run k draws with the batch's seed plus k. Success: a last loss below this. */
export type MonteCarloSpec = ModelSpec & {
  start: { chart: string; at: Pair };
  run: RunSpec;
  steps?: number;
  seeds?: number;
  success?: number;
};
/** Shares of the runs done; collapsed: the next batch more likely tells nothing than something. */
export interface Tally {
  done: number;
  total: number;
  success: number;
  collapsed: number;
  statuses: Partial<Record<Status, number>>;
}
/** Learners that see one observation after another: new ones from the truth, or the data shuffled. */
export type OnlineSpec = ModelSpec & {
  start: { chart: string; at: Pair };
  run: RuleSpec & { chart: string };
  /** In the run's chart; the maximum-likelihood estimate by default. */
  truth?: Pair;
  order?: "fresh" | "shuffled";
  observations?: number;
  /** Observations that the start counts for in an inverse-time schedule. */
  delay?: number;
  /** Inputs without labels that the Fisher matrix comes from; 0: those of the data. */
  unlabelled?: number;
  seeds?: number;
  seed?: number;
};
/** In the run's chart: variance and error are times the number of observations, to stand beside the bound. */
export interface OnlineOutcome {
  done: number;
  total: number;
  stopped: number;
  truth: Pair;
  bound: SymmetricMatrix;
  spreads: { time: number; bias: Pair; variance: SymmetricMatrix; error: SymmetricMatrix; excess: number }[];
}
/** Euclidean in chart units, all others in nats: `fisher`, `empirical-fisher` and `hessian` are the
 * ellipses ½ ΔᵀMΔ = radius of these matrices at the center, all NaN where M is not positive definite
 * or, without data, missing. */
export type BallKind =
  | "euclidean" | "fisher" | "empirical-fisher" | "hessian" | "kl-old-new" | "kl-new-old";
export type SeriesName =
  | "loss" | "kl" | "kl-reverse" | "fisher-length" | "euclidean-length" | "halvings";
export type Status =
  | "running" | "converged" | "left-domain" | "singular" | "ill-posed" | "collapsed";
/** Where a start has arrived: this far above the least loss, or at this loss (nats). Default: gap 0.01. */
export type Goal = { gap?: number; target?: undefined } | { gap?: undefined; target: number };
export type SweepSpec = ModelSpec & Goal & {
  version?: 1;
  run: RunSpec;
  /** Starts: the centres of size[0] × size[1] equal cells (at most 512 × 512) of [x0, x1, y0, y1]. */
  grid: { chart: string; window: [number, number, number, number]; size: Pair };
  /** Most steps from each start, 200 by default. */
  steps?: number;
  /** [k, n]: every n-th start from the k-th on, so that n workers can share the work. */
  share?: Pair;
};
export type OutcomeName = Status | "outside" | "pending";
export type RateSearchSpec = ModelSpec & Goal & {
  version?: 1;
  /** The option that is searched, rate or radius, is not looked at. */
  run: RunSpec;
  starts: { chart: string; at: Pair }[];
  /** "steps" (default): fewest to the goal; "loss": least after all steps, without a gap or target. */
  aim?: "steps" | "loss";
  steps?: number;
  /** [least, most]; by default what a slider spans, widened while the best lies on its edge. */
  range?: Pair;
};
export interface Trial {
  value: number;
  /** How many starts did not reach the goal. */
  missed: number;
  /** Steps of those that did, taken together. */
  steps: number;
  /** Mean loss where the runs ended (nats). */
  loss: number;
  /** "reached", or what became of the first start that missed. */
  status: "reached" | Status;
}
/** `edge`: the best is the least or the greatest value tried; there may be better ones beyond. */
export type BestRate = Trial & { option: "rate" | "radius"; edge: boolean };
export interface Inspection {
  loss: number;
  gradient: Pair;
  meanScore: Pair;
  fisher: SymmetricMatrix;
  empiricalFisher?: SymmetricMatrix;
  hessian: SymmetricMatrix;
}
/** Scores ∇ ln p (nats per chart unit) as s0, s1 pairs, their mean and their second moment about zero. */
export interface Scores {
  points: Float64Array;
  mean: Pair;
  moment: SymmetricMatrix;
}
export interface StepReport {
  theta: Pair;
  status: "ok" | "left-domain" | "singular" | "ill-posed";
  kl: number;
  klReverse: number;
  loss: number;
  halvings: number;
}
export type OptionEntry = { name: string; label: string; symbol: string; unit: string } & (
  | { kind: "number"; default: number; range: Pair; openBelow: boolean; slider: Pair; logarithmic: boolean }
  | { kind: "choice"; of: string[] }
);
export interface Catalog {
  models: {
    name: string;
    label: string;
    charts: {
      name: string;
      label: string;
      symbols: [string, string];
      domain: string;
      bounds: [[number | null, number | null], [number | null, number | null]];
    }[];
    data: {
      name: string;
      label: string;
      quantity: string;
      source: string;
      /** A place beyond the data that their figure shows. */
      landmark?: { at: number; label: string };
      classes?: [string, string, string];
    }[];
    takes: "numbers" | "labelled" | "counts" | "nothing";
    options: string[];
  }[];
  rules: {
    name: string;
    label: string;
    family: "euclidean" | "natural" | "exact" | "momentum" | "adaptive" | "newton";
    invariance: "exact" | "in-the-limit" | "affine" | "none";
    keepsState: boolean;
    options: OptionEntry[];
  }[];
}
/** Values at the edges [x0, x1, y0, y1], also of logarithmic axes (above 0); `names` stand at 1, 2, …
 * in place of numbers; `zero`: lines at x = 0 and y = 0. */
export interface Axes {
  window: [number, number, number, number];
  x: { label: string; logarithmic?: boolean; names?: string[] };
  y: { label: string; logarithmic?: boolean; names?: string[] };
  zero?: boolean;
}
/** Size in CSS pixels, device pixels per CSS pixel, and colours as #rrggbb. */
export interface FigureStyle {
  width: number;
  height: number;
  ratio: number;
  ground: string;
  ink: string;
  contour: string;
  text: number;
}
