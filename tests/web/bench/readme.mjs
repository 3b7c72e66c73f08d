// The table of figures in the README: `cargo xtask bench --readme`.
import { readFileSync, writeFileSync } from 'node:fs';

const README = new URL('../../../README.md', import.meta.url);

/** The comments before and after the table. */
export const MARKS = ['<!-- figures: written by `cargo xtask bench --readme` -->', '<!-- end of figures -->'];

/** The README with these rows between the two comments. */
export function withFigures(text, rows, machine) {
  const [from, to] = MARKS.map((mark) => text.indexOf(mark));
  if (from < 0 || to < from) throw new Error(`the README lacks the marks ${MARKS.join(' and ')}`);
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  const table = [line(['what', 'measured', 'beside it']), '|---|---|---|', ...rows.map(line)].join('\n');
  return `${text.slice(0, from)}${MARKS[0]}\nMedians of one run on ${machine}.\n\n${table}\n${text.slice(to)}`;
}

export function rewrite(rows, machine) {
  writeFileSync(README, withFigures(readFileSync(README, 'utf8'), rows, machine));
  console.log('The README has these figures now.');
}
