// Every test that the article or docs/figures.md names in a comment exists, and what the tests quote is there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { NOTES } from '../presets.mjs';

const root = new URL('../../../', import.meta.url);
const PAGES = { 'index.html': 8, 'docs/figures.md': 25 };
const read = (path) => readFileSync(new URL(path, root), 'utf8');

/** Where a file of tests is. */
const placeOf = (file) => ['browser', 'unit'].map((kind) => `tests/web/${kind}/${file}`).find((path) => existsSync(new URL(path, root)));

/** The tests that a page names: files and titles. */
const namedIn = (page) => [...read(page).matchAll(/<!-- ([\w-]+\.test\.mjs)(?:: )?(.*?) -->/g)]
  .flatMap(([, first, rest]) => `${first}: ${rest}`.split('; ').reduce((list, part) => {
    const [, file, title] = /^(?:([\w-]+\.test\.mjs): )?(.*)$/.exec(part);
    list.push([file ?? list.at(-1)[0], title]);
    return list;
  }, []));

for (const [page, least] of Object.entries(PAGES)) {
  const named = namedIn(page);

  test(`${page} names the test of each of its claims`, () => {
    assert.ok(named.length >= least, `${named.length}`);
  });

  for (const [file, title] of named) {
    test(`${page}, ${file}: ${title || 'the file'}`, () => {
      assert.ok(placeOf(file), `${file} exists`);
      const titles = [...read(placeOf(file)).matchAll(/^ *(?:test|describe)\((.*)$/gm)].map(([, line]) => line);
      assert.ok(titles.some((line) => line.includes(title)), `${file} has a test called “${title}”`);
    });
  }
}

/** A page from one of its figures to the next, each part with its name: a figure of the article has a section, or stands before the first. */
const PARTS = {
  'index.html': () => read('index.html').split(/(?=<section\b)/).flatMap((part) => [...part.matchAll(/<kl-ball id="([\w-]+)"/g)].map(([, id]) => [id, part])),
  'docs/figures.md': () => read('docs/figures.md').split(/^(?=#+ )/m).map((part) => [part.split('\n', 1)[0], part]).filter(([, part]) => /<kl-ball|\]\([^)]*lab\.html/.test(part)),
};

for (const [page, parts] of Object.entries(PARTS)) {
  test(`${page}: wherever a figure stands, a test of what is said of it is named`, () => {
    const found = parts();
    assert.ok(found.length >= PAGES[page], `${found.length} figures`);
    assert.deepEqual(found.filter(([, part]) => !/<!-- [\w-]+\.test\.mjs/.test(part)).map(([name]) => name), []);
  });
}

test('what the tests quote is in the article or in docs/figures.md', () => {
  const article = read('index.html').replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
  for (const file of new Set(Object.keys(PAGES).flatMap(namedIn).map(([name]) => name))) {
    for (const [, source] of read(placeOf(file)).matchAll(/says\((?:page, )?\/(.+)\/i?\);/g)) {
      assert.ok(new RegExp(source, 'i').test(`${article} ${NOTES}`), `${file} quotes what is said: ${source}`);
    }
  }
});
