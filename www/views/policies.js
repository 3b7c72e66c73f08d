// Views of policies, in one file: what they share is said once.

export * as cliff from "./cliff.js";
export * as fan from "./fan.js";
export * as policy from "./policy.js";
