// The types of the element as projects use them: in plain TypeScript for ES2022, and in JSX or
// templates of React 18 and 19, Preact, Solid, Vue and Svelte. Nothing is skipped, no library either.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { core, shell } from './modules.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
const tsc = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.tsc);

const PLAIN = `import "kl-ball/element";
import init, { Experiment, Model } from "kl-ball";
import type { KlBall, ModelName, RuleName } from "kl-ball/element";
await init();
const figure: KlBall = document.createElement("kl-ball");
figure.steps = 20;
figure.start = new Float64Array([5.3, 0.02]);
figure.rules = ["gradient", "gradient"];
figure.model = "gaussian";
figure.builder = true;
figure.spec = new Experiment({ model: "gaussian", start: { chart: "variance", at: [5, 1] }, runs: [] }).spec;
figure.spec = undefined;
figure.changes = { step: 2 };
figure["data-x"] = 0;
figure.dataX = "mass";
figure.gradientRate = [0.1, 0.4];
figure["kl-ball-radius"] = 0.05;
figure.gradientRateVariance = 0.2;
figure["gradient-rate-variance"] = "0.2";
// @ts-expect-error there is no such chart
figure.gradientRateVarianz = 0.2;
const text: string | null = figure.steps;
const rule: RuleName = "kl-ball";
const model: ModelName = "variational";
figure.addEventListener("kl-ball-change", ({ detail }) => detail.start.at);
new Model({ model: "gaussian" }).free();
// @ts-expect-error there is no such model
figure.model = "gausian";
// @ts-expect-error nor such a rule
const wrong: RuleName = "kl-bal";
export { model, rule, text, wrong };
`;

const JSX = (source) => `/** @jsxImportSource ${source} */
import "kl-ball/${{ 'solid-js': 'solid' }[source] ?? source}";
export const figure = <kl-ball view="plane density" model="gaussian" rules="gradient gradient" gradient-rate="0.1 0.4" kl-ball-radius={0.05} steps={20} classroom id="it" />;
// @ts-expect-error there is no such theme
export const wrong = <kl-ball theme="grey" />;
`;

const CURSOR = `/** What is no attribute is a property in JSX, too. */
export const moved = <kl-ball cursor={3} changes={{ start: "5 1" }} gradient-rate-variance={0.2} />;
// @ts-expect-error a step is a number
export const unmoved = <kl-ball cursor="right" />;
`;

const FILES = {
  'plain.ts': PLAIN,
  'react.tsx': JSX('react') + CURSOR, 'preact.tsx': JSX('preact') + CURSOR, 'solid.tsx': JSX('solid-js'),
  'vue.ts': `import "kl-ball/vue";
import type { GlobalComponents } from "vue";
export const props: InstanceType<GlobalComponents["kl-ball"]>["$props"] = { model: "gaussian", steps: 20 };
// @ts-expect-error there is no such theme
export const wrong: InstanceType<GlobalComponents["kl-ball"]>["$props"] = { theme: "grey" };
`,
  'svelte.ts': `import "kl-ball/svelte";
import type { SvelteHTMLElements } from "svelte/elements";
export const props: SvelteHTMLElements["kl-ball"] = { model: "gaussian", steps: 20, "onkl-ball-change": ({ detail }) => detail.start };
// @ts-expect-error there is no such theme
export const wrong: SvelteHTMLElements["kl-ball"] = { theme: "grey" };
`,
};

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kl-ball-types-'));
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  const installed = (name) => join(root, 'tests/web/node_modules', name);
  // A copy, which finds the frameworks beside it, as an installed package does.
  mkdirSync(join(folder, 'node_modules/kl-ball'));
  for (const name of readdirSync(join(root, 'pkg')).filter((one) => /\.d\.ts$|\.js$|\.json$/.test(one))) copyFileSync(join(root, 'pkg', name), join(folder, 'node_modules/kl-ball', name));
  for (const name of ['preact', 'solid-js', 'vue', 'svelte']) symlinkSync(installed(name), join(folder, 'node_modules', name), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});

after(() => rmSync(folder, { recursive: true }));

/** What the compiler says of some files, with these types of React. */
function compiled(name, files, react, module) {
  const options = {
    strict: true, noEmit: true, skipLibCheck: false, target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], jsx: 'react-jsx', types: [],
    ...module, paths: { react: [`${react}/index.d.ts`], 'react/jsx-runtime': [`${react}/jsx-runtime.d.ts`] },
  };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ compilerOptions: options, files }));
  const { stdout, error } = spawnSync(process.execPath, [tsc, '-p', join(folder, `${name}.json`), '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
  assert.ifError(error);
  return stdout;
}

const BUNDLER = { module: 'esnext', moduleResolution: 'bundler' };
const react = (name) => join(root, 'tests/web/node_modules', name);

test('every attribute and property, names as unions, JSX of all frameworks', () => {
  assert.equal(compiled('all', Object.keys(FILES), react('@types/react'), BUNDLER), '');
});

test('React 18, too', () => {
  assert.equal(compiled('react18', ['react.tsx'], react('types-react-18'), BUNDLER), '');
});

test('Node resolves the same types', () => {
  assert.equal(compiled('node', ['plain.ts'], react('@types/react'), { module: 'nodenext', moduleResolution: 'nodenext' }), '');
});

test('types describe every attribute and view that there is, and nothing else', async () => {
  const { ATTRIBUTES } = await shell('state/attributes.js');
  await shell('views/index.js');
  const { VIEWS } = await shell('views/registry.js');
  const types = readFileSync(join(root, 'pkg/kl-ball-element.d.ts'), 'utf8');
  const names = readFileSync(join(root, 'pkg/names.d.ts'), 'utf8');
  const own = [...types.split('export interface KlBallAttributes')[1].split('\n}')[0].matchAll(/^ {2}(?:"([\w-]+)"|(\w+))\?:/gm)].map(([, quoted, plain]) => quoted ?? plain);
  assert.deepEqual(own.sort(), [...ATTRIBUTES, 'builder'].sort());
  const views = /type ViewName = (.*);/.exec(types)[1].split(' | ').map((name) => JSON.parse(name));
  assert.deepEqual(views.sort(), [...VIEWS].sort());
  const options = core.catalog().rules.flatMap(({ name, options: all }) => all.map((option) => `${name}-${option.name}`));
  for (const name of [...own, ...options].filter((one) => one !== 'spec')) {
    const camel = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    for (const key of [/-/.test(name) ? JSON.stringify(name) : name, camel]) assert.ok(names.includes(`  set ${key}(value: KlBallAttributes["${name}"]);`), key);
  }
});
