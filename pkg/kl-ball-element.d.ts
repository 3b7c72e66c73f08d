// The element's types, for `import "kl-ball/element"`.

import type { ExperimentSpec } from "./kl_ball.js";
import type { ChartName, DataSetName, EllipseName, KlBallProperties, ModelName, OptionAttribute, RuleName, SeriesName } from "./names.js";

export type { ChartName, DataSetName, EllipseName, KlBallProperties, ModelName, OptionAttribute, RuleName, SeriesName };

/** The panels that a figure can have. */
export type ViewName = "plane" | "density" | "field" | "divergence" | "morph" | "score" | "expansion" | "halving" | "order" | "series" | "map" | "race" | "policy" | "cliff" | "fan";

/** Any text; an editor still offers the names beside it. */
type Text = string & {};
/** Numbers as a list or as text. */
type Numbers = ArrayLike<number> | Text;
/** One name, a list of names, or names in one text with spaces between them. */
type Names<Name extends string> = Name | readonly Name[] | Text;
/** True and "" are on; false, "false" and nothing are off. */
type Switch = boolean | "" | "true" | "false";
/** No value: the attribute is removed. */
type Nothing = null | undefined;

/** What every attribute may be set to, by its name. Of a rule that stands several times, options are lists. */
export interface KlBallAttributes extends Partial<Record<OptionAttribute | `${OptionAttribute}-${ChartName}`, number | Numbers | Nothing>> {
  /** Panels, as `"plane density"`. */
  view?: Names<ViewName> | Nothing;
  model?: ModelName | Nothing;
  /** The name of a built-in set, or numbers: `"1.2 0.7"`; inputs with labels: `"53 1, 70 0"`; three counts; a target as an object. */
  data?: DataSetName | Numbers | object | Nothing;
  /** The address of a table of text, and which of its columns and labels are taken. */
  "data-src"?: string | Nothing;
  "data-x"?: string | number | Nothing;
  "data-y"?: string | number | Nothing;
  "data-one"?: string | number | Nothing;
  "data-zero"?: string | number | Nothing;
  chart?: Names<ChartName> | Nothing;
  /** A rule may stand several times. */
  rules?: Names<RuleName> | "none" | Nothing;
  /** Coordinates in the first chart, or in a chart named before them. */
  start?: Numbers | Nothing;
  /** More starts, as text. */
  starts?: Numbers | Nothing;
  window?: Numbers | Nothing;
  steps?: number | Text | Nothing;
  /** The step that is shown first. */
  step?: number | Text | Nothing;
  radius?: number | Numbers | Nothing;
  rate?: number | Numbers | Nothing;
  direction?: Names<"old-new" | "new-old"> | Nothing;
  schedule?: Names<"constant" | "inverse-time"> | Nothing;
  convention?: Names<"paper" | "pytorch" | "optax" | "keras"> | Nothing;
  metric?: Names<"fisher" | "empirical"> | Nothing;
  damping?: number | Numbers | Nothing;
  momentum?: number | Numbers | Nothing;
  decay?: number | Numbers | Nothing;
  epsilon?: number | Numbers | Nothing;
  beta1?: number | Numbers | Nothing;
  beta2?: number | Numbers | Nothing;
  batch?: number | "all" | Text | Nothing;
  seed?: number | Text | Nothing;
  balls?: "none" | "start" | "path" | "step" | Nothing;
  ellipses?: Names<EllipseName> | Nothing;
  /** Steps and sliders, or everything, or nothing; or the names of controls that stand in sight, while everything else is behind one line. */
  controls?: "all" | "some" | "none" | Names<"hand" | "play" | "scrub" | "rate" | "radius" | "scale" | "loss" | "labels" | "morph" | "field-cost" | "gap"> | Nothing;
  /** The most numbers on an axis, 2 to 9; level lines then have none. */
  ticks?: number | Text | Nothing;
  /** By default as the page around it. */
  theme?: "light" | "dark" | Nothing;
  /** Large type. */
  classroom?: Switch | Nothing;
  label?: string | Nothing;
  /** A whole experiment; as an attribute JSON. */
  spec?: ExperimentSpec | object | string | Nothing;
  /** Whether readers can choose model, rules and panels. */
  builder?: Switch | Nothing;
  other?: Numbers | Nothing;
  stick?: Switch | "on" | "off" | Nothing;
  units?: Numbers | Nothing;
  labels?: "model" | "data" | Nothing;
  draws?: number | Text | Nothing;
  series?: SeriesName | Nothing;
  goal?: string | Nothing;
  predict?: Switch | Nothing;
  learners?: Names<RuleName> | Nothing;
  order?: "fresh" | "shuffled" | Nothing;
  observations?: number | Text | Nothing;
  delay?: number | Text | Nothing;
  "order-seed"?: number | Text | Nothing;
  gap?: number | Text | Nothing;
  target?: number | Text | Nothing;
  limit?: number | Text | Nothing;
  cells?: number | Text | Nothing;
  budget?: "best" | "same-kl" | "set" | Nothing;
  against?: "steps" | "cost" | Nothing;
  solver?: "dense" | "k-fac" | "cg" | Nothing;
  "first-kl"?: number | Text | Nothing;
  parameters?: number | Text | Nothing;
  scale?: Numbers | Nothing;
  loss?: "reverse" | "forward" | Nothing;
  weight?: number | Text | Nothing;
  spread?: number | Text | Nothing;
  show?: "step" | "return" | "success" | "collapsed" | Nothing;
  field?: string | Nothing;
  "field-cost"?: number | Text | Nothing;
  "field-length"?: number | Text | Nothing;
  /** How far a change of chart has come, from 0 to 1. */
  morph?: number | Text | Nothing;
}

