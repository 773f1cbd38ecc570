// Building blocks for the page: elements and icons made as DOM nodes. What people write reaches the page only
// through text nodes and checked attributes; nothing here or elsewhere assigns HTML or a style attribute.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an element. A property starting with "on" is an event listener; `true` sets an empty attribute;
 * `null`, `undefined` and `false` are left out. Children are nodes, strings, or nothing.
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  append(element, children);
  return element;
}

/** Replaces everything inside an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

/** Makes an SVG element. */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes ?? {})) element.setAttribute(key, value);
  append(element, children);
  return element;
}

// Line drawings on a 24 × 24 grid, made for this page.
const ICONS = {
  attach: "M20 11.5 12 19.4a5 5 0 0 1-7-7l8.3-8.2a3.3 3.3 0 0 1 4.7 4.7l-8.2 8.1a1.7 1.7 0 0 1-2.4-2.4l7.5-7.4",
  send: "M4.5 12 3.5 4.5 21 12 3.5 19.5zM4.5 12H12",
  slash: "M4 5h16v14H4zM14 8.5l-4 7",
  down: "M6 9.5l6 6 6-6",
  more: "M12 4.7a.7.7 0 1 0 .01 0zM12 11.3a.7.7 0 1 0 .01 0zM12 17.9a.7.7 0 1 0 .01 0z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  moon: "M20 14.2A8.2 8.2 0 0 1 9.8 4 8.2 8.2 0 1 0 20 14.2z",
  contrast: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 3.5v17M12 8h6.8M12 12h8.4M12 16h6.8",
  file: "M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5M9 12.5h6.5M9 16h6.5",
  stamp: "M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5M9 11h4M12.2 14.2a2 2 0 1 0 .1 0z",
  download: "M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14",
  image: "M4 5h16v14H4zM4 16.5l4.7-4.7 4 4 2.6-2.5 4.7 4.2M15.5 9.2v.01",
  pin: "M12 21s7-6.2 7-11.4a7 7 0 1 0-14 0C5 14.8 12 21 12 21zM12 12.2a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z",
  pushpin: "M9 4h6l-1 6 3.5 3.5h-11L10 10zM12 13.5V20",
  quiet: "M6 16.5V11a6 6 0 0 1 9.5-4.9M18 10.8v5.7H8M10.5 19.5h3M4 4l16 16",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6 6 18",
  block: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
  people: "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5a6.5 6.5 0 0 1 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18 14.3a6.5 6.5 0 0 1 3.5 5.2",
  compass: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM15.5 8.5l-2 5-5 2 2-5z",
  chart: "M4 20h16M7 16v-4M12 16V6M17 16v-7",
};

/** A decorative icon; the control around it carries the name. */
export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, svg("path", { d: ICONS[name] }));
}

/** The mark of the product: a gong hung from two cords. */
export function gong() {
  return svg(
    "svg",
    { class: "gong", viewBox: "0 0 32 32", "aria-hidden": "true", focusable: "false" },
    svg("path", { class: "gong-cord", d: "M9 2.5v8M23 2.5v8" }),
    svg("circle", { class: "gong-plate", cx: 16, cy: 18, r: 12 }),
    svg("circle", { class: "gong-ring", cx: 16, cy: 18, r: 8.5 }),
    svg("circle", { class: "gong-boss", cx: 16, cy: 18, r: 4 }),
  );
}

/** A round picture with the initial of a person's given name, which stands last in Vietnamese names. */
export function avatar(name, hue, extraClass = "") {
  const given = name.trim().split(/\s+/).at(-1) ?? "";
  const element = h("span", { class: `avatar ${extraClass}`, "aria-hidden": "true" }, [...given][0]?.toUpperCase() ?? "?");
  element.style.setProperty("--hue", String(hue));
  return element;
}

/** The round picture of a bot. */
export const botAvatar = (extraClass = "") => h("span", { class: `avatar bot ${extraClass}`, "aria-hidden": "true" }, gong());

/** A button that shows only an icon and is named for people who cannot see it. */
export function iconButton(name, label, onclick, extraClass = "") {
  return h("button", { type: "button", class: `icon-button ${extraClass}`, "aria-label": label, title: label, onclick }, icon(name));
}

/** A stable hue for somebody who is no persona of the page. */
export function hueOf(id) {
  return Math.abs(Number(id) * 47) % 360;
}
