// The shortcodes that the page draws; any other stays as it was written.

const EMOJI = {
  bar_chart: "📊",
  bell: "🔔",
  black_circle: "⚫\uFE0F",
  bulb: "💡",
  calendar: "📅",
  chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉",
  clipboard: "📋",
  date: "📅",
  eyes: "👀",
  fast_forward: "⏩",
  hourglass: "⌛",
  hourglass_flowing_sand: "⏳",
  information_source: "ℹ️",
  large_blue_circle: "🔵",
  large_green_circle: "🟢",
  large_orange_circle: "🟠",
  large_yellow_circle: "🟡",
  lock: "🔒",
  mag: "🔍",
  memo: "📝",
  no_entry_sign: "🚫",
  pushpin: "📌",
  question: "❓",
  red_circle: "🔴",
  rotating_light: "🚨",
  speech_balloon: "💬",
  tada: "🎉",
  thumbsup: "👍",
  warning: "⚠️",
  wave: "👋",
  white_check_mark: "✅",
  white_circle: "⚪\uFE0F",
  x: "❌",
  zzz: "💤",
};

export const emoji = (name) => EMOJI[name] ?? null;

export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (code, name) => emoji(name) ?? code);
