// A panel with two axes: the core draws them, a view what stands between them.

import { drawAxes } from "./core.js";
import { Layers } from "./layers.js";

/** Bounds of an axis, in every power of ten. */
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** A bound that was kept gives way once so small a share of it would do. */
const ROOMY = 0.4;

/** The panel of a chart, with its two canvases. */
export class Plot {
  #layers;

  constructor(name) {
    this.#layers = new Layers(name);
    this.root = this.#layers.root;
  }

  /**
   * Draws the axes, as `drawAxes` takes them, where they are others than before
   * and clears what was above them: `{ context, area, pixel }`, `pixel(x, y)`
   * being where values are.
   */
  begin(axes, style) {
    const area = this.#layers.behind([axes, style], (canvas) => drawAxes(canvas, axes, style));
    const [left, top, right, bottom] = area;
    const [x0, x1, y0, y1] = axes.window;
    const [across, up] = [share(axes.x, x0, x1), share(axes.y, y0, y1)];
    return {
      context: this.#layers.begin(style),
      area,
      pixel: (x, y) => [left + across(x) * (right - left), bottom - up(y) * (bottom - top)],
    };
  }
}

/** How far along an axis a value is, from 0 to 1. */
const share = ({ logarithmic }, low, high) => logarithmic
  ? (value) => Math.log(value / low) / Math.log(high / low)
  : (value) => (value - low) / (high - low);

/** A round number, at least as large as `value`. */
export function ample(value) {
  if (!(value > 0 && Number.isFinite(value))) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return Number((power * ROUND.find((round) => round * power >= value * (1 - 1e-9))).toPrecision(2));
}

/** A round bound for `wanted`: the one there was, while that is neither too small nor far too large. */
export const steady = (kept, wanted) =>
  kept > 0 && kept >= wanted && wanted >= ROOMY * kept ? kept : ample(wanted);

/**
 * Powers of ten around positive values: those there were, while they hold the
 * values and reach no more than two powers beyond on either side.
 */
export function steadyPowers(kept, [least, most]) {
  const [low, high] = [10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(most))];
  const fits = (bound, needed) => Math.abs(Math.log10(bound / needed)) < 2.5;
  return [
    kept && kept[0] <= low && fits(kept[0], low) ? kept[0] : low,
    kept && kept[1] >= high && fits(kept[1], high) ? kept[1] : Math.max(high, 10 * low),
  ];
}
