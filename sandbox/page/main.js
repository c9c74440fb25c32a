// The page's heart: what is known, what is shown, what to ask for when something changed.

import { get, listen, post } from "./api.js";
import { bubble } from "./bubble.js";
import { answerOf, composer } from "./composer.js";
import { el, keeper, part, patch } from "./draw.js";
import * as panels from "./panels.js";
import { dateInWords, day, dayInWords, failed, hour, say, speak } from "./words.js";

const FACES = ["👍", "❤", "🙏", "👏", "🔥", "✍"];
const known = { state: null, settings: null, me: null, chat: null, topic: null, messages: new Map() };
const taps = new Map();
const kept = keeper();
let lag = 0;
let typing = 0;
let changedHere = new Set();
let refreshing = null;

const now = () => Date.now() / 1000 + lag;
const chatOf = (id) => known.state?.chats.find((chat) => chat.id === id);
const person = (id) => known.state.people.find((one) => one.id === id);
const here = () => ({ me: known.me, chat: chatOf(known.chat), topic: known.topic, people: known.state.people });
const write = composer(here, choosePerson);

async function readState() {
  known.state = await get(`state${known.me ? `?as=${known.me}` : ""}`);
  lag = Date.parse(known.state.clock.now) / 1000 - Date.now() / 1000;
  if (known.chat && !chatOf(known.chat)) known.chat = null;
}

async function readMessages(only) {
  const wanted = only ? `&only=${only}` : "";
  const chat = known.chat;
  const list = await get(`chats/${chat}/messages?as=${known.me}${wanted}`);
  if (chat !== known.chat) return;
  if (!only) known.messages = new Map();
  else if (!list.length) known.messages.delete(only);
  for (const message of list) known.messages.set(message.id, message);
}

function refreshSoon() {
  refreshing ??= setTimeout(async () => {
    refreshing = null;
    const ids = [...changedHere];
    changedHere = new Set();
    try {
      await readState();
      if (known.chat && ids.length) {
        if (ids.length > 6) await readMessages();
        else for (const id of ids) await readMessages(id);
        const last = known.messages.get(Math.max(...known.messages.keys()));
        drawLog(atEnd() || last?.from.id === known.me);
      }
      drawFrame();
    } catch {
      panels.toast(say("offline"));
    }
  }, 60);
}

function changed(event) {
  if (event.what === "answer") return showAnswer(event.tap);
  if (event.what === "typing") {
    if (event.chat !== known.chat) return undefined;
    typing = Date.now() + 4000;
    setTimeout(drawFrame, 4100);
    return drawFrame();
  }
  if (event.chat === known.chat && event.message) changedHere.add(event.message);
  return refreshSoon();
}

async function choosePerson(id) {
  known.me = id;
  await readState();
  write.clear();
  const group = known.state.chats.find((chat) => chat.type !== "private") ?? known.state.chats[0];
  await openChat(known.chat ?? group?.id ?? null, known.chat != null);
}

async function openChat(id, stay = true) {
  const other = id !== known.chat;
  known.chat = id;
  if (other) known.topic = null;
  location.hash = `${known.me}/${id ?? ""}`;
  if (stay) document.querySelector("main").dataset.view = id ? "talk" : "list";
  if (id) await readMessages();
  else known.messages = new Map();
  if (other) write.clear();
  drawFrame();
  drawLog(true);
}

function chooseTopic(id) {
  known.topic = id;
  drawFrame();
  drawLog(true);
}

function drawClock() {
  if (known.state) part("clock").textContent = `${dateInWords(now())}, ${hour(now())}`;
}

function drawFrame() {
  const { state, me } = known;
  const chat = chatOf(known.chat);
  drawClock();
  panels.people(state.people, me, choosePerson);
  panels.chats(state.chats, known.chat, now(), (id) => openChat(id));
  panels.place(chat, typing > Date.now());
  panels.topics(chat, known.topic, chooseTopic);
  const pinned = chat && known.messages.get(chat.pinned.at(-1));
  panels.pinned(pinned, jump);
  part("time-buttons").hidden = !state.clock.can_move;
  if (me) write.self(person(me));
  const blocked = chat?.blocked;
  const ready = chat?.started && !blocked;
  part("composer").hidden = !chat || !ready;
  part("start").hidden = !chat || ready;
  part("start").textContent = say(blocked ? "unblock" : "start");
  part("block").hidden = chat?.type !== "private" || !ready;
}

