// Properties of the lab's element for scripts and for what saves: those that a figure has, and what tests look at.

import { toAttributes } from "../state/attributes.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Showing } from "./showing.js" */
/** @import { Stage } from "./stage.js" */
/** @import { Windows } from "./windows.js" */

/**
 * Gives the element its properties.
 * @param {HTMLElement} host
 * @param {{ figure: Figure, showing: Showing, stage: Stage, windows: Windows }} lab
 */
export function expose(host, { figure, showing, stage, windows }) {
  Object.defineProperties(host, {
    spec: { get: () => figure.spec },
    cursor: { get: () => figure.cursor, set: (step) => { figure.cursor = step; } },
    changes: { get: () => toAttributes(figure.state), set: (changes) => { showing.open(changes, { keep: true }); } },
    costs: { get: () => figure.current.scene.runs.map(({ kl }) => kl[1]) },
    frames: { get: () => Object.fromEntries(stage.panels.map(({ name, frame: at }) => [name, at])) },
    windows: { get: () => Object.fromEntries(figure.state.charts.map((chart) => [chart, windows.of(chart)])) },
  });
}
