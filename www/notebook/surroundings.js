// What the shell uses and a JavaScript engine without a page lacks.

/** Text as UTF-8. */
class Encoder {
  /** @param {string} [text] */
  encode(text = "") {
    return Uint8Array.from(unescape(encodeURIComponent(text)), (sign) => sign.charCodeAt(0));
  }

  /** @param {string} text @param {Uint8Array} target */
  encodeInto(text, target) {
    const bytes = this.encode(text);
    target.set(bytes);
    return { read: text.length, written: bytes.length };
  }
}

/** UTF-8 as text. */
class Decoder {
  /** @param {ArrayBuffer | Uint8Array} [given] */
  decode(given = new Uint8Array(0)) {
    const bytes = given instanceof ArrayBuffer ? new Uint8Array(given) : new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
    let text = "";
    for (let k = 0; k < bytes.length; k += 4096) text += String.fromCharCode(...bytes.subarray(k, k + 4096));
    return decodeURIComponent(escape(text));
  }
}

/** Numbers of the letters of base64. */
const LETTERS = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].map((letter, k) => [letter, k]));

/** @param {string} text */
export function fromBase64(text) {
  const bytes = new Uint8Array(Math.floor((text.replace(/=+$/, "").length * 3) / 4));
  for (let k = 0, at = 0; at < bytes.length; k += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((j) => LETTERS.get(text[k + j]) ?? 0);
    for (const byte of [(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d].slice(0, bytes.length - at)) bytes[at++] = byte;
  }
  return bytes;
}

const missing = {
  TextEncoder: Encoder, TextDecoder: Decoder,
  btoa: (/** @type {string} */ text) => base64(text),
  performance: { now: () => Date.now() },
  setTimeout: (/** @type {() => void} */ work) => { Promise.resolve().then(work); return 0; },
  clearTimeout: () => {},
  console: { log() {}, warn() {}, error() {} },
};

/** @param {string} text */
function base64(text) {
  const letters = [...LETTERS.keys()];
  let made = "";
  for (let k = 0; k < text.length; k += 3) {
    const [a, b, c] = [0, 1, 2].map((j) => text.charCodeAt(k + j) || 0);
    const left = text.length - k;
    made += letters[a >> 2] + letters[((a & 3) << 4) | (b >> 4)] + (left > 1 ? letters[((b & 15) << 2) | (c >> 6)] : "=") + (left > 2 ? letters[c & 63] : "=");
  }
  return made;
}

for (const [name, value] of Object.entries(missing)) if (!(name in globalThis)) Object.assign(globalThis, { [name]: value });
