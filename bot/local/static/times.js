// Moments in the workspace's own time zone; the workspace's clock ticks on from what it last said.

let zone = "Europe/London";
let offset = 0;

export function setTime({ now, timezone }) {
  zone = timezone;
  offset = Date.parse(now) - Date.now();
}

export const now = () => new Date(Date.now() + offset);

export const moment = (ts) => new Date(Number.parseFloat(ts) * 1000);

export function written(date, options) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(date);
}

export const clockTime = (date) => written(date, { hour: "2-digit", minute: "2-digit" });

export const day = (date) => written(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

// What an <input type="datetime-local"> takes.
export function localInput(date) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).formatToParts(date);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

const SHORT = { day: "numeric", month: "short", year: "numeric" };
const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const FORMATS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { day: "numeric", month: "long", year: "numeric" },
  date_short: SHORT,
  date_long: LONG,
  date_pretty: { day: "numeric", month: "long", year: "numeric" },
  date_short_pretty: SHORT,
  date_long_pretty: LONG,
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

// Slack's <!date^seconds^format|fallback>: the format with its {tokens} filled in.
export function slackDate(seconds, format, fallback) {
  const date = new Date(Number(seconds) * 1000);
  if (!Number.isFinite(date.getTime())) return fallback;
  return format.replace(/\{(\w+)\}/g, (token, name) => (name in FORMATS ? written(date, FORMATS[name]) : token));
}
