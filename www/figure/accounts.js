// The tables below a figure: those of its views, and that of single steps unless a view replaces it.

import { Facts, Ledger } from "../accounts/ledger.js";
import { Matrices } from "../accounts/matrices.js";
/** @import { State } from "../state/shape.js" */
/** @import { Account, Hooks, View } from "../views/view.js" */

/**
 * @param {View[]} views
 * @param {State} state
 * @param {Hooks} hooks
 * @returns {Account[]}
 */
export function accountsOf(views, state, hooks) {
  const own = views.flatMap((view) => [view.account?.(state, hooks) ?? []].flat().map((account) => Object.assign(account, { view: view.name })));
  if (views.some((view) => view.instead)) return own;
  return [
    ...own,
    ...(state.ellipses.length > 1 ? [new Matrices(state)] : []),
    ...(state.rules.length ? [new Ledger(state, hooks.emphasize), new Facts(state)] : []),
  ];
}
