// The workspace's clock in the header, and the panel that moves it.

import { send } from "./api.js";
import { byId } from "./dom.js";
import { localInput, now, setTime, written } from "./times.js";

const SHOWN = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };

export function tick() {
  byId("now").textContent = written(now(), SHOWN);
  byId("now").dateTime = now().toISOString();
}

function toggle(open) {
  byId("clock-panel").hidden = !open;
  byId("clock").setAttribute("aria-expanded", String(open));
  if (!open) return;
  byId("clock-to").value = localInput(now());
  byId("clock-to").focus();
}

async function move(change) {
  setTime(await send("clock", change));
  tick();
  byId("clock-to").value = localInput(now());
}

export function startClock() {
  tick();
  setInterval(tick, 1000);
  byId("clock").addEventListener("click", () => toggle(byId("clock-panel").hidden));
  byId("clock-form").addEventListener("submit", (event) => {
    event.preventDefault();
    move({ to: byId("clock-to").value });
  });
  for (const button of byId("clock-steps").children) {
    button.addEventListener("click", () => move({ minutes: Number(button.dataset.minutes) }));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || byId("clock-panel").hidden) return;
    toggle(false);
    byId("clock").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".clock")) toggle(false);
  });
}
