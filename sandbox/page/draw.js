// Small drawing: elements, avatars, marked-up text. People's text only ever becomes text nodes.

export const part = (role) => document.querySelector(`[data-role="${role}"]`);

export function el(tag, about = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(about)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

export const button = (about, ...children) => el("button", { type: "button", ...about }, ...children);

// What is drawn the same stays the same node: a finger on a button, or the focus, must survive news.
export function keeper() {
  const nodes = new Map();
  return (id, signature, make) => {
    const text = JSON.stringify(signature);
    if (nodes.get(id)?.text !== text) nodes.set(id, { text, node: make() });
    return nodes.get(id).node;
  };
}

export function patch(parent, nodes) {
  for (const child of [...parent.childNodes]) if (!nodes.includes(child)) child.remove();
  nodes.forEach((node, i) => {
    if (parent.childNodes[i] !== node) parent.insertBefore(node, parent.childNodes[i] ?? null);
  });
}

const color = (id) => `c${Math.abs(id) % 8}`;

export function avatar(id, name, extra = "") {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const initials = words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
  return el("span", { class: `avatar ${color(id)} ${extra}`, "aria-hidden": "true" }, initials || "?");
}

export const nameColor = (id) => `n${Math.abs(id) % 8}`;

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

// Entities count UTF-16 units, and so do JavaScript's strings.
export function marked(text, entities, follow) {
  const list = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const build = (from, to) => {
    const nodes = [];
    let at = from;
    while (list.length && list[0].offset < to) {
      const entity = list.shift();
      const end = Math.min(entity.offset + entity.length, to);
      if (entity.offset < at || end <= entity.offset) continue;
      if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
      const words = text.slice(entity.offset, end);
      nodes.push(wrap(entity, words, build(entity.offset, end), follow));
      at = end;
    }
    if (at < to) nodes.push(text.slice(at, to));
    return nodes;
  };
  return build(0, text.length);
}

function wrap(entity, words, inside, follow) {
  const kind = entity.type;
  if (TAGS[kind]) return el(TAGS[kind], {}, inside);
  if (kind === "spoiler") return el("span", { class: "spoiler", tabindex: 0 }, inside);
  if (kind === "bot_command") {
    return button({ class: "link", "data-command": words, onclick: () => follow.command(words) }, words);
  }
  if (kind === "url" || kind === "text_link") return link(entity.url ?? words, inside, follow);
  return el("span", { class: kind === "custom_emoji" ? "" : "tag" }, inside);
}

function link(written, inside, follow) {
  const url = /^[a-z]+:/i.test(written) ? written : `https://${written}`;
  if (!/^(https?|mailto|tel):/i.test(url)) return el("span", {}, inside);
  const about = { class: "link", href: url, target: "_blank", rel: "noopener noreferrer" };
  return el("a", { ...about, onclick: (event) => follow.link(url, event) }, inside);
}
