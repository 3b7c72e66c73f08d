#!/usr/bin/env bash
# optimization-js 1.5.0, `minimize_L_BFGS`: the first step climbs, and the value in the result is not the loss at the point in the result.
#
# Expected: for (x − 3)² from 0, where one secant tells the curvature, a handful of steps downhill, and `fncvalue` equal to the loss at
# `argument`.
# Seen: the first step goes along the gradient instead of against it, to −0.006. Later directions use the gradient of the point before, and
# their factor starts at 0.001, so 64 losses are asked for. When the last gradient is small enough, the loss there is returned with the
# point before it, where it is 42 times as large. Whoever plots paths or final losses gets these.
#
# Output seen:
#   first step to -0.006, loss 9 -> 9.036
#   64 losses asked for
#   fncvalue 1.143e-11, loss at argument 4.755e-10
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent optimization-js@1.5.0
cat >steps.cjs <<'SCRIPT'
const assert = require('node:assert/strict');
const { minimize_L_BFGS } = require('optimization-js');

const loss = ([x]) => (x - 3) ** 2;
const asked = [];
const { argument, fncvalue } = minimize_L_BFGS((x) => (asked.push([...x]), loss(x)), ([x]) => [2 * (x - 3)], [0]);
console.log(`first step to ${asked[1]}, loss ${loss(asked[0])} -> ${loss(asked[1]).toFixed(3)}`);
console.log(`${asked.length} losses asked for`);
console.log(`fncvalue ${fncvalue.toExponential(3)}, loss at argument ${loss(argument).toExponential(3)}`);
assert.deepEqual(asked[0], [0]);
assert.ok(Math.abs(asked[1][0] - 0.001 * -6) < 1e-15);
assert.ok(asked.length > 50);
assert.equal(fncvalue, loss(asked.at(-1)));
assert.deepEqual(argument, asked.at(-2));
assert.ok(loss(argument) > 40 * fncvalue);
SCRIPT
node steps.cjs
