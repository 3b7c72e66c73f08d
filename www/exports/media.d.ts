// What films use of mediabunny and gifenc.
declare module "mediabunny" {
  export class BufferTarget {
    buffer: ArrayBuffer | null;
  }
  export class WebMOutputFormat {}
  export class Mp4OutputFormat {}
  export class Quality {
    constructor(options: { bitrate: number });
  }
  export class CanvasSource {
    constructor(canvas: HTMLCanvasElement, config: { codec: string; quality: Quality; alpha?: "discard" | "keep"; contentHint?: string });
    add(timestamp: number, duration: number): Promise<void>;
  }
  export class Output {
    constructor(options: { format: WebMOutputFormat | Mp4OutputFormat; target: BufferTarget });
    addVideoTrack(source: CanvasSource, about?: { frameRate?: number }): void;
    start(): Promise<void>;
    finalize(): Promise<void>;
    cancel(): Promise<void>;
  }
  export function canEncodeVideo(codec: string, size: { width: number; height: number }): Promise<boolean>;
}

declare module "gifenc" {
  export function quantize(rgba: Uint8ClampedArray, colors: number): number[][];
  export function applyPalette(rgba: Uint8ClampedArray, palette: number[][]): Uint8Array;
  export function GIFEncoder(): {
    writeFrame(index: Uint8Array, width: number, height: number, options: { palette: number[][]; delay: number }): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}
