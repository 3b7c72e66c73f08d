// The other of two modules that import each other; see one.mjs.
import { one } from './one.mjs';

export const other = one + 1;
