// What a page's policy has to allow. Where it forbids something, whoever asked for that hears only "Failed to fetch"; an event
// names the line of the policy.

/** The part of an address that a policy names. @param {string} address */
function sourceOf(address) {
  const { origin, protocol } = new URL(address, location.href);
  if (origin === location.origin) return "'self'";
  return origin === "null" ? protocol : origin;
}

/** The shortest program of WebAssembly: its first four bytes and its version. */
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Whether the policy lets no WebAssembly in. What has not been fetched has not been tried. */
function forbidsPrograms() {
  try {
    return !new globalThis.WebAssembly.Module(EMPTY);
  } catch {
    return true;
  }
}

/** What the policy needs, in words, if it has forbidden something. @param {SecurityPolicyViolationEvent[]} violations */
export function needsOf(violations) {
  const found = violations.find(({ disposition, blockedURI }) => disposition === "enforce" && /^\w+:/.test(blockedURI));
  if (!found) return undefined;
  const programs = forbidsPrograms() ? ", and its script-src 'wasm-unsafe-eval'" : "";
  return `the policy of this page forbids it, its ${found.effectiveDirective.replace(/-elem$/, "")} needs ${sourceOf(found.blockedURI)}${programs}`;
}
