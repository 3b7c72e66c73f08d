// The shortest loops for logistic regression that give the path. The benchmark
// measures the core against them, and the core has to agree with them.

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

/** Second-order rules: a loop with the Fisher matrix, `F + λI`. */
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

/** First-order rules: `move` computes the step from the gradient. */
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

/** Rules with one number of memory for each coordinate: `keep` updates it, and `move` computes the step from it. */
function diagonal(x, y, steps, keep, move) {
  const s = [0, 0];
  return descent(x, y, steps, (gw, gb) => [gw, gb].map((g, k) => {
    s[k] = keep(s[k], g);
    return move(s[k], g);
  }));
}

/** F⁻¹g and gᵀF⁻¹g, in one pass over the data. */
function arrow(x, y, w, b) {
  const n = x.length;
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
  const det = fww * fbb - fwb * fwb;
  const [aw, ab] = [(fbb * gw - fwb * gb) / det, (fww * gb - fwb * gw) / det];
  return [aw, ab, (aw * gw + ab * gb) / n];
}

const softplus = (z) => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));
/** The loss at a point, and KL(old ‖ new) of a step to another point. */
function lossAt(x, y, w, b) {
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) {
    const z = w * x[i] + b;
    sum += softplus(z) - y[i] * z;
  }
  return sum / x.length;
}
function divergence(x, w, b, dw, db) {
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) {
    const p = 1 / (1 + Math.exp(-(w * x[i] + b)));
    const d = dw * x[i] + db;
    // For short steps a difference of losses would lose all digits.
    sum += Math.log1p(p * Math.expm1(d)) - p * d;
  }
  return sum / x.length;
}

/** Fixed length, and the same with a line search: losses and divergences from their formulas. */
const fisherBall = (x, y, steps, { radius }, accepts = () => true) => {
  let [w, b] = [0, 0];
  for (let step = 0; step < steps; step += 1) {
    const [aw, ab, gain] = arrow(x, y, w, b);
    let size = Math.sqrt((2 * radius) / gain);
    const loss = accepts.length && lossAt(x, y, w, b);
    for (let k = 0; k <= 30 && !accepts(w, b, -size * aw, -size * ab, loss); k += 1) size = k < 30 ? size / 2 : 0;
    w -= size * aw;
    b -= size * ab;
  }
  return [w, b];
};

/** Mean parameters move by a gradient step; Newton's method finds the log-odds that have them. */
function mirror(x, y, steps, { rate }) {
  let [w, b] = [0, 0];
  for (let step = 0; step < steps; step += 1) {
    const n = x.length;
    const at = (i) => 1 / (1 + Math.exp(-(w * x[i] + b)));
    let [tw, tb] = [0, 0];
    for (let i = 0; i < n; i += 1) {
      const p = at(i);
      const target = p - rate * (p - y[i]);
      tw += target * x[i];
      tb += target;
    }
    for (let size = 1; size > 1e-9;) {
      let [rw, rb, fww, fwb, fbb] = [-tw, -tb, 0, 0, 0];
      for (let i = 0; i < n; i += 1) {
        const p = at(i);
        const v = p * (1 - p);
        rw += p * x[i];
        rb += p;
        fww += v * x[i] * x[i];
        fwb += v * x[i];
        fbb += v;
      }
      const det = fww * fbb - fwb * fwb;
      const [dw, db] = [(fbb * rw - fwb * rb) / det, (fww * rb - fwb * rw) / det];
      w -= dw;
      b -= db;
      size = Math.hypot(dw, db);
    }
  }
  return [w, b];
}

/** The loops, by rule: from (0, 0) in raw coordinates to the point after so many steps. */
export const LOOPS = {
  'natural-gradient': preconditioned,
  newton: preconditioned,
  gradient: (x, y, steps, { rate }) => descent(x, y, steps, (gw, gb) => [-rate * gw, -rate * gb]),
  momentum(x, y, steps, { rate }) {
    const v = [0, 0];
    return descent(x, y, steps, (...g) => g.slice(0, 2).map((g, k) => {
      v[k] = 0.9 * v[k] + g;
      return -rate * v[k];
    }));
  },
  nesterov(x, y, steps, { rate }) {
    const v = [0, 0];
    return descent(x, y, steps, (...g) => g.slice(0, 2).map((g, k) => {
      v[k] = 0.9 * v[k] + g;
      return -rate * (g + 0.9 * v[k]);
    }));
  },
  adagrad: (x, y, steps, { rate }) => diagonal(x, y, steps, (s, g) => s + g * g, (s, g) => (-rate * g) / Math.sqrt(s + 1e-8)),
  rmsprop: (x, y, steps, { rate }) => diagonal(x, y, steps, (s, g) => 0.9 * s + 0.1 * g * g, (s, g) => (-rate * g) / (Math.sqrt(s) + 1e-8)),
  adam(x, y, steps, { rate }) {
    const [m, s] = [[0, 0], [0, 0]];
    return descent(x, y, steps, (gw, gb, t) => [gw, gb].map((g, k) => {
      m[k] = 0.9 * m[k] + 0.1 * g;
      s[k] = 0.999 * s[k] + 0.001 * g * g;
      return (-rate * (m[k] / (1 - 0.9 ** t))) / (Math.sqrt(s[k] / (1 - 0.999 ** t)) + 1e-8);
    }));
  },
  mirror,
  'fisher-ball': (x, y, steps, options) => fisherBall(x, y, steps, options),
  trpo: (x, y, steps, options) => fisherBall(x, y, steps, options, (w, b, dw, db, loss) => (
    divergence(x, w, b, dw, db) <= options.radius && lossAt(x, y, w + dw, b + db) < loss)),
};

/** Options with which no rule converges within 4000 steps. */
export const OPTIONS = {
  'natural-gradient': { rate: 0.002 },
  gradient: { rate: 0.01 },
  momentum: { rate: 0.001 },
  nesterov: { rate: 0.001 },
  adagrad: { rate: 0.01 },
  rmsprop: { rate: 0.0001 },
  adam: { rate: 0.001 },
  newton: { damping: 50 },
  mirror: { rate: 0.002, direction: 'old-new' },
  'fisher-ball': { radius: 1e-9 },
  trpo: { radius: 1e-9 },
};

/** The experiment that corresponds to a loop. */
export const experiment = (core, { x, y }, rule, options) => new core.Experiment({
  model: 'logistic',
  data: { x, y },
  start: { chart: 'raw', at: [0, 0] },
  runs: [{ rule, chart: 'raw', ...options }],
});
