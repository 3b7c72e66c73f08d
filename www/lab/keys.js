// The keys of the lab. What a control uses itself does not come this far; see figure/keys.js.

/** @import { Figure } from "../figure/figure.js" */
/** @import { Bench } from "./bench.js" */
/** @import { Acts } from "./frame.js" */

/** Elements in which one types. */
const TYPED = "textarea, input:not([type=range], [type=radio], [type=checkbox], [type=button], [type=file]), [contenteditable]";

/** What has the focus, inside shadow trees too. */
function focused() {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found;
}

/**
 * @param {Acts} acts
 * @param {Figure} figure
 * @param {Bench} bench
 */
export function listen(acts, figure, bench) {
  const { transport } = figure;
  /** @type {Record<string, () => void>} */
  const plain = {
    " ": () => transport.play.click(),
    ArrowRight: () => transport.step.click(),
    ArrowLeft: () => transport.back.click(),
    Home: () => transport.reset.click(),
    PageDown: acts.next, PageUp: acts.previous,
    l: acts.presets, f: acts.field, p: acts.projector, d: acts.theme, s: acts.panel, "?": acts.help, "=": acts.formula, c: acts.formula,
    w: acts.second, t: acts.notes, 0: () => bench.frame(), Escape: acts.leave,
  };
  addEventListener("keydown", (event) => {
    const typing = focused()?.matches(TYPED);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const again = key === "y" || (key === "z" && event.shiftKey);
      if (typing || (key !== "z" && !again)) return;
      event.preventDefault();
      if (again) acts.redo();
      else acts.undo();
      return;
    }
    if (typing || event.altKey || event.defaultPrevented || !plain[key]) return;
    event.preventDefault();
    plain[key]();
  });
}
