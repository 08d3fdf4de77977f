/* The colours somebody chose, before anything is drawn. */
"use strict";

try {
  const theme = localStorage.getItem("cohort theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  /* a browser that keeps nothing still works */
}
