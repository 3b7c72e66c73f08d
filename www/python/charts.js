// Charts as Python: the map to the distribution, the way back, and the domain, a line each.

/**
 * @typedef {object} Chart
 * @property {[string, string]} names the coordinates, as Python names them
 * @property {string} to the distribution they describe, in the model's own terms
 * @property {string} from the coordinates of a distribution `p`
 * @property {string} [domain] where they may lie; without it, anywhere
 */

/** A distribution is (mu, v): mean and variance. @type {Record<string, Chart>} */
const GAUSSIAN = {
  variance: { names: ["mu", "v"], to: "mu, v", from: "p[0], p[1]", domain: "v > 0" },
  precision: { names: ["mu", "tau"], to: "mu, 1 / tau", from: "p[0], 1 / p[1]", domain: "tau > 0" },
  "std-dev": { names: ["mu", "sigma"], to: "mu, sigma**2", from: "p[0], jnp.sqrt(p[1])", domain: "sigma > 0" },
  "log-std": { names: ["mu", "log_sigma"], to: "mu, jnp.exp(2 * log_sigma)", from: "p[0], jnp.log(p[1]) / 2" },
  natural: { names: ["eta1", "eta2"], to: "-eta1 / (2 * eta2), -1 / (2 * eta2)", from: "p[0] / p[1], -1 / (2 * p[1])", domain: "eta2 < 0" },
  expectation: { names: ["m1", "m2"], to: "m1, m2 - m1**2", from: "p[0], p[0] ** 2 + p[1]", domain: "m2 > m1**2" },
};

/** A distribution is (w, b): slope and intercept of the log-odds. @type {Record<string, Chart>} */
const LOGISTIC = {
  raw: { names: ["w", "b"], to: "w, b", from: "p[0], p[1]" },
  rescaled: { names: ["w_1000", "b"], to: "1000 * w_1000, b", from: "p[0] / 1000, p[1]" },
  whitened: { names: ["w", "b"], to: "w / x.std(), b - x.mean() * w / x.std()", from: "x.std() * p[0], p[1] + x.mean() * p[0]" },
  boundary: { names: ["t", "w"], to: "w, -t * w", from: "-p[1] / p[0], p[0]", domain: "w != 0" },
};

/** A distribution is the logarithms of three probabilities. @type {Record<string, Chart>} */
const CLASSES = {
  logit: { names: ["z1", "z2"], to: "jax.nn.log_softmax(jnp.array([z1, z2, 0.0]))", from: "p[0] - p[2], p[1] - p[2]" },
  probability: {
    names: ["p1", "p2"], to: "jnp.log(jnp.array([p1, p2, 1 - p1 - p2]))", from: "jnp.exp(p[0]), jnp.exp(p[1])",
    domain: "(p1 > 0) & (p2 > 0) & (p1 + p2 < 1)",
  },
  sphere: {
    names: ["y1", "y2"], to: "jnp.log(jnp.array([y1**2, y2**2, 1 - y1**2 - y2**2]))", from: "jnp.exp(p[0] / 2), jnp.exp(p[1] / 2)",
    domain: "(y1 > 0) & (y2 > 0) & (y1**2 + y2**2 < 1)",
  },
  sequential: { names: ["a", "b"], to: "two_choices(a, b)", from: "jnp.logaddexp(p[1], p[2]) - p[0], p[1] - p[2]" },
};

/** A distribution is (a, b): the means of two parts. @type {Record<string, Chart>} */
const MIXTURE = {
  means: { names: ["a", "b"], to: "a, b", from: "p[0], p[1]" },
  centre: { names: ["m", "d"], to: "m - weight * d, m + (1 - weight) * d", from: "(1 - weight) * p[0] + weight * p[1], p[1] - p[0]" },
  moments: {
    names: ["m", "V"], to: "two_means(m, V)", from: "(1 - weight) * p[0] + weight * p[1], spread**2 + weight * (1 - weight) * (p[1] - p[0]) ** 2",
    domain: "V > spread**2",
  },
};

/** The charts of every model. @type {Record<string, Record<string, Chart>>} */
export const CHARTS = { gaussian: GAUSSIAN, variational: GAUSSIAN, logistic: LOGISTIC, categorical: CLASSES, policy: CLASSES, mixture: MIXTURE };

/** Natural and expectation coordinates of exponential families, by name. @type {Record<string, { natural: string, expectation?: string }>} */
export const DUAL = {
  gaussian: { natural: "natural", expectation: "expectation" },
  variational: { natural: "natural", expectation: "expectation" },
  logistic: { natural: "raw" },
  categorical: { natural: "logit", expectation: "probability" },
  policy: { natural: "logit", expectation: "probability" },
};

/** Functions that some charts use. */
const HELPERS = {
  two_choices: [
    "def two_choices(a, b):  # first whether to go on, then to what",
    "    go, stop, left, right = (jax.nn.log_sigmoid(z) for z in (a, -a, b, -b))",
    "    return jnp.array([stop, go + left, go + right])",
  ],
  two_means: [
    "def two_means(m, V):  # the two means, a below b",
    "    d = jnp.sqrt((V - spread**2) / (weight * (1 - weight)))",
    "    return m - weight * d, m + (1 - weight) * d",
  ],
};

/**
 * The maps of some charts of a model, as lines of Python.
 * @param {string} model
 * @param {string[]} names
 * @param {readonly [number, number]} scale units of a policy
 */
export function chartLines(model, names, scale = [1, 1]) {
  const all = names.map((name) => /** @type {const} */ ([name, CHARTS[model][name]]));
  const helpers = Object.entries(HELPERS).filter(([name]) => all.some(([, { to }]) => to.includes(`${name}(`))).flatMap(([, lines]) => lines);
  /** @type {(name: string, chart: Chart) => Chart} */
  const scaled = (name, chart) => (name !== "sequential" || (scale[0] === 1 && scale[1] === 1) ? chart : {
    ...chart, to: `two_choices(${scale[0]} * a, ${scale[1]} * b)`, from: `(jnp.logaddexp(p[1], p[2]) - p[0]) / ${scale[0]}, (p[1] - p[2]) / ${scale[1]}`,
  });
  const lines = all.map(([name, chart], k) => {
    const { names: [a, b], to, from, domain } = scaled(name, chart);
    const there = /^\w+[\w.]*\(.*\)$/.test(to) ? to : `jnp.array([${to}])`;
    const ends = [k === 0 ? "charts = {" : "    ", k === all.length - 1 ? "}" : ","];
    return [
      `${ends[0]}"${name}": (lambda ${a}, ${b}: ${there},${k === 0 ? "  # the distribution at two coordinates," : ""}`,
      `        lambda p: jnp.array([${from}]), lambda ${a}, ${b}: ${domain ?? "True"})${ends[1]}${k === 0 ? "  # the way back, and where they may lie" : ""}`,
    ];
  });
  return [...helpers, ...lines.flat()];
}
