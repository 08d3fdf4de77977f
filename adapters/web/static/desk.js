/* The lead's desk: tables sort and search in place, and colours and times are the reader's. Without this script the same
   heads are links and the same search is a form. */
import { all, keep, kept, one, root, speak } from "./page.js";
import { localise } from "./times.js";

const WAYS = { ascending: 1, descending: -1 };
const ARROWS = { ascending: "▲", descending: "▼" };

/* Numbers begin with n, words with w; cells with nothing to tell say nothing and come last either way. */
function compare(here, there, way) {
  if (here === undefined || there === undefined) return (here === undefined) - (there === undefined);
  const number = here.startsWith("n") && there.startsWith("n");
  const apart = number ? Number(here.slice(1)) - Number(there.slice(1)) : Number(here > there) - Number(here < there);
  return apart * way;
}

function sort(head) {
  const table = head.closest("table");
  const way = head.ariaSort ? (head.ariaSort === "ascending" ? "descending" : "ascending") : head.dataset.first;
  for (const other of all("thead th", table)) {
    if (other !== head) other.removeAttribute("aria-sort");
    one(".arrow", other).textContent = other === head ? ARROWS[way] : "";
  }
  head.setAttribute("aria-sort", way);
  const place = head.cellIndex;
  const rows = all("tbody tr", table).sort(
    (row, next) =>
      compare(row.cells[place].dataset.by, next.cells[place].dataset.by, WAYS[way]) ||
      Number(row.dataset.place) - Number(next.dataset.place),
  );
  one("tbody", table).append(...rows);
  const words = one(".unseen", head)?.textContent ?? one("a", head).firstChild.textContent;
  speak(`Sorted by ${words}, ${way}`);
  note(table.closest("[data-sheet]").dataset.sheet, "sort", `${way === "descending" ? "-" : ""}${place + 1}`);
}

function search(field) {
  const sheet = field.closest("[data-sheet]");
  const sought = field.value.trim().toLowerCase();
  const rows = all("tbody tr", sheet);
  for (const row of rows) row.hidden = ![...row.cells].some((cell) => cell.textContent.toLowerCase().includes(sought));
  const shown = rows.filter((row) => !row.hidden).length;
  one(".found", sheet).textContent = sought ? `${shown} of ${rows.length} shown` : "";
  one(".empty-table", sheet).hidden = shown > 0;
  note(sheet.dataset.sheet, "find", field.value.trim());
}

/* The address says how the tables stand, so that it can be kept, printed and come back to. */
function note(sheet, what, value) {
  const address = new URL(location.href);
  if (value) address.searchParams.set(`${sheet}.${what}`, value);
  else address.searchParams.delete(`${sheet}.${what}`);
  history.replaceState(history.state, "", address);
}

document.addEventListener("click", (event) => {
  const head = event.target.closest("thead th");
  if (head && event.target.closest("a") && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    sort(head);
  }
  if (event.target.closest("[data-do=print]")) window.print();
});

document.addEventListener("input", (event) => {
  if (event.target.matches(".search [type=search]")) search(event.target);
});

document.addEventListener("submit", (event) => {
  if (event.target.matches(".search")) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (event.target.name !== "theme") return;
  const theme = event.target.value === "auto" ? "" : event.target.value;
  keep("theme", theme);
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
});

document.addEventListener("DOMContentLoaded", () => {
  root.classList.add("scripted");
  localise(document);
  for (const tool of all("[data-do=print], .theme")) tool.hidden = false;
  const theme = one(`input[name=theme][value="${kept("theme") || "auto"}"]`);
  if (theme) theme.checked = true;
});
