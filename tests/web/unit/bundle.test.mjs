// The bundler of pkg/, on a small example site: modules that are loaded later become
// files of their own, and share modules with the element.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { bundle } from '../../../xtask/src/bundle.mjs';

const [esbuild, terser] = ['esbuild', 'terser'].map(createRequire(import.meta.url));

const FILES = {
  'package.json': '{ "type": "module" }',
  'core/kl_ball.js': `let wasmModule = "compiled";
export class Core {}
function initSync() {}
function __wbg_init() { return new URL('kl_ball_bg.wasm', import.meta.url).href; }
export { initSync, __wbg_init as default };
`,
  'src/web/module.js': `import instance from "kl_ball_core";
    const { Core, compiled, start } = instance();
    export { start as default, compiled };
    export class Model extends Core {}
    export class Unused {}`,
  'www/kl-ball.js': `import { log, place } from "./core.js";
    log.push("element");
    export { compiled, log, place } from "./core.js";
    export const later = () => import("./race.js");
    export const latest = () => import("./map.js");`,
  'www/core.js': `import init, { Model, compiled } from "../pkg/kl_ball.js";
    export { compiled };
    export const log = [];
    export const place = () => init();
    export const isModel = (it) => it instanceof Model;
    export default "the default";`,
  'www/race.js': `import word, { isModel, log } from "./core.js";
    import { lane } from "./lane.js";
    log.push("race");
    export { isModel, lane, log, word };`,
  'www/map.js': `import { log } from "./core.js";
    import { lane } from "./lane.js";
    log.push("map");
    export { lane, log };
    export const later = () => import("./race.js");
    export const address = new URL("./race.js", import.meta.url).href;`,
  'www/lane.js': 'export const lane = {};',
};

let site;

const read = (folder) => Object.fromEntries(
  readdirSync(join(site, folder)).sort().map((name) => [name, readFileSync(join(site, folder, name), 'utf8')]),
);

before(async () => {
  site = mkdtempSync(join(tmpdir(), 'kl-ball-bundle-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(site, dirname(name)), { recursive: true });
    writeFileSync(join(site, name), text);
  }
  for (const folder of ['pkg', 'again']) {
    await bundle({ esbuild, terser }, { root: site, core: join(site, 'core'), folder: join(site, folder) });
  }
});

after(() => rmSync(site, { recursive: true }));

test('the same sources give the same bytes', () => assert.deepEqual(read('pkg'), read('again')));

test('the files are the package, the element, what is loaded later, and what only those share', () => {
  const names = Object.keys(read('pkg'));
  const scripts = names.filter((name) => name.endsWith('.js'));
  const [shared, ...rest] = scripts.sort((a, b) => /-[A-Z0-9]{8}/.test(b) - /-[A-Z0-9]{8}/.test(a));
  assert.match(shared, /^kl-ball-[A-Z0-9]{8}\.js$/);
  assert.deepEqual(rest, ['kl-ball-element.js', 'kl-ball-map.js', 'kl-ball-race.js', 'kl_ball.js']);
  // The package can be read as it is; each other script has a source map.
  const minified = scripts.filter((name) => name !== 'kl_ball.js');
  assert.deepEqual(names.filter((name) => !scripts.includes(name)).sort(), minified.map((name) => `${name}.map`).sort());
});

test('the package and the element need no other file', () => {
  const pkg = read('pkg');
  for (const name of ['kl_ball.js', 'kl-ball-element.js']) assert.doesNotMatch(pkg[name], /\bfrom ?"|\bimport ?"/, name);
  assert.match(pkg['kl_ball.js'], /class/);
  assert.ok(pkg['kl_ball.js'].length > pkg['kl_ball.js'].replace(/Unused/g, '').length);
  assert.doesNotMatch(pkg['kl-ball-element.js'], /Unused/);
});

test('all of it runs, finds the core beside itself, and has each module once', async () => {
  const element = await import(pathToFileURL(join(site, 'pkg/kl-ball-element.js')));
  assert.equal(element.place(), pathToFileURL(join(site, 'pkg/kl_ball_bg.wasm')).href);
  assert.equal(element.compiled(), 'compiled');
  const [race, map] = [await element.later(), await element.latest()];
  assert.equal(map.address, pathToFileURL(join(site, 'pkg/kl-ball-race.js')).href, 'a worker is found beside, too');
  assert.deepEqual(element.log, ['element', 'race', 'map']);
  assert.ok(race.log === element.log && map.log === element.log);
  assert.ok(race.lane === map.lane && race.word === 'the default');
  assert.ok(await map.later() === race && !race.isModel({}));
});
