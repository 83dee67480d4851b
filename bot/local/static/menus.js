// A button that opens a menu: Slack's overflow menus and static selects. One is open at a time.

import { el } from "./dom.js";

let openMenu = null;

function close(focusBack) {
  if (!openMenu) return;
  const { button, list } = openMenu;
  openMenu = null;
  list.remove();
  button.setAttribute("aria-expanded", "false");
  if (focusBack) button.focus();
}

document.addEventListener("pointerdown", (event) => {
  if (openMenu && !openMenu.list.contains(event.target) && !openMenu.button.contains(event.target)) close(false);
});

// groups() gives [{ label, items: [{ text, description, value, chosen }] }]; pick(value) is called with the choice.
export function menuButton({ content, attributes, groups, pick }) {
  const button = el("button", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", ...attributes }, content);
  const holder = el("span", { class: "menu-holder" }, button);
  const show = (at) => open(button, holder, groups(), pick, at);
  button.addEventListener("click", () => (openMenu?.button === button ? close(true) : show(0)));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    show(event.key === "ArrowDown" ? 0 : -1);
  });
  return holder;
}

function open(button, holder, groups, pick, at) {
  close(false);
  const list = el("div", { class: "menu", role: "menu", "aria-label": button.getAttribute("aria-label") ?? button.textContent });
  for (const group of groups) {
    if (group.label) list.append(el("p", { class: "menu-label", role: "presentation" }, group.label));
    list.append(...group.items.map((item) => entry(item, pick)));
  }
  list.addEventListener("keydown", (event) => move(event, list));
  list.addEventListener("focusout", (event) => {
    if (openMenu?.list === list && !holder.contains(event.relatedTarget)) close(false);
  });
  holder.append(list);
  if (list.getBoundingClientRect().right > document.documentElement.clientWidth) list.classList.add("to-left");
  button.setAttribute("aria-expanded", "true");
  openMenu = { button, list };
  [...list.querySelectorAll("button")].at(at)?.focus();
}

function entry(item, pick) {
  const role = item.chosen === undefined ? "menuitem" : "menuitemradio";
  const attributes = { type: "button", class: "menu-item", role, tabindex: "-1", "aria-checked": item.chosen === undefined ? undefined : String(item.chosen) };
  const description = item.description ? el("span", { class: "menu-description" }, item.description) : "";
  const choose = () => {
    close(true);
    pick(item.value);
  };
  return el("button", { ...attributes, onclick: choose }, el("span", {}, item.text), description);
}

function move(event, list) {
  const items = [...list.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") close(true);
  if (event.key === "Escape") {
    event.stopPropagation();
    event.preventDefault();
  }
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}
