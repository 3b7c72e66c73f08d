// Long work: what is asked for, what comes of it, and what executors and tasks are.

import type { BestRate, MonteCarlo, MonteCarloSpec, OnlineLearning, OnlineOutcome, OnlineSpec, RateSearch, RateSearchSpec, Sweep, SweepSpec, Tally, Trial } from "../../pkg/kl_ball.js";
import type { RunSpec, Setting } from "../scene/shape.js";

declare global {
  /** What tells a build from others, written by the build; see version.js. */
  const __VERSION__: string | undefined;
}

/** A specification whose run is one of a figure. */
type OfRun<Spec> = Spec extends { run: unknown } ? Omit<Spec, "run"> & { run: RunSpec } : never;

/** What each kind of work takes. */
export interface Specs {
  sweep: SweepSpec;
  "rate-search": OfRun<RateSearchSpec>;
  "monte-carlo": MonteCarloSpec | Setting;
  "online-learning": OnlineSpec;
}

/** The objects of the core that do it. */
export interface CoreObjects {
  sweep: Sweep;
  "rate-search": RateSearch;
  "monte-carlo": MonteCarlo;
  "online-learning": OnlineLearning;
}

/** How each kind is done: the class in the core, the share done if `advance` does not return it, and the results. */
export type Kinds = { [K in Kind]: {
  Class: new (spec: Specs[K]) => CoreObjects[K];
  tally?: (object: CoreObjects[K]) => { done: number; total: number };
  read: (object: CoreObjects[K], job: Ask<K>) => Parts[K];
} };

/** What is read of each in a worker: of a sweep its own share of the starts, from which the page makes the picture. */
export type Parts = Omit<Results, "sweep"> & { sweep: Omit<Results["sweep"], "picture"> };

/** What can be read of each. */
export interface Results {
  sweep: { results: Int32Array; picture: Int32Array; stride: number };
  "rate-search": { trials: Trial[]; best: BestRate | undefined };
  "monte-carlo": { tally: Tally; quantiles: Float64Array };
  "online-learning": { outcome: OnlineOutcome; ends: Float64Array };
}

export type Kind = keyof Specs;

/** One piece of work; `levels` are those of the quantiles. */
export interface Ask<K extends Kind = Kind> {
  kind: K;
  spec: Specs[K];
  levels?: number[];
}

/** Functions that are called with what becomes of it. */
export interface Hearing<Partial> {
  progress?(share: number, partial: Partial): void;
  done?(partial: Partial): void;
  failed?(error: Error): void;
}

/** Work under way. */
export interface Job {
  cancel(): void;
  pause(paused: boolean): void;
}

/** To a worker: begin a `job` as number `id`, let it wait or go on, or give it up. */
export interface Message {
  id: number;
  job?: Ask;
  paused?: boolean;
  over?: boolean;
}

/** From a worker: the share that is done, now and then what can be read, or an error. */
export interface Reply {
  id: number;
  share?: number;
  partial?: Parts[Kind];
  error?: string;
}

/** A share of some work. */
export interface Task {
  id: number;
  share: number;
  job: Ask;
  partial?: Parts[Kind];
  begun?: boolean;
  paused?: boolean;
  /** Whether its executor has been asked to pause it. */
  waits?: boolean;
  executor?: { take(task: Task): void; leave(task: Task): void; follow(): void };
  hear(reply: Reply): void;
}

/** Whoever does the work. */
export interface Opened {
  post(message: Message): void;
  end(): void;
}
