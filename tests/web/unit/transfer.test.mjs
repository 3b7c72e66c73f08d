// What a reader's browser transfers for each kind of page, from the files as they were built: gzip -9, without what it loads
// only when a reader asks for it. tests/web/browser/bundle.test.mjs checks that a page asks for these files and no others.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const ROOT = new URL('../../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, ROOT));
const size = (path) => gzipSync(read(path), { level: 9 }).length;

/** A script of pkg/ and what it imports at once, each once. */
function withImports(names) {
  const found = new Set();
  const open = [...names];
  while (open.length > 0) {
    const name = open.pop();
    if (found.has(name)) continue;
    found.add(name);
    for (const [, imported] of read(`pkg/${name}`).toString().matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w-]+\.js)"/g)) open.push(imported);
  }
  return [...found].map((name) => `pkg/${name}`);
}

const ELEMENT = 'kl-ball-element.js';

const ARTICLE = ['index.html', 'www/page.css', 'pkg/kl-ball-unloaded.js', ...withImports([ELEMENT, 'kl-ball-field.js', 'kl-ball-others.js', 'kl-ball-session.js']), 'pkg/kl_ball_bg.wasm'];
/** The pictures of the article, by the kind of page that they are for: each is loaded where a reader comes near before its figure is live. */
const picturesFor = (kind) => [...read('index.html').toString().matchAll(new RegExp(`<img class="poster ${kind}" src="([^"]*)"`, 'g'))].map(([, path]) => path);

/** Each kind of page: its files, and the most kilobytes that they may have together. The targets are 100, 110, 180 and 200. */
const PAGES = {
  'a post with one Gaussian figure': { files: [...withImports([ELEMENT]), 'pkg/kl_ball_gaussian.wasm'], most: 180 },
  'a post with one logistic figure': { files: [...withImports([ELEMENT]), 'pkg/kl_ball_logistic.wasm'], most: 202 },
  'a post with plane, densities and series': { files: [...withImports([ELEMENT, 'kl-ball-usual.js']), 'pkg/kl_ball_gaussian.wasm'], most: 187 },
  'a post with any other figure at rest': { files: [...withImports([ELEMENT, 'kl-ball-others.js']), 'pkg/kl_ball_bg.wasm'], most: 343 },
  'the article': { files: ARTICLE, most: 377 },
  'the article with all of its pictures': { files: [...ARTICLE, ...picturesFor('wide')], most: 417 },
  'the article on a phone with all of its pictures': { files: [...ARTICLE, ...picturesFor('narrow')], most: 415 },
  'the lab': { files: ['lab.html', 'www/lab/page.css', ...withImports(['kl-ball-lab.js', 'kl-ball-others.js', 'kl-ball-field.js']), 'pkg/kl_ball_bg.wasm'], most: 408 },
};

for (const [what, { files, most }] of Object.entries(PAGES)) {
  test(`${what} transfers at most ${most} kB`, (t) => {
    const all = files.map((path) => [path, size(path)]);
    const total = all.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000;
    t.diagnostic(`${what}: ${total.toFixed(1)} kB (${all.map(([path, bytes]) => `${path.split('/').pop()} ${(bytes / 1000).toFixed(1)}`).join(', ')})`);
    assert.ok(total <= most, `${total.toFixed(1)} kB`);
  });
}
