// Points in a row of numbers x0, y0, x1, y1, …

/** The `k`-th of them. @type {(flat: ArrayLike<number>, k: number) => [number, number]} */
export const pairAt = (flat, k) => [flat[2 * k], flat[2 * k + 1]];

/** How far two points are from each other. @param {ArrayLike<number>} one @param {ArrayLike<number>} other */
export const distanceBetween = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);
