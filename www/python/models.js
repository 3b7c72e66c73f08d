// Models as Python: data, log-likelihood (or target, or return), loss and divergence, as in a textbook.

import { list, number } from "./numbers.js";
/** @import { ModelOptions, TargetSpec } from "../../pkg/kl_ball.js" */

/**
 * @typedef {object} Given
 * @property {string} model
 * @property {number[]} [x] observations, inputs or counts
 * @property {number[]} [y] labels
 * @property {TargetSpec} [target] of a variational model
 * @property {ModelOptions} options of the model
 * @property {string} source where the data come from
 * @property {boolean} batched whether a run draws batches
 * @property {"none" | "one" | "many"} minima how many local minima the loss has
 */

/**
 * The lines of a model: what its observations are, its loss, its divergence.
 * @param {Given} given
 * @returns {string[]}
 */
export const modelLines = (given) => MODELS[given.model].lines(given);

/**
 * @typedef {object} Entry What a script says of a model, and of no other.
 * @property {(given: Given) => string[]} lines its data, its loss and its divergence
 * @property {(given: Given) => Minima} minima the local minima of its loss, if there are any
 * @property {string} [weights] the weights of its observations in a mean, where they are not all the same
 * @property {string} [search] the chart in which minima are easily found, where that is not the first
 */

/** The mean over the data, or over a batch. @param {boolean} batched */
const meanLoss = (batched) => (batched
  ? ["def loss(p, weights=1 / len(x)):  # mean negative log-likelihood, nats; a batch is a set of weights", "    return -jnp.sum(weights * log_likelihood(p))"]
  : ["def loss(p):  # mean negative log-likelihood, nats", "    return -jnp.mean(log_likelihood(p))"]);

/** KL(p || q) of two Gaussians. */
const GAUSSIAN_DIVERGENCE = [
  "def divergence(p, q):  # KL(p || q), nats", "    ratio = p[1] / q[1]",
  "    return (ratio - 1 - jnp.log(ratio) + (p[0] - q[0]) ** 2 / q[1]) / 2",
];

/** KL(p || q) of two lists of log-probabilities. */
const CLASSES_DIVERGENCE = ["def divergence(p, q):  # KL(p || q), nats", "    return jnp.sum(jnp.exp(p) * (p - q))"];

