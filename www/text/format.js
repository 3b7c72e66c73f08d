// How numbers are written for readers: three significant digits, and a true minus sign.

const MINUS = "\u2212";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * Three significant digits, with a power of ten below a thousandth and from a hundred thousand on.
 * @param {number | undefined} value
 * @param {number} [digits]
 */
export function number(value, digits = 3) {
  if (value === undefined || Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  if (value === 0) return "0";
  // Rounded first, because 9.999 becomes 10.0 and not 10.00.
  const size = Math.abs(Number(value.toPrecision(digits)));
  if (size < 1e-3 || size >= 1e5) return powerOfTen(value, digits);
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return value.toFixed(Math.min(decimals, 6)).replace("-", MINUS);
}

/** A number that somebody chose, without trailing zeros. @param {number} value */
export const chosen = (value) => {
  const text = number(value);
  return text.includes(".") && !text.includes("·") ? text.replace(/\.?0+$/, "") : text;
};

/** From so many times on a share is written as a multiple, and below that in per cent. */
export const MANY = 10;

/** A share as a percentage, or as a multiple if it is large. @param {number} value */
export function share(value) {
  if (!Number.isFinite(value)) return "–";
  if (value > 0 && value < 0.001) return "< 0.1\u202f%";
  return value < MANY ? `${number(100 * value)}\u202f%` : `${number(value)}×`;
}

/** A probability in per cent, with enough decimals to differ from 0 % and 100 %. @param {number} p */
export function chance(p) {
  const rest = 100 * Math.min(p, 1 - p);
  if (!(rest > 1e-4)) return p < 0.5 ? "< 0.0001\u202f%" : p >= 0.5 ? "> 99.9999\u202f%" : "–";
  const decimals = rest >= 9.95 ? 1 : Math.max(1, 1 - Math.floor(Math.log10(rest)));
  return `${(100 * p).toFixed(Math.min(decimals, 4))}\u202f%`;
}

/** Costs below this are nothing that a reader could use (nats). */
const NOTHING = 1e-9;

/** Nats as a number: a millionth of a millinat is 0. @param {number} value */
export const amount = (value) => number(Math.abs(value) < NOTHING ? 0 : value);

/** Costs below this are almost 0 in a sentence (nats), and from this on a number of two digits has no power of ten. */
const [ALMOST, SMALL] = [1e-5, 1e-3];

/** Nats in a running sentence, without a power of ten that a reader would have to work out. @param {number} value */
export function spoken(value) {
  const size = Math.abs(value);
  if (!(size < SMALL) || size < NOTHING) return amount(value);
  return size < ALMOST ? "almost 0" : plainly(value, 2);
}

/** A small number as a decimal fraction: 0.0005. @param {number} value @param {number} digits */
const plainly = (value, digits) => value.toFixed(digits - 1 - Math.floor(Math.log10(Math.abs(value)))).replace(/\.?0+$/, "").replace("-", MINUS);

/** The cost of a ball that somebody chose, in a running sentence. @param {number} value */
export const chosenCost = (value) => (value >= 1e-6 && value < SMALL ? plainly(value, 3) : chosen(value));

/** A number of nats that somebody chose. @param {number} value */
export const nats = (value) => `${chosenCost(value)} ${value === 1 ? "nat" : "nats"}`;

/** A number of times, in words. @param {number} count */
export const times = (count) => ["never", "once", "twice"][count] ?? `${count} times`;

/**
 * A number of things, in words.
 * @param {number} count
 * @param {string} thing
 */
export const counted = (count, thing) => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** Several words as a list: "a", "a and b", "a, b and c". @param {string[]} words */
export const listed = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`);

/** A text with a capital letter. @param {string} text */
export const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** A pair as a column vector's entries. @param {ArrayLike<number>} values */
export const pair = (values) => `(${Array.from(values).map((value) => number(value)).join(", ")})`;

/** Numbers with so many digits in common look alike with three digits. */
const ALIKE = 500;

/**
 * The same with enough digits to be told from another pair.
 * @param {ArrayLike<number>} values
 * @param {ArrayLike<number> | undefined} others
 */
export const pairBeside = (values, others) => `(${Array.from(values).map((value, k) => beside(value, others?.[k] ?? NaN)).join(", ")})`;

/** @param {number} value @param {number} other */
function beside(value, other) {
  const difference = Math.abs(value - other);
  const size = Math.abs(value);
  if (!(difference > 0 && size > ALIKE * difference && size < 1e15)) return number(value);
  const decimals = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(difference))));
  return value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace("-", MINUS);
}

/** A symmetric matrix by rows, from its entries `[m11, m12, m22]`. @param {number[]} entries */
export const matrix = (entries) => {
  const [a, b, c] = entries.map((entry) => number(entry));
  return `[${a}, ${b}; ${b}, ${c}]`;
};

/**
 * @param {number} value
 * @param {number} digits
 */
function powerOfTen(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const raised = [...String(Math.abs(Number(exponent)))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  const sign = Number(exponent) < 0 ? "⁻" : "";
  return `${mantissa.replace("-", MINUS)}·10${sign}${raised}`;
}
