// One half of a circle of imports, for imports.test.mjs.
export { other } from './other.mjs';
export const one = 1;
