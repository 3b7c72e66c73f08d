// Names that the core knows, written from its catalogue.

import type { KlBallAttributes } from "./kl-ball-element.js";

export type ModelName =
  | "gaussian"
  | "logistic"
  | "categorical"
  | "policy"
  | "variational"
  | "mixture";

export type ChartName =
  | "variance"
  | "precision"
  | "std-dev"
  | "log-std"
  | "natural"
  | "expectation"
  | "raw"
  | "rescaled"
  | "whitened"
  | "boundary"
  | "logit"
  | "probability"
  | "sphere"
  | "sequential"
  | "means"
  | "centre"
  | "moments";

export type DataSetName =
  | "cavendish"
  | "michelson"
  | "teaching"
  | "oring"
  | "penguins"
  | "counts"
  | "penguin-species"
  | "door-or-spin"
  | "two-peaks"
  | "skewed"
  | "heavy-tailed"
  | "log-odds"
  | "faithful";

export type RuleName =
  | "gradient"
  | "euclidean-ball"
  | "natural-gradient"
  | "fisher-ball"
  | "kl-ray"
  | "kl-ball"
  | "trust-region"
  | "trpo"
  | "mirror"
  | "geodesic"
  | "newton"
  | "momentum"
  | "nesterov"
  | "adagrad"
  | "rmsprop"
  | "adam";

export type SeriesName =
  | "loss"
  | "kl"
  | "kl-reverse"
  | "fisher-length"
  | "euclidean-length"
  | "halvings";

export type EllipseName =
  | "fisher"
  | "empirical-fisher"
  | "hessian";

export type OptionAttribute =
  | "gradient-rate"
  | "gradient-schedule"
  | "euclidean-ball-radius"
  | "natural-gradient-rate"
  | "natural-gradient-damping"
  | "natural-gradient-metric"
  | "natural-gradient-schedule"
  | "fisher-ball-radius"
  | "fisher-ball-damping"
  | "kl-ray-radius"
  | "kl-ray-direction"
  | "kl-ball-radius"
  | "kl-ball-direction"
  | "trust-region-radius"
  | "trust-region-direction"
  | "trpo-radius"
  | "mirror-rate"
  | "mirror-direction"
  | "mirror-schedule"
  | "geodesic-rate"
  | "geodesic-schedule"
  | "newton-rate"
  | "newton-damping"
  | "newton-schedule"
  | "momentum-rate"
  | "momentum-momentum"
  | "momentum-schedule"
  | "nesterov-rate"
  | "nesterov-momentum"
  | "nesterov-schedule"
  | "nesterov-convention"
  | "adagrad-rate"
  | "adagrad-epsilon"
  | "adagrad-schedule"
  | "adagrad-convention"
  | "rmsprop-rate"
  | "rmsprop-decay"
  | "rmsprop-epsilon"
  | "rmsprop-schedule"
  | "rmsprop-convention"
  | "adam-rate"
  | "adam-beta1"
  | "adam-beta2"
  | "adam-epsilon"
  | "adam-schedule"
  | "adam-convention";

