// Whether runs that have arrived stay there.

import { arrival } from "./arrival.js";

/** Whether a run that has arrived with a loss of `goal` has a greater one later. @param {Float64Array} losses @param {number} goal */
export function hasLeftAgain(losses, goal) {
  const step = arrival(losses, goal);
  return step !== undefined && losses.subarray(step).some((loss) => loss > goal);
}
