// Figures that between them use every view, and every way in which a view draws.

const POLICY = 'model="policy" chart="sequential" start="probability 0.5 0.05" steps="5"';

/** Attributes of a figure for every view, and for every way of drawing within one. */
export const FIGURES = {
  plane: 'data="teaching" chart="variance precision" rules="gradient natural-gradient trust-region adam" start="-0.3 0.8" steps="6" balls="path"',
  matrices: 'data="teaching" chart="natural variance" rules="none" start="0.5 -0.25" ellipses="fisher empirical-fisher hessian"',
  density: 'view="density" start="5.3 0.022" steps="1"',
  curve: 'view="density" model="logistic" data="oring" chart="whitened" start="0 0" rules="gradient kl-ball" steps="3"',
  bars: 'view="plane density" model="categorical" chart="probability sphere" rules="gradient" rate="0.02" start="0.08 0.84" steps="4"',
  series: 'view="series" data="teaching" rules="euclidean-ball kl-ball" start="-0.3 0.8" steps="12"',
  field: 'view="field" start="5.35 0.03"',
  arrows: 'view="field" model="categorical" chart="probability sphere" field="arrows" start="0.2 0.3"',
  'field-of-labels': 'view="field" model="logistic" data="oring" chart="whitened" field-cost="0.02"',
  'field-and-steps': 'data="teaching" rules="gradient trust-region" start="-0.3 0.8" steps="6" field="balls" field-cost="0.004" field-length="0.1"',
  morph: 'view="morph" data="teaching" chart="variance precision" start="-0.3 0.8" steps="6"',
  'half-a-morph': 'view="morph" data="teaching" chart="variance precision" start="-0.3 0.8" steps="6" morph="0.4" theme="dark"',
  'morph-of-classes': 'view="morph" model="categorical" chart="probability sphere" start="0.2 0.3" steps="4" rules="gradient kl-ball" rate="0.02" morph="0.5"',
  divergence: 'view="divergence" rules="none" start="5.35 0.01" other="5.45 0.035"',
  classes: 'view="divergence" model="categorical" chart="probability" rules="none" start="0.35 0.3" other="0.55 0.01"',
  score: 'view="score" rules="none" start="5.3 0.022" draws="200"',
  expansion: 'view="expansion" rules="none" start="5.4 0.05" other="5.45 0.03" ellipses="fisher"',
  halving: 'view="halving" data="teaching" chart="variance precision" rules="gradient natural-gradient" start="-0.3 0.8" steps="4"',
  order: 'view="plane density order" model="logistic" data="oring" chart="whitened" start="0 0" rules="none" learners="gradient natural-gradient" observations="10"',
  map: 'view="map" cells="16" limit="30" start="5.3 0.1" rules="gradient kl-ball" balls="none"',
  race: 'view="race" start="5.3 0.1" rules="gradient adagrad kl-ball" budget="set" steps="12" balls="none"',
  policy: `view="policy" ${POLICY} rules="gradient fisher-ball" batch="32"`,
  cliff: `view="cliff" ${POLICY} rules="gradient" show="return" scale="3 1"`,
  fan: `view="fan" ${POLICY} rules="gradient" rate="1"`,
};

/** The elements of SVG that every vector editor knows. */
export const KNOWN_ELEMENTS = ['circle', 'clipPath', 'desc', 'g', 'line', 'path', 'polygon', 'polyline', 'rect', 'svg', 'text', 'title'];

/** Such attributes by name. */
export const attributesOf = (text) => Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
