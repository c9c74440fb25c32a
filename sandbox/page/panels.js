// The frame around the talk: who one is, which chats there are, where one is now.

import { avatar, button, el, keeper, part, patch } from "./draw.js";
import { say, when } from "./words.js";

const kept = keeper();

export function people(list, me, choose) {
  patch(part("people"), list.map((person) => kept(`p${person.id}`, [person, me === person.id], () =>
    button(
      { class: "person", "data-person": person.id, "aria-pressed": String(person.id === me), title: person.name, onclick: () => choose(person.id) },
      avatar(person.id, person.name),
      el("span", {}, person.name.split(" ")[0]),
    ))));
  if (!list.length) part("people").append(el("p", { class: "hint" }, say("nobody")));
}

export function chats(list, current, now, choose) {
  const latest = (chat) => chat.last?.date ?? 0;
  const ordered = [...list].sort((a, b) => latest(b) - latest(a));
  const shown = (chat) => [chat, chat.id === current, when(latest(chat), now), preview(chat)];
  patch(part("chats"), ordered.map((chat) => kept(`c${chat.id}`, shown(chat), () =>
    button(
      { class: "chat", "data-chat": chat.id, "data-type": chat.type, "aria-current": chat.id === current ? "true" : null, onclick: () => choose(chat.id) },
      avatar(chat.face, chat.title, chat.type === "private" ? "bot" : ""),
      el("span", { class: "lines" },
        el("span", { class: "line" }, el("b", {}, chat.title), el("time", {}, chat.last ? when(chat.last.date, now) : "")),
        el("span", { class: "line" }, el("span", { class: "last" }, preview(chat)),
          chat.unread > 0 && el("span", { class: "badge", "data-unread": chat.unread, "aria-label": say("unread", { n: chat.unread }) }, String(chat.unread)))),
    ))));
}

function preview(chat) {
  const { last } = chat;
  if (!last) return chat.started ? "" : say("start");
  if (last.service) return say(last.service.kind, { ...last.service, people: last.service.people?.join(", ") });
  const words = last.text || (last.media ? say(last.media.kind) : say("poll"));
  return chat.type === "private" || last.mine ? words : `${last.from.name.split(" ")[0]}: ${words}`;
}

export function place(chat, typing) {
  if (!chat) return part("place").replaceChildren();
  const below = chat.type === "private" ? say("private") : say("members", { n: chat.members });
  part("place").replaceChildren(
    avatar(chat.face, chat.title, chat.type === "private" ? "bot" : ""),
    el("span", { class: "lines" }, el("b", { "data-title": chat.id }, chat.title), el("small", {}, typing ? say("typing") : below)),
  );
}

export function topics(chat, current, choose) {
  const bar = part("topics");
  bar.hidden = !chat?.forum;
  if (bar.hidden) return;
  const all = [{ id: null, name: say("general") }, ...chat.topics];
  bar.replaceChildren(...all.map(({ id, name }) =>
    button({ "data-topic": id ?? "general", "aria-pressed": String(id === current), onclick: () => choose(id) }, name)));
}

export function pinned(message, jump) {
  const bar = part("pinned");
  bar.hidden = !message;
  if (!message) return;
  bar.onclick = () => jump(message.id);
  const words = message.text || say(message.media?.kind ?? "poll");
  bar.replaceChildren(el("b", {}, say("pinned")), el("span", {}, words));
}

// A menu at the place of a click: rows of [label, act, attributes], under an optional first row.
export function menu(event, rows, above) {
  event.preventDefault();
  event.stopPropagation();
  const box = part("menu");
  const opener = document.activeElement;
  const close = () => {
    box.hidden = true;
    document.removeEventListener("click", close);
    document.removeEventListener("keydown", keys);
  };
  const keys = (pressed) => {
    const items = [...box.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[pressed.key];
    if (pressed.key === "Escape") { close(); opener?.focus(); }
    if (!step) return;
    pressed.preventDefault();
    const next = (items.indexOf(document.activeElement) + step + items.length) % items.length;
    items[next].focus();
  };
  const item = ([label, act, about]) =>
    button({ role: "menuitem", ...about, onclick: () => { close(); act(); } }, label);
  box.replaceChildren(...(above ? [el("div", { class: "faces" }, above.map(item))] : []), ...rows.map(item));
  box.hidden = false;
  const spot = event.clientX || event.clientY ? event : event.currentTarget.getBoundingClientRect();
  const x = event.clientX || spot.left || 0;
  const y = event.clientY || spot.bottom || 0;
  box.style.left = `${Math.max(8, Math.min(x, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(y, innerHeight - box.offsetHeight - 8))}px`;
  box.querySelector("button").focus({ preventScroll: true });
  document.addEventListener("keydown", keys);
  setTimeout(() => document.addEventListener("click", close));
}

let fading;
export function toast(words) {
  const box = part("toast");
  box.textContent = words;
  box.hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { box.hidden = true; }, 4000);
}

export function alertBox(words) {
  const box = part("alert");
  box.querySelector("p").textContent = words;
  box.showModal();
}

export function picture(url, name) {
  const box = part("picture");
  const image = box.querySelector("img");
  image.src = url;
  image.alt = name ?? "";
  box.showModal();
}
