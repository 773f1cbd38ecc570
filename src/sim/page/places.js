// A plan of the town drawn from nothing but lines (no map tiles, no network), for choosing and showing a place.

import { h, svg } from "./dom.js";
import { t } from "./words.js";

// The piece of earth that the plan shows, and its size on screen.
const BOUNDS = { north: 16.09, south: 16.04, west: 108.19, east: 108.27 };
const WIDTH = 320;
const HEIGHT = 200;
const STEP = 0.0005;

const PLACES = [
  { key: "place_hall", latitude: 16.0605, longitude: 108.2235 },
  { key: "place_market", latitude: 16.0682, longitude: 108.2143 },
  { key: "place_bridge", latitude: 16.0612, longitude: 108.2302 },
  { key: "place_school", latitude: 16.0521, longitude: 108.2048 },
  { key: "place_beach", latitude: 16.0741, longitude: 108.2475 },
];

function toPlan({ latitude, longitude }) {
  const x = ((longitude - BOUNDS.west) / (BOUNDS.east - BOUNDS.west)) * WIDTH;
  const y = ((BOUNDS.north - latitude) / (BOUNDS.north - BOUNDS.south)) * HEIGHT;
  return { x: clamp(x, 4, WIDTH - 4), y: clamp(y, 14, HEIGHT - 4) };
}

function toEarth(x, y) {
  const latitude = BOUNDS.north - (clamp(y, 0, HEIGHT) / HEIGHT) * (BOUNDS.north - BOUNDS.south);
  const longitude = BOUNDS.west + (clamp(x, 0, WIDTH) / WIDTH) * (BOUNDS.east - BOUNDS.west);
  return { latitude: round(latitude), longitude: round(longitude) };
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const round = (degrees) => Math.round(degrees * 1e5) / 1e5;

function plan(...extra) {
  return svg(
    "svg",
    { class: "plan", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    svg("rect", { class: "plan-land", width: WIDTH, height: HEIGHT }),
    svg("path", { class: "plan-green", d: "M14 118q26-22 54-6t40 44q-30 30-62 22T14 118zM188 18q20-10 34 4t-4 26q-26 6-34-8t4-22z" }),
    svg("path", { class: "plan-water", d: "M262 0q-18 40-6 84t-22 116h86V0z" }),
    svg("path", { class: "plan-river", d: "M154 0q16 44 4 82t10 70q8 26 0 48" }),
    svg("path", {
      class: "plan-street",
      d: "M0 46q80 4 158 0t104-8M0 96h158q50 6 100-2M0 158q90-10 168-6t74-2M46 0v200M104 0v200M206 0q6 90-8 200M128 46v106M78 96v62",
    }),
    svg("path", { class: "plan-avenue", d: "M0 118q80-2 160 0t98-2M128 0v46M128 152v48" }),
    ...extra,
  );
}

function pinMark() {
  return svg("g", { class: "plan-pin" }, svg("path", { d: "M0 0C-3-6-8-9-8-15a8 8 0 1 1 16 0C8-9 3-6 0 0z" }), svg("circle", { cy: -15, r: 3 }));
}

function placePin(pin, location) {
  const { x, y } = toPlan(location);
  pin.setAttribute("transform", `translate(${x} ${y})`);
}

/** A small plan with a pin, for a message that carries a place. */
export function miniMap(location) {
  const pin = pinMark();
  placePin(pin, location);
  return plan(pin);
}

/** A form for choosing a place; `onSend({latitude, longitude})` when it is sent. */
export function placePicker(onSend) {
  let chosen = { latitude: PLACES[0].latitude, longitude: PLACES[0].longitude };
  const pin = pinMark();
  const dots = PLACES.map((place) => {
    const { x, y } = toPlan(place);
    return svg("circle", { class: "plan-place", cx: x, cy: y, r: 3.5 });
  });
  const map = h("button", { type: "button", class: "plan-button", "aria-label": t("locationHelp") }, plan(...dots, pin));
  const field = (name) => h("input", { type: "number", name, step: "any", required: true, inputmode: "decimal", autocomplete: "off" });
  const latitude = field("latitude");
  const longitude = field("longitude");
  latitude.min = -90;
  latitude.max = 90;
  longitude.min = -180;
  longitude.max = 180;

  const choose = (location) => {
    chosen = location;
    latitude.value = String(location.latitude);
    longitude.value = String(location.longitude);
    placePin(pin, location);
  };
  map.addEventListener("click", (event) => {
    if (event.detail === 0) return; // Pressed by keyboard: there is no point to take.
    const box = map.getBoundingClientRect();
    choose(toEarth(((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT));
  });
  map.addEventListener("keydown", (event) => {
    const moves = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    choose({ latitude: round(chosen.latitude + move[0] * STEP), longitude: round(chosen.longitude + move[1] * STEP) });
  });
  const typed = () => {
    if (!latitude.validity.valid || !longitude.validity.valid) return;
    chosen = { latitude: Number(latitude.value), longitude: Number(longitude.value) };
    placePin(pin, chosen);
  };
  latitude.addEventListener("input", typed);
  longitude.addEventListener("input", typed);
  choose(chosen);

  return h(
    "form",
    {
      class: "place-picker",
      onsubmit: (event) => {
        event.preventDefault();
        onSend(chosen);
      },
    },
    map,
    h("p", { class: "hint" }, t("locationHelp")),
    h(
      "div",
      { class: "chips", role: "group", "aria-label": t("locationPlaces") },
      PLACES.map(({ key, ...location }) => h("button", { type: "button", class: "chip", onclick: () => choose(location) }, t(key))),
    ),
    h("div", { class: "fields" }, h("label", null, t("latitude"), latitude), h("label", null, t("longitude"), longitude)),
    h("button", { type: "submit", class: "primary" }, t("send")),
  );
}
