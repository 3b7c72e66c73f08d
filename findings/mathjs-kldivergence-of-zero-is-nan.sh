#!/usr/bin/env bash
# mathjs 15.2.0: `kldivergence(p, q)` is NaN where p gives an outcome no probability.
#
# Expected: an outcome that never happens adds nothing, 0 ln 0 = 0, so KL((½, ½, 0) ‖ (0.4, 0.4, 0.2)) = ln 1.25 = 0.2231 nats.
# Seen: NaN, without an error. Without the zero the result is right, and exchanged, where it is truly infinite,
# it is Infinity. Whoever compares counts, some of which are 0, gets no number.
#
# Output seen:
#   KL((0.5,0.5) || (0.9,0.1)) = 0.5108256237659907
#   KL((0.5,0.5,0) || (0.4,0.4,0.2)) = NaN, not 0.22314355131420976
#   KL((0.4,0.4,0.2) || (0.5,0.5,0)) = Infinity
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent mathjs@15.2.0
cat >divergence.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { kldivergence } from 'mathjs';

const kl = (p, q) => {
  const value = kldivergence(p, q);
  return [`KL((${p}) || (${q})) = ${value}`, value];
};
const [full, zero, infinite] = [kl([0.5, 0.5], [0.9, 0.1]), kl([0.5, 0.5, 0], [0.4, 0.4, 0.2]), kl([0.4, 0.4, 0.2], [0.5, 0.5, 0])];
console.log(full[0]);
console.log(`${zero[0]}, not ${Math.log(1.25)}`);
console.log(infinite[0]);
assert.ok(Math.abs(full[1] - 0.5 * Math.log(0.5 / 0.9) - 0.5 * Math.log(5)) < 1e-12);
assert.ok(Number.isNaN(zero[1]));
assert.equal(infinite[1], Infinity);
SCRIPT
node divergence.mjs
