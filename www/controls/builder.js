// Controls with which a reader builds a figure: its panels, model, rules and data.

import { menu, slider, toggle } from "./inputs.js";
import { Model, catalogue, modelEntry } from "../core.js";
import { element } from "../elements.js";
import { observed } from "../state/json.js";
import { dataText, toAttributes } from "../state/attributes.js";
import { VIEWS, madeFor } from "../views/registry.js";

/** The range of the slider of steps. */
const STEPS = { slider: [1, 200], logarithmic: true, whole: true, text: String };

/** How to write one's own data, by the kind of data that a model takes. */
const FORMS = {
  numbers: "numbers, one a line or between commas",
  labelled: "lines of an input and a label, 0 or 1",
  counts: "three counts",
};

/** Whether a view can show a model. */
const suits = (view, model) => [undefined, model].includes(madeFor(view));

/** Adds the builder's controls to a figure in an element. */
export function build(figure, host) {
  const root = element("div", "builder steering");
  const menus = element("div", "controls");
  const rules = element("div", "controls");
  rules.setAttribute("role", "group");
  rules.setAttribute("aria-label", "rules");
  figure.controls.after(root);
  figure.saving.open = true;

  /** Shows the figure with other attributes; undefined ones are removed. */
  const set = (changes) => {
    const all = { ...toAttributes(figure.state), ...changes };
    host.changes = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    arrange();
  };

  /** Chooses another model, which has other charts, data and rates. */
  const another = (model) => {
    const { steps, balls } = toAttributes(figure.state);
    const { views } = figure.state;
    const view = views.every((name) => suits(name, model)) ? views.join(" ") : "plane density";
    host.changes = { view, steps, balls, model, rules: figure.state.rules.join(" ") || "none" };
    arrange();
  };

  let known;
  function arrange() {
    const { state } = figure;
    const key = JSON.stringify([state.views, state.model, state.charts, state.rules, state.steps]);
    if (key === known) return;
    known = key;
    const focused = figure.root.getRootNode().activeElement?.closest(".builder label")?.textContent;
    const { charts } = modelEntry(state.model);
    const views = VIEWS.filter((name) => suits(name, state.model)).map((name) => [name === "plane" ? name : `plane ${name}`, name === "plane" ? "the plane" : `plane and ${name}`]);
    const shown = state.views.join(" ");
    menus.replaceChildren(
      menu("panels", views.some(([name]) => name === shown) ? views : [[shown, state.views.join(", ")], ...views], shown, (view) => set({ view })),
      menu("model", catalogue().models.map(({ name, label }) => [name, label]), state.model, another),
      menu("a second plane in", [["", "no other parameters"], ...charts.filter(({ name }) => name !== state.charts[0]).map(({ name, label }) => [name, label])],
        state.charts[1] ?? "", (name) => set({ chart: [state.charts[0], name].join(" ").trim() })),
      slider("steps", STEPS, state.steps ?? 20, (steps) => set({ steps: String(steps) })),
    );
    rules.replaceChildren(element("span", "name", "rules"), ...catalogue().rules.map(({ name, label }) => toggle(label, state.rules.includes(name), (on) => {
      const wanted = catalogue().rules.map((rule) => rule.name).filter((rule) => (rule === name ? on : state.rules.includes(rule)));
      set({ rules: wanted.join(" ") || "none" });
    })));
    form.textContent = `Your own data: ${FORMS[modelEntry(state.model).takes] ?? "this model takes none"}`;
    const back = [...root.querySelectorAll("label")].find(({ textContent }) => textContent === focused);
    (back?.control ?? back)?.focus({ preventScroll: true });
  }

  const form = element("span", "name");
  const text = element("textarea");
  const problem = element("p", "problem");
  problem.hidden = true;
  problem.setAttribute("role", "alert");
  text.rows = 4;
  text.spellcheck = false;
  const own = element("label", "own");
  own.append(form, text);

  /** Uses the data as typed, or says what is wrong with them; the text stays either way. */
  function read() {
    const { model } = figure.state;
    const { takes } = modelEntry(model);
    try {
      if (text.value.trim()) {
        const data = takes === "counts" ? { counts: text.value.trim().split(/[\s,;]+/).map(Number) } : { csv: text.value };
        const checked = takes === "counts" ? (new Model({ model, data }).free(), data) : observed(model, data);
        set({ data: dataText(checked), start: undefined, other: undefined });
      }
      problem.hidden = true;
    } catch (error) {
      problem.textContent = error.message.replace(/^data\.(csv|counts) /, "your data: ");
      problem.hidden = false;
    }
  }
  text.addEventListener("input", read);

  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", async (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    const dropped = file ? await file.text() : event.dataTransfer.getData("text/plain");
    text.focus();
    text.select();
    // Inserted as if typed, so that Undo restores the text before it.
    if (!document.execCommand("insertText", false, dropped)) text.value = dropped;
    read();
  });

  root.append(menus, rules, own, problem);
  host.addEventListener("kl-ball-change", arrange);
  // A menu already shows the choice that was refused.
  host.addEventListener("kl-ball-error", () => {
    known = undefined;
    arrange();
  });
  arrange();
}
