// Where a person writes: text, the bot's commands, files, photos, a place.

import { h, fill, icon, iconButton } from "./dom.js";
import { asPhoto, fetchSample, toBase64 } from "./api.js";
import { openSheet } from "./overlay.js";
import { placePicker } from "./places.js";
import { fileSize } from "./time.js";
import { t } from "./words.js";

const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_TEXT = 4096;
const MAX_HEIGHT_PX = 132;

export class Composer {
  /**
   * `host` is the phone that sheets open over; `send(action)` performs an action and answers whether it worked;
   * `tell(text)` shows a short message; `samples()` lists the documents that the demo offers.
   */
  constructor({ host, send, tell, samples }) {
    Object.assign(this, { host, send, tell, samples });
    this.commands = [];
    this.text = h("textarea", {
      rows: "1",
      placeholder: t("write"),
      "aria-label": t("write"),
      oninput: () => this.#changed(),
      onkeydown: (event) => this.#key(event),
      onpaste: (event) => this.#take(event, event.clipboardData?.files),
    });
    this.sendButton = h("button", { type: "submit", class: "icon-button send", "aria-label": t("send"), title: t("send"), disabled: true }, icon("send"));
    this.commandButton = iconButton("slash", t("commands"), () => this.#openCommands(), "slash");
    this.suggestions = h("div", { class: "suggestions", role: "group", "aria-label": t("commands"), hidden: true });
    this.element = h(
      "form",
      {
        class: "composer",
        onsubmit: (event) => {
          event.preventDefault();
          this.#say();
        },
      },
      this.suggestions,
      iconButton("attach", t("attach"), () => this.#openAttach(), "attach"),
      this.text,
      this.commandButton,
      this.sendButton,
    );
    this.#acceptDrops();
  }

  /** A file can be dragged onto the phone. */
  #acceptDrops() {
    const { host } = this;
    const dropping = (over) => host.classList.toggle("dropping", over);
    host.dataset.drop = t("dropHere");
    host.addEventListener("dragover", (event) => {
      event.preventDefault();
      dropping(true);
    });
    host.addEventListener("dragleave", (event) => dropping(host.contains(event.relatedTarget)));
    host.addEventListener("drop", (event) => {
      dropping(false);
      this.#take(event, event.dataTransfer?.files);
    });
  }

  /** What is written and not sent yet. */
  get draft() {
    return this.text.value;
  }

  set draft(text) {
    this.text.value = text;
    this.#changed();
  }

  /** The commands that the bot offers in this chat. */
  setCommands(commands) {
    this.commands = commands;
    this.commandButton.hidden = commands.length === 0;
  }

  #changed() {
    this.sendButton.disabled = this.text.value.trim() === "";
    this.text.style.setProperty("height", "auto");
    this.text.style.setProperty("height", `${Math.min(this.text.scrollHeight, MAX_HEIGHT_PX)}px`);
    const typed = /^\/[a-z0-9_]*$/i.exec(this.text.value)?.[0].slice(1).toLowerCase();
    const found = typed === undefined ? [] : this.commands.filter(({ command }) => command.startsWith(typed));
    this.suggestions.hidden = found.length === 0;
    fill(this.suggestions, found.map((command) => this.#commandRow(command, () => this.#clear())));
  }

  #key(event) {
    if (event.key === "Escape") this.suggestions.hidden = true;
    // On a touch screen the return key makes a new line; there is a button for sending.
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing && !matchMedia("(pointer: coarse)").matches;
    if (!sends) return;
    event.preventDefault();
    this.#say();
  }

  #clear() {
    const text = this.text.value;
    this.draft = "";
    return text;
  }

