// Slack's blocks as DOM nodes. context: { surface, names, directory, press(block, element, chosen, values) }.

import { el } from "./dom.js";
import { element } from "./elements.js";
import { emoji } from "./emoji.js";
import { values } from "./fields.js";
import { input } from "./forms.js";
import { image } from "./images.js";
import { link, mrkdwn, plainText, textObject } from "./mrkdwn.js";

export function blocks(list, context) {
  const root = el("div", { class: "blocks" });
  root.append(...list.map((block) => drawn(block, { ...context, values: () => values(root) })));
  return root;
}

function drawn(block, context) {
  const draw = DRAWN[block.type];
  const own = {
    ...context,
    block,
    isInput: block.type === "input",
    dispatches: block.dispatch_action,
    press: (pressed, chosen) => context.press(block, pressed, chosen, context.values()),
  };
  return draw ? draw(block, own) : el("p", { class: "unknown" }, `[${block.type}]`);
}

function section(block, context) {
  const text = block.text ? el("div", { class: "text" }, textObject(block.text, context)) : "";
  const fields = (block.fields ?? []).map((field) => el("div", { class: "text" }, textObject(field, context)));
  const main = el("div", { class: "section-main" }, text, fields.length ? el("div", { class: "fields" }, fields) : "");
  const accessory = block.accessory ? el("div", { class: "accessory" }, drawnIn(block.accessory, context)) : "";
  return el("div", { class: "section" }, main, accessory);
}

const drawnIn = (payload, own) => (payload.type === "image" ? image(payload) : element(payload, own));

function context(block, own) {
  const parts = block.elements.map((each) =>
    el("span", { class: "text" }, each.type === "image" ? image(each) : textObject(each, own)),
  );
  return el("div", { class: "context" }, parts);
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
  actions: (block, own) => el("div", { class: "actions" }, block.elements.map((each) => drawnIn(each, own))),
};
