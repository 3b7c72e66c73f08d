#!/usr/bin/env bash
# mystmd 1.8.3 (the engine of Jupyter Book 2): a custom element in the text is dropped, and an iframe loses its size.
#
# Expected: raw HTML reaches the page as it is, as with Sphinx and myst-parser, or it is named in a warning.
# Seen: <my-figure> is gone without a word; of what stood in it, only the text is left, as a paragraph. So is a
# script. An iframe stays, but its width of 600 has become 100% and its height is lost. What a page is made of
# is read from the content that `myst build --site` writes; the theme, which is asked for afterwards, is not
# needed for it.
#
# Output seen:
#   paragraph: A fallback.
#   iframe: width 100%, no height
#   warnings about the text: 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent mystmd@1.8.3
cat > myst.yml <<'YAML'
version: 1
project:
  title: Steps
site:
  template: book-theme
YAML
cat > index.md <<'MARKDOWN'
# Steps

<my-figure rate="0.1"><p>A fallback.</p></my-figure>

<iframe src="https://example.org/figure.html" title="A figure" width="600" height="400"></iframe>

<script type="module" src="figure.js"></script>
MARKDOWN
# Without the theme the command fails at its end, after the content has been written.
npx --no-install myst build --site > log.txt 2>&1 || true
node - <<'NODE'
const { readFileSync } = require("node:fs");
const { ok, deepEqual } = require("node:assert/strict");
const [{ children }] = JSON.parse(readFileSync("_build/site/content/index.json", "utf8")).mdast.children;
const textOf = (node) => node.value ?? (node.children ?? []).map(textOf).join("");
deepEqual(children.map(({ type }) => type), ["paragraph", "iframe"]);
const [words, frame] = children;
console.log(`paragraph: ${textOf(words)}`);
console.log(`iframe: width ${frame.width}, ${frame.height === undefined ? "no height" : `height ${frame.height}`}`);
const warnings = readFileSync("log.txt", "utf8").split("\n").filter((line) => /index\.md/.test(line) && !/Built/.test(line));
console.log(`warnings about the text: ${warnings.length}`);
ok(textOf(words) === "A fallback." && frame.width === "100%" && frame.height === undefined && warnings.length === 0);
NODE
