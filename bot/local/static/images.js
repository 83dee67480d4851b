// Pictures: only those of this machine are loaded, any other is named.

import { el } from "./dom.js";

export function image(payload) {
  const local = /^(\/(?!\/)|data:image\/)/.test(payload.image_url ?? "");
  if (local) return el("img", { src: payload.image_url, alt: payload.alt_text });
  return el("span", { class: "no-image", role: "img", "aria-label": payload.alt_text }, payload.alt_text);
}
