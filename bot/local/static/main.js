// The page: which conversation is shown, and what changes in it.

import { read, send } from "./api.js";
import { startClock, tick } from "./clock.js";
import { Composer } from "./composer.js";
import { byId, el } from "./dom.js";
import { Log } from "./messages.js";
import { setTime } from "./times.js";

const WAIT_AFTER_LOSS = 1500;

const state = { workspace: null, channel: null, messages: [], thread: null, revision: 0, news: new Set() };
const log = new Log(byId("messages"), "Nothing here yet. Ask the assistant something: type /csp help");
const threadLog = new Log(byId("thread-messages"), "No replies yet.");

const named = (id) => state.workspace.channels.find((channel) => channel.id === id);
const names = { user: (id) => state.workspace.users[id]?.name, channel: (id) => named(id)?.name };
const title = (channel) => (channel.kind === "im" ? channel.name : `#${channel.name}`);
const inThread = (message, ts) => message.ts === ts || message.thread_ts === ts;
const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

async function press(message, block, element, chosen) {
  const pressed = { channel: message.channel, ts: message.ts, block_id: block.block_id, action_id: element.action_id, chosen };
  try {
    await send("press", pressed);
  } catch (error) {
    composer.error.textContent = error.message;
  }
}

const context = () => ({
  users: state.workspace.users,
  names,
  press,
  openThread,
  isMine: (message) => message.user === state.workspace.user,
  replies: (ts) => state.messages.filter((each) => isReply(each) && each.thread_ts === ts).length,
});
const threadContext = () => ({ ...context(), openThread: null });

function channelLink(channel) {
  const current = channel.id === state.channel;
  const mark = channel.kind === "im" ? "●" : channel.kind === "groups" ? "🔒" : "#";
  const news = state.news.has(channel.id);
  const label = news ? `${channel.name}, new messages` : undefined;
  const attributes = { href: `#${channel.id}`, class: "channel", "aria-current": current ? "page" : undefined, "aria-label": label };
  const children = [el("span", { class: "mark", "aria-hidden": "true" }, mark), channel.name];
  return el("li", {}, el("a", attributes, children, news ? el("span", { class: "unread", "aria-hidden": "true" }) : ""));
}

function showSidebar() {
  const { channels } = state.workspace;
  byId("channels").replaceChildren(...channels.filter((each) => each.kind !== "im").map(channelLink));
  byId("directs").replaceChildren(...channels.filter((each) => each.kind === "im").map(channelLink));
  byId("me").textContent = names.user(state.workspace.user);
}

function about(channel) {
  if (channel.kind === "im") return "Direct message with the app";
  return `${channel.kind === "groups" ? "Private channel" : "Channel"} · ${channel.members} members`;
}

// What the channel holds, no older than the changes that were applied meanwhile.
async function messagesOf(channel) {
  for (;;) {
    const { revision, messages } = await read("messages", { channel });
    if (revision >= state.revision) return messages;
  }
}

async function openChannel(id) {
  const channel = named(id) ?? state.workspace.channels[0];
  state.channel = channel.id;
  state.news.delete(channel.id);
  closeThread();
  closeSidebar();
  byId("title").textContent = title(channel);
  byId("about").textContent = about(channel);
  document.title = `${title(channel)} – ${state.workspace.team}`;
  composer.label(`Message ${title(channel)}`);
  showSidebar();
  const messages = await messagesOf(channel.id);
  if (state.channel !== channel.id) return;
  state.messages = messages;
  log.show(messages.filter((each) => !isReply(each)), context());
  composer.box.focus({ preventScroll: true });
}

function openThread(ts) {
  state.thread = ts;
  byId("thread").hidden = false;
  document.body.classList.add("with-thread");
  threadLog.show(state.messages.filter((each) => inThread(each, ts)), threadContext());
  replyBox.box.focus();
}

function closeThread() {
  if (!state.thread) return;
  const link = log.find(state.thread)?.querySelector(".thread-link");
  state.thread = null;
  byId("thread").hidden = true;
  document.body.classList.remove("with-thread");
  link?.focus();
}

function apply(change) {
  const channel = change.message?.channel ?? change.channel;
  if (!channel) return;
  if (!named(channel)) return reload();
  if (channel !== state.channel) return note(channel, change);
  if (change.kind === "deleted") return forget(change.ts);
  keep(change.message);
}

function note(channel, change) {
  if (change.kind !== "posted") return;
  state.news.add(channel);
  showSidebar();
}

function forget(ts) {
  state.messages = state.messages.filter((each) => each.ts !== ts);
  log.remove(ts);
  threadLog.remove(ts);
}

function keep(message) {
  const at = state.messages.findIndex((each) => each.ts === message.ts);
  if (at < 0) state.messages.push(message);
  else state.messages[at] = message;
  if (!isReply(message)) log.put(message, context());
  else showParent(message.thread_ts);
  if (state.thread && inThread(message, state.thread)) threadLog.put(message, threadContext());
}

function showParent(ts) {
  const parent = state.messages.find((each) => each.ts === ts);
  if (parent) log.put(parent, context());
}

async function reload() {
  state.workspace = await read("workspace");
  state.revision = state.workspace.revision;
  setTime(state.workspace);
  await openChannel(state.channel ?? location.hash.slice(1));
}

async function follow() {
  for (;;) {
    try {
      if (!byId("lost").hidden) await reload();
      byId("lost").hidden = true;
      const { revision, changes, now, timezone } = await read("changes", { since: state.revision });
      setTime({ now, timezone });
      tick();
      if (revision < state.revision) await reload();
      else state.revision = revision;
      changes.forEach(apply);
    } catch {
      byId("lost").hidden = false;
      await new Promise((resolve) => setTimeout(resolve, WAIT_AFTER_LOSS));
    }
  }
}

function completions(text) {
  const { command, users, bot } = state.workspace;
  if (text && command.name.startsWith(text)) return [{ text: `${command.name} `, label: command.name, hint: command.hint }];
  const typed = /(^|\s)@([\w ]*)$/.exec(text);
  const name = users[bot].name;
  if (!typed || !name.toLowerCase().startsWith(typed[2].toLowerCase())) return [];
  const before = text.slice(0, text.length - typed[2].length - 1);
  return [{ text: `${before}@${name} `, label: `@${name}`, hint: "App" }];
}

const inChannel = (text) => send("say", { channel: state.channel, text });
const asReply = (text) => send("say", { channel: state.channel, text, thread_ts: state.thread });

const composer = new Composer(byId("composer-form"), { id: "composer", label: "Message", submit: inChannel, completions });
const replyBox = new Composer(byId("thread-form"), { id: "reply", label: "Reply in thread", submit: asReply, completions });

function closeSidebar() {
  document.body.classList.remove("with-sidebar");
  byId("menu").setAttribute("aria-expanded", "false");
}

function toggleSidebar() {
  const open = document.body.classList.toggle("with-sidebar");
  byId("menu").setAttribute("aria-expanded", String(open));
  if (open) byId("sidebar").querySelector("a")?.focus();
}

byId("menu").addEventListener("click", toggleSidebar);
byId("thread-close").addEventListener("click", closeThread);
window.addEventListener("hashchange", () => openChannel(location.hash.slice(1)));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || byId("confirm").open) return;
  if (document.body.classList.contains("with-sidebar")) {
    closeSidebar();
    byId("menu").focus();
  } else if (byId("thread").contains(document.activeElement)) closeThread();
});

await reload();
startClock();
follow();
