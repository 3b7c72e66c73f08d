// The other half; see one.mjs.
import { one } from './one.mjs';

export const other = one + 1;
