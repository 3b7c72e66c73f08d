// Every test that the article names in a comment exists, and what the tests quote is in the article.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../../', import.meta.url);
const article = readFileSync(new URL('index.html', root), 'utf8');
const named = [...article.matchAll(/<!-- ([\w-]+\.test\.mjs)(?:: )?(.*?) -->/g)]
  .flatMap(([, first, rest]) => `${first}: ${rest}`.split('; ').reduce((list, part) => {
    const [, file, title] = /^(?:([\w-]+\.test\.mjs): )?(.*)$/.exec(part);
    list.push([file ?? list.at(-1)[0], title]);
    return list;
  }, []));

test('the article names the test of each of its claims', () => {
  assert.ok(named.length >= 25, `${named.length}`);
});

for (const [file, title] of named) {
  test(`${file}: ${title || 'the file'}`, () => {
    const text = readFileSync(new URL(`tests/web/browser/${file}`, root), 'utf8');
    assert.ok(text.includes(title), `${file} has a test called “${title}”`);
  });
}

test('what the tests quote is in the article', () => {
  const plain = article.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
  for (const file of new Set(named.map(([name]) => name))) {
    const text = readFileSync(new URL(`tests/web/browser/${file}`, root), 'utf8');
    for (const [, source] of text.matchAll(/says\(page, \/(.+)\/i?\);/g)) {
      assert.match(plain, new RegExp(source, 'i'), `${file} quotes what the article says`);
    }
  }
});
