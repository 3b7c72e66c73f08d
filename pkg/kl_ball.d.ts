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
  | { counts: [number, number, number]; names?: [string, string, string] }
  | { csv: string }
  | TargetSpec;
/** A target of one's own (variational): up to four peaks [weight, mean, standard deviation],
 * of whose weights only the proportions count; the posterior of a logarithmic rate after
 * `count` events; Student's distribution; the posterior of log-odds. */
export type TargetSpec =
  | { peaks: [number, number, number][] }
  | { count: number }
  | { degrees: number }
  | { successes: number; trials: number };
/** `scale`: units of the policy's two features, in its sequential chart; `loss`: which
 * divergence a variational model makes small, KL(q‖p) or KL(p‖q); `weight`: that of the second
 * part of a mixture; `spread`: the standard deviation of each of its parts, in data units. */
export type ModelOptions = { scale?: Pair; loss?: "reverse" | "forward"; weight?: number; spread?: number };
export type ModelSpec = { model: string; data?: DataSpec; options?: ModelOptions };
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
/** The radius of `euclidean` is in chart units, that of all others in nats. `fisher`, `empirical-fisher`
 * and `hessian` are the ellipses ½ ΔᵀMΔ = radius of these matrices at the center. All points are NaN if M
 * is not positive definite or (without data) missing. */
export type BallKind =
  | "euclidean" | "fisher" | "empirical-fisher" | "hessian" | "kl-old-new" | "kl-new-old";
export type SeriesName =
  | "loss" | "kl" | "kl-reverse" | "fisher-length" | "euclidean-length" | "halvings";
/** How a run stands. `converged`: it is at rest, and stays so. That may be at a minimum of the loss, the best fit or a
 * higher one, on a saddle or a plateau, where the gradient is too small to move it, or where its steps are shorter than
 * the rounding of its coordinates: compare its loss with those of `Model.optima`. `unbounded`: the loss has no minimum, and the run has followed it to where numbers end.
 * `left-domain`: even the shortest step leaves the domain of the chart. `singular`: the matrix that the rule divides
 * by has no inverse, or a geodesic ends on a line where it has none. `ill-posed`: what the rule minimises has no
 * minimum in the chart. `collapsed`: no batch can be expected to tell anything. */
export type Status =
  | "running" | "converged" | "left-domain" | "singular" | "ill-posed" | "collapsed"
  | "unbounded";
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
  /** The option that is searched, rate or radius, is tried first as it is given, if it lies in the range. */
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
  /** How many starts did not reach the goal, or not before the rate was given up. */
  missed: number;
  /** Steps of those that did, taken together. */
  steps: number;
  /** Mean loss where the runs ended (nats); infinite if the rate was given up. */
  loss: number;
  /** "reached", or what became of the first start that missed; "given-up" for a rate that could not be the best any more. */
  status: "reached" | "given-up" | Status;
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
  | { kind: "number"; default: number; range: Pair; openBelow: boolean; slider: Pair; logarithmic: boolean;
      /** Other defaults in the conventions of libraries, by name. */
      elsewhere?: [string, number][] }
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
      /** Two points of the line on which the Fisher matrix has no inverse, where the domain has such a line. */
      singularLine?: [[number, number], [number, number]];
      /**
       * What the two coordinates are, whatever the chart is called: mean and standard deviation of a normal distribution; the input at which
       * both labels are equally likely, and by how much the log-odds grow per unit; the probabilities of the first two of three outcomes, and
       * the logarithms of these over the third.
       */
      meaning?: "mean-and-deviation" | "middle-and-slope" | "probabilities" | "log-ratios";
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
    takes: "numbers" | "labelled" | "counts" | "nothing" | "target";
    /** Whether its observations are episodes that it plays itself: its loss is then a negative mean return, without a unit. */
    playsEpisodes: boolean;
    /** Whether its Fisher–Rao distance has a closed form. */
    hasDistance: boolean;
    /** Whether it is an exponential family, which some rules need. */
    isExponential: boolean;
    /** Whether it has an empirical Fisher matrix, which is made of observations. */
    hasEmpirical: boolean;
    options: string[];
  }[];
  /**
   * What counts: a policy has succeeded if its return is above `success`, and has collapsed if the probability that a batch of its episodes
   * contains any information is below `information`; a line search gives up after so many `halvings`.
   */
  limits: { success: number; information: number; halvings: number };
  rules: {
    name: string;
    label: string;
    /** Decides its look (colour, marker and dashes) and nothing else. */
    family: "euclidean" | "natural" | "exact" | "momentum" | "adaptive" | "newton";
    /** The kind of ball that a step stays in, if it has one: a length, the quadratic model of the divergence, or the divergence itself. */
    ball: "euclidean" | "fisher" | "kl" | null;
    /**
     * What a step asks for besides one gradient: the matrix it solves with, whether it tries several landing points first, and
     * whether that is a line search, which halves the step until it is accepted. The halvings of other rules only keep them in the domain.
     */
    needs: { matrix: "fisher" | "hessian" | null; trials: boolean; lineSearch: boolean };
    invariance: "exact" | "in-the-limit" | "affine" | "none";
    keepsState: boolean;
    /** Whether it works in exponential families alone. */
    needsExponential: boolean;
    options: OptionEntry[];
  }[];
  /** Columns along a run, of its points, its steps or the path so far. */
  series: { name: SeriesName; label: string; title: string; unit: string; of: "point" | "step" | "path"; logarithmic: boolean }[];
  /** Kinds of balls, with the unit of their radius; `ellipse`: the ball of a matrix. */
  balls: { name: BallKind; label: string; unit: string; ellipse: boolean }[];
}
/** `window`: the values at the edges [x0, x1, y0, y1], above 0 for logarithmic axes. `names` replace the
 * numbers 1, 2, … `zero`: lines at x = 0 and y = 0. */
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
  /** The most numbers on an axis, 2 to 9, which is the default; less room leaves fewer. */
  ticks?: number;
}

