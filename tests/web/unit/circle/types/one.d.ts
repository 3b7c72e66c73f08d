// Imports a type of a module that imports a type from here.
import type { Other } from "./other.mjs";
export type One = Other;
