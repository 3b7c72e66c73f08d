// What the parameters stand for: the density before a step and after each.

import { drawDensity } from "../core.js";
import { CHART_DASHES, FAMILIES, familyColor } from "../language.js";
import { Layers, clipped } from "../layers.js";

/** Points on a curve. */
const SAMPLES = 240;

/** The curves fill this share of the height at the most. */
const HEADROOM = 0.94;

/** The one panel: what the parameters of the first chart stand for. */
export const panels = () => [{ view: new DensityView(), title: "The distributions" }];

export class DensityView {
  #layers;
  #frame;
  #drawnFor;

  constructor() {
    this.root = document.createElement("div");
    this.root.className = "panel density";
    this.#layers = new Layers(this.root);
  }

  draw({ scene, state, model, modelKey, cursor, style, colors, highlight }) {
    const key = JSON.stringify([modelKey, style]);
    if (key !== this.#drawnFor) {
      this.#frame = Array.from(drawDensity(this.#layers.backdrop, model, style));
      this.#drawnFor = key;
    }
    const [, , , , x0, x1] = this.#frame;
    const xs = Float64Array.from({ length: SAMPLES }, (_, k) => x0 + ((x1 - x0) * k) / (SAMPLES - 1));
    const first = state.charts[0];
    const before = model.density(scene.starts[first], first, xs);
    const after = scene.runs.map((run) => {
      const k = Math.min(Math.floor(cursor), run.steps);
      const path = run.paths[first];
      return { run, k, ys: model.density([path[2 * k], path[2 * k + 1]], first, xs) };
    });
    const highest = Math.max(...before, ...after.flatMap(({ ys }) => Math.max(...ys)));
    const context = this.#layers.begin(style.width, style.height, style.ratio);
    clipped(context, this.#frame.slice(0, 4), () => {
      this.#curve(context, before, highest, { color: colors.ink, width: 1.6, dash: [2, 4] });
      for (const { run, k, ys } of after) {
        if (k === 0) continue;
        context.globalAlpha = highlight && highlight !== run.rule ? 0.2 : 1;
        const color = familyColor(colors, run.entry.family);
        const dash = state.charts.length > 1
          ? CHART_DASHES[run.chartIndex % CHART_DASHES.length]
          : FAMILIES[run.entry.family].ball;
        this.#curve(context, ys, highest, { color, width: 2.2, dash });
        context.globalAlpha = 1;
      }
    });
    this.#label(context, before, highest, colors, style);
  }

  #pixel(k, y, highest) {
    const [left, top, right, bottom] = this.#frame;
    return [
      left + (k / (SAMPLES - 1)) * (right - left),
      bottom - (y / highest) * HEADROOM * (bottom - top),
    ];
  }

  #curve(context, ys, highest, { color, width, dash }) {
    context.beginPath();
    ys.forEach((y, k) => context.lineTo(...this.#pixel(k, y, highest)));
    context.setLineDash(dash);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }

  /** The density before any step is named at its peak; colours name the others. */
  #label(context, before, highest, colors, style) {
    const peak = before.indexOf(Math.max(...before));
    const [x, y] = this.#pixel(peak, before[peak], highest);
    const [left, , right] = this.#frame;
    context.font = `${style.text}px system-ui, sans-serif`;
    context.textBaseline = "bottom";
    const text = "before";
    const width = context.measureText(text).width;
    const at = Math.min(right - width, Math.max(left, x - width / 2));
    context.fillStyle = colors.ink;
    context.fillText(text, at, Math.max(style.text + 2, y - 4));
  }
}
