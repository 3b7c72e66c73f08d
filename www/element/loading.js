// Loading what a figure needs. What could not be loaded is tried again for all figures of the
// page when a reader asks one of them to.

import { isUpdate } from "../core.js";

/** What failed, for all figures. @type {Set<() => void>} */
const failures = new Set();

/** What the policy of the page has forbidden. @type {SecurityPolicyViolationEvent[]} */
const violations = [];
globalThis.document?.addEventListener("securitypolicyviolation", (event) => violations.push(event));

/** @typedef {(error: Error, again: () => void, word?: string) => void} Failed Shows an error, with a button that calls `again`; `word` stands on the button. */

/**
 * Loads something; if that fails it says so, and the reader may try again.
 * @template Loaded
 * @param {() => Promise<Loaded>} fetching
 * @param {(loaded: Loaded) => void} then
 * @param {{ failed: Failed, trying: () => void }} hooks `trying` is called when it is tried again
 */
export function load(fetching, then, { failed, trying }) {
  const refused = (/** @type {Error} */ error, said = error.message) => {
    if (isUpdate(error)) {
      failed(new Error("This page was updated: reload it."), () => location.reload(), "Reload");
      return;
    }
    failures.add(() => {
      trying();
      attempt();
    });
    failed(new Error(`This could not be loaded: ${said}`), () => {
      for (const again of failures) again();
      failures.clear();
    });
  };
  const attempt = () => {
    const { length } = violations;
    fetching().then(then, (/** @type {Error} */ error) => {
      // The event that names the line of a policy may come just after the failure.
      setTimeout(async () => {
        const since = violations.slice(length);
        refused(error, since.length ? await import("./policy.js").then(({ needsOf }) => needsOf(since), () => undefined) : undefined);
      });
    });
  };
  attempt();
}

/** Calls a function when the page is idle, or soon: not every browser has requestIdleCallback. @param {() => void} work */
export const whenIdle = (work) => (globalThis.requestIdleCallback ?? ((/** @type {() => void} */ later) => setTimeout(later, 500)))(work);
