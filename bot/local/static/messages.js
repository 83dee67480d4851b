// Messages as articles, in the channel and in the thread panel.

import { blocks } from "./blocks.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { keepFilled } from "./fields.js";
import { mrkdwn } from "./mrkdwn.js";
import { placeIn, returnTo } from "./places.js";
import { clockTime, day, moment } from "./times.js";

const NEAR_THE_END = 120;

// context: { users, names, directory, press(where, pressed), openThread(ts) or null, replies(ts), isMine(message) }
export function article(message, context) {
  const author = context.users[message.user] ?? { name: message.user, is_bot: Boolean(message.bot_id) };
  const attributes = { class: message.is_ephemeral ? "message only-you" : "message", "data-ts": message.ts };
  const node = el("article", { ...attributes, "aria-label": spoken(message, author) });
  node.append(avatar(author), el("div", { class: "body" }, only(message), head(message, author), ...content(message, context)));
  return node;
}

// By which a screen reader tells one message from another.
const spoken = (message, author) =>
  [author.name, clockTime(moment(message.ts)), message.is_ephemeral ? "only visible to you" : ""].filter(Boolean).join(", ");

function avatar(author) {
  const initials = author.name.replace(/[^\p{L} ]/gu, "").split(" ").filter(Boolean).map((word) => word[0]);
  return el("span", { class: author.is_bot ? "avatar bot" : "avatar", "aria-hidden": "true" }, initials.slice(0, 2).join("").toUpperCase());
}

const only = (message) => (message.is_ephemeral ? el("p", { class: "only" }, "Only visible to you") : "");

function head(message, author) {
  const posted = moment(message.ts);
  return el(
    "header",
    { class: "message-head" },
    el("span", { class: "author" }, author.name),
    author.is_bot ? el("span", { class: "badge" }, "App") : "",
    el("time", { datetime: posted.toISOString(), title: day(posted) }, clockTime(posted)),
  );
}

function content(message, context) {
  const where = { channel: message.channel, ts: message.ts };
  const press = (block, pressed, chosen, values) => context.press(where, pressedOn(block, pressed, chosen, values));
  const own = { surface: message.ts, names: context.names, directory: context.directory, press };
  const shown = message.blocks?.length ? blocks(message.blocks, own) : el("div", { class: "text" }, mrkdwn(message.text, context.names));
  const edited = message.edited ? el("span", { class: "edited" }, "(edited)") : "";
  const reactions = (message.reactions ?? []).map((each) => el("span", { class: "reaction" }, `${emoji(each.name) ?? `:${each.name}:`} ${each.count}`));
  return [shown, edited, ...reactions, thread(message, context)];
}

export const pressedOn = (block, element, chosen, values) => ({
  block_id: block.block_id,
  action_id: element.action_id,
  chosen,
  values,
});

function thread(message, context) {
  if (!context.openThread || message.is_ephemeral) return "";
  const count = context.replies(message.ts);
  const label = count ? `${count} ${count === 1 ? "reply" : "replies"}` : "Reply in thread";
  const open = () => context.openThread(message.ts);
  return el("button", { type: "button", class: count ? "thread-link" : "thread-link quiet", onclick: open }, label);
}

const sizeOf = (node) => `${node.clientWidth} ${node.clientHeight}`;

// Keeps a log element showing a list of messages; scrolls along when its reader is at the end.
export class Log {
  constructor(node, empty) {
    this.node = node;
    this.empty = empty;
    this.atEnd = true;
    this.size = "";
    node.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => this.resized()).observe(node);
  }

  // Only a reader's scrolling counts: the browser scrolls too when the log changes its size.
  scrolled() {
    if (this.size !== sizeOf(this.node)) return;
    this.atEnd = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR_THE_END;
  }

  resized() {
    this.size = sizeOf(this.node);
    if (this.atEnd) this.toEnd();
  }

  show(messages, context) {
    this.node.setAttribute("aria-busy", "true");
    this.node.replaceChildren();
    for (const message of messages) this.append(message, context);
    if (!messages.length) this.node.append(el("p", { class: "empty" }, this.empty));
    this.node.removeAttribute("aria-busy");
    this.toEnd();
  }

  // A new message scrolls into view when its reader is at the end, or asked for it.
  put(message, context) {
    const before = this.find(message.ts);
    if (before) replace(before, article(message, context));
    else this.append(message, context);
    if (this.atEnd || (!before && (message.is_ephemeral || context.isMine(message)))) this.toEnd();
  }

  append(message, context) {
    this.node.querySelector(".empty")?.remove();
    const date = day(moment(message.ts));
    const last = [...this.node.querySelectorAll(".day")].at(-1);
    if (last?.textContent !== date) this.node.append(el("h2", { class: "day" }, date));
    this.node.append(article(message, context));
  }

  remove(ts) {
    this.find(ts)?.remove();
  }

  find(ts) {
    return this.node.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
    this.atEnd = true;
  }
}

// Puts a changed message in place of the old one without losing the keyboard's place in it.
function replace(before, after) {
  keepFilled(before, after);
  const place = placeIn(before);
  before.replaceWith(after);
  if (place && !returnTo(after, place)) after.parentElement.focus();
}
