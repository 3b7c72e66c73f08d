// Loads the reader of tables when it is first needed: the built one, because a
// browser cannot resolve what its sources import from npm.

/** The exports of read-table.js. */
export const tables = () => import("../../pkg/table.js");
