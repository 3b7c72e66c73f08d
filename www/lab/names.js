// The names of many rules beside samples of their lines: where the list of rules is out of sight, and there is no room for
// every name in the picture.

import { SAMPLE, paintSample } from "../accounts/samples.js";
import { element, picture } from "../elements.js";
import { keyOf } from "../figure/key.js";
import { FAMILIES, familyColor } from "../language.js";
import { line, symbols } from "../marks/marks.js";
import { pathDash } from "../scene/dashes.js";
/** @import { State } from "../state/shape.js" */
/** @import { Colors } from "../views/view.js" */

/** So many names and fewer have room in one plane; every further plane has room for one less. */
const FEW = 3;

/** What they look like. */
export const STYLE = `
.names { display: none; flex-wrap: wrap; gap: 0 14px; margin: 0; padding: 0; list-style: none; font-size: 12px; line-height: 1.35; }
.names li { display: flex; gap: 5px; align-items: center; white-space: nowrap; }
.names .sample { width: 32px; height: 14px; }
.lab:is(.projector, .screen) .names:not([hidden]) { display: flex; }
@media (min-width: 640px) and (max-width: 1023px) { .names:not([hidden]) { display: flex; } }
`;

export class Names {
  root = element("ul", "names");
  /** The names that are shown, as a key. */
  #shown = "";

  constructor() {
    this.root.setAttribute("aria-label", "Rules");
  }

  /** Follows the state, and colours that may have changed. @param {State} state @param {Colors} colors @param {number} ratio */
  follow(state, colors, ratio) {
    const planes = state.charts.length;
    // Beside two planes dashes tell charts apart.
    const rules = keyOf(state).map((one, k) => (planes > 1 ? { ...one, dash: pathDash(state, state.rules[k], 0) } : one));
    const shown = JSON.stringify([rules, planes, colors.ink, ratio]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.root.hidden = rules.length + planes - 1 <= FEW;
    this.root.replaceChildren(...(this.root.hidden ? [] : rules.map(({ label, family, dash, hollow }) => {
      const made = element("li");
      const canvas = picture("sample");
      const color = familyColor(colors, family);
      const y = SAMPLE.height / 2;
      paintSample(canvas, [
        line([1, y, SAMPLE.width - 1, y], color, 2.2, { dash }),
        symbols(FAMILIES[family].marker, [SAMPLE.width / 2, y], 4, color, colors.ground, { hollow }),
      ], ratio);
      made.append(canvas, label);
      return made;
    })));
  }
}
