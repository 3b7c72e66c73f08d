// Whether there are fingers and no mouse, and what one does with them.

const TOUCHED = matchMedia("(hover: none) and (pointer: coarse)");

export const isTouched = () => TOUCHED.matches;

/** What places something: a click or a tap. */
export const press = () => (isTouched() ? "tap" : "click");
