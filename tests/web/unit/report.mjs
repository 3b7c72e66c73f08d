// Collects errors by kind, with their tolerances, and where the largest errors are.
import assert from 'node:assert/strict';

export class Report {
  #worst = new Map();
  #violations = [];

  /** Notes an error; `place` says where it was found. */
  add(kind, error, tolerance, place) {
    if (!(error <= tolerance)) this.#violations.push(`${kind} ${error} ${place}`);
    const worst = this.#worst.get(kind);
    if (!worst || !(error <= worst.error)) this.#worst.set(kind, { error, tolerance, place });
  }

  /** Tells the largest errors to the test's context; fails where one is too large, or where there are none. */
  close(t) {
    const lines = [...this.#worst].map(([kind, { error, tolerance, place }]) =>
      `${kind}: ${error.toExponential(1)} of ${tolerance}, at ${place}`);
    for (const line of lines) t.diagnostic(line);
    assert.ok(lines.length > 0, 'nothing was compared');
    assert.equal(this.#violations.length, 0,
      `${this.#violations.length} too far off:\n${this.#violations.join('\n')}\nthe largest of each kind:\n${lines.join('\n')}`);
  }
}

export const relative = (found, expected) => (found === expected ? 0 : Math.abs(found / expected - 1));

/** Largest difference between two lists; NaN if there is one anywhere. */
export const largestGap = (found, expected) =>
  found.length === expected.length ? Math.max(...expected.map((value, k) => Math.abs(found[k] - value))) : NaN;

/** The same in units of the largest expected entry. */
export function ofTheLargest(found, expected) {
  const gap = largestGap(found, expected);
  return gap === 0 ? 0 : gap / Math.max(...expected.map(Math.abs));
}

/** Length of a step in the metric `[11, 12, 22]`. */
export const length = ([a, b, c], [x, y]) => Math.sqrt(Math.max(0, a * x * x + 2 * b * x * y + c * y * y));
