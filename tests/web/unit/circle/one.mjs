// One of two modules that import each other, for imports.test.mjs.
export { other } from './other.mjs';
export const one = 1;
