// pkg/ as an npm package: packed, installed into an empty project, used in Node,
// through a bundler, and from a component.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { openPage } from '../browser.mjs';
import { serve } from '../server.mjs';
import { elementsOf } from '../xml.mjs';
import { agrees, browser, drawn, quiet, site } from './page.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const esbuild = createRequire(import.meta.url)('esbuild');

let project;
let place;

const npm = (...given) => execFileSync('npm', given, { cwd: project, encoding: 'utf8', shell: process.platform === 'win32' });

before(() => {
  project = mkdtempSync(join(tmpdir(), 'kl-ball-project-'));
  writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }');
  const [{ filename }] = JSON.parse(npm('pack', '--json', join(ROOT, 'pkg')));
  npm('install', '--offline', '--no-audit', '--no-fund', join(project, filename));
  place = join(project, 'node_modules/kl-ball');
});

after(() => rmSync(project, { recursive: true }));

test('Node computes with it', () => {
  writeFileSync(join(project, 'node.js'), `
    import { readFileSync } from 'node:fs';
    import { fileURLToPath } from 'node:url';
    import { Model, initSync } from 'kl-ball';
    initSync({ module: readFileSync(fileURLToPath(import.meta.resolve('kl-ball/kl_ball_bg.wasm'))) });
    console.log(new Model({ model: 'gaussian', data: { set: 'cavendish' } }).kl([5.3, 0.022], [5.3, 0.022], 'variance'));`);
  assert.equal(execFileSync(process.execPath, ['node.js'], { cwd: project, encoding: 'utf8' }).trim(), '0');
});

/** Runs the command of the installed package. */
const command = (...given) => spawnSync(process.execPath, [join(place, 'cli.js'), ...given], { cwd: project, encoding: 'utf8' });

const FIGURE = ['render', '--view', 'plane density', '--rules', 'kl-ball', '--start', '5.3 0.022', '--steps=1', '--width', '500', '--label', 'A step'];

test('the command writes a figure, and nothing where something is wrong', () => {
  assert.ok(existsSync(join(project, 'node_modules/.bin/kl-ball')) || existsSync(join(project, 'node_modules/.bin/kl-ball.cmd')));
  const written = command(...FIGURE, '-o', 'figure.svg');
  assert.deepEqual([written.status, written.stdout, written.stderr], [0, '', '']);
  const text = readFileSync(join(project, 'figure.svg'), 'utf8');
  const [root] = elementsOf(text);
  assert.equal(root.attributes.width, '500');
  assert.match(text, /<title>A step<\/title>/);
  assert.equal(command(...FIGURE, '-o', '-').stdout, text);
  assert.match(command('--help').stdout, /kl-ball render .*--ATTRIBUTE/);
  for (const [given, message] of [
    [['render', '--rules', 'kl-bal'], /kl-bal.*allowed/],
    [[...FIGURE, '--radios', '0.1'], /"radios" is unknown; the nearest that is allowed: "radius"/],
    [['render', '--width', 'wide'], /^--width is "wide"; allowed: a number from 120 to 8192/],
    [[...FIGURE, '--zoom', '0'], /^--zoom is "0"; allowed: a number from 0.03125 to 32/],
    [['render', '--steps', 'six'], /^steps is "six"; allowed: a whole number from 0/],
    [[...FIGURE, '--step', '2'], /^step is "2"; allowed: a number from 0 to 1/],
    [[...FIGURE, '--adam-rate', '0.1'], /^adam-rate is "0.1"; allowed: only with "adam" among the rules/],
    [['render', '--view', 'divergence', '--stick', 'maybe'], /^stick is "maybe"; allowed: on, off/],
    [[...FIGURE, '--data-src', 'nowhere.csv'], /^--data-src is "nowhere.csv", and there is no such file; allowed: /],
    [[...FIGURE, '--builder', 'maybe'], /^builder is "maybe"; allowed: on, off/],
    [[...FIGURE, '--classroom', 'maybe'], /^classroom is "maybe"; allowed: on, off/],
    [[...FIGURE, '--data-x', 'mass'], /^data-x is "mass"; allowed: only with data-src/],
    [[...FIGURE, '--data-one', 'yes'], /^data-one is "yes"; allowed: only with data-src/],
    [[...FIGURE, '--steps', '3'], /^--steps is given twice; allowed: once/],
    [[...FIGURE, '-o', 'other.svg'], /^-o is given twice; allowed: once/],
    [[...FIGURE, '--rules', 'none gradient'], /^--rules is given twice/],
    [['render', '--rules', 'none gradient'], /^rules is "none gradient"; allowed: names of rules, or "none" alone/],
    [[...FIGURE, 'word'], /"word" belongs to no option/],
    [['draw'], /^the command is "draw"; allowed: render/],
  ]) {
    const { status, stdout, stderr } = command(...given, '-o', 'bad.svg');
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, message);
    assert.ok(!existsSync(join(project, 'bad.svg')));
  }
  const other = command(...FIGURE, '-o', 'figure.gif');
  assert.equal(other.status, 2);
  assert.match(other.stderr, /^--output is "figure.gif"; allowed/);
  const nowhere = command(...FIGURE, '-o', 'nowhere/figure.svg');
  assert.deepEqual([nowhere.status, nowhere.stdout], [2, '']);
  assert.match(nowhere.stderr, /^--output is "nowhere\/figure.svg", and there is no such folder; allowed: /);
});