/** What `init` takes: where the compiled core is, or what fetches it; by default it is beside the module. */
export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;
/**
 * Starts the core, in a page and in Node. Everything else here throws until then.
 *
 * @example
 * await init();
 */
export default function init(
  from?: { module_or_path: InitInput | Promise<InitInput> },
): Promise<unknown>;
/**
 * The same from bytes or a compiled module, at once.
 *
 * @example
 * // In Node, without waiting:
 * initSync({ module: readFileSync(fileURLToPath(import.meta.resolve("kl-ball/kl_ball_bg.wasm"))) });
 */
export function initSync(from: { module: BufferSource | WebAssembly.Module }): unknown;
/**
 * The families that have a small core, with about half the bytes of the whole one.
 *
 * @example
 * families(); // ["gaussian", "logistic"]
 */
export function families(): string[];
/**
 * Starts the small core of a family, unless the whole one has been started. It has `Model` and `Experiment` for models of
 * this family, `ellipse`, and what draws on a canvas; the same numbers, to the last bit. For everything else, as for tables
 * of text (`data.csv`), call `init`.
 *
 * @example
 * await initFamily("gaussian");
 */
export function initFamily(family: string): Promise<void>;
/** What was compiled of the whole core, for `initSync` in a worker; undefined before the start. */
export function compiled(): WebAssembly.Module | undefined;

/**
 * Everything a menu needs: models with charts and data sets, rules with options.
 *
 * @example
 * catalog().models.map(({ name, charts }) => [name, charts.map((chart) => chart.name)]);
 */
export function catalog(): Catalog;

/** The ellipse sᵀM⁻¹s = radius² of a second moment M, as x0, y0, x1, y1, …: vectors at
 * `radius` standard deviations from zero. All points are NaN if M is indefinite.
 *
 * @example
 * ellipse([4, 0, 1], 2, 64); // half axes 4 and 2
 */
export function ellipse(form: SymmetricMatrix, radius: number, count: number): Float64Array;

/** An object of the core. Its memory is freed with it, sooner with `free`. */
declare class Subject<Spec> {
  /** Builds what the specification describes. */
  constructor(spec: Spec);
  free(): void;
  [Symbol.dispose](): void;
}

/**
 * A model: a family of distributions with its data.
 *
 * @example
 * const model = new Model({ model: "gaussian", data: { x: [1.2, 0.7, 3.1] } });
 * model.kl([1, 1], [1, 2], "variance"); // nats
 * model.ball("kl-old-new", [1, 1], 0.05, 128, "precision"); // x0, y0, x1, y1, …
 * model.step({ rule: "natural-gradient", rate: 0.5 }, [1, 1], "std-dev").theta;
 */
