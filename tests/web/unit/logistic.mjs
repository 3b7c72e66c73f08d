// Logistic regression as somebody writes it who wants no more than the path:
// the peer of the benchmark, and what the core has to agree with.

/** A seeded sample: `n` inputs, labels drawn from log-odds 1.5 x − 0.5. */
export function sample(n) {
  let state = 1;
  const uniform = () => {
    // Park & Miller 1988.
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    x[i] = 2 * (uniform() + uniform() + uniform() - 1.5);
    y[i] = uniform() < 1 / (1 + Math.exp(-(1.5 * x[i] - 0.5))) ? 1 : 0;
  }
  return { x, y };
}

/** Second-order rules: the loop with the Fisher matrix, `F + λI`. */
function preconditioned(x, y, steps, { rate = 1, damping = 0 }) {
  const n = x.length;
  let w = 0;
  let b = 0;
  for (let step = 0; step < steps; step += 1) {
    let [gw, gb, fww, fwb, fbb] = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i += 1) {
      const p = 1 / (1 + Math.exp(-(w * x[i] + b)));
      const r = p - y[i];
      const v = p * (1 - p);
      gw += r * x[i];
      gb += r;
      fww += v * x[i] * x[i];
      fwb += v * x[i];
      fbb += v;
    }
    fww += n * damping;
    fbb += n * damping;
    const det = fww * fbb - fwb * fwb;
    w -= (rate * (fbb * gw - fwb * gb)) / det;
    b -= (rate * (fww * gb - fwb * gw)) / det;
  }
  return [w, b];
}

/** First-order rules: `move` turns the gradient of each step into the step. */
function descent(x, y, steps, move) {
  const n = x.length;
  let w = 0;
  let b = 0;
  for (let step = 1; step <= steps; step += 1) {
    let gw = 0;
    let gb = 0;
    for (let i = 0; i < n; i += 1) {
      const r = 1 / (1 + Math.exp(-(w * x[i] + b))) - y[i];
      gw += r * x[i];
      gb += r;
    }
    const [dw, db] = move(gw / n, gb / n, step);
    w += dw;
    b += db;
  }
  return [w, b];
}

/** The loops, by rule: from (0, 0) in raw coordinates to the point after so many steps. */
export const LOOPS = {
  'natural-gradient': preconditioned,
  newton: preconditioned,
  gradient: (x, y, steps, { rate }) => descent(x, y, steps, (gw, gb) => [-rate * gw, -rate * gb]),
  adam(x, y, steps, { rate }) {
    const [m, s] = [[0, 0], [0, 0]];
    return descent(x, y, steps, (gw, gb, t) => [gw, gb].map((g, k) => {
      m[k] = 0.9 * m[k] + 0.1 * g;
      s[k] = 0.999 * s[k] + 0.001 * g * g;
      return (-rate * (m[k] / (1 - 0.9 ** t))) / (Math.sqrt(s[k] / (1 - 0.999 ** t)) + 1e-8);
    }));
  },
};

/** Options with which no rule arrives within 4000 steps. */
export const OPTIONS = {
  'natural-gradient': { rate: 0.002 },
  gradient: { rate: 0.01 },
  adam: { rate: 0.001 },
  newton: { damping: 50 },
};

/** The experiment that does the same. */
export const experiment = (core, { x, y }, rule, options) => new core.Experiment({
  model: 'logistic',
  data: { x, y },
  start: { chart: 'raw', at: [0, 0] },
  runs: [{ rule, chart: 'raw', ...options }],
});
