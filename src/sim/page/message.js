// One message as people know it from their phones: bubble, quote, picture, file, place, text, time, buttons.

import { h, icon, avatar, botAvatar } from "./dom.js";
import { fileUrl } from "./api.js";
import { richText } from "./rich_text.js";
import { miniMap } from "./places.js";
import { openPhoto } from "./overlay.js";
import { fileSize, hourMinute } from "./time.js";
import { language, t } from "./words.js";

/**
 * The inside of a message. `view` says how it stands in the chat: `group` (show who speaks), `first` and `last` of
 * what one person said in a row, `hue` of a person, `find` a message by its id. `actions`: `tap(row, column)`,
 * `command(text)`, `link(url)`, `jump(id)`.
 */
export function messageParts(message, view, actions) {
  const who = message.from ?? { id: 0, name: "" };
  const other = view.group && !message.own;
  const bubble = h("div", { class: "bubble" }, [
    other && view.first && senderName(who, view),
    quote(message, view, actions),
    message.photo && photo(message),
    message.document && documentChip(message.document),
    message.location && place(message.location),
    message.poll && poll(message.poll),
    h("div", { class: "text", lang: "vi" }, message.text ? richText(message.text, message.entities, actions) : null, meta(message)),
  ]);
  return [
    other && speaker(who, view),
    h("div", { class: "column" }, bubble, keyboard(message.keyboard, actions)),
  ];
}

/** The picture of who speaks, beside the last message of a row; the others keep its room free. */
function speaker(who, view) {
  if (!view.last) return h("span", { class: "avatar small none", "aria-hidden": "true" });
  return who.is_bot ? botAvatar("small") : avatar(who.name, view.hue(who.id), "small");
}

function senderName(who, view) {
  const element = h("p", { class: "sender" }, who.name, who.is_bot && h("span", { class: "bot-mark" }, t("bot")));
  element.style.setProperty("--hue", String(view.hue(who.id)));
  return element;
}

/** The message that this one answers, which the server gives as an id or in short. */
function quote(message, view, actions) {
  const reference = message.reply_to;
  if (reference === null || reference === undefined) return null;
  const original = typeof reference === "object" ? reference : view.find(reference);
  if (!original) return null;
  return h(
    "button",
    { type: "button", class: "quote", onclick: () => actions.jump(original.id) },
    h("b", null, original.from?.name ?? ""),
    h("span", null, summary(original)),
  );
}

/** A message in one line, for quotes, the pinned bar and lists. */
export function summary(message) {
  const text = (message.text ?? "").replace(/\s+/g, " ").trim();
  if (text !== "") return text;
  if (message.photo) return t("photo");
  if (message.document) return message.document.name ?? t("document");
  if (message.location) return t("location");
  if (message.poll) return message.poll.question ?? t("poll");
  return "";
}

function photo(message) {
  const url = fileUrl(message.photo.file_id);
  const alt = message.text || t("photo");
  const element = h(
    "button",
    { type: "button", class: "photo", "aria-label": t("openPhoto"), onclick: () => openPhoto(url, alt) },
    h("img", { src: url, alt, decoding: "async" }),
  );
  // Takes its room before the picture is there, so that nothing jumps when it comes.
  element.style.setProperty("--ratio", String(message.photo.width / message.photo.height || 4 / 3));
  return element;
}

function documentChip(file) {
  const name = file.name ?? t("document");
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toUpperCase() ?? "";
  const details = [ending, fileSize(file.size)].filter(Boolean).join(" · ");
  return h(
    "a",
    { class: "document", href: fileUrl(file.file_id), download: name, "aria-label": t("download", { name }) },
    h("span", { class: "document-icon", "aria-hidden": "true" }, icon("file")),
    h("span", { class: "document-name" }, h("b", null, name), h("small", null, details)),
    icon("download"),
  );
}

function place(location) {
  const number = new Intl.NumberFormat(language(), { minimumFractionDigits: 4, maximumFractionDigits: 5 });
  const words = `${number.format(location.latitude)} · ${number.format(location.longitude)}`;
  return h("div", { class: "place" }, miniMap(location), h("p", null, icon("pin"), words));
}

function poll(data) {
  const total = data.total_voter_count ?? 0;
  const options = (data.options ?? []).map((option) => {
    const bar = h("progress", { max: Math.max(1, total), value: option.voter_count ?? 0, "aria-hidden": "true" });
    return h("li", null, h("span", null, option.text), h("b", null, String(option.voter_count ?? 0)), bar);
  });
  return h("div", { class: "poll", lang: "vi" }, h("b", null, data.question), h("ul", null, options), h("small", null, t("votes", { n: total })));
}

function meta(message) {
  const mark = (name, label) => h("span", { class: "mark", role: "img", "aria-label": label, title: label }, icon(name));
  return h("span", { class: "meta", lang: language() }, [
    message.pinned && mark("pushpin", t("pinned")),
    message.silent && mark("quiet", t("silent")),
    message.edited && h("span", null, t("edited")),
    message.at && h("time", { datetime: new Date(message.at).toISOString() }, hourMinute(message.at)),
  ]);
}

function keyboard(rows, actions) {
  if (!rows || rows.length === 0) return null;
  return h(
    "div",
    { class: "keyboard" },
    rows.map((row, rowIndex) =>
      h("div", { class: "keyboard-row", lang: "vi" }, row.map((button, column) => keyboardButton(button, rowIndex, column, actions))),
    ),
  );
}

function keyboardButton(button, row, column, actions) {
  const position = { "data-row": row, "data-column": column };
  if (button.url) {
    return h(
      "a",
      {
        class: "key",
        href: /^(https?|tg):/i.test(button.url) ? button.url : null,
        target: "_blank",
        rel: "noopener noreferrer",
        ...position,
        onclick: (event) => {
          if (actions.link(button.url)) event.preventDefault();
        },
      },
      h("span", null, button.text),
      h("span", { class: "key-link", "aria-hidden": "true" }, "↗"),
    );
  }
  return h("button", { type: "button", class: "key", ...position, onclick: (event) => actions.tap(row, column, event.currentTarget) }, h("span", null, button.text));
}
