// A classic script, before the modules of a page: it says what is needed where a browser does not load those.
{
  const sentence = location.protocol === "file:" ? "A browser loads no program from a disk: open pkg/kl-ball-offline.html, which has everything in one file, or serve this folder."
    : "The program of this figure was not loaded. In a frame with sandbox but without allow-same-origin it has to come from a server that sends Access-Control-Allow-Origin: *";

  /** Says it in the only figure, or at the top of the page. */
  const say = () => {
    const said = Object.assign(document.createElement("p"), { role: "alert", textContent: sentence });
    said.style.margin = "1em";
    const figures = document.querySelectorAll("kl-ball");
    if (figures.length === 1) figures[0].append(said);
    else document.body.prepend(said);
  };

  addEventListener("error", function hear({ target }) {
    if (!(target instanceof Element && target.matches("script[type=module]"))) return;
    globalThis.removeEventListener("error", hear, true);
    if (document.readyState !== "loading") say();
    else addEventListener("DOMContentLoaded", say);
  }, true);
}