test('the command writes PNG where the package for it is installed, and says which one is missing', () => {
  const without = command(...FIGURE, '-o', 'figure.png');
  assert.equal(without.status, 2);
  assert.match(without.stderr, /^PNG needs the package @resvg\/resvg-js.*\n$/);
  assert.ok(!existsSync(join(project, 'figure.png')));
  symlinkSync(join(ROOT, 'tests/web/node_modules/@resvg'), join(project, 'node_modules/@resvg'), 'junction');
  const { status, stderr } = command(...FIGURE, '--zoom', '2', '-o', 'figure.png');
  assert.deepEqual([status, stderr], [0, '']);
  const bytes = readFileSync(join(project, 'figure.png'));
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
  const at = bytes.indexOf('pHYs');
  assert.deepEqual([bytes.readUInt32BE(at + 4), bytes.readUInt32BE(at + 8), bytes.readUInt8(at + 12)], [7559, 7559, 1], 'twice 96 pixels an inch, in metres');
  const [{ attributes }] = elementsOf(readFileSync(join(project, 'figure.svg'), 'utf8'));
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [2 * attributes.width, 2 * attributes.height]);
});

test('every entry has its types beside it', () => {
  const { exports, version } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  for (const { types, default: script } of Object.values(exports).filter((entry) => entry.types)) {
    for (const file of [types, script]) assert.ok(readFileSync(join(place, file)).length > 0, file);
  }
  assert.match(readFileSync(join(ROOT, 'Cargo.toml'), 'utf8'), new RegExp(`^version = "${version}"$`, 'm'));
  const types = readFileSync(join(place, 'kl-ball-element.d.ts'), 'utf8');
  for (const event of ['ready', 'change', 'input', 'error']) assert.ok(types.includes(`"kl-ball-${event}"`), event);
});

test('its page for an iframe works on a host that has this folder and nothing else', async (t) => {
  const host = await serve(place);
  const page = await openPage(browser, `${host.origin}/embed.html#v=1&view=plane+density&rules=kl-ball&radius=0.05&start=5.3+0.03`);
  t.after(() => Promise.all([page.close(), host.close()]));
  await page.locator('kl-ball').waitFor();
  await drawn(page);
  const { spec } = await agrees(page, 'kl-ball');
  assert.deepEqual(spec.start.at, [5.3, 0.03]);
  assert.deepEqual(host.log.filter((path) => !/^\/(embed\.html|kl-ball-(element|embed|unloaded|usual|[A-Z0-9]{8})\.js|kl_ball_gaussian\.wasm)$/.test(path)), []);
  quiet(page);
});

