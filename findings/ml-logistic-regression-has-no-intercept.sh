#!/usr/bin/env bash
# ml-logistic-regression 2.0.0: the model has no intercept, so its boundary always goes through the origin.
#
# Expected: inputs 1, 2, 3 with label 0 and 4, 5, 6 with label 1 are told apart, with a boundary between 3 and 4.
# Seen: one weight per input column and nothing else. With one column of positive inputs, every row gets the same
# label, here 1, so half of the data are wrong; the README does not say that a column of ones must be added. With one the data are told apart.
#
# Output seen:
#   inputs alone: 1 weight, labels 1,1,1,1,1,1
#   with a column of ones: 2 weights, labels 0,0,0,1,1,1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent ml-logistic-regression@2.0.0 ml-matrix@6.15.1
cat >labels.cjs <<'SCRIPT'
const assert = require('node:assert/strict');
const { Matrix } = require('ml-matrix');
const LogisticRegression = require('ml-logistic-regression');

const labels = [0, 0, 0, 1, 1, 1];
function fitted(rows) {
  const model = new LogisticRegression({ numSteps: 50_000, learningRate: 0.05 });
  const inputs = new Matrix(rows);
  model.train(inputs, Matrix.columnVector(labels));
  return { weights: model.classifiers[0].weights.size, found: model.predict(inputs) };
}

const alone = fitted([[1], [2], [3], [4], [5], [6]]);
const withOnes = fitted([[1, 1], [2, 1], [3, 1], [4, 1], [5, 1], [6, 1]]);
console.log(`inputs alone: ${alone.weights} weight, labels ${alone.found}`);
console.log(`with a column of ones: ${withOnes.weights} weights, labels ${withOnes.found}`);
assert.equal(alone.weights, 1);
assert.deepEqual(alone.found, [1, 1, 1, 1, 1, 1]);
assert.deepEqual(withOnes.found, labels);
SCRIPT
node labels.cjs
