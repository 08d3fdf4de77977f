/* An exam that runs: its clock, and words that come without having been asked for. */
import { all, ask, brought, one, speak } from "./page.js";
import { open } from "./side.js";

export async function hear() {
  if (document.visibilityState !== "visible" || !one("#desk")) return;
  const { page } = await ask("GET", "/word").catch(() => ({ page: null }));
  const found = page && one("#side", page);
  if (!found) return;
  const side = brought(found);
  const card = one(".card", side);
  const present = one("#side .body");
  if (card.matches("[data-turn]") || !one(".sheet", present)) {
    open(side, { over: !one(".clock", present) });
    return;
  }
  one(".controls", card)?.remove();
  one(".card.word", present)?.remove();
  card.classList.add("word");
  present.prepend(card);
  present.scrollTo(0, 0);
  speak(card.dataset.short);
}

const MINUTE = 60000;

function left(clock) {
  return (new Date(one("time", clock).dateTime) - Date.now()) / MINUTE;
}

/* The server's clock is the one that counts: what it said when the page came mends ours. */
export function wind(within) {
  for (const clock of all(".clock", within)) {
    const told = Number.parseInt(one("strong", clock).textContent, 10) || 0;
    const ours = Math.round(left(clock));
    clock.dataset.skew = Math.abs(ours - told) > 1 ? String(ours - told) : "0";
  }
}

/* The same words as the server's. */
function said(minutes) {
  if (minutes < 1) return "Less than a minute left";
  const nearest = Math.round(minutes);
  return nearest === 1 ? "1 minute left" : `${nearest} minutes left`;
}

export function tick() {
  for (const clock of all(".clock")) {
    const minutes = left(clock) - Number(clock.dataset.skew ?? 0);
    const words = said(minutes);
    const place = one("strong", clock);
    if (minutes < 0) place.textContent = "Time is up";
    else if (place.textContent !== words) place.textContent = words;
    clock.classList.toggle("short", minutes < 2);
  }
}
