#!/usr/bin/env bash
# dit 2.3: the Tsallis, Hellinger and alpha divergences are in nats, but at the orders where they are the Kullback-Leibler divergence
# they return it in bits. So each jumps by the factor 1/ln 2 = 1.4427 there.
#
# Expected: a family of divergences is continuous in its order, so at an order where it is the Kullback-Leibler divergence it is the
# limit of its neighbours: for Bernoulli distributions p with 0.7 and q with 0.4, KL(p || q) = 0.1838 nats = 0.2651 bits, and
# KL(q || p) = 0.1920 nats = 0.2771 bits. The Renyi divergence, in bits throughout, is.
# Seen: 0.1836 beside order 1, 0.2651 at it. The alpha divergence changes direction too: beside 1 it is KL(q || p) in nats, at 1
# KL(p || q) in bits, and the other way round at -1. Whoever sweeps the order sees a spike, and a step limited to 0.02 "at order 1" is
# not the one that is limited to 0.02 beside it.
#
# Output seen:
#   Renyi     0.999: 0.2649 1.0: 0.2651 1.001: 0.2654
#   Tsallis   0.999: 0.1836 1.0: 0.2651 1.001: 0.1840
#   Hellinger 0.999: 0.1836 1.0: 0.2651 1.001: 0.1840
#   alpha     0.999: 0.1920 1.0: 0.2651 1.001: 0.1920
#   alpha     -1.001: 0.1838 -1.0: 0.2771 -0.999: 0.1838
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet dit==2.3 numpy==2.4.6 scipy==1.17.1
venv/bin/python -W ignore > seen.txt - <<'PYTHON'
from dit import Distribution
from dit.divergences import alpha_divergence, hellinger_divergence, renyi_divergence, tsallis_divergence

p, q = (Distribution(["0", "1"], pmf) for pmf in ([0.3, 0.7], [0.6, 0.4]))
for name, divergence in [("Renyi", renyi_divergence), ("Tsallis", tsallis_divergence), ("Hellinger", hellinger_divergence), ("alpha", alpha_divergence)]:
    print(f"{name:9}", *(f"{order}: {divergence(p, q, order):.4f}" for order in (0.999, 1.0, 1.001)))
print("alpha    ", *(f"{order}: {alpha_divergence(p, q, order):.4f}" for order in (-1.001, -1.0, -0.999)))
PYTHON
cat seen.txt
diff seen.txt - <<'TEXT'
Renyi     0.999: 0.2649 1.0: 0.2651 1.001: 0.2654
Tsallis   0.999: 0.1836 1.0: 0.2651 1.001: 0.1840
Hellinger 0.999: 0.1836 1.0: 0.2651 1.001: 0.1840
alpha     0.999: 0.1920 1.0: 0.2651 1.001: 0.1920
alpha     -1.001: 0.1838 -1.0: 0.2771 -0.999: 0.1838
TEXT
