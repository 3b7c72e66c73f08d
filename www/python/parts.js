// The parts of a script that are the same for every model: a plane, exact balls, runs and their report.

import { isReturn, modelEntry } from "../core.js";
import { MODELS } from "./models.js";
import { number, quoted } from "./numbers.js";
/** @import { FullSpec } from "../scene/shape.js" */
/** @import { Given } from "./models.js" */
/** @import { Need, Written } from "./rules.js" */

/** The weights of the observations, or of the classes. @param {string} model */
const evenly = (model) => MODELS[model].weights ?? "np.full(len(x), 1 / len(x))";

/** The model in a chart. @param {{ needs: Set<Need>, given: Given }} options */
export function planeLines({ needs, given: { model, batched } }) {
  const drawn = batched ? ", *weights" : "";
  /** @param {string} derivative */
  const of = (derivative) => (batched ? `self.of_batch(${derivative})` : `fast(${derivative})`);
  const weights = batched ? `(weights[0] if weights else ${evenly(model)})` : evenly(model);
  return [
    "", "class Stop(Exception): pass  # why there is no further step", "def stop(why): raise Stop(why)",
    "def fast(function): return lambda *given, compiled=jax.jit(function): np.asarray(compiled(*given))",
    "", "class Plane:  # the model at the coordinates theta of a chart",
    "    def __init__(self, chart):",
    "        self.chart, (own, back, self.domain) = chart, charts[chart]",
    "        self.names, self.at = own.__code__.co_varnames, lambda p: np.asarray(back(p), float)  # the coordinates of a distribution",
    `        self.value = value = lambda theta${drawn}: loss(own(*theta)${drawn})`,
    "        self.divergence = kl = lambda old, new: divergence(own(*old), own(*new))",
    ...(batched ? ["        self.weights, self.of_batch = (), lambda function: (lambda run: lambda theta: run(theta, *self.weights))(fast(function))"] : []),
    `        self.kl, self.loss, self.gradient${needs.has("hessian") ? ", self.hessian" : ""} = fast(kl), ${of("value")}, ${of("jax.grad(value)")}${needs.has("hessian") ? `, ${of("jax.hessian(value)")}` : ""}`,
    "        fisher = lambda theta: jax.hessian(kl, 1)(theta, theta)  # the second derivatives of KL(theta || new)",
    "        self.fisher, self.size = fast(fisher), fast(lambda theta, a: a @ jnp.linalg.solve(fisher(theta), a))",
    ...(needs.has("dF") ? ["        self.dF = fast(jax.jacfwd(fisher))  # its derivative by each coordinate"] : []),
    ...(needs.has("dual") ? ["        self.pull = fast(jax.grad(kl, 1))"] : []),
    ...(needs.has("empirical") ? [
      "        scores = lambda theta: jax.jacobian(lambda theta: log_likelihood(own(*theta)))(theta)  # of each observation",
      `        self.empirical = ${of(`lambda theta${drawn}: scores(theta).T @ (${weights}[:, None] * scores(theta))`)}`] : []),
    "        self.inside = lambda theta: bool(self.domain(*theta)) and bool(np.isfinite(self.loss(theta)))",
    "        self.ellipse = lambda theta, radius: np.sqrt(2 * radius) * np.linalg.inv(np.linalg.cholesky(self.fisher(theta))).T",
    "        self.rests = lambda theta, v: all(self.size(theta, a) <= 1e-26 for a in (self.gradient(theta), v))  # both are rounding",
    "    def move(self, theta, step, left=60):  # a step that would leave the domain is halved until it stays inside",
    "        halved = lambda: self.move(theta, step / 2, left - 1) if left else stop(\"left-domain\")",
    "        return theta + step if self.inside(theta + step) else halved()",
    ...(needs.has("solve") ? [
      "    def solve(self, theta, matrix):  # matrix^-1 gradient, unless the matrix is singular beside the Fisher matrix",
      "        units = np.sqrt(np.diag(self.fisher(theta)))", "        scaled = matrix / np.outer(units, units)",
      "        regular = abs(np.linalg.det(scaled)) > 1e-14 * np.abs(scaled).max() ** 2",
      "        return np.linalg.solve(scaled, self.gradient(theta) / units) / units if regular else stop(\"singular\")"] : []),
  ];
}

/** Points on the edge of an exact ball, by SciPy. @param {Set<Need>} needs @param {boolean} reversed whether a run measures KL(new || old) */
export const edgeLines = (needs, reversed) => {
  const [argument, passed] = reversed ? [", reverse=False", ", reverse"] : ["", ""];
  return [
    "", `def reach(plane, old, ray, radius${argument}):  # the first point old + time * ray where KL is the radius, if there is one`,
    ...(reversed ? ["    kl = lambda new: plane.kl(new, old) if reverse else plane.kl(old, new)"] : []),
    `    excess = lambda time: min(${reversed ? "kl(old + time * ray)" : "plane.kl(old, old + time * ray)"} / radius, 4) - 1 if plane.inside(old + time * ray) else 3`,
    "    far = next((far for far in 1.5 ** np.arange(-2, 23) if excess(far) > 0), None)  # at most 7000 Fisher ellipses away",
    "    time = brentq(excess, 0, far, xtol=1e-300, rtol=1e-15) if far else 1e9",
    "    return old + time * ray, abs(excess(time)) < 1e-6",
    ...(needs.has("edge") ? [
      `def edge(plane, old, radius, goal${argument}):  # the lowest goal where KL is the radius: by angle, from 24 rays`,
      `    at = lambda angle: reach(plane, old, plane.ellipse(old, radius) @ [np.cos(angle), np.sin(angle)], radius${passed})`,
      "    slope = lambda angle: goal(at(angle + 1e-4)[0]) - goal(at(angle - 1e-4)[0])",
      "    best = min(np.arange(24) * np.pi / 12, key=lambda angle: goal(at(angle)[0]))",
      "    new, found = at(brentq(slope, best - 0.3, best + 0.3)) if slope(best - 0.3) < 0 < slope(best + 0.3) else (old, False)",
      "    return new if found else stop(\"ill-posed\")",
    ] : []),
  ];
};

