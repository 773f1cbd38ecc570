// Things that lie over a phone for a while: sheets that ask something, alerts that must be read, short toasts.

import { h, fill, iconButton } from "./dom.js";
import { t } from "./words.js";

const TOAST_MS = 3000;

/**
 * Opens a sheet at the bottom of a phone. The browser's own modal dialog keeps the focus inside, closes on Escape and
 * gives the focus back. Returns a function that closes it.
 */
export function openSheet(phone, title, ...content) {
  const close = () => dialog.close();
  const dialog = h(
    "dialog",
    { class: "sheet", "aria-label": title },
    h("header", { class: "sheet-head" }, h("h2", null, title), iconButton("close", t("close"), close)),
    h("div", { class: "sheet-body" }, content),
  );
  show(dialog);
  const area = phone.getBoundingClientRect();
  const bottom = Math.max(0, window.innerHeight - area.bottom);
  dialog.style.setProperty("--left", `${area.left}px`);
  dialog.style.setProperty("--width", `${area.width}px`);
  dialog.style.setProperty("--bottom", `${bottom}px`);
  dialog.style.setProperty("--height", `${Math.max(240, window.innerHeight - bottom - Math.max(area.top, 0))}px`);
  return close;
}

/** Opens a message that has to be read and closed, in the middle of the phone. */
export function openAlert(phone, title, text) {
  const dialog = h(
    "dialog",
    { class: "alert", role: "alertdialog", "aria-label": title },
    h("p", { lang: "vi" }, text),
    h("button", { type: "button", class: "primary", autofocus: true, onclick: () => dialog.close() }, t("ok")),
  );
  show(dialog);
  const area = phone.getBoundingClientRect();
  dialog.style.setProperty("--left", `${area.left}px`);
  dialog.style.setProperty("--width", `${area.width}px`);
}

/** Opens a picture as large as the window allows. */
export function openPhoto(url, alt) {
  const dialog = h(
    "dialog",
    { class: "lightbox", "aria-label": alt },
    h("img", { src: url, alt }),
    iconButton("close", t("close"), () => dialog.close()),
  );
  show(dialog);
}

function show(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && !insideOf(dialog, event)) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  // On a touch screen the keyboard should come up only when somebody presses a field.
  if (dialog.contains(document.activeElement) && document.activeElement.matches("input")) dialog.focus();
}

function insideOf(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
}

/** The place in a phone where short answers to a press appear. */
export function toastPlace() {
  const element = h("div", { class: "toast-place", role: "status", lang: "vi" });
  let timer;
  return {
    element,
    show(text) {
      clearTimeout(timer);
      fill(element, h("p", { class: "toast" }, text));
      timer = setTimeout(() => element.replaceChildren(), TOAST_MS);
    },
  };
}
