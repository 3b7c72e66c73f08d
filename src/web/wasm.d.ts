// What wasm-bindgen writes, as far as module.js uses it; bundle.mjs says where it is.

declare module "kl_ball_core" {
  /** An object of a core. An answer has the type that module.d.ts gives it; Rust writes it so. */
  export interface Core {
    call<Answer>(method: string, given: unknown[]): Answer;
    draw<Answer>(what: string, canvas: HTMLCanvasElement, given: unknown[]): Answer;
    numbers<Answer>(given: unknown[]): Answer;
    write<Answer>(what: string, given: unknown[]): Answer;
    experiment(spec: unknown): Core;
    free(): void;
  }
  /** One core: a compiled file that has been started, or will be. */
  export interface Instance {
    Core: new (name: string, spec?: unknown) => Core;
    /** What was compiled, once it has started. */
    compiled(): WebAssembly.Module | undefined;
    start(given?: unknown): Promise<unknown>;
    startSync(given: { module: BufferSource | WebAssembly.Module }): unknown;
  }
  export default function instance(): Instance;
}

/** The sums of the cores by family, as JSON, written by the build; see sum.js. */
declare const __CORES__: string | undefined;
