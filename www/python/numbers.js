// Numbers and lists as Python writes them.

/** The longest line of numbers. */
const WIDTH = 116;

/** Most lines that a list is broken into; one that is longer is a single long line. */
const MOST_LINES = 9;

/** A number that Python reads as the same double. @param {number} value */
export function number(value) {
  if (Number.isNaN(value)) return "np.nan";
  if (!Number.isFinite(value)) return value > 0 ? "np.inf" : "-np.inf";
  return String(value);
}

/** A pair of numbers. @param {Iterable<number>} pair */
export const pair = ([a, b]) => `[${number(a)}, ${number(b)}]`;

/** A text as Python writes it. @param {string} text */
export const quoted = (text) => JSON.stringify(text);

/**
 * `NAME = OPEN numbers CLOSE`, broken into lines.
 * @param {string} open the text before the first number
 * @param {ArrayLike<number>} values
 * @param {string} close
 */
export function list(open, values, close) {
  const texts = Array.from(values, number);
  const whole = `${open}${texts.join(", ")}${close}`;
  if (whole.length <= WIDTH) return [whole];
  const lines = [open];
  let line = "   ";
  for (const text of texts) {
    if (line.length + text.length + 2 > WIDTH) {
      lines.push(line);
      line = "   ";
    }
    line += ` ${text},`;
  }
  lines.push(`${line.slice(0, -1)}${close}`);
  return lines.length <= MOST_LINES ? lines : [whole];
}
