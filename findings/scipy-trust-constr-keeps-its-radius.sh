#!/usr/bin/env bash
# SciPy 1.17.1, `minimize(method="trust-constr")`: where the loss is NaN outside its domain, the
# trust radius never shrinks, and the run stops far from the minimum.
#
# Expected: a trial point whose loss is NaN counts as a bad one, and the radius is cut, as
# `trust-ncg`, `trust-exact` and `trust-krylov` do.
# Seen: `trust-constr` keeps its radius (7 here, where the variance is 3), tries the same kind of
# point again until its 1,000 iterations are used up, and ends at a loss of 0.7786. With infinity in place of
# NaN it arrives after 21 iterations at 0.3912, the least loss.
#
# Output seen:
#   trust-constr, nan: False 1000 iterations, loss 0.7786, radius 7.0
#   trust-constr, inf: True 21 iterations, loss 0.3912, radius 4.1
#   trust-ncg, nan: True 10 iterations, loss 0.3912
#   trust-exact, nan: True 11 iterations, loss 0.3912
#   trust-krylov, nan: True 9 iterations, loss 0.3912
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet numpy==2.4.6 scipy==1.17.1
venv/bin/python -W ignore - <<'PYTHON'
import numpy as np
from scipy.optimize import minimize

x = np.array([1.2, 0.7, 3.1, 2.2, 1.9, 2.8, 0.4, 1.5])


def loss(outside):
    """The mean negative log-likelihood of a Gaussian, without its constant; `outside` where the variance is not positive."""
    def at(point):
        mean, variance = point
        return 0.5 * np.log(variance) + 0.5 * np.mean((x - mean) ** 2) / variance if variance > 0 else outside
    return at


def gradient(at):
    mean, variance = at
    d = x - mean
    return np.array([-d.mean() / variance, 0.5 / variance - 0.5 * np.mean(d * d) / variance**2])


def hessian(at):
    mean, variance = at
    d = x - mean
    mixed = d.mean() / variance**2
    return np.array([[1 / variance, mixed], [mixed, -0.5 / variance**2 + np.mean(d * d) / variance**3]])


def run(method, outside, **options):
    result = minimize(loss(outside), [0.0, 3.0], jac=gradient, hess=hessian, method=method, options=options)
    radius = f", radius {result.tr_radius:.1f}" if method == "trust-constr" else ""
    print(f"{method}, {outside}: {bool(result.success)} {result.nit} iterations, loss {result.fun:.4f}{radius}")
    return result


least = 0.5 * np.log(x.var()) + 0.5
stuck = run("trust-constr", np.nan, initial_tr_radius=1.0)
assert not stuck.success and stuck.nit == 1000 and stuck.fun > least + 0.3 and stuck.tr_radius > 3
fine = run("trust-constr", np.inf, initial_tr_radius=1.0)
assert fine.success and fine.nit < 50 and fine.fun < least + 1e-6
for method in ("trust-ncg", "trust-exact", "trust-krylov"):
    other = run(method, np.nan, initial_trust_radius=0.1, max_trust_radius=1.0)
    assert other.success and other.fun < least + 1e-6
PYTHON
