"""Icons: small drawings by strokes, in the text's own colour; the words beside them say what they mean."""

from __future__ import annotations

import htpy as h

STROKES = {
    "back": "M15 5l-7 7 7 7",
    "board": "M5 20v-7M12 20V5M19 20v-10M3 20h18",
    "close": "M6 6l12 12M18 6L6 18",
    "discuss": "M4 5h16v11H10l-4 4v-4H4z",
    "grip": "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
    "help": "M12 3a9 9 0 100 18 9 9 0 000-18zM9.5 9.5a2.5 2.5 0 113.6 2.2c-.8.4-1.1.9-1.1 1.8M12 17h.01",
    "keys": "M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3",
    "me": "M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20a7.5 7.5 0 0115 0",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "mock": "M12 9v4.5l3 1.5M12 5.5a8 8 0 100 16 8 8 0 000-16zM9 2.5h6",
    "quiz": "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    "review": "M4.5 12a7.5 7.5 0 102.4-5.5M4 4v4h4",
    "send": "M5 12h13M12 5l7 7-7 7",
    "streak": "M12 3c1 4 5 5.5 5 10a5 5 0 01-10 0c0-2 1-3.5 2-4.5 0 2 1 3 2 3 1.5 0 1.5-4 1-8.5z",
    "today": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
}


def icon(name: str) -> h.Element:
    """The drawing of that name; never the only carrier of meaning."""
    return h.svg(".icon-drawing", viewBox="0 0 24 24", aria_hidden="true", focusable="false")[h.path(d=STROKES[name])]
