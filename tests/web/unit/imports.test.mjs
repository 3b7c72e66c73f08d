// How the modules of the shell import each other: the invariants of ARCHITECTURE.md
// that concern import statements, including dynamic ones and those of types alone.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, normalize } from 'node:path/posix';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A rule: what these files must not import. */
const never = (name, from, to) => ({ name, severity: 'error', from, to });

const forbidden = [
  never('no circle', {}, { circular: true }),
  never('state, scene and words know no view, only the registry', { path: '^www/(state|scene|text|compute)/' }, { path: '^www/views/', pathNot: '^www/views/registry\\.js$' }),
  never('a view drives no work: it asks www/compute for what takes steps', { path: '^www/views/' }, { path: '^www/work/' }),
  never('what computes knows no page', { path: '^www/(compute|state)/' }, { path: '^www/', pathNot: '^www/((compute|state|work)/|core\\.js$|views/registry\\.js$|marks/(frame|moving)\\.js$)' }),
  never('marks know no view', { path: '^www/marks/' }, { path: '^www/', pathNot: '^www/(marks/|language\\.js$|figure/layout\\.js$)' }),
  never('the layout is a function of its arguments, and imports nothing', { path: '^www/figure/layout\\.js$' }, { path: '.' }),
  never('the registry knows no view', { path: '^www/views/registry\\.js$' }, { path: '.' }),
  never('only core.js imports the compiled core', { path: '^www/', pathNot: '^www/core\\.js$' }, { path: '^pkg/', pathNot: '^pkg/(table|film|gif)\\.js$' }),
  never('the reader of tables is loaded in one place, and in its worker', { path: '^www/', pathNot: '^www/table/(load|reader)\\.js$' }, { path: '^pkg/table\\.js$' }),
  never('nothing outside the repository is imported', { path: '^www/', pathNot: '^www/(table/split|exports/(film|gif))\\.js$' }, { pathNot: '^(www|pkg|\\.\\./\\.\\./pkg)/' }),
  never('what cuts tables imports a reader and nothing else from outside', { path: '^www/table/split\\.js$' }, { pathNot: '^www/|^papaparse$' }),
];

/** The violations of these rules that `cruise` finds in some folders. */
async function violations(folders, rules, baseDir = root) {
  const { output } = await cruise(folders, { baseDir, validate: true, ruleSet: { forbidden: rules }, doNotFollow: { path: '^pkg/' } });
  return { modules: output.modules.map(({ source }) => source), found: output.summary.violations };
}

const said = ({ rule, from, to, cycle }) => `${rule.name}: ${[from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' → ')}`;

test('the modules of the shell keep to the rules on imports, and form no circle', async () => {
  const { modules, found } = await violations(['www', 'src/web/module.js'], forbidden);
  assert.ok(modules.includes('www/kl-ball.js') && modules.includes('www/views/race.js') && modules.includes('src/web/module.js'), 'all modules are read');
  assert.deepEqual(found.map(said), []);
});

test('a circle would be found', async () => {
  const { found } = await violations(['tests/web/unit/circle'], forbidden);
  assert.match(found.map(said).join('\n'), /no circle: .*one\.mjs → .*other\.mjs/);
});

/** What every file of a folder imports: modules, and types in comments and in *.d.ts files. */
function importsWithTypes(folder) {
  const files = readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name.replaceAll('\\', '/'))).filter((name) => /\.m?js$|\.d\.ts$/.test(name));
  const described = (name) => (existsSync(join(root, name)) ? name : name.replace(/\.js$/, '.d.ts'));
  return new Map(files.map((file) => {
    const found = readFileSync(join(root, file), 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']/g);
    return [file, [...new Set([...found].map(([, path]) => described(normalize(join(file, '..', path)))))]];
  }));
}

/** A circle in a graph of imports, as the way from a file back to it; undefined where there is none. */
function circleIn(graph) {
  const done = new Set();
  const from = (file, way) => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file) || !graph.has(file)) return undefined;
    for (const next of graph.get(file)) {
      const circle = from(next, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = from(file, []);
    if (circle) return circle.join(' → ');
  }
  return undefined;
}

test('types are imported in no circle either', () => {
  const graph = importsWithTypes('www');
  assert.ok(graph.get('www/views/view.d.ts').includes('www/scene/shape.d.ts') && graph.get('www/compute/folds.js').includes('pkg/kl_ball.js'), 'types are read');
  assert.equal(circleIn(graph), undefined);
});

test('a circle of types would be found', () => {
  assert.match(circleIn(importsWithTypes('tests/web/unit/circle/types')), /one\.d\.ts → .*other\.mjs → .*one\.d\.ts/);
});
