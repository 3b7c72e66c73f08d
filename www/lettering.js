// Words on a halo of the ground's colour, which keeps them legible whatever is
// behind. Outlines of letters are the dearest thing a moving figure draws, so a
// word that comes again is kept as a picture of it.

/** The width of the line that the halo is (CSS pixels). */
const HALO = 4;

/** Most words that are remembered. */
const MOST = 500;

/** Widths are asked for at every frame, which takes long, and never change. */
const widths = new Map();

/** The width of a word in a font, which the context has. */
export function widthOf(context, font, text) {
  const key = `${font}|${text}`;
  if (widths.size >= MOST) widths.clear();
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

/** The picture of each word. */
const words = new Map();

/**
 * Writes a word that will come again from its left end, vertically centred, at whole device pixels; in the context's
 * font, which is told because asking a context for it takes long.
 */
export function writeWord(context, { font, ratio }, text, left, middle, color, ground) {
  if (context.keepsWords) {
    haloed(context, text, Math.round(left), Math.round(middle), color, ground);
    return;
  }
  const [x, y] = [left, middle].map((place) => Math.round(place * ratio) / ratio);
  const key = [text, font, color, ground, ratio].join("|");
  if (!words.has(key)) {
    if (words.size >= MOST) words.clear();
    words.set(key, pictured(context, { font, ratio }, text, color, ground));
  }
  const { picture, wide, high, aside } = words.get(key);
  context.drawImage(picture, x - aside, y - high / 2, wide, high);
}

/** Writes what is another text every time, as a number is. */
export function haloed(context, text, x, y, color, ground) {
  context.lineWidth = HALO;
  context.strokeStyle = ground;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

/** A picture of a word, `aside` to the right of its left edge. */
function pictured(context, { font, ratio }, text, color, ground) {
  const { lineJoin, textBaseline } = context;
  const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText(text);
  const aside = Math.ceil((HALO * ratio) + 1) / ratio;
  const [wide, high] = [width + 2 * aside, 2 * (Math.max(up, down) + aside)].map((side) => 2 * Math.ceil((side * ratio) / 2));
  const picture = Object.assign(document.createElement("canvas"), { width: wide, height: high });
  // A canvas may lose all it showed.
  picture.addEventListener("contextlost", () => words.clear());
  const inside = picture.getContext("2d");
  inside.scale(ratio, ratio);
  Object.assign(inside, { font, lineJoin, textBaseline });
  haloed(inside, text, aside, high / 2 / ratio, color, ground);
  return { picture, wide: wide / ratio, high: high / ratio, aside };
}
