// A classic script, before the modules of a page: it says what is needed where a browser does not load those.
{
  /** What is needed for a script that did not come; the browser tells no reason, so the script is asked for once more. @param {string} address */
  const needed = async (address) => {
    if (location.protocol === "file:") return "A browser loads no program from a disk: open pkg/kl-ball-offline.html, which has everything in one file, or serve this folder.";
    const answer = await fetch(address).catch(() => undefined);
    const type = answer?.headers.get("content-type") ?? "";
    if (answer && !answer.ok) return `The program of this figure was not found at ${address} (${answer.status}): check the path.`;
    if (/html/.test(type)) return `At ${address} is a page, and not the program of this figure: check the path.`;
    if (answer) return `${address} is there, but does not start: it needs all files of pkg/ beside it, and a policy of this page that allows them.`;
    if (globalThis.origin === "null") return "The program of this figure was not loaded. In a frame with sandbox but without allow-same-origin it has to come from a server that sends Access-Control-Allow-Origin: *";
    const { origin } = new URL(address);
    if (origin !== location.origin) return `The program of this figure comes from another origin: ${origin} has to send Access-Control-Allow-Origin: *`;
    return `The program of this figure could not be loaded from ${address}: check the path.`;
  };

  /** Says it in the only figure, or at the top of the page. @param {string} textContent */
  const say = (textContent) => {
    const said = Object.assign(document.createElement("p"), { role: "alert", textContent });
    said.style.margin = "1em";
    const figures = document.querySelectorAll("kl-ball");
    if (figures.length === 1) figures[0].append(said);
    else document.body.prepend(said);
  };

  addEventListener("error", async function hear({ target }) {
    if (!(target instanceof Element && target.matches("script[type=module]"))) return;
    globalThis.removeEventListener("error", hear, true);
    const sentence = await needed(/** @type {HTMLScriptElement} */ (target).src);
    if (document.readyState !== "loading") say(sentence);
    else addEventListener("DOMContentLoaded", () => say(sentence));
  }, true);
}
