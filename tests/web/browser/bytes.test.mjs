// The same specification gives the same bytes in every browser as in Node.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENGINES, lacking } from '../engines.mjs';
import { serve } from '../server.mjs';

const ROOT = new URL('../../../', import.meta.url);
const known = JSON.parse(readFileSync(new URL('tests/data/trajectories.json', ROOT), 'utf8'));

let site;
before(async () => {
  site = await serve(fileURLToPath(ROOT));
});
after(() => site?.close());

/** Runs in the page. */
async function digestsInPage(specs) {
  const core = await import('/pkg/kl_ball.js');
  await core.default();
  const { digests } = await import('/tests/web/trajectories.mjs');
  return specs.map((spec) => digests(core, spec));
}

for (const [name, { start }] of Object.entries(ENGINES)) {
  describe(name, { skip: lacking(name) }, () => {
    let browser;
    before(async () => {
      browser = await start();
    });
    after(() => browser?.close());

    test('every trajectory has the bytes that Node gives it', async () => {
      const page = await browser.newPage();
      // Any file of the site that runs nothing by itself.
      await page.goto(`${site.origin}/tests/web/trajectories.mjs`);
      const found = await page.evaluate(digestsInPage, known.map(({ spec }) => spec));
      assert.ok(found.length > 0);
      const named = (all) => all.flatMap((list, s) => list.map((digest, k) => {
        const { model, data, runs } = known[s].spec;
        return `${model} ${data.set} ${runs[k].chart} ${runs[k].rule} ${digest}`;
      }));
      assert.deepEqual(named(found), named(known.map(({ digests }) => digests)));
    });
  });
}
