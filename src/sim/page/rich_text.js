// Turns a message's text and entities (offsets in UTF-16 units, as JavaScript counts) into DOM nodes.

import { h } from "./dom.js";
import { t } from "./words.js";

const TAGS = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const PLAIN_LINKS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}”’]|(?<=^|\s)\/[a-z][a-z0-9_]{0,31}(?:@\w+)?(?=$|[\s.,;:!?)])/g;

/**
 * Renders a text. `actions.command(text)` is called when a command in it is pressed, `actions.link(url)` for a
 * Telegram link that the simulator should follow; it answers whether it took the link.
 */
export function richText(text, entities, actions) {
  const fragment = document.createDocumentFragment();
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  write(fragment, text, 0, text.length, sorted, actions);
  return fragment;
}

function write(parent, text, from, to, entities, actions) {
  let position = from;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const end = Math.min(entity.offset + entity.length, to);
    writePlain(parent, text.slice(position, entity.offset), actions);
    const piece = text.slice(entity.offset, end);
    const { outer, inner } = nodeFor(entity, piece, actions);
    if (entity.type === "bot_command" || entity.type === "code" || entity.type === "pre") inner.append(piece);
    else write(inner, text, entity.offset, end, others.filter((other) => other.offset < end), actions);
    parent.append(outer);
    position = end;
    // A block already ends its line.
    if (BLOCKS.has(entity.type) && text[position] === "\n") position += 1;
    rest = others.filter((other) => other.offset >= end);
  }
  writePlain(parent, text.slice(position, to), actions);
}

function nodeFor(entity, piece, actions) {
  const single = (node) => ({ outer: node, inner: node });
  switch (entity.type) {
    case "text_link":
      return single(link(entity.url, actions));
    case "url":
      return single(link(/^[a-z]+:/i.test(piece) ? piece : `https://${piece}`, actions));
    case "email":
      return single(link(`mailto:${piece}`, actions));
    case "phone_number":
      return single(link(`tel:${piece.replace(/[^+\d]/g, "")}`, actions));
    case "bot_command":
      return single(commandButton(piece, actions));
    case "spoiler":
      return single(spoiler());
    case "expandable_blockquote":
      return expandable();
    case "pre": {
      const code = h("code", { class: entity.language ? `language-${entity.language}` : null });
      return { outer: h("pre", null, code), inner: code };
    }
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return single(h("span", { class: "mention" }));
    default:
      return single(h(TAGS[entity.type] ?? "span"));
  }
}

/** A link, unless its scheme is one that must never be followed from a message. */
function link(url, actions) {
  if (/^tg:\/\/user\b/i.test(url)) return h("span", { class: "mention" });
  if (!/^(https?|tg|mailto|tel):/i.test(url)) return h("span");
  return h("a", {
    href: url,
    target: "_blank",
    rel: "noopener noreferrer",
    onclick: (event) => {
      if (actions.link(url)) event.preventDefault();
    },
  });
}

function commandButton(command, actions) {
  return h("button", { type: "button", class: "inline-command", onclick: () => actions.command(command) });
}

/** Hidden until pressed, by pointer or keyboard. */
function spoiler() {
  const element = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("spoiler") });
  const reveal = () => {
    element.classList.add("revealed");
    for (const name of ["role", "tabindex", "aria-label"]) element.removeAttribute(name);
  };
  element.addEventListener("click", reveal, { once: true });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    reveal();
  });
  return element;
}

function expandable() {
  const inner = h("div", { class: "quote-text" });
  const button = h("button", { type: "button", class: "quote-more", "aria-expanded": "false" }, t("showMore"));
  const outer = h("blockquote", { class: "expandable" }, inner, button);
  button.addEventListener("click", () => {
    const open = outer.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
    button.textContent = t(open ? "showLess" : "showMore");
  });
  return { outer, inner };
}

/** Addresses and commands in running text are pressable even where no entity marks them. */
function writePlain(parent, text, actions) {
  let position = 0;
  const inLink = parent instanceof Element && parent.closest("a, .spoiler") !== null;
  for (const match of inLink ? [] : text.matchAll(PLAIN_LINKS)) {
    parent.append(text.slice(position, match.index));
    const node = match[0].startsWith("/") ? commandButton(match[0], actions) : link(match[0], actions);
    node.append(match[0]);
    parent.append(node);
    position = match.index + match[0].length;
  }
  parent.append(text.slice(position));
}
