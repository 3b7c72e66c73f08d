// A reader of the XML that pictures are written in. It throws where the text is not well-formed.

const TOKEN = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;

/** A sign by its number; the only kind of entity in these pictures. */
const plain = (text) => text.replace(/&(?:#(\d+);)?/g, (sign, number) => {
  if (number === undefined) throw new Error(`& stands alone in ${text.slice(0, 60)}`);
  return String.fromCodePoint(Number(number));
});

/** Calls `open({ name, attributes, path })`, `text(words, path)` and `close(name)` in the order of a text. */
function walk(source, { open, text = () => {}, close = () => {} }) {
  const path = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(source);
    if (!found) throw new Error(`not XML from here: ${source.slice(at, at + 60)}`);
    const [, end, name, given, empty, words] = found;
    if (words !== undefined) text(plain(words), path);
    else if (end) {
      if (path.pop() !== name) throw new Error(`</${name}> closes nothing`);
      close(name);
    } else {
      open({ name, attributes: attributesOf(given), path: [...path] });
      if (!empty) path.push(name);
      else close(name);
    }
  }
  if (path.length) throw new Error(`<${path.at(-1)}> is not closed`);
}

function attributesOf(given) {
  const found = [...given.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name, plain(value)]);
  if (new Set(found.map(([name]) => name)).size < found.length) throw new Error(`an attribute twice in ${given}`);
  return Object.fromEntries(found);
}

/** All elements of a document in order: `{ name, attributes, path, text }`, the path being the names of those around it. */
export function elementsOf(source) {
  const all = [];
  const openOnes = [];
  walk(source, {
    open: (element) => openOnes.push(all[all.push({ ...element, text: '' }) - 1]),
    text: (words) => { if (openOnes.length) openOnes.at(-1).text += words; },
    close: () => openOnes.pop(),
  });
  return all;
}

/** The elements with words of their own. */
export const textsOf = (source) => elementsOf(source).filter(({ text }) => text.trim() !== '');
