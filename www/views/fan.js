// One setting under many seeds at once: the quantiles of the return over the steps.

import { ruleEntry } from "../core.js";
import { number, share } from "../text/format.js";
import { FAMILIES, drawMarker, familyColor } from "../language.js";
import { clipped, path, trace } from "../layers.js";
import { Labels } from "../labels.js";
import { Measures } from "../accounts/measures.js";
import { Plot } from "../plot.js";
import { register } from "./registry.js";
import { LEVELS, SEEDS, STEPS, Seeds, outcomeOf, progress, settingOf, startOf } from "./seeds.js";

/** Where along the run the quantiles are taken, as shares of its steps: denser where more happens. */
const PLACES = Array.from({ length: 16 }, (_, k) => ((k + 1) / 16) ** 1.6);

const panels = (state, hooks) => state.rules.map((rule, r) => ({ view: new FanView(r, hooks), title: ruleEntry(rule).label }));

const stepsOf = ({ steps }) => steps ?? STEPS;
const scaleOf = ({ options }) => options?.scale ?? [1, 1];

/** A run of so many steps is the beginning of a longer one: its seeds draw the same. */
function measure(scene, state, model) {
  scene.seedsStart = startOf(state, model);
  const steps = [...new Set(PLACES.map((place) => Math.max(1, Math.round(place * stepsOf(state)))))];
  scene.fan = state.rules.map((rule) => {
    const run = scene.spec.runs.find((one) => one.rule === rule);
    return { rule, start: -scene.inspection.loss, nodes: steps.map((step) => ({ step, spec: settingOf(scene, run, scaleOf(state), step) })) };
  });
  scene.settings = scene.fan.flatMap(({ nodes }) => nodes.map(({ spec }) => spec));
}

/** What is known of the end of a fan. */
const endOf = ({ nodes }) => outcomeOf(nodes.at(-1).spec);

class FanView {
  #plot = new Plot("fan");
  #seeds;
  #index;

  constructor(index, hooks) {
    this.root = this.#plot.root;
    this.#index = index;
    this.#seeds = new Seeds(hooks);
  }

  rest(gone) {
    this.#seeds.rest(gone);
  }

  draw({ scene, state, style, colors }) {
    const { rule, start, nodes } = scene.fan[this.#index];
    // The end first: what it says in words is then soon known.
    if (state.halted) this.#seeds.rest(true);
    else this.#seeds.want([nodes.at(-1).spec, ...nodes.map(({ spec }) => spec)]);
    const { context, area, pixel } = this.#plot.begin({
      window: [0, stepsOf(state), -1.05, 1.05], x: { label: "step" }, y: { label: "return J" }, zero: true,
    }, style);
    const { family } = ruleEntry(rule);
    const color = familyColor(colors, family);
    // A quantile of the loss is minus that of the return from the other side.
    const columns = [[0, LEVELS.map(() => start)]];
    for (const { step, spec } of nodes) {
      const found = outcomeOf(spec);
      if (!found) break;
      columns.push([step, [...found.quantiles].reverse().map((loss) => -loss)]);
    }
    const line = (level) => columns.map(([step, values]) => pixel(step, values[level]));
    clipped(context, area, () => {
      for (const [low, high, ink] of [[0, 4, 0.16], [1, 3, 0.26]]) {
        path(context, [...line(low), ...line(high).reverse()]);
        context.globalAlpha = ink;
        context.fillStyle = color;
        context.fill();
      }
      context.globalAlpha = 1;
      trace(context, line(2), color, 2.2, []);
      for (const at of line(2).slice(1)) drawMarker(context, FAMILIES[family].marker, ...at, 3, color, colors.ground);
    });
    if (columns.length < 3) return;
    const labels = new Labels(context, area, colors.ground, style);
    for (const at of line(2)) labels.keepOff(at, 4);
    labels.write("median", line(2)[Math.floor(columns.length / 2)], color);
  }
}

function account(state, hooks) {
  const table = new Measures([`${SEEDS} seeds`, "succeed", "collapse", "median return", "of 20 seeds the worst"]);
  table.root.classList.add("stack");
  return [progress(state, hooks), {
    root: table.root,
    update(scene) {
      for (const fan of scene.fan) {
        const end = endOf(fan);
        table.write(fan.rule, ruleEntry(fan.rule).label, end
          ? [share(end.tally.success), share(end.tally.collapsed), number(-end.quantiles[2]), number(-end.quantiles[4])] : ["…", "…", "…", "…"]);
      }
    },
  }];
}

function caption(scene, state) {
  const parts = scene.fan.map((fan) => {
    const { label } = ruleEntry(fan.rule);
    const end = endOf(fan);
    if (!end) return `${label} ${state.halted ? "was stopped" : "is being run"}`;
    const { success, collapsed, total } = end.tally;
    const [good, gone] = [success, collapsed].map((part) => Math.round(part * total));
    const some = (count, verb) => `${count} ${verb}${count === 1 ? "s" : ""}`;
    return `with ${label} ${some(good, "succeed")}, with a return above 0.8, and ${some(gone, "collapse")}`;
  });
  return `${SEEDS} seeds, each with episodes of its own, in units (${scaleOf(state).join(", ")}), for ${stepsOf(state)} steps: ${parts.join("; ")}. Half of the seeds lie in the darker band, nine in ten in the lighter.`;
}

register("fan", { panels, measure, account, instead: true, caption, timeless: true });
