// Experiments whose scripts are run and compared with the core: every model, its charts and data, every rule in each of its forms.

/** Models with data, and with options. */
const VARIANTS = {
  gaussian: [{}, { data: { set: 'teaching' } }],
  logistic: [{}, { data: { x: [1, 2, 3, 4, 5, 6], y: [0, 0, 1, 0, 1, 1] } }],
  categorical: [{}, { data: { counts: [9, 4, 2] } }],
  policy: [{}, { options: { scale: [3, 1] } }],
  variational: ['two-peaks', 'skewed', 'heavy-tailed', 'log-odds'].flatMap((set) => ['reverse', 'forward'].map((loss) => ({ data: { set }, options: { loss } }))),
};

/** Where the variants start, in the model's first chart, if not where a figure starts. */
const STARTS = { variational: [0.4, 1.3], categorical: [0.4, -0.5], policy: [0.2, -1] };

/** The forms of each rule that differ in more than numbers. */
const FORMS = {
  'natural-gradient': [{}, { metric: 'empirical' }, { damping: 0.3 }],
  'kl-ray': [{}, { direction: 'new-old' }],
  'kl-ball': [{}, { direction: 'new-old' }],
  'trust-region': [{}, { direction: 'new-old' }],
  mirror: [{}, { direction: 'new-old' }],
  'fisher-ball': [{}, { damping: 0.3 }],
  newton: [{ rate: 0.5 }, { rate: 0.5, damping: 0.3 }],
};

/** The conventions of rules that have them. */
const CONVENTIONS = ['paper', 'pytorch', 'optax', 'keras'];

/** What a first step of a rule with a rate costs (nats), how long that of an adaptive rule is in standard deviations, and the radii. */
const FIRST = 0.02;
const LONG = 0.1;
const RADIUS = 0.03;

const STEPS = 6;

/** Runs of every rule in a chart, with steps that fit a place. */
export function runsAt({ model, catalog, chart, at }) {
  const { gradient, fisher } = model.inspect(at, chart);
  const [a, b, d] = fisher;
  const [g, h] = gradient;
  const rate = Math.sqrt((2 * FIRST) / (a * g * g + 2 * b * g * h + d * h * h));
  const length = LONG * Math.min(a ** -0.5, d ** -0.5);
  const sized = {
    gradient: { rate }, momentum: { rate: rate / 3 }, nesterov: { rate: rate / 3, momentum: 0.7 }, adagrad: { rate: length }, rmsprop: { rate: length },
    adam: { rate: length, epsilon: 1e-3 }, 'euclidean-ball': { radius: length }, 'natural-gradient': { rate: 0.4 }, mirror: { rate: 0.3 }, geodesic: { rate: 0.5 }, newton: { rate: 0.5 },
  };
  return catalog.rules.flatMap(({ name, options }) => {
    const has = (option) => options.some((one) => one.name === option);
    const inNats = options.some((one) => one.name === 'radius' && one.unit === 'nats');
    const base = { rule: name, chart, ...sized[name], ...(inNats && { radius: RADIUS }) };
    const forms = FORMS[name] ?? [{}];
    const timed = has('schedule') ? [{ schedule: 'inverse-time' }] : [];
    const others = has('convention') ? CONVENTIONS.map((convention) => ({ convention, epsilon: has('epsilon') ? 1e-2 : undefined })) : [];
    return [...forms, ...timed, ...others].map((form) => JSON.parse(JSON.stringify({ ...base, ...form })));
  });
}

/** Whether the core has this run: some rules need more than a model has. */
function isKnown(Experiment, spec) {
  try {
    new Experiment(spec).free();
    return true;
  } catch (error) {
    if (/\.(rule|metric) is /.test(error.message)) return false;
    throw error;
  }
}

/** Every experiment: one for each chart of each variant of each model. */
export function experiments({ catalog, Model, Experiment }) {
  return catalog.models.flatMap((entry) => (VARIANTS[entry.name] ?? [{}]).flatMap((variant, k) => {
    const spec = { model: entry.name, ...variant };
    const model = new Model(spec);
    const first = entry.charts[0].name;
    const start = k > 0 && STARTS[entry.name] ? STARTS[entry.name] : model.start(first);
    return entry.charts.map(({ name: chart }) => {
      const at = Array.from(model.convert(start, first, chart));
      const whole = { ...spec, start: { chart, at }, steps: STEPS };
      const runs = runsAt({ model, catalog, chart, at }).filter((run) => isKnown(Experiment, { ...whole, runs: [run] }));
      return { name: `${entry.name} ${JSON.stringify(variant)} ${chart}`, spec: { ...whole, runs } };
    });
  }));
}

/** What a run tests: its model with a form of its rule, whatever the numbers. */
const formOf = (spec, { rule, direction, schedule, metric, damping, convention }) =>
  JSON.stringify([spec.model, spec.options?.loss, rule, direction, schedule, metric, damping > 0, convention]);

/** The seed of the sample, and how many runs each of its experiments keeps at most. */
const SEED = 26;
const MOST_RUNS = 12;

/** A generator of numbers from 0 to 1 (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A part of the experiments that is small and covers much: every form of every rule with every model, and every chart of every
 * model. Experiments are taken in a random order, and each keeps only runs that add something.
 */
export function sample(all) {
  const draw = random(SEED);
  const shuffled = all.map((one) => ({ one, place: draw() })).sort((a, b) => a.place - b.place).map(({ one }) => one);
  const seen = new Set();
  const taken = shuffled.flatMap(({ name, spec }) => {
    const added = spec.runs.filter((run) => !seen.has(formOf(spec, run))).slice(0, MOST_RUNS);
    added.forEach((run) => seen.add(formOf(spec, run)));
    const chart = `${spec.model} ${spec.start.chart}`;
    const kept = added.length > 0 ? added : seen.has(chart) ? [] : spec.runs.filter(({ rule }) => ['natural-gradient', 'kl-ball'].includes(rule)).slice(0, 1);
    if (kept.length === 0) return [];
    seen.add(chart);
    return [{ name, spec: { ...spec, runs: kept } }];
  });
  return taken;
}

/** The rules whose steps SciPy finds; they need not agree as well. */
export const EXACT = ['kl-ray', 'kl-ball', 'trust-region'];
