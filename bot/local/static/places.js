// Where the keyboard is in a part of the page, so that it is there again after a redraw.

const FOCUSABLE = "button, input, select, textarea";

// The place in `root`: the element of Slack's and the text selected in it; null when the keyboard is elsewhere.
export function placeIn(root) {
  const active = document.activeElement;
  if (!root?.contains(active)) return null;
  const { block, action } = active.closest("[data-action]")?.dataset ?? {};
  return { block, action, at: selectionOf(active) };
}

// Focuses the same element: of the same block, or else (Slack's own block ids change) one of the same action.
export function returnTo(root, { block, action, at }) {
  const target = action && (inside(root, { block, action }) ?? inside(root, { action }));
  const found = target ?? root.querySelector(FOCUSABLE);
  (found ?? root).focus();
  if (target && at) target.setSelectionRange?.(...at);
  return found;
}

export function inside(root, { block, action }) {
  const ofBlock = block ? `[data-block="${CSS.escape(block)}"]` : "";
  const node = root.querySelector(`[data-action="${CSS.escape(action)}"]${ofBlock}`);
  return node?.matches(FOCUSABLE) ? node : node?.querySelector(FOCUSABLE) ?? null;
}

// Fields such as dates and numbers have no selection to tell.
function selectionOf(node) {
  return typeof node.selectionStart === "number" ? [node.selectionStart, node.selectionEnd] : null;
}
