// What tests do by the keyboard alone.

/** So many stops are more than any state of the lab has. */
export const MOST = 140;

/** What has the focus: what it is called, what finds it, and whether one sees where it is. */
export const held = (page) => page.evaluate(() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  if (!found || found === document.body) return { is: 'page' };
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(found);
  const { left, right, top, bottom } = found.getBoundingClientRect();
  const tree = found.getRootNode();
  const above = tree.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, (left + right) / 2)), Math.min(innerHeight - 1, Math.max(0, (top + bottom) / 2)));
  const labels = [...(found.labels ?? [])].map((label) => label.textContent).join(' ');
  return {
    is: found.dataset.key ?? found.dataset.pin ?? found.dataset.held ?? found.className,
    name: (found.getAttribute('aria-label') ?? (labels || found.textContent)).trim(),
    ringed: (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
    inside: right > 0 && left < innerWidth && bottom > 0 && top < innerHeight && (found === above || found.contains(above) || above?.contains(found)),
  };
});

/** Goes on with Tab until something has the focus that a selector finds. */
export async function tabTo(page, selector, key = 'Tab') {
  for (let k = 0; k < MOST; k += 1) {
    const found = await page.evaluate((wanted) => {
      let one = document.activeElement;
      while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
      return one?.matches(wanted) ?? false;
    }, selector);
    if (found) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

export const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
