/* The page: finding its parts, what this browser keeps, asking the server, and speaking to screen readers.
   Pieces of page arrive as documents over XMLHttpRequest, so that no text is ever turned into markup here. */

export const root = document.documentElement;
export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const SOON = 150;
export const SLOW = 600;
const PATIENCE = 20000;
export const NARROW = window.matchMedia("(max-width: 1099px)");

export function kept(name) {
  try {
    return localStorage.getItem(`cohort ${name}`) ?? "";
  } catch {
    return "";
  }
}

export function keep(name, value) {
  try {
    if (value) localStorage.setItem(`cohort ${name}`, value);
    else localStorage.removeItem(`cohort ${name}`);
  } catch {
    /* a browser that keeps nothing still works */
  }
}

/* What somebody wrote goes; the colours they chose stay. */
export function forgetWords() {
  try {
    for (const name of Object.keys(localStorage)) if (/^cohort (history$|draft )/.test(name)) localStorage.removeItem(name);
  } catch {
    /* a browser that keeps nothing has nothing to forget */
  }
}

export function ask(method, address, fields = null) {
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

export const brought = (node) => document.importNode(node, true);

let speaking = 0;
export function speak(words) {
  const live = one("#live");
  if (!live || !words) return;
  live.textContent = "";
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    live.textContent = words;
  }, SOON);
}
