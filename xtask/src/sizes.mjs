// Prints the size of each file of a folder: as it is, gzipped, and with brotli.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const folder = process.argv[1];
const row = (name, ...cells) =>
  console.log(name.padEnd(24) + cells.map((cell) => String(cell).padStart(10)).join(''));

row('bytes', 'raw', 'gzip', 'brotli');
for (const name of readdirSync(folder).sort()) {
  const content = readFileSync(join(folder, name));
  row(name, content.length, gzipSync(content, { level: 9 }).length, brotliCompressSync(content).length);
}
