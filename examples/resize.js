// For the page that embeds figures: every iframe gets the height that its figure needs.
addEventListener("message", ({ data, origin, source }) => {
  if (data?.type !== "kl-ball:resize" || !(data.height > 0)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source && new URL(frame.src).origin === origin) frame.height = Math.min(data.height, 5000);
  }
});
