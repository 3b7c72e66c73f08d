// Odd tables, as spreadsheets, databases, statistics programs and people write them. Each is read as it is meant, and what
// was taken is said; or it is refused by line or column.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { random } from './random.mjs';
import { shell } from './modules.mjs';

const { TableError, readTable, readTableBytes } = await shell('table/read-table.js');
const ODD = JSON.parse(readFileSync(new URL('../../data/odd-tables.json', import.meta.url), 'utf8'));

/** What comes of a table: its data with what is said, or what is wrong with it. */
function outcome(read) {
  try {
    const { data, said } = read();
    return { data, said };
  } catch (error) {
    assert.ok(error instanceof TableError, error.stack);
    return { refused: error.message };
  }
}

for (const { name, model, text, ...expected } of ODD) {
  test(`${name}, for ${model}: ${expected.refused ? 'refused' : 'read'}`, () => {
    assert.deepEqual(outcome(() => readTable(text, { model })), expected);
  });
}

describe('the same comes of it', () => {
  const WAYS = {
    'in UTF-8': (text, options) => readTableBytes(new TextEncoder().encode(text), options),
    'in UTF-16 LE': (text, options) => readTableBytes(Buffer.from(`\ufeff${text}`, 'utf16le'), options),
    'in UTF-16 BE': (text, options) => readTableBytes(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), options),
    'with line ends of Windows': (text, options) => readTable(text.replace(/\r\n?|\n/g, '\r\n'), options),
    'with line ends of old spreadsheets': (text, options) => readTable(text.replace(/\r\n?|\n/g, '\r'), options),
    'with a byte order mark': (text, options) => readTable(`\ufeff${text}`, options),
    'with empty lines below it': (text, options) => readTable(`${text}\n\n\n`, options),
  };
  for (const [way, read] of Object.entries(WAYS)) {
    test(way, () => {
      for (const { name, model, text, ...expected } of ODD) {
        // Which already begins with a mark, or has characters that no table has.
        if (text.startsWith('\ufeff')) continue;
        assert.deepEqual(outcome(() => read(text, { model })), expected, name);
      }
    });
  }
});

