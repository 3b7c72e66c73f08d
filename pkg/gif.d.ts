// The types of pkg/gif.js, which the element loads to write GIFs.

/** Films a figure as a GIF. For the element’s own use. */
export function gif(figure: unknown, camera: { canvas: HTMLCanvasElement; shoot(now: never): void }, now: () => unknown, progress: (share: number) => void): Promise<{ blob: Blob; ending: string }>;
