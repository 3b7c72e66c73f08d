// The types of `import { render } from "kl-ball/render"`.

import type { ExperimentSpec } from "./kl_ball.js";

/** A value of an attribute: text, or what is written as text. `true` is an attribute without a value; one that is missing, null or false is left out. */
export type AttributeValue = string | number | boolean | null | undefined | readonly (string | number)[];

/** The attributes of `<kl-ball>` by name; see the README for their meaning. */
export interface FigureAttributes {
  /** A whole experiment, as an object or as JSON. */
  spec?: string | ExperimentSpec | null;
  /** The name of the picture, its `<title>`; without one it has the names of its panels. */
  label?: string | null;
  [name: string]: AttributeValue | ExperimentSpec;
}

export interface RenderOptions {
  /** The width of the picture in CSS pixels, from 120 to 8192, margins included; 720 if it is left out. Panels are laid out for it, as on a page. */
  width?: number;
  /** The colours; if it is left out, those of the attribute `theme`, or else the light ones. */
  theme?: "light" | "dark";
  /** How many times as large as its layout the picture is; 1 if it is left out. */
  scale?: number;
  /** Called with what was read of the table in `data-src`, or of a text in `data` that is read like one: "column mass, 3 of 4 rows: 1 without a value left out". The picture says it in its `<desc>`, too. */
  report?: (sentence: string) => void;
}

/**
 * The SVG text of a figure as a page shows it at rest, with panels, titles, key and caption. It needs no DOM, and starts
 * the core itself. What a page computes in workers is computed before it resolves, in one thread: the seeds of a policy take
 * seconds, and so does a map of 256 × 256 starts where a step is a short formula (Gaussian, categorical). Where each step sums over data or
 * nodes (logistic, variational, mixture), such a map can take a minute or two. The attribute `cells` says how many starts there are along
 * each side: 64 take a sixteenth of the time. The same input gives the same text. Words are placed by the widths of the font DejaVu Sans.
 *
 * Rejects with an Error that names the attribute or option, its value and what is allowed. Attributes that have no effect in this figure,
 * such as an option of a rule that it does not have, are refused too: no reader can change a picture.
 *
 * @example
 * const svg = await render({ view: "plane density", rules: "kl-ball", start: [5.3, 0.022], steps: 1 }, { width: 720, theme: "dark" });
 */
export function render(attributes: FigureAttributes, options?: RenderOptions): Promise<string>;
