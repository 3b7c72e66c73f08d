// What elements ask of their page when they are put in. A page may put in many at once, and what is made of an answer may change the
// page. So all of them ask first, and all are told then: the browser works out styles and places once, and not once for each figure.

/** What has been asked since; each answers and returns what tells the answer. @type {(() => () => void)[]} */
let asking = [];

/**
 * Asks the page something once all elements that are put in now are there, and tells what was found once all of them have asked.
 * @template Found
 * @param {() => Found} ask
 * @param {(found: Found) => void} tell
 */
export function askTogether(ask, tell) {
  asking.push(() => {
    const found = ask();
    return () => tell(found);
  });
  if (asking.length > 1) return;
  queueMicrotask(() => {
    const all = asking;
    asking = [];
    for (const answered of all.map((one) => one())) answered();
  });
}
