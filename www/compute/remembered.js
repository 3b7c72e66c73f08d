// Functions that remember what they have found.

/**
 * A function of a name that is evaluated at most once for each name.
 * @template {string | number} Name
 * @template Value
 * @param {(name: Name) => Value} ask
 */
export function remembered(ask) {
  /** @type {Partial<Record<Name, Value>>} */
  const known = {};
  return (/** @type {Name} */ name) => /** @type {Value} */ (known[name] ??= ask(name));
}

/**
 * A function of a chart and a step that remembers its last result in each chart.
 * @template Value
 * @param {(chart: string, step: number) => Value} ask
 */
export function lastOf(ask) {
  /** @type {Record<string, [number, Value]>} */
  const last = {};
  return (/** @type {string} */ chart, /** @type {number} */ step) => {
    if (last[chart]?.[0] !== step) last[chart] = [step, ask(chart, step)];
    return last[chart][1];
  };
}

/**
 * A function that remembers for every owner, such as a panel, what it has made last, and makes it again only for another key. Nothing
 * depends on whether it was made now or before: the key has all that it is made of. Keys are the same if all their parts are.
 * @template Value
 * @returns {(owner: object, key: unknown[], make: () => Value) => Value}
 */
export function madeOnce() {
  /** @type {WeakMap<object, { key: unknown[], value: Value }>} */
  const all = new WeakMap();
  return (owner, key, make) => {
    const known = all.get(owner);
    if (known && known.key.length === key.length && key.every((part, k) => part === known.key[k])) return known.value;
    const value = make();
    all.set(owner, { key, value });
    return value;
  };
}
