"""Desk visits: who is at the lead's desk, by a cookie that scripts cannot read, and the proof that a form is ours."""

from __future__ import annotations

from dataclasses import dataclass

from itsdangerous import Signer
from starlette.requests import Request
from starlette.responses import Response

from bot.rules.desk_links import VISIT_LASTS

FORM = b"desk"


class NoVisitError(Exception):
    """The browser shows no ticket at all."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a browser has to show for a visit: the group, and a secret that nobody can guess."""

    group: str
    secret: str

    @property
    def proof(self) -> str:
        """What our own forms carry, and no other site can know."""
        return Signer(self.secret, salt="cohort desk form").get_signature(FORM).decode()

    def proves(self, proof: str) -> bool:
        """Whether a form is one that we gave to this visit."""
        return Signer(self.secret, salt="cohort desk form").verify_signature(FORM, proof)


class Cookies:
    """Reads and writes the cookie of a visit."""

    def __init__(self, page: str, *, secure: bool) -> None:
        """`page` is the name of the page's own cookie, which this one's follows.

        `secure` is for https; the name then makes browsers refuse it from any other host or by http.
        """
        self._secure = secure
        self.name = f"{'__Host-' if secure else ''}{page}-desk"

    def read(self, request: Request) -> Ticket | None:
        """The ticket that a request shows; whether it lets anybody in is for the core to say."""
        group, _, secret = request.cookies.get(self.name, "").partition(".")
        return Ticket(group, secret) if group and secret else None

    def write(self, response: Response, ticket: Ticket) -> None:
        """Let the browser keep it, at most as long as a visit lasts.

        Lax, not Strict: leads come from a link in their chat, and looking changes nothing. What changes something is a
        form of ours, which Lax keeps from other sites, and the proof and the origin are checked besides.
        """
        response.set_cookie(
            self.name,
            f"{ticket.group}.{ticket.secret}",
            max_age=int(VISIT_LASTS.total_seconds()),
            httponly=True,
            secure=self._secure,
            samesite="lax",
        )

    def drop(self, response: Response) -> None:
        """Let the browser forget it."""
        response.delete_cookie(self.name, httponly=True, secure=self._secure, samesite="lax")
