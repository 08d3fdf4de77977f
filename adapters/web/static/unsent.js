/* What is chosen in a mock exam and not yet sent: it goes along wherever somebody turns, or waits until they are back. */
import { all, ask, one } from "./page.js";
import { fault, faultless, whole } from "./sheets.js";

export function fieldsOf(form, submitter = null) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) fields.append(name, value);
  if (submitter?.name && !fields.has(submitter.name)) fields.append(submitter.name, submitter.value);
  return fields;
}

/* The card that refuses what was filled in, unless it asks for more. */
export function refusal(within) {
  const card = one(".card", within);
  return card?.dataset.tone === "trouble" && !one(".sheet", card) ? card : null;
}

const waiting = new Map();

/* A sheet's token says what it answers; when the sheet was opened comes after that, and changes. */
const answered = (sheet) => one("[name=token]", sheet).value.split(":").slice(0, 4).join(":");
const boxes = (sheet) => all("input[type=checkbox], input[type=radio]", sheet);

function keepUnsent(sheet, refused = "") {
  waiting.set(answered(sheet), {
    chosen: boxes(sheet).map((box) => box.checked),
    options: all("select", sheet).map((select) => select.value),
    rows: all(".order input", sheet).map((input) => input.value),
    refused,
  });
}

export const letGo = (sheet) => waiting.delete(answered(sheet));

export function giveBack(sheet) {
  const kept = one("[name=token]", sheet) && waiting.get(answered(sheet));
  if (!kept) return;
  boxes(sheet).forEach((box, n) => (box.checked = kept.chosen[n]));
  all("select", sheet).forEach((select, n) => (select.value = kept.options[n]));
  for (const value of kept.rows) one(".order", sheet).append(one(`input[value="${CSS.escape(value)}"]`, sheet).closest(".row"));
  if (kept.refused) fault(sheet, kept.refused);
  else sheet.dataset.touched = "yes";
}

/* A page that goes away sends a whole answer of a running exam off, without waiting for a reply. */
export function sendOff() {
  const card = one("#desk .card[data-turn]");
  const sheet = card && one(".clock", card) && one(".sheet", card);
  if (sheet?.dataset.touched && whole(sheet)) navigator.sendBeacon(sheet.getAttribute("action"), fieldsOf(sheet));
}

/* Send a whole answer on the desk along, while the exam's clock runs; whether it was not refused. What is no whole
   answer, was refused or could not be sent waits here. */
export async function sendAlong() {
  const card = one("#desk .card[data-turn]");
  const sheet = card && one(".sheet", card);
  if (!sheet?.dataset.touched) return true;
  delete sheet.dataset.touched;
  keepUnsent(sheet);
  if (!one(".clock", card) || !whole(sheet)) return true;
  faultless(sheet);
  const { page } = await ask("POST", sheet.getAttribute("action"), fieldsOf(sheet)).catch((error) => {
    sheet.dataset.touched = "yes";
    throw error;
  });
  const refused = page && refusal(page);
  if (refused) {
    keepUnsent(sheet, refused.dataset.short);
    fault(sheet, refused.dataset.short);
  } else if (page) letGo(sheet);
  return !refused;
}
