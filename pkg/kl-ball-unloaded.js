// A classic script, for before the element's: it says what is needed where a browser does not load that one. From a disk, or
// in a frame with `sandbox` but without `allow-same-origin`, a browser loads modules only with leave of their server.
{
  const SENTENCE = "The program of this figure was not loaded. From a disk, or in a frame with sandbox but without allow-same-origin, it has to come from a server that sends Access-Control-Allow-Origin: *";

  const say = () => {
    const figures = [...document.querySelectorAll("kl-ball")];
    for (const place of figures.length > 0 ? figures : [document.body]) {
      place.append(Object.assign(document.createElement("p"), { role: "alert", textContent: SENTENCE }));
    }
  };

  const heard = new AbortController();
  addEventListener("error", ({ target }) => {
    if (!(target instanceof Element && target.matches("script[type=module]"))) return;
    heard.abort();
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", say);
    else say();
  }, { capture: true, signal: heard.signal });
}
