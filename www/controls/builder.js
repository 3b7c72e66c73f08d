// Controls with which a reader builds a figure: its panels, model, rules and data.

import { entry, menu, slider, toggle } from "./inputs.js";
import { catalogue, isReturn, modelEntry, rulesOf } from "../core.js";
import { element, focusIn } from "../elements.js";
import { ruleName } from "../state/rule-keys.js";
import { toAttributes } from "../state/attributes.js";
import { VIEWS, isOfEpisodes } from "../views/registry.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Host } from "../views/view.js" */

/** The range of the slider of steps. */
const STEPS = { slider: [1, 200], logarithmic: true, whole: true, text: String };

/**
 * Whether a view can show a model.
 * @param {string} view
 * @param {string} model
 */
const suits = (view, model) => !isOfEpisodes(view) || isReturn(model);

/**
 * Adds the builder's controls to a figure in an element.
 * @param {Figure} figure
 * @param {Host} host
 */
export function build(figure, host) {
  const root = element("div", "builder steering");
  const menus = element("div", "controls");
  const rules = element("div", "controls");
  rules.setAttribute("role", "group");
  rules.setAttribute("aria-label", "rules");
  figure.parts.controls.after(root);
  figure.parts.saving.open = true;

  /** Shows the figure with other attributes; undefined ones are removed. @param {Record<string, string | undefined>} changes */
  const set = (changes) => {
    // The step that is shown stays.
    const { step } = host.changes;
    const all = { ...toAttributes(figure.state), step, ...changes };
    host.changes = /** @type {Record<string, string>} */ (Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
    arrange();
  };

  /** Chooses another model, which has other charts, data and rates. @param {string} model */
  const another = (model) => {
    const { steps, balls } = toAttributes(figure.state);
    const { views } = figure.state;
    const view = views.every((name) => suits(name, model)) ? views.join(" ") : "plane density";
    const usable = new Set(rulesOf(model).map(({ name }) => name));
    const rules = figure.state.rules.map(ruleName).filter((name) => usable.has(name));
    host.changes = { view, steps, balls, model, rules: rules.join(" ") || "none" };
    arrange();
  };

  /** @type {string | undefined} */
  let known;
  function arrange() {
    const { state } = figure;
    const key = JSON.stringify([state.views, state.model, state.charts, state.rules, state.steps]);
    if (key === known) return;
    known = key;
    const focused = focusIn(figure.root)?.closest(".builder label")?.textContent;
    const { charts } = modelEntry(state.model);
    const views = VIEWS.filter((name) => suits(name, state.model)).map((name) => entry(name === "plane" ? name : `plane ${name}`, name === "plane" ? "the plane" : `plane and ${name}`));
    const shown = state.views.join(" ");
    menus.replaceChildren(
      menu("panels", views.some(([name]) => name === shown) ? views : [entry(shown, state.views.join(", ")), ...views], shown, (view) => set({ view })),
      menu("model", catalogue().models.map(({ name, label }) => entry(name, label)), state.model, another),
      menu("a second plane in", [entry("", "no other parameters"), ...charts.filter(({ name }) => name !== state.charts[0]).map(({ name, label }) => entry(name, label))],
        state.charts[1] ?? "", (name) => set({ chart: [state.charts[0], name].join(" ").trim() })),
      slider("steps", STEPS, state.steps ?? 20, (steps) => set({ steps: String(steps) })),
    );
    rules.replaceChildren(element("span", "name", "rules"), ...rulesOf(state.model).map(({ name, label }) => toggle(label, state.rules.some((rule) => ruleName(rule) === name), (on) => {
      const names = [...state.rules.map(ruleName).filter((rule) => rule !== name), ...(on ? [name] : [])];
      const wanted = catalogue().rules.flatMap((rule) => names.filter((one) => one === rule.name));
      set({ rules: wanted.join(" ") || "none" });
    })));
    const back = [...root.querySelectorAll("label")].find(({ textContent }) => textContent === focused);
    (back?.control ?? back)?.focus({ preventScroll: true });
  }

  root.append(menus, rules);
  import("./own-data.js").then(({ ownData }) => root.append(ownData(figure, host).root), ({ message }) => root.append(element("p", "problem", `This could not be loaded: ${message}`)));
  const listening = new AbortController();
  host.addEventListener("kl-ball-change", arrange, { signal: listening.signal });
  // A menu already shows the choice that was refused.
  host.addEventListener("kl-ball-error", () => {
    known = undefined;
    arrange();
  }, { signal: listening.signal });
  arrange();
  return {
    /** Takes the controls away again. */
    end() {
      listening.abort();
      root.remove();
    },
  };
}
