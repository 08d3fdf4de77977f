/* Whatever comes onto the page is made ready once. */
import { all, one } from "./page.js";
import { draft } from "./composer.js";
import { wind } from "./exam.js";
import { count, giveBackHalf, matched, place } from "./sheets.js";
import { localise, zone } from "./times.js";

export function ready(within) {
  localise(within);
  for (const list of all(".order", within)) {
    place(list);
    const button = one("button[type=submit]", list.closest("form"));
    if (button) button.disabled = false;
  }
  for (const form of all(".sheet", within)) {
    form.noValidate = true;
    giveBackHalf(form);
  }
  all("[data-least]", within).forEach(count);
  all(".match", within).forEach(matched);
  wind(within);
  all("input[type=hidden][name=zone]", within).forEach((input) => (input.value = zone));
  all(".composer textarea", within).forEach(draft);
}
