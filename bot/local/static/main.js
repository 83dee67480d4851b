// The page: which conversation is shown, and what changes in it.

import { me, read, send, speakAs } from "./api.js";
import { startClock, tick } from "./clock.js";
import { completions } from "./completions.js";
import { Composer } from "./composer.js";
import { byId } from "./dom.js";
import { Home } from "./home.js";
import { Log } from "./messages.js";
import { Modals } from "./modals.js";
import { announce, showPeople, startPeople } from "./people.js";
import { closeSidebar, showChannels, sidebarIsOpen, startSidebar } from "./sidebar.js";
import { setTime } from "./times.js";

const WAIT_AFTER_LOSS = 1500;

const state = { workspace: null, channel: null, tab: null, messages: [], thread: null, revision: 0, news: new Set(), asked: 0 };
let waiting = new AbortController();
const log = new Log(byId("messages"), "Nothing here yet. Ask the assistant something: type /csp help");
const threadLog = new Log(byId("thread-messages"), "No replies yet.");

const named = (id) => state.workspace.channels.find((channel) => channel.id === id);
const names = { user: (id) => state.workspace.users[id]?.name, channel: (id) => named(id)?.name };
const title = (channel) => (channel.kind === "im" ? channel.name : `#${channel.name}`);
const inThread = (message, ts) => message.ts === ts || message.thread_ts === ts;
const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

const inDirect = () => named(state.channel)?.kind === "im";
const complain = (message) => (composer.error.textContent = message);
const listed = (channels) => channels.map((each) => ({ id: each.id, name: title(each) }));

// Whom and what selects of people and of conversations offer.
const directory = {
  people: () => state.workspace.people.map((id) => ({ id, name: state.workspace.users[id].name })),
  conversations: () => listed(state.workspace.channels),
  channels: () => listed(state.workspace.channels.filter((each) => each.kind === "channels")),
  here: () => state.channel,
};

async function press(where, pressed) {
  try {
    await send("press", { ...where, ...pressed });
  } catch (error) {
    complain(error.message);
  }
}

const context = () => ({
  users: state.workspace.users,
  names,
  directory,
  press,
  openThread,
  isMine: (message) => message.user === state.workspace.user,
  replies: (ts) => state.messages.filter((each) => isReply(each) && each.thread_ts === ts).length,
});
const threadContext = () => ({ ...context(), openThread: null });

function showSidebar() {
  showChannels(state.workspace.channels, { current: state.channel, news: state.news });
  showPeople(state.workspace);
}

function about(channel) {
  if (channel.kind === "im") return "Direct message with the app";
  const kind = channel.kind === "groups" ? "Private channel" : "Channel";
  return `${kind} · ${channel.members} members${channel.is_shared ? " · shared with another workspace" : ""}`;
}

// What the channel holds, no older than the changes that were applied meanwhile.
async function messagesOf(channel) {
  for (;;) {
    const { revision, messages } = await read("messages", { channel });
    if (revision >= state.revision) return messages;
  }
}

// The place in the address: a channel, and for the app's direct message its tab.
function openPlace(place) {
  const [id, tab] = place.split("/");
  return openChannel(id, tab);
}

async function openChannel(id, tab = "messages") {
  const channel = named(id) ?? state.workspace.channels[0];
  state.channel = channel.id;
  state.news.delete(channel.id);
  closeThread();
  if (takesFocus()) closeSidebar();
  byId("title").textContent = title(channel);
  byId("about").textContent = about(channel);
  document.title = `${title(channel)} – ${state.workspace.team}`;
  composer.label(`Message ${title(channel)}`);
  showSidebar();
  const messages = await messagesOf(channel.id);
  if (state.channel !== channel.id) return;
  state.messages = messages;
  log.show(messages.filter((each) => !isReply(each)), context());
  openTab(channel.kind === "im" ? tab : null);
  if (state.tab !== "home" && takesFocus()) composer.box.focus({ preventScroll: true });
}

// Not from somebody who changes who they are, or who has a modal open.
const takesFocus = () => document.activeElement !== byId("person") && !byId("modal").open;

function openTab(tab) {
  state.tab = tab;
  home.select(tab);
  if (tab === "messages") log.toEnd();
  if (tab) history.replaceState(null, "", `#${state.channel}/${tab}`);
}

// Only the last that was asked for counts: an earlier answer may come later, or be another person's.
async function showViews() {
  const asked = (state.asked += 1);
  const seen = await read("views");
  if (asked !== state.asked) return;
  modals.show(seen.modals);
  home.show(seen.home);
}

async function changePerson(id) {
  const place = inDirect() ? state.tab : null;
  speakAs(id);
  waiting.abort();
  state.news.clear();
  modals.show([]);
  home.show(null);
  state.workspace = await read("workspace");
  if (place) state.channel = state.workspace.channels.find((each) => each.kind === "im").id;
  state.tab = place;
  await reload();
  announce(names.user(id));
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
  if (change.kind === "views") return showViews();
  const channel = change.message?.channel ?? change.channel;
  if (!channel) return undefined;
  if (!named(channel)) return reload();
  if (channel !== state.channel) return note(channel, change);
  return change.kind === "deleted" ? forget(change.ts) : keep(change.message);
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
  if (state.channel) await openChannel(state.channel, state.tab ?? undefined);
  else await openPlace(location.hash.slice(1));
  await showViews();
}

async function follow() {
  for (;;) {
    waiting = new AbortController();
    const asking = me.id;
    try {
      if (!byId("lost").hidden) await reload();
      byId("lost").hidden = true;
      const { revision, changes, now, timezone } = await read("changes", { since: state.revision }, waiting.signal);
      if (asking !== me.id) continue;
      setTime({ now, timezone });
      tick();
      if (revision < state.revision) await reload();
      else state.revision = revision;
      for (const change of changes) if (asking === me.id) await apply(change);
    } catch (error) {
      if (error.name === "AbortError") continue;
      byId("lost").hidden = false;
      await new Promise((resolve) => setTimeout(resolve, WAIT_AFTER_LOSS));
    }
  }
}

const inChannel = (text) => send("say", { channel: state.channel, text });
const asReply = (text) => send("say", { channel: state.channel, text, thread_ts: state.thread });

const offered = (text) => completions(text, state.workspace);

const composer = new Composer(byId("composer-form"), { id: "composer", label: "Message", submit: inChannel, completions: offered });
const replyBox = new Composer(byId("thread-form"), { id: "reply", label: "Reply in thread", submit: asReply, completions: offered });

const modals = new Modals(() => ({ names, directory }), () => takesFocus() && document.activeElement === document.body && composer.box.focus());
const home = new Home({ context: () => ({ names, directory }), opened: openTab, failed: complain });

byId("thread-close").addEventListener("click", closeThread);
window.addEventListener("hashchange", () => openPlace(location.hash.slice(1)));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || byId("confirm").open || byId("modal").open) return;
  if (sidebarIsOpen()) {
    closeSidebar();
    byId("menu").focus();
  } else if (byId("thread").contains(document.activeElement)) closeThread();
});

startSidebar();
startPeople(changePerson);
await reload();
startClock();
follow();
