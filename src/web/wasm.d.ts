// What wasm-bindgen writes, as far as module.js uses it; bundle.mjs says where it is.

declare module "kl_ball_core" {
  /** An object of the core. */
  export class Core {
    constructor(name: string, spec?: unknown);
    call(method: string, given: unknown[]): any;
    draw(what: string, canvas: HTMLCanvasElement, given: unknown[]): any;
    write(what: string, given: unknown[]): any;
    free(): void;
  }
  /** Whether the core has started. */
  export const compiled: () => boolean;
  export const initSync: (given: { module: BufferSource | WebAssembly.Module }) => unknown;
  export default function start(given?: unknown): Promise<unknown>;
}

/** The sum of the core, written by the build; see sum.js. */
declare const __CORE__: number | undefined;
