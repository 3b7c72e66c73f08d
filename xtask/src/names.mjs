// The types of names: unions written from the catalogue of the core that was just built.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The catalogue of the core in a folder. */
export async function catalogIn(core) {
  const { Core, initSync } = await import(pathToFileURL(join(core, 'kl_ball.js')));
  initSync({ module: readFileSync(join(core, 'kl_ball_bg.wasm')) });
  return new Core('Page').call('catalog', []);
}

/** A union of names, each once. */
const union = (names) => [...new Set(names)].map((name) => `\n  | ${JSON.stringify(name)}`).join('');

/** The names of the attributes that are described in the types of the element. */
const described = (types) => {
  const [, body] = /export interface KlBallAttributes .*\{\n([^]*?)\n\}/.exec(types);
  return [...body.matchAll(/^ {2}(?:"([\w-]+)"|(\w+))\?:/gm)].map(([, quoted, plain]) => quoted ?? plain);
};

/** A name in camel case, as the element has it beside the one with hyphens. */
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** A property as it is read and as it can be written, by each of its names. */
const property = (name) => [...new Set([name, camel(name)])].map((one) => {
  const key = /^\w+$/.test(one) ? one : JSON.stringify(one);
  return `  get ${key}(): string | null;\n  set ${key}(value: KlBallAttributes[${JSON.stringify(name)}]);\n`;
}).join('');

/** The text of `names.d.ts`, for the types of the element in `types`. */
export function namesFor({ models, rules, series, balls }, types) {
  const unions = {
    ModelName: models.map(({ name }) => name),
    ChartName: models.flatMap(({ charts }) => charts.map(({ name }) => name)),
    DataSetName: models.flatMap(({ data }) => data.map(({ name }) => name)),
    RuleName: rules.map(({ name }) => name),
    SeriesName: series.map(({ name }) => name),
    EllipseName: balls.filter(({ ellipse }) => ellipse).map(({ name }) => name),
    OptionAttribute: rules.flatMap(({ name, options }) => options.map((option) => `${name}-${option.name}`)),
  };
  const properties = [...described(types).filter((name) => name !== 'spec'), ...new Set(unions.OptionAttribute)].map(property).join('');
  return `// Names that the core knows, written from its catalogue.

import type { KlBallAttributes } from "./kl-ball-element.js";

${Object.entries(unions).map(([name, names]) => `export type ${name} =${union(names)};`).join('\n\n')}

/** The properties of the element, those with hyphens also in camel case: text when they are read; what can be written, numbers and lists too. */
export interface KlBallProperties {
${properties}}
`;
}
