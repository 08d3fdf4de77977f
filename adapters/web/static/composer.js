/* The composer: drafts, commands that complete themselves, and what was typed before. */
import { all, ask, brought, keep, kept, one, speak } from "./page.js";

const drafts = (form) => `draft ${form.dataset.session}`;
const past = () => {
  try {
    return JSON.parse(kept("history") || "[]");
  } catch {
    return [];
  }
};

export function draft(area) {
  if (!area.value) area.value = kept(drafts(area.form));
}

/* The words were sent; what was typed behind them while they were on their way stays. */
export function sent(form, words) {
  const area = one("textarea", form);
  const line = words.trim();
  keep("history", JSON.stringify([...past().filter((old) => old !== line), line].slice(-50)));
  if (area.value.startsWith(words)) area.value = area.value.slice(words.length).trimStart();
  typed(area);
}

export function typed(area) {
  const form = area.form;
  keep(drafts(form), area.value);
  delete form.dataset.call;
  delete form.dataset.past;
  clearTimeout(Number(form.dataset.asking));
  if (area.value.startsWith("/")) form.dataset.asking = String(setTimeout(() => suggest(area), 60));
  else shut(form);
}

async function suggest(area) {
  const list = one(".completions", area.form);
  const line = area.value;
  try {
    const { page } = await ask("GET", `/complete?${new URLSearchParams({ line, list: list.id })}`);
    if (area.value !== line || document.activeElement !== area) return;
    list.replaceChildren(...all("[role=option]", page).map(brought));
  } catch {
    list.replaceChildren();
  }
  const options = all("[role=option]", list);
  list.hidden = options.length === 0;
  area.removeAttribute("aria-activedescendant");
  const exact = options.some((option) => option.dataset.line.trim() === line.trim());
  if (options.length && !exact && !line.includes(" ")) pick(area, 0);
  else if (options.length) speak(`${options.length} to choose from with the arrow keys`);
}

function shut(form) {
  const area = one("textarea", form);
  one(".completions", form).hidden = true;
  area.removeAttribute("aria-activedescendant");
}

const picked = (form) => one(".completions:not([hidden]) [aria-selected=true]", form);

function pick(area, at) {
  const options = all(".completions [role=option]", area.form);
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
  area.setAttribute("aria-activedescendant", options[at].id);
  options[at].scrollIntoView({ block: "nearest" });
}

export function accept(area, option) {
  area.value = option.dataset.line;
  area.focus();
  typed(area);
}

function recall(area, step) {
  const lines = past();
  const at = Number(area.form.dataset.past ?? lines.length) + step;
  if (at < 0 || at > lines.length) return;
  const written = at === lines.length ? kept(drafts(area.form)) : lines[at];
  area.value = written;
  area.form.dataset.past = String(at);
  area.setSelectionRange(written.length, written.length);
  shut(area.form);
}

export function composing(event, area) {
  const form = area.form;
  const options = all(".completions:not([hidden]) [role=option]", form);
  const at = options.indexOf(picked(form));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (at >= 0) accept(area, options[at]);
    else if (area.value.trim()) form.requestSubmit();
  } else if (event.key === "Tab" && options.length && !event.shiftKey) {
    event.preventDefault();
    accept(area, options[Math.max(at, 0)]);
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (options.length) shut(form);
    else area.blur();
  } else if (step && options.length) {
    event.preventDefault();
    pick(area, (at + step + options.length) % options.length);
  } else if (step && !area.value.includes("\n") && (form.dataset.past !== undefined || step < 0)) {
    event.preventDefault();
    recall(area, step);
  }
}
