// pkg/ as an npm package: what it contains, what checkers of packages say of it,
// and its start in Node.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';

const PKG = fileURLToPath(new URL('../../../pkg/', import.meta.url));
const description = JSON.parse(readFileSync(join(PKG, 'package.json'), 'utf8'));

let folder;
let tarball;
let files;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kl-ball-packed-'));
  const options = { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' };
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', PKG], options));
  tarball = join(folder, packed.filename);
  files = packed.files.map(({ path }) => path).sort();
});

after(() => rmSync(folder, { recursive: true }));

test('the package holds all of pkg/, with licences and a README', () => {
  assert.deepEqual(files, readdirSync(PKG).sort());
  for (const name of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'embed.html', 'kl-ball-element.js.map']) assert.ok(files.includes(name), name);
  for (const name of ['license', 'repository', 'description', 'keywords']) assert.ok(description[name].length !== 0, name);
});

test('publint finds nothing', async () => {
  const bytes = readFileSync(tarball);
  const { messages } = await publint({ pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) }, strict: true });
  assert.deepEqual(messages, []);
});

test('every entry finds its types in Node and in bundlers', () => {
  const program = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json').replace('package.json', 'dist/index.js');
  // The package has ES modules only; `require` is not supported.
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, tarball, '--profile', 'esm-only', '--no-emoji'], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  for (const entry of ['kl-ball', 'kl-ball/element', 'kl-ball/python', 'kl-ball/render', 'kl-ball/table', 'kl-ball/react', 'kl-ball/preact', 'kl-ball/solid', 'kl-ball/vue', 'kl-ball/svelte']) assert.ok(stdout.includes(`"${entry}"`), stdout);
});

test('every entry finds its types where `exports` is not read, as by older compilers', () => {
  const program = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json').replace('package.json', 'dist/index.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, tarball, '--profile', 'strict', '--ignore-rules', 'cjs-resolves-to-esm', '--no-emoji'], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
});

test('a source map holds the text of what is minified, and no name of a machine', () => {
  const maps = files.filter((name) => name.endsWith('.map'));
  assert.ok(maps.length > 3, String(maps));
  for (const name of maps) {
    // A script that only passes on what another one has contains no source.
    const { sources, sourcesContent = [] } = JSON.parse(readFileSync(join(PKG, name), 'utf8'));
    assert.equal(sourcesContent.length, sources.length, name);
    assert.ok(sourcesContent.every((text) => text?.length > 0), name);
    for (const source of sources) assert.match(source, /^(\.\.\/(www|src)\/[\w./-]+|kl_ball\.js|(papaparse|mediabunny|gifenc|fflate)\/[\w./-]+)$/, name);
    assert.ok(readFileSync(join(PKG, name.slice(0, -'.map'.length)), 'utf8').endsWith(`//# sourceMappingURL=${name}\n`), name);
  }
});

test('kl_ball.js can be read', () => {
  const lines = readFileSync(join(PKG, 'kl_ball.js'), 'utf8').split('\n');
  assert.ok(lines.length > 300, `${lines.length} lines`);
  for (const line of lines) assert.ok(line.length < 250, line);
});

for (const [name, longest] of [['render.js', 1000], ['python.js', 400]]) {
  test(`${name}, which is loaded in Node, has the lines and the names of its sources`, () => {
    const lines = readFileSync(join(PKG, name), 'utf8').split('\n');
    assert.ok(lines.length > 500 && lines.filter((line) => line.startsWith('// www/')).length > 5, `${lines.length} lines`);
    for (const line of lines) assert.ok(line.length < longest, line);
  });
}

/** Another copy of the core, which nothing has started yet. */
const fresh = (name) => import(`../../../pkg/kl_ball.js?${name}`);

test('in Node the core starts without arguments', async () => {
  const { default: init, Model } = await fresh('starts');
  await init();
  assert.equal(new Model({ model: 'gaussian' }).kl([5.3, 0.022], [5.3, 0.022], 'variance'), 0);
});

test('before it has started, every class and function says what to do', async () => {
  const core = await fresh('waits');
  const classes = Object.values(core).filter((value) => /^class/.test(String(value)));
  assert.ok(classes.length > 3);
  for (const call of [...classes.map((type) => () => new type({ model: 'gaussian' })), core.catalog, core.ellipse, core.Sweep.outcomes, core.drawAxes]) {
    assert.throws(call, { message: 'the core has not started: call `await init()` or `initSync({ module })` first' });
  }
});

test('what was freed says so, and may be freed again', async () => {
  const { default: init, Model, drawPlane } = await fresh('frees');
  await init();
  const model = new Model({ model: 'gaussian' });
  model.free();
  model.free();
  for (const call of [() => model.optimum('variance'), () => model.spec, () => drawPlane({}, model, 'variance')]) {
    assert.throws(call, { message: 'this Model was freed: make a new one' });
  }
});
