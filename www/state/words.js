// Words and numbers as attributes write them.

/** The words of a text, parted by spaces or commas. */
export const words = (text) => (text ?? "").trim().split(/[\s,]+/).filter(Boolean);

/** `word` itself, if it is one of those that the attribute `name` may have. */
export function oneOf(name, word, allowed) {
  if (allowed.includes(word)) return word;
  throw new Error(`${name} is "${word}"; allowed: ${allowed.join(", ")}`);
}

/** The number that an attribute says, if it is there. */
export const numberFrom = (text) => (text === null || text === undefined ? undefined : Number(text));

/** The whole number that an attribute says, from `low` to `high`; `otherwise` where the attribute is missing. */
export function whole(read, name, otherwise, [low, high]) {
  const text = read(name);
  const value = Number(text ?? otherwise);
  if (text?.trim() !== "" && Number.isInteger(value) && value >= low && value <= high) return value;
  throw new Error(`${name} is "${text}"; allowed: a whole number from ${low} to ${high}`);
}

/** A place written as an attribute: two coordinates, before them a chart unless it is the first one. */
export function startFrom(text) {
  if (text === null || text === undefined) return undefined;
  const all = words(text);
  const named = all.length > 2 ? all[0] : undefined;
  return { chart: named, at: all.slice(-2).map(Number) };
}

/** A place as an attribute; its chart is named only where it is not the first one. */
export const placeText = ({ chart, at }, charts) =>
  [...(chart && chart !== charts[0] ? [chart] : []), ...at].join(" ");
