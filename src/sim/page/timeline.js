// The scrolling list of a chat's messages. It changes only what changed, keeps to the bottom while the reader is
// there, and keeps what the reader looks at in its place when messages above it are edited.

import { h, fill, icon } from "./dom.js";
import { messageParts } from "./message.js";
import { dayKey, fullDate } from "./time.js";
import { t } from "./words.js";

const NEAR_BOTTOM_PX = 48;
const RUN_MS = 15 * 60 * 1000;
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const BUSY_MS = 2500;

export class Timeline {
  /** `actions` are those of a message, with `tap(message, row, column)`; `hue(id)` gives a person's colour. */
  constructor(actions, hue) {
    this.actions = actions;
    this.hue = hue;
    this.shown = new Map();
    this.messages = [];
    this.atBottom = true;
    this.fresh = 0;
    this.list = h("div", { class: "messages", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": t("messages") });
    this.scroller = h("div", { class: "scroller", tabindex: "0", role: "group", "aria-label": t("messages"), onscroll: () => this.#scrolled() }, this.list);
    this.count = h("span", { class: "badge", hidden: true });
    this.jumpButton = h(
      "button",
      { type: "button", class: "to-bottom", "aria-label": t("toBottom"), hidden: true, onclick: () => this.toBottom(true) },
      icon("down"),
      this.count,
    );
    this.element = h("div", { class: "timeline" }, this.scroller, this.jumpButton);
    const sizes = new ResizeObserver(() => this.atBottom && this.toBottom());
    for (const element of [this.scroller, this.list]) sizes.observe(element);
  }

  /** Forgets everything, before another chat is shown. */
  clear() {
    this.shown.clear();
    this.messages = [];
    this.fresh = 0;
    this.atBottom = true;
    this.list.replaceChildren();
    this.#showJump();
  }

  /** Shows these messages, in this order. */
  show(messages, group) {
    const first = this.shown.size === 0;
    const known = new Set(this.messages.map((message) => message.id));
    const added = messages.filter((message) => !known.has(message.id));
    const keep = this.atBottom ? null : this.#anchor();
    this.list.setAttribute("aria-busy", String(first));
    this.messages = messages;
    this.#place(this.#nodes(messages, group, first));
    this.list.setAttribute("aria-busy", "false");

    if (first || this.atBottom || added.some((message) => message.own)) this.toBottom();
    else {
      this.fresh += added.length;
      if (keep?.node.isConnected) this.scroller.scrollTop += keep.node.getBoundingClientRect().top - keep.top;
    }
    this.#showJump();
  }

  /** Ends the waiting of every pressed button: the bot has answered. */
  settle() {
    for (const button of this.list.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
  }

  /** Scrolls to the newest message. */
  toBottom(smoothly = false) {
    this.atBottom = true;
    this.fresh = 0;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smoothly && !CALM.matches ? "smooth" : "instant" });
    this.#showJump();
  }

  /** Scrolls to a message and points at it. */
  jump(id) {
    const node = this.shown.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    pulse(node, "pointed");
  }

  /** The nodes in order, days between them; unchanged ones are the same nodes as before. */
  #nodes(messages, group, first) {
    const nodes = [];
    const present = new Set();
    const find = (id) => messages.find((message) => message.id === id);
    let day = null;
    for (const [index, message] of messages.entries()) {
      const messageDay = message.at ? dayKey(message.at) : day;
      if (messageDay !== day) {
        day = messageDay;
        present.add(day);
        nodes.push(this.#day(day, message.at));
      }
      const view = {
        group,
        first: !sameRun(messages[index - 1], message),
        last: !sameRun(message, messages[index + 1]),
        hue: this.hue,
        find,
      };
      present.add(message.id);
      nodes.push(this.#message(message, view, first));
    }
    for (const key of this.shown.keys()) if (!present.has(key)) this.shown.delete(key);
    return nodes;
  }

  #day(key, at) {
    const known = this.shown.get(key);
    if (known) return known.node;
    const node = h("p", { class: "day" }, h("span", null, fullDate(at)));
    this.shown.set(key, { node });
    return node;
  }

  #message(message, view, first) {
    const signature = JSON.stringify([message, view.group, view.first, view.last]);
    const known = this.shown.get(message.id);
    if (known?.signature === signature) return known.node;
    const node = known?.node ?? h("article");
    if (message.service) {
      fill(node, h("span", { lang: "vi" }, String(message.service)));
      node.className = "day";
      this.shown.set(message.id, { node, signature });
      return node;
    }
    const classes = ["message", message.own ? "own" : "other", view.last && "last", message.keyboard?.length > 0 && "has-keyboard"];
    const focused = known && focusedKey(node);
    fill(node, messageParts(message, view, this.#actionsOf(message)));
    node.className = classes.filter(Boolean).join(" ");
    if (focused) node.querySelector(focused)?.focus({ preventScroll: true });
    if (!known && !first) pulse(node, "arriving");
    if (known && known.text !== message.text) pulse(node, "changed");
    this.shown.set(message.id, { node, signature, text: message.text });
    return node;
  }

  #actionsOf(message) {
    return {
      ...this.actions,
      jump: (id) => this.jump(id),
      tap: (row, column, button) => {
        if (button.getAttribute("aria-busy") === "true") return;
        button.setAttribute("aria-busy", "true");
        const done = () => button.removeAttribute("aria-busy");
        // An edit or a short answer ends the waiting; a press that shows nothing ends it after a while.
        this.actions.tap(message, row, column).then((worked) => setTimeout(done, worked ? BUSY_MS : 0));
      },
    };
  }

  /** Makes the list's children these nodes with as few moves as it takes. */
  #place(nodes) {
    const wanted = new Set(nodes);
    for (const child of [...this.list.children]) if (!wanted.has(child)) child.remove();
    let position = this.list.firstElementChild;
    for (const node of nodes) {
      if (node === position) position = position.nextElementSibling;
      else this.list.insertBefore(node, position);
    }
  }

  /** The first message in sight and where it stands. */
  #anchor() {
    const top = this.scroller.getBoundingClientRect().top;
    const node = [...this.list.children].find((child) => child.getBoundingClientRect().bottom > top);
    return node && { node, top: node.getBoundingClientRect().top };
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.atBottom = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    if (this.atBottom) this.fresh = 0;
    this.#showJump();
  }

  #showJump() {
    this.jumpButton.hidden = this.atBottom;
    this.count.hidden = this.fresh === 0;
    this.count.textContent = String(this.fresh);
  }
}

/** Whether two messages belong together: one person, close in time. */
function sameRun(one, other) {
  if (!one || !other || one.service || other.service) return false;
  return one.from?.id === other.from?.id && dayKey(one.at ?? 0) === dayKey(other.at ?? 0) && Math.abs((other.at ?? 0) - (one.at ?? 0)) < RUN_MS;
}

/** A selector for the button of a keyboard that has the focus, so that it has it again after an edit. */
function focusedKey(node) {
  const active = document.activeElement;
  if (!node.contains(active) || active.dataset.row === undefined) return null;
  return `[data-row="${active.dataset.row}"][data-column="${active.dataset.column}"]`;
}

function pulse(node, name) {
  node.classList.remove(name);
  void node.offsetWidth; // Lets the animation start again.
  node.classList.add(name);
  node.addEventListener("animationend", () => node.classList.remove(name), { once: true });
}
