// The kinds of panels a figure can have. Views register themselves here; this
// module imports none of them. A view is an object with any of these:
//
// What is drawn, as data. These are functions: the same input gives the same output, nothing that they are
// given is changed, and none touches the page. All but `ask` and `carry` are given plain data, and no model.
//
//   panels(state)                             the panels: `{ name, title, chart? }` and whatever else the view needs to
//                                             distinguish them; `name` is also the class of the panel's element
//   backdrop(state, columns, { style }, theme)  what the core draws behind the marks: `{ figure: "plane", chart, home }`,
//                                             `{ figure: "density" }` or `{ figure: "axes", axes }`; a view without one
//                                             has the whole panel as its frame
//   ask(state, sources, size)                 what has to be asked once the backdrop is laid out, because it depends on the frame, on
//                                             the step shown, or on what has been found by then: answers as plain data. A function of www/compute/;
//                                             `sources` are the `scene`, the view's own `columns`, the `model` and its `modelKey`
//   marks(state, columns, size, theme)        what stands above the backdrop: `{ marks, way?, handles?, amount?, held?, scale? }`
//   carry(way, model)                         the marks of a picture between two charts, where they are now: a function of www/compute/
//
// `state` is what a panel shows at this moment (`Moment` in view.d.ts): the `panel`, the `state` of its figure, `home` (a
// point that all windows contain), `cursor` (the step, a fraction while one is animated), `stage` (the stop within a single
// step), `highlight` (the rule a pointer rests on), `withWords` (whether words and numbers are written in this frame), what
// a hand holds (`grip`), and what the last frame has `held` for this one: the bounds of an axis stay while they fit.
// `columns` are the numbers: the `scene`, the view's own `columns` and its `answers`, and the `modelKey`. What scene and columns have of functions is left out.
// `size` is `{ style, backdrop, frame, measure }`: `style` is the size of the panel, its text and the colours of the core,
// `frame` the plotting area that the backdrop leaves, and the window it shows (marks/marks.js); `measure(text, size?)` is
// how wide words are. `theme` has the colours by name.
//
// Marks are made with marks/marks.js, placed with marks/frame.js, words beside points with marks/labels.js. A handle is
// `{ pin, at, shown, words? }`: which pin it moves, where that is in the chart, whether it can be taken now, and what a
// screen reader says of it. `amount` is a line of text in the corner of the panel; `scale` is what a picture says of its colours below it.
//
// What lives on the page:
//
//   live(panel, described, hooks)  for a panel that works by itself or takes the pointer: `{ follow(shared, drawn), rest(gone), forget()? }`;
//                                  `panel` is figure/panel.js, `shared` what all panels share, with the columns of the view. `follow` is called after every frame, `rest` when the panel
//                                  leaves sight (until it is drawn again), or is `gone` for good,
//                                  `forget` when what it has painted is lost
//   atOnce(panel, shared, { frame }, change)  does at once what `live` does over time, for a picture without a page;
//                                  `change(apply)` changes the state, `apply(state)`, and then the figure is drawn again.
//                                  It may return columns that take the place of those before
//   controls(state, change)        elements for the row of controls
//   account(state, hooks)          { root, update(scene, state, cursor, columns), paint(colors, ratio)? }
//   instead                        whether its account takes the place of the one of single steps
//
// What is known:
//
//   read(read, state)              puts its own attributes into the state, or throws
//   write(state)                   those attributes again, as text by name
//   complete(state, model)         puts in what a state leaves open
//   prepare(scene, state, model)   the columns that the view needs besides the scene: quickly
//   grows                          whether they depend on how far the runs have come, and are prepared again as long as these grow
//   refine(columns, scene, state, model)  columns that take longer, once the hand rests: an iterable, such as a generator,
//                                  of columns that take the place of the last ones; the figure is drawn in between.
//                                  Both are functions of www/compute/, because a view computes nothing
//   caption(scene, state, cursor, columns)  what the figure shows, in place of the words about steps
//   timeless                       true where no panel changes with the step
//
// `hooks.move(pin, chart, at)` moves a pin, `hooks.whereIs(pin, chart)` says where it is, `hooks.end()` says that a
// gesture is over, `hooks.change(apply, found)` applies a reader's change to the state (`apply(state, convert, model)`),
// or what work has `found`, `hooks.found(name, change)` gives a view other columns, `hooks.emphasize(rule)` tells which rule a pointer rests on, `hooks.redraw()` asks for a
// frame, `hooks.failed(error)` says what went wrong.

/** @import { State } from "../state/shape.js" */
/** @import { View, ViewOf } from "./view.js" */

/** @typedef {{ ofEpisodes?: boolean, isLight?: boolean, takes?: string }} About */

/** All names, in the order in which errors list them. */
export const VIEWS = /** @type {string[]} */ ([]);

/** The loaded views, by name. @type {Map<string, View>} */
const here = new Map();

/** The views that are about models that play episodes; most can show any model. @type {Set<string>} */
const episodic = new Set();

/** The views that a small core is enough for. @type {Set<string>} */
const light = new Set();

/** What fetches a view that is not loaded yet, by its name. @type {Map<string, () => Promise<unknown>>} */
const fetching = new Map();

/** The view whose script a view takes, too, by its name. @type {Map<string, string>} */
const taking = new Map();

/**
 * Announces a view that is fetched when it is needed.
 * @param {string} name
 * @param {() => Promise<unknown>} fetch
 * @param {About} [about]
 */
export function announce(name, fetch, about) {
  fetching.set(name, fetch);
  know(name, about);
}

/**
 * Keeps what is known of a view; `ofEpisodes`: it can only show a model that plays episodes; `isLight`: a small core is
 * enough for it; `takes`: the view whose script has to be here, too.
 * @param {string} name
 * @param {About} [about]
 */
function know(name, { ofEpisodes, isLight, takes } = {}) {
  if (!VIEWS.includes(name)) VIEWS.push(name);
  if (ofEpisodes) episodic.add(name);
  if (isLight) light.add(name);
  if (takes) taking.set(name, takes);
}

/**
 * Registers a view.
 * @template {string} Name
 * @param {Name} name
 * @param {ViewOf<Name>} view
 * @param {About} [about]
 */
export function register(name, view, about) {
  know(name, about);
  here.set(name, /** @type {View} */ ({ name, ...view }));
}

/** Whether a view can only show a model that plays episodes. @param {string} name */
export const isOfEpisodes = (name) => episodic.has(name);

/** Whether a small core is enough for a view. @param {string} name */
export const isLight = (name) => light.has(name);

/** These views and those whose scripts they take. @param {string[]} names */
const withTaken = (names) => names.flatMap((name) => [name, taking.get(name) ?? []].flat());

/** Whether all of `names` are loaded. Unknown names count as loaded, because they are refused elsewhere. @param {string[]} names */
export const areHere = (names) => withTaken(names).every((name) => here.has(name) || !VIEWS.includes(name));

/** Fetches those of these views that are not loaded yet; all, if none are named. @param {string[]} [names] */
export const fetchViews = (names = VIEWS) => {
  const missing = withTaken(names).flatMap((name) => (here.has(name) ? [] : fetching.get(name) ?? []));
  return Promise.all([...new Set(missing)].map((fetch) => fetch()));
};

/** The views of a state. @param {State} state */
export const viewsOf = (state) => state.views.flatMap((name) => here.get(name) ?? []);
