// The two tabs of the direct message with the app: Home, which the app publishes, and Messages.

import { send } from "./api.js";
import { blocks } from "./blocks.js";
import { byId, el } from "./dom.js";
import { keepFilled } from "./fields.js";
import { pressedOn } from "./messages.js";
import { placeIn, returnTo } from "./places.js";

const TABS = ["home", "messages"];

export class Home {
  // context() gives { names, directory }; opened(tab) is called when a tab is chosen; failed(message) shows an error.
  constructor({ context, opened, failed }) {
    this.context = context;
    this.failed = failed;
    this.view = null;
    for (const tab of TABS) byId(`tab-${tab}`).addEventListener("click", () => opened(tab));
    byId("tabs").addEventListener("keydown", (event) => {
      const to = { ArrowLeft: "home", Home: "home", ArrowRight: "messages", End: "messages" }[event.key];
      if (!to) return;
      event.preventDefault();
      opened(to);
      byId(`tab-${to}`).focus();
    });
  }

  // Shows the tabs in a direct message (tab is home or messages) and neither tab elsewhere (tab is null).
  select(tab) {
    byId("tabs").hidden = tab === null;
    byId("home").hidden = tab !== "home";
    byId("stream").hidden = tab === "home";
    for (const each of TABS) {
      byId(`tab-${each}`).setAttribute("aria-selected", String(each === tab));
      byId(`tab-${each}`).tabIndex = each === tab ? 0 : -1;
    }
    const panel = { role: "tabpanel", "aria-labelledby": "tab-messages" };
    for (const [name, value] of Object.entries(panel)) {
      if (tab === null) byId("stream").removeAttribute(name);
      else byId("stream").setAttribute(name, value);
    }
    if (tab) send("home", { tab }).catch((error) => this.failed(error.message));
  }

  // Draws the Home as it was published last; the keyboard's place and what was filled in stay.
  show(view) {
    if (view && view.hash === this.view?.hash) return;
    this.view = view;
    const node = view ? this.drawn(view) : el("p", { class: "empty" }, "The app has not published a Home for you yet.");
    const before = byId("home").firstElementChild;
    const place = placeIn(before);
    if (before) keepFilled(before, node);
    byId("home").replaceChildren(node);
    if (place && !returnTo(node, place)) byId("home").focus();
  }

  drawn(view) {
    const press = async (block, pressed, chosen, values) => {
      try {
        await send("press", { view: view.id, ...pressedOn(block, pressed, chosen, values) });
      } catch (error) {
        this.failed(error.message);
      }
    };
    return blocks(view.blocks, { surface: view.id, ...this.context(), press });
  }
}
