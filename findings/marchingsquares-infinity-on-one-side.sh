#!/usr/bin/env bash
# marchingsquares 1.3.3 (and its fork marching-squares 1.0.0), `isoLines`: next to an infinite value a line is right or NaN, depending on the side.
#
# Fields that are infinite outside a domain, as a divergence is, have level lines that run up to its edge.
# Expected: the same line, mirrored, for a field and its mirror image; or an error for infinite values.
# Seen: where the infinite values are in later columns or rows than the line, the line goes through the last finite
# values. In earlier ones its points are NaN, and no error says so: an edge is always interpolated from its end with the
# smaller index, (∞ − level) / (∞ − value). A large number instead of infinity, 1e300 here, is drawn on either side.
#
# Output seen:
#   infinite in later columns: 0 of 9 points NaN
#   infinite in earlier columns: 4 of 9 points NaN
#   infinite in later rows: 0 of 8 points NaN
#   infinite in earlier rows: 5 of 10 points NaN
#   1e300 in earlier columns: 0 of 8 points NaN
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent marchingsquares@1.3.3 marching-squares@1.0.0
cat >lines.cjs <<'SCRIPT'
const assert = require('node:assert/strict');

const across = (row) => [row, row, row];
const down = (column) => column.map((value) => [value, value, value]);
const FIELDS = [
  ['infinite in later columns', across([0, 1, Infinity]), false],
  ['infinite in earlier columns', across([Infinity, 1, 0]), true],
  ['infinite in later rows', down([0, 1, Infinity]), false],
  ['infinite in earlier rows', down([Infinity, 1, 0]), true],
  ['1e300 in earlier columns', across([1e300, 1, 0]), false],
];
for (const name of ['marchingsquares', 'marching-squares']) {
  const { isoLines } = require(name);
  for (const [words, field, lost] of FIELDS) {
    const points = isoLines(field, [2]).flat(2);
    const nan = points.filter((point) => point.some(Number.isNaN)).length;
    if (name === 'marchingsquares') console.log(`${words}: ${nan} of ${points.length} points NaN`);
    assert.ok(points.length > 0);
    assert.equal(nan > 0, lost);
  }
}
SCRIPT
node lines.cjs
