#!/usr/bin/env bash
# statsmodels 0.15.0: `information` of a generalised linear model is the Hessian of the log-likelihood, with its sign, and of a
# logistic regression (`Logit`) it is not implemented.
#
# Expected: both give the Fisher information of the parameters, Xᵀ diag(p (1 − p)) X, which is positive definite. The docstring
# of the first says "Fisher information matrix", that of the second describes it as minus the Hessian.
# Seen: `GLM(…).information(params)` is minus that matrix, and `Logit(…).information(params)` raises NotImplementedError, as do
# Probit, Poisson and OLS. Who solves with the first for a natural gradient goes uphill where he meant to go down.
#
# Output seen:
#   Fisher, by its formula: 0.7412, -0.0399, 0.3487
#   GLM.information: -0.7412, 0.0399, -0.3487
#   Logit.information: NotImplementedError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
venv/bin/python - <<'PYTHON'
import numpy as np
import statsmodels.api as sm

inputs = sm.add_constant(np.array([-1.5, -1.0, -0.3, 0.2, 0.8, 1.4]))
labels = np.array([0, 0, 1, 0, 1, 1])
logit = sm.Logit(labels, inputs)
best = logit.fit(disp=0).params
chance = 1 / (1 + np.exp(-inputs @ best))
fisher = inputs.T @ (inputs * (chance * (1 - chance))[:, None])
shown = lambda matrix: ", ".join(f"{one:.4f}" for one in (matrix[0, 0], matrix[0, 1], matrix[1, 1]))
print(f"Fisher, by its formula: {shown(fisher)}")
told = sm.GLM(labels, inputs, family=sm.families.Binomial()).information(best)
print(f"GLM.information: {shown(told)}")
assert np.allclose(told, -fisher)
for model in [logit, sm.Probit(labels, inputs), sm.Poisson(labels, inputs), sm.OLS(labels, inputs)]:
    try:
        model.information(best)
        raise SystemExit(f"{type(model).__name__} has it now")
    except NotImplementedError:
        pass
print("Logit.information: NotImplementedError")
PYTHON
