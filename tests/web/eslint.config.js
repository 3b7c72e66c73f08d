// What the linter asks of the shell: ESLint's recommended rules, nothing that is not
// used, and that a view leaves to www/compute what takes steps.

import js from "@eslint/js";

/** Classes of the core that take steps or search. */
const STEPPING = ["Experiment", "Sweep", "RateSearch", "MonteCarlo", "OnlineLearning"];

/** What a page, a worker and Node have in common, and what only a page has. */
const GLOBALS = [
  "AbortController", "Blob", "BroadcastChannel", "CSSStyleSheet", "Document", "Element", "HTMLInputElement", "ShadowRoot", "CanvasRenderingContext2D", "CompressionStream", "CustomEvent", "HTMLElement", "ImageData", "TextEncoder", "IntersectionObserver",
  "MediaRecorder", "MessageChannel", "MutationObserver", "ResizeObserver", "Response", "TextDecoder", "URL", "URLSearchParams", "Worker", "XMLSerializer", "addEventListener", "btoa",
  "cancelAnimationFrame", "clearTimeout", "console", "customElements", "devicePixelRatio", "document", "fetch", "getComputedStyle", "history",
  "innerHeight", "innerWidth", "location", "matchMedia", "navigator", "parent", "performance", "queueMicrotask", "requestAnimationFrame", "requestIdleCallback", "scrollBy", "scrollY",
  "__CORE__", "CSS", "Event", "Text", "localStorage", "clearInterval", "setInterval", "setTimeout", "structuredClone", "window",
];

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2025, sourceType: "module", globals: Object.fromEntries(GLOBALS.map((name) => [name, "readonly"])) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { "no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" }] },
  },
  {
    files: ["www/views/**/*.js"],
    rules: {
      "no-restricted-imports": ["error", { paths: [{
        name: "../core.js", importNames: STEPPING, message: "A view computes no mathematics: www/compute takes steps.",
      }] }],
      "no-restricted-syntax": ["error", {
        selector: "CallExpression[callee.property.name=/^(step|advance)$/]", message: "A view takes no steps: www/compute does.",
      }, {
        selector: "ImportExpression[source.value=/core.js$/]", message: "A view imports the core by name, so that it is seen what it takes.",
      }],
    },
  },
];
