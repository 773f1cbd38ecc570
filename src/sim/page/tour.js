// The guide for a first visit: what the page shows, and three steps through the main job, one phone each.

import { h, fill, icon, iconButton } from "./dom.js";
import { t } from "./words.js";

/**
 * Who plays in the three steps: a leader, the one who approves, a cadre. People are found by what the town says of
 * them; where it says nothing helpful, the first three take the parts.
 */
export function cast(personas) {
  const says = (pattern) => personas.filter((persona) => pattern.test(persona.role_hint ?? ""));
  const leaders = says(/lãnh đạo|chủ tịch|leader|chair/i);
  const cadres = says(/cán bộ|công chức|chuyên viên|cadre|officer/i).filter((persona) => !leaders.includes(persona));
  const chosen = [];
  for (const wanted of [leaders[0], leaders[1], cadres[0]]) {
    const free = wanted && !chosen.includes(wanted) ? wanted : personas.find((persona) => !chosen.includes(persona));
    if (free) chosen.push(free);
  }
  return chosen;
}

/** Builds the guide: its element, and a way to tell it who is in sight. `onTake(step, persona)` gives that person's phone to the visitor; `onClose()` hides the guide. */
export function tour(personas, { onTake, onClose }) {
  const people = cast(personas);
  let current = 0;
  const takes = people.map((persona, index) =>
    h("button", { type: "button", class: "step-take", onclick: () => onTake(index, persona) }, t("stepTake", { name: shortName(persona) })),
  );
  const steps = people.map((persona, index) =>
    h(
      "li",
      { class: "step" },
      h("span", { class: "step-number", "aria-hidden": "true" }, String(index + 1)),
      h(
        "div",
        { class: "step-words" },
        h("h3", null, t(`step${index + 1}Title`, { name: shortName(persona) })),
        h("p", null, t(`step${index + 1}Text`, { leader: shortName(people[0]) })),
        takes[index],
      ),
    ),
  );
  const position = h("span", { class: "pager-words" });
  const previous = iconButton("down", t("stepPrevious"), () => go(current - 1), "previous");
  const next = iconButton("down", t("stepNext"), () => go(current + 1), "next");
  const go = (index) => {
    current = Math.min(steps.length - 1, Math.max(0, index));
    for (const [number, step] of steps.entries()) step.classList.toggle("current", number === current);
    previous.disabled = current === 0;
    next.disabled = current === steps.length - 1;
    fill(position, `${current + 1}/${steps.length}`);
  };
  go(0);
  const element = h(
    "section",
    { class: "tour", "aria-label": t("tour") },
    h(
      "header",
      { class: "tour-head" },
      h("h2", null, icon("compass"), t("tourTitle")),
      h("div", { class: "pager" }, previous, position, next),
      iconButton("close", t("tourClose"), onClose),
    ),
    h("p", { class: "tour-intro" }, t("tourIntro")),
    h("ol", { class: "steps" }, steps),
  );
  return {
    element,
    /** Offers a person's phone only where it is not in sight already. */
    update(inSight) {
      for (const [index, persona] of people.entries()) takes[index].hidden = inSight.includes(persona.id);
    },
  };
}

/** The given name, by which people are called. */
function shortName(persona) {
  return persona.name.trim().split(/\s+/).at(-1);
}
