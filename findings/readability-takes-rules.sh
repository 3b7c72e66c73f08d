#!/usr/bin/env bash
# @mozilla/readability 0.6.0: the attribute `rules` of a custom element is gone from the article, as are `frame`, `border` and `background`.
#
# Expected: a custom element comes through as it is or not at all; presentational attributes are taken from the elements that
# have them in HTML, as `rules` and `frame` from `<table>`.
# Seen: twelve such names are taken from every element of the article but `<svg>` and what is in it, whatever the name means there. Here the element
# stays, with its other attributes, and loses what to draw. A value in an attribute of another name, such as JSON in `spec`, stays.
#
# Output seen:
#   before: <kl-ball view="plane" rules="gradient" frame="none" border="1" background="paper" start="1 2"></kl-ball>
#   after:  <kl-ball view="plane" start="1 2"></kl-ball>
#   before: <kl-ball spec="{&quot;rules&quot;:[&quot;gradient&quot;]}"></kl-ball>
#   after:  <kl-ball spec="{&quot;rules&quot;:[&quot;gradient&quot;]}"></kl-ball>
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent @mozilla/readability@0.6.0 jsdom@26.1.0
cat >article.cjs <<'SCRIPT'
const assert = require('node:assert/strict');
const { Readability } = require('@mozilla/readability');
const { JSDOM } = require('jsdom');

const text = `<p>${'Each step goes against the gradient, measured by the Fisher matrix of the model. '.repeat(10)}</p>`;
function passed(element) {
  const { document } = new JSDOM(`<body><article>${text}${element}${text}</article></body>`).window;
  const { content } = new Readability(document).parse();
  const found = content.match(/<kl-ball.*<\/kl-ball>/)[0];
  console.log(`before: ${element}\nafter:  ${found}`);
  return found;
}

assert.equal(passed('<kl-ball view="plane" rules="gradient" frame="none" border="1" background="paper" start="1 2"></kl-ball>'), '<kl-ball view="plane" start="1 2"></kl-ball>');
const whole = '<kl-ball spec="{&quot;rules&quot;:[&quot;gradient&quot;]}"></kl-ball>';
assert.equal(passed(whole), whole);
SCRIPT
node article.cjs
