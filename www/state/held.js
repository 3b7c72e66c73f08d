// Names of data that are too long for an address; only the page that read them knows what they name.

const NAME = /^held:\d+$/;

/** The name of the `k`-th such data. @param {number} k */
export const heldName = (k) => `held:${k}`;

/** Whether an attribute `data` is such a name. @param {string | undefined} text */
export const isHeld = (text) => text !== undefined && NAME.test(text);
