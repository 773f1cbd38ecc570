// The town's clock, which may run faster than ours and is moved by hand, and how its times are written.

import { language } from "./words.js";

let zone = "Asia/Ho_Chi_Minh";
let base = Date.now();
let read = performance.now();
let speed = 1;
const formats = new Map();

/** Sets the clock: the town's time now in ms, its time zone, and how many of its seconds pass in one of ours. */
export function setClock(now, timeZone = zone, townSpeed = speed) {
  base = now;
  read = performance.now();
  speed = townSpeed;
  if (timeZone !== zone) formats.clear();
  zone = timeZone;
}

/** The town's time now, in ms. */
export const townNow = () => base + (performance.now() - read) * speed;

function format(name, options) {
  const locale = language() === "vi" ? "vi-VN" : "en-GB";
  const key = `${locale} ${name}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formats.get(key);
}

function parts(ms) {
  const options = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const found = {};
  for (const { type, value } of format("all", options).formatToParts(ms)) found[type] = value;
  return found;
}

/** "08:05" */
export function hourMinute(ms) {
  const { hour, minute } = parts(ms);
  return `${hour}:${minute}`;
}

/** "Thứ Hai, 24/11/2025" */
export function fullDate(ms) {
  const { weekday, day, month, year } = parts(ms);
  return `${weekday[0].toUpperCase()}${weekday.slice(1)}, ${day}/${month}/${year}`;
}

/** "2025-11-24", the same for all times of one day in the town. */
export function dayKey(ms) {
  const { day, month, year } = parts(ms);
  return `${year}-${month}-${day}`;
}

/** "12,4 KB" */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const units = ["B", "KB", "MB", "GB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(size)} ${units[unit]}`;
}
