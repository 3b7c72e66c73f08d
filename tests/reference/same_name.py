"""One start, and what five libraries do there under the names Adam, RMSProp, Adagrad and Nesterov, with their own defaults.

    python3 -m pip install numpy torch                       # 5 GB; or
    python3 -m pip install numpy jax optax keras; or
    python3 -m pip install numpy 'mlx[cpu]'
    python3 tests/reference/same_name.py                     # adds what is installed to tests/data/same-name.json

Every run fits a Gaussian to the eight teaching numbers in the chart (mu, sigma squared), in double precision, with the gradient of the
mean negative log-likelihood written out in `gradient`, as in conventions.py. Only the rate is given (and for Nesterov the momentum,
which none of the libraries has a default for); everything else is left to the library. `tests/same_name.rs` compares the core with those
that it has a convention for, and docs/mathematics/other-libraries.md shows the numbers.
"""

import json
import os
from pathlib import Path

import numpy as np

DATA = np.array([-0.4, 0.1, 0.9, 1.2, 1.5, 2.0, 2.2, 4.1])
TARGET = Path(__file__).parents[1] / "data" / "same-name.json"
START = [-1.0, 4.0]
RATE, MOMENTUM = 0.05, 0.9
KEPT = [1, 10, 50, 200]


def gradient(theta):
    """Of L = ln(2 pi v) / 2 + (S + (mean - mu)^2) / (2 v), nats per unit of (mu, v)."""
    mu, v = theta
    moment = np.mean((DATA - mu) ** 2)
    return np.array([(mu - DATA.mean()) / v, (v - moment) / (2 * v * v)])


def pytorch():
    import torch

    made = {
        "adam": lambda p: torch.optim.Adam(p, lr=RATE),
        "rmsprop": lambda p: torch.optim.RMSprop(p, lr=RATE),
        "adagrad": lambda p: torch.optim.Adagrad(p, lr=RATE),
        "nesterov": lambda p: torch.optim.SGD(p, lr=RATE, momentum=MOMENTUM, nesterov=True),
    }

    def run(rule):
        theta = torch.tensor(START, dtype=torch.float64, requires_grad=True)
        optimizer = made[rule]([theta])
        while True:
            theta.grad = torch.tensor(gradient(theta.detach().numpy()))
            optimizer.step()
            yield theta.tolist()

    return torch.__version__.split("+")[0], run


def optax():
    import jax

    jax.config.update("jax_enable_x64", True)
    import jax.numpy as jnp
    import optax as library

    made = {
        "adam": lambda: library.adam(RATE),
        "rmsprop": lambda: library.rmsprop(RATE),
        "adagrad": lambda: library.adagrad(RATE),
        "nesterov": lambda: library.sgd(RATE, momentum=MOMENTUM, nesterov=True),
    }

    def run(rule):
        optimizer, theta = made[rule](), jnp.array(START)
        state = optimizer.init(theta)
        while True:
            step, state = optimizer.update(jnp.array(gradient(np.array(theta))), state, theta)
            theta = library.apply_updates(theta, step)
            yield theta.tolist()

    return library.__version__, run


def keras():
    os.environ["KERAS_BACKEND"] = "jax"
    import jax

    jax.config.update("jax_enable_x64", True)
    import keras as library

    library.config.set_floatx("float64")
    made = {
        "adam": lambda: library.optimizers.Adam(RATE),
        "rmsprop": lambda: library.optimizers.RMSprop(RATE),
        "adagrad": lambda: library.optimizers.Adagrad(RATE),
        "nesterov": lambda: library.optimizers.SGD(RATE, momentum=MOMENTUM, nesterov=True),
    }

    def run(rule):
        theta, optimizer = library.Variable(np.array(START), dtype="float64"), made[rule]()
        optimizer.build([theta])
        while True:
            optimizer.apply([library.ops.convert_to_tensor(gradient(np.array(theta)), dtype="float64")], [theta])
            yield np.array(theta).tolist()

    return library.__version__, run


def jax_examples():
    import jax

    jax.config.update("jax_enable_x64", True)
    import jax.numpy as jnp
    from jax.example_libraries import optimizers as library

    made = {
        "adam": lambda: library.adam(RATE),
        "rmsprop": lambda: library.rmsprop(RATE),
        "adagrad": lambda: library.adagrad(RATE),
        "nesterov": lambda: library.nesterov(RATE, MOMENTUM),
    }

    def run(rule):
        init, update, params = made[rule]()
        state, step = init(jnp.array(START)), 0
        while True:
            state = update(step, jnp.array(gradient(np.array(params(state)))), state)
            step += 1
            yield params(state).tolist()

    return jax.__version__, run


def mlx():
    import mlx.core as mx
    import mlx.optimizers as library

    mx.set_default_device(mx.cpu)
    made = {
        "adam": lambda: library.Adam(RATE),
        "rmsprop": lambda: library.RMSprop(RATE),
        "adagrad": lambda: library.Adagrad(RATE),
        "nesterov": lambda: library.SGD(RATE, momentum=MOMENTUM, nesterov=True),
    }

    def run(rule):
        optimizer, theta = made[rule](), {"theta": mx.array(START, dtype=mx.float64)}
        # Its own copy of the rate is in single precision.
        optimizer.state["learning_rate"] = mx.array(RATE, dtype=mx.float64)
        while True:
            found = gradient(np.array(theta["theta"]))
            theta = optimizer.apply_gradients({"theta": mx.array(found, dtype=mx.float64)}, theta)
            mx.eval(theta)
            yield np.array(theta["theta"]).tolist()

    return mx.__version__, run


def main():
    known = json.loads(TARGET.read_text())["libraries"] if TARGET.exists() else {}
    for name, library in {"pytorch": pytorch, "optax": optax, "keras": keras, "jax-examples": jax_examples, "mlx": mlx}.items():
        try:
            version, run = library()
        except ImportError as error:
            print(f"{name}: left as it was ({error})")
            continue
        runs = {}
        for rule in ("adam", "rmsprop", "adagrad", "nesterov"):
            path = run(rule)
            runs[rule] = [[step, *place] for step, place in zip(range(1, max(KEPT) + 1), path) if step in KEPT]
            print(name, version, rule, runs[rule][-1])
        known[name] = {"version": version, "runs": runs}
    head = json.dumps({"data": "teaching", "chart": "variance", "start": START, "rate": RATE, "momentum": MOMENTUM})[1:-1]
    lines = ",\n".join(f'  "{name}": {json.dumps(known[name])}' for name in sorted(known))
    TARGET.write_text(f'{{ {head}, "libraries": {{\n{lines}\n}} }}\n')


if __name__ == "__main__":
    main()
