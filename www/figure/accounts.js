// The tables below a figure: those of its views, and that of single steps unless a view replaces it.

import { Facts, Ledger } from "../accounts/ledger.js";
import { Matrices } from "../accounts/matrices.js";
/** @import { State } from "../state/shape.js" */
/** @import { Account, Hooks, View } from "../views/view.js" */

/**
 * @param {View[]} views
 * @param {State} state
 * @param {Hooks} hooks
 * @returns {Account<void>[]}
 */
export function accountsOf(views, state, hooks) {
  const own = views.flatMap((view) => [view.account?.(state, hooks) ?? []].flat().map((account) => withColumns(account, view.name)));
  if (views.some((view) => view.instead)) return own;
  return [
    ...own,
    ...(state.ellipses.length > 1 ? [new Matrices(state)] : []),
    ...(state.rules.length ? [new Ledger(state, hooks.emphasize), new Facts(state)] : []),
  ];
}

/**
 * The account of a view, which is given the columns of that view.
 * @param {Account<any>} account
 * @param {View["name"]} name
 * @returns {Account<void>}
 */
const withColumns = (account, name) => ({
  root: account.root,
  update: (scene, state, cursor) => account.update(scene, state, cursor, scene.columns[name]),
  paint: (colors, ratio) => account.paint?.(colors, ratio),
});
