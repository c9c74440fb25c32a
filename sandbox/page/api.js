// Asking the cardboard Telegram: JSON in, JSON out; a refusal is thrown with its reason.

async function answered(response) {
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.error ?? response.statusText), { word: body.word });
  return body;
}

export async function get(path) {
  return answered(await fetch(`/sim/${path}`));
}

export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answered(await fetch(`/sim/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function upload(path, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value != null) form.append(name, value);
  return answered(await fetch(`/sim/${path}`, { method: "POST", body: form }));
}

// Calls `changed` for every event, and `lost` with whether the connection is gone.
export function listen(changed, lost) {
  const source = new EventSource("/events");
  source.onopen = () => lost(false);
  source.onerror = () => lost(true);
  source.onmessage = (event) => changed(JSON.parse(event.data));
}
