/* Whatever comes onto the page is made ready once. */
import { all, one } from "./page.js";
import { draft } from "./composer.js";
import { wind } from "./exam.js";
import { count, matched, place } from "./sheets.js";
import { localise, zone } from "./times.js";
import { giveBack } from "./unsent.js";

export function ready(within) {
  localise(within);
  for (const form of all(".sheet", within)) {
    form.noValidate = true;
    giveBack(form);
  }
  for (const list of all(".order", within)) {
    place(list);
    const button = one("button[type=submit]", list.closest("form"));
    if (button) button.disabled = false;
  }
  all("[data-least]", within).forEach(count);
  all(".match", within).forEach(matched);
  wind(within);
  all("input[type=hidden][name=zone]", within).forEach((input) => (input.value = zone));
  all(".composer textarea", within).forEach(draft);
}
