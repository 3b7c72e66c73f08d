#!/usr/bin/env bash
# feedparser 6.0.14: of an SVG inside a post's HTML, `<circle …/>` becomes `<circle …>`, so every shape after it is inside it, and is not drawn.
#
# Expected: elements of SVG that feedparser lets pass come out closed, as `<circle …/>` or `<circle …></circle>`.
# Seen: in `description` of RSS and in Atom's content of type html, the slash of a shape with attributes is left out and no end tag takes
# its place. An HTML parser then makes each shape the child of the one before it, and shapes inside a shape are
# never drawn: of three, one is left. A shape without attributes gets its end tag, shapes written with end
# tags keep them, and in content of type xhtml all is well.
#
# Output seen:
#   slash, html: 1 shape of 3 is a child of the svg
#   end tag, html: 3 shapes of 3 are children of the svg
#   slash, xhtml: 3 shapes of 3 are children of the svg
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet feedparser==6.0.14 html5lib==1.1
venv/bin/python - <<'PYTHON'
from html import escape

import feedparser
import html5lib

SVG = "{http://www.w3.org/2000/svg}"


def kept(kind, end):
    shapes = "".join(f'<circle cx="{x}" cy="5" r="4"{end}' for x in (5, 15, 25))
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">{shapes}</svg>'
    body = escape(picture) if kind == "html" else f'<div xmlns="http://www.w3.org/1999/xhtml">{picture}</div>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>f</title><entry><title>e</title><content type="{kind}">{body}</content></entry></feed>'
    passed = feedparser.parse(feed).entries[0].content[0].value
    assert passed.count("<circle") == 3, passed
    svg = html5lib.parse(passed).find(f".//{SVG}svg")
    return len(svg.findall(f"{SVG}circle"))


for words, kind, end, right in (("slash", "html", "/>", 1), ("end tag", "html", "></circle>", 3), ("slash", "xhtml", "/>", 3)):
    found = kept(kind, end)
    print(f"{words}, {kind}: {found} " + ("shape of 3 is a child" if found == 1 else "shapes of 3 are children"), "of the svg")
    assert found == right
PYTHON
