// The page's own words and its dates, in the language chosen and the community's time zone.

let catalog = {};
let locale = "es";
let zone = "UTC";

export async function speak(language, timeZone) {
  const answer = await fetch(`words/${language}.json`);
  catalog = await answer.json();
  locale = language.replace("_", "-");
  zone = timeZone;
  document.documentElement.lang = locale;
}

export function say(key, about = {}) {
  return (catalog[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => about[name] ?? "");
}

// Why something could not be done: in the language chosen, where it has a word for it.
export function failed(error) {
  return say("failed", { why: catalog[error.word] ?? error.message });
}

function parts(seconds, options) {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  return Object.fromEntries(format.formatToParts(seconds * 1000).map((p) => [p.type, p.value]));
}

// «viernes 4 de diciembre»
export function dateInWords(seconds) {
  return say("date", parts(seconds, { weekday: "long", day: "numeric", month: "long" }));
}

export function hour(seconds) {
  const { hour: h, minute } = parts(seconds, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${h}:${minute}`;
}

// The day as a key that can be compared: 2026-12-04
export function day(seconds) {
  const p = parts(seconds, { year: "numeric", month: "2-digit", day: "2-digit" });
  return `${p.year}-${p.month}-${p.day}`;
}

export function dayInWords(seconds, now) {
  if (day(seconds) === day(now)) return say("today");
  if (day(seconds) === day(now - 86400)) return say("yesterday");
  return dateInWords(seconds);
}

// Short, for the list of chats: the hour today, else the day and month.
export function when(seconds, now) {
  if (day(seconds) === day(now)) return hour(seconds);
  const p = parts(seconds, { day: "numeric", month: "short" });
  return `${p.day} ${p.month.replace(".", "")}`;
}

export function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

export function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
