// Writing: text, replies, corrections, files, and the bot's commands while one types a slash.

import { get, post, upload } from "./api.js";
import { avatar, button, el, part } from "./draw.js";
import { menu, toast } from "./panels.js";
import { failed, say } from "./words.js";

// `here` gives the place of writing: {me, chat, topic, people}; `switchTo` changes who one is.
export function composer(here, switchTo) {
  const text = part("text");
  let replying = null;
  let editing = null;

  function grow() {
    text.style.height = "auto";
    if (text.scrollHeight) text.style.height = `${Math.min(text.scrollHeight, 140)}px`;
  }

  function clear() {
    replying = editing = null;
    text.value = "";
    draw();
  }

  function draw() {
    const about = editing ?? replying;
    part("quote").hidden = !about;
    if (about) {
      const title = editing ? say("editing") : about.from.name;
      const words = about.text || say(about.media?.kind ?? "poll");
      part("quote").replaceChildren(
        el("span", { class: "lines" }, el("b", {}, title), el("span", {}, words)),
        button({ class: "round", "aria-label": say("cancel"), "data-role": "cancel", onclick: clear }, "✕"),
      );
    }
    grow();
    suggest();
  }

  function suggest() {
    const { chat } = here();
    const typed = /^\/(\w*)$/.exec(text.value);
    const fitting = typed ? chat.commands.filter((c) => c.command.startsWith(typed[1])) : [];
    part("commands").hidden = !fitting.length;
    part("commands").replaceChildren(...fitting.map((c) =>
      button({ "data-suggest": c.command, onclick: () => { text.value = `/${c.command} `; draw(); text.focus(); } },
        el("b", {}, `/${c.command}`), el("span", {}, c.description))));
  }

  async function send(fields) {
    const { me, chat, topic } = here();
    const where = { as: me, chat: chat.id, thread: topic, reply_to: replying?.id };
    try {
      if (fields.file) await upload("say", { ...where, ...fields });
      else if (editing) await post("edit", { ...where, message_id: editing.id, ...fields });
      else await post("say", { ...where, ...fields });
      clear();
    } catch (error) {
      toast(failed(error));
    }
  }

  function sendText() {
    if (text.value.trim()) send({ text: text.value });
  }

  part("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    sendText();
  });
  text.addEventListener("input", draw);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendText();
  });

  const caption = () => text.value.trim() || undefined;
  part("attach").addEventListener("click", (event) => menu(event, [
    [say("sample_photo"), () => send({ media: { kind: "photo", name: `muestra-${Date.now() % 1000}` }, caption: caption() }), { "data-attach": "photo" }],
    [say("sample_voice"), () => send({ media: { kind: "voice", seconds: 12 }, caption: caption() }), { "data-attach": "voice" }],
    [say("own_file"), () => part("file").click(), { "data-attach": "file" }],
  ]));
  part("file").addEventListener("change", () => {
    const [file] = part("file").files;
    part("file").value = "";
    if (!file) return;
    const kinds = [["image/jpeg", "photo"], ["image/png", "photo"], ["image/webp", "photo"], ["audio/", "voice"], ["video/", "video"]];
    const kind = kinds.find(([type]) => file.type.startsWith(type))?.[1] ?? "document";
    send({ file, kind, caption: caption() });
  });
  part("self").addEventListener("click", async (event) => {
    const { me, people } = here();
    const others = people.filter((person) => person.id !== me);
    menu(event, others.map((person) => [person.name, () => switchTo(person.id), { "data-person": person.id }]));
  });

  return {
    clear,
    reply(message) { replying = message; editing = null; draw(); text.focus(); },
    edit(message) { editing = message; replying = null; text.value = message.text; draw(); text.focus(); },
    command: (words) => send({ text: words }),
    self(person) {
      part("self").replaceChildren(avatar(person.id, person.name, "small"));
      const name = say("you_are", { name: person.name });
      part("self").setAttribute("aria-label", name);
      part("self").title = name;
    },
  };
}

export async function answerOf(tap) {
  return get(`answers/${tap}`);
}
