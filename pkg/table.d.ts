// kl-ball/table: anyone's table, as the data of a model.

/** Models that read a table: those of the catalogue that are fitted to numbers, to labelled inputs, or to counts. */
export type TableModel = "gaussian" | "logistic" | "categorical";

/** What a reader may choose. Columns are chosen by name, or by number from 1. */
export interface TableOptions {
  model: TableModel | string;
  /** The numbers or inputs; for `categorical` the words. Left out: the column x, or the first that suits. */
  x?: string | number;
  /** The labels; for `categorical` the counts, or null if each row counts once. Left out: the column y, or the one that suits best. */
  y?: string | number | null;
  /** The label that counts as 1; of more than two labels, all others then count as 0. */
  one?: string | number | boolean;
  /** The label that counts as 0; rows with a third label are then left out. */
  zero?: string | number | boolean;
  /** What stands in place of a value, such as "none" or "NA", or "" for an empty cell, where that is a label of its own here. Left out: rows with it are left out. */
  label?: string;
  /** The three words to compare, where a column has more. */
  classes?: string[];
  /** The decimal mark, where the table does not show it. */
  decimal?: "." | "," | "";
  /** Whether the first line names the columns. Left out: found out. */
  header?: boolean;
}

/** What a picker needs to know of a column. */
export interface TableColumn {
  /** From the header, or the column's number. */
  name: string;
  /** From 1. */
  number: number;
  kind: "number" | "words" | "empty";
  /** How many cells hold a value, and how many do not. */
  values: number;
  missing: number;
  /** What stands in its first cell without a value, as "NA"; "" where all of these are empty. */
  absent?: string;
  /** Whether it seems to number or name the rows. */
  index: boolean;
  /** Its different values in order of appearance, where they are at most 50. */
  labels?: string[];
  /** Its first value. */
  first?: { line: number; value: string };
  /** The first cell of a column of numbers that is none, and how many there are. */
  unreadable?: { line: number; value: string; count: number };
}

/** Data as a specification takes them. */
export type TableData =
  | { x: number[]; y?: undefined; counts?: undefined; names?: undefined }
  | { x: number[]; y: number[]; counts?: undefined; names?: undefined }
  | { counts: [number, number, number]; names?: [string, string, string]; x?: undefined; y?: undefined };

/** Which columns are read, by number, and which labels. */
export interface Chosen {
  x?: number;
  y?: number | null;
  one?: string;
  /** The label that counts as 0, where one was named; otherwise all that do not count as 1. */
  zero?: string;
  classes?: string[];
  /** What stands in place of a value and is read as a label, because a reader has said so. */
  label?: string;
  /** Whether the first line is read as names, where it may as well be data, or was said to be. */
  header?: boolean;
  /** The decimal mark, where it was named, or has to be. */
  decimal?: "." | "," | "";
  /** A cell whose decimal mark has to be named. */
  unclear?: string;
}

export interface TableResult {
  data: TableData;
  /** One sentence: "column mass_g, 342 of 344 rows: 2 without a value left out". */
  said: string;
  columns: TableColumn[];
  chosen: Chosen;
  /** What the numbers measure: the name of their column, if it has one. */
  quantity?: string;
}

/** What is wrong with a table; it has the columns and what is chosen of them, as soon as they are known. */
export declare class TableError extends Error {
  columns?: TableColumn[];
  chosen?: Chosen;
}

/**
 * Reads a table of text as data for a model.
 * Throws a TableError that names line or column, the value, and what is allowed.
 */
export declare function readTable(text: string, options: TableOptions): TableResult;

/**
 * The same from the bytes of a file: UTF-8, UTF-16 or Windows-1252 text.
 * Throws a TableError also where the file is no text: "this is an .xlsx file: save it as CSV".
 */
export declare function readTableBytes(bytes: Uint8Array | ArrayBuffer, options: TableOptions): TableResult;

/** Text, and what was assumed of its encoding, if anything. */
export interface TakenText {
  text: string;
  note?: string;
}

/** Whether what is dragged over a page may be a table. */
export declare function mayBeTable(transfer: { types: ReadonlyArray<string> }): boolean;

/** The text of what was dropped or pasted; to be called during the event. Throws a TableError that says what it is instead. */
export declare function fromTransfer(transfer: Pick<DataTransfer, "getData"> & { files?: ArrayLike<File> }): Promise<TakenText>;

/** The text of a file. Throws a TableError that says what it is instead, and what to do. */
export declare function fromFile(file: Blob): Promise<TakenText>;

/** The text at an address. Throws a TableError that names the address and what went wrong. */
export declare function fromAddress(address: string, from?: { fetch?: typeof fetch; base?: string; signal?: AbortSignal }): Promise<TakenText>;
