#!/usr/bin/env bash
# statsmodels 0.15.0: a binomial GLM on quasi-separable labels says "converged", without a warning.
#
# The labels below are told apart by a threshold at 3, where both occur. The likelihood has no
# maximum: the loss falls for ever as the slope grows.
# Expected: `GLM` and `Logit` both warn, as both do for labels that are separable.
# Seen: `GLM(...).fit()` stops at a slope of 21.1 with `converged` True and no warning at all;
# `Logit(...).fit()` stops at 22.3 with `converged` False and a ConvergenceWarning. For separable labels
# GLM does warn, and still says that it has converged.
#
# Output seen:
#   quasi-separable GLM slope 21.14 converged True warnings []
#   quasi-separable Logit slope 22.26 converged False warnings ['ConvergenceWarning']
#   separable GLM slope 41.27 converged True warnings ['PerfectSeparationWarning']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
venv/bin/python - <<'PYTHON'
import warnings
import numpy as np
import statsmodels.api as sm

QUASI = ("quasi-separable", [1, 2, 3, 3, 4, 5], [0, 0, 0, 1, 1, 1])
SEPARABLE = ("separable", [1, 2, 3, 4], [0, 0, 1, 1])


def glm(y, inputs):
    result = sm.GLM(y, inputs, family=sm.families.Binomial()).fit()
    return result.params[1], bool(result.converged)


def logit(y, inputs):
    result = sm.Logit(y, inputs).fit(disp=0)
    return result.params[1], bool(result.mle_retvals["converged"])


def run(name, fit, case):
    words, x, y = case
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        slope, converged = fit(np.array(y), sm.add_constant(np.array(x, float)))
    kinds = sorted({one.category.__name__ for one in seen})
    print(f"{words} {name} slope {slope:.2f} converged {converged} warnings {kinds}")
    return slope, converged, kinds


slope, converged, kinds = run("GLM", glm, QUASI)
assert converged and kinds == [] and slope > 15
slope, converged, kinds = run("Logit", logit, QUASI)
assert not converged and "ConvergenceWarning" in kinds
slope, converged, kinds = run("GLM", glm, SEPARABLE)
assert converged and "PerfectSeparationWarning" in kinds
PYTHON
