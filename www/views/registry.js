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

/** Those that an element has from the start; the others come when one of them is asked for. */
const loaded = { plane, density };

/** The names there are, in the order in which an error lists them. */
export const VIEWS = [
  "plane", "density", "divergence", "score", "expansion", "halving", "order",
  "series", "map", "race", "policy", "cliff", "fan",
];

/** Those that are about a policy alone. */
export const OF_A_POLICY = ["policy", "cliff", "fan"];

/** Whether every one of `names` can be shown at once; unknown names count as loaded. */
export const here = (names) => names.every((name) => loaded[name] || !VIEWS.includes(name));

/** Fetches all views. */
export const fetchViews = async () => { Object.assign(loaded, await import("./others.js")); };

/** The modules of a state's views, each once. */
export const viewsOf = (state) => state.views.map((name) => loaded[name]);
