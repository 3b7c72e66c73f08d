#!/usr/bin/env bash
# optimistix 0.1.0: `minimise(..., GradientDescent(rate), max_steps=n)` takes n − 1 steps of gradient descent.
#
# Expected: for f(x) = x²/2 from 1 at rate 0.1, n steps end at 0.9ⁿ.
# Seen: they end at 0.9ⁿ⁻¹. The first of the n steps only evaluates the start, so with max_steps=1
# nothing moves; `stats["num_steps"]` still says n. Whoever compares paths of several
# libraries step by step is one step off.
#
# Output seen:
#   max_steps 1 num_steps 1 ends at 1.0 not 0.9
#   max_steps 2 num_steps 2 ends at 0.9 not 0.81
#   max_steps 10 num_steps 10 ends at 0.38742 not 0.348678
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet jax==0.10.2 jaxlib==0.10.2 equinox==0.13.8 lineax==0.1.1 optimistix==0.1.0
venv/bin/python - <<'PYTHON'
import jax
import jax.numpy as jnp
import optimistix

jax.config.update("jax_enable_x64", True)
for n in (1, 2, 10):
    solver = optimistix.GradientDescent(learning_rate=0.1, rtol=1e-12, atol=1e-12)
    found = optimistix.minimise(lambda x, _: 0.5 * x * x, solver, jnp.array(1.0), max_steps=n, throw=False)
    counted = int(found.stats["num_steps"])
    print("max_steps", n, "num_steps", counted, "ends at", round(float(found.value), 6), "not", round(0.9**n, 6))
    assert counted == n
    assert abs(float(found.value) - 0.9 ** (n - 1)) < 1e-12
PYTHON
