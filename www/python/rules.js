// Step rules as Python, as in a textbook: a function each, which returns the step from `theta`. `plane` is the model in
// a chart, `t` counts the steps from 1, `kept` is the memory of the rule.

import { DUAL } from "./charts.js";
import { libraryLines } from "./libraries.js";
/** @import { RunSpec } from "../scene/shape.js" */
/** @import { Given } from "./models.js" */

/** What a rule needs of the rest of the script. @typedef {"solve" | "hessian" | "empirical" | "dF" | "reach" | "edge" | "minima" | "natural" | "expectation" | "minimize" | "root" | "solve_ivp" | "dual"} Need */

/**
 * @typedef {object} Written
 * @property {string} name of the function
 * @property {string[]} lines
 * @property {string[]} options that are its arguments
 * @property {Need[]} needs
 * @property {"rests" | "forgets"} memory whether its second moment decays, so that a run may move again
 * @property {string} [library] that takes the steps
 */

/** Options that choose a formula and are no arguments. */
const FORMULAS = ["schedule", "direction", "metric", "convention"];

/** The rate of step number t. @param {RunSpec} run */
const rate = ({ schedule }) => (schedule === "inverse-time" ? "rate / t" : "rate");

/** KL(old || new) or KL(new || old). @param {RunSpec} run @param {string} old @param {string} next */
const kl = ({ direction }, old, next) => (direction === "new-old" ? `plane.kl(${next}, ${old})` : `plane.kl(${old}, ${next})`);

/** @param {RunSpec} run */
const klName = ({ direction }) => (direction === "new-old" ? "KL(new || old)" : "KL(old || new)");

/** The argument that tells the search on the edge of a ball which divergence is meant. @param {RunSpec} run */
const reversed = ({ direction }) => (direction === "new-old" ? ", reverse=True" : "");

/** The matrix with damping. @param {string} matrix @param {RunSpec} run */
const damped = (matrix, { damping }) => (damping ? `${matrix} + damping * np.eye(2)` : matrix);

