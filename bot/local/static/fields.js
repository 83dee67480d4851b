// What stands in the fields of a part of the page: read for the bot, and kept over a redraw.

const held = new WeakMap();

// A field of Slack's: `read` gives what is chosen or written as a list of texts, `write` puts such a list in.
export function field(node, own, payload, { read, write }) {
  node.dataset.block = own.block.block_id;
  node.dataset.action = payload.action_id;
  node.dataset.kind = payload.type;
  node.classList.add("a-field");
  held.set(node, { read, write });
  return node;
}

const fieldsIn = (root) => [...root.querySelectorAll(".a-field")].filter((node) => held.has(node));

// { block_id: { action_id: [chosen] } }
export function values(root) {
  const found = {};
  for (const node of fieldsIn(root)) (found[node.dataset.block] ??= {})[node.dataset.action] = held.get(node).read();
  return found;
}

// Puts what stood in `before` into the same fields (same ids, same kind) of `after`, as Slack does.
export function keepFilled(before, after) {
  const known = new Map(fieldsIn(before).map((node) => [keyOf(node), held.get(node).read()]));
  for (const node of fieldsIn(after)) {
    if (known.has(keyOf(node))) held.get(node).write(known.get(keyOf(node)));
  }
}

const keyOf = (node) => [node.dataset.block, node.dataset.action, node.dataset.kind].join("\n");
