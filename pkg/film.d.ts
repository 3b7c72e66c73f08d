// The types of pkg/film.js, which the element loads to write films.

/** Films a figure. For the element’s own use. */
export function film(figure: any, camera: { canvas: HTMLCanvasElement; shoot(now: any): void }, now: () => any, progress: (share: number) => void): Promise<{ blob: Blob; ending: string }>;
