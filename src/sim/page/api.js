// The page's only door to the server: a few requests and one stream of events, all on the same origin.

const MAX_PHOTO_SIDE = 2560;

/** An answer other than success, with the server's own words where it gave any. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function request(path, options) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const text = await response.text();
  let body = null;
  try {
    body = text === "" ? null : JSON.parse(text);
  } catch {
    body = { error: text };
  }
  if (!response.ok) throw new ApiError(response.status, body?.error ?? body?.description ?? response.statusText);
  return body;
}

function post(path, body) {
  return request(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

/** The town: bot, clock, links, personas with their chats. */
export const getState = () => request("/sim/state");

/** One chat as one person sees it. */
export const getChat = (chat, person) => request(`/sim/chats/${encodeURIComponent(chat)}?as=${encodeURIComponent(person)}`);

/** Something a person does in a chat. */
export const act = (action) => post("/sim/act", action);

/** Moves the town's clock forward. */
export const advanceClock = (milliseconds) => post("/sim/clock", { advance_ms: milliseconds });

/** Where a file that was sent can be had. */
export const fileUrl = (fileId) => `/sim/files/${encodeURIComponent(fileId)}`;

/** Documents that the demo offers for sending; none where it offers none. */
export async function getSamples() {
  try {
    return (await request("/sim/samples")) ?? [];
  } catch (error) {
    if (error instanceof ApiError) return [];
    throw error;
  }
}

/** A sample document as a file. */
export async function fetchSample(sample) {
  const response = await fetch(sample.url);
  if (!response.ok) throw new ApiError(response.status, response.statusText);
  const blob = await response.blob();
  return new File([blob], sample.name, { type: blob.type.split(";")[0] });
}

/** A picture as Telegram's own apps send photos: a JPEG of at most 2560 pixels a side. Fails if it is no picture. */
export async function asPhoto(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, MAX_PHOTO_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  // What is transparent becomes white, not black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.87));
  return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" });
}

/** The bytes of a file in base64. */
export function toBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

/**
 * Listens to the server's events. `onEvent` gets each one; `onOpen` is called whenever the stream starts anew, when
 * everything on the page may be out of date; `onLost` when it broke off. The browser connects again by itself.
 */
export function listen({ onEvent, onOpen, onLost }) {
  const source = new EventSource("/sim/events");
  source.addEventListener("open", onOpen);
  source.addEventListener("error", onLost);
  source.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
  return source;
}