const atEnd = () => {
  const log = part("log");
  return log.scrollHeight - log.scrollTop - log.clientHeight < 120;
};

function drawLog(toEnd) {
  const log = part("log");
  const chat = chatOf(known.chat);
  const group = chat?.type !== "private";
  const days = [];
  let before = null;
  const shown = [...known.messages.values()].sort((a, b) => a.id - b.id)
    .filter((message) => !chat?.forum || message.thread === known.topic);
  for (const message of shown) {
    const newDay = !before || day(before.date) !== day(message.date);
    if (newDay) days.push([message.date]);
    const first = newDay || before.service || before.from.id !== message.from.id || message.date - before.date > 900;
    const signature = [message, first, hour(message.date), say("reply")];
    days.at(-1).push(kept(`${message.chat}/${message.id}/${known.me}`, signature, () => bubble(message, { group, first, act })));
    before = message;
  }
  patch(log, days.length || chat ? days.map(drawDay) : [empty()]);
  if (toEnd) log.scrollTop = log.scrollHeight;
  part("down").hidden = atEnd();
  markRead(shown.at(-1));
}

function drawDay([date, ...messages]) {
  const words = dayInWords(date, now());
  const section = kept(`${known.chat}/${day(date)}`, words, () => el("section", { "data-day": day(date) },
    el("div", { class: "service day" }, el("span", {}, words))));
  patch(section, [section.firstChild, ...messages]);
  return section;
}

const empty = () =>
  el("div", { class: "service empty" }, el("span", {}, say(known.state.people.length ? "choose_chat" : "nobody")));

async function markRead(last) {
  const newest = Math.max(0, ...known.messages.keys());
  if (!last || document.hidden || !part("log").offsetParent || newest <= (chatOf(known.chat)?.read ?? 0)) return;
  await post("read", { as: known.me, chat: known.chat, message_id: newest });
}

async function attempt(deed) {
  try {
    return await deed();
  } catch (error) {
    panels.toast(failed(error));
    return null;
  }
}

const target = (message) => ({ as: known.me, chat: message.chat, message_id: message.id });

const act = {
  async tap(message, item, key) {
    key.classList.add("waiting");
    const tap = await attempt(() => post("tap", { ...target(message), button: item.callback_data ?? item.text }));
    if (!tap) return key.classList.remove("waiting");
    taps.set(tap.id, key);
    setTimeout(() => taps.delete(tap.id) && key.classList.remove("waiting"), 10000);
    return showAnswer(tap.id);
  },
  react: (message, emoji) => attempt(() => post("react", { ...target(message), emoji })),
  vote: (message, options) => attempt(() => post("vote", { ...target(message), options })),
  jump: (id) => jump(id),
  picture: panels.picture,
  copy,
  command: (words) => write.command(words),
  link: followLink,
  menu(message, event) {
    const mine = message.reactions.find((reaction) => reaction.mine)?.emoji;
    const faces = FACES.map((emoji) => [emoji, () => act.react(message, emoji === mine ? null : emoji), { "data-face": emoji, "aria-label": emoji }]);
    const rows = [[say("reply"), () => write.reply(message), { "data-action": "reply" }]];
    if (message.mine && message.text) rows.push([say("edit"), () => write.edit(message), { "data-action": "edit" }]);
    if (chatOf(known.chat).type === "supergroup") rows.push([say("copy_link"), () => copyLink(message), { "data-action": "copy" }]);
    panels.menu(event, rows, faces);
  },
};

const copyLink = (message) => copy(`https://t.me/c/${-message.chat - 1e12}/${message.id}`);

async function copy(words) {
  await navigator.clipboard?.writeText(words);
  panels.toast(say("copied"));
}

async function showAnswer(id) {
  const key = taps.get(id);
  if (!key) return;
  const answer = await answerOf(id);
  if (!answer || !taps.delete(id)) return;
  key.classList.remove("waiting");
  if (answer.url) followLink(answer.url);
  if (answer.text) (answer.alert ? panels.alertBox : panels.toast)(answer.text);
}

// True when the link is one of this world's and was followed here.
function followLink(url, event) {
  const inside = /^(?:https?:\/\/t\.me|tg:\/)\/(?:c\/(\d+)\/(?:\d+\/)?(\d+)|([\w]+)(?:\?start=([\w-]*))?$)/i.exec(url);
  const bot = inside?.[3]?.toLowerCase() === known.state.bot.username.toLowerCase();
  if (!inside || (inside[3] && !bot)) return false;
  event?.preventDefault();
  if (bot) startBot(inside[4]);
  else goTo(-1e12 - Number(inside[1]), Number(inside[2]));
  return true;
}

