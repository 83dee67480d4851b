// The page's requests to the workspace, all as one person, who may be changed.

export const me = { id: new URLSearchParams(location.search).get("user") ?? "" };
const HEADERS = { "X-Local-Workspace": "page" };

export class Refused extends Error {}

export function speakAs(id) {
  me.id = id;
  const address = new URL(location.href);
  address.searchParams.set("user", id);
  history.replaceState(null, "", address);
}

async function answered(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.reason || body.error || `The workspace answered ${response.status}.`);
  return body;
}

export async function read(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams({ user: me.id, ...parameters });
  return answered(await fetch(`/page/${path}?${query}`, { headers: HEADERS, signal }));
}

export async function send(path, body) {
  const headers = { ...HEADERS, "Content-Type": "application/json" };
  const sent = JSON.stringify({ user: me.id, ...body });
  return answered(await fetch(`/page/${path}`, { method: "POST", headers, body: sent }));
}
