// Loads the site's modules in Node. A browser treats every script of the site as a
// module; Node looks at the nearest package.json, and older versions assume it is not one.
// The one npm package that the site uses is installed with the tests; a build puts it into pkg/.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

const root = new URL('../../../', import.meta.url);

const hooks = `
const ours = [${JSON.stringify(new URL('www/', root).href)}, ${JSON.stringify(new URL('pkg/', root).href)}];
const isOurs = (url) => ours.some((folder) => url.startsWith(folder));
export const load = (url, context, next) =>
  next(url, isOurs(url) && url.endsWith('.js') ? { ...context, format: 'module' } : context);
export const resolve = (specifier, context, next) =>
  next(specifier, isOurs(context.parentURL ?? '') && /^[a-z]/.test(specifier) && !specifier.includes(':') ? { ...context, parentURL: ${JSON.stringify(import.meta.url)} } : context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

/** The exports of `pkg/kl_ball.js`, started with the committed bytes of the core. */
export const core = await import(new URL('pkg/kl_ball.js', root).href);

core.initSync({ module: readFileSync(new URL('pkg/kl_ball_bg.wasm', root)) });

/** A module of the shell, using that core. */
export const shell = (name) => import(new URL(`www/${name}`, root).href);
