// Door or spin: the decision problem of a policy as a tree. The width of a branch is its
// probability, and every mark is an episode that the step uses.

import { askPolicies, stepShown, worldsOf } from "../compute/world.js";
import { catalogue, chartEntry, ruleEntry } from "../core.js";
import { capital, chance, counted, number } from "../text/format.js";
import { isSearched } from "../text/status.js";
import { FAMILIES, familyColor } from "../language.js";
import { Labels } from "../marks/labels.js";
import { area, circle, line, symbols, text } from "../marks/marks.js";
import { Measures } from "../accounts/measures.js";
import { pathDash } from "../scene/dashes.js";
import { register } from "./registry.js";
import { SHOWN_STEP } from "../text/caption.js";
import { told } from "../text/told.js";
/** @import { Colors, Pair, Size, ViewParts } from "./view.js" */
/** @import { PlainRun, PolicyAnswers, PolicyColumns, Run, World } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Mark } from "../marks/marks.js" */

/** @typedef {ViewParts<PolicyColumns, PolicyAnswers>} Parts */
/** @typedef {{ within: Size, run: PlainRun, world: World, name: string, color: string, colors: Colors, opacity: number, left: number, right: number, top: number, bottom: number }} Look The tree of a policy and where it goes. */
/** @typedef {{ from: Pair, to: Pair, share: number }} Branch A branch and its probability. */

/** The outcomes, from the top down: their names, and their numbers in the core. */
const ENDS = [
  { name: "treasure +1", outcome: 2 }, { name: "trap −1", outcome: 3 }, { name: "spin 0", outcome: 1 },
];

/** Largest distance between marks of episodes, in pixels. */
const PITCH = 11;

/** Number of pieces that approximate the curved edge of a branch. */
const PIECES = 24;

/** @type {Parts["panels"]} */
function panels(state) {
  return [{ name: "policy", title: state.batches ? "What the policy does, and the episodes its next step sees" : "What the policy does" }];
}

/**
 * The name of a run; its chart is added if there are several.
 * @param {State} state
 * @param {{ rule: string, chart: string }} run
 */
const nameOf = (state, { rule, chart }) =>
  ruleEntry(rule).label + (state.charts.length > 1 ? `, ${chartEntry(state.model, chart).label}` : "");

/** The trees of all policies, one below the other. @type {Parts["marks"]} */
function marks({ state, highlight }, { scene, answers: { worlds } }, size, colors) {
  const { width, height } = size.style;
  const room = height / scene.runs.length;
  return { marks: scene.runs.flatMap((run, row) => rowOf({
    within: size, run, world: worlds[row], name: nameOf(state, run),
    color: familyColor(colors, run.entry.family), colors, opacity: highlight && highlight !== run.rule ? 0.25 : 1,
    left: 8, right: width - 4, top: row * room, bottom: (row + 1) * room - 6,
  })) };
}

/** The tree of one policy: its name, its branches, its ends. @param {Look} look @returns {Mark[]} */
function rowOf(look) {
  const { within, run, world, name, color, colors, opacity, left, right, top, bottom } = look;
  const { text: size } = within.style;
  const middle = top + 0.7 * size;
  const [first, last] = [top + 1.5 * size, bottom];
  const spacing = (last - first) / 3;
  const fork = left + (world.counts ? 0.17 : 0.26) * (right - left);
  const ends = left + (world.counts ? 0.34 : 0.56) * (right - left);
  const thick = 1.2 * spacing;
  /** @param {number} number */
  const at = (number) => first + (number + 0.5) * spacing;
  const start = at(1.5);
  const inside = at(0.5);
  const { chances, door } = world;
  // Branches leave their stem in their order from the top down.
  /** @type {Branch[]} */
  const branches = [
    { from: [left, start - (thick * (1 - door)) / 2], to: [fork, inside], share: door },
    { from: [left, start + (thick * door) / 2], to: [ends, at(2)], share: chances[1] },
    { from: [fork, inside - (thick * chances[3]) / 2], to: [ends, at(0)], share: chances[2] },
    { from: [fork, inside + (thick * chances[2]) / 2], to: [ends, at(1)], share: chances[3] },
  ];
  const labels = new Labels(within);
  if (spacing > 1.8 * size) {
    const above = [Math.max(left + 4 * size, fork), Math.max(first, inside - (thick * door) / 2 - 0.8 * size)];
    labels.center(`door ${chance(door)}`, above, colors.ink);
  }
  return [
    symbols(FAMILIES[run.entry.family].marker, [left + 4, middle], 4, color, colors.ground, { hollow: run.hollow, opacity }),
    text(name, left + 14, middle, color, { opacity }),
    ...branches.flatMap((branch) => branchOf(branch, thick, look)),
    ...labels.marks.map((mark) => ({ ...mark, opacity })),
    ...ENDS.flatMap(({ name: end, outcome }, number) => endOf(look, { end, outcome, x: ends + 6, y: at(number), spacing })),
  ];
}

