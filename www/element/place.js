// The place of a picture, which the live figure takes: as wide, on the same side of its column, and at least as high.

/** Lengths that differ by less are the same (CSS pixels). */
const SAME = 1;

/** A figure is shown as small as a picture that its column makes smaller, down to this share: letters of 12 pixels are 8 then. */
const SMALLEST = 2 / 3;

/**
 * How wide a figure may be in place of this picture (CSS pixels): as wide as the picture is where its column is wider, otherwise
 * as wide as the picture would be in a wider one. Undefined where the picture is as wide as any column.
 * @param {HTMLImageElement} picture
 * @param {number} column
 */
function widest(picture, column) {
  const { offsetWidth: width } = picture;
  // A column that is not laid out yet has no width.
  if (width > 0 && width < column - SAME) return width;
  return [Number(picture.getAttribute("width")), parseFloat(getComputedStyle(picture).maxWidth)].find((one) => one > 0 && one >= width - SAME);
}

/** For which width the picture that is seen was drawn: one of several, as those for phones, says so itself (CSS pixels). @param {HTMLImageElement} picture */
function drawnFor(picture) {
  const isOwn = !picture.currentSrc || picture.currentSrc === picture.src;
  return (isOwn && Number(picture.getAttribute("width"))) || picture.naturalWidth;
}

/** The distances of a picture from the left and the right of its column, in its layout (CSS pixels). @param {HTMLElement} column @param {Element} picture */
function gaps(column, picture) {
  const [around, inside] = [column.getBoundingClientRect(), picture.getBoundingClientRect()];
  // The page may be scaled.
  const scale = around.width / column.offsetWidth || 1;
  return [inside.left - around.left, around.right - inside.right].map((gap) => gap / scale);
}

/** The height of an element without its padding and border (CSS pixels). @param {Element} element */
function heightIn(element) {
  const style = getComputedStyle(element);
  const around = style.boxSizing === "border-box" ? [style.paddingTop, style.paddingBottom, style.borderTopWidth, style.borderBottomWidth] : [];
  return around.reduce((height, part) => height - parseFloat(part), parseFloat(style.height));
}

/** Keeps a box at least this high, for as long as it has the width that it has now. @param {HTMLElement} bed @param {number} height */
function keepHeight(bed, height) {
  const { offsetWidth: width } = bed;
  bed.style.minHeight = `${height}px`;
  const observer = new ResizeObserver(() => {
    if (!bed.offsetWidth || bed.offsetWidth === width) return;
    bed.style.minHeight = "";
    observer.disconnect();
  });
  observer.observe(bed);
}

/**
 * Makes what is in a box smaller, as a picture of this width is made smaller there.
 * @param {HTMLElement} bed
 * @param {number} drawn
 */
function shrinkIn(bed, drawn) {
  const [, figure] = /** @type {HTMLCollectionOf<HTMLElement>} */ (bed.children);
  const shrink = () => {
    const share = bed.offsetWidth / drawn;
    figure.style.setProperty("zoom", share >= SMALLEST && share < 1 ? String(share) : "");
  };
  shrink();
  new ResizeObserver(shrink).observe(bed);
}

export class Place {
  #host;
  #bed;

  /** @param {HTMLElement} host the element with the picture @param {HTMLElement} bed the box of the figure in it */
  constructor(host, bed) {
    this.#host = host;
    this.#bed = bed;
  }

  /** Gives the box the width and the side of the picture; returns whether it is narrower than its column. */
  measure() {
    const [picture, bed] = [this.#host.querySelector("img"), this.#bed];
    const { offsetWidth: column } = bed;
    const width = picture ? widest(picture, column) : undefined;
    if (!picture || width === undefined) return false;
    const [left, right] = gaps(bed, picture);
    const inMiddle = Math.abs(left - right) <= SAME;
    bed.style.maxWidth = `${width}px`;
    bed.style.setProperty("--room", `${width}px`);
    if (left > SAME) bed.style.marginLeft = inMiddle || left > right ? "auto" : `${left}px`;
    if (inMiddle) bed.style.marginRight = "auto";
    shrinkIn(bed, drawnFor(picture));
    return width < column - SAME;
  }

  /** Takes the height of the picture, just before the figure stands there, and the margins above and below that those of the page may collapse with. */
  take() {
    const picture = this.#host.querySelector("img");
    keepHeight(this.#bed, heightIn(this.#host));
    if (!picture) return;
    const { display, float, marginTop, marginBottom } = getComputedStyle(picture);
    // Those of a picture in a line, and of one that floats, are part of the height.
    if (display === "block" && float === "none") Object.assign(this.#bed.style, { marginTop, marginBottom });
  }
}
