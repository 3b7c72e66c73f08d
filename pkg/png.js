// Cells as a PNG, without a canvas. The format: https://www.w3.org/TR/png-3/

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Eight bits for each of red, green, blue and opacity, or for the number of a colour in a list; the usual compression and filters, no interlacing. */
const RGBA = [8, 6, 0, 0, 0];
const LISTED = [8, 3, 0, 0, 0];

/** The most colours that a list holds. */
const MOST_COLOURS = 256;

/** The table of the checksum: CRC-32, with its polynomial reversed. */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let k = 0; k < 8; k += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** The checksum of PNG and of ZIP. @param {Uint8Array} bytes */
export function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return ~sum >>> 0;
}

/** Four bytes, the highest first. @param {number} value */
const long = (value) => [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];

/** @param {string} name @param {ArrayLike<number>} content */
function chunk(name, content) {
  const body = new Uint8Array(4 + content.length);
  body.set([...name].map((letter) => letter.charCodeAt(0)));
  body.set(content, 4);
  return [Uint8Array.from(long(content.length)), body, Uint8Array.from(long(checksum(body)))];
}

/**
 * The rows of a picture as PNG compresses them: a zero before each, which means that the row is not filtered.
 * @param {ArrayLike<number>} bytes of all cells, row after row
 * @param {number} rows
 */
function rowsOf(bytes, rows) {
  const length = bytes.length / rows;
  return Uint8Array.from({ length: bytes.length + rows }, (_, k) => {
    const at = k % (length + 1);
    return at ? bytes[Math.floor(k / (length + 1)) * length + at - 1] : 0;
  });
}

/**
 * The colours of a picture, and the number of each cell's colour among them: much shorter than the cells. Nothing if there are too many.
 * @param {Uint8ClampedArray} cells
 */
function listed(cells) {
  /** Where each colour is first. @type {Map<number, number>} */
  const firsts = new Map();
  const words = new Uint32Array(cells.slice().buffer);
  for (let k = 0; k < words.length && firsts.size <= MOST_COLOURS; k += 1) if (!firsts.has(words[k])) firsts.set(words[k], k);
  if (firsts.size > MOST_COLOURS) return undefined;
  const order = new Map([...firsts.keys()].map((word, number) => [word, number]));
  const colors = [...firsts.values()].map((k) => [...cells.subarray(4 * k, 4 * k + 4)]);
  return {
    numbers: Uint8Array.from(words, (word) => order.get(word) ?? 0),
    palette: colors.flatMap((color) => color.slice(0, 3)), opacities: colors.map((color) => color[3]),
  };
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function compressed(bytes) {
  if (!globalThis.CompressionStream) return stored(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** CSS pixels in a metre. */
const PER_METRE = 96 / 0.0254;

/** Where the first chunk of a PNG ends, which is always IHDR. */
const AFTER_HEADER = SIGNATURE.length + 12 + 13;

/**
 * A PNG that says its size (pHYs): with `ratio` of its pixels to a CSS pixel.
 * @param {Uint8Array<ArrayBuffer>} png
 * @param {number} ratio
 */
export function sized(png, ratio) {
  const metre = long(Math.round(ratio * PER_METRE));
  const parts = [png.subarray(0, AFTER_HEADER), ...chunk("pHYs", [...metre, ...metre, 1]), png.subarray(AFTER_HEADER)];
  const made = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}

/** The longest part that is stored at once. */
const BLOCK = 0xffff;

/** The same without compression, for engines that have none: https://www.rfc-editor.org/rfc/rfc1950 and rfc1951. @param {Uint8Array} bytes */
function stored(bytes) {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  /** @type {number[]} */
  const made = [0x78, 0x01];
  for (let k = 0; k < bytes.length; k += BLOCK) {
    const part = bytes.subarray(k, k + BLOCK);
    made.push(k + BLOCK >= bytes.length ? 1 : 0, part.length & 0xff, part.length >> 8, ~part.length & 0xff, (~part.length >> 8) & 0xff);
    for (const byte of part) made.push(byte);
  }
  return Uint8Array.from([...made, ...long((b * 65536 + a) >>> 0)]);
}

/** How many bytes are turned into letters at once; a call takes only so many arguments. */
const PART = 0x8000;

/**
 * A PNG as a `data:` URL.
 * @param {Uint8ClampedArray} cells red, green, blue and opacity from 0 to 255, row after row
 * @param {number} columns
 * @param {number} rows
 */
export async function pngUrl(cells, columns, rows) {
  const few = listed(cells);
  const parts = [
    Uint8Array.from(SIGNATURE),
    ...chunk("IHDR", [...long(columns), ...long(rows), ...(few ? LISTED : RGBA)]),
    ...(few ? [...chunk("PLTE", few.palette), ...chunk("tRNS", few.opacities)] : []),
    ...chunk("IDAT", await compressed(rowsOf(few?.numbers ?? cells, rows))),
    ...chunk("IEND", []),
  ];
  let letters = "";
  for (const part of parts) {
    for (let k = 0; k < part.length; k += PART) letters += String.fromCharCode(...part.subarray(k, k + PART));
  }
  return `data:image/png;base64,${btoa(letters)}`;
}