/**
 * A branch whose width is its probability, on a thin line that is visible even if the probability is tiny.
 * @param {Branch} branch
 * @param {number} thick
 * @param {{ color: string, colors: Colors, opacity: number }} given
 */
function branchOf({ from, to, share }, thick, { color, colors, opacity }) {
  const half = (thick * share) / 2;
  const back = curve(from, to, half);
  const below = [];
  for (let k = back.length - 2; k >= 0; k -= 2) below.push(back[k], back[k + 1]);
  return [
    line(curve(from, to, 0), colors.muted, 1, { dash: [1, 4], opacity }),
    area([...curve(from, to, -half), ...below], color, 0.45 * opacity),
  ];
}

/**
 * A curve that leaves a point and reaches another level, moved down by some pixels: a cubic whose middle points lie halfway.
 * @param {Pair} from
 * @param {Pair} to
 * @param {number} down
 */
function curve([x0, y0], [x1, y1], down) {
  const points = [];
  for (let k = 0; k <= PIECES; k += 1) {
    const t = k / PIECES;
    const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    points.push(a * x0 + (b + c) * (x0 + x1) / 2 + d * x1, (a + b) * y0 + (c + d) * y1 + down);
  }
  return points;
}

/**
 * An end: its name, its probability, and the episodes that ended there.
 * @param {Look} look
 * @param {{ end: string, outcome: number, x: number, y: number, spacing: number }} place
 * @returns {Mark[]}
 */
function endOf({ within, world, color, colors, opacity, right }, { end, outcome, x, y, spacing }) {
  const { text: size } = within.style;
  const two = spacing > 2.3 * size;
  const words = [
    text(end, x, y - (two ? 0.6 * size : 0), colors.ink, { opacity }),
    ...(two ? [text(chance(world.chances[outcome]), x, y + 0.6 * size, colors.muted, { opacity, passing: true })] : []),
  ];
  if (!world.counts) return words;
  const from = x + 7.2 * size;
  const [across, down] = [right - from, 0.88 * spacing];
  let pitch = PITCH;
  while (Math.floor(across / pitch) * Math.floor(down / pitch) < world.size && pitch > 2) pitch -= 0.25;
  const rows = Math.floor(down / pitch);
  // Episodes that spin return 0 and carry no information.
  const look = outcome === 1 ? { stroke: colors.muted, width: 1, opacity } : { fill: color, opacity };
  const episodes = Array.from({ length: world.counts[outcome] }, (_, k) => circle(
    from + (Math.floor(k / rows) + 0.5) * pitch, y + ((k % rows) - (rows - 1) / 2) * pitch, 0.36 * pitch, look));
  const none = outcome === 2 && world.counts[1] === world.size;
  return [...words, ...episodes, ...(none ? [text("gradient = 0", from, y, colors.ink, { opacity })] : [])];
}

