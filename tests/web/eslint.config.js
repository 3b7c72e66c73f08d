// What the linter asks of the shell: ESLint's recommended rules, nothing that is not
// used, and that a view leaves to www/compute what takes steps or asks a model.

import js from "@eslint/js";

/** Classes of the core that take steps or search. */
const STEPPING = ["Experiment", "Sweep", "RateSearch", "MonteCarlo", "OnlineLearning"];

/** Models, and the functions of the core that ask one or draw it. */
const ASKING = ["Model", "planeNumbers", "planeSvg", "drawPlane", "densitySvg", "drawDensity"];

/** Functions that any view may use: it rounds, and it finds what is leftmost or highest. */
const ROUNDING = ["min", "max", "abs", "floor", "ceil", "round"];

/** Functions that a picture needs besides, by the file that draws it. */
const GEOMETRY = {
  // Distances in pixels, between words, handles and markers.
  "field.js": ["hypot"], "plane.js": ["hypot"], "plane/away.js": ["hypot"], "plane/ellipses.js": ["hypot"], "plane/names.js": ["hypot"],
  // The outline of a disc, and the length of an arrow in pixels.
  "field/pattern.js": ["hypot", "PI", "cos", "sin"],
  // Dots whose area says how often a score occurs, and the length of an arrow.
  "score.js": ["hypot", "sqrt"],
  // An axis of powers of ten with a break, which plotters does not draw; a scale of colours; the cells along the side of a square.
  "halving.js": ["log10"], "map-codes.js": ["log1p"], "map.js": ["sqrt"],
};

/** Quantities that the core or www/compute finds: a view draws and compares them, but does not multiply or divide them. */
const QUANTITIES = "kl|klReverse|loss|losses|gap|variance|bound|excess|gradient|quadratic|worst|elsewhere|costs|quantiles|hessian|fisher|moment";

/** Names of matrices: a view that takes one apart computes with it. */
const MATRICES = "fisher|empiricalFisher|hessian|moment|metric|forms";

/** What a page, a worker and Node have in common, and what only a page has. */
const GLOBALS = [
  "AbortController", "Blob", "BroadcastChannel", "CSSStyleSheet", "Document", "Element", "HTMLInputElement", "ShadowRoot", "CanvasRenderingContext2D", "CompressionStream", "CustomEvent", "HTMLElement", "ImageData", "TextEncoder", "IntersectionObserver",
  "MediaRecorder", "MessageChannel", "MutationObserver", "ResizeObserver", "Response", "TextDecoder", "URL", "URLSearchParams", "Worker", "XMLSerializer", "addEventListener", "btoa",
  "cancelAnimationFrame", "clearTimeout", "console", "customElements", "devicePixelRatio", "document", "fetch", "getComputedStyle", "history",
  "innerHeight", "innerWidth", "location", "matchMedia", "navigator", "parent", "performance", "queueMicrotask", "requestAnimationFrame", "requestIdleCallback", "scrollBy", "scrollY",
  "__CORES__", "__VERSION__", "CSS", "Event", "Text", "localStorage", "sessionStorage", "clearInterval", "setInterval", "setTimeout", "structuredClone", "window",
];

/** What no view may do; `more` are functions that a file may use. @param {string[]} more */
const syntax = (more) => [{
  selector: "CallExpression[callee.property.name=/^(step|advance)$/]", message: "A view takes no steps: www/compute does.",
}, {
  selector: "MemberExpression[object.name='model']", message: "A view asks no model: www/compute does, before it draws.",
}, {
  selector: `MemberExpression[object.name='Math']:not([property.name=/^(${[...ROUNDING, ...more].join("|")})$/])`,
  message: "A view computes no mathematics: www/compute does. What a picture needs is listed by file in eslint.config.js.",
}, {
  selector: "VariableDeclarator[init.name='Math']", message: "A view computes no mathematics: it takes no functions out of Math.",
}, {
  selector: `BinaryExpression[operator=/^([*/%]|\\*\\*)$/] > :matches(MemberExpression[property.name=/^(${QUANTITIES})$/], MemberExpression[computed=true][object.name=/^(${QUANTITIES})$/], MemberExpression[computed=true][object.property.name=/^(${QUANTITIES})$/], Identifier[name=/^(${QUANTITIES})$/])`,
  message: "A view computes no mathematics: www/compute multiplies and divides what the core has found.",
}, {
  selector: `ObjectPattern > Property[shorthand=false][key.name=/^(${QUANTITIES})$/] > Identifier.value`, message: "A view computes no mathematics: a quantity keeps its name, so that it is seen what becomes of it.",
}, {
  selector: `MemberExpression[computed=true][object.name=/^(${MATRICES})$/]`, message: "A view computes with no matrix: www/compute does.",
}, {
  selector: `VariableDeclarator[id.type='ArrayPattern'][init.name=/^(${MATRICES})$/]`, message: "A view computes with no matrix: www/compute does.",
}, {
  selector: "ImportExpression[source.value=/core.js$/]", message: "A view imports the core by name, so that it is seen what it takes.",
}];

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
      "no-restricted-imports": ["error", { patterns: [{
        regex: "/core\\.js$", importNames: [...STEPPING, ...ASKING, "ellipse"], message: "A view computes no mathematics: www/compute takes steps and asks models.",
      }] }],
      "no-restricted-syntax": ["error", ...syntax([])],
    },
  },
  ...Object.entries(GEOMETRY).map(([file, more]) => ({ files: [`www/views/${file}`], rules: { "no-restricted-syntax": ["error", ...syntax(more)] } })),
];