/** A name with hyphens in camel case. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name;

/** The properties of options for one chart alone, by both of their names, as `"gradient-rate-variance"` and `gradientRateVariance`; text when they are read. */
export type KlBallChartProperties = { [Name in `${OptionAttribute}-${ChartName}` as Name | Camel<Name>]: number | Numbers | Nothing };

/**
 * `<kl-ball>`: a figure of steps of learning. Its attributes are properties of the same names, which take numbers and lists,
 * too; a name with hyphens also stands in camel case, `gradientRate` beside `"gradient-rate"`. What stands between its tags is what readers without JavaScript see; `:state(ready)` says that it has been drawn, and `kl-ball-ready` comes then.
 *
 * @example
 * import "kl-ball/element";
 * const figure = document.createElement("kl-ball");
 * Object.assign(figure, { view: "plane density", data: "cavendish", rules: "kl-ball", steps: 20 });
 * figure.addEventListener("kl-ball-change", ({ detail }) => console.log(detail.start));
 * document.body.append(figure);
 */
export interface KlBall extends HTMLElement, KlBallProperties, KlBallChartProperties {
  /** The experiment it shows, defaults filled in; setting it shows another. Lists may be typed arrays. Before anything is shown, it is what was set. */
  get spec(): ExperimentSpec | undefined;
  set spec(spec: ExperimentSpec | object | string | Nothing);
  /** The step that is shown; a fraction while a step is animated. Infinity is the last one; other numbers from 0 on are allowed. */
  cursor: number;
  /** A reader's changes, as attributes by name; setting them starts from the written attributes again. */
  get changes(): Record<string, string>;
  set changes(changes: KlBallAttributes | Record<string, unknown>);
}

export interface KlBallEvents {
  /** The figure is shown for the first time. */
  "kl-ball-ready": CustomEvent;
  /** The experiment has changed. */
  "kl-ball-change": CustomEvent<ExperimentSpec>;
  /** A reader chose something. */
  "kl-ball-input": CustomEvent;
  /** A run has been played to its end. */
  "kl-ball-end": CustomEvent;
  /** Something was refused; the message names the field, the value and what is allowed. */
  "kl-ball-error": CustomEvent<Error>;
}

/** Listeners as JSX writes them: `onkl-ball-change`. */
export type KlBallListeners = { [Name in keyof KlBallEvents as `on${Name}`]?: (event: KlBallEvents[Name]) => void };

/** What JSX sets as properties, because no attribute has it. */
export type KlBallOwn = Partial<Pick<KlBall, "cursor">> & { changes?: KlBallAttributes | Record<string, unknown> };

declare global {
  interface HTMLElementTagNameMap {
    "kl-ball": KlBall;
  }
  interface HTMLElementEventMap extends KlBallEvents {}
}
