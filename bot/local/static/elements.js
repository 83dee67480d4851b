// The interactive elements of blocks. press(element, chosen) sends the press.

import { byId, el } from "./dom.js";
import { menuButton } from "./menus.js";
import { mrkdwn, plainText } from "./mrkdwn.js";

export function element(payload, context) {
  const draw = DRAWN[payload.type];
  return draw ? draw(payload, context) : el("span", { class: "unknown" }, `[${payload.type}]`);
}

export function textObject(object, context) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, context.names) : document.createTextNode(plainText(object));
}

async function confirmed(confirm, context) {
  if (!confirm) return true;
  const dialog = byId("confirm");
  byId("confirm-title").textContent = plainText(confirm.title);
  byId("confirm-text").replaceChildren(textObject(confirm.text, context));
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

async function press(payload, context, chosen, node) {
  if (!(await confirmed(payload.confirm, context))) return;
  node?.setAttribute("aria-busy", "true");
  await context.press(payload, chosen);
  node?.removeAttribute("aria-busy");
}

const named = (payload) => ({ "data-action": payload.action_id });

function button(payload, context) {
  const style = ["primary", "danger"].includes(payload.style) ? payload.style : "";
  const attributes = { class: `button ${style}`, "aria-label": payload.accessibility_label, ...named(payload) };
  const click = (event) => press(payload, context, [], event.currentTarget);
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

function overflow(payload, context) {
  return menuButton({
    content: "⋯",
    attributes: { class: "button overflow", "aria-label": "More actions", ...named(payload) },
    groups: [{ items: payload.options.map((option) => item(option)) }],
    pick: (value) => press(payload, context, [value]),
  });
}

function select(payload, context) {
  const initial = payload.initial_option;
  const groups = payload.option_groups ?? [{ options: payload.options ?? [] }];
  const label = initial ? plainText(initial.text) : plainText(payload.placeholder) || "Choose…";
  const shown = el("span", {}, label);
  return menuButton({
    content: [shown, el("span", { class: "chevron", "aria-hidden": "true" }, "▾")],
    attributes: { class: "button select", ...named(payload) },
    groups: groups.map((group) => ({
      label: group.label ? plainText(group.label) : "",
      items: group.options.map((option) => item(option, option.value === initial?.value)),
    })),
    pick: (value) => {
      const option = groups.flatMap((group) => group.options).find((each) => each.value === value);
      shown.textContent = plainText(option.text);
      press(payload, context, [value]);
    },
  });
}

function ticks(payload, context, type) {
  const initial = [payload.initial_option, ...(payload.initial_options ?? [])].filter(Boolean).map((each) => each.value);
  const group = el("fieldset", { class: "ticks", ...named(payload) }, el("legend", { class: "hidden" }, "Choose"));
  const name = `${context.ts}-${payload.action_id}`;
  const send = () => press(payload, context, [...group.querySelectorAll("input:checked")].map((each) => each.value));
  for (const option of payload.options) {
    const input = el("input", { type, name, value: option.value, checked: initial.includes(option.value), onchange: send });
    const description = option.description ? el("small", {}, textObject(option.description, context)) : "";
    group.append(el("label", {}, input, el("span", {}, textObject(option.text, context), description)));
  }
  return group;
}

function date(payload, context) {
  let sent = payload.initial_date ?? "";
  const send = (event) => {
    if (!event.target.value || event.target.value === sent) return;
    sent = event.target.value;
    press(payload, context, [sent]);
  };
  const label = plainText(payload.placeholder) || "Date";
  const keydown = (event) => event.key === "Enter" && send(event);
  return el("input", { type: "date", class: "field", "aria-label": label, value: sent, onblur: send, onkeydown: keydown, ...named(payload) });
}

function text(payload, context) {
  const attributes = { class: "field", placeholder: plainText(payload.placeholder), maxlength: payload.max_length, ...named(payload) };
  const node = el(payload.multiline ? "textarea" : "input", attributes);
  node.value = payload.initial_value ?? "";
  if (context.dispatches) {
    node.addEventListener("keydown", (event) => event.key === "Enter" && !payload.multiline && press(payload, context, [node.value]));
  }
  return node;
}

export function image(payload) {
  const local = /^(\/(?!\/)|data:image\/)/.test(payload.image_url ?? "");
  if (local) return el("img", { src: payload.image_url, alt: payload.alt_text });
  return el("span", { class: "no-image", role: "img", "aria-label": payload.alt_text }, payload.alt_text);
}

const DRAWN = {
  button,
  overflow,
  static_select: select,
  multi_static_select: (payload, context) => ticks(payload, context, "checkbox"),
  checkboxes: (payload, context) => ticks(payload, context, "checkbox"),
  radio_buttons: (payload, context) => ticks(payload, context, "radio"),
  datepicker: date,
  plain_text_input: text,
  image,
};