/** Bundles some source with esbuild and serves it as a page, with the core beside it. */
async function bundled(t, source, markup, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'kl-ball-site-'));
  writeFileSync(join(project, 'page.jsx'), source);
  await esbuild.build({
    entryPoints: [join(project, 'page.jsx')], absWorkingDir: project, outdir: folder, bundle: true, splitting: true, format: 'esm', logLevel: 'error', ...options,
  });
  for (const name of ['bg', 'gaussian', 'logistic']) copyFileSync(join(place, `kl_ball_${name}.wasm`), join(folder, `kl_ball_${name}.wasm`));
  writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,"><script type="module" src="page.js"></script><body>${markup}</body></html>`);
  const built = await serve(folder);
  const page = await openPage(browser, `${built.origin}/`, { width: 1000, height: 2000 });
  t.after(async () => {
    await page.close();
    await built.close();
    rmSync(folder, { recursive: true });
  });
  return page;
}

test('a bundler takes the element, and a view only where it is asked for', async (t) => {
  const page = await bundled(t, 'import "kl-ball/element";', '<kl-ball view="plane series" start="5.3 0.022" steps="3"></kl-ball>');
  await drawn(page);
  await agrees(page, 'kl-ball');
  quiet(page);
});

/** A stand-in for the parts of React that the example uses: elements, properties or attributes, an effect. */
const REACT = `
  let effects = [];
  export const useRef = (current) => ({ current });
  export const useEffect = (effect) => { effects.push(effect); };
  export const jsx = (type, { children, ref, ...props }) => {
    if (typeof type === 'function') return type({ children, ...props });
    const made = document.createElement(type);
    for (const [name, value] of Object.entries(props)) { if (name in made) made[name] = value; else made.setAttribute(name, value); }
    made.append(...[children].flat().filter((child) => child !== undefined));
    if (ref) ref.current = made;
    return made;
  };
  export const mount = (node, root) => { root.append(node); for (const effect of effects) effect(); };`;

test('the React component of the examples shows a figure, and hears of its changes', async (t) => {
  const react = join(project, 'node_modules/react');
  mkdirSync(react, { recursive: true });
  writeFileSync(join(react, 'package.json'), '{ "name": "react", "type": "module", "exports": { ".": "./index.js", "./jsx-runtime": "./index.js" } }');
  writeFileSync(join(react, 'index.js'), `${REACT}\nexport const jsxs = jsx;`);
  copyFileSync(join(ROOT, 'examples/KlBall.jsx'), join(project, 'KlBall.jsx'));
  const page = await bundled(t, `
    import { mount } from 'react';
    import { KlBall } from './KlBall.jsx';
    globalThis.heard = [];
    mount(<KlBall view="plane density" data="teaching" rules="kl-ball" start="-0.3 0.8" steps="4" onChange={(spec) => heard.push(spec)}>Words</KlBall>, document.body);`,
  '', { jsx: 'automatic' });
  await drawn(page);
  const { spec } = await agrees(page, 'kl-ball');
  assert.deepEqual(spec.start.at, [-0.3, 0.8]);
  await page.locator('kl-ball .handle').press('ArrowUp');
  await page.waitForFunction(() => globalThis.heard.at(-1)?.start.at[1] > 0.8);
  quiet(page);
});

test('the drawing examples of the documentation draw', async (t) => {
  const types = readFileSync(join(ROOT, 'src/web/module.d.ts'), 'utf8');
  const examples = [...types.matchAll(/@example\n((?:(?!\*\/)[^])*)\*\/\nexport function draw/g)].map(([, code]) => code.replace(/^ \* ?/gm, ''));
  assert.equal(examples.length, 3);
  const page = await openPage(browser, 'about:blank');
  t.after(() => page.close());
  await page.route('**/blank.html', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Blank</title><link rel="icon" href="data:,">' }));
  await page.goto(`${site.origin}/blank.html`);
  const painted = await page.evaluate(async (codes) => {
    const core = await import('/pkg/kl_ball.js');
    await core.default();
    const names = Object.keys(core).filter((name) => name !== 'default');
    return codes.map((code) => {
      const canvas = document.createElement('canvas');
      new Function('canvas', ...names, code)(canvas, ...names.map((name) => core[name]));
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return [canvas.width, canvas.height, data.some((value) => value > 0)];
    });
  }, examples);
  assert.deepEqual(painted, examples.map(() => [960, 720, true]));
  quiet(page);
});
