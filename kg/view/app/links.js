// Links to sources. Opening one tells its server the reader's address, so the page asks first and shows the real host.
import {announce, bdi, button, copy, el, showDialog} from "./dom.js";

/** The address if it is http or https, else null. */
export function safeUrl(text) {
  if (!text) return null;
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url : null;
  } catch {
    return null;
  }
}

function ask(url) {
  const link = el("a.primary", {target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer"}, "Open in a new tab");
  link.href = url.href;
  showDialog("Leave this page?", (close) => {
    link.addEventListener("click", close);
    return [
      el("p", "You are about to visit ", el("strong", bdi(url.host)), ". Its server will see your network address."),
      el("p.address", bdi(url.href)),
      el("div.row", link, button("Copy link", () => copied(url.href)), button("Cancel", close)),
    ];
  });
}

export async function copied(text) {
  announce((await copy(text)) ? "Copied" : "Copying was refused by the browser");
}

/** Buttons to open and to copy an article's address; nothing for any other scheme. */
export function sourceButtons(text, label) {
  const url = safeUrl(text);
  if (!url) return [];
  return [
    button(label, () => ask(url), {class: "quiet", title: url.host}),
    button("Copy", () => copied(url.href), {class: "quiet", "aria-label": `Copy link: ${url.host}`}),
  ];
}
