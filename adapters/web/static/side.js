/* The side: private cards and threads beside the channel, one over the other. */
import { NARROW, ask, brought, forgetWords, one, speak } from "./page.js";
import { ready } from "./ready.js";
import { sendAlong } from "./unsent.js";

const below = [];
let opener = null;
let openedIn = "";

/* What cannot be sent along now waits. */
const putAway = () => sendAlong().catch(() => {});

export const stacked = () => below.length > 0;

export function open(side, { over = true, focus = true } = {}) {
  const desk = one("#desk");
  const present = one("#side", desk);
  if (present && over) {
    putAway();
    below.push(present);
  }
  while (below.length > 12) below.splice(1, 1);
  if (!desk.contains(document.activeElement)) {
    opener = document.activeElement;
    openedIn = opener?.closest(".entry")?.dataset.key ?? "";
  }
  desk.replaceChildren(side);
  ready(side);
  const back = one("[data-do=back]", side);
  if (back) back.hidden = below.length === 0;
  if (!document.body.classList.contains("with-desk")) {
    document.body.classList.add("with-desk");
    if (NARROW.matches) history.pushState({ desk: true }, "");
  }
  settle();
  if (focus) side.focus({ preventScroll: true });
  one(".body", side)?.scrollTo(0, 0);
  speak(one(".card", side)?.dataset.short ?? "");
}

export function goBack() {
  const side = below.pop();
  if (!side) return close();
  putAway();
  one("#desk").replaceChildren(side);
  const back = one("[data-do=back]", side);
  if (back) back.hidden = below.length === 0;
  side.focus({ preventScroll: true });
  freshen();
}

/* What stands on the desk first tells how things are now, not how they were. */
async function freshen() {
  const old = one("#side[data-home]");
  if (!old) return;
  const { page } = await ask("GET", "/home").catch(() => ({ page: null }));
  const found = page && one("#side", page);
  if (!found || !old.isConnected) return;
  const fresh = brought(found);
  ready(fresh);
  const inside = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (inside) fresh.focus({ preventScroll: true });
}

export function close() {
  if (NARROW.matches && history.state?.desk) history.back();
  else closed();
}

export function closed() {
  putAway();
  if (below.length) {
    const first = below[0];
    below.length = 0;
    one("#desk").replaceChildren(first);
    const back = one("[data-do=back]", first);
    if (back) back.hidden = true;
  }
  freshen();
  document.body.classList.remove("with-desk", "with-menu");
  settle();
  const post = openedIn && one(`.entry[data-key="${CSS.escape(openedIn)}"] .controls .button, .entry[data-key="${CSS.escape(openedIn)}"] .post`);
  (opener?.isConnected ? opener : post || one("#feed"))?.focus({ preventScroll: true });
  opener = null;
}

/* Who was forgotten has no side and no channel here any more. */
export function leave(page) {
  forgetWords();
  below.length = 0;
  document.title = page.title;
  document.body.replaceWith(brought(page.body));
  one("main").focus();
}

/* On a narrow page only one layer can be reached at a time. */
export function settle() {
  const on = (name) => document.body.classList.contains(name);
  const covered = NARROW.matches && (on("with-desk") || on("with-menu"));
  const set = (selector, inert) => {
    const part = one(selector);
    if (part) part.inert = inert;
  };
  set(".channel", covered);
  set(".top", covered && on("with-desk"));
  set("#desk", NARROW.matches && !on("with-desk") && !one("body.visit"));
  set("#left", NARROW.matches && !on("with-menu"));
  one("[data-do=menu]")?.setAttribute("aria-expanded", String(on("with-menu")));
}

export function menu(show) {
  document.body.classList.toggle("with-menu", show);
  settle();
  (show ? one("#left a, #left button") : one("[data-do=menu]"))?.focus();
}
