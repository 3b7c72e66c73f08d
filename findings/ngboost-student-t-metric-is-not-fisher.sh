#!/usr/bin/env bash
# ngboost 0.5.6: the metric by which the natural gradient of Student's t and of Cauchy is taken is not the Fisher matrix of their
# parameters (place, logarithm of the scale).
#
# Expected: `metric()` under the logarithmic score is the Fisher matrix of the parameters that are fitted, as it is for Normal,
# Laplace, Gamma and Weibull: for Student's t with df degrees of freedom, 2 df / (df + 3) for the logarithm of the scale, whatever
# the scale is.
# Seen: the entry of the scale is df / (2 (df + 3) scale²). It depends on the unit of the data: right where the scale is 1/2, at a scale of 2 it is a
# sixteenth, so that the natural gradient of the scale is 16 times too long; its own scores (`d_score`) have the second moment that Fisher says.
#
# Output seen:
#   TFixedDf, scale 0.5: metric 1.0000, Fisher 1.0000
#   TFixedDf, scale 2: metric 0.0625, Fisher 1.0000, mean square of 400,000 scores 1.00
#   Cauchy, scale 2: metric 0.0312, Fisher 0.5000, mean square of 400,000 scores 0.50
#   Laplace, scale 2: metric 1.0000, Fisher 1.0000, mean square of 400,000 scores 1.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 ngboost==0.5.6
venv/bin/python -W ignore - <<'PYTHON'
import numpy as np
from ngboost.distns import Cauchy, Laplace, TFixedDf
from ngboost.scores import LogScore

COUNT = 400_000


def told(distribution, scale):
    """The metric's entry of the logarithm of the scale, and the mean square of its scores."""
    score = next(one for one in distribution.scores if issubclass(one, LogScore))
    both = type("Both", (distribution, score), {})
    at = np.array([[0.7], [np.log(scale)]])
    observed = np.random.default_rng(0)
    place, size = 0.7, scale
    df = {Cauchy: 1, TFixedDf: 3}.get(distribution)
    raw = observed.laplace(size=COUNT) if df is None else observed.standard_t(df, size=COUNT)
    scores = both(np.repeat(at, COUNT, axis=1)).d_score(place + size * raw)[:, 1]
    return float(both(at).metric()[0, 1, 1]), float(np.mean(scores**2))


for distribution, scale, fisher in [(TFixedDf, 0.5, 1.0), (TFixedDf, 2.0, 1.0), (Cauchy, 2.0, 0.5), (Laplace, 2.0, 1.0)]:
    metric, square = told(distribution, scale)
    seen = "" if scale == 0.5 else f", mean square of 400,000 scores {square:.2f}"
    print(f"{distribution.__name__}, scale {scale:g}: metric {metric:.4f}, Fisher {fisher:.4f}{seen}")
    assert abs(square - fisher) < 0.02
    right = metric if distribution is Laplace else metric * 4 * scale**2
    assert abs(right - fisher) < 1e-9
PYTHON
