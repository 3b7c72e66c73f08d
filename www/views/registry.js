// The kinds of panels a figure can have. Views register themselves here; this
// module knows none of them. A view is an object with any of these:
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
//   timeless                       true where no panel changes with the step
//
// `hooks.move(pin, chart, at)` moves a pin, `hooks.end()` says that a gesture is over,
// `hooks.change(apply, found)` applies a reader's change to the state (`apply(state, convert, model)`), or what work has `found`, `hooks.emphasize(rule)`
// tells which rule a pointer rests on, `hooks.redraw()` asks for a frame, `hooks.failed(error)` says what went wrong.

/** The names there are, in the order in which an error lists them. */
export const VIEWS = [];

/** The views that are here, by name. */
const here = new Map();

/** The one model that a view is about, by name of the view; most can show any. */
const models = new Map();

/** Fetches the views that have been promised and are not here yet. */
let fetching = async () => {};

/** Says that a view will come when it is asked for; `model` is the only one it can show, if there is such. */
function promise(name, { model } = {}) {
  if (!VIEWS.includes(name)) VIEWS.push(name);
  if (model) models.set(name, model);
}

/** A view is here. */
export function register(name, view) {
  promise(name);
  here.set(name, view);
}

/** Promises views, each `[name, { model }?]`, and says how to fetch them. */
export function promiseAll(views, fetch) {
  for (const [name, about] of views) promise(name, about);
  fetching = fetch;
}

/** The one model that a view is about, if there is such. */
export const madeFor = (name) => models.get(name);

/** Whether every one of `names` can be shown at once; unknown names count as here, for they are refused elsewhere. */
export const areHere = (names) => names.every((name) => here.has(name) || !VIEWS.includes(name));

/** Fetches all views. */
export const fetchViews = () => fetching();

/** The views of a state. */
export const viewsOf = (state) => state.views.map((name) => here.get(name));
