// Slack's blocks as DOM nodes. context: { ts, names, press(block, element, chosen) }.

import { el } from "./dom.js";
import { element, image, textObject } from "./elements.js";
import { emoji } from "./emoji.js";
import { link, mrkdwn, plainText } from "./mrkdwn.js";

export function blocks(list, context) {
  return el("div", { class: "blocks" }, list.map((block) => drawn(block, context)));
}

function drawn(block, context) {
  const draw = DRAWN[block.type];
  const own = {
    ...context,
    dispatches: block.dispatch_action,
    press: (pressed, chosen) => context.press(block, pressed, chosen),
  };
  return draw ? draw(block, own) : el("p", { class: "unknown" }, `[${block.type}]`);
}

function section(block, context) {
  const text = block.text ? el("div", { class: "text" }, textObject(block.text, context)) : "";
  const fields = (block.fields ?? []).map((field) => el("div", { class: "text" }, textObject(field, context)));
  const main = el("div", { class: "section-main" }, text, fields.length ? el("div", { class: "fields" }, fields) : "");
  const accessory = block.accessory ? el("div", { class: "accessory" }, element(block.accessory, context)) : "";
  return el("div", { class: "section" }, main, accessory);
}

function context(block, own) {
  const parts = block.elements.map((each) =>
    el("span", { class: "text" }, each.type === "image" ? image(each) : textObject(each, own)),
  );
  return el("div", { class: "context" }, parts);
}

function input(block, own) {
  const label = el("span", { class: "label" }, plainText(block.label), block.optional ? " (optional)" : "");
  const hint = block.hint ? el("small", {}, plainText(block.hint)) : "";
  return el("label", { class: "input" }, label, element(block.element, own), hint);
}

function picture(block) {
  const title = block.title ? el("figcaption", {}, plainText(block.title)) : "";
  return el("figure", {}, title, image(block));
}

function table(block, own) {
  const aligned = (at) => block.column_settings?.[at]?.align ?? "left";
  const cell = (tag, scope) => (payload, at) =>
    el(tag, { class: `align-${aligned(at)}`, scope }, payload.type === "rich_text" ? rich(payload, own) : payload.text);
  const [head, ...rows] = block.rows;
  const body = rows.map((row) => el("tr", {}, row.map(cell("td"))));
  const whole = el("table", {}, el("thead", {}, el("tr", {}, head.map(cell("th", "col")))), el("tbody", {}, body));
  return el("div", { class: "table", role: "region", "aria-label": "Table", tabindex: "0" }, whole);
}

// The markdown block, as far as a bot's short texts go: **bold**, links and lines.
function markdown(block, own) {
  const asMrkdwn = block.text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/^#+ (.*)$/gm, "*$1*")
    .replace(/\*\*([^*\n]+)\*\*/g, "*$1*")
    .replace(/^[-*] /gm, "• ")
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, "<$2|$1>");
  return el("div", { class: "text" }, mrkdwn(asMrkdwn, own.names));
}

function rich(block, own) {
  return el("div", { class: "text" }, block.elements.map((part) => richPart(part, own)));
}

function richPart(part, own) {
  const inside = () => part.elements.map((each) => richLeaf(each, own));
  if (part.type === "rich_text_preformatted") return el("pre", {}, inside());
  if (part.type === "rich_text_quote") return el("blockquote", {}, inside());
  if (part.type !== "rich_text_list") return el("div", {}, inside());
  const items = part.elements.map((each) => el("li", {}, richPart(each, own)));
  return el(part.style === "ordered" ? "ol" : "ul", {}, items);
}

function richLeaf(leaf, own) {
  if (leaf.type === "link") return link(leaf.url, leaf.text);
  if (leaf.type === "emoji") return emoji(leaf.name) ?? `:${leaf.name}:`;
  if (leaf.type === "user") return el("span", { class: "mention" }, `@${own.names.user(leaf.user_id) || leaf.user_id}`);
  if (leaf.type === "channel") return el("span", { class: "mention" }, `#${own.names.channel(leaf.channel_id)}`);
  const tags = { code: "code", strike: "s", italic: "em", bold: "strong" };
  return Object.entries(tags)
    .filter(([style]) => leaf.style?.[style])
    .reduce((node, [, tag]) => el(tag, {}, node), leaf.text ?? leaf.fallback ?? "");
}

const DRAWN = {
  section,
  context,
  input,
  table,
  markdown,
  rich_text: rich,
  image: picture,
  divider: () => el("hr"),
  header: (block) => el("h3", {}, plainText(block.text)),
  actions: (block, own) => el("div", { class: "actions" }, block.elements.map((each) => element(each, own))),
};
