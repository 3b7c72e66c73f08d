// Which build a script belongs to. A cache may hold a worker of another build, which knows another core.

/** Four letters that change with any of the scripts; nothing before they are bundled. @type {string | undefined} */
export const VERSION = typeof __VERSION__ === "undefined" ? undefined : __VERSION__;
