/* Answer sheets: what is chosen, arranged and paired before it is sent. */
import { all, one, speak } from "./page.js";

export function fault(form, words, name = "") {
  let place = (name && one(`[data-name="${CSS.escape(name)}"] .fault`, form)) || one(":scope > .fault, .controls > .fault", form);
  if (!place) {
    place = document.createElement("p");
    place.className = "fault";
    place.setAttribute("role", "alert");
    form.append(place);
  }
  place.textContent = words;
  if (words && name) one(`[data-name="${CSS.escape(name)}"] :is(input, select, textarea)`, form)?.focus();
}

export const faultless = (form) => all(".fault", form).forEach((place) => (place.textContent = ""));

/* What a sheet still wants before it can be sent: the words, whose field, and where to fill it in. */
function wanted(form) {
  if (!form.matches(".sheet")) return null;
  if (form.dataset.sheet === "one" && !one("input:checked", form)) return { words: "Choose one first." };
  for (const field of all(".field", form)) {
    const name = field.dataset.name;
    const chosen = all("input:checked", field).length;
    const empty = all("select, input[required], textarea[required]", field).find((typed) => !typed.value.trim());
    if (field.dataset.least && (chosen < Number(field.dataset.least) || chosen > Number(field.dataset.most))) {
      return { words: `${counted(field)} ${chosen} chosen.`, name };
    }
    if (empty) return { words: field.matches(".match") ? "Every prompt needs an option." : "Fill this in first.", name, empty };
  }
  return null;
}

export const whole = (form) => !wanted(form);

export function complete(form) {
  const want = wanted(form);
  if (want) fault(form, want.words, want.name);
  want?.empty?.focus();
  return !want;
}

function counted(field) {
  const { least, most } = field.dataset;
  return least === most ? `Choose ${least}.` : `Choose ${least} to ${most}.`;
}

export function count(field) {
  const chosen = all("input:checked", field).length;
  const place = one(".count", field);
  if (place) place.textContent = field.dataset.least === field.dataset.most ? `${chosen} of ${field.dataset.most} chosen` : "";
}

export function place(list) {
  const exactly = Number(list.closest("[data-order]").dataset.order);
  const rows = all(".row", list);
  rows.forEach((row, n) => {
    const out = n >= exactly;
    one("input", row).disabled = out;
    one(".position", row).textContent = out ? "–" : String(n + 1);
    row.classList.toggle("out", out);
    row.classList.toggle("edge", n === exactly);
    row.setAttribute("aria-label", `${where(n, exactly)}: ${row.dataset.text}`);
  });
}

const where = (n, exactly) => (n >= exactly ? "Left out" : `Position ${n + 1} of ${exactly}`);

export function move(row, step) {
  const list = row.parentElement;
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  moved(list, row);
}

function moved(list, row) {
  place(list);
  list.closest(".sheet").dataset.touched = "yes";
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  speak(row.getAttribute("aria-label"));
}

export function drag(event, row) {
  const list = row.parentElement;
  row.classList.add("dragging");
  const follow = (pointer) => {
    pointer.preventDefault();
    const next = all(".row", list).find((other) => {
      const box = other.getBoundingClientRect();
      return pointer.clientY < box.top + box.height / 2;
    });
    const view = row.closest(".body");
    const box = view?.getBoundingClientRect();
    if (box && pointer.clientY < box.top + 40) view.scrollBy(0, -12);
    if (box && pointer.clientY > box.bottom - 90) view.scrollBy(0, 12);
    if (next !== row && next !== row.nextElementSibling) list.insertBefore(row, next ?? null);
    place(list);
  };
  const drop = () => {
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", drop);
    row.classList.remove("dragging");
    moved(list, row);
  };
  document.addEventListener("pointermove", follow, { passive: false });
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
}

export function matched(field) {
  const selects = all("select", field);
  const uses = new Map();
  selects.forEach((select, n) => {
    if (select.value) uses.set(select.value, [...(uses.get(select.value) ?? []), n + 1]);
  });
  for (const option of all("option[data-text]", field)) {
    const elsewhere = (uses.get(option.value) ?? []).length > 0 && option.parentElement.value !== option.value;
    option.textContent = option.dataset.text + (elsewhere ? " (used)" : "");
  }
  for (const row of all(".listing .row", field.closest(".card"))) {
    const letter = one(".letter", row).textContent;
    const option = one(`option[data-letter="${CSS.escape(letter)}"]`, field);
    const used = option ? uses.get(option.value) : undefined;
    row.classList.toggle("used", Boolean(used));
    let mark = one(".mark-used", row);
    if (!mark && used) {
      mark = document.createElement("span");
      mark.className = "mark-used state";
      one(".words", row).append(mark);
    }
    if (mark) mark.textContent = used ? `for ${used.join(", ")}` : "";
  }
}
