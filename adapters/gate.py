"""Gate: the way to the lead's page: secrets that nobody can guess, signed and timed links, and the public address."""

from __future__ import annotations

import secrets  # noqa: TID251 - a secret that nobody can guess is the point here
from datetime import datetime
from urllib.parse import urlsplit

from itsdangerous import BadSignature, TimestampSigner

from bot.ports import Way
from bot.rules.desk_links import LINK_LASTS

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SALT = "cohort desk link"
OPEN = "/desk/open"
"""Where a link leads to."""

LONG = 24
"""Bytes of a secret."""


class OldLinkError(Exception):
    """A link of ours whose time is over."""


class NoLinkError(Exception):
    """Not a link of ours, or one that came over in part."""


def fresh_secret() -> str:
    """A secret that nobody can guess, fit for addresses and cookies."""
    return secrets.token_urlsafe(LONG)


class DeskGate:
    """Makes links to the lead's page, and reads them; every process with the same `key` reads those of the others."""

    def __init__(self, key: str, address: str) -> None:
        """`address` is where the page is reached, such as https://cohort.example.org, with or without a slash."""
        self._key = key
        self.address = address

    def way(self, group: str, at: datetime) -> Way:
        """A fresh way for somebody of this group."""
        secret = fresh_secret()
        link = self._signer(at).sign(f"{group}.{secret}").decode()
        return Way(secret, f"{self.address.rstrip('/')}{OPEN}?link={link}", near=is_loopback(self.address))

    def read(self, link: str, at: datetime) -> tuple[str, str]:
        """The group and the secret of a link.

        Raises:
            OldLinkError: when it is of ours and its time is over.
            NoLinkError: when it is not of ours.
        """
        try:
            said, made_at = self._signer(at).unsign(link, return_timestamp=True)
            group, _, secret = said.decode().partition(".")
        except (BadSignature, UnicodeError):
            raise NoLinkError from None
        if at - made_at > LINK_LASTS:
            raise OldLinkError
        return group, secret

    def _signer(self, at: datetime) -> _ClockedSigner:
        return _ClockedSigner(self._key, at)


class _ClockedSigner(TimestampSigner):
    """Signs with the time it is told, since ours comes with every call."""

    def __init__(self, key: str, at: datetime) -> None:
        super().__init__(key, salt=SALT)
        self._at = at

    def get_timestamp(self) -> int:
        """Seconds of the epoch."""
        return int(self._at.timestamp())


def host_of(address: str) -> str:
    """The name in an address, without the port."""
    return (urlsplit(address).hostname or "").lower()


def is_loopback(address: str) -> bool:
    """Whether an address leads to the machine that asks for it."""
    return host_of(address) in LOOPBACK
