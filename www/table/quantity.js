// What data measure: the name on the axis of observations.

/** The longest name on an axis (characters). */
const LONGEST = 60;

/** A name as an axis has it: cut if it is long. @param {string} name */
export const quantityNamed = (name) => name.slice(0, LONGEST);
