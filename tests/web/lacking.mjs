// Prints the browsers that the tests use and do not find on this machine, a line each.
import { headlessShell } from './browser.mjs';
import { ENGINES } from './engines.mjs';

const found = { 'chromium-headless-shell': headlessShell(), ...Object.fromEntries(Object.entries(ENGINES).map(([name, { program }]) => [name, program()])) };
for (const [name, program] of Object.entries(found)) if (!program) console.log(name);