export class Model extends Subject<ModelSpec> {
  /** The specification, defaults filled in. */
  get spec(): ModelSpec;
  /** The observations: numbers, inputs or counts. */
  get observations(): Float64Array;
  /** The labels of the inputs, 0 or 1; empty if there are none. */
  get labels(): Float64Array;
  /** The ends of the axis of observations in figures, in the unit of the data: all of them with room beside them, or
   * where a target has its mass; classes extend from ½ to 3½. */
  get axis(): Pair;
  /** The target that the model is fitted to, in numbers also where it was given by name; undefined for a model without one. */
  get target(): TargetSpec | undefined;
  /** Why the loss has no minimum: the labels are all the same, a threshold separates them, or separates them but for
   * ties at it, or a class was never seen. Undefined where it has one. */
  get unbounded(): "one-label" | "separable" | "quasi-separable" | "unseen-class" | undefined;
  /** The same distribution in another chart. */
  convert(theta: Pair, from: string, to: string): Pair;
  /** Whether the point is in the domain of the chart. */
  contains(theta: Pair, chart: string): boolean;
  /** Loss, gradient, mean score and the matrices at a point. */
  inspect(theta: Pair, chart: string): Inspection;
  /** KL(p ‖ q), nats per observation. */
  kl(p: Pair, q: Pair, chart: string): number;
  /** ½ ΔᵀF(p)Δ with Δ = q − p in this chart (nats). */
  quadratic(p: Pair, q: Pair, chart: string): number;
  /** KL(p ‖ p + tΔ) and KL(p + tΔ ‖ p) for each of `shares` t, in turn, with
   * Δ = q − p in this chart (nats); NaN if p + tΔ is outside the domain. */
  along(p: Pair, q: Pair, chart: string, shares: Numbers): Float64Array;
  /** The distribution of scale·x + shift if x has the distribution theta, in the
   * same chart. Only for gaussian. */
  affine(theta: Pair, chart: string, scale: number, shift: number): Pair;
  /** The same family with scale·x + shift in place of each observation x.
   * Only for gaussian. */
  rescaled(scale: number, shift: number): Model;
  /** The parts of KL(p ‖ q) at each of `xs`. gaussian: p ln(p/q) (nats per unit of
   * x), whose integral is KL; logistic: the divergence of the label at input x,
   * whose mean over the inputs is KL; classes: pₖ ln(pₖ/qₖ) for x = 1, 2, 3 (and
   * 0 for other x), whose sum is KL. */
  integrand(p: Pair, q: Pair, chart: string, xs: Numbers): Float64Array;
  /** Scores ∇ ln p of single observations. With labels of the "model", of the draws
   * of `sample(theta, chart, count, seed)`; with labels of the "data", of all
   * observations, and count and seed are ignored. */
  scores(theta: Pair, chart: string, labels: "model", count: number, seed: number): Scores;
  scores(theta: Pair, chart: string, labels: "data"): Scores;
  /** Fisher–Rao distance; undefined for logistic, where it has no closed form. */
  distance(p: Pair, q: Pair, chart: string): number | undefined;
  /** The maximum-likelihood estimate; undefined if there is none. */
  optimum(chart: string): Pair | undefined;
  /** Every local minimum of the loss that the chart can hold, the lowest first; `optimum` is the first of all. */
  optima(chart: string): Pair[];
  /**
   * The density that a `variational` model is fitted to, per unit of `x`.
   * @throws Error for a model without a target.
   */
  targetDensity(xs: Numbers): Float64Array;
  /**
   * What the two divergences between that density p and the Gaussian q at `theta` sum over the line: p ln(p/q) and q ln(q/p), in
   * nats per unit of `x`, one after the other for each `x`.
   * @throws Error for a model without a target.
   */
  targetIntegrands(theta: Pair, chart: string, xs: Numbers): Float64Array;
  /**
   * The number of the local minimum that a distribution has come to, 0 for the lowest: the one from which it is nearest by KL(minimum‖θ),
   * if its loss is at most `gap` nats above the loss there. Undefined where it has come to none, and where there is only one.
   */
  minimumAt(theta: Pair, chart: string, gap: number): number | undefined;
  /** A good start for a figure. */
  start(chart: string): Pair;
  /** The last point on the way from one point to another that can be a start: in the domain of this chart and of all
   * charts of `shown`, and with a loss that is not extremely large. */
  towards(from: Pair, to: Pair, chart: string, shown?: string[]): Pair;
  /** One step of a rule, as the first of a run. */
  step(rule: RuleSpec, theta: Pair, chart: string): StepReport;
  /** The boundary of a ball: x0, y0, x1, y1, …; a NaN pair separates pieces, each of them
   * whole, and without one the curve is closed. All points are NaN if the matrix of the
   * ball is singular, indefinite or missing. */
  ball(kind: BallKind, center: Pair, radius: number, count: number, chart: string): Float64Array;
  /** The boundaries of balls of one radius around many centres (x0, y0, x1, y1, …), in one call: each like `ball`, with the
   * points of exact balls at equal angles. A ball is all NaN where its centre is outside the domain, or where there is none. */
  balls(kind: BallKind, centers: Numbers, radius: number, count: number, chart: string): Float64Array[];
  /** What Euclidean discs of one radius (chart units) cost: for each centre the greatest KL(centre ‖ θ) on the disc (nats), and
   * the two coordinates of θ. The cost is `Infinity` where the disc leaves the domain, and NaN where the centre is outside. */
  discCosts(centers: Numbers, radius: number, chart: string): Float64Array;
  /** The Fisher matrix at each point: f11, f12, f22, f11, …; NaN outside the domain. */
  metrics(points: Numbers, chart: string): Float64Array;
  /** The gradient of the loss and the natural gradient at each point, four numbers each; NaN where there is none. */
  gradients(points: Numbers, chart: string): Float64Array;
  /** Many points in another chart: x0, y0, x1, y1, …; NaN where there is no such distribution, or the chart cannot hold it. */
  convertAll(points: Numbers, from: string, to: string): Float64Array;
  /** The density at each of `xs`. logistic: P(y = 1 | x); classes: the probability
   * of class 1, 2 or 3, and 0 for other x. */
  density(theta: Pair, chart: string, xs: Numbers): Float64Array;
  /** Draws from the model, the same for the same seed. */
  sample(theta: Pair, chart: string, count: number, seed: number): Float64Array;
  /** The episodes that a run at theta, with batches of this size and seed, uses in
   * step 0, 1, …: 1 spin, 2 treasure, 3 trap. Only for policy. */
  episodes(theta: Pair, chart: string, size: number, seed: number, step: number): Float64Array;
  /** The probability that a batch of this size contains any information, that is,
   * that not every episode spins. Only for policy. */
  informative(theta: Pair, chart: string, size: number): number;
  /** Makes more of the nodes that stand for many observations in sums, by looking at about `most` of these, and says whether all
   * are made. Sums make those that they need themselves, and the same ones; but with 100,000 different rows that takes some
   * milliseconds of a step that first lands at a steep slope, and a page may do it while it rests. */
  advanceNodes(most: number): boolean;
}

