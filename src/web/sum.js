// A sum over the bytes of a file, by which the core that belongs to these scripts is known.

/**
 * FNV-1a with 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/. It tells a file from an older or a damaged one.
 * @param {Uint8Array} bytes
 */
export function sumOf(bytes) {
  let sum = 0x811c9dc5;
  for (let k = 0; k < bytes.length; k += 1) sum = Math.imul(sum ^ bytes[k], 0x01000193);
  return sum >>> 0;
}
