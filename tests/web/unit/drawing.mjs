// What draws a figure in Node as a page would: every view is loaded, and the core has started.
import { shell } from './modules.mjs';

const core = await shell('core.js');
await core.ready();
export const { catalogue } = core;
await shell('views/index.js');
await (await shell('views/registry.js')).fetchViews();
export const { Current } = await shell('figure/current.js');
export const { finish, panelsOf } = await shell('figure/still.js');
export const { stateFrom } = await shell('figure/reading.js');
export const { palette } = await shell('palette.js');
