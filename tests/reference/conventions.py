"""What three libraries do under the names Adam, RMSProp, Adagrad and Nesterov.

    python3 -m pip install numpy torch          # 5 GB; or
    python3 -m pip install numpy jax optax keras
    python3 tests/reference/conventions.py      # adds what is installed to tests/data/conventions.json

Every run fits a Gaussian to the eight teaching numbers in the chart (mu, sigma squared), in double
precision, with the gradient of the mean negative log-likelihood written out in `gradient`. The library
only takes the steps. A run is listed with the options that were given; the library filled in the rest.
`tests/conventions.rs` compares the core with every point of it.
"""

import json
import os
import sys
from pathlib import Path

import numpy as np

DATA = np.array([-0.4, 0.1, 0.9, 1.2, 1.5, 2.0, 2.2, 4.1])
TARGET = Path(__file__).parents[1] / "data" / "conventions.json"
STEPS = 200
STARTS = ([0.0, 3.0], [3.0, 0.8])

# Options that are given to every library; what is left out takes the library's own default.
ASKED = {
    "adam": [{"rate": 0.05}, {"rate": 0.3}, {"rate": 0.05, "epsilon": 0.01}, {"rate": 0.1, "beta1": 0.8, "beta2": 0.99}, {}],
    "rmsprop": [{"rate": 0.01}, {"rate": 0.02, "decay": 0.95}, {"rate": 0.01, "epsilon": 0.01}, {}],
    "adagrad": [{"rate": 0.3}, {"rate": 0.1, "epsilon": 0.01}, {}],
    "nesterov": [{"rate": 0.02, "momentum": 0.9}, {"rate": 0.3, "momentum": 0.5, "schedule": "inverse-time"}],
}


def gradient(theta):
    """Of L = ln(2 pi v) / 2 + (S + (mean - mu)^2) / (2 v), nats per unit of (mu, v)."""
    mu, v = theta
    moment = np.mean((DATA - mu) ** 2)
    return np.array([(mu - DATA.mean()) / v, (v - moment) / (2 * v * v)])


def rate_at(options, step):
    """The rate of step number `step`, counted from 1."""
    return options["rate"] / step if options.get("schedule") == "inverse-time" else options["rate"]


def given(options, **names):
    """The options under the names the library has for them."""
    return {names[name]: value for name, value in options.items() if name in names}


def pytorch():
    import torch

    makers = {
        "adam": lambda p, o: torch.optim.Adam(p, **given(o, rate="lr", epsilon="eps"),
                                              **({"betas": (o["beta1"], o["beta2"])} if "beta1" in o else {})),
        "rmsprop": lambda p, o: torch.optim.RMSprop(p, **given(o, rate="lr", decay="alpha", epsilon="eps")),
        "adagrad": lambda p, o: torch.optim.Adagrad(p, **given(o, rate="lr", epsilon="eps")),
        "nesterov": lambda p, o: torch.optim.SGD(p, nesterov=True, **given(o, rate="lr", momentum="momentum")),
    }

    def run(rule, options, start):
        theta = torch.tensor(start, dtype=torch.float64)
        optimizer = makers[rule]([theta], options)
        path = [theta.tolist()]
        for step in range(1, STEPS + 1):
            if "schedule" in options:
                optimizer.param_groups[0]["lr"] = rate_at(options, step)
            theta.grad = torch.from_numpy(gradient(theta.numpy()))
            optimizer.step()
            path.append(theta.tolist())
        return path

    return torch.__version__.split("+")[0], run


def optax():
    import jax

    jax.config.update("jax_enable_x64", True)
    import jax.numpy as jnp
    import optax as library

    def scheduled(options):
        return (lambda count: options["rate"] / (count + 1)) if "schedule" in options else options["rate"]

    makers = {
        "adam": lambda o: library.adam(scheduled(o), **given(o, beta1="b1", beta2="b2", epsilon="eps")),
        "rmsprop": lambda o: library.rmsprop(scheduled(o), **given(o, decay="decay", epsilon="eps")),
        "adagrad": lambda o: library.adagrad(scheduled(o), **given(o, epsilon="eps")),
        "nesterov": lambda o: library.sgd(scheduled(o), nesterov=True, **given(o, momentum="momentum")),
    }

    def run(rule, options, start):
        if "rate" not in options:
            return None  # optax has no default rate
        transform = makers[rule](options)
        theta = jnp.array(start)
        state = transform.init(theta)
        path = [theta.tolist()]
        for _ in range(STEPS):
            updates, state = transform.update(jnp.array(gradient(np.array(theta))), state, theta)
            theta = library.apply_updates(theta, updates)
            path.append(theta.tolist())
        return path

    return library.__version__, run


def keras():
    os.environ["KERAS_BACKEND"] = "jax"
    import jax

    jax.config.update("jax_enable_x64", True)
    import keras as library

    library.config.set_floatx("float64")
    makers = {
        "adam": lambda o: library.optimizers.Adam(**given(o, rate="learning_rate", beta1="beta_1", beta2="beta_2", epsilon="epsilon")),
        "rmsprop": lambda o: library.optimizers.RMSprop(**given(o, rate="learning_rate", decay="rho", epsilon="epsilon")),
        "adagrad": lambda o: library.optimizers.Adagrad(**given(o, rate="learning_rate", epsilon="epsilon")),
        "nesterov": lambda o: library.optimizers.SGD(nesterov=True, **given(o, rate="learning_rate", momentum="momentum")),
    }

    def run(rule, options, start):
        theta = library.Variable(np.array(start), dtype="float64")
        optimizer = makers[rule](options)
        optimizer.build([theta])
        path = [np.array(theta).tolist()]
        for step in range(1, STEPS + 1):
            if "schedule" in options:
                optimizer.learning_rate = rate_at(options, step)
            optimizer.apply([library.ops.convert_to_tensor(gradient(np.array(theta)), dtype="float64")], [theta])
            path.append(np.array(theta).tolist())
        return path

    return library.__version__, run


def main(names):
    known = json.loads(TARGET.read_text()) if TARGET.exists() else {"libraries": {}}
    for name in names or ["pytorch", "optax", "keras"]:
        try:
            version, run = globals()[name]()
        except ImportError as error:
            print(f"{name}: left as it was ({error})")
            continue
        runs = []
        for rule, asked in ASKED.items():
            for options in asked:
                for start in STARTS:
                    path = run(rule, options, start)
                    if path is None or not np.isfinite(path).all():
                        continue
                    kept = [0, 1, 2, 3, 5, 10, 20, 50, 100, STEPS]
                    runs.append({"rule": rule, "options": options, "start": start,
                                 "points": [[step, *path[step]] for step in kept]})
        known["libraries"][name] = {"version": version, "runs": runs}
        print(f"{name} {version}: {len(runs)} runs")
    lines = ",\n".join(
        f'  "{name}": {{ "version": "{of["version"]}", "runs": [\n    '
        + ",\n    ".join(json.dumps(run) for run in of["runs"]) + "\n  ] }"
        for name, of in sorted(known["libraries"].items()))
    TARGET.write_text(f'{{ "libraries": {{\n{lines}\n}} }}\n')


if __name__ == "__main__":
    main(sys.argv[1:])
