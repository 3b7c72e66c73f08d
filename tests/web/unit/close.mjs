// Assertions that two numbers, or two lists of numbers, are close.
import assert from 'node:assert/strict';

/** Asserts that `found` is `expected` up to `tolerance` of its size (or of `scale`, if that is larger). */
export function close(found, expected, tolerance = 1e-12, scale = 0, what = '') {
  const size = Math.max(Math.abs(expected), scale);
  assert.ok(
    Math.abs(found - expected) <= tolerance * size,
    `${what}${what && ': '}${found} is not ${expected} within ${tolerance} of ${size}`,
  );
}

/** The same for lists. Each entry is compared relative to the largest entry of the list. */
export function allClose(found, expected, tolerance = 1e-12, what = '') {
  assert.equal(found.length, expected.length, `${what}: how many`);
  const scale = Math.max(...expected.map(Math.abs));
  expected.forEach((value, k) => close(found[k], value, tolerance, scale, `${what}[${k}]`));
}