describe('laws', () => {
  const SUMS = ['Total', 'TOTAL:', 'Sum', 'Summe', 'Gesamt', 'Subtotal'];
  const TOTALS = [...SUMS, 'Mean', 'Mittelwert', 'Moyenne', 'Media'];
  const SEPARATORS = [',', ';', '\t', '|'];
  const PLACES = [
    { decimal: '.', thousands: ',', separators: [';', '\t', '|', ','] },
    { decimal: '.', thousands: '', separators: [',', ';', '\t', '|'] },
    { decimal: ',', thousands: '.', separators: [';', '\t', '|'] },
    { decimal: ',', thousands: ' ', separators: [';', '\t'] },
    { decimal: ',', thousands: '\u00a0', separators: [';', '\t'] },
    { decimal: ',', thousands: '\u202f', separators: [';', '\t'] },
    { decimal: '.', thousands: '’', separators: [';', ','] },
    { decimal: ',', thousands: '', separators: [';', '\t'] },
  ];

  /** A table with a column of words and one of numbers. */
  function table(seed) {
    const { below, among, chance } = random(seed);
    const separator = among(SEPARATORS);
    const values = Array.from({ length: 3 + below(20) }, () => below(1000) + among([0, 0.5]));
    const rows = values.map((value, k) => [`place ${k + 1}`, String(value)]);
    const header = chance(0.7) ? [['place', 'mass']] : [];
    return { among, below, separator, values, rows, header };
  }
  const written = (rows, separator) => rows.map((row) => row.join(separator)).join('\n');

  /** A table as a spreadsheet of some place exports it, with what else people put into one; and what it says. */
  function exported(seed) {
    const { uniform, below, among, chance } = random(seed);
    const place = among(PLACES);
    const separator = among(place.separators);
    const kind = among(['whole', 'decimal', 'large', 'thousandths', 'mixed']);
    const draws = {
      whole: () => below(300) - 50,
      decimal: () => Math.round(uniform() * 1e4) / 100,
      large: () => below(5e6) + 1000,
      thousandths: () => Math.round((1 + uniform() * 90) * 1000) / 1000,
      mixed: () => among([below(5000), Math.round(uniform() * 1e6) / 100]),
    };
    const x = Array.from({ length: 3 + below(12) }, draws[kind]);
    const labels = among([['nein', 'ja'], ['no', 'yes'], ['FALSE', 'TRUE'], ['female', 'male'], ['0', '1'], ['-1', '1'], ['non', 'oui'], ['N', 'Y'], ['нет', 'да'], ['1', '2']]);
    const y = x.map((_, k) => (k < 2 ? k : below(2)));
    const mark = chance(0.4) ? among(['', 'NA', 'n/a', '.', 'NaN', '?', 'null', '-', 'n.d.', 'k.A.']) : undefined;
    const gone = x.map((_, k) => mark !== undefined && k > 1 && chance(0.2));
    const number = (value) => {
      const [whole, decimals] = String(Math.abs(value)).split('.');
      const text = whole.replace(/\B(?=(\d{3})+$)/g, place.thousands) + (decimals ? place.decimal + decimals : '');
      return value < 0 ? among(['-', '−', '–']) + text : text;
    };
    const columns = [
      ...(chance(0.3) ? [[among(['', 'id', 'Nr.', '#', 'obs', 'No', 'lfd. Nr.', 'Index']), x.map((_, k) => String(k + 1))]] : []),
      ...(chance(0.3) ? [[among(['date', 'Datum']), x.map((_, k) => among([`2020-01-${10 + k}`, `${10 + k}.02.2021`, `0${1 + (k % 9)}/12/2020`]))]] : []),
      ...(chance(0.3) ? [['site', x.map(() => among(['New York', 'a "b" c', 'São Paulo', 'two\nlines', 'x, y; z', '# 5']))]] : []),
      [among(['x', 'mass (g)', 'Größe [cm]', 'income, €', 'temp. °C', 'mass "net"']), x.map((value, k) => (gone[k] ? mark : number(value)))],
      [among(['y', 'outcome', 'Ergebnis']), y.map((label) => labels[label])],
      ...(chance(0.2) ? [['note', x.map((_, k) => (k === 1 ? 'ok' : among(['', '', `see p. ${k}`])))]] : []),
    ];
    const quoting = among([0, 0.3, 1]);
    const quoted = (cell) => (cell.includes(separator) || /["\n]/.test(cell) || chance(quoting) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const total = x.reduce((sum, value, k) => (gone[k] ? sum : sum + Math.round(value * 1000)), 0) / 1000;
    const names = columns.map(([name]) => name);
    const rows = x.map((_, k) => columns.map(([, cells]) => cells[k]));
    const sums = among([[], [], [], [names.map((_, k) => (k === 0 ? among(['Total', 'Summe']) : k === 1 ? number(total) : ''))]]);
    const lines = [...(chance(0.8) ? [names] : []), ...rows, ...sums].map((row) => row.map(quoted).join(separator));
    const note = chance(0.2) ? ['Source: own data, 2020'] : [];
    const title = chance(0.1) ? [among(['# made by me', `sep=${separator}`, 'My data'])] : [];
    return { text: [...title, ...lines, ...note].join('\n').replaceAll('\n', among(['\n', '\r\n', '\r'])), kept: x.filter((_, k) => !gone[k]), y: y.filter((_, k) => !gone[k]) };
  }

  test('what a spreadsheet exports is read as it is meant, or refused', () => {
    let read = 0;
    for (let seed = 1; seed <= 1500; seed += 1) {
      const { text, kept, y } = exported(seed);
      for (const model of ['gaussian', 'logistic']) {
        const { data, said } = outcome(() => readTable(text, { model }));
        if (!data) continue;
        read += 1;
        assert.deepEqual(data.x, kept, `${seed} ${said}\n${text}`);
        if (model === 'logistic' && !/counts as 1/.test(said)) assert.deepEqual(data.y, y, `${seed} ${said}\n${text}`);
      }
    }
    assert.ok(read > 1500, `${read} of 3000`);
  });

  test('rows below a table that sum it up are no observations, and are named', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const { among, below, separator, values, rows, header } = table(seed);
      const sum = values.reduce((all, value) => all + value, 0);
      const words = [...new Set(Array.from({ length: 1 + below(3) }, () => among(TOTALS)))];
      const totals = words.map((word) => [word, String(+(SUMS.includes(word) ? sum : sum / values.length).toFixed(3))]);
      const text = written([...header, ...rows, ...totals], separator);
      const { data, said } = readTable(text, { model: 'gaussian', x: 2 });
      assert.deepEqual(data, { x: values }, text);
      for (const [k, [word]] of totals.entries()) {
        assert.ok(said.includes(`line ${header.length + rows.length + k + 1} (${word.replace(':', '')})`), `${said}\n${text}`);
      }
      assert.ok(said.includes('passed over as no observation'), said);
    }
  });

  test('a row with a word for a sum whose number is none stays', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const { among, separator, values, rows, header } = table(seed);
      const other = 3 * values.reduce((all, value) => all + Math.abs(value), 1);
      const text = written([...header, ...rows, [among(TOTALS), String(other)]], separator);
      assert.deepEqual(readTable(text, { model: 'gaussian', x: 2 }).data, { x: [...values, other] }, text);
    }
  });

  test('a word for a sum that stands elsewhere, too, is a word like others', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const { among, below, separator, values, rows, header } = table(seed);
      const word = among(TOTALS);
      const all = [...rows, [word, '7']];
      all[below(rows.length - 1)][0] = word;
      const { data, said } = readTable(written([...header, ...all], separator), { model: 'gaussian', x: 2 });
      assert.deepEqual(data, { x: [...values, 7] });
      assert.ok(!said.includes('passed over as no observation'), said);
    }
  });

  test('lines that rule a table, and bars around it, change nothing', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { among, values, rows } = table(seed);
      const barred = ([first, second]) => `| ${first} | ${second} |`;
      const rule = among(['|---|---|', '|:--|--:|', '+-----+-----+', '| :---: | ---- |']);
      const text = [barred(['place', 'mass']), rule, ...rows.map(barred), ...(rule.startsWith('+') ? [rule] : [])].join('\n');
      for (const given of [text, rule.startsWith('+') ? `${rule}\n${text}` : text]) {
        const { data, columns } = readTable(given, { model: 'gaussian' });
        assert.deepEqual(data, { x: values }, given);
        assert.deepEqual(columns.map(({ name }) => name), ['place', 'mass']);
      }
    }
  });

  test('of a row between blanks that is too short nobody knows which cell is missing', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { below } = random(seed);
      const rows = Array.from({ length: 4 + below(10) }, () => [below(100) + 0.5, below(100) + 0.5, below(100) + 0.5]);
      const at = 1 + below(rows.length - 1);
      rows[at].splice(below(3), 1);
      const text = ['a b c', ...rows.map((row) => row.join('   '))].join('\n');
      const { refused } = outcome(() => readTable(text, { model: 'gaussian' }));
      assert.ok(refused?.startsWith(`line ${at + 2} has 2 of 3 cells`), `${refused}\n${text}`);
    }
  });

  test('what counts the rows is no column of numbers to begin with, whatever it is called', () => {
    for (const name of ['id', 'No.', 'obs', 'n°', 'Nº', 'Nummer', 'lfd. Nr.', 'Número', 'numéro', 'subject', 'Zeile', '番号']) {
      for (const start of [0, 1]) {
        const rows = [30, 10, 25, 17].map((value, k) => `${start + k};${value}`);
        const { data, said } = readTable([`${name};mass`, ...rows].join('\n'), { model: 'gaussian' });
        assert.deepEqual(data, { x: [30, 10, 25, 17] }, name);
        assert.ok(said.includes(`passed over: ${name} (an index)`), said);
      }
    }
  });
});
