/* Sending: a form goes to the server, and what comes back takes its place. */
import { SLOW, all, ask, brought, one } from "./page.js";
import { sync } from "./channel.js";
import { sent } from "./composer.js";
import { complete, fault, keepHalf } from "./sheets.js";
import { leave, open } from "./side.js";

const faultless = (form) => all(".fault", form).forEach((place) => (place.textContent = ""));

function fieldsOf(form, submitter) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) fields.append(name, value);
  if (submitter?.name && !fields.has(submitter.name)) fields.append(submitter.name, submitter.value);
  return fields;
}

export async function send(form, submitter) {
  if (form.dataset.busy) return;
  faultless(form);
  if (!complete(form)) return;
  form.dataset.busy = "yes";
  form.setAttribute("aria-busy", "true");
  submitter?.classList.add("pressed");
  const slow = setTimeout(() => waiting(form), SLOW);
  try {
    const fields = fieldsOf(form, submitter);
    const writing = form.matches(".composer");
    const words = writing ? one("textarea", form).value : "";
    if (form.matches(".controls")) await sendAlong(form);
    if (writing) fields.set("call", form.dataset.call ||= newName());
    const { status, page } = await ask("POST", form.getAttribute("action"), fields);
    if (page && one("main[data-gone]", page)) return leave(page);
    const side = page && one("#side", page);
    if (writing && (status === 204 || side)) sent(form, words);
    if (side) received(form, brought(side));
    else if (status !== 204) fault(form, told(page, status));
    sync();
  } catch {
    fault(form, "You are offline. Nothing is lost: send it again when you are back.");
  } finally {
    clearTimeout(slow);
    one(":scope > .waiting", form)?.remove();
    delete form.dataset.busy;
    form.removeAttribute("aria-busy");
    submitter?.classList.remove("pressed");
  }
}

function waiting(form) {
  const note = document.createElement("p");
  note.className = "waiting";
  note.setAttribute("role", "status");
  note.textContent = "Sent. Waiting for the reply …";
  form.append(note);
}

/* A refusal of something filled in is told beside it, and what was filled in stays. */
function received(form, side) {
  const card = one(".card", side);
  if (form.matches(".sheet") && card?.dataset.tone === "trouble" && !one(".sheet", card)) {
    fault(form, card.dataset.short, card.dataset.field);
    return;
  }
  if (document.body.classList.contains("with-menu")) document.body.classList.remove("with-menu");
  open(side, { over: !form.matches(".sheet") && !(card?.matches("[data-turn]") && form.closest("#side")) });
}

/* What is chosen and not yet sent goes along when somebody turns the page of an exam that runs; half an answer waits
   here until they are back. */
async function sendAlong(form) {
  const card = form.closest(".card[data-turn]");
  const sheet = card && one(".clock", card) && one(".sheet", card);
  if (!sheet || sheet === form || !sheet.dataset.touched) return;
  if (complete(sheet)) await ask("POST", sheet.getAttribute("action"), fieldsOf(sheet, null));
  else keepHalf(sheet);
}

function told(page, status) {
  const card = page && one(".card", page);
  if (card) return [one(".title", card), one(".card > p", card)].map((part) => part?.textContent.trim() ?? "").join(" ");
  if (status === 413) return "That is too long to send. Shorten it and send it again.";
  return "Something broke on our side. Nothing is lost: send it again.";
}

const newName = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
