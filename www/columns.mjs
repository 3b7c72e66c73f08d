// A compiled module, told apart for deflate: bytes that mean the same stand
// together, operations in one column, numbers of locals in another, constants
// in a third. The columns deflate to a quarter less than gzip leaves of the module.
//
// One walk through a module (WebAssembly Core Specification 2.0, chapter 5)
// serves both ways. Who packs takes each byte from the module and puts it into
// its column; who unpacks takes it from there. So neither can know a format
// that the other does not.

/** The section that is walked through. Every other one is the column of its id. */
const CODE = 10;

/** The other columns. Of what is called, where memory is and constants, first, second and further bytes have one each. */
const [
  FRAME, KIND, CONSTANT, LANE, OPERATION, LOCALS, COUNT, BLOCK, BRANCH, TYPE, LOCAL, ALIGN, LONG, OTHER, CALL, , , OFFSET, , , SHORT, , , PAIRS,
] = Array.from({ length: 24 }, (_, k) => 14 + k);
export { OPERATION, PAIRS };
export const COLUMNS = PAIRS + 1;

/** The columns of the numbers that follow an operation. */
const FOLLOWING = [];
for (const [first, last, ...columns] of [
  [0x02, 0x04, BLOCK], [0x0c, 0x0d, BRANCH], [0x10, 0x10, CALL], [0x11, 0x11, TYPE, OTHER], [0x20, 0x22, LOCAL], [0x23, 0x26, OTHER],
  [0x28, 0x3e, ALIGN, OFFSET], [0x3f, 0x40, OTHER], [0x41, 0x41, SHORT], [0x42, 0x42, LONG], [0xd0, 0xd0, OTHER], [0xd2, 0xd2, OTHER],
]) for (let code = first; code <= last; code++) FOLLOWING[code] = columns;

/**
 * Walks through a module: `next(column)` gives its next byte, `sized(walk)` walks through a part that
 * begins with its size, `isMore()` says whether there is another section.
 */
export function walk(next, sized, isMore) {
  const times = (count, what) => { for (let k = 0; k < count; k++) what(); };
  const bytes = (column, count) => times(count, () => next(column));
  const number = (column) => {
    let value = 0;
    for (let k = 0; ; k++) {
      const byte = next(column < CALL ? column : column + Math.min(k, 2));
      value |= (byte & 127) << (7 * k);
      if (byte < 128) return value;
    }
  };
  const memory = () => FOLLOWING[0x28].forEach(number);

  /** What follows an operation besides numbers alone. */
  const rest = {
    0x0e: () => times(number(BRANCH) + 1, () => number(BRANCH)),
    0x1c: () => bytes(KIND, number(BLOCK)),
    0x43: () => bytes(CONSTANT, 4),
    0x44: () => bytes(CONSTANT, 8),
    0xfc: () => {
      const code = number(OPERATION);
      if (code > 7) times(code < 15 && code % 2 === 0 ? 2 : 1, () => number(OTHER));
    },
    0xfd: () => {
      const code = number(OPERATION);
      const isLane = code >= 84 && code <= 91;
      if (code < 12 || code === 92 || code === 93 || isLane) memory();
      if (code === 12 || code === 13) bytes(CONSTANT, 16);
      if (isLane || (code >= 21 && code <= 34)) next(LANE);
    },
  };

  const body = () => {
    times(number(LOCALS), () => [number(COUNT), next(KIND)]);
    for (let depth = 1; depth > 0;) {
      const code = next(OPERATION);
      if (code >= 0x02 && code <= 0x04) depth++;
      if (code === 0x0b) depth--;
      FOLLOWING[code]?.forEach(number);
      rest[code]?.();
    }
  };

  bytes(FRAME, 8);
  while (isMore()) {
    const id = next(FRAME);
    if (id === CODE) sized(() => times(number(FRAME), () => sized(body)));
    else bytes(id, number(FRAME));
  }
}

/** Bytes in which some stand for two: `pairs` has such a byte and the two, which may stand for two again, by turns. */
function apart(bytes, pairs) {
  const meant = Array.from({ length: 256 }, (_, byte) => [byte]);
  for (let k = 0; k < pairs.length; k += 3) meant[pairs[k]] = [...meant[pairs[k + 1]], ...meant[pairs[k + 2]]];
  const whole = [];
  for (const byte of bytes) whole.push(...meant[byte]);
  return whole;
}

/** The module that was packed: four bytes for its size, four for that of each column, the columns. */
export function unpacked(packed) {
  const [size, ...lengths] = new Uint32Array(packed, 0, COLUMNS + 1);
  let [start, end] = [4 * (COLUMNS + 1), 0];
  const columns = lengths.map((length) => new Uint8Array(packed, (start += length) - length, length));
  columns[OPERATION] = apart(columns[OPERATION], columns[PAIRS]);
  const at = columns.map(() => 0);
  const module = new Uint8Array(size);
  const sized = (part) => {
    const before = end;
    part();
    const written = [];
    for (let left = end - before; ; left >>>= 7) {
      written.push(left > 127 ? left % 128 + 128 : left);
      if (left < 128) break;
    }
    module.copyWithin(before + written.length, before, end);
    module.set(written, before);
    end += written.length;
  };
  walk((column) => (module[end++] = columns[column][at[column]++]), sized, () => end < size);
  return module;
}