/**
 * Several runs from one start.
 *
 * @example
 * const experiment = new Experiment({
 *   model: "gaussian",
 *   start: { chart: "variance", at: [5.3, 0.022] },
 *   runs: [{ rule: "gradient", chart: "variance", rate: 0.001 }, { rule: "trust-region", chart: "precision", radius: 0.05 }],
 * });
 * experiment.advance(20);
 * experiment.trajectory(1, "log-std"); // x0, y0, x1, y1, …
 * experiment.series(0, "loss");
 */
export class Experiment extends Subject<ExperimentSpec> {
  constructor(spec: ExperimentSpec);
  /** On a model that is not built again: its data and options are those of the experiment. */
  constructor(plan: Omit<ExperimentSpec, "model" | "data" | "options">, model: Model);
  /** The specification, defaults filled in. */
  get spec(): ExperimentSpec;
  /** The same without its data. */
  get plan(): Omit<ExperimentSpec, "data">;
  /** Takes up to `count` steps in every run that has not stopped. */
  advance(count: number): void;
  /** The points of a run, start included, in any chart: x0, y0, x1, y1, …; a pair of NaN where that chart has no
   * name for a point, as `boundary` has none for a slope of zero. */
  trajectory(run: number, chart: string): Float64Array;
  /** The same of every run, in one call. */
  trajectories(chart: string): Float64Array[];
  /** A column of numbers along a run, one for each point. */
  series(run: number, name: SeriesName): Float64Array;
  /** The matrix by which a run's rule measures the step from this point, in the
   * run's chart; undefined if there is none. */
  metric(run: number, index: number): SymmetricMatrix | undefined;
  /** The boundary of the ball that a step of a run obeys, in any chart: x0, y0,
   * x1, y1, …; empty where it has none. Rules with a radius stay in this ball:
   * |Δ|, ½ ΔᵀFΔ or KL, whichever the rule measures, is at most the radius. For
   * rules with a rate it is the smallest such ball that holds the step. */
  ball(run: number, index: number, count: number, chart: string): Float64Array;
  /** The same for a picture under a moving hand: KL balls to about 1e-8 of their size, several times as fast where they
   * have no closed form. */
  quickBall(run: number, index: number, count: number, chart: string): Float64Array;
  /** Fisher–Rao distance between two runs (logistic, where it has no closed
   * form: √(KL there + KL back)), each at its point of this index
   * or, where it has stopped before, at its last. */
  apart(run: number, other: number, index: number): number;
  /** The status of a run. */
  status(run: number): Status;
  /** Takes every run back to the start. */
  reset(): void;
  /** Moves the start, given in any chart, and takes every run back to it. The
   * result equals an experiment built with this start. */
  startAt(at: Pair, chart: string): void;
}

