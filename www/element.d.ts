// The element's types, for `import "kl-ball/element"`.

import type { ExperimentSpec } from "./kl_ball.js";

/**
 * `<kl-ball>`: a figure of steps of learning. Its attributes are properties of the same
 * names; the text between its tags is what readers without JavaScript see.
 *
 * @example
 * import "kl-ball/element";
 * const figure = document.createElement("kl-ball");
 * Object.assign(figure, { view: "plane density", data: "cavendish", rules: "kl-ball", steps: "20" });
 * figure.addEventListener("kl-ball-change", ({ detail }) => console.log(detail.start));
 * document.body.append(figure);
 */
export interface KlBall extends HTMLElement {
  /** Panels, as `"plane density"`. */
  view: string | null;
  model: string | null;
  /** The name of a built-in set, or numbers: `"1.2 0.7"`; inputs with labels: `"53 1, 70 0"`; three counts. */
  data: string | null;
  /** The address of a table of text, and which of its columns and labels are taken. */
  "data-src": string | null;
  "data-x": string | null;
  "data-y": string | null;
  "data-one": string | null;
  chart: string | null;
  rules: string | null;
  /** Coordinates in the first chart, or in a chart named before them. */
  start: string | null;
  steps: string | null;
  radius: string | null;
  rate: string | null;
  balls: string | null;
  /** What planes are filled with: `"none"`, `"balls"` of one cost with discs of one radius, or `"arrows"` of gradient and natural gradient. */
  field: string | null;
  /** The cost of each of these balls (nats), and the radius of the discs (chart units). */
  "field-cost": string | null;
  "field-length": string | null;
  /** The share of the way from the first of two charts to the second, for the view `morph`. */
  morph: string | null;
  ellipses: string | null;
  /** The step that is shown first. */
  step: string | null;
  /** `"all"`, `"some"`: steps and sliders, or `"none"`. */
  controls: string | null;
  /** `"light"` or `"dark"`; by default as the page around it. */
  theme: string | null;
  /** Large type. */
  classroom: string | boolean | null;
  label: string | null;
  /** The experiment it shows, defaults filled in; setting it shows another. */
  spec: ExperimentSpec | undefined;
  /** The step that is shown; a fraction while a step is animated. */
  cursor: number;
  /** A reader's changes, as attributes by name; setting them starts from the written attributes again. */
  changes: Record<string, string>;
}

interface KlBallEvents {
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

declare global {
  interface HTMLElementTagNameMap {
    "kl-ball": KlBall;
  }
  interface HTMLElementEventMap extends KlBallEvents {}
}
