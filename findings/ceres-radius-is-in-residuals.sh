#!/usr/bin/env bash
# pyceres 2.6 (Ceres Solver): `initial_trust_region_radius` is no length in parameter space.
#
# Expected: from 0, with the target at 100 and a radius of 0.1, the first step is 0.1 long whatever
# the residual k (x - 100) is multiplied by, as in SciPy's trust regions; a smaller one would be fine.
# Seen: DOGLEG measures the step in units in which the residual changes, so the radius of 0.1 is a
# step of 1 for k = 0.1, and of 0.01 for k = 10. LEVENBERG_MARQUARDT only takes the inverse of its
# damping from the radius: the step is 9.09 for each k, ninety times the radius. `jacobi_scaling`
# changes nothing in either.
#
# Output seen:
#   DOGLEG k 0.1: 1.0000 1.0000
#   DOGLEG k 1.0: 0.1000 0.1000
#   DOGLEG k 10.0: 0.0100 0.0100
#   LEVENBERG_MARQUARDT k 0.1: 9.0909 9.0909
#   LEVENBERG_MARQUARDT k 1.0: 9.0909 9.0909
#   LEVENBERG_MARQUARDT k 10.0: 9.0909 9.0909
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet numpy==2.4.6 pyceres==2.6
venv/bin/python - <<'PYTHON'
import numpy as np
import pyceres


class Residual(pyceres.CostFunction):
    """k (x - 100), with its exact derivative k."""

    def __init__(self, k):
        super().__init__()
        self.k = k
        self.set_num_residuals(1)
        self.set_parameter_block_sizes([1])

    def Evaluate(self, parameters, residuals, jacobians):
        residuals[0] = self.k * (parameters[0][0] - 100)
        if jacobians is not None and jacobians[0] is not None:
            jacobians[0][0] = self.k
        return True


def first_step(strategy, k, scaled):
    x = np.zeros(1)
    problem = pyceres.Problem()
    problem.add_residual_block(Residual(k), None, [x])
    options = pyceres.SolverOptions()
    options.trust_region_strategy_type = strategy
    options.initial_trust_region_radius = 0.1
    options.jacobi_scaling = scaled
    options.max_num_iterations = 1
    options.minimizer_progress_to_stdout = False
    pyceres.solve(options, problem, pyceres.SolverSummary())
    return x[0]


kinds = pyceres.TrustRegionStrategyType
for strategy, expected in ((kinds.DOGLEG, [1, 0.1, 0.01]), (kinds.LEVENBERG_MARQUARDT, [100 / 11] * 3)):
    for k, seen in zip([0.1, 1.0, 10.0], expected):
        steps = [first_step(strategy, k, scaled) for scaled in (True, False)]
        print(f"{strategy.name} k {k}: {steps[0]:.4f} {steps[1]:.4f}")
        assert np.allclose(steps, seen, rtol=1e-6), steps
PYTHON