async function startBot(payload) {
  if (payload != null) await attempt(() => post("start", { person: known.me, payload }));
  await readState();
  await openChat(known.me);
}

async function goTo(chat, message) {
  if (!chatOf(chat)) return panels.toast(say("not_here", { name: person(known.me).name }));
  if (chat !== known.chat) await openChat(chat);
  return jump(message);
}

function jump(id) {
  const message = known.messages.get(id);
  if (message && chatOf(known.chat).forum && message.thread !== known.topic) chooseTopic(message.thread);
  const node = part("log").querySelector(`[data-message="${id}"]`);
  if (!node) return panels.toast(say("gone"));
  node.scrollIntoView({ block: "center" });
  node.classList.remove("flash");
  requestAnimationFrame(() => node.classList.add("flash"));
  return undefined;
}

async function moveTime(how) {
  const bar = part("time-bar");
  bar.classList.add("moving");
  bar.querySelectorAll("[data-time]").forEach((one) => { one.disabled = true; });
  part("clock").textContent = say("moving");
  await post("time", how).catch((error) =>
    panels.toast(error.word === "nothing_due" ? say("nothing_due") : failed(error)));
  bar.classList.remove("moving");
  bar.querySelectorAll("[data-time]").forEach((one) => { one.disabled = false; });
  refreshSoon();
}

function label() {
  document.querySelectorAll("[data-word]").forEach((node) => { node.textContent = say(node.dataset.word); });
  const names = { back: "back", attach: "attach", send: "send", down: "down", language: "language", "close-picture": "close", block: "block" };
  for (const [role, word] of Object.entries(names)) {
    part(role).setAttribute("aria-label", say(word));
    part(role).title = say(word);
  }
  part("text").placeholder = say("write");
  part("text").setAttribute("aria-label", say("write"));
  const time = { hour: "plus_hour", day: "plus_day", next: "next_due" };
  for (const [name, word] of Object.entries(time)) document.querySelector(`[data-time="${name}"]`).textContent = say(word);
  document.querySelector('[data-time="next"]').title = say("next_due_long");
  part("block").textContent = "⊘";
}

async function useLanguage(language) {
  localStorage.setItem("language", language);
  part("language").value = language;
  await speak(language, known.settings.time_zone);
  label();
  if (!known.state) return;
  drawFrame();
  drawLog(atEnd());
}

async function begin() {
  known.settings = await get("settings");
  await useLanguage(localStorage.getItem("language") ?? known.settings.language);
  const [me, chat] = location.hash.slice(1).split("/").map(Number);
  await readState();
  known.me = person(me) ? me : known.state.people[0]?.id ?? null;
  await readState();
  const wide = matchMedia("(min-width: 760px)").matches;
  const first = chatOf(chat)?.id ?? (wide ? known.state.chats.find((one) => one.type !== "private")?.id : null);
  await openChat(first ?? null);
  let away = false;
  listen(changed, (lost) => {
    if (lost) panels.toast(say("offline"));
    else if (away) readMessages().then(() => { drawLog(true); refreshSoon(); });
    away = lost;
  });
  setInterval(drawClock, 5000);
}

part("language").addEventListener("change", (event) => useLanguage(event.target.value));
part("back").addEventListener("click", () => openChat(null));
part("down").addEventListener("click", () => { part("log").scrollTop = part("log").scrollHeight; });
part("log").addEventListener("scroll", () => { part("down").hidden = atEnd(); });
part("start").addEventListener("click", async () => {
  const blocked = chatOf(known.chat)?.blocked;
  await attempt(() => post(blocked ? "unblock" : "start", { person: known.me }));
});
part("block").addEventListener("click", () => attempt(() => post("block", { person: known.me })));
document.addEventListener("visibilitychange", () => { if (!document.hidden && known.chat) drawLog(atEnd()); });
document.querySelector('[data-time="hour"]').addEventListener("click", () => moveTime({ hours: 1 }));
document.querySelector('[data-time="day"]').addEventListener("click", () => moveTime({ days: 1 }));
document.querySelector('[data-time="next"]').addEventListener("click", () => moveTime({ next: true }));
begin();
