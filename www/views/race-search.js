// The display of the searches for the best rates: a button, the progress, and the results so
// far.

import { button, element, setText } from "../elements.js";
/** @import { Scene } from "../scene/shape.js" */
/** @import { Race, State } from "../state/shape.js" */
/** @import { RateSearches } from "../compute/rate-searches.js" */

export class SearchBar {
  #searches;

  /** The bar of some `searches`; see compute/rate-searches.js. @param {RateSearches} searches */
  constructor(searches) {
    this.#searches = searches;
    this.root = element("div", "search");
    this.bar = element("progress");
    this.bar.setAttribute("aria-label", "search for the best rates");
    this.text = element("span");
    this.button = button("Search", () => (searches.running ? searches.stop() : searches.again()));
    this.root.append(this.button, this.text, this.bar);
  }

  /**
   * @param {Scene} scene
   * @param {State} state
   */
  update(scene, { race }) {
    this.root.hidden = race.budget !== "best";
    if (this.root.hidden) return;
    const { running, share } = this.#searches;
    setText(this.button, running ? "Cancel" : "Search");
    this.bar.value = share;
    this.bar.style.visibility = running ? "visible" : "hidden";
    setText(this.text, running ? `${scene.runs.length - race.pending.length} of ${scene.runs.length} rates found` : standing(race));
  }
}

/** Words about the rates when no search is in progress. @param {Race} race */
function standing({ stopped, pending, given }) {
  if (stopped) return "Called off: grey rates are the best so far.";
  if (pending.length) return "";
  return given ? "These rates came with the figure: a search checks them." : "These rates are the best that were found.";
}
