/* tslint:disable */
/* eslint-disable */
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
export type BallKind = "euclidean" | "fisher" | "kl-old-new" | "kl-new-old";
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
        data: { name: string; label: string; quantity: string; source: string }[];
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



/**
 * Several runs from one start.
 */
export class Experiment {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Takes up to `count` steps in every run that has not stopped.
     */
    advance(count: number): void;
    /**
     * Fisher–Rao distance between two runs, each at its point of this index
     * or, where it has stopped before, at its last.
     */
    apart(run: number, other: number, index: number): number;
    /**
     * The boundary of the ball that a step of a run was measured by, in any
     * chart: x0, y0, x1, y1, …; empty where the step has none.
     */
    ball(run: number, index: number, count: number, chart: string): Float64Array;
    /**
     * The form in which a run's rule measures the step from this point, in
     * the run's chart; undefined where it has none.
     */
    metric(run: number, index: number): SymmetricMatrix | undefined;
    /**
     * Builds what the specification describes, every run at its start.
     */
    constructor(spec: ExperimentSpec);
    /**
     * Takes every run back to the start.
     */
    reset(): void;
    /**
     * A column of numbers along a run, one for each point.
     */
    series(run: number, name: SeriesName): Float64Array;
    /**
     * How a run stands.
     */
    status(run: number): Status;
    /**
     * The points of a run, start included, in any chart: x0, y0, x1, y1, …
     */
    trajectory(run: number, chart: string): Float64Array;
    /**
     * The specification, defaults filled in.
     */
    readonly spec: ExperimentSpec;
}

/**
 * A model: a family of distributions with its data.
 */
export class Model {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The boundary of a ball: x0, y0, x1, y1, …; a NaN pair separates pieces,
     * and without one the curve is closed.
     */
    ball(kind: BallKind, center: Pair, radius: number, count: number, chart: string): Float64Array;
    /**
     * Whether the point names a distribution.
     */
    contains(theta: Pair, chart: string): boolean;
    /**
     * The same distribution in another chart.
     */
    convert(theta: Pair, from: string, to: string): Pair;
    /**
     * The density at each of `xs`.
     */
    density(theta: Pair, chart: string, xs: Float64Array): Float64Array;
    /**
     * Fisher–Rao distance; undefined where it has no closed form.
     */
    distance(p: Pair, q: Pair, chart: string): number | undefined;
    /**
     * Loss, gradient, mean score and the matrices at a point.
     */
    inspect(theta: Pair, chart: string): Inspection;
    /**
     * KL(p ‖ q), nats per observation.
     */
    kl(p: Pair, q: Pair, chart: string): number;
    /**
     * Builds what the specification describes.
     */
    constructor(spec: ModelSpec);
    /**
     * The maximum-likelihood estimate; undefined where there is none.
     */
    optimum(chart: string): Pair | undefined;
    /**
     * Draws from the model, the same for the same seed.
     */
    sample(theta: Pair, chart: string, count: number, seed: number): Float64Array;
    /**
     * A start worth showing.
     */
    start(chart: string): Pair;
    /**
     * One step of a rule, as the first of a run.
     */
    step(rule: RuleSpec, theta: Pair, chart: string): StepReport;
    /**
     * The last sensible start on the way from one point to another: in the
     * domain, and not absurdly far from the data.
     */
    towards(from: Pair, to: Pair, chart: string): Pair;
    /**
     * The labels of the inputs, 0 or 1; empty where there are none.
     */
    readonly labels: Float64Array;
    /**
     * The observations: numbers, inputs or counts.
     */
    readonly observations: Float64Array;
    /**
     * The specification, defaults filled in.
     */
    readonly spec: ModelSpec;
}

/**
 * One setting under many seeds.
 */
export class MonteCarlo {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Does up to `seeds` more runs.
     */
    advance(seeds: number): void;
    /**
     * Prepares the runs that the specification describes; none is done yet.
     */
    constructor(spec: MonteCarloSpec);
    /**
     * Quantiles of the last losses at levels from 0 to 1; NaN before the first run is done.
     */
    quantiles(levels: number[]): Float64Array;
    /**
     * What has come out so far.
     */
    tally(): Tally;
    /**
     * The specification, defaults filled in.
     */
    readonly spec: MonteCarloSpec;
}

/**
 * Many learners, each from one observation after another.
 */
export class OnlineLearning {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Lets up to `seeds` more learners learn.
     */
    advance(seeds: number): void;
    /**
     * Where the learners ended, in the run's chart: x0, y0, x1, y1, …
     */
    ends(): Float64Array;
    /**
     * Prepares the learners that the specification describes; none has learned yet.
     */
    constructor(spec: OnlineSpec);
    /**
     * What has come out so far: variances beside the bound.
     */
    outcome(): OnlineOutcome;
    /**
     * The specification, defaults filled in.
     */
    readonly spec: OnlineSpec;
}

/**
 * A search for the rate (or radius) with which a rule does best.
 */
export class RateSearch {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Does up to `count` units of work, one for each start of a rate and one
     * for each step; returns about what fraction is done, exactly 1 at the end.
     */
    advance(count: number): number;
    /**
     * The best of them; undefined before the first is done.
     */
    best(): BestRate | undefined;
    /**
     * Builds what the specification describes; nothing has been tried yet.
     */
    constructor(spec: RateSearchSpec);
    /**
     * Every rate that was tried, in the order of trying.
     */
    trials(): Trial[];
    /**
     * The specification, defaults filled in.
     */
    readonly spec: RateSearchSpec;
}

/**
 * One rule from every start of a grid.
 */