/** Every model of the catalogue. @type {Record<string, Entry>} */
export const MODELS = {
  gaussian: {
    minima: () => ({ kind: "one", known: "jnp.array([x.mean(), x.var()])  # the best fit" }),
    lines: ({ x = [], source, batched }) => [
      `# Data: ${source}`, ...list("x = jnp.array([", x, "])"),
      "", "def log_likelihood(p):  # of each observation under N(mu, v), nats", "    mu, v = p",
      "    return -jnp.log(2 * jnp.pi * v) / 2 - (x - mu) ** 2 / (2 * v)",
      ...meanLoss(batched), ...GAUSSIAN_DIVERGENCE,
    ],
  },
  logistic: {
    minima: () => ({ kind: "one", from: "[0.0, 0.0]" }), search: "whitened",
    lines: ({ x = [], y = [], source, batched }) => [
      `# Data: ${source}`, ...list("x = jnp.array([", x, "])"),
      ...list("y = jnp.array([", y, "])"),
      "", "def log_likelihood(p):  # of each label, given its input; log-odds are w x + b", "    z = p[0] * x + p[1]",
      "    return y * z - jax.nn.softplus(z)",
      ...meanLoss(batched),
      "def divergence(p, q):  # KL(p || q), nats: the mean over the inputs", "    z, new = p[0] * x + p[1], q[0] * x + q[1]",
      "    return jnp.mean(jax.nn.softplus(new) - jax.nn.softplus(z) - jax.nn.sigmoid(z) * (new - z))",
    ],
  },
  categorical: {
    minima: () => ({ kind: "one", known: "jnp.log(share)  # the best fit" }), weights: "share",
    lines: ({ x = [], source, batched }) => [
      `# Data: ${source}`, ...list("counts = jnp.array([", x, "])"), "share = counts / counts.sum()",
      "", "def log_likelihood(p):  # of each class; p are the logarithms of three probabilities", "    return p",
      ...(batched ? ["def loss(p, weights=share):  # mean negative log-likelihood, nats; a batch is a set of weights", "    return -jnp.sum(weights * log_likelihood(p))"]
        : ["def loss(p):  # mean negative log-likelihood, nats", "    return -jnp.sum(share * log_likelihood(p))"]),
      ...CLASSES_DIVERGENCE,
    ],
  },
  policy: {
    minima: () => ({ kind: "one", from: "[0.0, 1.0]" }),
    lines: ({ batched }) => [
      "# Door or spin: to spin ends the episode (reward 0); behind the door are treasure (1) and trap (-1).",
      "reward = jnp.array([0.0, 1.0, -1.0])",
      "",
      ...(batched ? ["def loss(p, weights=None):  # minus the return; from episodes: its gradient is the score-function estimate",
        "    return -jnp.sum(jnp.exp(p) * reward) if weights is None else -jnp.sum(weights * reward * p)"]
        : ["def loss(p):  # minus the expected return; p are the logarithms of three probabilities", "    return -jnp.sum(jnp.exp(p) * reward)"]),
      ...CLASSES_DIVERGENCE,
    ],
  },
  variational: {
    minima: minimaOfTarget, search: "log-std",
    lines: ({ target, options }) => (!target ? [] : [
      ...targetLines(target),
      ...(options.loss === "forward" ? forwardLines(target) : [
        "z = jnp.linspace(-13, 13, 4001)  # the trapezoid rule in standard deviations",
        "def loss(p):  # KL(p || target), nats",
        "    mu, v = p",
        "    weight = jnp.exp(-(z**2) / 2) / jnp.sqrt(2 * jnp.pi) * (z[1] - z[0])",
        "    return -jnp.sum(weight * log_target(mu + jnp.sqrt(v) * z)) - jnp.log(2 * jnp.pi * jnp.e * v) / 2",
      ]),
      ...GAUSSIAN_DIVERGENCE,
    ]),
  },
  mixture: {
    minima: () => ({ kind: "many", from: "[[x.min(), x.max()], [x.max(), x.min()]]" }), search: "means",
    lines: ({ x = [], source, options, batched }) => [
      `# Data: ${source}`, ...list("x = jnp.array([", x, "])"),
      `weight, spread = ${number(Number(options.weight))}, ${number(Number(options.spread))}  # of the second part; of both`,
      "def log_density(p, x):  # (1 - weight) N(a, spread^2) + weight N(b, spread^2)",
      "    a, b = p",
      "    parts = jnp.stack([jnp.log(1 - weight) - ((x - a) / spread) ** 2 / 2, jnp.log(weight) - ((x - b) / spread) ** 2 / 2])",
      "    return jax.scipy.special.logsumexp(parts, axis=0) - jnp.log(2 * jnp.pi * spread**2) / 2",
      "def log_likelihood(p):", "    return log_density(p, x)",
      ...meanLoss(batched),
      "def divergence(p, q):  # KL(p || q), nats, by the trapezoid rule; both densities integrate to one",
      "    means = jnp.stack([*p, *q])",
      "    s = jnp.linspace(jax.lax.stop_gradient(means.min() - 12 * spread), jax.lax.stop_gradient(means.max() + 12 * spread), 2001)",
      "    old, new = log_density(p, s), log_density(q, s)",
      "    return jnp.sum(jnp.exp(new) - jnp.exp(old) - jnp.exp(old) * (new - old)) * (s[1] - s[0])",
    ],
  },
};

