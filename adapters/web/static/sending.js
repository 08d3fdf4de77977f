/* Sending: a form goes to the server, and what comes back takes its place. */
import { SLOW, ask, brought, one } from "./page.js";
import { sync } from "./channel.js";
import { sent } from "./composer.js";
import { complete, fault, faultless } from "./sheets.js";
import { leave, open } from "./side.js";
import { fieldsOf, letGo, refusal, sendAlong } from "./unsent.js";

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
    if (writing) fields.set("call", form.dataset.call ||= newName());
    const turns = form.matches(".controls") && form.closest(".card[data-turn]");
    if (!form.matches(".sheet") && !(await sendAlong()) && turns) return;
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
  const refused = form.matches(".sheet") && refusal(side);
  if (refused) {
    fault(form, refused.dataset.short, refused.dataset.field);
    return;
  }
  if (form.matches(".sheet")) letGo(form);
  if (document.body.classList.contains("with-menu")) document.body.classList.remove("with-menu");
  const turns = one(".card[data-turn]", side) && form.closest("#side");
  open(side, { over: !form.matches(".sheet") && !turns });
}

function told(page, status) {
  const card = page && one(".card", page);
  if (card) return [one(".title", card), one(".card > p", card)].map((part) => part?.textContent.trim() ?? "").join(" ");
  if (status === 413) return "That is too long to send. Shorten it and send it again.";
  return "Something broke on our side. Nothing is lost: send it again.";
}

const newName = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
