#!/usr/bin/env bash
# CairoSVG 2.9.1: `paint-order="stroke"`, by which figures put a halo behind their letters, is ignored: the halo covers them.
#
# Expected: as in browsers, the stroke is painted first and the fill over it, so that a word with a wide outline in the colour of
# the ground stays readable on top of curves.
# Seen: the stroke is painted last. Bars 12 pixels wide with a halo of 10 keep 8 % of their dark pixels. Two elements, first the stroke
# and then the fill, are drawn as meant.
#
# Output seen:
#   one element with paint-order: 8 % of the dark pixels of the plain word
#   two elements: 100 %
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet cairosvg==2.9.1 cairocffi==1.7.1 pillow==13.0.0
venv/bin/python - <<'PYTHON'
import io

import cairosvg
from PIL import Image


def dark(content):
    """How many pixels are dark."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80"><rect width="240" height="80" fill="#fff"/>{content}</svg>'
    image = Image.open(io.BytesIO(cairosvg.svg2png(svg.encode()))).convert("L")
    return sum(1 for level in image.tobytes() if level < 100)


# A letter that every machine draws alike, whatever fonts it has: three bars.
letter = "M40 15h12v50h-12zM80 15h12v50h-12zM40 34h52v12h-52z"
plain = dark(f'<path d="{letter}"/>')
one = dark(f'<path d="{letter}" stroke="#fff" stroke-width="10" paint-order="stroke"/>')
two = dark(f'<path d="{letter}" fill="none" stroke="#fff" stroke-width="10"/><path d="{letter}"/>')
print(f"one element with paint-order: {100 * one / plain:.0f} % of the dark pixels of the plain word")
print(f"two elements: {100 * two / plain:.0f} %")
assert one < 0.25 * plain and two == plain
PYTHON
