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
