// Tables of results: a median, its spread, and the peer beside it.

/** Median, least and greatest of some numbers, and a function that gives percentiles. */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), least: sorted[0], most: sorted.at(-1), p95: at(0.95) };
}

/** A large number in thousands or millions. */
export const large = (value) =>
  value >= 1e6 ? `${(value / 1e6).toPrecision(3)} M` : value >= 1e3 ? `${(value / 1e3).toPrecision(3)} k` : value.toPrecision(3);

export const ratio = (value) => `${value.toPrecision(value < 10 ? 2 : 3)}×`;

/** Prints a heading and rows of cells, the first to the left, the others to the right. */
export function table(title, headings, rows) {
  const all = [headings, ...rows].map((row) => row.map(String));
  const widths = headings.map((_, k) => Math.max(...all.map((row) => (row[k] ?? '').length)));
  const line = (row) => row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join('  ').trimEnd();
  console.log(`\n${title}`);
  for (const [k, row] of all.entries()) {
    console.log(`  ${line(row)}`);
    if (k === 0) console.log(`  ${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  }
}
