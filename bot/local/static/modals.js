// The modals that are open for the person: the top one of their stack as a dialog.

import { send } from "./api.js";
import { blocks } from "./blocks.js";
import { byId } from "./dom.js";
import { keepFilled, values } from "./fields.js";
import { showErrors } from "./forms.js";
import { pressedOn } from "./messages.js";
import { plainText } from "./mrkdwn.js";
import { inside, placeIn, returnTo } from "./places.js";

const FOCUSABLE = "button, input, select, textarea, a[href], [tabindex='0']";

export class Modals {
  // context() gives { names, directory }; refocus() is called when no modal is open any more.
  constructor(context, refocus) {
    this.context = context;
    this.refocus = refocus;
    this.dialog = byId("modal");
    this.drawn = new Map();
    this.view = null;
    this.busy = false;
    this.dialog.addEventListener("cancel", (event) => this.cancelled(event));
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    byId("modal-form").addEventListener("submit", (event) => this.submit(event));
    byId("modal-close").addEventListener("click", () => this.close(false));
    byId("modal-end").addEventListener("click", () => this.close(true));
  }

  // Draws the stack as it stands; what was filled in below the top one is kept for when it is on top again.
  show(stack) {
    const top = stack.at(-1) ?? null;
    const open = new Set(stack.map((view) => view.id));
    for (const id of this.drawn.keys()) if (!open.has(id)) this.drawn.delete(id);
    if (!top) return this.hide();
    byId("modal-end").setAttribute("aria-label", stack.length > 1 ? "Close all" : "Close");
    if (top.id !== this.view?.id || top.hash !== this.view.hash) this.draw(top);
  }

  hide() {
    this.view = null;
    if (!this.dialog.open) return;
    this.dialog.close();
    this.refocus();
  }

  draw(view) {
    const before = this.drawn.get(view.id);
    const isNew = view.id !== this.view?.id;
    this.view = view;
    this.frame(view);
    if (before?.hash !== view.hash) this.drawn.set(view.id, { hash: view.hash, node: this.content(view, before?.node) });
    const { node } = this.drawn.get(view.id);
    const place = placeIn(before?.node);
    const wasForm = before?.node.querySelector(".a-field");
    byId("modal-content").replaceChildren(node);
    if (isNew) byId("modal-content").scrollTop = 0;
    if (!this.dialog.open) this.dialog.showModal();
    if (isNew || !wasForm) this.enter(view, node);
    else if (place) returnTo(node, place);
  }

  // The field that the app wishes, else the first one, else what can be pressed, else the title.
  enter(view, node) {
    const wished = focusOnLoad(view);
    const first = node.querySelector(".input input, .input select, .input textarea") ?? node.querySelector(FOCUSABLE);
    const target = (wished && inside(node, wished)) ?? first ?? byId("modal-title");
    target.focus();
  }

  frame(view) {
    byId("modal-title").textContent = plainText(view.title);
    byId("modal-submit").textContent = plainText(view.submit) || "Submit";
    byId("modal-submit").hidden = !view.submit;
    byId("modal-close").textContent = plainText(view.close) || (view.submit ? "Cancel" : "Close");
    byId("modal-trouble").textContent = "";
    // What only says something takes the place of the empty modal, whose title has the focus: it is read aloud.
    byId("modal-content").setAttribute("aria-live", view.submit ? "off" : "polite");
  }

  content(view, before) {
    const press = (block, pressed, chosen, filled) => this.press(view.id, pressedOn(block, pressed, chosen, filled));
    const node = blocks(view.blocks, { surface: view.id, ...this.context(), press });
    if (before) keepFilled(before, node);
    return node;
  }

  async press(view, pressed) {
    await this.attempt(() => send("press", { view, ...pressed }));
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy || !this.view?.submit) return;
    this.busy = true;
    byId("modal-submit").setAttribute("aria-busy", "true");
    showErrors(this.dialog, {});
    const answer = await this.attempt(() => send("submit", { view: this.view.id, values: values(this.dialog) }));
    this.busy = false;
    byId("modal-submit").removeAttribute("aria-busy");
    if (answer?.errors) showErrors(this.dialog, answer.errors);
    else if (answer?.reason) byId("modal-trouble").textContent = answer.reason;
  }

  async close(whole) {
    if (!this.view || this.busy) return;
    await this.attempt(() => send("close", { view: this.view.id, whole }));
  }

  async attempt(doing) {
    byId("modal-trouble").textContent = "";
    try {
      return await doing();
    } catch (error) {
      byId("modal-trouble").textContent = error.message;
      return undefined;
    }
  }

  cancelled(event) {
    if (event.target !== this.dialog) return;
    event.preventDefault();
    this.close(true);
  }

  // Esc closes; Tab goes round inside the dialog and not out to the browser.
  key(event) {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      this.close(true);
    }
    if (event.key !== "Tab") return;
    const stops = [...this.dialog.querySelectorAll(FOCUSABLE)].filter((each) => each.tabIndex >= 0 && each.checkVisibility());
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (document.activeElement !== from) return;
    event.preventDefault();
    to.focus();
  }
}

function focusOnLoad(view) {
  for (const block of view.blocks) {
    const elements = [block.element, block.accessory, ...(block.elements ?? [])];
    const found = elements.find((each) => each?.focus_on_load);
    if (found) return { block: block.block_id, action: found.action_id };
  }
  return null;
}