/**
 * One rule from every start of a grid.
 *
 * @example
 * const sweep = new Sweep({
 *   model: "gaussian", run: { rule: "natural-gradient", rate: 0.5, chart: "variance" },
 *   grid: { chart: "variance", window: [5, 6, 0.05, 0.5], size: [16, 16] },
 * });
 * while (sweep.advance(1000) < 1); // or a portion at a time
 * sweep.results(); // steps to the goal, row by row
 */
export class Sweep extends Subject<SweepSpec> {
  /** The specification, defaults filled in. */
  get spec(): SweepSpec;
  /** The names behind the codes −1, −2, … */
  static outcomes(): OutcomeName[];
  /** The fraction of the starts that are done. */
  get progress(): number;
  /** All starts whose column and row are multiples of this are done. It is 0
   * before the first start is done, and 1 at the end. */
  get stride(): number;
  /** Does up to `count` units of work, one for each start and one for each
   * step; returns the fraction of the starts that are done, 1 at the end. */
  advance(count: number): number;
  /** The outcome of each start, row by row from y0 up: the steps to the goal, or
   * a negative code, −1 − the index of its name in `outcomes()`. */
  results(): Int32Array;
  /** The results, with pending ones replaced by coarser ones. */
  picture(): Int32Array;
  /** For each start the number of the local minimum its run has come to, in the order of `Model.optima`
   * in the run's chart; −1 where it has come to none. A run is at the minimum whose distribution is nearest
   * (the least KL(minimum ‖ run)), if its loss is no farther above that minimum's than the goal is above the lowest. */
  minima(): Int32Array;
  /** For each start after how many steps its run came to that minimum, to stay; −1 where it came to none. */
  arrivals(): Int32Array;
}

/**
 * A search for the best rate (or radius) of a rule. For rules with closed-form steps no rate of a logarithmic
 * grid of 4,000 over the range needs fewer steps, all starts together, by more than 2 %; where the best
 * rate needs `n` > 2,500 steps in all, the grid has 10⁷/n rates, at least 1,000. Where no rate near the best few of a coarse
 * grid lets all starts arrive, `n` is the most steps they may take; nothing is promised then where a step is a sum over
 * observations (`logistic`) or an integral. A rule that never comes to rest may pass the goal by chance, and its steps then
 * depend on the last digits of the rate.
 *
 * @example
 * const search = new RateSearch({
 *   model: "gaussian", run: { rule: "gradient", chart: "log-std" },
 *   starts: [{ chart: "variance", at: [5.2, 0.3] }],
 * });
 * while (search.advance(10_000) < 1);
 * search.best()?.value;
 */
