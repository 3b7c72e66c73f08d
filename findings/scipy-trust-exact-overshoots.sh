#!/usr/bin/env bash
# SciPy 1.17.1, `minimize(method="trust-exact")`: a step may be longer than the trust radius.
#
# Expected: no step is longer than the radius, which starts at initial_trust_radius and never
# exceeds max_trust_radius.
# Seen: the subproblem is solved to a relative tolerance of 0.1 on the radius, on either side. On
# the mean negative log-likelihood of a Gaussian in (mean, variance) the first step is 0.109 long
# for a radius of 0.1, and one step is 1.017 long where 1 is the largest radius allowed. `trust-ncg`
# and `trust-krylov` take steps of 0.1 and at most 1 on the same problem.
#
# Output seen:
#   trust-exact 1.5 6.0 first 0.1089 longest 1.0000
#   trust-exact 0.0 3.0 first 0.1000 longest 1.0174
#   trust-ncg 1.5 6.0 first 0.1000 longest 1.0000
#   trust-ncg 0.0 3.0 first 0.1000 longest 1.0000
#   trust-krylov 1.5 6.0 first 0.1000 longest 1.0000
#   trust-krylov 0.0 3.0 first 0.1000 longest 1.0000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet numpy==2.4.6 scipy==1.17.1
venv/bin/python - <<'PYTHON'
import numpy as np
from scipy.optimize import minimize

x = np.array([1.2, 0.7, 3.1, 2.2, 1.9, 2.8, 0.4, 1.5])


def loss(at):
    mean, variance = at
    with np.errstate(invalid="ignore"):
        return 0.5 * np.log(variance) + 0.5 * np.mean((x - mean) ** 2) / variance


def gradient(at):
    mean, variance = at
    d = x - mean
    return np.array([-d.mean() / variance, 0.5 / variance - 0.5 * np.mean(d * d) / variance**2])


def hessian(at):
    mean, variance = at
    d = x - mean
    mixed = d.mean() / variance**2
    return np.array([[1 / variance, mixed], [mixed, -0.5 / variance**2 + np.mean(d * d) / variance**3]])


def lengths(method, start):
    path = [np.array(start)]
    options = {"initial_trust_radius": 0.1, "max_trust_radius": 1.0}
    minimize(loss, start, jac=gradient, hess=hessian, method=method, options=options,
             callback=lambda at: path.append(np.array(at)))
    found = [np.linalg.norm(b - a) for a, b in zip(path, path[1:])]
    print(method, *start, "first %.4f longest %.4f" % (found[0], max(found)))
    return found


far, near = lengths("trust-exact", [1.5, 6.0]), lengths("trust-exact", [0.0, 3.0])
assert 1.05 < far[0] / 0.1 < 1.1, far[0]
assert 1.01 < max(near) < 1.1, max(near)
for method in ("trust-ncg", "trust-krylov"):
    for start in ([1.5, 6.0], [0.0, 3.0]):
        found = lengths(method, start)
        assert found[0] <= 0.1 * (1 + 1e-9) and max(found) <= 1 + 1e-9, (method, start)
PYTHON
