// Widths of words when there is no page to measure them. Written by tests/web/metrics.mjs,
// which measures the face DejaVu Sans. That face is free to use, change and share, under the
// licence of Bitstream Vera; here are only the widths of its letters. It is wider than most
// sans-serif faces, so that words which fit in it fit in others too.

/** Units to the em. */
const EM = 1000;

/** The first letter of a range, and the widths of it and of those after it, in units and base 36. @type {[number, string][]} */
const RANGES = [
  [0x20, "8u b5 cs na ho qe lo 7n au au dw na 8u a1 8u 9d ho ho ho ho ho ho ho ho ho ho 9d 9d na na na er rs j0 j2 je le hk fz lj kw 87 87 i8 fh nz ks lv gr lv jb hn gz kc j0 rh j1 gz j1 au 9d au na dw dw h1 hn fa hn h3 9s hn hm 7q 7q g3 7q r2 hm h0 hn hn bf eh aw hm gg mq gg gg el ho 9d ho na"],
  [0xa0, "8u b5 ho ho ho ho 9d dw dw rs d3 h0 na 0 rs dw dw na b5 b5 dw ho ho 8u dw b5 d3 h0 qx qx qx er j0 j0 j0 j0 j0 j0 r2 je hk hk hk hk 87 87 87 87 lj ks lv lv lv lv lv na lv kc kc kc kc gz gt hi h1 h1 h1 h1 h1 h1 ra fa h3 h3 h3 h3 7q 7q 7q 7q h0 hm h0 h0 h0 h0 h0 na h0 hm hm hm hm gg hn gg j0 h1 j0 h1 j0 h1 je fa je fa je fa je fa le hn lj hn hk h3 hk h3 hk h3 hk h3 hk h3 lj hn lj hn lj hn lj hn kw hm pg jb 87 7q 87 7q 87 7q 87 7q 87 7q ge fg 87 7q i8 g3 g3 fh 7q fh 7q fh af fh 9i fm 7w ks hm ks hm ks hm ml ks hm lv h0 lv h0 lv h0 tq sf jb bf jb bf jb bf hn eh hn eh hn eh hn eh gz aw gz aw gz aw kc hm kc hm kc hm kc hm kc hm kc hm rh mq gz gg gz j1 el j1 el j1 el 9s"],
  [0x391, "j0 j2 fh j0 hk j1 kw lv 87 i8 j0 nz ks hk lv kw gr go hk gz gz lv j1 lv l8 87 gz ib f1 hm 9e g3 ib hq gg h0 f1 f4 hm h0 9e gd gg ho fj fi h0 gq hn gb hm gq g3 ic g2 ic n9"],
  [0x2010, "a1 a1 ho dw rs rs dw dw 8u 8u 8u 8u ee ee ee ee dw dw ge ge 9a ij rs 8u"],
  [0x202f, "5k 11a 1c7 6b ae eg 6b ae eg 9f b4 b4"],
  [0x2070, "b5 4z go go b5 b5 b5 b5 b5 b5 eo eo eo 6u 6u b2 b5 b5 b5 b5 b5 b5 b5 b5 b5 b5 eo eo eo 6u 6u go aw bl bi cc bl b8 bu 4m hb b2 bw ad 87"],
  [0x2190, "na na na na"],
  [0x2200, "j0 ho ed hk hk o7 il il o7 o7 jy o7 o7 jy ho l1 l1 iq na na na 9d hp na he he hp hp hp ju n5 na ow ow na dw dw dw dw kc kc kc kc eh lx td eh lx td eh eh eh ho ho 78 ho na na na na na na na na af na na na na na na na na na na na na na na na na na nb nb rs rs na na na na na na na na na na na na na na na na"],
];

/** The width of a letter outside all ranges, in units. */
const USUAL = 600;

/** The factor by which bold letters are wider. */
const BOLD = 1.120;

/** Distance from the middle of letters down to the baseline, in ems. */
export const DOWN = 0.260;

/** @type {Map<number, number> | undefined} */
let widths;

const read = () => new Map(RANGES.flatMap(([first, text]) => text.split(" ").map((width, k) => [first + k, parseInt(width, 36)])));

/**
 * The width of words in the font DejaVu Sans, in CSS pixels, at a size in CSS pixels.
 * @param {string} text
 * @param {number} size
 * @param {number} [weight] 400 is usual
 */
export function widthOf(text, size, weight = 400) {
  widths ??= read();
  let sum = 0;
  for (const letter of text) sum += widths.get(/** @type {number} */ (letter.codePointAt(0))) ?? USUAL;
  return (sum * size * (weight >= 600 ? BOLD : 1)) / EM;
}