/** The local minima of the loss. @param {import("./models.js").Minima} found @param {string} chart */
export function minimaLines({ kind, known, from }, chart) {
  if (kind === "none") return [];
  if (known) return [`minimum = ${known}`];
  const to = `charts[${quoted(chart)}][0]`;
  return [
    `search = planes[${quoted(chart)}]  # for the local minima of the loss`,
    "by = dict(jac=search.gradient, hess=search.hessian, method=\"trust-exact\", options={\"gtol\": 1e-13})",
    kind === "one" ? `minimum = ${to}(*minimize(search.loss, search.at(jnp.array(${from})), **by).x)`
      : `minima = sorted((${to}(*minimize(search.loss, search.at(jnp.array(p)), **by).x) for p in ${from}), key=loss)`,
  ];
}

/**
 * The runs and what is printed of them.
 * @param {{ spec: FullSpec, functions: Written[], given: Given & { best: boolean }, steps: number, labels: string[], several: boolean }} options
 */
export function runLines({ spec, functions, given, steps, labels, several }) {
  if (!spec.runs.length) return [];
  const forgetful = [...new Set(functions.filter(({ memory }) => memory === "forgets").map(({ name }) => name))];
  const isLikelihood = !["nothing", "target"].includes(modelEntry(given.model).takes);
  const { batched } = given;
  const chances = isReturn(given.model) ? "np.exp(charts[chart][0](*path[-1]))" : `np.asarray(${evenly(given.model)})`;
  const guards = [...(batched ? ["batch is None"] : []), ...(forgetful.length ? [`rule not in (${forgetful.join(", ")}${forgetful.length === 1 ? "," : ""})`] : [])];
  return [
    "", `def run(name, rule, chart, steps${batched ? ", batch=None" : ""}, **settings):`,
    "    plane, kept, status = planes[chart], SimpleNamespace(v=np.zeros(2), m=0, s=0), \"running\"", "    path = [plane.at(start)]",
    ...(guards.length ? [`    may_rest = ${guards.join(" and ")}${forgetful.length ? "  # what those remember fades, so they may move again" : ""}`] : []),
    ...(batched ? ["    draw = np.random.default_rng(batch[1]) if batch else None"] : []),
    "    try:", "        for t in range(1, steps + 1):",
    ...(batched ? ["            if batch:  # the share of each observation in a sample", `                chances = ${chances}`,
      ...(isReturn(given.model) ? ["                if 1 - chances[0] ** batch[0] < 1e-3:  # hardly any sample would open the door", "                    stop(\"collapsed\")"] : []),
      "                plane.weights = (draw.multinomial(batch[0], chances / chances.sum()) / batch[0],)"] : []),
    `            rested = ${guards.length ? "may_rest and " : ""}plane.rests(path[-1], kept.v)`,
    "            new = path[-1] if rested else plane.move(path[-1], rule(plane, path[-1], t, kept, **settings))",
    `            path.append(stop("converged") if ${guards.length ? "may_rest and " : ""}np.array_equal(new, path[-1]) else new)`,
    "    except Stop as why:", "        status = str(why)",
    ...(batched ? ["    plane.weights = ()"] : []),
    ...(isLikelihood && !given.best ? [
      `    if status in ("converged", "singular", "ill-posed")${batched ? " and batch is None" : ""} and plane.loss(path[-1]) < plane.loss(path[0]):`,
      "        status = \"unbounded\"  # the loss has no minimum"] : []),
    "    print(f\"# {name}, chart {chart}: {len(path) - 1} steps, {status}\", \",\".join([\"step\", *plane.names, \"loss\"]), sep=\"\\n\")",
    "    for t, theta in enumerate(path):", "        print(t, *map(float, theta), float(plane.loss(theta)), sep=\",\")",
    "    return name, chart, path",
    "", ...(several ? ["runs = []", "for start in starts:", ...calls("    runs += [", { spec, functions, steps, labels })] : calls("runs = [", { spec, functions, steps, labels })),
  ];
}

/**
 * The calls of `run`, in the order of the runs; where only the chart differs, in one line.
 * @param {string} open what stands before the first
 * @param {{ spec: FullSpec, functions: Written[], steps: number, labels: string[] }} options
 */
function calls(open, { spec, functions, steps, labels }) {
  /** @type {{ call: (chart: string) => string, charts: string[] }[]} */
  const groups = [];
  spec.runs.forEach((run, k) => {
    const { name, options } = functions[k];
    const settings = options.map((option) => `, ${option}=${number(Number(run[option]))}`).join("");
    const batch = run.batch ? `, batch=(${run.batch.size}, ${run.batch.seed})` : "";
    const call = (/** @type {string} */ chart) => `run(${quoted(labels[k])}, ${name}, ${chart}, ${steps}${batch}${settings})`;
    const last = groups.at(-1);
    if (last && last.call("") === call("") && !last.charts.includes(run.chart)) last.charts.push(run.chart);
    else groups.push({ call, charts: [run.chart] });
  });
  return groups.map(({ call, charts }, k) => {
    const ends = [k === 0 ? open : `${open.slice(0, open.search(/\S/))}    `, k === groups.length - 1 ? "]" : ","];
    return `${ends[0]}${charts.length === 1 ? call(quoted(charts[0])) : `*[${call("chart")} for chart in [${charts.map(quoted).join(", ")}]]`}${ends[1]}`;
  });
}
