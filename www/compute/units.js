// The unit of the data of a figure, as an affine map of the numbers: x → scale · x + shift.

/** @import { State, Units } from "../state/shape.js" */
/** @import { Model } from "../views/view.js" */

/** The unit of the data themselves. */
export const PLAIN = { scale: 1, shift: 0 };

/** The unit, or undefined if it is that of the data. @param {Units} units */
export const unlessPlain = (units) => (units.scale === 1 && units.shift === 0 ? undefined : units);

/**
 * Puts everything in a state into another unit: the data, p and q.
 * @param {State} state
 * @param {Model} model
 * @param {Units} units
 */
export function inUnitOf(state, model, units) {
  const old = state.units ?? PLAIN;
  const scale = units.scale / old.scale;
  const shift = units.shift - old.shift * scale;
  for (const name of /** @type {const} */ (["start", "other"])) {
    const { chart, at } = state[name] ?? state.start;
    state[name] = { chart, at: model.affine(at, chart, scale, shift) };
  }
  state.units = unlessPlain(units);
}
