// One message as people see it: bubble, quote, file, reactions, buttons; and the events between.

import { avatar, button, el, marked, nameColor } from "./draw.js";
import { hour, minutes, say, size } from "./words.js";

// `act` is what can be done with a message: menu, tap, react, vote, jump, picture, command, link.
export function bubble(message, { group, first, act }) {
  if (message.service) return service(message, act);
  const { from, mine } = message;
  const body = el(
    "div",
    { class: "bubble" },
    group && !mine && first && el("div", { class: `name ${nameColor(from.id)}` }, from.name),
    message.forwarded && el("div", { class: "forwarded" }, say("forwarded", { name: message.forwarded })),
    message.reply && quote(message.reply, act),
    message.media && media(message, act),
    message.text && el("div", { class: "text", dir: "auto" }, marked(message.text, message.entities, act)),
    message.poll && poll(message, act),
    foot(message, act),
  );
  body.addEventListener("contextmenu", (event) => act.menu(message, event));
  return el(
    "article",
    { class: `message ${mine ? "mine" : ""} ${first ? "first" : ""}`, "data-message": message.id, "data-from": from.id, "data-bot": from.bot },
    group && !mine && (first ? avatar(from.id, from.name, from.bot ? "bot" : "") : el("span", { class: "avatar none" })),
    el("div", { class: "column" }, body, keyboard(message, act)),
    more(message, act),
  );
}

function service(message, act) {
  const about = { ...message.service, people: message.service.people?.join(", ") };
  if (about.text && about.text.length > 40) about.text = `${about.text.slice(0, 40)}…`;
  let kind = about.kind;
  if (about.self) kind = kind === "new_chat_members" ? "joined" : "went";
  const words = about.message
    ? button({ onclick: () => act.jump(about.message) }, say(kind, about))
    : el("span", {}, say(kind, about));
  return el("div", { class: "service", "data-message": message.id, "data-service": about.kind }, words);
}

function more(message, act) {
  const label = say("actions", { name: message.from.name });
  const about = { class: "more", "aria-label": label, "aria-haspopup": "menu", "data-role": "more" };
  return button({ ...about, onclick: (event) => act.menu(message, event) }, "⋯");
}

function quote(reply, act) {
  const words = reply.text || (reply.media ? say(reply.media) : say(reply.name ? "poll" : "deleted"));
  return button(
    { class: "reply", "data-reply": reply.id, onclick: () => act.jump(reply.id) },
    el("b", {}, reply.name || say("deleted")),
    el("span", {}, words),
  );
}

function media(message, act) {
  const { kind, name, url, seconds, real, size: bytes } = message.media;
  const about = { "data-media": kind };
  if (kind === "photo") {
    const image = el("img", { src: url, alt: name || say("photo"), loading: "lazy" });
    return button({ ...about, class: "photo", onclick: () => act.picture(url, name) }, image);
  }
  if (kind === "voice" || kind === "audio") {
    if (real) return el("audio", { ...about, src: url, controls: true, preload: "none" });
    const wave = el("span", { class: "wave", "aria-hidden": "true" });
    for (let i = 0; i < 24; i++) wave.append(el("i", { class: `h${(i * i * 7 + message.id * 3) % 6}` }));
    return el("div", { ...about, class: "voice" }, el("span", { class: "play", "aria-hidden": "true" }, "▶"),
      el("span", {}, wave, el("small", {}, `${say(kind)} · ${minutes(seconds)}`)));
  }
  const icon = { video: "▶", video_note: "◉", sticker: "☺" }[kind] ?? "▤";
  const lines = el("span", {}, el("b", {}, name || say(kind)), el("small", {}, `${say(kind)} · ${size(bytes)}`));
  const download = { ...about, class: "file", href: url, download: name || kind };
  return el("a", download, el("span", { class: "play", "aria-hidden": "true" }, icon), lines);
}

function poll(message, act) {
  const { question, options, is_closed: closed, mine, total_voter_count: total } = message.poll;
  const rows = options.map((option, index) => {
    const share = el("i", {});
    share.style.width = `${total ? (100 * option.voter_count) / total : 0}%`;
    const chosen = mine.includes(index);
    return button(
      { class: `option ${chosen ? "chosen" : ""}`, disabled: closed, "data-option": index, onclick: () => act.vote(message, chosen ? [] : [index]) },
      el("span", {}, option.text), el("b", {}, String(option.voter_count)), share,
    );
  });
  return el("div", { class: "poll" }, el("b", {}, question), rows, el("small", {}, say("votes", { n: total })));
}

function foot(message, act) {
  const reactions = message.reactions.map(({ emoji, count, mine }) =>
    button(
      { class: `reaction ${mine ? "mine" : ""}`, "data-reaction": emoji, "aria-pressed": String(mine), onclick: () => act.react(message, mine ? null : emoji) },
      emoji, count > 1 && el("b", {}, String(count)),
    ));
  const time = `${message.edited ? `${say("edited")} ` : ""}${hour(message.date)}`;
  return el("div", { class: "foot" }, el("span", { class: "reactions" }, reactions), el("time", {}, time));
}

function keyboard(message, act) {
  if (!message.buttons.length) return null;
  const rows = message.buttons.map((row) => el("div", { class: "row" }, row.map((item) => key(message, item, act))));
  return el("div", { class: "keyboard" }, rows);
}

function key(message, item, act) {
  const press = (event) => {
    if (item.copy_text) return act.copy(item.copy_text.text);
    if (item.url) return act.link(item.url, event) || open(item.url);
    return act.tap(message, item, event.currentTarget);
  };
  const about = { class: "key", "data-button": item.text, "data-callback": item.callback_data, onclick: press };
  return button(about, item.text, item.url && el("sup", { "aria-hidden": "true" }, "↗"));
}

function open(url) {
  if (/^https?:/i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
}
