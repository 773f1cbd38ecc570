// The top of the page: what this is, the town's clock and the buttons that move it, links, theme, language.

import { h, fill, icon, gong } from "./dom.js";
import { advanceClock } from "./api.js";
import { recall, remember } from "./memory.js";
import { fullDate, hourMinute, townNow } from "./time.js";
import { t } from "./words.js";

const HOUR_MS = 3_600_000;
const THEMES = { auto: "contrast", light: "sun", dark: "moon" };

/** Applies the remembered theme; "auto" follows the system. */
export function applyTheme() {
  const theme = recall("theme", "auto");
  document.documentElement.dataset.theme = theme in THEMES ? theme : "auto";
}

/** Builds the header. `actions`: `language()` changes the language, `tour()` shows the guide, `tell(text)` reports. */
export function pageHeader(links, actions) {
  const time = h("b", { class: "clock-time" });
  const date = h("span", { class: "clock-date" });
  const clock = h("time", { class: "clock", "aria-label": t("townClock") }, time, date);
  let shown = "";
  const tick = () => {
    const now = townNow();
    const words = `${fullDate(now)} ${hourMinute(now)}`;
    if (words === shown) return;
    shown = words;
    time.textContent = hourMinute(now);
    date.textContent = fullDate(now);
    clock.setAttribute("datetime", new Date(now).toISOString());
  };
  tick();

  const more = h("div", { class: "head-more", id: "head-more" }, linkList(links), tourButton(actions), themeButton(), languageButton(actions));
  const toggle = h(
    "button",
    {
      type: "button",
      class: "icon-button head-toggle",
      "aria-label": t("settings"),
      "aria-expanded": "false",
      "aria-controls": "head-more",
      onclick: () => toggle.setAttribute("aria-expanded", String(more.classList.toggle("open"))),
    },
    icon("more"),
  );
  document.addEventListener("click", (event) => {
    if (toggle.contains(event.target) || !more.classList.contains("open")) return;
    more.classList.remove("open");
    toggle.setAttribute("aria-expanded", "false");
  });

  const element = h(
    "header",
    { class: "head" },
    h("h1", { class: "brand" }, gong(), h("span", null, h("b", null, t("brand")), h("small", null, t("tagline")))),
    h("div", { class: "clock-group" }, clock, advanceButton("plusHour", HOUR_MS, actions), advanceButton("plusDay", 24 * HOUR_MS, actions)),
    toggle,
    more,
  );
  return { element, tick };
}

function advanceButton(label, milliseconds, actions) {
  const button = h("button", { type: "button", class: "advance", title: t(`${label}Help`), "aria-label": t(`${label}Help`) }, t(label));
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    try {
      await advanceClock(milliseconds);
    } catch (error) {
      actions.tell(t("failed", { reason: error.message }));
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
  return button;
}

function linkList(links) {
  return (links ?? [])
    .filter(({ url }) => /^(https?:|\/)/i.test(url))
    .map(({ title, url }) => h("a", { class: "head-button", href: url, target: "_blank", rel: "noopener" }, icon("chart"), h("span", { lang: "vi" }, title)));
}

function tourButton(actions) {
  return h("button", { type: "button", class: "head-button", onclick: actions.tour }, icon("compass"), h("span", null, t("tour")));
}

function themeButton() {
  const button = h("button", { type: "button", class: "head-button" });
  const draw = () => {
    const theme = document.documentElement.dataset.theme;
    const words = `${t("theme")}: ${t(`theme_${theme}`)}`;
    button.title = words;
    button.setAttribute("aria-label", words);
    fill(button, icon(THEMES[theme]), h("span", null, t(`theme_${theme}`)));
  };
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const names = Object.keys(THEMES);
    remember("theme", names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length]);
    applyTheme();
    draw();
  });
  draw();
  return button;
}

function languageButton(actions) {
  const other = document.documentElement.lang === "vi" ? "en" : "vi";
  return h("button", { type: "button", class: "head-button", title: t("otherLanguageHelp"), onclick: actions.language }, h("span", { lang: other }, t("otherLanguage")));
}
