#!/usr/bin/env bash
# geomstats 2.8.0: two normal distributions closer than about 1e-8 have a Fisher–Rao distance of exactly 0.
#
# Expected: distances to nine digits or so at every size, from N(0, 1) to N(d, 1) about d.
# Seen: the distance is the inverse hyperbolic cosine of one plus a square, which rounds away: at
# d = 1e-4 half of the digits are gone, at 1e-8 all of them. Far distances are right to the last digits. An
# inverse hyperbolic sine of half the chord (2√2 asinh √(u/2), Costa, Santos and Strapasson 2015) has no such loss.
# (It needs NumPy 1: with NumPy 2.4 the package cannot be imported.)
#
# Output seen:
#   d 1.0 distance 0.9802581434685472 closed form 0.9802581434685473
#   d 0.0001 distance 9.999999961292457e-05 closed form 9.999999997916667e-05
#   d 1e-08 distance 0.0 closed form 1e-08
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet numpy==1.26.4 scipy==1.13.1 pandas==2.2.3 scikit-learn==1.5.2 geomstats==2.8.0
venv/bin/python - <<'PYTHON'
import numpy as np
from geomstats.information_geometry.normal import NormalDistributions

metric = NormalDistributions(sample_dim=1).metric


def both(d):
    found = float(metric.dist(np.array([0.0, 1.0]), np.array([d, 1.0])))
    u = 0.5 * d * d / 2.0
    right = float(2 * np.sqrt(2) * np.arcsinh(np.sqrt(u / 2)))
    print("d", d, "distance", found, "closed form", right)
    return found, right


found, right = both(1.0)
assert abs(found / right - 1) < 1e-12
found, right = both(1e-4)
assert 1e-10 < abs(found / right - 1) < 1e-7
found, right = both(1e-8)
assert found == 0.0 and right > 9e-9
PYTHON
