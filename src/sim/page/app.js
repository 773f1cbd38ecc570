// The demo page of the simulator: several phones of one town side by side, and the clock above them. This module puts
// the parts together and brings the server's events to them; what a part does is said in its own module.

import { getSamples, getState, listen } from "./api.js";
import { avatar, gong, h, fill, icon } from "./dom.js";
import { applyTheme, pageHeader } from "./header.js";
import { recall, remember } from "./memory.js";
import { Phone } from "./phone.js";
import { setClock } from "./time.js";
import { cast, tour } from "./tour.js";
import { language, setLanguage, t } from "./words.js";

const PHONES = 3;
const RETRY_MS = 1500;
const STATE_DELAY_MS = 120;
const ONE = matchMedia("(max-width: 700px)");
const TWO = matchMedia("(max-width: 1119px)");

/** What all parts of the page know of the town. */
const town = {
  state: null,
  samples: [],
  drafts: new Map(),
  persona: (id) => town.state.personas.find((persona) => persona.id === id),
};

const root = document.getElementById("page");
let header;
let phones = [];
let tabs;
let guide = null;
let active = 0;
let stateTimer = null;

/** How many phones the window has room for. */
const room = () => (ONE.matches ? 1 : TWO.matches ? 2 : PHONES);

/** The phones in sight: the first ones, or on a narrow window the chosen one. */
function visible() {
  return ONE.matches ? [phones[active]] : phones.slice(0, room());
}

/** Builds the whole page anew, in the current language. */
function build() {
  for (const phone of phones) phone.keepDraft();
  header = pageHeader(town.state.links, {
    language() {
      setLanguage(language() === "vi" ? "en" : "vi");
      remember("language", language());
      build();
    },
    tour() {
      remember("tour", true);
      drawTour();
    },
    tell: (text) => visible()[0].answer({ text }),
  });
  const holders = initialHolders();
  phones = holders.map(({ persona, chat }, slot) => new Phone(town, persona, chat, (newPersona, newChat) => hold(slot, newPersona, newChat)));
  tabs = h("nav", { class: "phone-tabs", "aria-label": t("phones") });
  fill(
    root,
    header.element,
    h("p", { class: "lost", role: "status", id: "lost", hidden: true }, t("lost")),
    h("div", { id: "tour" }),
    tabs,
    h("main", { class: "phones" }, phones.map((phone) => phone.element)),
  );
  drawTour();
  arrange();
}

/** Who holds the phones: those remembered who still live here, otherwise the people of the guide. */
function initialHolders() {
  const kept = recall("phones", []);
  const holders = Array.isArray(kept) ? kept.filter((holder) => town.persona(holder?.persona)) : [];
  const fallback = [...cast(town.state.personas), ...town.state.personas].map(({ id }) => ({ persona: id, chat: null }));
  for (const candidate of fallback) {
    if (holders.length < PHONES && !holders.some(({ persona }) => persona === candidate.persona)) holders.push(candidate);
  }
  return holders.slice(0, PHONES);
}

function hold(slot, persona, chat) {
  const holders = phones.map((phone) => ({ persona: phone.personaId, chat: phone.chat?.id ?? null }));
  holders[slot] = { persona, chat: chat ?? null };
  remember("phones", holders);
  drawTabs();
}

/** Shows the phones there is room for, with fresh messages. */
function arrange() {
  const shown = visible();
  for (const phone of phones) phone.element.hidden = !shown.includes(phone);
  for (const phone of shown) phone.refresh();
  drawTabs();
}

/** Which of the phones is in hand, for a narrow window, and what the guide has to offer besides. */
function drawTabs() {
  guide?.update(visible().map((phone) => phone.personaId));
  tabs.hidden = phones.length < 2;
  fill(tabs, phones.map((phone, slot) => {
    const { persona } = phone;
    const chosen = slot === active;
    const unread = !chosen && persona.chats.some((chat) => chat.unread > 0);
    const choose = () => {
      if (chosen) {
        phone.choosePersona();
        return;
      }
      active = slot;
      arrange();
    };
    return h(
      "button",
      { type: "button", class: "phone-tab", "aria-current": chosen ? "true" : null, "aria-label": `${t("phoneOf", { name: persona.name })}${chosen ? `. ${t("choosePersona")}` : ""}`, onclick: choose },
      avatar(persona.name, persona.avatar_hue, "small"),
      h("span", null, persona.name.trim().split(/\s+/).at(-1)),
      unread && h("span", { class: "dot" }),
      chosen && icon("down"),
    );
  }));
}

function drawTour() {
  const place = document.getElementById("tour");
  if (!recall("tour", true)) {
    place.replaceChildren();
    guide = null;
    return;
  }
  guide = tour(town.state.personas, {
    onTake(step, persona) {
      // The phone where that person is already at hand, otherwise the one at the step's place.
      const there = phones.findIndex((phone) => phone.personaId === persona.id);
      const slot = there >= 0 && (ONE.matches || there < room()) ? there : Math.min(step, ONE.matches ? PHONES - 1 : room() - 1);
      if (phones[slot].personaId !== persona.id) phones[slot].hold(persona.id);
      active = slot;
      arrange();
    },
    onClose() {
      remember("tour", false);
      drawTour();
    },
  });
  fill(place, guide.element);
  drawTabs();
}

/** Asks for the town's state; several wishes in a short while are one question. */
function refreshState() {
  if (stateTimer !== null) return;
  stateTimer = setTimeout(async () => {
    stateTimer = null;
    try {
      takeState(await getState());
    } catch {
      return; // Asked again when the stream of events is back.
    }
    for (const phone of phones) phone.update();
    drawTabs();
  }, STATE_DELAY_MS);
}

function takeState(state) {
  town.state = state;
  setClock(state.now, state.time_zone, state.speed ?? 1);
}

function onEvent(event) {
  if (event.clock !== undefined) {
    setClock(event.clock);
    header.tick();
  }
  if (event.toast) for (const phone of visible()) if (phone.personaId === event.toast.user) phone.answer(event.toast);
  if (event.chat !== undefined) {
    for (const phone of visible()) if (phone.chat?.id === event.chat) phone.refresh();
    refreshState();
  }
}

function follow() {
  listen({
    onEvent,
    onOpen() {
      document.getElementById("lost").hidden = true;
      refreshState();
      for (const phone of visible()) phone.refresh();
    },
    onLost() {
      document.getElementById("lost").hidden = false;
    },
  });
}

/** The first visit to the server; it may still be starting. */
async function start() {
  applyTheme();
  setLanguage(recall("language", "vi"));
  fill(root, h("p", { class: "notice", role: "status" }, gong(), t("loading")));
  for (;;) {
    try {
      takeState(await getState());
      break;
    } catch {
      fill(root, h("p", { class: "notice", role: "status" }, gong(), t("unreachable")));
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  build();
  for (const query of [ONE, TWO]) query.addEventListener("change", arrange);
  setInterval(() => header.tick(), 1000);
  follow();
  town.samples = await getSamples().catch(() => []);
}

start();
