// The elements that are pressed: buttons and menus. own: { block, isInput, dispatches, press(element, chosen), … }

import { byId, el } from "./dom.js";
import { field } from "./fields.js";
import { inputs } from "./inputs.js";
import { menuButton } from "./menus.js";
import { plainText, textObject } from "./mrkdwn.js";

export function element(payload, own) {
  const draw = DRAWN[payload.type];
  return draw ? draw(payload, { ...own, changed: changed(own) }) : el("span", { class: "unknown" }, `[${payload.type}]`);
}

// What is chosen in an input block goes with the form, unless the block dispatches.
const changed = (own) => (payload, chosen, node) =>
  own.isInput && !own.dispatches ? undefined : press(payload, own, chosen, node);

async function confirmed(confirm, own) {
  if (!confirm) return true;
  const dialog = byId("confirm");
  byId("confirm-title").textContent = plainText(confirm.title);
  byId("confirm-text").replaceChildren(textObject(confirm.text, own));
  byId("confirm-deny").textContent = plainText(confirm.deny);
  byId("confirm-yes").textContent = plainText(confirm.confirm);
  byId("confirm-yes").className = `button ${confirm.style === "danger" ? "danger" : "primary"}`;
  return new Promise((resolve) => {
    byId("confirm-yes").onclick = () => dialog.close("yes");
    byId("confirm-deny").onclick = () => dialog.close("no");
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
    dialog.returnValue = "no";
    dialog.showModal();
  });
}

async function press(payload, own, chosen, node) {
  if (!(await confirmed(payload.confirm, own))) return;
  node?.setAttribute("aria-busy", "true");
  await own.press(payload, chosen);
  node?.removeAttribute("aria-busy");
}

const named = (payload, own) => ({ "data-action": payload.action_id, "data-block": own.block.block_id });

function button(payload, own) {
  const style = ["primary", "danger"].includes(payload.style) ? payload.style : "";
  const attributes = { class: `button ${style}`, "aria-label": payload.accessibility_label, ...named(payload, own) };
  const click = (event) => press(payload, own, [], event.currentTarget);
  const node = el("button", { type: "button", ...attributes, onclick: click }, plainText(payload.text));
  if (payload.url) node.addEventListener("click", () => window.open(payload.url, "_blank", "noopener,noreferrer"));
  return node;
}

const item = (option, chosen) => ({
  text: plainText(option.text),
  description: option.description ? plainText(option.description) : "",
  value: option.value,
  chosen,
});

function overflow(payload, own) {
  return menuButton({
    content: "⋯",
    attributes: { class: "button overflow", "aria-label": "More actions", ...named(payload, own) },
    groups: () => [{ items: payload.options.map((option) => item(option)) }],
    pick: (value) => press(payload, own, [value]),
  });
}

// Outside an input block a select is a button with a menu, as wide as what is chosen in it.
function menuSelect(payload, own) {
  const groups = payload.option_groups ?? [{ options: payload.options ?? [] }];
  const options = groups.flatMap((group) => group.options);
  let value = payload.initial_option?.value;
  const shown = el("span");
  const write = ([chosen]) => {
    value = chosen;
    const option = options.find((each) => each.value === value);
    shown.textContent = option ? plainText(option.text) : plainText(payload.placeholder) || "Choose…";
  };
  write([value]);
  const holder = menuButton({
    content: [shown, el("span", { class: "chevron", "aria-hidden": "true" }, "▾")],
    attributes: { class: "button select", ...named(payload, own) },
    groups: () =>
      groups.map((group) => ({
        label: group.label ? plainText(group.label) : "",
        items: group.options.map((option) => item(option, option.value === value)),
      })),
    pick: (picked) => {
      write([picked]);
      own.changed(payload, [picked]);
    },
  });
  return field(holder, own, payload, { read: () => (value ? [value] : []), write });
}

const DRAWN = {
  button,
  overflow,
  ...inputs,
  static_select: (payload, own) => (own.isInput ? inputs : { static_select: menuSelect }).static_select(payload, own),
};