export class Sweep {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Does up to `count` units of work, one for each start and one for each
     * step; returns the fraction of the starts that are done, 1 at the end.
     */
    advance(count: number): number;
    /**
     * Builds what the specification describes; nothing has been looked at yet.
     */
    constructor(spec: SweepSpec);
    /**
     * The names behind the codes −1, −2, …
     */
    static outcomes(): OutcomeName[];
    /**
     * The results with those pending filled in from coarser ones.
     */
    picture(): Int32Array;
    /**
     * What became of each start, row by row from y0 up: steps to the goal, or
     * a code below zero, −1 − the index of its name in `outcomes()`.
     */
    results(): Int32Array;
    /**
     * The fraction of the starts that are done.
     */
    readonly progress: number;
    /**
     * The specification, defaults filled in.
     */
    readonly spec: SweepSpec;
    /**
     * Every start whose column and row are multiples of this is done; 0
     * before the first, 1 at the end.
     */
    readonly stride: number;
}

/**
 * Everything a menu needs: models with charts and data sets, rules with options.
 */
export function catalog(): Catalog;

/**
 * Draws the axis and the observations of the density view; returns the
 * plotting area `[left, top, right, bottom, x0, x1]`.
 */
export function drawDensity(canvas: HTMLCanvasElement, model: Model, style: FigureStyle): Float64Array;

/**
 * Draws the axes and loss contours of a chart on a canvas, `home` (a start,
 * say) in sight, and returns the
 * plotting area `[left, top, right, bottom, x0, x1, y0, y1]`: its edges in
 * CSS pixels and in chart units.
 */
export function drawPlane(canvas: HTMLCanvasElement, model: Model, chart: string, home: Pair, style: FigureStyle): Float64Array;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_experiment_free: (a: number, b: number) => void;
    readonly __wbg_model_free: (a: number, b: number) => void;
    readonly __wbg_montecarlo_free: (a: number, b: number) => void;
    readonly __wbg_onlinelearning_free: (a: number, b: number) => void;
    readonly __wbg_ratesearch_free: (a: number, b: number) => void;
    readonly __wbg_sweep_free: (a: number, b: number) => void;
    readonly catalog: () => [number, number, number];
    readonly drawDensity: (a: any, b: number, c: any) => [number, number, number, number];
    readonly drawPlane: (a: any, b: number, c: any, d: any, e: any) => [number, number, number, number];
    readonly experiment_advance: (a: number, b: any) => [number, number];
    readonly experiment_apart: (a: number, b: any, c: any, d: any) => [number, number, number];
    readonly experiment_ball: (a: number, b: any, c: any, d: any, e: any) => [number, number, number, number];
    readonly experiment_metric: (a: number, b: any, c: any) => [number, number, number];
    readonly experiment_new: (a: any) => [number, number, number];
    readonly experiment_reset: (a: number) => void;
    readonly experiment_series: (a: number, b: any, c: any) => [number, number, number, number];
    readonly experiment_spec: (a: number) => [number, number, number];
    readonly experiment_status: (a: number, b: any) => [number, number, number, number];
    readonly experiment_trajectory: (a: number, b: any, c: any) => [number, number, number, number];
    readonly model_ball: (a: number, b: any, c: any, d: any, e: any, f: any) => [number, number, number, number];
    readonly model_contains: (a: number, b: any, c: any) => [number, number, number];
    readonly model_convert: (a: number, b: any, c: any, d: any) => [number, number, number];
    readonly model_density: (a: number, b: any, c: any, d: any) => [number, number, number, number];
    readonly model_distance: (a: number, b: any, c: any, d: any) => [number, number, number, number];
    readonly model_inspect: (a: number, b: any, c: any) => [number, number, number];
    readonly model_kl: (a: number, b: any, c: any, d: any) => [number, number, number];
    readonly model_labels: (a: number) => [number, number];
    readonly model_new: (a: any) => [number, number, number];
    readonly model_observations: (a: number) => [number, number];
    readonly model_optimum: (a: number, b: any) => [number, number, number];
    readonly model_sample: (a: number, b: any, c: any, d: any, e: any) => [number, number, number, number];
    readonly model_spec: (a: number) => [number, number, number];
    readonly model_start: (a: number, b: any) => [number, number, number];
    readonly model_step: (a: number, b: any, c: any, d: any) => [number, number, number];
    readonly model_towards: (a: number, b: any, c: any, d: any) => [number, number, number];
    readonly montecarlo_advance: (a: number, b: any) => [number, number];
    readonly montecarlo_new: (a: any) => [number, number, number];
    readonly montecarlo_quantiles: (a: number, b: any) => [number, number, number, number];
    readonly montecarlo_spec: (a: number) => [number, number, number];
    readonly montecarlo_tally: (a: number) => [number, number, number];
    readonly onlinelearning_advance: (a: number, b: any) => [number, number];
    readonly onlinelearning_ends: (a: number) => [number, number];
    readonly onlinelearning_new: (a: any) => [number, number, number];
    readonly onlinelearning_outcome: (a: number) => [number, number, number];
    readonly onlinelearning_spec: (a: number) => [number, number, number];
    readonly ratesearch_advance: (a: number, b: any) => [number, number, number];
    readonly ratesearch_best: (a: number) => [number, number, number];
    readonly ratesearch_new: (a: any) => [number, number, number];
    readonly ratesearch_spec: (a: number) => [number, number, number];
    readonly ratesearch_trials: (a: number) => [number, number, number];
    readonly sweep_advance: (a: number, b: any) => [number, number, number];
    readonly sweep_new: (a: any) => [number, number, number];
    readonly sweep_outcomes: () => any;
    readonly sweep_picture: (a: number) => [number, number];
    readonly sweep_progress: (a: number) => number;
    readonly sweep_results: (a: number) => [number, number];
    readonly sweep_spec: (a: number) => [number, number, number];
    readonly sweep_stride: (a: number) => number;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
