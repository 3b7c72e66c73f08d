// In the page around: every embedded figure gets the height it asks for.
addEventListener("message", ({ data, origin, source }) => {
  if (data?.type !== "kl-ball:resize" || !(data.height > 0)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source && new URL(frame.src).origin === origin) frame.height = Math.min(data.height, 5000);
  }
});
