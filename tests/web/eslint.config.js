// What the linter asks of the shell: ESLint's recommended rules, nothing that is not
// used, and that a view leaves to www/compute what takes steps.

import js from "@eslint/js";

/** Classes of the core that take steps or search. */
const STEPPING = ["Experiment", "Sweep", "RateSearch", "MonteCarlo", "OnlineLearning"];

/** What the core computes of a model. Densities and places in other charts are what a view draws, and no part of this. */
const COMPUTING = "kl|klReverse|distance|along|quadratic|inspect|metrics|slopes|scores|balls?|discCosts|towards|optim(um|a)|sample|episodes|informative";

/** Functions that no picture needs: a view has pixels, angles of a circle and powers of ten. */
const MATHEMATICS = "exp|expm1|log2|sinh|cosh|tanh|asin|acos|atan2?|cbrt|fround";

/** Names of matrices: a view that takes one apart computes with it. */
const MATRICES = "fisher|empiricalFisher|hessian|moment|metric|forms";

/** What a page, a worker and Node have in common, and what only a page has. */
const GLOBALS = [
  "AbortController", "Blob", "BroadcastChannel", "CSSStyleSheet", "Document", "Element", "HTMLInputElement", "ShadowRoot", "CanvasRenderingContext2D", "CompressionStream", "CustomEvent", "HTMLElement", "ImageData", "TextEncoder", "IntersectionObserver",
  "MediaRecorder", "MessageChannel", "MutationObserver", "ResizeObserver", "Response", "TextDecoder", "URL", "URLSearchParams", "Worker", "XMLSerializer", "addEventListener", "btoa",
  "cancelAnimationFrame", "clearTimeout", "console", "customElements", "devicePixelRatio", "document", "fetch", "getComputedStyle", "history",
  "innerHeight", "innerWidth", "location", "matchMedia", "navigator", "parent", "performance", "queueMicrotask", "requestAnimationFrame", "requestIdleCallback", "scrollBy", "scrollY",
  "__CORES__", "__VERSION__", "CSS", "Event", "Text", "localStorage", "clearInterval", "setInterval", "setTimeout", "structuredClone", "window",
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
        name: "../core.js", importNames: [...STEPPING, "ellipse"], message: "A view computes no mathematics: www/compute takes steps.",
      }] }],
      "no-restricted-syntax": ["error", {
        selector: "CallExpression[callee.property.name=/^(step|advance)$/]", message: "A view takes no steps: www/compute does.",
      }, {
        selector: `CallExpression[callee.object.name='model'][callee.property.name=/^(${COMPUTING})$/]`, message: "A view computes no mathematics: www/compute asks the model.",
      }, {
        selector: `CallExpression[callee.object.name='Math'][callee.property.name=/^(${MATHEMATICS})$/]`, message: "A view computes no mathematics: www/compute does.",
      }, {
        selector: `MemberExpression[computed=true][object.name=/^(${MATRICES})$/]`, message: "A view computes with no matrix: www/compute does.",
      }, {
        selector: `VariableDeclarator[id.type='ArrayPattern'][init.name=/^(${MATRICES})$/]`, message: "A view computes with no matrix: www/compute does.",
      }, {
        selector: "ImportExpression[source.value=/core.js$/]", message: "A view imports the core by name, so that it is seen what it takes.",
      }],
    },
  },
];
