// Packs a compiled module: `node columns.mjs <module> <packed>`. What it writes
// is still to be deflated.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { COLUMNS, OPERATION, PAIRS, unpacked, walk } from '../../www/columns.mjs';

/** So many pairs of operations are written as one; with more, deflate finds less. */
const MOST = 30;

/** A module as `unpacked` takes it. */
export function packed(module) {
  const columns = apart(module);
  [columns[OPERATION], columns[PAIRS]] = paired(columns[OPERATION]);
  const head = Uint32Array.of(module.length, ...columns.map(({ length }) => length));
  const whole = Buffer.concat([new Uint8Array(head.buffer), ...columns.map((column) => Uint8Array.from(column))]);
  const again = unpacked(new Uint8Array(whole).buffer);
  if (!Buffer.from(again).equals(Buffer.from(module))) throw new Error('what was packed is another module when it is unpacked');
  return whole;
}

/** A module's columns. */
function apart(module) {
  const columns = Array.from({ length: COLUMNS }, () => []);
  let at = 0;
  const take = () => {
    if (at >= module.length) throw new Error('the module ends too soon, or has operations that are not known here');
    return module[at++];
  };
  const next = (column) => {
    const byte = take();
    columns[column].push(byte);
    return byte;
  };
  const sized = (part) => {
    while (take() > 127);
    part();
  };
  walk(next, sized, () => at < module.length);
  return columns;
}

/** The pair of bytes that is most frequent in a column, and how often it stands there. */
function mostFrequent(bytes) {
  const counts = new Uint32Array(1 << 16);
  for (let k = 1; k < bytes.length; k += 1) counts[bytes[k - 1] << 8 | bytes[k]] += 1;
  const pair = counts.reduce((best, count, code) => (count > counts[best] ? code : best), 0);
  return { pair: [pair >> 8, pair & 255], count: counts[pair] };
}

/** A column with bytes that stand for two, and which they are. */
function paired(column) {
  let bytes = column;
  const pairs = [];
  const free = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !column.includes(byte));
  for (const byte of free.slice(0, MOST)) {
    const { pair: [first, second], count } = mostFrequent(bytes);
    if (count < 4) break;
    const shorter = [];
    for (let k = 0; k < bytes.length; k += 1) {
      const found = bytes[k] === first && bytes[k + 1] === second;
      shorter.push(found ? byte : bytes[k]);
      if (found) k += 1;
    }
    bytes = shorter;
    pairs.push(byte, first, second);
  }
  return [bytes, pairs];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [module, target] = process.argv.slice(2);
  writeFileSync(target, packed(readFileSync(module)));
}
