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

/** The properties of the element, those with hyphens also in camel case: text when they are read; what can be written, numbers and lists too. */
export interface KlBallProperties {
  get view(): string | null;
  set view(value: KlBallAttributes["view"]);
  get model(): string | null;
  set model(value: KlBallAttributes["model"]);
  get data(): string | null;
  set data(value: KlBallAttributes["data"]);
  get "data-src"(): string | null;
  set "data-src"(value: KlBallAttributes["data-src"]);
  get dataSrc(): string | null;
  set dataSrc(value: KlBallAttributes["data-src"]);
  get "data-x"(): string | null;
  set "data-x"(value: KlBallAttributes["data-x"]);
  get dataX(): string | null;
  set dataX(value: KlBallAttributes["data-x"]);
  get "data-y"(): string | null;
  set "data-y"(value: KlBallAttributes["data-y"]);
  get dataY(): string | null;
  set dataY(value: KlBallAttributes["data-y"]);
  get "data-one"(): string | null;
  set "data-one"(value: KlBallAttributes["data-one"]);
  get dataOne(): string | null;
  set dataOne(value: KlBallAttributes["data-one"]);
  get "data-zero"(): string | null;
  set "data-zero"(value: KlBallAttributes["data-zero"]);
  get dataZero(): string | null;
  set dataZero(value: KlBallAttributes["data-zero"]);
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
  get orderSeed(): string | null;
  set orderSeed(value: KlBallAttributes["order-seed"]);
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
  get firstKl(): string | null;
  set firstKl(value: KlBallAttributes["first-kl"]);
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
  get fieldCost(): string | null;
  set fieldCost(value: KlBallAttributes["field-cost"]);
  get "field-length"(): string | null;
  set "field-length"(value: KlBallAttributes["field-length"]);
  get fieldLength(): string | null;
  set fieldLength(value: KlBallAttributes["field-length"]);
  get morph(): string | null;
  set morph(value: KlBallAttributes["morph"]);
  get "gradient-rate"(): string | null;
  set "gradient-rate"(value: KlBallAttributes["gradient-rate"]);
  get gradientRate(): string | null;
  set gradientRate(value: KlBallAttributes["gradient-rate"]);
  get "gradient-schedule"(): string | null;
  set "gradient-schedule"(value: KlBallAttributes["gradient-schedule"]);
  get gradientSchedule(): string | null;
  set gradientSchedule(value: KlBallAttributes["gradient-schedule"]);
  get "euclidean-ball-radius"(): string | null;
  set "euclidean-ball-radius"(value: KlBallAttributes["euclidean-ball-radius"]);
  get euclideanBallRadius(): string | null;
  set euclideanBallRadius(value: KlBallAttributes["euclidean-ball-radius"]);
  get "natural-gradient-rate"(): string | null;
  set "natural-gradient-rate"(value: KlBallAttributes["natural-gradient-rate"]);
  get naturalGradientRate(): string | null;
  set naturalGradientRate(value: KlBallAttributes["natural-gradient-rate"]);
  get "natural-gradient-damping"(): string | null;
  set "natural-gradient-damping"(value: KlBallAttributes["natural-gradient-damping"]);
  get naturalGradientDamping(): string | null;
  set naturalGradientDamping(value: KlBallAttributes["natural-gradient-damping"]);
  get "natural-gradient-metric"(): string | null;
  set "natural-gradient-metric"(value: KlBallAttributes["natural-gradient-metric"]);
  get naturalGradientMetric(): string | null;
  set naturalGradientMetric(value: KlBallAttributes["natural-gradient-metric"]);
  get "natural-gradient-schedule"(): string | null;
  set "natural-gradient-schedule"(value: KlBallAttributes["natural-gradient-schedule"]);
  get naturalGradientSchedule(): string | null;
  set naturalGradientSchedule(value: KlBallAttributes["natural-gradient-schedule"]);
  get "fisher-ball-radius"(): string | null;
  set "fisher-ball-radius"(value: KlBallAttributes["fisher-ball-radius"]);
  get fisherBallRadius(): string | null;
  set fisherBallRadius(value: KlBallAttributes["fisher-ball-radius"]);
  get "fisher-ball-damping"(): string | null;
  set "fisher-ball-damping"(value: KlBallAttributes["fisher-ball-damping"]);
  get fisherBallDamping(): string | null;
  set fisherBallDamping(value: KlBallAttributes["fisher-ball-damping"]);
  get "kl-ray-radius"(): string | null;
  set "kl-ray-radius"(value: KlBallAttributes["kl-ray-radius"]);
  get klRayRadius(): string | null;
  set klRayRadius(value: KlBallAttributes["kl-ray-radius"]);
  get "kl-ray-direction"(): string | null;
  set "kl-ray-direction"(value: KlBallAttributes["kl-ray-direction"]);
  get klRayDirection(): string | null;
  set klRayDirection(value: KlBallAttributes["kl-ray-direction"]);
  get "kl-ball-radius"(): string | null;
  set "kl-ball-radius"(value: KlBallAttributes["kl-ball-radius"]);
  get klBallRadius(): string | null;
  set klBallRadius(value: KlBallAttributes["kl-ball-radius"]);
  get "kl-ball-direction"(): string | null;
  set "kl-ball-direction"(value: KlBallAttributes["kl-ball-direction"]);
  get klBallDirection(): string | null;
  set klBallDirection(value: KlBallAttributes["kl-ball-direction"]);
  get "trust-region-radius"(): string | null;
  set "trust-region-radius"(value: KlBallAttributes["trust-region-radius"]);
  get trustRegionRadius(): string | null;
  set trustRegionRadius(value: KlBallAttributes["trust-region-radius"]);
  get "trust-region-direction"(): string | null;
  set "trust-region-direction"(value: KlBallAttributes["trust-region-direction"]);
  get trustRegionDirection(): string | null;
  set trustRegionDirection(value: KlBallAttributes["trust-region-direction"]);
  get "trpo-radius"(): string | null;
  set "trpo-radius"(value: KlBallAttributes["trpo-radius"]);
  get trpoRadius(): string | null;
  set trpoRadius(value: KlBallAttributes["trpo-radius"]);
  get "mirror-rate"(): string | null;
  set "mirror-rate"(value: KlBallAttributes["mirror-rate"]);
  get mirrorRate(): string | null;
  set mirrorRate(value: KlBallAttributes["mirror-rate"]);
  get "mirror-direction"(): string | null;
  set "mirror-direction"(value: KlBallAttributes["mirror-direction"]);
  get mirrorDirection(): string | null;
  set mirrorDirection(value: KlBallAttributes["mirror-direction"]);
  get "mirror-schedule"(): string | null;
  set "mirror-schedule"(value: KlBallAttributes["mirror-schedule"]);
  get mirrorSchedule(): string | null;
  set mirrorSchedule(value: KlBallAttributes["mirror-schedule"]);
  get "geodesic-rate"(): string | null;
  set "geodesic-rate"(value: KlBallAttributes["geodesic-rate"]);
  get geodesicRate(): string | null;
  set geodesicRate(value: KlBallAttributes["geodesic-rate"]);
  get "geodesic-schedule"(): string | null;
  set "geodesic-schedule"(value: KlBallAttributes["geodesic-schedule"]);
  get geodesicSchedule(): string | null;
  set geodesicSchedule(value: KlBallAttributes["geodesic-schedule"]);
  get "newton-rate"(): string | null;
  set "newton-rate"(value: KlBallAttributes["newton-rate"]);
  get newtonRate(): string | null;
  set newtonRate(value: KlBallAttributes["newton-rate"]);
  get "newton-damping"(): string | null;
  set "newton-damping"(value: KlBallAttributes["newton-damping"]);
  get newtonDamping(): string | null;
  set newtonDamping(value: KlBallAttributes["newton-damping"]);
  get "newton-schedule"(): string | null;
  set "newton-schedule"(value: KlBallAttributes["newton-schedule"]);
  get newtonSchedule(): string | null;
  set newtonSchedule(value: KlBallAttributes["newton-schedule"]);
  get "momentum-rate"(): string | null;
  set "momentum-rate"(value: KlBallAttributes["momentum-rate"]);
  get momentumRate(): string | null;
  set momentumRate(value: KlBallAttributes["momentum-rate"]);
  get "momentum-momentum"(): string | null;
  set "momentum-momentum"(value: KlBallAttributes["momentum-momentum"]);
  get momentumMomentum(): string | null;
  set momentumMomentum(value: KlBallAttributes["momentum-momentum"]);
  get "momentum-schedule"(): string | null;
  set "momentum-schedule"(value: KlBallAttributes["momentum-schedule"]);
  get momentumSchedule(): string | null;
  set momentumSchedule(value: KlBallAttributes["momentum-schedule"]);
  get "nesterov-rate"(): string | null;
  set "nesterov-rate"(value: KlBallAttributes["nesterov-rate"]);
  get nesterovRate(): string | null;
  set nesterovRate(value: KlBallAttributes["nesterov-rate"]);
  get "nesterov-momentum"(): string | null;
  set "nesterov-momentum"(value: KlBallAttributes["nesterov-momentum"]);
  get nesterovMomentum(): string | null;
  set nesterovMomentum(value: KlBallAttributes["nesterov-momentum"]);
  get "nesterov-schedule"(): string | null;
  set "nesterov-schedule"(value: KlBallAttributes["nesterov-schedule"]);
  get nesterovSchedule(): string | null;
  set nesterovSchedule(value: KlBallAttributes["nesterov-schedule"]);
  get "nesterov-convention"(): string | null;
  set "nesterov-convention"(value: KlBallAttributes["nesterov-convention"]);
  get nesterovConvention(): string | null;
  set nesterovConvention(value: KlBallAttributes["nesterov-convention"]);
  get "adagrad-rate"(): string | null;
  set "adagrad-rate"(value: KlBallAttributes["adagrad-rate"]);
  get adagradRate(): string | null;
  set adagradRate(value: KlBallAttributes["adagrad-rate"]);
  get "adagrad-epsilon"(): string | null;
  set "adagrad-epsilon"(value: KlBallAttributes["adagrad-epsilon"]);
  get adagradEpsilon(): string | null;
  set adagradEpsilon(value: KlBallAttributes["adagrad-epsilon"]);
  get "adagrad-schedule"(): string | null;
  set "adagrad-schedule"(value: KlBallAttributes["adagrad-schedule"]);
  get adagradSchedule(): string | null;
  set adagradSchedule(value: KlBallAttributes["adagrad-schedule"]);
  get "adagrad-convention"(): string | null;
  set "adagrad-convention"(value: KlBallAttributes["adagrad-convention"]);
  get adagradConvention(): string | null;
  set adagradConvention(value: KlBallAttributes["adagrad-convention"]);
  get "rmsprop-rate"(): string | null;
  set "rmsprop-rate"(value: KlBallAttributes["rmsprop-rate"]);
  get rmspropRate(): string | null;
  set rmspropRate(value: KlBallAttributes["rmsprop-rate"]);
  get "rmsprop-decay"(): string | null;
  set "rmsprop-decay"(value: KlBallAttributes["rmsprop-decay"]);
  get rmspropDecay(): string | null;
  set rmspropDecay(value: KlBallAttributes["rmsprop-decay"]);
  get "rmsprop-epsilon"(): string | null;
  set "rmsprop-epsilon"(value: KlBallAttributes["rmsprop-epsilon"]);
  get rmspropEpsilon(): string | null;
  set rmspropEpsilon(value: KlBallAttributes["rmsprop-epsilon"]);
  get "rmsprop-schedule"(): string | null;
  set "rmsprop-schedule"(value: KlBallAttributes["rmsprop-schedule"]);
  get rmspropSchedule(): string | null;
  set rmspropSchedule(value: KlBallAttributes["rmsprop-schedule"]);
  get "rmsprop-convention"(): string | null;
  set "rmsprop-convention"(value: KlBallAttributes["rmsprop-convention"]);
  get rmspropConvention(): string | null;
  set rmspropConvention(value: KlBallAttributes["rmsprop-convention"]);
  get "adam-rate"(): string | null;
  set "adam-rate"(value: KlBallAttributes["adam-rate"]);
  get adamRate(): string | null;
  set adamRate(value: KlBallAttributes["adam-rate"]);
  get "adam-beta1"(): string | null;
  set "adam-beta1"(value: KlBallAttributes["adam-beta1"]);
  get adamBeta1(): string | null;
  set adamBeta1(value: KlBallAttributes["adam-beta1"]);
  get "adam-beta2"(): string | null;
  set "adam-beta2"(value: KlBallAttributes["adam-beta2"]);
  get adamBeta2(): string | null;
  set adamBeta2(value: KlBallAttributes["adam-beta2"]);
  get "adam-epsilon"(): string | null;
  set "adam-epsilon"(value: KlBallAttributes["adam-epsilon"]);
  get adamEpsilon(): string | null;
  set adamEpsilon(value: KlBallAttributes["adam-epsilon"]);
  get "adam-schedule"(): string | null;
  set "adam-schedule"(value: KlBallAttributes["adam-schedule"]);
  get adamSchedule(): string | null;
  set adamSchedule(value: KlBallAttributes["adam-schedule"]);
  get "adam-convention"(): string | null;
  set "adam-convention"(value: KlBallAttributes["adam-convention"]);
  get adamConvention(): string | null;
  set adamConvention(value: KlBallAttributes["adam-convention"]);
}
