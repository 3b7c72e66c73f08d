// Functions that create the elements of figures: elements with a class and text, buttons, tables.

/**
 * An element with a class and text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/**
 * A button that does something when pressed.
 * @param {string} text
 * @param {() => void} press
 * @param {string} [className]
 */
export function button(text, press, className = "press") {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/**
 * Sets the text of an element that has only text, if it differs: during a drag most numbers stay the
 * same. The text node is kept, because creating a new one would take several times as long; one that a translator
 * of pages has wrapped is replaced.
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  const child = node.firstChild;
  if (child instanceof Text && !child.nextSibling) {
    if (child.data !== text) child.data = text;
  } else if (node.textContent !== text) node.textContent = text;
}

/** A canvas that is hidden from screen readers. @param {string} className */
export function picture(className) {
  const made = element("canvas", className);
  made.setAttribute("aria-hidden", "true");
  return made;
}

/**
 * The heading of a column, or of a row: `scope` says which.
 * @param {"col" | "row"} scope
 * @param {string} [text]
 */
function heading(scope, text = "") {
  const made = element("th", "", text);
  made.scope = scope;
  return made;
}

/**
 * A table without rows: `{ root, heads, body }`, where `heads` are the headings of its columns.
 * @param {string} className
 * @param {string[]} headings
 */
export function table(className, headings) {
  const [root, top, row, body] = [element("table", className), element("thead"), element("tr"), element("tbody")];
  const heads = headings.map((text) => heading("col", text));
  row.append(...heads);
  top.append(row);
  root.append(...(headings.length ? [top] : []), body);
  return { root, heads, body };
}

/**
 * Adds a row to a table: its drawn sample, if there is one, its name, and its cells.
 * @param {{ body: HTMLElement }} table
 * @param {[sample: HTMLElement | undefined | false, name: string, ...notes: HTMLElement[]]} head
 * @param {HTMLElement[]} cells
 */
export function rowOf({ body }, [sample, name, ...notes], cells) {
  const [row, head] = [element("tr"), heading("row")];
  head.append(...(sample ? [sample] : []), element("span", "", name), ...notes);
  row.append(head, ...cells);
  body.append(row);
  return row;
}

/** A cell with a text and a small note. @param {string} [className] */
export function noted(className) {
  const [cell, text, note] = [element("td", className), element("span"), element("small")];
  cell.append(text, note);
  return { cell, text, note };
}

/**
 * Reports when the pointer is on a row: `emphasize` receives its rule, and later nothing.
 * @param {HTMLElement} row
 * @param {string} rule
 * @param {(rule: string | undefined) => void} emphasize
 */
export function heeded(row, rule, emphasize) {
  row.dataset.rule = rule;
  row.addEventListener("pointerenter", () => emphasize(rule));
  row.addEventListener("pointerleave", () => emphasize(undefined));
}

/** What has the focus in the shadow tree that an element is in. @param {Element} inside */
export function focusIn(inside) {
  const root = inside.getRootNode();
  const found = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
  return found instanceof HTMLElement ? found : undefined;
}

/**
 * Lets files and text be dropped on something; `drop` hears of it.
 * @param {Document | HTMLElement} target
 * @param {(event: DragEvent) => void} drop
 * @param {AbortSignal} [signal] ends it
 */
export function listenForDrops(target, drop, signal) {
  /** @type {(event: DragEvent) => void} */
  const offer = (event) => {
    if (event.dataTransfer?.types.some((type) => type === "Files" || type === "text/plain")) event.preventDefault();
  };
  target.addEventListener("dragover", /** @type {EventListener} */ (offer), { signal });
  target.addEventListener("drop", /** @type {EventListener} */ (drop), { signal });
}
