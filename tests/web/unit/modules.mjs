// The site's modules in Node. A browser takes every script of the site for a
// module; Node asks the nearest package.json, and older ones guess "no".
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

const root = new URL('../../../', import.meta.url);

const hooks = `
const ours = [${JSON.stringify(new URL('www/', root).href)}, ${JSON.stringify(new URL('pkg/', root).href)}];
export const load = (url, context, next) =>
  next(url, ours.some((folder) => url.startsWith(folder)) && url.endsWith('.js') ? { ...context, format: 'module' } : context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

/** The compiled core as `pkg/kl_ball.js` exports it, started from the committed bytes. */
export const core = await import(new URL('pkg/kl_ball.js', root).href);

core.initSync({ module: readFileSync(new URL('pkg/kl_ball_bg.wasm', root)) });

/** A module of the shell, on that same core. */
export const shell = (name) => import(new URL(`www/${name}`, root).href);
