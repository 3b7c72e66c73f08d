// A law of the reader of tables: however a table is written, the same numbers come back. Tables are made in every
// combination of separators, decimal marks, separated thousands, quotation marks, line ends and encodings, with missing
// values, names and numbers of rows, and separators at the ends of lines.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shell } from './modules.mjs';

const { readTable, readTableBytes } = await shell('table/read-table.js');

const TABLES = 4000;
const WAYS = {
  separator: [',', ';', '\t', ' ', '|'],
  decimal: ['.', ','],
  thousands: ['', '', '', 'mark', ' ', '\'', '\u202f'],
  digits: [0, 1, 2, 4],
  scale: [100, 1e4, 1e6],
  minus: ['-', '−'],
  quotes: ['none', 'all', 'words', 'numbers'],
  index: ['none', 'none', 'id', ''],
  names: ['mass', 'height (cm)', 'x', 'Wert', undefined],
  labels: [['0', '1'], ['false', 'true'], ['FALSE', 'TRUE'], ['nein', 'ja'], ['-1', '1'], ['cat', 'dog'], ['Berlin', 'New York'], ['1', '2']],
  missing: [[], [], ['NA'], ['NaN', ''], ['.'], ['N/A', 'null']],
  trailing: [0, 0, 1, 2],
  lineEnd: ['\n', '\r\n', '\r'],
  after: ['', '\n', '\n\n\n'],
  mark: ['', '\ufeff'],
  coding: ['text', 'utf8', 'utf16le'],
};

/** Park & Miller 1988. */
function uniforms(seed) {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

const random = uniforms(21);
const pick = (list) => list[Math.floor(random() * list.length)];

/** A number as this way writes it. */
function written(value, { decimal, thousands, digits, minus }) {
  const [whole, part] = Math.abs(value).toFixed(digits).split('.');
  const group = thousands === 'mark' ? { '.': ',', ',': '.' }[decimal] : thousands;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return (value < 0 ? minus : '') + (part === undefined ? grouped : grouped + decimal + part);
}

/** A table in a way of its own: its text and what is in it; undefined where that could be read in two ways. */
function made(isLabelled) {
  const way = Object.fromEntries(Object.entries(WAYS).map(([name, list]) => [name, pick(list)]));
  const { separator, quotes, index, names, labels, missing, trailing } = way;
  const rows = Array.from({ length: 4 + Math.floor(random() * 10) }, () => ({
    x: missing.length && random() < 0.15 ? undefined : Number(((random() - 0.3) * way.scale).toFixed(way.digits)) || 0,
    y: missing.length && random() < 0.1 ? undefined : pick(labels),
  }));
  const hasGroups = way.thousands === 'mark' && way.digits === 0;
  let isUnclear = hasGroups || (!isLabelled && names === undefined && (way.thousands === ' ' || (way.decimal === ',' && separator === ',')));
  const cell = (text, isWord) => {
    const isQuoted = quotes === 'all' || (quotes === 'words' && isWord) || (quotes === 'numbers' && !isWord) || (quotes !== 'none' && text.includes(separator));
    isUnclear ||= !isQuoted && (text.includes(separator) || (text === '' && separator === ' '));
    return isQuoted ? `"${text}"` : text;
  };
  const hasIndex = index !== 'none' && names !== undefined;
  const header = names === undefined ? [] : [[...(hasIndex ? [cell(index, true)] : []), cell(names, true), ...(isLabelled ? [cell('y', true)] : [])]];
  const body = rows.map(({ x, y }, k) => [
    ...(hasIndex ? [String(k + 1)] : []),
    cell(x === undefined ? pick(missing) : written(x, way), x === undefined),
    ...(isLabelled ? [cell(y ?? pick(missing), true)] : []),
  ]);
  const end = separator === ' ' ? '' : separator.repeat(trailing);
  const text = way.mark + [...header, ...body].map((cells) => cells.join(separator) + end).join('\n') + way.after;
  const taken = rows.filter(({ x, y }) => x !== undefined && (!isLabelled || y !== undefined));
  isUnclear ||= new Set(taken.map(({ x }) => x)).size < 3 || (isLabelled && new Set(taken.map(({ y }) => y)).size < 2);
  return isUnclear ? undefined : { text: text.replaceAll('\n', way.lineEnd), coding: way.coding, taken, labels };
}

const read = ({ text, coding }, options) => {
  if (coding === 'text') return readTable(text, options);
  return readTableBytes(coding === 'utf8' ? new TextEncoder().encode(text) : Buffer.from(`\ufeff${text.replace('\ufeff', '')}`, 'utf16le'), options);
};

describe('however a table is written, it is read as what it says', () => {
  for (const [model, isLabelled] of [['gaussian', false], ['logistic', true]]) {
    test(model, () => {
      let count = 0;
      for (let k = 0; k < TABLES; k += 1) {
        const table = made(isLabelled);
        if (!table) continue;
        const { data } = read(table, { model });
        assert.deepEqual(data.x, table.taken.map(({ x }) => x), JSON.stringify(table.text));
        if (isLabelled) assert.deepEqual(data.y, table.taken.map(({ y }) => table.labels.indexOf(y)), JSON.stringify(table.text));
        count += 1;
      }
      assert.ok(count > TABLES / 4, `${count} tables`);
    });
  }
});
