// The types of pkg/film.js, which the element loads to write films.

/** Films a figure. For the element’s own use. */
export function film(figure: unknown, camera: { canvas: HTMLCanvasElement; shoot(now: never): void }, now: () => unknown, progress: (share: number) => void): Promise<{ blob: Blob; ending: string }>;
