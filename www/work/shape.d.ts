// Long work: what is asked for, what comes of it, and what lanes and tasks are.

import type { BestRate, MonteCarloSpec, OnlineOutcome, OnlineSpec, RateSearchSpec, SweepSpec, Tally, Trial } from "../../pkg/kl_ball.js";
import type { RunSpec, Setting } from "../scene/shape.js";

declare global {
  /** What tells a build from others, written by the build; see version.js. */
  const __VERSION__: string | undefined;
}

/** What each kind of work takes. */
export interface Specs {
  sweep: SweepSpec;
  "rate-search": Omit<RateSearchSpec, "run"> & { run: RunSpec };
  "monte-carlo": MonteCarloSpec | Setting;
  "online-learning": OnlineSpec;
}

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
  // What can be read depends on the kind of work.
  partial?: Results[Kind];
  error?: string;
}

/** A share of some work. */
export interface Task {
  id: number;
  share: number;
  job: Ask;
  partial?: Results[Kind];
  begun?: boolean;
  paused?: boolean;
  /** Whether its lane has been asked to pause it. */
  waits?: boolean;
  lane?: { take(task: Task): void; leave(task: Task): void; follow(): void };
  hear(reply: Reply): void;
}

/** Whoever does the work. */
export interface Opened {
  post(message: Message): void;
  end(): void;
}
