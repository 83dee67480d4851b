// The elements that are filled in. own.about: { id, "aria-describedby", "aria-required" } of the field in its block.

import { el } from "./dom.js";
import { field } from "./fields.js";
import { plainText, textObject } from "./mrkdwn.js";
import { day } from "./times.js";

const MANY = 6;
const SO_MANY_THAT_ONE_SEARCHES = 10;

const labelled = (payload, own, otherwise) =>
  own.isInput ? own.about : { "aria-label": plainText(payload.placeholder) || otherwise };

const oneText = (node) => ({
  read: () => (node.value ? [node.value] : []),
  write: ([text]) => {
    node.value = text ?? "";
  },
});

// A single line, an area, or one of the kinds that a keyboard of a phone knows.
function written(payload, own, kind = {}) {
  const placeholder = plainText(payload.placeholder);
  const attributes = { class: "field", placeholder, maxlength: payload.max_length, ...labelled(payload, own, "Text"), ...kind };
  const node = el(payload.multiline ? "textarea" : "input", payload.multiline ? { rows: "4", ...attributes } : attributes);
  node.value = payload.initial_value ?? "";
  const on = payload.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || payload.multiline || !own.dispatches || !on.includes("on_enter_pressed")) return;
    event.preventDefault();
    own.changed(payload, [node.value], node);
  });
  if (on.includes("on_character_entered")) node.addEventListener("input", () => own.changed(payload, [node.value]));
  return field(node, own, payload, oneText(node));
}

// A date or a time: sent when the person leaves it or presses Enter, not at every digit.
function picked(payload, own, { type, initial, word }) {
  const node = el("input", { type, class: "field short", ...labelled(payload, own, word) });
  const shown = el("span", { class: "hint" });
  let sent = initial ?? "";
  const send = () => {
    if (!node.value || node.value === sent) return;
    sent = node.value;
    own.changed(payload, [sent], node);
  };
  const say = () => {
    shown.textContent = type === "date" && node.value ? dayOf(node.value) : "";
  };
  const write = ([text]) => {
    node.value = text ?? "";
    say();
  };
  write([sent]);
  node.addEventListener("input", say);
  node.addEventListener("blur", send);
  node.addEventListener("keydown", (event) => event.key === "Enter" && send());
  return el("span", { class: "picked" }, field(node, own, payload, { ...oneText(node), write }), shown);
}

// The day in words: how a browser writes a date depends on its language.
const dayOf = (date) => day(new Date(`${date}T12:00:00Z`));

const entry = (value, text) => el("option", { value }, text);

// groups: [{ label, entries: [{ value, text }] }]
function chooser(payload, own, groups, initial) {
  const node = el("select", { class: "field", ...labelled(payload, own, "Choose") });
  node.append(entry("", plainText(payload.placeholder) || "Choose…"));
  for (const { label, entries } of groups) {
    const options = entries.map((each) => entry(each.value, each.text));
    node.append(...(label ? [el("optgroup", { label }, options)] : options));
  }
  node.value = initial ?? "";
  node.addEventListener("change", () => own.changed(payload, node.value ? [node.value] : [], node));
  return field(node, own, payload, oneText(node));
}

function staticSelect(payload, own) {
  const groups = (payload.option_groups ?? [{ options: payload.options ?? [] }]).map((group) => ({
    label: group.label ? plainText(group.label) : "",
    entries: group.options.map((option) => ({ value: option.value, text: withDescription(option) })),
  }));
  return chooser(payload, own, groups, payload.initial_option?.value);
}

const withDescription = (option) =>
  option.description ? `${plainText(option.text)} – ${plainText(option.description)}` : plainText(option.text);

const entriesOf = (named) => named.map(({ id, name }) => ({ value: id, text: name }));

function someone(payload, own) {
  return chooser(payload, own, [{ entries: entriesOf(own.directory.people()) }], payload.initial_user);
}

function conversation(payload, own) {
  const groups = [{ entries: entriesOf(own.directory.conversations()) }];
  const here = payload.default_to_current_conversation ? own.directory.here() : undefined;
  return chooser(payload, own, groups, payload.initial_conversation ?? here);
}

function channel(payload, own) {
  return chooser(payload, own, [{ entries: entriesOf(own.directory.channels()) }], payload.initial_channel);
}

// Check boxes or radio buttons; a long list scrolls, and a very long one can be searched.
function ticks(payload, own, { type, options, initial }) {
  const attributes = own.isInput ? {} : { role: type === "radio" ? "radiogroup" : "group", "aria-label": plainText(payload.placeholder) || "Choose" };
  const group = el("div", { class: options.length > MANY ? "ticks many" : "ticks", ...attributes });
  const boxes = () => [...group.querySelectorAll("input")];
  const read = () => boxes().filter((box) => box.checked).map((box) => box.value);
  const name = [own.surface, own.block.block_id, payload.action_id].join(" ");
  const send = () => own.changed(payload, read());
  for (const option of options) group.append(tick(option, { type, name, checked: initial.includes(option.value), onchange: send }, own));
  const write = (chosen) => boxes().forEach((box) => (box.checked = chosen.includes(box.value)));
  field(group, own, payload, { read, write });
  return options.length > SO_MANY_THAT_ONE_SEARCHES ? el("div", { class: "searched" }, search(group), group) : group;
}

function tick(option, attributes, own) {
  const box = el("input", { ...attributes, value: option.value });
  const description = option.description ? el("small", {}, textObject(option.description, own)) : "";
  return el("label", {}, box, el("span", {}, textObject(option.text, own), description));
}

function search(group) {
  const narrow = (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const label of group.children) label.hidden = !label.textContent.toLowerCase().includes(wanted);
  };
  const swallow = (event) => event.key === "Enter" && event.preventDefault();
  return el("input", { type: "search", class: "field", placeholder: "Find in the list", "aria-label": "Find in the list", oninput: narrow, onkeydown: swallow });
}

const optionsOf = (payload) => payload.options ?? (payload.option_groups ?? []).flatMap((group) => group.options);
const initialOf = (payload) => [payload.initial_option, ...(payload.initial_options ?? [])].filter(Boolean).map((each) => each.value);

const boxes = (type) => (payload, own) => ticks(payload, own, { type, options: optionsOf(payload), initial: initialOf(payload) });

function people(payload, own) {
  const options = own.directory.people().map(({ id, name }) => ({ value: id, text: { type: "plain_text", text: name } }));
  return ticks(payload, own, { type: "checkbox", options, initial: payload.initial_users ?? [] });
}

// Those that are a group of boxes: a fieldset with a legend names them, not a label.
export const GROUPS = new Set(["checkboxes", "radio_buttons", "multi_static_select", "multi_users_select"]);

export const inputs = {
  plain_text_input: (payload, own) => written(payload, own),
  number_input: (payload, own) => written(payload, own, { inputmode: payload.is_decimal_allowed ? "decimal" : "numeric", class: "field short" }),
  email_text_input: (payload, own) => written(payload, own, { type: "email", autocomplete: "off" }),
  url_text_input: (payload, own) => written(payload, own, { type: "url", autocomplete: "off" }),
  datepicker: (payload, own) => picked(payload, own, { type: "date", initial: payload.initial_date, word: "Date" }),
  timepicker: (payload, own) => picked(payload, own, { type: "time", initial: payload.initial_time, word: "Time" }),
  static_select: staticSelect,
  users_select: someone,
  conversations_select: conversation,
  channels_select: channel,
  checkboxes: boxes("checkbox"),
  radio_buttons: boxes("radio"),
  multi_static_select: boxes("checkbox"),
  multi_users_select: people,
};
