// Light or dark: as the reader has chosen, or else as the system says.

/** @param {unknown} word @returns {word is "light" | "dark"} */
const isTheme = (word) => word === "light" || word === "dark";

/** The theme of the lab now. @param {HTMLElement} host @returns {"light" | "dark"} */
export function themeOf(host) {
  const own = host.getAttribute("theme");
  if (isTheme(own)) return own;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Takes the theme that a link asks for, if it does. @param {HTMLElement} host @param {string | undefined} theme */
export function takeTheme(host, theme) {
  if (isTheme(theme)) host.setAttribute("theme", theme);
}

/** Chooses the other theme, or the given one. @param {HTMLElement} host @param {string} [given] */
export function setTheme(host, given) {
  const theme = given ?? (themeOf(host) === "dark" ? "light" : "dark");
  host.setAttribute("theme", theme);
  document.documentElement.style.colorScheme = theme;
}
