// Lists of a program as the text of `data`, and back: what is no number is named by its index.

/** A number that a text can hold. @param {unknown} part */
const isPlain = (part) => (typeof part === "number" && Number.isFinite(part)) || (typeof part === "string" && part.trim() !== "");

/**
 * A list as text: numbers separated by blanks. Everything else as JSON, in which `listFrom` names what is wrong.
 * @param {ArrayLike<unknown>} list
 */
export function listText(list) {
  const all = Array.from(list);
  const isWord = (/** @type {unknown} */ part) => typeof part === "string" && !Number.isFinite(Number(part));
  if (all.length > 0 && all.every(isPlain) && (all.length === 1 || !all.some(isWord))) return all.join(" ");
  const named = (/** @type {string} */ _, /** @type {unknown} */ part) => {
    if (typeof part === "bigint" || (typeof part === "number" && !Number.isFinite(part))) return String(part);
    return ArrayBuffer.isView(part) ? Array.from(/** @type {ArrayBufferView & ArrayLike<unknown>} */ (part)) : part;
  };
  return JSON.stringify(all, named);
}

/** @param {unknown} part */
function found(part) {
  if (part === null || part === undefined) return "missing";
  if (Array.isArray(part)) return `a list of ${part.length}`;
  return typeof part === "object" ? "an object" : `"${part}"`;
}

/** A finite number, or undefined. @param {unknown} part */
const numberOf = (part) => {
  const value = typeof part === "string" && part.trim() === "" ? NaN : Number(typeof part === "string" || typeof part === "number" ? part : NaN);
  return Number.isFinite(value) ? value : undefined;
};

/** @param {string} place @param {unknown} part @param {string} [allowed] */
const refused = (place, part, allowed = "a finite number") => new Error(`${place} is ${found(part)}; allowed: ${allowed}`);

/** The numbers of a list. @param {unknown[]} list @param {string} [name] */
export const numbersOf = (list, name = "data") => list.map((part, k) => {
  const value = numberOf(part);
  if (value === undefined) throw refused(`${name}[${k}]`, part);
  return value;
});

/**
 * The inputs and labels of a list of both in turn.
 * @template Part
 * @param {Part[]} list
 */
export const inTurn = (list) => ({ x: list.filter((_, k) => k % 2 === 0), y: list.filter((_, k) => k % 2) });

/**
 * The inputs and labels of a list of pairs, or of inputs and labels in turn. Labels are numbers, booleans or words.
 * @param {unknown[]} list
 * @returns {{ x: number[], y: unknown[] }}
 */
export function pairsOf(list) {
  if (!list.some(Array.isArray)) {
    const all = list.map((part, k) => (k % 2 ? label(`data[${k}]`, part) : numbersOf([part], "data")[0]));
    return /** @type {{ x: number[], y: unknown[] }} */ (inTurn(all));
  }
  const pairs = list.map((part, k) => {
    if (!Array.isArray(part) || part.length !== 2) throw refused(`data[${k}]`, part, "a pair of an input and a label");
    const input = numberOf(part[0]);
    if (input === undefined) throw refused(`data[${k}][0]`, part[0]);
    return [input, label(`data[${k}][1]`, part[1])];
  });
  return { x: pairs.map(([input]) => /** @type {number} */ (input)), y: pairs.map(([, one]) => one) };
}

/** @param {string} place @param {unknown} part */
function label(place, part) {
  if (typeof part === "boolean") return Number(part);
  if (isPlain(part)) return typeof part === "string" ? numberOf(part) ?? part : part;
  throw refused(place, part, "a label: 0 or 1, or one of two words");
}
