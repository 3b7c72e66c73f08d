// Random numbers from a seed: the same ones at every run (Park & Miller 1988).

/** A number below one, a whole number below another, one of a list, and whether something happens, by chance. */
export function random(seed) {
  let state = seed;
  const uniform = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const below = (n) => Math.floor(uniform() * n);
  return { uniform, below, among: (list) => list[below(list.length)], chance: (share) => uniform() < share };
}