/** @type {Record<string, (run: RunSpec, given: Given) => { says: string, lines: string[], needs?: Need[], memory?: Written["memory"] }>} */
export const RULES = {
  gradient: (run) => ({ says: "Cauchy 1847", lines: [`    return -${rate(run)} * plane.gradient(theta)`] }),
  "euclidean-ball": () => ({
    says: "the lowest linearised loss in a Euclidean ball",
    lines: ["    g = plane.gradient(theta)", "    return -radius * g / np.linalg.norm(g)"],
  }),
  "natural-gradient": (run) => {
    const empirical = run.metric === "empirical";
    const matrix = damped(empirical ? "plane.empirical(theta)" : "plane.fisher(theta)", run);
    return {
      says: empirical ? "the empirical Fisher matrix: squares of the data's own scores" : "Amari 1998", needs: empirical ? ["solve", "empirical"] : ["solve"],
      lines: [`    return -${rate(run)} * plane.solve(theta, ${matrix})`],
    };
  },
  "fisher-ball": (run) => ({
    says: "the lowest linearised loss in a Fisher ellipse", needs: ["solve"],
    lines: ["    g = plane.gradient(theta)", `    arrow = plane.solve(theta, ${damped("plane.fisher(theta)", run)})`, "    return -np.sqrt(2 * radius / (g @ arrow)) * arrow"],
  }),
  "kl-ray": (run) => ({
    says: `along the natural gradient to where ${klName(run)} is the radius`, needs: ["solve", "reach"],
    lines: ["    arrow = -plane.solve(theta, plane.fisher(theta))", "    arrow = arrow * np.sqrt(2 * radius / -(plane.gradient(theta) @ arrow))",
      `    new, found = reach(plane, theta, arrow, radius${reversed(run)})`, "    return new - theta if found else stop(\"ill-posed\")  # the ray never leaves the ball"],
  }),
  "kl-ball": (run) => ({
    says: `the lowest linearised loss where ${klName(run)} <= radius`, needs: ["edge"],
    lines: [`    return edge(plane, theta, radius, lambda new, g=plane.gradient(theta): g @ (new - theta)${reversed(run)}) - theta`],
  }),
  "trust-region": (run, { batched, minima: kind }) => {
    const says = `the lowest loss where ${klName(run)} <= radius`;
    const outside = `edge(plane, theta, radius, plane.loss${reversed(run)})`;
    if (batched) {
      return {
        says, needs: ["edge", "hessian", "minimize"],
        lines: ["    by = dict(jac=plane.gradient, hess=plane.hessian, method=\"trust-exact\")", "    best = minimize(plane.loss, theta, **by).x", `    return (best if ${kl(run, "theta", "best")} <= radius else ${outside}) - theta`],
      };
    }
    if (kind === "none") return { says, needs: ["edge"], lines: [`    return ${outside} - theta`] };
    if (kind === "one") {
      return { says, needs: ["edge", "minima"], lines: ["    best = plane.at(minimum)", `    return (best if ${kl(run, "theta", "best")} <= radius else ${outside}) - theta`] };
    }
    return {
      says, needs: ["edge", "minima"],
      lines: ["    best = [plane.at(p) for p in minima]", `    places = [new for new in best if ${kl(run, "theta", "new")} <= radius]`,
        "    if not places or places[0] is not best[0]:  # the lowest minimum lies outside", `        places.append(${outside})`, "    return min(places, key=plane.loss) - theta"],
    };
  },
  trpo: () => ({
    says: "the Fisher ball's step, halved until KL(old || new) <= radius and the loss is lower (Schulman et al. 2015)", needs: ["solve"],
    lines: ["    g = plane.gradient(theta)", "    arrow = plane.solve(theta, plane.fisher(theta))", "    steps = [-(0.5**j) * np.sqrt(2 * radius / (g @ arrow)) * arrow for j in range(31)]",
      "    good = lambda new: plane.inside(new) and plane.kl(theta, new) <= radius and plane.loss(new) < plane.loss(theta)",
      "    return next((step for step in steps if good(theta + step)), np.zeros(2))"],
  }),
  mirror: (run, { model, batched }) => {
    const start = ["    p = charts[plane.chart][0](*theta)", ...(batched ? ["    natural.weights = plane.weights"] : [])];
    if (run.direction === "new-old") {
      return {
        says: "the loss linearised in expectation coordinates, plus KL(new || old) / rate", needs: ["solve", "natural"],
        lines: [...start, "    eta = natural.at(p)", `    eta = natural.move(eta, -${rate(run)} * natural.solve(eta, natural.fisher(eta)))  # d eta = -rate dL/dm`,
          "    return plane.at(charts[natural.chart][0](*eta)) - theta"],
      };
    }
    const says = "the loss linearised in natural coordinates, plus KL(old || new) / rate";
    // Without a formula for expectation coordinates, the step is a root.
    if (!DUAL[model]?.expectation) {
      return {
        says, needs: ["natural", "root", "dual"],
        lines: [...start, "    eta = natural.at(p)", `    g, step = natural.gradient(eta), ${rate(run)}`, "    for _ in range(61):  # the least of g (new - eta) + KL(eta || new) / rate",
          "        found = root(lambda new: step * g + natural.pull(eta, new), eta, jac=natural.fisher, tol=1e-14)",
          "        if np.abs(found.fun).max() <= 1e-10 * step * np.abs(g).max():", "            return plane.at(charts[natural.chart][0](*found.x)) - theta", "        step /= 2",
          "    stop(\"left-domain\")"],
      };
    }
    return {
      says, needs: ["natural", "expectation"],
      lines: [...start, `    m = expectation.move(expectation.at(p), -${rate(run)} * natural.gradient(natural.at(p)))  # dm = -rate dL/d eta`,
        "    return plane.at(charts[expectation.chart][0](*m)) - theta"],
    };
  },
  geodesic: (run) => ({
    says: "along a shortest path of the Fisher metric; the natural gradient step is its first velocity", needs: ["solve", "dF", "solve_ivp"],
    lines: ["    def flow(_, state):  # theta'' + Gamma(theta', theta') = 0", "        dF, v = plane.dF(state[:2]), state[2:]  # of F[i, j] by coordinate k",
      "        force = np.einsum(\"ijk,j,k\", dF, v, v) - np.einsum(\"jki,j,k\", dF, v, v) / 2", "        return [*v, *-np.linalg.solve(plane.fisher(state[:2]), force)]",
      `    velocity = -${rate(run)} * plane.solve(theta, plane.fisher(theta))`, "    for _ in range(61):  # halved, as a straight step",
      "        path = solve_ivp(flow, (0, 1), [*theta, *velocity], \"DOP853\", rtol=1e-12, atol=1e-14)",
      "        if path.success and all(plane.inside(q) for q in path.y[:2].T):", "            return path.y[:2, -1] - theta", "        velocity = velocity / 2",
      "    stop(\"left-domain\")"],
  }),
  newton: (run) => ({
    says: "with the Hessian", needs: ["solve", "hessian"],
    lines: [`    return -${rate(run)} * plane.solve(theta, ${damped("plane.hessian(theta)", run)})`],
  }),
  momentum: (run) => ({
    says: "the heavy ball (Polyak 1964)",
    lines: ["    kept.v = momentum * kept.v + plane.gradient(theta)", `    return -${rate(run)} * kept.v`],
  }),
  nesterov: (run) => ({
    says: "in the form of Sutskever et al. 2013",
    lines: run.convention === "keras"
      ? [`    g = ${rate(run)} * plane.gradient(theta)  # the rate is kept inside the velocity`, "    kept.v = momentum * kept.v + g", "    return -(g + momentum * kept.v)"]
      : ["    kept.v = momentum * kept.v + plane.gradient(theta)", `    return -${rate(run)} * (plane.gradient(theta) + momentum * kept.v)`],
  }),
  adagrad: (run) => {
    const convention = String(run.convention);
    const sum = ["optax", "keras"].includes(convention) ? "0.1 + kept.s" : "kept.s";
    return {
      says: "Duchi, Hazan & Singer 2011",
      lines: ["    kept.s = kept.s + plane.gradient(theta) ** 2", `    return -${rate(run)} * plane.gradient(theta) / ${convention === "pytorch" ? "(np.sqrt(kept.s) + epsilon)" : `np.sqrt(${sum} + epsilon)`}`],
    };
  },
  rmsprop: (run) => ({
    says: "Tieleman & Hinton 2012", memory: "forgets",
    lines: ["    kept.s = decay * kept.s + (1 - decay) * plane.gradient(theta) ** 2",
      `    return -${rate(run)} * plane.gradient(theta) / ${["optax", "keras"].includes(String(run.convention)) ? "np.sqrt(kept.s + epsilon)" : "(np.sqrt(kept.s) + epsilon)"}`],
  }),
  adam: (run) => ({
    says: "Kingma & Ba 2015", memory: "forgets",
    lines: ["    kept.m = beta1 * kept.m + (1 - beta1) * plane.gradient(theta)", "    kept.s = beta2 * kept.s + (1 - beta2) * plane.gradient(theta) ** 2",
      run.convention === "keras" ? `    return -${rate(run)} * np.sqrt(1 - beta2**t) / (1 - beta1**t) * kept.m / (np.sqrt(kept.s) + epsilon)`
        : `    return -${rate(run)} * kept.m / (1 - beta1**t) / (np.sqrt(kept.s / (1 - beta2**t)) + epsilon)`],
  }),
};

/** The function of a run's rule; the same function where only its numbers differ. @param {RunSpec} run @param {Given} given @param {string} [library] @returns {Written} */
export function written(run, given, library) {
  const options = Object.keys(run).filter((name) => ![...FORMULAS, "rule", "chart", "batch"].includes(name) && !(name === "damping" && !run[name]));
  const by = libraryLines(run, library);
  const { says, lines, needs = [], memory = "rests" } = RULES[run.rule](run, given);
  const name = run.rule.replaceAll("-", "_");
  const head = `def ${name}(plane, theta, t, kept, ${options.join(", ")}):`;
  return by ? { name, lines: [head, ...by.lines], options, needs: [], memory, library: by.library }
    : { name, lines: [`${head}  # ${says}`, ...lines], options, needs, memory };
}
