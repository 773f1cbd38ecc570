// One phone: who holds it, that person's chats, the chat that is open, and what the person does in it.

import { h, fill, icon, iconButton, avatar, botAvatar, gong, hueOf } from "./dom.js";
import { act, getChat } from "./api.js";
import { Composer } from "./composer.js";
import { summary } from "./message.js";
import { openAlert, openSheet, toastPlace } from "./overlay.js";
import { Timeline } from "./timeline.js";
import { t } from "./words.js";

export class Phone {
  /**
   * `town` is the page's shared picture of the town. `onChange(personaId, chatId)` is told who holds the phone and
   * which chat is open, to be remembered.
   */
  constructor(town, personaId, chatId, onChange) {
    this.town = town;
    this.personaId = personaId;
    this.chatId = chatId;
    this.onChange = onChange;
    this.asking = null;
    this.again = false;
    this.loaded = null;
    this.device = h("div", { class: "device" });
    this.toasts = toastPlace();
    this.timeline = new Timeline(
      { tap: (message, row, col) => this.#act({ action: "tap", message_id: message.id, row, col }), command: (text) => this.#act({ action: "say", text }), link: (url) => this.#link(url) },
      (id) => town.persona(id)?.avatar_hue ?? hueOf(id),
    );
    this.composer = new Composer({
      host: this.device,
      send: (action) => this.#act(action),
      tell: (text) => this.toasts.show(text),
      samples: () => town.samples,
    });
    this.#build();
    this.#fetchDraft();
    this.update();
  }

  #build() {
    this.nameTag = h("button", { type: "button", class: "name-tag", "aria-haspopup": "dialog", onclick: () => this.choosePersona() });
    this.bar = h("header", { class: "chat-bar" });
    this.tabs = h("nav", { class: "chat-tabs", "aria-label": t("chats") });
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true });
    this.empty = h("div", { class: "empty", hidden: true });
    this.footer = h("footer", { class: "chat-foot" });
    this.timeline.element.append(this.empty, this.toasts.element);
    this.device.append(this.bar, this.tabs, this.pinned, this.timeline.element, this.footer);
    this.element = h("section", { class: "phone" }, this.nameTag, this.device);
  }

  get persona() {
    return this.town.persona(this.personaId);
  }

  /** The chat that is open: the one chosen before if the person is still in it, otherwise the first. */
  get chat() {
    const chats = this.persona?.chats ?? [];
    return chats.find((chat) => chat.id === this.chatId) ?? chats[0];
  }

  /** Gives the phone to somebody else. */
  hold(personaId, chatId = null) {
    this.keepDraft();
    this.personaId = personaId;
    this.chatId = chatId;
    this.loaded = null;
    this.timeline.clear();
    this.#fetchDraft();
    this.update();
    this.refresh();
    this.onChange(personaId, this.chat?.id);
  }

  /** Draws what comes from the town's state: name, chats, unread counts, whether the bot is blocked. */
  update() {
    const persona = this.persona;
    if (!persona) return;
    this.element.setAttribute("aria-label", t("phoneOf", { name: persona.name }));
    const elsewhere = persona.chats.some((chat) => chat.unread > 0 && chat.id !== this.chat?.id);
    this.nameTag.setAttribute("aria-label", `${persona.name}, ${persona.role_hint}. ${elsewhere ? `${t("unreadSome")}. ` : ""}${t("choosePersona")}`);
    fill(this.nameTag, avatar(persona.name, persona.avatar_hue), h("span", { class: "name-words" }, h("b", null, persona.name), h("small", { lang: "vi" }, persona.role_hint)), elsewhere && h("span", { class: "dot" }), icon("down"));
    this.#drawBar(persona);
    this.#drawTabs(persona);
    this.#drawFoot(persona);
  }

  #drawBar(persona) {
    const chat = this.chat;
    const isPrivate = chat?.kind === "private";
    const title = isPrivate ? this.town.state.bot.name : (chat?.title ?? "");
    const picture = isPrivate ? botAvatar() : avatar(title, hueOf(chat?.id ?? 0));
    const words = h("span", { class: "name-words" }, h("b", { lang: "vi" }, title), h("small", { class: "chat-kind" }, t(isPrivate ? "bot" : "group")), h("small", { class: "holder", lang: "vi" }, `${persona.name} · ${persona.role_hint}`));
    const menu = iconButton("more", t("chatMenu"), () => this.#openMenu(persona));
    fill(this.bar, picture, words, menu);
  }

  #drawTabs(persona) {
    this.tabs.hidden = persona.chats.length < 2;
    fill(this.tabs, persona.chats.map((chat) => {
      const open = chat.id === this.chat.id;
      const title = chat.kind === "private" ? t("privateTab") : chat.title;
      const unread = !open && chat.unread > 0 && h("span", { class: "badge", "aria-label": t("unread", { n: chat.unread }) }, String(chat.unread));
      return h("button", { type: "button", class: "tab", "aria-current": open ? "true" : null, onclick: () => this.#open(chat.id) }, icon(chat.kind === "private" ? "send" : "people"), h("span", null, title), unread);
    }));
  }

  /** Below the messages: the composer, or the one button that makes sense instead of it. */
  #drawFoot(persona) {
    const chat = this.chat;
    const blocked = persona.blocked && chat?.kind === "private";
    const starts = !blocked && chat?.kind === "private" && this.loaded?.messages.length === 0;
    const button = (label, action) => h("button", { type: "button", class: "primary wide", onclick: () => this.#act({ action }) }, t(label));
    const wanted = blocked ? "blocked" : starts ? "start" : "composer";
    this.footer.hidden = !chat;
    if (this.footKind === wanted) return;
    this.footKind = wanted;
    if (blocked) fill(this.footer, h("p", { class: "hint" }, t("blockedNote", { name: persona.name })), button("unblock", "unblock"));
    else if (starts) fill(this.footer, button("start", "start"));
    else fill(this.footer, this.composer.element);
  }

  /** Asks the server for the open chat again; what happens while it is asked is asked for right after. */
  async refresh() {
    const { chat, personaId } = this;
    const key = this.#key();
    if (!chat) return;
    if (this.asking === key) {
      this.again = true;
      return;
    }
    this.asking = key;
    do {
      this.again = false;
      // Out of reach: the stream of events says when the town is back, and then everything is asked again.
      const answer = await getChat(chat.id, personaId).catch(() => null);
      if (this.asking !== key || this.#key() !== key) return; // Another chat was opened meanwhile.
      if (answer) this.#take(answer);
    } while (this.again && this.#key() === key);
    if (this.asking === key) this.asking = null;
  }

  #take(answer) {
    const { chat } = this;
    this.loaded = answer;
    this.composer.setCommands(answer.commands ?? []);
    this.#drawEmpty(answer.messages.length === 0);
    this.#drawPinned(answer.messages);
    chat.unread = 0;
    this.update();
    this.timeline.show(answer.messages, chat.kind !== "private");
  }

  #drawEmpty(isEmpty) {
    this.empty.hidden = !isEmpty;
    if (!isEmpty) return;
    const isPrivate = this.chat.kind === "private";
    fill(this.empty, isPrivate ? gong() : icon("people"), h("b", null, t("emptyChat")), h("p", null, t(isPrivate ? "emptyPrivate" : "emptyGroup")));
  }

  #drawPinned(messages) {
    const message = messages.filter((candidate) => candidate.pinned).at(-1);
    this.pinned.hidden = !message;
    if (!message) return;
    fill(this.pinned, icon("pushpin"), h("span", null, h("b", null, t("pinned")), h("span", { class: "pinned-text", lang: "vi" }, summary(message))));
    this.pinned.onclick = () => this.timeline.jump(message.id);
  }

  /** A short answer of the bot to a press; an alert has to be closed. */
  answer({ text, alert, url }) {
    this.timeline.settle();
    if (url && !this.#link(url)) window.open(url, "_blank", "noopener");
    if (!text) return;
    if (alert) openAlert(this.device, this.town.state.bot.name, text);
    else this.toasts.show(text);
  }

  /** Performs an action as this person in this chat; answers whether it worked. */
  async #act(action) {
    if (!this.chat) return false;
    try {
      await act({ as: this.personaId, chat: this.chat.id, ...action });
      return true;
    } catch (error) {
      this.toasts.show(t("failed", { reason: error.message }));
      return false;
    } finally {
      // The stream will say so too; asking at once makes the phone feel immediate.
      this.refresh();
    }
  }

  /** Links into Telegram are followed inside the town; the rest are left to the browser. */
  #link(url) {
    if (!/^(https?:\/\/(t|telegram)\.me\/|tg:)/i.test(url)) return false;
    this.#act({ action: "press_link", url });
    return true;
  }

  #open(chatId) {
    if (chatId === this.chat?.id) return;
    this.hold(this.personaId, chatId);
  }

  #key() {
    return `${this.personaId}:${this.chat?.id}`;
  }

  /** Puts aside what is written and not sent. */
  keepDraft() {
    this.town.drafts.set(this.#key(), this.composer.draft);
  }

  #fetchDraft() {
    this.composer.draft = this.town.drafts.get(this.#key()) ?? "";
  }

  /** Asks who shall hold this phone. */
  choosePersona() {
    let close;
    close = openSheet(this.device, t("choosePersonaTitle"), this.town.state.personas.map((persona) => {
      const unread = persona.chats.reduce((sum, chat) => sum + (chat.unread ?? 0), 0);
      const choose = () => {
        close();
        this.hold(persona.id);
      };
      return h(
        "button",
        { type: "button", class: "row", "aria-current": persona.id === this.personaId ? "true" : null, onclick: choose },
        avatar(persona.name, persona.avatar_hue),
        h("span", { class: "row-words" }, h("b", null, persona.name), h("small", { lang: "vi" }, persona.role_hint, persona.blocked && ` · ${t("blockedShort")}`)),
        unread > 0 && h("span", { class: "badge", "aria-label": t("unread", { n: unread }) }, String(unread)),
        persona.id === this.personaId && icon("check"),
      );
    }));
  }

  #openMenu(persona) {
    let close;
    const row = (name, label, onclick) =>
      h("button", { type: "button", class: "row", onclick: () => { close(); onclick(); } }, h("span", { class: "row-icon", "aria-hidden": "true" }, icon(name)), h("b", null, t(label)));
    close = openSheet(this.device, t("chatMenu"), [
      row("people", "choosePersona", () => this.choosePersona()),
      persona.blocked ? row("check", "unblock", () => this.#act({ action: "unblock" })) : row("block", "block", () => this.#act({ action: "block" })),
    ]);
  }
}
