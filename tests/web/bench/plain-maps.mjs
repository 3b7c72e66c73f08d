// The plainest JavaScript for a map of starts: a loop that takes a step and the loss, until a
// run arrives or has taken all its steps. A step out of the domain is halved, as everywhere.

/** Most halvings of a step. */
const MOST_HALVINGS = 60;

/** Adam's usual constants. */
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/** What a Gaussian needs of its data. */
function momentsOf(xs) {
  const mean = xs.reduce((a, b) => a + b) / xs.length;
  return { mean, spread: xs.reduce((a, b) => a + (b - mean) ** 2, 0) / xs.length };
}

/** Steps of the rules in `(μ, σ²)`: the change of both, from the gradient `(g, h)`. `kept` is the memory of one run. */
const STEPS = {
  gradient: ({ rate }) => (g, h) => [-rate * g, -rate * h],
  'natural-gradient': ({ rate }) => (g, h, v) => [-rate * v * g, -rate * 2 * v * v * h],
  momentum: ({ rate, momentum = 0.9 }) => (g, h, v, M, e, kept) => {
    kept[0] = momentum * kept[0] + g;
    kept[1] = momentum * kept[1] + h;
    return [-rate * kept[0], -rate * kept[1]];
  },
  newton: ({ rate = 1 }) => (g, h, v, M, e) => {
    const [a, b, c] = [1 / v, -e / (v * v), (M / v - 0.5) / (v * v)];
    const det = a * c - b * b;
    return [(-rate * (c * g - b * h)) / det, (-rate * (a * h - b * g)) / det];
  },
  adam: ({ rate }) => (g, h, v, M, e, kept, count) => {
    kept[0] = BETA1 * kept[0] + (1 - BETA1) * g;
    kept[1] = BETA1 * kept[1] + (1 - BETA1) * h;
    kept[2] = BETA2 * kept[2] + (1 - BETA2) * g * g;
    kept[3] = BETA2 * kept[3] + (1 - BETA2) * h * h;
    const [one, two] = [1 - BETA1 ** count, 1 - BETA2 ** count];
    return [0, 1].map((k) => (-rate * kept[k]) / one / (Math.sqrt(kept[2 + k] / two) + EPSILON));
  },
};

/** The map of a Gaussian fitted to `xs`, as codes: the number of steps, −1 where a run does not arrive, and −3 where it leaves the domain. */
export function gaussianMap(xs, options, { window: [x0, x1, y0, y1], size: [columns, rows] }, gap, steps) {
  const { mean, spread } = momentsOf(xs);
  const step = STEPS[options.rule](options);
  const constant = 0.5 * Math.log(2 * Math.PI);
  const lossAt = (m, v) => constant + 0.5 * (Math.log(v) + (spread + (m - mean) * (m - mean)) / v);
  const goal = lossAt(mean, spread) + gap;
  const codes = new Int32Array(columns * rows);
  const kept = [0, 0, 0, 0];
  const from = (m, v) => {
    kept.fill(0);
    if (lossAt(m, v) <= goal) return 0;
    for (let count = 1; count <= steps; count += 1) {
      const e = m - mean;
      const M = spread + e * e;
      let [dm, dv] = step(e / v, (v - M) / (2 * v * v), v, M, e, kept, count);
      for (let halvings = 0; !(v + dv > 0); halvings += 1) {
        if (halvings === MOST_HALVINGS) return -3;
        [dm, dv] = [dm / 2, dv / 2];
      }
      m += dm;
      v += dv;
      if (lossAt(m, v) <= goal) return count;
    }
    return -1;
  };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      codes[row * columns + column] = from(x0 + ((x1 - x0) * (column + 0.5)) / columns, y0 + ((y1 - y0) * (row + 0.5)) / rows);
    }
  }
  return codes;
}

const softplus = (z) => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));

/** The map of a logistic regression on inputs `x` (whitened) with labels `y`, by the gradient or the natural gradient. */
export function logisticMap({ x, y }, { rule, rate }, { window: [x0, x1, y0, y1], size: [columns, rows] }, goal, steps) {
  const n = x.length;
  const lossAt = (w, b) => {
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      const z = w * x[i] + b;
      sum += softplus(z) - y[i] * z;
    }
    return sum / n;
  };
  const descent = (w, b) => {
    let [gw, gb] = [0, 0];
    for (let i = 0; i < n; i += 1) {
      const r = 1 / (1 + Math.exp(-(w * x[i] + b))) - y[i];
      gw += r * x[i];
      gb += r;
    }
    return [gw / n, gb / n];
  };
  const natural = (w, b) => {
    let [gw, gb, fww, fwb, fbb] = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i += 1) {
      const p = 1 / (1 + Math.exp(-(w * x[i] + b)));
      const [r, v] = [p - y[i], p * (1 - p)];
      gw += r * x[i];
      gb += r;
      fww += v * x[i] * x[i];
      fwb += v * x[i];
      fbb += v;
    }
    const det = fww * fbb - fwb * fwb;
    return [(fbb * gw - fwb * gb) / det, (fww * gb - fwb * gw) / det];
  };
  const direction = rule === 'gradient' ? descent : natural;
  const codes = new Int32Array(columns * rows);
  const from = (w, b) => {
    if (lossAt(w, b) <= goal) return 0;
    for (let count = 1; count <= steps; count += 1) {
      const [dw, db] = direction(w, b);
      w -= rate * dw;
      b -= rate * db;
      if (lossAt(w, b) <= goal) return count;
    }
    return -1;
  };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      codes[row * columns + column] = from(x0 + ((x1 - x0) * (column + 0.5)) / columns, y0 + ((y1 - y0) * (row + 0.5)) / rows);
    }
  }
  return codes;
}
