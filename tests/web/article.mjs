// The figures of the article, by their ids, as attributes.
import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');

/** What stands in for a sign in the attributes of a page. */
const SIGNS = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

const plain = (text) => text.replace(/&\w+;/g, (name) => SIGNS[name]);

/** Attributes of each `<kl-ball>`, without its id. */
export const ARTICLE = Object.fromEntries([...page.matchAll(/<kl-ball\s((?:[^>"]|"[^"]*")*)>/g)].map(([, text]) => {
  const { id, ...attributes } = Object.fromEntries(
    [...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value = '']) => [name, plain(value)]));
  return [id, attributes];
}));
