// The panels a figure can have. A view is a kind of panel; its module, fetched
// when a figure first asks for it, exports any of these:
//
//   panels(state, hooks)           [{ view, title, chart? }]; a view has `root` (in it `panel`, where that
//                                  is not all) and `draw(shared)`, and where it works on by itself `rest(gone)`:
//                                  until it is drawn again, or for good
//   read(read, state)              puts its own attributes into the state, or throws
//   write(state)                   those attributes again, as text by name
//   complete(state, model)         puts in what a state leaves open
//   measure(scene, state, model)   adds the numbers it shows to a scene, at every frame: quickly
//   settle(scene, state, model)    a generator that adds what takes longer once the hand rests;
//                                  after each yield the figure is drawn with what there is
//   controls(state, change)        elements for the row of controls
//   account(state, hooks)          { root, update(scene, state, cursor), paint(colors, ratio)? }
//   instead                        whether its account takes the place of the one of single steps
//   caption(scene, state, cursor)  what the figure shows, in place of the words about steps
//
//   timeless                       true where no panel changes with the step
//
// `hooks.move(pin, chart, at)` moves a pin, `hooks.end()` says that a gesture is over,
// `hooks.change(apply, found)` applies a reader's change to the state (`apply(state, convert, model)`), or what work has `found`, `hooks.emphasize(rule)`
// tells which rule a pointer rests on, `hooks.redraw()` asks for a frame, `hooks.failed(error)` says what went wrong.

import * as density from "./density.js";
import * as plane from "./plane.js";

const measured = () => import("./measured.js");
const contests = () => import("./contests.js");
const policies = () => import("./policies.js");

/** By name, in the order in which an error lists them: where each view is. */
const loaders = {
  plane: () => ({ plane }), density: () => ({ density }),
  divergence: measured, score: measured, expansion: measured, halving: measured, order: measured,
  series: contests, map: contests, race: contests,
  policy: policies, cliff: policies, fan: policies,
};

const loaded = { plane, density };

/** The names there are. */
export const VIEWS = Object.keys(loaders);

/** Whether every one of `names` can be shown at once; unknown names count as loaded. */
export const here = (names) => names.every((name) => loaded[name] || !loaders[name]);

/** Fetches the modules of views by their names. */
export const fetchViews = (names) => Promise.all(names.map(async (name) => {
  if (loaders[name]) loaded[name] ??= (await loaders[name]())[name];
}));

/** The modules of a state's views, each once. */
export const viewsOf = (state) => state.views.map((name) => loaded[name]);
