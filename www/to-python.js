// `kl-ball/python`: a figure, or an experiment, as a program in Python. The core starts with the import.

import { ready } from "./core.js";

await ready();

export { toPython } from "./python/from-attributes.js";