/** The properties of the element: text when they are read; what can be written, numbers and lists too. */
export interface KlBallProperties {
  get view(): string | null;
  set view(value: KlBallAttributes["view"]);
  get model(): string | null;
  set model(value: KlBallAttributes["model"]);
  get data(): string | null;
  set data(value: KlBallAttributes["data"]);
  get "data-src"(): string | null;
  set "data-src"(value: KlBallAttributes["data-src"]);
  get "data-x"(): string | null;
  set "data-x"(value: KlBallAttributes["data-x"]);
  get "data-y"(): string | null;
  set "data-y"(value: KlBallAttributes["data-y"]);
  get "data-one"(): string | null;
  set "data-one"(value: KlBallAttributes["data-one"]);
  get chart(): string | null;
  set chart(value: KlBallAttributes["chart"]);
  get rules(): string | null;
  set rules(value: KlBallAttributes["rules"]);
  get start(): string | null;
  set start(value: KlBallAttributes["start"]);
  get starts(): string | null;
  set starts(value: KlBallAttributes["starts"]);
  get window(): string | null;
  set window(value: KlBallAttributes["window"]);
  get steps(): string | null;
  set steps(value: KlBallAttributes["steps"]);
  get step(): string | null;
  set step(value: KlBallAttributes["step"]);
  get radius(): string | null;
  set radius(value: KlBallAttributes["radius"]);
  get rate(): string | null;
  set rate(value: KlBallAttributes["rate"]);
  get direction(): string | null;
  set direction(value: KlBallAttributes["direction"]);
  get schedule(): string | null;
  set schedule(value: KlBallAttributes["schedule"]);
  get convention(): string | null;
  set convention(value: KlBallAttributes["convention"]);
  get metric(): string | null;
  set metric(value: KlBallAttributes["metric"]);
  get damping(): string | null;
  set damping(value: KlBallAttributes["damping"]);
  get momentum(): string | null;
  set momentum(value: KlBallAttributes["momentum"]);
  get decay(): string | null;
  set decay(value: KlBallAttributes["decay"]);
  get epsilon(): string | null;
  set epsilon(value: KlBallAttributes["epsilon"]);
  get beta1(): string | null;
  set beta1(value: KlBallAttributes["beta1"]);
  get beta2(): string | null;
  set beta2(value: KlBallAttributes["beta2"]);
  get batch(): string | null;
  set batch(value: KlBallAttributes["batch"]);
  get seed(): string | null;
  set seed(value: KlBallAttributes["seed"]);
  get balls(): string | null;
  set balls(value: KlBallAttributes["balls"]);
  get ellipses(): string | null;
  set ellipses(value: KlBallAttributes["ellipses"]);
  get controls(): string | null;
  set controls(value: KlBallAttributes["controls"]);
  get ticks(): string | null;
  set ticks(value: KlBallAttributes["ticks"]);
  get theme(): string | null;
  set theme(value: KlBallAttributes["theme"]);
  get classroom(): string | null;
  set classroom(value: KlBallAttributes["classroom"]);
  get label(): string | null;
  set label(value: KlBallAttributes["label"]);
  get builder(): string | null;
  set builder(value: KlBallAttributes["builder"]);
  get other(): string | null;
  set other(value: KlBallAttributes["other"]);
  get stick(): string | null;
  set stick(value: KlBallAttributes["stick"]);
  get units(): string | null;
  set units(value: KlBallAttributes["units"]);
  get labels(): string | null;
  set labels(value: KlBallAttributes["labels"]);
  get draws(): string | null;
  set draws(value: KlBallAttributes["draws"]);
  get series(): string | null;
  set series(value: KlBallAttributes["series"]);
  get goal(): string | null;
  set goal(value: KlBallAttributes["goal"]);
  get predict(): string | null;
  set predict(value: KlBallAttributes["predict"]);
  get learners(): string | null;
  set learners(value: KlBallAttributes["learners"]);
  get order(): string | null;
  set order(value: KlBallAttributes["order"]);
  get observations(): string | null;
  set observations(value: KlBallAttributes["observations"]);
  get delay(): string | null;
  set delay(value: KlBallAttributes["delay"]);
  get "order-seed"(): string | null;
  set "order-seed"(value: KlBallAttributes["order-seed"]);
  get gap(): string | null;
  set gap(value: KlBallAttributes["gap"]);
  get target(): string | null;
  set target(value: KlBallAttributes["target"]);
  get limit(): string | null;
  set limit(value: KlBallAttributes["limit"]);
  get cells(): string | null;
  set cells(value: KlBallAttributes["cells"]);
  get budget(): string | null;
  set budget(value: KlBallAttributes["budget"]);
  get against(): string | null;
  set against(value: KlBallAttributes["against"]);
  get solver(): string | null;
  set solver(value: KlBallAttributes["solver"]);
  get "first-kl"(): string | null;
  set "first-kl"(value: KlBallAttributes["first-kl"]);
  get parameters(): string | null;
  set parameters(value: KlBallAttributes["parameters"]);
  get scale(): string | null;
  set scale(value: KlBallAttributes["scale"]);
  get loss(): string | null;
  set loss(value: KlBallAttributes["loss"]);
  get weight(): string | null;
  set weight(value: KlBallAttributes["weight"]);
  get spread(): string | null;
  set spread(value: KlBallAttributes["spread"]);
  get show(): string | null;
  set show(value: KlBallAttributes["show"]);
  get field(): string | null;
  set field(value: KlBallAttributes["field"]);
  get "field-cost"(): string | null;
  set "field-cost"(value: KlBallAttributes["field-cost"]);
  get "field-length"(): string | null;
  set "field-length"(value: KlBallAttributes["field-length"]);
  get morph(): string | null;
  set morph(value: KlBallAttributes["morph"]);
}
