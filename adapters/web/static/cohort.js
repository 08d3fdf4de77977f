/* Cohort's page: keys and presses, and what each of them does. */
import { NARROW, all, keep, kept, one, root } from "./page.js";
import { cutOff, listen, sync, tall, thread } from "./channel.js";
import { accept, composing, typed } from "./composer.js";
import { hear, tick } from "./exam.js";
import { ready } from "./ready.js";
import { send } from "./sending.js";
import { count, drag, matched, move } from "./sheets.js";
import { close, closed, goBack, menu, settle, stacked } from "./side.js";
import { sendOff } from "./unsent.js";

function walk(step) {
  const posts = all("#feed .post");
  const at = posts.indexOf(document.activeElement?.closest(".post"));
  const next = posts[at < 0 ? (step > 0 ? 0 : posts.length - 1) : Math.min(Math.max(at + step, 0), posts.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start" });
}

function choose(key) {
  const rows = all("#desk .sheet .choice[data-letter]");
  const row = rows[Number(key) - 1] ?? rows.find((choice) => choice.dataset.letter === key.toUpperCase());
  if (!row) return false;
  const native = one("input", row);
  native.focus({ preventScroll: true });
  native.click();
  row.scrollIntoView({ block: "nearest" });
  return true;
}

function turn(...labels) {
  all("#desk .card[data-turn] .controls .button").find((button) => labels.includes(button.textContent))?.click();
}

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  n: () => turn("Next"),
  p: () => turn("Back"),
  m: () => turn("Mark for review", "Unmark"),
  o: () => turn("Overview"),
  "?": () => one("#keys")?.showModal(),
  "/": () => {
    const area = one(".channel .composer textarea");
    if (!area || one(".channel").inert) return;
    area.focus();
    if (!area.value) {
      area.value = "/";
      typed(area);
    }
  },
  Escape: () => {
    if (document.body.classList.contains("with-menu")) menu(false);
    else if (one("#desk") && (document.body.classList.contains("with-desk") || stacked())) close();
  },
};

function ordering(event, row) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step && event.altKey) move(row, step);
  else if (step) (step < 0 ? row.previousElementSibling : row.nextElementSibling)?.focus();
  else if (event.key === "Enter") row.closest("form").requestSubmit();
  else return false;
  event.preventDefault();
  return true;
}

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (target.matches?.(".composer textarea")) return composing(event, target);
  if (target.matches?.(".order .row") && ordering(event, target)) return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return undefined;
  const writing = target.matches?.("input[type=text], textarea, select");
  if (writing && event.key !== "Escape") return undefined;
  if (/^[1-9a-i]$/i.test(event.key) && choose(event.key)) return event.preventDefault();
  if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
  return undefined;
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[action='/press'], [action='/send'], [action='/words']")) return;
  event.preventDefault();
  if (event.target.matches(".composer") && !one("textarea", event.target).value.trim()) return;
  send(event.target, event.submitter);
});

const DEEDS = { back: goBack, close, menu: () => menu(!document.body.classList.contains("with-menu")), keys: KEYS["?"] };

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do], .move, .thread-link, [role=option], .scrim");
  if (!pressed) return;
  if (pressed.matches(".thread-link")) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    thread(new URL(pressed.href).searchParams.get("thread"));
  } else if (pressed.matches(".move")) move(pressed.closest(".row"), Number(pressed.dataset.step));
  else if (pressed.matches("[role=option]")) accept(one("textarea", pressed.closest("form")), pressed);
  else if (pressed.matches(".scrim")) KEYS.Escape();
  else DEEDS[pressed.dataset.do]();
});

document.addEventListener("pointerdown", (event) => {
  const row = event.target.closest(".order .row");
  if (!row || event.button !== 0 || event.target.closest("button")) return;
  if (event.pointerType === "mouse" || event.target.closest(".grip")) drag(event, row);
});

document.addEventListener("input", (event) => {
  if (event.target.matches(".composer textarea")) typed(event.target);
});

document.addEventListener("change", (event) => {
  const target = event.target;
  if (target.name === "theme") {
    keep("theme", target.value === "auto" ? "" : target.value);
    if (target.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = target.value;
  }
  const sheet = target.closest(".sheet");
  if (sheet) sheet.dataset.touched = "yes";
  const some = target.closest("[data-least]");
  if (some) count(some);
  const match = target.closest(".match");
  if (match) matched(match);
});

document.addEventListener("DOMContentLoaded", () => {
  root.classList.add("scripted");
  ready(document);
  const theme = one(`input[name=theme][value="${kept("theme") || "auto"}"]`);
  if (theme) theme.checked = true;
  const feed = one("#feed");
  if (!feed) return settle();
  if (one("#side[data-kind=thread]")) document.body.classList.add("with-desk");
  NARROW.addEventListener("change", settle);
  window.addEventListener("popstate", closed);
  window.addEventListener("offline", cutOff);
  if (!navigator.onLine) sync();
  window.addEventListener("online", () => sync());
  document.addEventListener("visibilitychange", hear);
  window.addEventListener("pagehide", sendOff);
  setInterval(tick, 1000);
  settle();
  const last = all(".entry", feed).at(-1);
  last?.scrollIntoView({ block: tall(last, feed) ? "start" : "end" });
  return listen();
});
