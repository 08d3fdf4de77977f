/* The channel, kept fresh. */
import { all, ask, brought, one, speak } from "./page.js";
import { hear } from "./exam.js";
import { ready } from "./ready.js";
import { open } from "./side.js";

let syncing = false;
let again = false;

export async function sync(told = null) {
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

export const tall = (entry, feed) => entry.offsetHeight > feed.clientHeight;

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

export async function thread(session) {
  try {
    const { page } = await ask("GET", `/threads/${encodeURIComponent(session)}`);
    const side = page && one("#side", page);
    if (side) open(brought(side));
  } catch {
    offline(true);
  }
}

const AGAIN = 2000;
let trying = 0;
export function offline(away) {
  const banner = one(".offline");
  if (banner) banner.hidden = !away;
  clearTimeout(trying);
  if (away) trying = setTimeout(sync, AGAIN);
}

/* The network went away. What was on its way may still come in and look like a way back, so that is tried all the same. */
export function cutOff() {
  offline(true);
  setTimeout(sync, AGAIN);
}

export function listen() {
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