/** ln p of a target. @param {TargetSpec} target */
function targetLines(target) {
  if ("peaks" in target) {
    const [weights, means, sds] = [0, 1, 2].map((k) => target.peaks.map((peak) => peak[k]));
    return [
      ...list("weights = jnp.array([", weights, "])"), ...list("means = jnp.array([", means, "])"), ...list("sds = jnp.array([", sds, "])"),
      "", "def log_target(x):  # a mixture of Gaussians", "    parts = -(((x[..., None] - means) / sds) ** 2) / 2 - jnp.log(sds) + jnp.log(weights / weights.sum())",
      "    return jax.scipy.special.logsumexp(parts, axis=-1) - jnp.log(2 * jnp.pi) / 2",
    ];
  }
  if ("count" in target) {
    return [`k = ${number(target.count)}  # events seen`, "",
      "def log_target(x):  # the posterior of the logarithm of their rate", "    return k * x - jnp.exp(x) - jax.scipy.special.gammaln(k)"];
  }
  if ("degrees" in target) {
    return [`nu = ${number(target.degrees)}  # degrees of freedom`, "",
      "def log_target(x):  # Student's distribution", "    return jax.scipy.stats.t.logpdf(x, nu)"];
  }
  return [`k, n = ${number(target.successes)}, ${number(target.trials)}  # successes, trials`, "",
    "def log_target(x):  # the posterior of the log-odds of success", "    return k * x - n * jax.nn.softplus(x) - jax.scipy.special.betaln(k, n - k)"];
}

/** KL(target || p) by the moments of the target and its mean log-density. @param {TargetSpec} target */
function forwardLines(target) {
  const moments = "peaks" in target ? [
    "share = weights / weights.sum()",
    "mean = jnp.sum(share * means)",
    "variance = jnp.sum(share * (sds**2 + means**2)) - mean**2",
    "grid = jnp.linspace(jnp.min(means - 13 * sds), jnp.max(means + 13 * sds), 40001)",
    "mean_log = jnp.sum(jnp.exp(log_target(grid)) * log_target(grid)) * (grid[1] - grid[0])",
  ] : "count" in target ? [
    "from jax.scipy.special import digamma, gammaln, polygamma", "mean, variance = digamma(k), polygamma(1, k)", "mean_log = k * digamma(k) - k - gammaln(k)",
  ] : "degrees" in target ? [
    "from jax.scipy.special import betaln, digamma", "mean, variance = 0.0, nu / (nu - 2)",
    "mean_log = (nu + 1) / 2 * (digamma(nu / 2) - digamma((nu + 1) / 2)) - jnp.log(nu) / 2 - betaln(nu / 2, 0.5)",
  ] : [
    "from jax.scipy.special import betaln, digamma, polygamma",
    "mean, variance = digamma(k) - digamma(n - k), polygamma(1, k) + polygamma(1, n - k)",
    "mean_log = k * mean - n * (digamma(n) - digamma(n - k)) - betaln(k, n - k)",
  ];
  return [...moments, "def loss(p):  # KL(target || p), nats", "    mu, v = p",
    "    return mean_log + jnp.log(2 * jnp.pi * v) / 2 + (variance + (mean - mu) ** 2) / (2 * v)"];
}

/**
 * The local minima of the loss as Python finds them: none, one, or several; a distribution, or places to search from.
 * @typedef {{ kind: "none" | "one" | "many", known?: string, from?: string }} Minima
 */

/** @param {Given} given @param {boolean} hasBest whether there is a minimum @returns {Minima} */
export const minima = (given, hasBest) => (hasBest ? MODELS[given.model].minima(given) : { kind: "none" });

/** Those of a fit to a target: above each of its peaks, or one. @param {Given} given @returns {Minima} */
function minimaOfTarget({ target, options }) {
  if (options.loss === "forward") return { kind: "one", known: "jnp.array([mean, variance])  # the best fit" };
  if (target && "peaks" in target) return { kind: "many", from: "[*zip(means, sds**2), (jnp.sum(weights * means) / weights.sum(), jnp.max(sds**2) + means.var())]" };
  return { kind: "one", from: "[0.0, 1.0]" };
}
