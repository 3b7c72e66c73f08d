// Loads the site's modules in Node. A browser treats every script of the site as a
// module; Node looks at the nearest package.json, and older versions assume it is not one.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

const root = new URL('../../../', import.meta.url);

const hooks = `
const ours = [${JSON.stringify(new URL('www/', root).href)}, ${JSON.stringify(new URL('pkg/', root).href)}];
export const load = (url, context, next) =>
  next(url, ours.some((folder) => url.startsWith(folder)) && url.endsWith('.js') ? { ...context, format: 'module' } : context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

/** The exports of `pkg/kl_ball.js`, started with the committed bytes of the core. */
export const core = await import(new URL('pkg/kl_ball.js', root).href);

core.initSync({ module: readFileSync(new URL('pkg/kl_ball_bg.wasm', root)) });

/** A module of the shell, using that core. */
export const shell = (name) => import(new URL(`www/${name}`, root).href);
