// The pictures that stand in the article until its figures are live are those of the figures as they are now.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { POSTERS, posterOf, withPoster } from '../posters.mjs';

const ROOT = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('index.html', ROOT), 'utf8');

for (const id of POSTERS) {
  test(`${id}: its picture is current (npm run posters)`, async () => {
    const { elements, files } = await posterOf(id);
    assert.equal(withPoster(page, id, elements), page);
    for (const [path, text] of Object.entries(files)) assert.equal(readFileSync(new URL(path, ROOT), 'utf8'), text, path);
  });

  test(`${id}: its picture has no colour of one theme alone, and no name twice`, () => {
    const start = page.indexOf(`<!-- poster of ${id}:`);
    const elements = page.slice(start, page.indexOf('<!-- end of poster -->', start));
    const files = [...elements.matchAll(/ src="([^"]*)"/g)].map(([, path]) => readFileSync(new URL(path, ROOT), 'utf8'));
    const poster = [elements, ...files].join('\n');
    for (const [, color] of poster.matchAll(/(?:fill|stroke)="([^"]*)"/g)) assert.match(color, /^none$|^light-dark\(/);
    const names = [...poster.matchAll(/ id="([^"]*)"/g)].map(([, name]) => name);
    assert.equal(new Set(names).size, names.length);
    assert.equal(poster.match(/<svg/g).length, 2);
  });
}

test('no name is on the page twice', () => {
  const names = [...page.matchAll(/ id="([^"]*)"/g)].map(([, name]) => name);
  assert.equal(new Set(names).size, names.length);
});
