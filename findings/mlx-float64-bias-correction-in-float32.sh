#!/usr/bin/env bash
# MLX 0.32.4, `mlx.optimizers` with arrays of float64 on the CPU: the arrays stay float64, but rate and bias correction are float32.
#
# Expected: with parameters and gradients of float64, a step of SGD and one of Adam with bias_correction=True agree with the
# same formulas in NumPy to about 1e-15, as they do in PyTorch, Optax and Keras with float64.
# Seen: the result is float64. The rate is kept as float32, so SGD's steps agree with NumPy's only for a rate rounded to float32.
# Adam's correction 1 / (1 - beta**step) is computed in float32 too. There 1 - 0.999 keeps about five digits, so the first
# step is off by 4e-7 and the fifth by 2e-6, even at a rate that float32 holds exactly. Nothing says so.
#
# Output seen:
#   SGD, rate 0.05: float64, off by 2.3e-08; with the rate of float32 by 0.0e+00
#   Adam, rate 0.0625: float64, first step off by 4.2e-07, fifth by 2.4e-06
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet numpy==2.4.6 'mlx[cpu]==0.32.4'
venv/bin/python - <<'PYTHON'
import mlx.core as mx
import mlx.optimizers as optimizers
import numpy as np

mx.set_default_device(mx.cpu)
CURVATURE = np.array([1.0, 3.0])
START = [-1.0, 4.0]
STEPS = 5


def theirs(optimizer):
    theta, path = {"theta": mx.array(START, dtype=mx.float64)}, []
    for _ in range(STEPS):
        gradient = CURVATURE * np.array(theta["theta"])
        theta = optimizer.apply_gradients({"theta": mx.array(gradient, dtype=mx.float64)}, theta)
        mx.eval(theta)
        path.append(np.array(theta["theta"]))
    return np.array(path)


def sgd(rate):
    theta, path = np.array(START), []
    for _ in range(STEPS):
        theta = theta - rate * CURVATURE * theta
        path.append(theta)
    return np.array(path)


def adam(rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    theta, path, m, s = np.array(START), [], 0.0, 0.0
    for t in range(1, STEPS + 1):
        g = CURVATURE * theta
        m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
        theta = theta - rate * m / (1 - beta1**t) / (np.sqrt(s / (1 - beta2**t)) + epsilon)
        path.append(theta)
    return np.array(path)


found = theirs(optimizers.SGD(0.05))
apart, rounded = (np.abs(found - sgd(rate)).max() for rate in (0.05, float(np.float32(0.05))))
print(f"SGD, rate 0.05: {found.dtype}, off by {apart:.1e}; with the rate of float32 by {rounded:.1e}")
assert found.dtype == np.float64 and 1e-9 < apart < 1e-7 and rounded < 1e-14

found = theirs(optimizers.Adam(0.0625, bias_correction=True))
apart = np.abs(found - adam(0.0625)).max(axis=1)
print(f"Adam, rate 0.0625: {found.dtype}, first step off by {apart[0]:.1e}, fifth by {apart[-1]:.1e}")
assert found.dtype == np.float64 and apart[0] > 1e-7 and apart[-1] > 1e-6
PYTHON
