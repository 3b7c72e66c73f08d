// What a panel remembers from frame to frame, so that it is not made anew in each.

/** @import { Kept, Remembered } from "./memory.d.ts" */

/**
 * What was made for this key before, or else what `make` makes now. Keys are the same if all their parts are.
 * @template {keyof Remembered} Name
 * @param {Kept} kept
 * @param {Name} name
 * @param {unknown[]} key
 * @param {() => Remembered[Name]} make
 * @returns {Remembered[Name]}
 */
export function remembered(kept, name, key, make) {
  const all = /** @type {{ [N in Name]?: { key: unknown[], value: Remembered[N] } }} */ (kept.made ??= {});
  const known = all[name];
  if (known && known.key.length === key.length && key.every((part, k) => part === known.key[k])) return known.value;
  const value = make();
  all[name] = { key, value };
  return value;
}
