// Functions that remember what they have found.

/** A function of a name that is evaluated at most once for each name. */
export function remembered(ask) {
  const known = {};
  return (name) => (known[name] ??= ask(name));
}

/** A function of a chart and a step that remembers its last result. */
export function lastOf(ask) {
  const last = {};
  return (chart, step) => {
    if (last[chart]?.[0] !== step) last[chart] = [step, ask(chart, step)];
    return last[chart][1];
  };
}
