// Textbook formulas of the univariate Gaussian, with which the tests compare the
// core. They are written independently of it and as simply as possible, in mean and
// variance; a chart is a table of derivatives.

const mean = (xs, f = (x) => x) => xs.reduce((sum, x) => sum + f(x), 0) / xs.length;

/**
 * Each chart: the map from (mean, variance), the map back, the Jacobian of the map back
 * by rows, and the second derivatives [11, 12, 22] of mean and variance.
 */
export const CHARTS = {
  variance: {
    from: (m, v) => [m, v],
    to: (m, v) => [m, v],
    jacobian: () => [[1, 0], [0, 1]],
    second: () => [[0, 0, 0], [0, 0, 0]],
    inside: (_, v) => v > 0,
  },
  precision: {
    from: (m, v) => [m, 1 / v],
    to: (m, t) => [m, 1 / t],
    jacobian: (_, v) => [[1, 0], [0, -v * v]],
    second: (_, v) => [[0, 0, 0], [0, 0, 2 * v ** 3]],
    inside: (_, t) => t > 0,
  },
  'std-dev': {
    from: (m, v) => [m, Math.sqrt(v)],
    to: (m, s) => [m, s * s],
    jacobian: (_, v) => [[1, 0], [0, 2 * Math.sqrt(v)]],
    second: () => [[0, 0, 0], [0, 0, 2]],
    inside: (_, s) => s > 0,
  },
  'log-std': {
    from: (m, v) => [m, Math.log(v) / 2],
    to: (m, l) => [m, Math.exp(2 * l)],
    jacobian: (_, v) => [[1, 0], [0, 2 * v]],
    second: (_, v) => [[0, 0, 0], [0, 0, 4 * v]],
    inside: () => true,
  },
  natural: {
    from: (m, v) => [m / v, -1 / (2 * v)],
    to: (a, b) => [-a / (2 * b), -1 / (2 * b)],
    jacobian: (m, v) => [[v, 2 * m * v], [0, 2 * v * v]],
    second: (m, v) => [[0, 2 * v * v, 8 * m * v * v], [0, 0, 8 * v ** 3]],
    inside: (_, b) => b < 0,
  },
  expectation: {
    from: (m, v) => [m, m * m + v],
    to: (a, b) => [a, b - a * a],
    jacobian: (m) => [[1, 0], [-2 * m, 1]],
    second: () => [[0, 0, 0], [-2, 0, 0]],
    inside: (a, b) => b > a * a,
  },
};

/** `JᵀAJ` of a symmetric matrix given as [11, 12, 22]. */
function pulledBack([a, b, c], [[p, q], [r, s]]) {
  return [
    p * (a * p + b * r) + r * (b * p + c * r),
    p * (a * q + b * s) + r * (b * q + c * s),
    q * (a * q + b * s) + s * (b * q + c * s),
  ];
}

const covector = ([a, b], [[p, q], [r, s]]) => [a * p + b * r, a * q + b * s];

/** Loss, gradient, Fisher, empirical Fisher and Hessian at a point of a chart, for data `xs`. */
export function inspection(xs, chart, theta) {
  const { to, jacobian, second } = CHARTS[chart];
  const [m, v] = to(...theta);
  const J = jacobian(m, v);
  const M = mean(xs, (x) => (x - m) ** 2);
  const own = [mean(xs, (x) => (m - x) / v), (v - M) / (2 * v * v)];
  const score = (x) => [(x - m) / v, ((x - m) ** 2 - v) / (2 * v * v)];
  const outer = [[0, 0], [0, 1], [1, 1]].map(([i, j]) => mean(xs, (x) => score(x)[i] * score(x)[j]));
  const hessian = [1 / v, -own[0] / v, M / v ** 3 - 1 / (2 * v * v)];
  const [ofMean, ofVariance] = second(m, v);
  return {
    loss: Math.log(2 * Math.PI * v) / 2 + M / (2 * v),
    gradient: covector(own, J),
    fisher: pulledBack([1 / v, 0, 1 / (2 * v * v)], J),
    empiricalFisher: pulledBack(outer, J),
    hessian: pulledBack(hessian, J).map((h, k) => h + own[0] * ofMean[k] + own[1] * ofVariance[k]),
  };
}

/** `F⁻¹ g` for a symmetric matrix [11, 12, 22]. */
export function solve([a, b, c], [g, h]) {
  const determinant = a * c - b * b;
  return [(c * g - b * h) / determinant, (a * h - b * g) / determinant];
}

/** KL(p ‖ q) of two (mean, variance) pairs. */
export const kl = ([m0, v0], [m1, v1]) => (Math.log(v1 / v0) + (v0 + (m1 - m0) ** 2) / v1 - 1) / 2;

/** Fisher–Rao distance of two (mean, variance) pairs. */
export function distance([m0, v0], [m1, v1]) {
  const [s0, s1] = [Math.sqrt(v0), Math.sqrt(v1)];
  const u = ((m1 - m0) ** 2 / 2 + (s1 - s0) ** 2) / (2 * s0 * s1);
  return Math.SQRT2 * Math.acosh(1 + u);
}

/** The normal density. */
export const density = (m, v, x) => Math.exp(-((x - m) ** 2) / (2 * v)) / Math.sqrt(2 * Math.PI * v);

/** The maximum-likelihood estimate as (mean, variance). */
export function optimum(xs) {
  const m = mean(xs);
  return [m, mean(xs, (x) => (x - m) ** 2)];
}

/**
 * Points on the boundary of the KL ball of radius `d` around (mean, variance),
 * by the closed form of its half-width at each ratio of variances.
 */
export function* ballBoundary([m, v], d, direction, count = 4000) {
  const halfWidth2 = direction === 'old-new'
    ? (rho) => rho * (2 * d + 1 - Math.log(rho)) - 1
    : (rho) => 2 * d + 1 - rho + Math.log(rho);
  const reach = 4 * Math.sqrt(d) + 2 * d;
  for (let k = 0; k <= count; k += 1) {
    const rho = Math.exp(-reach + (2 * reach * k) / count);
    const h2 = halfWidth2(rho);
    if (h2 < 0) continue;
    for (const sign of [-1, 1]) yield [m + sign * Math.sqrt(v * h2), v * rho];
  }
}

/** The end, at time 1, of the Fisher–Rao geodesic from (mean, variance) with a velocity (mean, standard deviation). */
export function geodesic([m, v], [p, q]) {
  const sd = Math.sqrt(v);
  const s = Math.sqrt(p * p / 2 + q * q) / sd;
  const ratio = s === 0 ? 1 : Math.sinh(s) / s;
  const denominator = Math.cosh(s) - (q / sd) * ratio;
  return [m + p * ratio / denominator, (sd / denominator) ** 2];
}
