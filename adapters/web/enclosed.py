"""Enclosed files on the page: a button that fetches one, made anew at that moment, and the answer that holds it."""

from __future__ import annotations

from urllib.parse import quote

import htpy as h
from starlette.responses import Response

from adapters.web.spans import line
from bot.cards.enclosures import held
from bot.cards.model import Enclosed
from bot.wire import encode

FILE = "/file"
"""Where files are fetched: a form of its own, which the script leaves to the browser."""


def fetch_form(file: Enclosed, csrf: str) -> h.Element:
    """What the file holds, and the button that fetches it."""
    return h.form(".enclosed", method="post", action=FILE)[
        h.input(type="hidden", name="csrf", value=csrf),
        h.p[line(held(file).text)],
        h.button(".button", type="submit", name="token", value=encode(file.again), data_look="primary")["Download"],
    ]


def attached(file: Enclosed) -> Response:
    """The file as an answer that is saved and never shown, whatever it holds."""
    kind = "text/csv" if file.name.endswith(".csv") else "text/plain"
    named = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return Response(file.content.encode(), media_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": named})
