/* Cohort's page: sends presses and words, shows what comes back, and keeps the channel fresh.
   Pieces of page arrive as documents over XMLHttpRequest, so that no text is ever turned into markup here. */
"use strict";

(() => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const SOON = 150;
  const SLOW = 600;
  const PATIENCE = 20000;
  const NARROW = window.matchMedia("(max-width: 1099px)");

  /* --- kept in this browser ------------------------------------------------------------------ */

  function kept(name) {
    try {
      return localStorage.getItem(`cohort ${name}`) ?? "";
    } catch {
      return "";
    }
  }

  function keep(name, value) {
    try {
      if (value) localStorage.setItem(`cohort ${name}`, value);
      else localStorage.removeItem(`cohort ${name}`);
    } catch {
      /* a browser that keeps nothing still works */
    }
  }

  if (kept("theme")) root.dataset.theme = kept("theme");

  /* --- talking to the server ----------------------------------------------------------------- */

  function ask(method, address, fields = null) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, address);
      request.responseType = "document";
      request.timeout = PATIENCE;
      request.setRequestHeader("Cohort-Part", "yes");
      request.onload = () => {
        const html = (request.getResponseHeader("Content-Type") ?? "").startsWith("text/html");
        resolve({ status: request.status, page: html ? request.responseXML : null });
      };
      request.onerror = () => reject(new Error("offline"));
      request.ontimeout = () => reject(new Error("offline"));
      request.send(fields);
    });
  }

  const brought = (node) => document.importNode(node, true);

  let speaking = 0;
  function speak(words) {
    const live = one("#live");
    if (!live || !words) return;
    live.textContent = "";
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      live.textContent = words;
    }, SOON);
  }

  /* --- times in the reader's own zone -------------------------------------------------------- */

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
  const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

  function dayOf(at) {
    const start = (day) => new Date(day.getFullYear(), day.getMonth(), day.getDate());
    const apart = Math.round((start(at) - start(new Date())) / 86400000);
    return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[apart] ?? weekday.format(at).replace(",", "");
  }

  function localise(within) {
    for (const time of all("time[data-style]", within)) {
      const at = new Date(time.dateTime);
      if (!time.title) time.title = `${time.textContent}; here ${weekday.format(at)}, ${clock.format(at)} (${zone})`;
      time.textContent = {
        time: clock.format(at),
        day: dayOf(at),
        both: `${dayOf(at)} at ${clock.format(at)}`,
      }[time.dataset.style];
    }
  }

  /* --- the desk: private cards and threads --------------------------------------------------- */

  const below = [];
  let opener = null;
  let openedIn = "";

  function open(side, { over = true, focus = true } = {}) {
    const desk = one("#desk");
    const present = one("#side", desk);
    if (present && over) below.push(present);
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

  function goBack() {
    const side = below.pop();
    if (!side) return close();
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
    const { page } = await ask("GET", "/desk").catch(() => ({ page: null }));
    const found = page && one("#side", page);
    if (!found || !old.isConnected) return;
    const fresh = brought(found);
    ready(fresh);
    const inside = old.contains(document.activeElement);
    old.replaceWith(fresh);
    if (inside) fresh.focus({ preventScroll: true });
  }

  function close() {
    if (NARROW.matches && history.state?.desk) history.back();
    else closed();
  }

  function closed() {
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

  /* On a narrow page only one layer can be reached at a time. */
  function settle() {
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

  function menu(show) {
    document.body.classList.toggle("with-menu", show);
    settle();
    (show ? one("#left a, #left button") : one("[data-do=menu]"))?.focus();
  }

  /* --- sending ------------------------------------------------------------------------------- */

  function fault(form, words, name = "") {
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

  const faultless = (form) => all(".fault", form).forEach((place) => (place.textContent = ""));

  function fieldsOf(form, submitter) {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) fields.append(name, value);
    if (submitter?.name && !fields.has(submitter.name)) fields.append(submitter.name, submitter.value);
    return fields;
  }

  async function send(form, submitter) {
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
      if (form.matches(".controls")) await sendAlong(form);
      if (writing) fields.set("call", form.dataset.call ||= newName());
      const { status, page } = await ask("POST", form.getAttribute("action"), fields);
      const side = page && one("#side", page);
      if (writing && (status === 204 || side)) sent(form);
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

  /* What is chosen and not yet sent goes along when somebody turns the page of an exam that runs. */
  async function sendAlong(form) {
    const card = form.closest(".card[data-turn]");
    const sheet = card && one(".clock", card) && one(".sheet", card);
    if (!sheet || sheet === form || !sheet.dataset.touched || !complete(sheet)) return;
    await ask("POST", sheet.getAttribute("action"), fieldsOf(sheet, null));
  }

  /* --- what comes without having been asked for ---------------------------------------------- */

  async function hear() {
    if (document.visibilityState !== "visible" || !one("#desk")) return;
    const { page } = await ask("GET", "/word").catch(() => ({ page: null }));
    const found = page && one("#side", page);
    if (!found) return;
    const side = brought(found);
    const card = one(".card", side);
    const present = one("#side .body");
    if (card.matches("[data-turn]") || !one(".sheet", present)) {
      open(side, { over: !one(".clock", present) });
      return;
    }
    one(".controls", card)?.remove();
    one(".card.word", present)?.remove();
    card.classList.add("word");
    present.prepend(card);
    present.scrollTo(0, 0);
    speak(card.dataset.short);
  }

  /* --- the clock of an exam ------------------------------------------------------------------ */

  const MINUTE = 60000;

  function left(clock) {
    return (new Date(one("time", clock).dateTime) - Date.now()) / MINUTE;
  }

  /* The server's clock is the one that counts: what it said when the page came mends ours. */
  function wind(within) {
    for (const clock of all(".clock", within)) {
      const said = Number.parseInt(one("strong", clock).textContent, 10) || 0;
      const ours = Math.floor(left(clock));
      clock.dataset.skew = Math.abs(ours - said) > 1 ? String(ours - said) : "0";
    }
  }

  function tick() {
    for (const clock of all(".clock")) {
      const minutes = Math.floor(left(clock) - Number(clock.dataset.skew ?? 0));
      const words = { 0: "Less than a minute left", 1: "1 minute left" }[minutes] ?? `${minutes} minutes left`;
      const place = one("strong", clock);
      if (minutes < 0) place.textContent = "Time is up";
      else if (place.textContent !== words) place.textContent = words;
      clock.classList.toggle("short", minutes < 2);
    }
  }

  function told(page, status) {
    const card = page && one(".card", page);
    if (card) return [one(".title", card), one(".card > p", card)].map((part) => part?.textContent.trim() ?? "").join(" ");
    if (status === 413) return "That is too long to send. Shorten it and send it again.";
    return "Something broke on our side. Nothing is lost: send it again.";
  }

  const newName = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");

  /* --- answer sheets ------------------------------------------------------------------------- */

  function complete(form) {
    if (!form.matches(".sheet")) return true;
    if (form.dataset.sheet === "one" && !one("input:checked", form)) {
      fault(form, "Choose one first.");
      return false;
    }
    for (const field of all(".field", form)) {
      const name = field.dataset.name;
      const chosen = all("input:checked", field).length;
      const empty = all("select, input[required], textarea[required]", field).filter((typed) => !typed.value.trim());
      if (field.dataset.least && (chosen < Number(field.dataset.least) || chosen > Number(field.dataset.most))) {
        fault(form, `${counted(field)} ${chosen} chosen.`, name);
        return false;
      }
      if (empty.length) {
        fault(form, field.matches(".match") ? "Every prompt needs an option." : "Fill this in first.", name);
        empty[0].focus();
        return false;
      }
    }
    return true;
  }

  function counted(field) {
    const { least, most } = field.dataset;
    return least === most ? `Choose ${least}.` : `Choose ${least} to ${most}.`;
  }

  function count(field) {
    const chosen = all("input:checked", field).length;
    const place = one(".count", field);
    if (place) place.textContent = field.dataset.least === field.dataset.most ? `${chosen} of ${field.dataset.most} chosen` : "";
  }

  function place(list) {
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

  function move(row, step) {
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

  function drag(event, row) {
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

  function matched(field) {
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

  /* Whatever comes onto the page is made ready once. */
  function ready(within) {
    localise(within);
    for (const list of all(".order", within)) {
      place(list);
      const button = one("button[type=submit]", list.closest("form"));
      if (button) button.disabled = false;
    }
    all(".sheet", within).forEach((form) => (form.noValidate = true));
    all("[data-least]", within).forEach(count);
    all(".match", within).forEach(matched);
    wind(within);
    all("input[name=zone]", within).forEach((input) => (input.value = zone));
    all(".composer textarea", within).forEach(draft);
  }

  /* --- the composer -------------------------------------------------------------------------- */

  const drafts = (form) => `draft ${form.dataset.session}`;
  const past = () => {
    try {
      return JSON.parse(kept("history") || "[]");
    } catch {
      return [];
    }
  };

  function draft(area) {
    if (!area.value) area.value = kept(drafts(area.form));
  }

  function sent(form) {
    const area = one("textarea", form);
    const words = area.value.trim();
    keep("history", JSON.stringify([...past().filter((line) => line !== words), words].slice(-50)));
    area.value = "";
    keep(drafts(form), "");
    delete form.dataset.call;
    delete form.dataset.past;
    shut(form);
  }

  function typed(area) {
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

  function accept(area, option) {
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

  function composing(event, area) {
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

  /* --- the channel, kept fresh --------------------------------------------------------------- */

  let syncing = false;
  let again = false;

  async function sync(told = null) {
    const feed = one("#feed");
    if (!feed) return;
    if (syncing) {
      again = true;
      return;
    }
    syncing = true;
    try {
      const news = told ?? (await (await fetch("/posts")).json());
      for (const place of all(".days")) place.textContent = news.streak;
      await refresh(feed, news.posts);
      offline(false);
    } catch {
      offline(true);
    } finally {
      syncing = false;
      if (again) {
        again = false;
        sync();
      }
    }
  }

  async function refresh(feed, versions) {
    const entries = new Map(all(".entry", feed).map((entry) => [entry.dataset.key, entry]));
    const low = feed.scrollHeight - feed.scrollTop - feed.clientHeight < 120;
    const changed = new Set();
    for (const [key, version] of versions) {
      const old = entries.get(key);
      if (old?.dataset.version === version) continue;
      const { page } = await ask("GET", `/posts/${encodeURIComponent(key)}`);
      const found = page && one(".entry", page);
      if (!found) continue;
      const fresh = brought(found);
      ready(fresh);
      if (old) exchange(old, fresh);
      entries.set(key, fresh);
      changed.add(fresh.dataset.session);
      if (fresh.dataset.new && fresh.dataset.new !== old?.dataset.new) speak(fresh.dataset.new);
      if (!old) {
        one(".empty", feed)?.remove();
        feed.append(fresh);
        if (low) fresh.scrollIntoView({ block: tall(fresh, feed) ? "start" : "end" });
      }
    }
    const known = new Set(versions.map(([key]) => key));
    entries.forEach((entry, key) => known.has(key) || entry.remove());
    await refreshThread(changed);
  }

  const tall = (entry, feed) => entry.offsetHeight > feed.clientHeight;

  /* Put a fresh entry in the place of the old one; who was in it stays where they were. */
  function exchange(old, fresh) {
    const inside = old.contains(document.activeElement) ? document.activeElement : null;
    const steps = inside ? all("section, a, button, summary", old).indexOf(inside) : -1;
    old.replaceWith(fresh);
    if (steps >= 0) (all("section, a, button, summary", fresh)[steps] ?? one("section", fresh)).focus({ preventScroll: true });
  }

  async function refreshThread(changed) {
    const side = one("#side[data-kind=thread]");
    if (!side || !changed.has(side.dataset.session)) return;
    const { page } = await ask("GET", `/threads/${encodeURIComponent(side.dataset.session)}`);
    const found = page && one(".replies", page);
    const present = one(".replies", side);
    if (!found || found.dataset.version === present.dataset.version) return;
    const fresh = brought(found);
    ready(fresh);
    present.replaceWith(fresh);
    if (!one(".composer", side) && one(".composer", page)) {
      const writing = brought(one(".composer", page));
      side.append(writing);
      ready(writing);
    }
    fresh.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  async function thread(session) {
    try {
      const { page } = await ask("GET", `/threads/${encodeURIComponent(session)}`);
      const side = page && one("#side", page);
      if (side) open(brought(side));
    } catch {
      offline(true);
    }
  }

  let trying = 0;
  function offline(away) {
    const banner = one(".offline");
    if (banner) banner.hidden = !away;
    clearTimeout(trying);
    if (away) trying = setTimeout(sync, 2000);
  }

  function listen() {
    const source = new EventSource("/events");
    let lost = 0;
    source.onopen = () => {
      clearTimeout(lost);
      offline(false);
    };
    source.addEventListener("posts", (event) => {
      sync(JSON.parse(event.data));
      hear();
    });
    source.onerror = () => {
      clearTimeout(lost);
      lost = setTimeout(() => offline(source.readyState !== EventSource.OPEN), 1200);
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
    };
    window.addEventListener("pagehide", () => source.close(), { once: true });
  }

  /* --- keys and presses ---------------------------------------------------------------------- */

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
      else if (one("#desk") && (document.body.classList.contains("with-desk") || below.length)) close();
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
    window.addEventListener("offline", () => offline(true));
    window.addEventListener("online", () => sync());
    document.addEventListener("visibilitychange", hear);
    setInterval(tick, 1000);
    settle();
    const last = all(".entry", feed).at(-1);
    last?.scrollIntoView({ block: tall(last, feed) ? "start" : "end" });
    return listen();
  });
})();
