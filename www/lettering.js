// Words on a halo of the ground's colour, which keeps them legible whatever is
// behind. Outlines of letters are the dearest thing a moving figure draws, so a
// word that comes again is kept as a picture of it.

/** The core and the views letter in the system's font; a panel may name another. */
export const FACE = "system-ui, sans-serif";

/** The width of the line that the halo is (CSS pixels). */
const HALO = 4;

/** Most words that are remembered. */
const MOST = 500;

/** Widths, and pictures, of words, by how their context is lettered: to ask for them at every frame would take long. */
const [widths, pictures] = [new Map(), new Map()];

/** What is `known` under a key, or is made now. */
function remembered(known, key, make) {
  if (!known.has(key)) {
    if (known.size >= MOST) known.clear();
    known.set(key, make());
  }
  return known.get(key);
}

/** The width of a word. */
export const widthOf = (context, text) => remembered(widths, context.lettering + text, () => context.measureText(text).width);

/** Writes a word that will come again from its left end, vertically centred, at whole device pixels. */
export function writeWord(context, text, left, middle, color, ground) {
  if (context.keepsWords) {
    haloed(context, text, Math.round(left), Math.round(middle), color, ground);
    return;
  }
  const { ratio } = context;
  const whole = (place) => Math.round(place * ratio) / ratio;
  const { picture, wide, high, aside } = remembered(
    pictures, context.lettering + color + ground + text, () => pictured(context, text, color, ground),
  );
  context.drawImage(picture, whole(left) - aside, whole(middle) - high / 2, wide, high);
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
function pictured(context, text, color, ground) {
  const { font, lineJoin, textBaseline, ratio } = context;
  const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText(text);
  const aside = Math.ceil((HALO * ratio) + 1) / ratio;
  const [wide, high] = [width + 2 * aside, 2 * (Math.max(up, down) + aside)].map((side) => 2 * Math.ceil((side * ratio) / 2));
  const picture = Object.assign(document.createElement("canvas"), { width: wide, height: high });
  // A canvas may lose all it showed.
  picture.addEventListener("contextlost", () => pictures.clear());
  const inside = picture.getContext("2d");
  inside.scale(ratio, ratio);
  Object.assign(inside, { font, lineJoin, textBaseline });
  haloed(inside, text, aside, high / 2 / ratio, color, ground);
  return { picture, wide: wide / ratio, high: high / ratio, aside };
}
