#!/usr/bin/env bash
# gifenc 1.0.3: an image of six colours does not keep them, although 256 are asked for.
#
# Expected: `quantize(pixels, 256)` of an image with fewer than 256 colours returns those colours, as pale fills of a contour plot need
# that differ by a few levels.
# Seen: in its usual format, rgb565, colours that agree in the upper 5, 6 and 5 bits are one colour, their mean: six pale blues in steps
# of two levels become two. Steps of 8 levels are kept exactly.
#
# Output seen:
#   steps of 2 levels: 6 colours become 2, the farthest 3 levels off
#   steps of 8 levels: 6 colours become 6, the farthest 0 levels off
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund gifenc@1.0.3
cat > seen.mjs <<'MODULE'
import assert from 'node:assert/strict';
import gifenc from 'gifenc';

function kept(step) {
  const colors = Array.from({ length: 6 }, (_, k) => [192 + step * k, 208 + step * k, 160 + step * k]);
  const pixels = Uint8Array.from(colors.flatMap((color) => Array.from({ length: 50 }, () => [...color, 255]).flat()));
  const palette = gifenc.quantize(pixels, 256);
  const far = Math.max(...colors.map((color) => Math.min(...palette.map((one) => Math.max(...one.map((level, k) => Math.abs(level - color[k])))))));
  console.log(`steps of ${step} levels: 6 colours become ${palette.length}, the farthest ${far} levels off`);
  return [palette.length, far];
}

const [few] = kept(2);
assert.ok(few < 6);
assert.deepEqual(kept(8), [6, 0]);
MODULE
node seen.mjs
