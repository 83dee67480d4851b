// The page's requests to the workspace, all as one person.

export const user = new URLSearchParams(location.search).get("user") ?? "";
const HEADERS = { "X-Local-Workspace": "page" };

export class Refused extends Error {}

async function answered(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.reason || body.error || `The workspace answered ${response.status}.`);
  return body;
}

export async function read(path, parameters = {}) {
  const query = new URLSearchParams({ user, ...parameters });
  return answered(await fetch(`/page/${path}?${query}`, { headers: HEADERS }));
}

export async function send(path, body) {
  const headers = { ...HEADERS, "Content-Type": "application/json" };
  return answered(await fetch(`/page/${path}`, { method: "POST", headers, body: JSON.stringify({ user, ...body }) }));
}
