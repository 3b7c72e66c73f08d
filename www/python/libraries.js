// Rules as PyTorch, Optax and Keras have them, with the settings that make them take the same steps.

/** @import { RunSpec } from "../scene/shape.js" */

/** The libraries, by the name of their convention: how they are imported, and how a step is taken. */
export const LIBRARIES = {
  pytorch: {
    install: "torch", imports: ["import torch"],
    lines: [
      "def by_torch(plane, theta, kept, optimizer, rate):  # PyTorch takes the step; the gradient is ours",
      "    if not hasattr(kept, \"point\"):",
      "        kept.point = torch.tensor(theta, requires_grad=True)",
      "        kept.optimizer = optimizer([kept.point])",
      "    kept.point.data, kept.point.grad = torch.tensor(theta), torch.tensor(plane.gradient(theta))",
      "    kept.optimizer.param_groups[0][\"lr\"] = rate",
      "    kept.optimizer.step()",
      "    return kept.point.detach().numpy() - theta",
    ],
  },
  optax: {
    install: "optax", imports: ["import optax"],
    lines: [
      "def by_optax(plane, theta, kept, optimizer):  # Optax takes the step; the gradient is ours",
      "    if not hasattr(kept, \"state\"):",
      "        kept.state, kept.update = optimizer.init(jnp.array(theta)), jax.jit(optimizer.update)",
      "    step, kept.state = kept.update(jnp.array(plane.gradient(theta)), kept.state, jnp.array(theta))",
      "    return np.asarray(step)",
    ],
  },
  keras: {
    install: "keras", imports: ["import os", "os.environ[\"KERAS_BACKEND\"] = \"jax\"", "import keras"],
    lines: [
      "def by_keras(plane, theta, kept, optimizer, rate):  # Keras takes the step; the gradient is ours",
      "    if not hasattr(kept, \"point\"):",
      "        keras.config.set_floatx(\"float64\")",
      "        kept.point, kept.optimizer = keras.Variable(theta, dtype=\"float64\"), optimizer()",
      "        kept.optimizer.build([kept.point])",
      "    kept.point.assign(theta)",
      "    kept.optimizer.learning_rate = rate",
      "    kept.optimizer.apply([keras.ops.convert_to_tensor(plane.gradient(theta), dtype=\"float64\")], [kept.point])",
      "    return np.array(kept.point) - theta",
    ],
  },
};

/**
 * What a library calls a rule, by rule and by the convention that its formula has: an expression that makes an
 * optimizer. A pair that is missing is one for which the library has no settings that agree.
 * @type {Record<string, Record<string, Record<string, string>>>}
 */
const OPTIMIZERS = {
  pytorch: {
    gradient: { any: "torch.optim.SGD(points, lr=rate)" },
    momentum: { any: "torch.optim.SGD(points, lr=rate, momentum=momentum)" },
    nesterov: same(["paper", "pytorch", "optax"], "torch.optim.SGD(points, lr=rate, momentum=momentum, nesterov=momentum > 0)"),
    adagrad: { pytorch: "torch.optim.Adagrad(points, lr=rate, eps=epsilon)" },
    rmsprop: same(["paper", "pytorch"], "torch.optim.RMSprop(points, lr=rate, alpha=decay, eps=epsilon)"),
    adam: same(["paper", "pytorch", "optax"], "torch.optim.Adam(points, lr=rate, betas=(beta1, beta2), eps=epsilon)"),
  },
  optax: {
    gradient: { any: "optax.sgd(RATE)" },
    momentum: { any: "optax.sgd(RATE, momentum=momentum)" },
    nesterov: same(["paper", "pytorch", "optax"], "optax.sgd(RATE, momentum=momentum, nesterov=True)"),
    adagrad: { paper: "optax.adagrad(RATE, initial_accumulator_value=0.0, eps=epsilon)", ...same(["optax", "keras"], "optax.adagrad(RATE, initial_accumulator_value=0.1, eps=epsilon)") },
    rmsprop: { ...same(["paper", "pytorch"], "optax.rmsprop(RATE, decay=decay, eps=epsilon, eps_in_sqrt=False)"), ...same(["optax", "keras"], "optax.rmsprop(RATE, decay=decay, eps=epsilon)") },
    adam: same(["paper", "pytorch", "optax"], "optax.adam(RATE, b1=beta1, b2=beta2, eps=epsilon)"),
  },
  keras: {
    gradient: { any: "keras.optimizers.SGD(rate)" },
    momentum: { constant: "keras.optimizers.SGD(rate, momentum=momentum)" },
    nesterov: { keras: "keras.optimizers.SGD(rate, momentum=momentum, nesterov=True)", constant: "keras.optimizers.SGD(rate, momentum=momentum, nesterov=True)" },
    adagrad: { paper: "keras.optimizers.Adagrad(rate, initial_accumulator_value=0.0, epsilon=epsilon)", ...same(["optax", "keras"], "keras.optimizers.Adagrad(rate, initial_accumulator_value=0.1, epsilon=epsilon)") },
    rmsprop: same(["optax", "keras"], "keras.optimizers.RMSprop(rate, rho=decay, epsilon=epsilon)"),
    adam: { keras: "keras.optimizers.Adam(rate, beta_1=beta1, beta_2=beta2, epsilon=epsilon)" },
  },
};

/** @param {string[]} conventions @param {string} expression @returns {Record<string, string>} */
function same(conventions, expression) {
  return Object.fromEntries(conventions.map((name) => [name, expression]));
}

/**
 * The body of a rule whose steps a library takes, if one is wanted and has settings that agree.
 * @param {RunSpec} run
 * @param {string} [wanted] the library for all rules that it has; otherwise the one whose convention a rule follows
 */
export function libraryLines(run, wanted) {
  const convention = String(run.convention ?? "any");
  const library = /** @type {keyof typeof LIBRARIES} */ (wanted ?? convention);
  const timed = run.schedule === "inverse-time";
  const known = OPTIMIZERS[library]?.[run.rule];
  const made = known && (known[convention] ?? known.any ?? (timed ? undefined : known.constant));
  if (!made) return undefined;
  const rate = timed ? "rate / t" : "rate";
  const line = {
    pytorch: `    return by_torch(plane, theta, kept, lambda points: ${made}, ${rate})`,
    optax: `    return by_optax(plane, theta, kept, ${made.replace("RATE", timed ? "lambda done: rate / (done + 1)" : "rate")})`,
    keras: `    return by_keras(plane, theta, kept, lambda: ${made}, ${rate})`,
  }[library];
  return { library, lines: [line] };
}