export class RateSearch extends Subject<RateSearchSpec> {
  /** The specification, defaults filled in. */
  get spec(): RateSearchSpec;
  /** Does up to `count` units of work, one for each start of a rate and one
   * for each step; returns approximately the fraction done, and exactly 1 at the end. */
  advance(count: number): number;
  /** All rates tried so far, in the order in which they were tried. */
  trials(): Trial[];
  /** The best of them; undefined before the first is done. */
  best(): BestRate | undefined;
}

/**
 * One run repeated with many seeds.
 *
 * @example
 * const trials = new MonteCarlo({
 *   model: "policy", start: { chart: "sequential", at: [0, -2.2] },
 *   run: { rule: "trpo", chart: "sequential", radius: 0.05, batch: { size: 64 } }, steps: 20, seeds: 50, success: -0.8,
 * });
 * trials.advance(50);
 * trials.tally().success; // a share of the runs
 */
export class MonteCarlo extends Subject<MonteCarloSpec> {
  /** The specification, defaults filled in. */
  get spec(): MonteCarloSpec;
  /** Does up to `seeds` more runs. */
  advance(seeds: number): void;
  /** What has come out so far. */
  tally(): Tally;
  /** Quantiles of the last losses at levels from 0 to 1; NaN before the first run is done. */
  quantiles(levels: Numbers): Float64Array;
}

/**
 * Many learners that see one observation after the other.
 *
 * @example
 * const learning = new OnlineLearning({
 *   model: "gaussian", start: { chart: "log-std", at: [5.4, -1] },
 *   run: { rule: "natural-gradient", rate: 1, schedule: "inverse-time", chart: "log-std" }, observations: 100, delay: 5, seeds: 20,
 * });
 * learning.advance(20);
 * learning.outcome().bound; // beside the variances
 */
export class OnlineLearning extends Subject<OnlineSpec> {
  /** The specification, defaults filled in. */
  get spec(): OnlineSpec;
  /** Lets up to `seeds` more learners learn. */
  advance(seeds: number): void;
  /** What has come out so far: variances beside the bound. */
  outcome(): OnlineOutcome;
  /** Where the learners ended, in the run's chart: x0, y0, x1, y1, … */
  ends(): Float64Array;
}

/** What a plane shows, and how. */
export interface PlaneGround {
  /** The window `[x0, x1, y0, y1]` in chart units; left out, it is chosen around the optimum. */
  window?: number[];
  /** Fills the areas between level lines, darker towards the optimum. */
  filled?: boolean;
  /** CSS pixels between the nodes on which contours are interpolated: more is quicker and less exact. */
  coarse?: number;
  /** Leaves out the numbers beside the level lines. */
  quiet?: boolean;
}

/** Draws the axes and loss contours of a chart on a canvas, `home` (a start,
 * say) in sight, and returns the plotting area `[left, top, right, bottom, x0,
 * x1, y0, y1]`: its edges in CSS pixels and in chart units.
 *
 * @example
 * const style = { width: 480, height: 360, ratio: 2, ground: "#ffffff", ink: "#222222", contour: "#888888", text: 12 };
 * const model = new Model({ model: "gaussian" });
 * const [left, top, right, bottom, x0, x1, y0, y1] = drawPlane(canvas, model, "variance", [5.3, 0.022], style);
 */
export function drawPlane(
  canvas: HTMLCanvasElement, model: Model, chart: string, home: Pair, style: FigureStyle, ground?: PlaneGround,
): Float64Array;

/** Finds the loss at up to `most` more of the places between which {@link drawPlane} draws level lines, and says whether all
 * are found. The same plane is then drawn without finding them again. With many observations they take long, and a page does
 * this between two frames.
 *
 * @example
 * const style = { width: 480, height: 360, ratio: 2, ground: "#ffffff", ink: "#222222", contour: "#888888", text: 12 };
 * const model = new Model({ model: "gaussian" });
 * const onFrame = () => advancePlane(model, "variance", [5.3, 0.022], style, undefined, 1000) || requestAnimationFrame(onFrame);
 */
export function advancePlane(
  model: Model, chart: string, home: Pair, style: FigureStyle, ground: PlaneGround | undefined, most: number,
): boolean;

/** Draws the axes of a line chart or scatter plot and returns its plotting area
 * `[left, top, right, bottom]` in CSS pixels.
 *
 * @example
 * const style = { width: 480, height: 360, ratio: 2, ground: "#ffffff", ink: "#222222", contour: "#888888", text: 12 };
 * drawAxes(canvas, { window: [0, 20, 1e-6, 1], x: { label: "step" }, y: { label: "loss (nats)", logarithmic: true } }, style);
 */
