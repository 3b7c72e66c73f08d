// The types of the shell and of the package's classes, from their JSDoc and *.d.ts files, as
// TypeScript's compiler checks them, strictly: see www/tsconfig.json.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
const tsc = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.tsc);

for (const [what, config] of [['the shell', 'www'], ['the package’s classes', 'src/web']]) {
  test(`the types of ${what} are right`, () => {
    const { stdout, status, error } = spawnSync(process.execPath, [tsc, '-p', `${config}/tsconfig.json`, '--pretty', 'false'], { cwd: root, encoding: 'utf8' });
    assert.ifError(error);
    const found = stdout.split('\n').filter((line) => /error TS\d+/.test(line));
    assert.ok(status === 0 || found.length > 0, stdout);
    assert.deepEqual(found, []);
  });
}

/** Types that say nothing, and comments that silence the checker; `any` also as a part of a type. */
const NOTHING = /(?<![\w."'])(any|Object|Function)(?![\w"'])|^\*$|[<,|]\s*\*\s*[>,|]/;
const SILENCE = /@ts-(ignore|expect-error|nocheck)/;

/** Where nothing better can be said: a file and what stands there, with the reason. Nothing so far. */
const NEEDED = [];

/** The parts of a text that are types: in comments the braces after a tag, in a *.d.ts file all but comments and texts. */
function typesIn(path, text) {
  if (path.endsWith('.d.ts')) return [text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"|`[^`]*`/g, '')];
  return [...text.matchAll(/@(?:type|param|returns?|property|prop|typedef|template|this|satisfies|enum)\s*(?=\{)/g)].map((tag) => {
    const from = tag.index + tag[0].length;
    let [depth, to] = [0, from];
    do depth += { '{': 1, '}': -1 }[text[to++]] ?? 0; while (depth > 0 && to < text.length);
    return text.slice(from + 1, to - 1).replace(/"[^"]*"/g, '""');
  });
}

/** What of a file says nothing. */
const emptyIn = (path, text) => [
  ...typesIn(path, text).flatMap((type) => NOTHING.exec(type.trim())?.[0] ?? []), ...(SILENCE.exec(text) ?? []).slice(0, 1),
].filter((found) => !NEEDED.some((one) => one.path === path && one.found === found)).map((found) => `${path}: ${found}`);

test('no type of the shell is any, nor another that says nothing', () => {
  const files = ['www', 'src/web'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name))).filter((name) => /\.(js|d\.ts)$/.test(name));
  assert.ok(files.length > 200 && files.includes('src/web/module.js') && files.includes('src/web/wasm.d.ts'), 'every file is read');
  assert.deepEqual(files.flatMap((path) => emptyIn(path, readFileSync(join(root, path), 'utf8'))), []);
});

test('such a type would be found, in a comment and in a file of types', () => {
  const comments = ['/** @type {any} */', '/** @param {Record<string, any>} all */', '/** @type {*} */', '/** @returns {Map<string, *>} */', '/** @property {Object} it */', '/** @type {(of: Function) => void} */', '// @ts-ignore'];
  for (const text of comments) assert.equal(emptyIn('www/a.js', text).length, 1, text);
  for (const text of ['/** if there are any @type {string} */', 'const x = Object.keys(y);', '/** @param {"any"} word */']) assert.deepEqual(emptyIn('www/a.js', text), [], text);
  assert.equal(emptyIn('www/a.d.ts', 'export interface A { [name: string]: any }').length, 1);
  assert.deepEqual(emptyIn('www/a.d.ts', '/** Any of these, if there are any. */\nexport type A = "any" | string;'), []);
});
