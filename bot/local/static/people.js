// The switch for who one is, in the sidebar.

import { byId, el } from "./dom.js";

export function startPeople(changed) {
  byId("person").addEventListener("change", (event) => changed(event.target.value));
}

export function showPeople({ people, users, user, team_id: team }) {
  const options = people.map((id) => el("option", { value: id }, users[id].name));
  byId("person").replaceChildren(...options);
  byId("person").value = user;
  byId("person-about").textContent = [users[user].title, standing(users[user], team)].filter(Boolean).join(" · ");
}

export const announce = (name) => (byId("announced").textContent = `You are now: ${name}`);

function standing(person, team) {
  if (person.team !== team) return "another workspace, by Slack Connect";
  return person.is_guest ? "guest in one channel" : "full member";
}
