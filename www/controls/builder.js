// Controls with which a reader builds a figure: its panels, model, rules and data.

import { entry, menu, slider, toggle } from "./inputs.js";
import { catalogue, isReturn, modelEntry, rulesOf } from "../core.js";
import { element, focusIn } from "../elements.js";
import { ruleName } from "../state/rule-keys.js";
import { toAttributes } from "../state/attributes.js";
import { VIEWS, isOfEpisodes } from "../views/registry.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { State } from "../state/shape.js" */
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
 * Adds the builder's controls to a figure in an element; `end` of what it returns takes them away again.
 * @param {Figure} figure
 * @param {Host} host
 */
export const build = (figure, host) => new Builder(figure, host);

class Builder {
  #figure;
  #host;
  #root = element("div", "builder steering");
  #menus = element("div", "controls");
  #rules = element("div", "controls");
  #listening = new AbortController();
  /** What the controls were made for. @type {string | undefined} */
  #shape;

  /** @param {Figure} figure @param {Host} host */
  constructor(figure, host) {
    this.#figure = figure;
    this.#host = host;
    this.#rules.setAttribute("role", "group");
    this.#rules.setAttribute("aria-label", "rules");
    this.#root.append(this.#menus, this.#rules);
    figure.parts.controls.after(this.#root);
    figure.parts.saving.open = true;
    import("./own-data.js").then(({ ownData }) => this.#root.append(ownData(figure, host).root),
      ({ message }) => this.#root.append(element("p", "problem", `This could not be loaded: ${message}`)));
    const { signal } = this.#listening;
    host.addEventListener("kl-ball-change", () => this.#arrange(), { signal });
    // A menu already shows the choice that was refused.
    host.addEventListener("kl-ball-error", () => {
      this.#shape = undefined;
      this.#arrange();
    }, { signal });
    this.#arrange();
  }

  /** Takes the controls away. */
  end() {
    this.#listening.abort();
    this.#root.remove();
  }

  /** Shows the figure with other attributes; undefined ones are removed. @param {Record<string, string | undefined>} changes */
  #set(changes) {
    // The step that is shown stays.
    const { step } = this.#host.changes;
    const all = { ...toAttributes(this.#figure.state), step, ...changes };
    this.#host.changes = /** @type {Record<string, string>} */ (Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
    this.#arrange();
  }

  /** Chooses another model, which has other charts, data and rates. @param {string} model */
  #another(model) {
    const { state } = this.#figure;
    const { steps, balls } = toAttributes(state);
    const view = state.views.every((name) => suits(name, model)) ? state.views.join(" ") : "plane density";
    const usable = new Set(rulesOf(model).map(({ name }) => name));
    const rules = state.rules.map(ruleName).filter((name) => usable.has(name));
    this.#host.changes = { view, steps, balls, model, rules: rules.join(" ") || "none" };
    this.#arrange();
  }

  /** Makes the controls anew where the state needs other ones. */
  #arrange() {
    const { state, root } = this.#figure;
    const shape = JSON.stringify([state.views, state.model, state.charts, state.rules, state.steps]);
    if (shape === this.#shape) return;
    this.#shape = shape;
    const focused = focusIn(root)?.closest(".builder label")?.textContent;
    this.#menus.replaceChildren(...this.#menusFor(state));
    this.#rules.replaceChildren(element("span", "name", "rules"), ...this.#togglesFor(state));
    const back = [...this.#root.querySelectorAll("label")].find(({ textContent }) => textContent === focused);
    (back?.control ?? back)?.focus({ preventScroll: true });
  }

  /** @param {State} state */
  #menusFor({ views, model, charts, steps }) {
    const offered = VIEWS.filter((name) => suits(name, model)).map((name) => (name === "plane" ? entry(name, "the plane") : entry(`plane ${name}`, `plane and ${name}`)));
    const shown = views.join(" ");
    const others = modelEntry(model).charts.filter(({ name }) => name !== charts[0]);
    return [
      menu("panels", offered.some(([name]) => name === shown) ? offered : [entry(shown, views.join(", ")), ...offered], shown, (view) => this.#set({ view })),
      menu("model", catalogue().models.map(({ name, label }) => entry(name, label)), model, (name) => this.#another(name)),
      menu("a second plane in", [entry("", "no other parameters"), ...others.map(({ name, label }) => entry(name, label))],
        charts[1] ?? "", (name) => this.#set({ chart: [charts[0], name].join(" ").trim() })),
      slider("steps", STEPS, steps ?? 20, (value) => this.#set({ steps: String(value) })),
    ];
  }

  /** One switch for each rule that the model can use. @param {State} state */
  #togglesFor({ model, rules }) {
    return rulesOf(model).map(({ name, label }) => toggle(label, rules.some((rule) => ruleName(rule) === name), (on) => {
      const names = [...rules.map(ruleName).filter((rule) => rule !== name), ...(on ? [name] : [])];
      const wanted = catalogue().rules.flatMap((rule) => names.filter((one) => one === rule.name));
      this.#set({ rules: wanted.join(" ") || "none" });
    }));
  }
}
