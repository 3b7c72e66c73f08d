// How the modules of the shell import each other: the invariants of ARCHITECTURE.md
// that concern import statements, including dynamic ones.
import assert from 'node:assert/strict';
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
  never('what computes knows no page', { path: '^www/(compute|state)/' }, { path: '^www/', pathNot: '^www/((compute|state|work)/|core\\.js$|views/registry\\.js$|marks/frame\\.js$)' }),
  never('marks know no view', { path: '^www/marks/' }, { path: '^www/', pathNot: '^www/(marks/|language\\.js$|figure/layout\\.js$)' }),
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
