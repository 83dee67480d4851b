// What the box to write in offers: the command, and the app's name.

export function completions(text, { command, users, bot }) {
  if (text && command.name.startsWith(text)) return [{ text: `${command.name} `, label: command.name, hint: command.hint }];
  const typed = /(^|\s)@([\w ]*)$/.exec(text);
  const name = users[bot].name;
  if (!typed || !name.toLowerCase().startsWith(typed[2].toLowerCase())) return [];
  const before = text.slice(0, text.length - typed[2].length - 1);
  return [{ text: `${before}@${name} `, label: `@${name}`, hint: "App" }];
}
