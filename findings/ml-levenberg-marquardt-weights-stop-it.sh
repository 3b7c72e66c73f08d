#!/usr/bin/env bash
# ml-levenberg-marquardt 5.1.0: weights other than 1 can keep a fit at its start, and the result does not say so.
#
# Expected: the least sum of `(weight · residual)²`, so with equal weights the line of ordinary least squares, a = −0.6, b = 1.9.
# Seen: with weights 1, 1, 1, 2 the fit is that line of weighted least squares. With four weights of 2 it takes its thousand iterations
# and returns its start, as with 3, 3, 3, 3.001. The criterion and the gradient multiply by squared weights, but the matrix
# of the step divides by them, so steps are too long by up to the fourth power of the weights. A step is taken even where it
# makes the sum larger, and the best place seen is returned, here the start. No status tells.
#
# Output seen:
#   weights 1,1,1,1 -> a -0.6000 b 1.9000, 1000 iterations, sum of squares 2.7
#   weights 1,1,1,2 -> a -0.7742 b 2.1613, 1000 iterations, sum of squares 3.484
#   weights 2,2,2,2 -> a 0.1000 b 1.1000, 1000 iterations, sum of squares 27.6
#   weights 3,3,3,3.001 -> a 0.1000 b 1.1000, 1000 iterations, sum of squares 62.14
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent ml-levenberg-marquardt@5.1.0
cat >fit.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { levenbergMarquardt } from 'ml-levenberg-marquardt';

const data = { x: [0, 1, 2, 3], y: [0, 1, 2, 6] };
const START = [0.1, 1.1];

/** Intercept and slope with the least Σ (w (y − a − b x))². */
function leastSquares(weights) {
  const sum = (f) => data.x.reduce((total, x, i) => total + weights[i] ** 2 * f(x, data.y[i]), 0);
  const [n, x, y, xx, xy] = [() => 1, (x) => x, (_, y) => y, (x) => x * x, (x, y) => x * y].map(sum);
  const slope = (n * xy - x * y) / (n * xx - x * x);
  return [(y - slope * x) / n, slope];
}

const distance = ([a, b], [c, d]) => Math.hypot(a - c, b - d);
for (const [weights, stays] of [[[1, 1, 1, 1], false], [[1, 1, 1, 2], false], [[2, 2, 2, 2], true], [[3, 3, 3, 3.001], true]]) {
  const options = { initialValues: START, weights, maxIterations: 1000, errorTolerance: 0 };
  const { parameterValues: found, parameterError, iterations } = levenbergMarquardt(data, ([a, b]) => (x) => a + b * x, options);
  const [a, b] = found.map((value) => value.toFixed(4));
  console.log(`weights ${weights} -> a ${a} b ${b}, ${iterations} iterations, sum of squares ${Number(parameterError.toPrecision(4))}`);
  assert.ok(distance(found, stays ? START : leastSquares(weights)) < (stays ? 1e-12 : 1e-4));
}
SCRIPT
node fit.mjs
