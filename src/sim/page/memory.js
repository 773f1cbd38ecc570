// What the page remembers between visits: theme, language, who holds which phone. Works without storage, too.

const PREFIX = "keng.town.";

/** What was remembered under a name, or the fallback. */
export function recall(name, fallback) {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? fallback : JSON.parse(text);
  } catch {
    return fallback;
  }
}

/** Remembers a value that JSON can carry. */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still shows the town.
  }
}
