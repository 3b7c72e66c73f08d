#!/usr/bin/env bash
# infomeasure 0.6.3: `kullback_leiber_divergence` of discrete data is negative where P has an outcome that Q lacks.
#
# Expected: infinity, or an error, for data of P in which one value in five never occurs in Q. No divergence is below 0.
# Seen: −0.5004 nats. It is computed as the cross-entropy minus the entropy of P, and the cross-entropy skips outcomes that are
# not in both, while the entropy counts them. If nothing is common, it is minus the entropy of P; that a warning is logged. Exchanged, where
# each outcome of the first occurs in the second, the value is right.
#
# Output seen:
#   KL(P || Q) = -0.5004, not inf
#   KL(Q || P) = 0.2231, ln 1.25 = 0.2231
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet numpy==2.4.6 scipy==1.17.1 numba==0.68.1 sparse==0.19.3 infomeasure==0.6.3
venv/bin/python - <<'PYTHON'
from math import isclose, log

import infomeasure

p = [0, 0, 1, 1, 2] * 4
q = [0, 1] * 10
forward = float(infomeasure.kullback_leiber_divergence(p, q, approach="discrete"))
backward = float(infomeasure.kullback_leiber_divergence(q, p, approach="discrete"))
print(f"KL(P || Q) = {forward:.4f}, not inf")
print(f"KL(Q || P) = {backward:.4f}, ln 1.25 = {log(1.25):.4f}")
assert isclose(forward, 0.8 * log(0.4 / 0.5) + 0.2 * log(0.2))
assert isclose(backward, log(1.25))
apart = float(infomeasure.kullback_leiber_divergence([0, 1], [2, 3], approach="discrete"))
assert isclose(apart, -log(2))
PYTHON
