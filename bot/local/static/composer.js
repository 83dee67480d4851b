// The box to write in: Enter sends, Shift+Enter begins a line, / and @ are completed.

import { el } from "./dom.js";

export class Composer {
  // submit(text) sends; completions(text) gives [{ text, label, hint }] for what has been typed so far.
  constructor(form, { id, label, submit, completions }) {
    this.submit = submit;
    this.completions = completions;
    this.offered = [];
    this.at = 0;
    this.error = el("p", { class: "error", role: "alert" });
    this.list = el("div", { class: "completions", id: `${id}-list`, role: "listbox", "aria-label": "Suggestions", hidden: true });
    this.box = el("textarea", {
      id, rows: "1", placeholder: label, "aria-label": label, role: "combobox", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-describedby": `${id}-help`, autocomplete: "off", spellcheck: "true",
    });
    this.hint = el("p", { class: "help", id: `${id}-help` }, "Enter sends, Shift+Enter begins a new line");
    const send = el("button", { type: "submit", class: "button primary send" }, "Send");
    form.append(this.list, el("div", { class: "write" }, this.box, send), this.hint, this.error);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("input", () => this.typed());
    this.box.addEventListener("blur", () => this.offer([]));
  }

  label(text) {
    this.box.setAttribute("aria-label", text);
    this.box.placeholder = text;
  }

  key(event) {
    if (event.isComposing) return;
    const open = this.offered.length > 0;
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) this.mark(this.at + (event.key === "ArrowDown" ? 1 : -1));
    else if (open && event.key === "Escape") this.offer([]);
    else if (open && event.key === "Tab" && !event.shiftKey) this.take();
    else if (event.key === "Enter" && !event.shiftKey) {
      if (open && this.offered[this.at].text.trim() !== this.box.value.trim()) this.take();
      else this.send();
    } else return;
    event.preventDefault();
  }

  typed() {
    this.error.textContent = "";
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight}px`;
    this.offer(this.completions(this.box.value));
  }

  offer(completions) {
    this.offered = completions;
    this.list.hidden = !completions.length;
    this.box.setAttribute("aria-expanded", String(completions.length > 0));
    this.list.replaceChildren(...completions.map((each, at) => this.option(each, at)));
    this.mark(0);
  }

  option(completion, at) {
    const pick = (event) => {
      event.preventDefault();
      this.at = at;
      this.take();
    };
    const attributes = { role: "option", id: `${this.box.id}-option-${at}`, class: "completion", onpointerdown: pick };
    return el("div", attributes, el("strong", {}, completion.label), el("span", {}, completion.hint));
  }

  mark(at) {
    const options = [...this.list.children];
    this.at = options.length ? (at + options.length) % options.length : 0;
    options.forEach((option, each) => option.setAttribute("aria-selected", String(each === this.at)));
    const active = options[this.at];
    if (active) this.box.setAttribute("aria-activedescendant", active.id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  take() {
    this.box.value = this.offered[this.at].text;
    this.typed();
    this.offer([]);
  }

  async send() {
    const text = this.box.value.trim();
    if (!text) return;
    this.box.value = "";
    this.typed();
    try {
      await this.submit(text);
    } catch (error) {
      if (!this.box.value) this.box.value = text;
      this.typed();
      this.error.textContent = error.message;
    }
  }
}
