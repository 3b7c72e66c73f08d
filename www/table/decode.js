// Bytes of a file as text, or what kind of file it is if it is no text.

import { TableError } from "./sentences.js";

/**
 * Files that are dropped by mistake, by their first bytes.
 * @type {[string, string, string][]}
 */
const FILES = [
  ["%PDF", "a PDF", "copy the table out of it, or save the data as CSV"],
  ["\u0089PNG", "a PNG picture", "drop the numbers themselves, as CSV or text"],
  ["\u00ff\u00d8\u00ff", "a JPEG picture", "drop the numbers themselves, as CSV or text"],
  ["GIF8", "a GIF picture", "drop the numbers themselves, as CSV or text"],
  ["II*\0", "a TIFF picture", "drop the numbers themselves, as CSV or text"],
  ["MM\0*", "a TIFF picture", "drop the numbers themselves, as CSV or text"],
  ["\u00d0\u00cf\u0011\u00e0", "an .xls file", "save it as CSV"],
  ["\u001f\u008b", "a compressed .gz file", "unpack it first"],
  ["7z\u00bc\u00af", "a .7z archive", "unpack it first"],
  ["Rar!", "a .rar archive", "unpack it first"],
  ["PAR1", "a Parquet file", "save it as CSV"],
  ["SQLite format 3", "an SQLite database", "save the table as CSV"],
  ["\u0089HDF", "an HDF5 file", "save the table as CSV"],
  ["{\\rtf", "an RTF document", "save it as plain text"],
];

/**
 * What is in a .zip file, by the names of its first members.
 * @type {[RegExp, string][]}
 */
const ZIPPED = [
  [/opendocument\.spreadsheet/, "an .ods file: save it as CSV"],
  [/word\//, "a .docx file: save it as plain text"],
  [/ppt\//, "a .pptx file: save the numbers as CSV"],
  [/Index\/(?:Tables|Document)/, "a .numbers file: export it as CSV"],
  [/xl\/|\[Content_Types\]\.xml/, "an .xlsx file: save it as CSV"],
];

/**
 * Files in the container of ISO/IEC 14496-12, by the brands that they begin with.
 * @type {[RegExp, string][]}
 */
const ISO_MEDIA = [[/avi[fs]/, "an AVIF picture"], [/hei[cfmsx]|hev[cmsx]|mif1|msf1/, "a HEIC picture"]];

/** The number of bytes that are read to find out what kind of file it is. */
const HEAD = 4096;

/**
 * @param {string} head
 * @param {string} name of the file, if it is known
 */
function refuseKnown(head, name) {
  const known = FILES.find(([start]) => head.startsWith(start));
  if (known) throw new TableError(`this is ${known[1]}: ${known[2]}`);
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") throw new TableError("this is a WebP picture: drop the numbers themselves, as CSV or text");
  if (head.slice(4, 8) === "ftyp") throw new TableError(`this is ${ISO_MEDIA.find(([brand]) => brand.test(head.slice(8, 32)))?.[1] ?? "a film or a sound"}: drop the numbers themselves, as CSV or text`);
  if (head.startsWith("\u00ff\u000a") || head.startsWith("\0\0\0\u000cJXL ")) throw new TableError("this is a JPEG XL picture: drop the numbers themselves, as CSV or text");
  if (head.startsWith("BM") && head.slice(6, 10) === "\0\0\0\0") throw new TableError("this is a BMP picture: drop the numbers themselves, as CSV or text");
  if (!head.startsWith("PK\u0003\u0004")) return;
  const inside = /\.xlsx$/i.test(name) ? ZIPPED[4] : ZIPPED.find(([pattern]) => pattern.test(head));
  throw new TableError(`this is ${inside?.[1] ?? "a .zip archive: unpack it first"}`);
}

/**
 * The encoding that a file begins with, or that its zero bytes show.
 * @param {Uint8Array} bytes
 */
function encodingOf(bytes) {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw new TableError("this text is in UTF-32; allowed: UTF-8 or UTF-16");
  }
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const zeros = [0, 0];
  const length = Math.min(bytes.length, HEAD);
  for (let k = 0; k < length; k += 1) if (bytes[k] === 0) zeros[k % 2] += 1;
  // Digits, letters and separators have a zero byte each in UTF-16.
  if (zeros[1] > 0.3 * length && zeros[0] === 0) return "utf-16le";
  if (zeros[0] > 0.3 * length && zeros[1] === 0) return "utf-16be";
  return "utf-8";
}

/**
 * The text in a file: UTF-8, or UTF-16 in either order, or else Windows-1252, which older spreadsheets write.
 * @param {Uint8Array | ArrayBuffer} file
 * @param {string} [name] of the file, for the message
 * @returns {{ text: string, note?: string }} `note` says what was assumed
 * @throws {TableError} names the kind of file, if it is no text
 */
export function decode(file, name = "") {
  if (!ArrayBuffer.isView(file) && !(file instanceof ArrayBuffer)) {
    throw new TableError(`the bytes are ${file === null ? "null" : typeof file}; allowed: a Uint8Array or an ArrayBuffer`);
  }
  const bytes = file instanceof ArrayBuffer ? new Uint8Array(file) : new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  refuseKnown(String.fromCharCode(...bytes.subarray(0, HEAD)), name);
  const encoding = encodingOf(bytes);
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    if (encoding !== "utf-8") throw new TableError(`this begins as ${encoding.toUpperCase()} text and goes on as something else; allowed: UTF-8 or UTF-16`);
    return { text: new TextDecoder("windows-1252").decode(bytes), note: "read as Windows-1252 text, because it is no UTF-8" };
  }
}
