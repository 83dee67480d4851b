// Input blocks: a label, the field, a hint, and the place where an error stands.

import { el } from "./dom.js";
import { element } from "./elements.js";
import { GROUPS } from "./inputs.js";
import { plainText } from "./mrkdwn.js";

let drawnSoFar = 0;

export function input(block, own) {
  const id = `field-${(drawnSoFar += 1)}`;
  const grouped = GROUPS.has(block.element.type);
  const described = block.hint ? `${id}-hint ${id}-error` : `${id}-error`;
  const about = { "aria-describedby": described, "aria-required": block.optional ? undefined : "true" };
  const drawn = element(block.element, { ...own, about: { id, ...about } });
  const label = [plainText(block.label), block.optional ? el("span", { class: "optional" }, " (optional)") : ""];
  const rest = [hint(block, id), el("p", { class: "field-error", id: `${id}-error`, hidden: true })];
  const attributes = { class: "input", "data-input": block.block_id };
  if (!grouped) return el("div", attributes, el("label", { class: "label", for: id }, label), drawn, ...rest);
  const whole = { ...attributes, "aria-describedby": described, role: role(block.element) };
  return el("fieldset", whole, el("legend", { class: "label" }, label), drawn, ...rest);
}

const role = (payload) => (payload.type === "radio_buttons" ? "radiogroup" : undefined);

const hint = (block, id) => (block.hint ? el("p", { class: "hint", id: `${id}-hint` }, plainText(block.hint)) : "");

// Shows a sentence at each field that has one and takes the others away; the first such field gets the focus.
export function showErrors(root, errors) {
  const wrong = [...root.querySelectorAll("[data-input]")].filter((node) => showError(node, errors[node.dataset.input]));
  if (wrong.length) controls(wrong[0])[0]?.focus();
}

function showError(node, sentence) {
  const shown = node.querySelector(".field-error");
  shown.textContent = sentence ?? "";
  shown.hidden = !sentence;
  node.classList.toggle("wrong", Boolean(sentence));
  for (const control of controls(node)) {
    if (sentence) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  return Boolean(sentence);
}

const controls = (node) => [...node.querySelectorAll("input, select, textarea")];
