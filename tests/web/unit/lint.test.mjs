// The linter's findings in the shell; its rules are in tests/web/eslint.config.js.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const eslint = new ESLint({ cwd: root, overrideConfigFile: fileURLToPath(new URL('../eslint.config.js', import.meta.url)) });

const said = (results) => results.flatMap(({ filePath, messages }) =>
  messages.map(({ line, ruleId, message }) => `${filePath.slice(root.length)}:${line} ${ruleId}: ${message}`));

test('the linter has nothing to say of the shell', async () => {
  const results = await eslint.lintFiles(['www', 'src/web']);
  assert.ok(results.length > 80, 'every module is read');
  assert.deepEqual(said(results), []);
});

test('a view that computes mathematics would be found', async () => {
  const lines = [
    'const sum = Math.exp(cost);', 'const sum = Math.sqrt(cost);', 'const sum = [cost].map(Math.log);', 'const [sum] = fisher;', 'const sum = moment[2];',
    // Views did this before: a standard error, a variance over its bound, an order from the ratio of two gaps, what a step costs beside the first.
    'const sum = 100 / Math.sqrt(cost);', 'const sum = p.variance[0] / q.bound[0];', 'const sum = p.gap / q.gap;', 'const sum = p.kl[1] / p.kl[0];', 'const sum = Math.hypot(...p.gradient);',
  ];
  for (const line of lines) {
    const text = `export function view(model, p, q, chart, fisher, moment, cost) {\n  ${line}\n  return [model, p, q, chart, fisher, moment, cost, sum];\n}\n`;
    const found = said(await eslint.lintText(text, { filePath: `${root}www/views/a-view.js` })).join('\n');
    assert.match(found, /no-restricted-syntax: A view computes (no mathematics|with no matrix)/, line);
  }
});

test('a view that asks a model would be found', async () => {
  for (const line of ['model.kl(p, q, chart)', 'model.density(p, chart, q)', 'model.convert(p, q, chart)', 'model?.contains(p, chart)', 'model.axis']) {
    const text = `export const view = (model, p, q, chart) => [${line}, model, p, q, chart];\n`;
    assert.match(said(await eslint.lintText(text, { filePath: `${root}www/views/a-view.js` })).join('\n'), /no-restricted-syntax: A view asks no model/, line);
  }
  const text = 'import { planeNumbers } from "../core.js";\nexport const view = planeNumbers;\n';
  assert.match(said(await eslint.lintText(text, { filePath: `${root}www/views/a-view.js` })).join('\n'), /no-restricted-imports: .*asks models/);
});

test('a view that gives a quantity another name would be found', async () => {
  const text = 'export const order = ({ gap: one }, { gap: other }) => one / other;\n';
  assert.match(said(await eslint.lintText(text, { filePath: `${root}www/views/a-view.js` })).join('\n'), /no-restricted-syntax: .*a quantity keeps its name/);
});

test('a view that takes steps itself would be found, also in a folder, and a name that does not exist', async () => {
  const text = 'import { Experiment } from "../core.js";\nexport const view = new Experiment(missing);\nview.step({ rule: "newton" });\nexport const core = await import("../core.js");\n';
  const found = said(await eslint.lintText(text, { filePath: `${root}www/views/a-view.js` })).join('\n');
  assert.match(found, /no-restricted-imports: .*A view computes no mathematics/);
  const below = 'import { Experiment } from "../../core.js";\nexport const view = new Experiment({});\n';
  assert.match(said(await eslint.lintText(below, { filePath: `${root}www/views/plane/a-view.js` })).join('\n'), /no-restricted-imports: .*A view computes no mathematics/);
  assert.match(found, /no-restricted-syntax: A view takes no steps/);
  assert.match(found, /no-restricted-syntax: A view imports the core by name/);
  assert.match(found, /no-undef: 'missing' is not defined/);
});
