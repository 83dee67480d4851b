// The list of conversations beside the page; on a phone it opens over it.

import { byId, el } from "./dom.js";

const MARKS = { im: "●", groups: "🔒", channels: "#" };

export function showChannels(channels, shown) {
  const links = (kinds) => channels.filter((each) => kinds.includes(each.kind)).map((each) => link(each, shown));
  byId("channels").replaceChildren(...links(["channels", "groups"]));
  byId("directs").replaceChildren(...links(["im"]));
}

function link(channel, { current, news }) {
  const hasNews = news.has(channel.id);
  const attributes = {
    href: `#${channel.id}`,
    class: "channel",
    "aria-current": channel.id === current ? "page" : undefined,
    "aria-label": hasNews ? `${channel.name}, new messages` : undefined,
  };
  const children = [el("span", { class: "mark", "aria-hidden": "true" }, MARKS[channel.kind]), channel.name];
  return el("li", {}, el("a", attributes, children, hasNews ? el("span", { class: "unread", "aria-hidden": "true" }) : ""));
}

export const sidebarIsOpen = () => document.body.classList.contains("with-sidebar");

export function closeSidebar() {
  document.body.classList.remove("with-sidebar");
  byId("menu").setAttribute("aria-expanded", "false");
}

function toggle() {
  const open = document.body.classList.toggle("with-sidebar");
  byId("menu").setAttribute("aria-expanded", String(open));
  if (open) byId("sidebar").querySelector("a")?.focus();
}

export function startSidebar() {
  byId("menu").addEventListener("click", toggle);
}