export function drawAxes(canvas: HTMLCanvasElement, axes: Axes, style: FigureStyle): Float64Array;

/** Draws the axes and the observations of the density view; returns the
 * plotting area `[left, top, right, bottom, x0, x1]`. gaussian: densities have no
 * vertical axis. Otherwise probabilities go from 0 at the bottom to 1 at the top,
 * and class k extends from k − ½ to k + ½. `axis` says from which value to which
 * the axis goes (in the unit of the data; classes have the same axis always);
 * left out it is {@link Model.axis}. `quantity` names what was measured, below the axis.
 *
 * @example
 * const style = { width: 480, height: 360, ratio: 2, ground: "#ffffff", ink: "#222222", contour: "#888888", text: 12 };
 * drawDensity(canvas, new Model({ model: "logistic", data: { set: "oring" } }), style);
 */
export function drawDensity(canvas: HTMLCanvasElement, model: Model, style: FigureStyle, axis?: Pair, quantity?: string): Float64Array;

/** A backdrop as SVG text, and its plotting area: what the drawing function of that backdrop returns. */
export interface WrittenFigure {
  svg: string;
  frame: Float64Array;
}

/** Writes the figure of {@link drawPlane} as SVG text. It needs no page.
 *
 * @example
 * const style = { width: 480, height: 360, ratio: 1, ground: "#ffffff", ink: "#222222", contour: "#888888", text: 12 };
 * const { svg, frame } = planeSvg(new Model({ model: "gaussian" }), "variance", [5.3, 0.022], style);
 */
export function planeSvg(model: Model, chart: string, home: Pair, style: FigureStyle, ground?: PlaneGround): WrittenFigure;

/** The figure of {@link drawPlane} as numbers. */
export interface PlaneNumbers {
  /** Its plotting area `[left, top, right, bottom, x0, x1, y0, y1]`. */
  frame: Float64Array;
  /** The ticks of the first and of the second axis, each with its label. */
  ticks: [[number, string][], [number, string][]];
  /** The names of both axes, with what the labels of their ticks have in common: "σ²  (×10⁵)". */
  names: [string, string];
  /** The areas below levels where they are filled, each drawn over the ones before, in chart units. */
  fills: { color: string; points: Float64Array }[];
  /** The lines at each level of the loss (nats above the minimum; for a policy the return), in chart units: x0, y0, x1, y1, …,
   * with a NaN pair after each line; `strength`, from 0 to 1, is how much colour they have. */
  contours: { level: number; strength: number; points: Float64Array }[];
}

/** What {@link drawPlane} draws, as numbers, for a page that draws it in its own way.
 *
 * @example
 * const style = { width: 480, height: 360, ratio: 1, ground: "#ffffff", ink: "#222222", contour: "#888888", text: 12 };
 * const { frame, ticks, contours } = planeNumbers(new Model({ model: "gaussian" }), "variance", [5.3, 0.022], style);
 */
export function planeNumbers(model: Model, chart: string, home: Pair, style: FigureStyle, ground?: PlaneGround): PlaneNumbers;

/** Writes the figure of {@link drawAxes} as SVG text. It needs no page.
 *
 * @example
 * const style = { width: 480, height: 360, ratio: 1, ground: "#ffffff", ink: "#222222", contour: "#888888", text: 12 };
 * const { svg } = axesSvg({ window: [0, 20, 0, 1], x: { label: "step" }, y: { label: "loss (nats)" } }, style);
 */
export function axesSvg(axes: Axes, style: FigureStyle): WrittenFigure;

/** Writes the figure of {@link drawDensity} as SVG text. It needs no page.
 *
 * @example
 * const style = { width: 480, height: 360, ratio: 1, ground: "#ffffff", ink: "#222222", contour: "#888888", text: 12 };
 * const { svg } = densitySvg(new Model({ model: "logistic", data: { set: "oring" } }), style);
 */
export function densitySvg(model: Model, style: FigureStyle, axis?: Pair, quantity?: string): WrittenFigure;

declare global {
  // As in TypeScript's own esnext.disposable, for projects whose library is older.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}
