// Files in one .zip, stored without compression. The format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

import { checksum } from "../marks/png.js";

/** Midnight on 1 January 1980, the least date there is, so that equal files give equal bytes. */
const [TIME, DATE] = [0, 0x21];

/** Names are UTF-8. */
const UTF8 = 0x800;

/** The version of the format that a reader needs: 2.0. */
const NEEDED = 20;

/** Numbers of two or four bytes, the lowest byte first. @param {[bytes: 2 | 4, value: number][]} fields */
function numbers(...fields) {
  const bytes = fields.flatMap(([count, value]) => Array.from({ length: count }, (_, k) => (value >>> (8 * k)) & 0xff));
  return Uint8Array.from(bytes);
}

/**
 * A folder as a .zip.
 * @param {Record<string, string | Uint8Array<ArrayBuffer>>} files their contents by their names; text is UTF-8
 */
export function zip(files) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const directory = [];
  let at = 0;
  const entries = Object.entries(files);
  for (const [file, content] of entries) {
    const name = new TextEncoder().encode(file);
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    /** @type {[2 | 4, number][]} */
    const said = [[2, NEEDED], [2, UTF8], [2, 0], [2, TIME], [2, DATE], [4, checksum(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]];
    const head = numbers([4, 0x04034b50], ...said);
    directory.push(numbers([4, 0x02014b50], [2, NEEDED], ...said, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name);
    parts.push(head, name, bytes);
    at += head.length + name.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, size], [4, at], [2, 0]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}
