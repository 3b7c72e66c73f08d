// A classic script, for before the others of a page: it says what is needed where a browser does not load those. From a disk, or
// in a frame with `sandbox` but without `allow-same-origin`, a browser loads modules only with leave of their server.
{
  /** @param {string} address of the script that was not loaded */
  const sentenceFor = (address) => {
    if (location.protocol === "file:") return "A browser loads no program from a disk: open pkg/kl-ball-offline.html, which has everything in one file, or serve this folder.";
    if (globalThis.origin === "null") return "The program of this figure was not loaded. In a frame with sandbox but without allow-same-origin it has to come from a server that sends Access-Control-Allow-Origin: *";
    return `The program of this figure was not loaded from ${address}`;
  };

  /** Says it once: in the figure, or where there are several or none at the top of the page. @param {string} address */
  const say = (address) => {
    const said = Object.assign(document.createElement("p"), { role: "alert", textContent: sentenceFor(address) });
    said.style.margin = "1em";
    const figures = document.querySelectorAll("kl-ball");
    if (figures.length === 1) figures[0].append(said);
    else document.body.prepend(said);
  };

  const heard = new AbortController();
  addEventListener("error", ({ target }) => {
    if (!(target instanceof Element && target.matches("script[type=module]"))) return;
    const { src } = /** @type {HTMLScriptElement} */ (target);
    heard.abort();
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => say(src));
    else say(src);
  }, { capture: true, signal: heard.signal });
}
