// Slack's mrkdwn as DOM nodes.

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { slackDate } from "./times.js";

const SAFE_LINK = /^(https?:|mailto:)/i;
const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<control>[^<>\\n]+)>",
    "(?<![\\w*])\\*(?<bold>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\w*])",
    "(?<![\\w_])_(?<italic>[^\\s_](?:[^_\\n]*[^\\s_])?)_(?![\\w_])",
    "(?<![\\w~])~(?<strike>[^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\w~])",
  ].join("|"),
  "g",
);
const STYLED = { bold: "strong", italic: "em", strike: "s" };

const unescaped = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const plain = (text) => unescaped(withEmoji(text));

// `names` gives users and channels their names: { user(id), channel(id) }.
export function mrkdwn(text, names) {
  const fragment = document.createDocumentFragment();
  text.split("```").forEach((part, at, parts) => {
    const closed = at % 2 === 1 && at < parts.length - 1;
    const afterCode = at > 0 && at % 2 === 0;
    if (closed) fragment.append(el("pre", {}, unescaped(part.replace(/^\n|\n$/g, ""))));
    else if (part) fragment.append(...quotedOrNot(afterCode ? part.replace(/^\n/, "") : at ? `\`\`\`${part}` : part, names));
  });
  return fragment;
}

export function textObject(object, { names }) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, names) : document.createTextNode(plainText(object));
}

export const plainText = (object) => (object?.emoji === false ? object.text : withEmoji(object?.text ?? ""));

function quotedOrNot(text, names) {
  const nodes = [];
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const last = nodes.at(-1);
    const target = last && (last.tagName === "BLOCKQUOTE") === Boolean(quote) ? last : null;
    const node = target ?? el(quote ? "blockquote" : "span");
    node.append(...(target ? [el("br")] : []), ...inline(quote ? quote[1] : line, names));
    if (!target) nodes.push(node);
  }
  return nodes;
}

function inline(text, names) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(plain(text.slice(end, match.index)), piece(match.groups, names));
    end = match.index + match[0].length;
  }
  return [...nodes, plain(text.slice(end))].filter((each) => each !== "");
}

function piece(groups, names) {
  if (groups.code !== undefined) return el("code", {}, unescaped(groups.code));
  if (groups.control !== undefined) return control(groups.control, names);
  const [style] = Object.keys(STYLED).filter((each) => groups[each] !== undefined);
  return el(STYLED[style], {}, ...inline(groups[style], names));
}

function control(inside, names) {
  const [target, label] = [inside.split("|")[0], inside.includes("|") ? inside.slice(inside.indexOf("|") + 1) : ""];
  if (target.startsWith("@")) return mention(`@${names.user(target.slice(1)) || label || target.slice(1)}`);
  if (target.startsWith("#")) return mention(`#${names.channel(target.slice(1)) || label || target.slice(1)}`);
  if (target.startsWith("!")) return special(target.slice(1), label);
  return link(target, label);
}

const mention = (text) => el("span", { class: "mention" }, text);

function special(command, label) {
  const [name, seconds, format] = command.split("^");
  if (name === "date") return el("span", {}, slackDate(seconds, format ?? "", plain(label)));
  return mention(`@${label ? plain(label).replace(/^@/, "") : name}`);
}

export function link(address, label) {
  const url = unescaped(address);
  const text = label ? plain(label) : url;
  if (!SAFE_LINK.test(url)) return el("span", {}, text);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}
