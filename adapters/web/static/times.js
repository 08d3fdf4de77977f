/* Times in the reader's own zone. */
import { all } from "./page.js";

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

function dayOf(at) {
  const start = (day) => new Date(day.getFullYear(), day.getMonth(), day.getDate());
  const apart = Math.round((start(at) - start(new Date())) / 86400000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[apart] ?? weekday.format(at).replace(",", "");
}

export function localise(within) {
  for (const time of all("time[data-style]", within)) {
    const at = new Date(time.dateTime);
    if (!time.title) time.title = `${time.textContent}; here ${weekday.format(at)}, ${clock.format(at)} (${zone})`;
    time.textContent = {
      time: clock.format(at),
      day: dayOf(at),
      both: `${dayOf(at)} at ${clock.format(at)}`,
    }[time.dataset.style];
  }
}
