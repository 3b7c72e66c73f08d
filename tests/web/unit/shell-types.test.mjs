// The types of the shell and of the package's classes, from their JSDoc and *.d.ts files, as
// TypeScript's compiler checks them, strictly: see www/tsconfig.json.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
