// What a page's policy needs. The browser says only "Failed to fetch" to who asked for what it forbids, and names the line in an event.

/** The part of an address that a policy names. @param {string} address */
function sourceOf(address) {
  const { origin, protocol } = new URL(address, location.href);
  if (origin === location.origin) return "'self'";
  return origin === "null" ? protocol : origin;
}

/** What the policy needs, in words, if it has forbidden something. @param {SecurityPolicyViolationEvent[]} violations */
export function needsOf(violations) {
  const found = violations.find(({ disposition, blockedURI }) => disposition === "enforce" && /^\w+:/.test(blockedURI));
  return found && `the policy of this page forbids it, its ${found.effectiveDirective.replace(/-elem$/, "")} needs ${sourceOf(found.blockedURI)}`;
}