  async #say() {
    if (this.text.value.trim() === "") return;
    const text = this.#clear();
    this.text.focus({ preventScroll: true });
    const pieces = split(text.trim());
    while (pieces.length > 0) {
      if (!(await this.send({ action: "say", text: pieces[0] }))) break;
      pieces.shift();
    }
    if (pieces.length > 0 && this.draft === "") this.draft = pieces.join("\n");
  }

  #commandRow({ command, description }, before) {
    return h(
      "button",
      {
        type: "button",
        class: "row",
        onclick: () => {
          before();
          this.send({ action: "say", text: `/${command}` });
        },
      },
      h("b", { class: "command" }, `/${command}`),
      h("span", { lang: "vi" }, description),
    );
  }

  #openCommands() {
    let close;
    close = openSheet(this.host, t("commandsTitle"), this.commands.map((command) => this.#commandRow(command, () => close())));
  }

  #openAttach() {
    let close;
    const row = (name, title, help, onclick) =>
      h(
        "button",
        {
          type: "button",
          class: "row",
          onclick: () => {
            close();
            onclick();
          },
        },
        h("span", { class: "row-icon", "aria-hidden": "true" }, icon(name)),
        h("span", { class: "row-words" }, h("b", null, title), h("small", null, help)),
      );
    const samples = this.samples().map((sample) => row("stamp", t("attachSample"), sample.title || t("attachSampleHelp"), () => this.#sendSample(sample)));
    close = openSheet(this.host, t("attachTitle"), [
      ...samples,
      row("file", t("attachFile"), t("attachFileHelp"), () => this.#pick("file")),
      row("image", t("attachPhoto"), t("attachPhotoHelp"), () => this.#pick("photo")),
      row("pin", t("attachLocation"), t("attachLocationHelp"), () => this.#pickPlace()),
    ]);
  }

  async #sendSample(sample) {
    try {
      await this.#sendFile("file", await fetchSample(sample), "");
    } catch (error) {
      this.tell(t("failed", { reason: error.message }));
    }
  }

  #pick(kind) {
    const input = h("input", { type: "file", accept: kind === "photo" ? "image/*" : null });
    input.addEventListener("change", () => input.files[0] && this.#confirm(kind, input.files[0]));
    input.click();
  }

  /** Files that were dropped or pasted. */
  #take(event, files) {
    if (!files || files.length === 0) return;
    event.preventDefault();
    const [file] = files;
    this.#confirm(file.type.startsWith("image/") ? "photo" : "file", file);
  }

  #confirm(kind, file) {
    if (kind === "file" && file.size > MAX_FILE_BYTES) {
      this.tell(t("tooLargeFile"));
      return;
    }
    const caption = h("textarea", { rows: "2", maxlength: "1024", placeholder: t("caption"), "aria-label": t("caption") });
    caption.value = this.draft;
    const preview =
      kind === "photo"
        ? h("img", { class: "preview", src: URL.createObjectURL(file), alt: file.name })
        : h("p", { class: "preview-file" }, icon("file"), h("b", null, file.name), h("small", null, fileSize(file.size)));
    let close;
    const form = h(
      "form",
      {
        class: "confirm-file",
        onsubmit: (event) => {
          event.preventDefault();
          close();
          this.draft = "";
          this.#sendFile(kind, file, caption.value.trim());
        },
      },
      preview,
      caption,
      h("button", { type: "submit", class: "primary" }, t("send")),
    );
    close = openSheet(this.host, t(kind === "photo" ? "sendPhotoTitle" : "sendFileTitle"), form);
  }

  async #sendFile(kind, file, caption) {
    this.element.setAttribute("aria-busy", "true");
    try {
      const sent = kind === "photo" ? await asPhoto(file) : file;
      const base64 = await toBase64(sent);
      await this.send({ action: kind, name: sent.name, mime: sent.type || "application/octet-stream", base64, caption });
    } catch (error) {
      this.tell(kind === "photo" ? t("noPicture") : t("failed", { reason: error.message }));
    } finally {
      this.element.removeAttribute("aria-busy");
    }
  }

  #pickPlace() {
    let close;
    close = openSheet(
      this.host,
      t("locationTitle"),
      placePicker((location) => {
        close();
        this.send({ action: "location", ...location });
      }),
    );
  }
}

/** A long text as the several messages that Telegram's own apps make of it, parted at lines or words if possible. */
function split(text) {
  const pieces = [];
  let rest = text;
  while (rest.length > MAX_TEXT) {
    const head = rest.slice(0, MAX_TEXT);
    const gap = [head.lastIndexOf("\n"), head.lastIndexOf(" ")].find((position) => position > MAX_TEXT / 2);
    // Without a gap, not between the halves of a character.
    const end = gap ?? (/[\uD800-\uDBFF]$/.test(head) ? MAX_TEXT - 1 : MAX_TEXT);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
}