/** @type {Parts["account"]} */
function account(state) {
  const table = new Measures([
    "policy of", "return J", "q, opens the door", "r, then finds treasure", "some open it",
    ...(state.batches ? ["treasure, trap, spin"] : []), "last step",
  ], true);
  table.root.classList.add("stack", "worlds");
  const runs = state.rules.flatMap((rule) => state.charts.map((chart, chartIndex) => ({ rule, chart, chartIndex })));
  runs.forEach((run, k) => table.write(k, nameOf(state, run), []));
  return [{
    root: table.root,
    update(scene, _, cursor, { worldOf }) {
      for (const [row, run] of scene.runs.entries()) {
        const k = stepShown(run, cursor);
        const { size, value, door, treasure, informative, counts } = worldOf(run, k);
        table.head(4, `some of ${size} open it`);
        table.write(row, "", [
          number(value), number(door), number(treasure), chance(informative),
          ...(state.batches ? [counts ? ENDS.map(({ outcome }) => counts[outcome]).join(", ") : "–"] : []), stepOf(run, k),
        ]);
      }
    },
    paint: (colors, ratio) => table.paint((/** @type {number} */ row) => ({
      color: familyColor(colors, ruleEntry(runs[row].rule).family), dash: pathDash(state, runs[row].rule, runs[row].chartIndex),
    }), ratio),
  }];
}

/**
 * The cost of a step, and the result of a line search.
 * @param {Run} run
 * @param {number} k
 */
function stepOf(run, k) {
  if (k === 0) return "–";
  const halved = run.halvings[k];
  const searched = !isSearched(run) ? halved > 0 && `halved ${halved}×`
    : halved >= catalogue().limits.halvings ? "all refused" : halved > 0 ? `${halved}× refused` : "accepted";
  return [`${number(run.kl[k])} nats`, searched].filter(Boolean).join(", ");
}

/** @type {Parts["caption"]} */
function caption(scene, state, cursor, { worldOf }) {
  if (!scene.runs.length) return undefined;
  const k = Math.floor(cursor);
  const worlds = scene.runs.map((run) => ({ name: nameOf(state, run), ...worldOf(run, stepShown(run, cursor)) }));
  const [{ door, treasure, value, size, chances }] = worlds;
  if (k === 0) {
    return `Before any step the policy opens the door with probability ${told(chance(door), "door", chances)} and finds the treasure behind it with ${told(chance(treasure), "treasure", chances)}: a return of ${told(number(value), "return", chances)} on average. Spinning returns 0.`;
  }
  const returns = worlds.map((one) => `${one.name} ${told(number(one.value), "return", one.chances)}, the door ${told(chance(one.door), "door", one.chances)}`).join("; ");
  const gone = worlds.filter(({ informative }) => informative < catalogue().limits.information);
  const after = `After ${told(counted(k, "step"), "set", SHOWN_STEP)}, return and chance of the door: ${returns}.`;
  const sentences = gone.map((one) => {
    const isZero = one.counts?.[1] === size;
    const zero = isZero ? `all ${told(counted(size, "episode"), "set", "the size of a batch")} spin, so its gradient is exactly zero, and ` : "";
    return ` ${capital(one.name)} has ${isZero || !one.counts ? "" : "all but "}collapsed: ${zero}the chance that any of ${told(counted(size, "episode"), "set", "the size of a batch")} opens the door is ${told(chance(one.informative), "informative", one.chances, size, one.informative)}.`;
  });
  return after + sentences.join("");
}

/** How likely the door is to be opened. @type {Parts["brief"]} */
function brief(scene, state, cursor, { worldOf }) {
  if (!scene.runs.length) return undefined;
  const k = Math.floor(cursor);
  const doors = scene.runs.map((run) => ({ name: nameOf(state, run), ...worldOf(run, stepShown(run, cursor)) })).map(({ name, door, chances }) => ({ name, door: told(chance(door), "door", chances) }));
  if (k === 0) return `Before any step the policy opens the door with probability ${doors[0].door}.`;
  return `Chance of opening the door after ${told(counted(k, "step"), "set", SHOWN_STEP)}: ${doors.map(({ name, door }) => `${name} ${door}`).join(", ")}.`;
}

register("policy", { panels, ask: askPolicies, marks, prepare: worldsOf, account, instead: true, caption, brief });
