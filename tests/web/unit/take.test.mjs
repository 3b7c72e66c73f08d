// What is pasted, dropped, opened or named by its address becomes text, or a
// sentence that says what it is instead.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shell } from './modules.mjs';

const { TableError, fromAddress, fromFile, fromTransfer, mayBeTable, readTable } = await shell('table/read-table.js');

const csv = readFileSync(new URL('../../data/tables/bom-crlf-true-false.csv', import.meta.url));
const file = (bytes, name = 'values.csv') => Object.assign(new Blob([bytes]), { name });
const transfer = (files, text = '') => ({ files, types: files.length ? ['Files'] : ['text/plain'], getData: (type) => (type === 'text/plain' ? text : '') });
const refused = (promise, message) => assert.rejects(promise, (error) => error instanceof TableError && message.test(error.message));
const answering = (body, status = 200) => async (url) => {
  answering.asked = url;
  return new Response(body, { status });
};

test('a file is read by its bytes', async () => {
  const { text } = await fromFile(file(csv));
  assert.equal(readTable(text, { model: 'logistic' }).data.x.length, 9);
  const { text: wide } = await fromTransfer(transfer([file(Buffer.from('\ufeffx\n1,5\n2,5\n', 'utf16le'))]));
  assert.deepEqual(readTable(wide, { model: 'gaussian' }).data, { x: [1.5, 2.5] });
  assert.match((await fromFile(file(Uint8Array.from([0xfc, 10, 49, 10, 50])))).note, /Windows-1252/);
});

test('text is read as it is', async () => {
  assert.deepEqual(await fromTransfer(transfer([], '1\n2\n')), { text: '1\n2\n' });
  assert.ok(mayBeTable(transfer([], '1')) && mayBeTable(transfer([file('1')])) && !mayBeTable({ types: ['text/html'] }));
});

test('what is no table is refused with what to do', async () => {
  await refused(fromFile(file('PK\u0003\u0004 something', 'values.xlsx')), /^this is an \.xlsx file: save it as CSV$/);
  await refused(fromTransfer(transfer([file(Uint8Array.from([0x89, 0x50, 0x4e, 0x47]))])), /^this is a PNG picture/);
  await refused(fromTransfer(transfer([file('1'), file('2')])), /^these are 2 files; allowed: one at a time$/);
  await refused(fromTransfer(transfer([])), /^this holds no text; allowed: a text file/);
  await refused(fromFile({ name: 'large.csv', size: 60e6, arrayBuffer: assert.fail }), /^large\.csv has 60 MB; allowed: 50 MB$/);
  await refused(fromFile({ name: 'folder', size: 0, arrayBuffer: () => Promise.reject(new Error()) }), /^folder cannot be opened; allowed: a text file such as CSV, no folder$/);
});

test('an address is loaded, and what goes wrong is said', async () => {
  const base = 'https://example.org/course/page.html';
  assert.deepEqual(await fromAddress('values.csv', { base, fetch: answering('x\n1\n2') }), { text: 'x\n1\n2' });
  assert.equal(answering.asked, 'https://example.org/course/values.csv');
  await refused(fromAddress('values.csv', { base, fetch: answering('', 404) }), /^data-src "values\.csv" cannot be loaded: the server answers 404/);
  await refused(fromAddress('values.csv', { base, fetch: () => Promise.reject(new TypeError('Failed to fetch')) }), /^data-src "values\.csv" cannot be loaded; allowed: an address of this site, or of one that lets other sites read it/);
  for (const address of ['javascript:alert(1)', 'https://[', 'ftp://example.org/x']) await refused(fromAddress(address, { base, fetch: assert.fail }), /^data-src is ".*"; allowed: the address of a text file/);
  const gone = new AbortController();
  gone.abort();
  await assert.rejects(fromAddress('values.csv', { base, signal: gone.signal, fetch: () => Promise.reject(gone.signal.reason) }), { name: 'AbortError' });
});

test('data-one and data-zero name both labels that are compared, and what is wrong with them is said of these attributes', async () => {
  const { Source } = await shell('table/source.js');
  const { readTable } = await shell('table/read-table.js');
  const source = new Source('mine.csv', { text: 'x,y\n1,a\n2,b\n3,c\n4,a' }, readTable);
  const { text, said } = source.read({ model: 'logistic', one: 'b', zero: 'a' });
  assert.equal(text, '1 0, 2 1, 4 0');
  assert.equal(said, 'columns x and y, 3 of 4 rows: 1 with another label left out; label b counts as 1, label a as 0');
  assert.throws(() => source.read({ model: 'logistic', one: 'b', zero: 'd' }), /^\w*Error: data-zero is "d"; allowed: a, b or c$/);
  assert.throws(() => source.read({ model: 'logistic', one: 'b', zero: 'b' }), /^\w*Error: data-one and data-zero are both "b"/);
});
