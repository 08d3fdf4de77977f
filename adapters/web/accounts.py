"""Accounts: who looks at the page, kept in a signed cookie; names may repeat, ids do not."""

from __future__ import annotations

import secrets  # noqa: TID251 - a key and an id that nobody can guess are the point here
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from itsdangerous import BadData, Signer, URLSafeSerializer

COOKIE = "cohort"
AGE = 400 * 86_400
"""Seconds a browser keeps the cookie: as long as browsers allow."""

SALT = "cohort page"
OLD_KEY = "page.key"
"""The file in the data folder that held the key before the database did."""

KEY_BYTES = 32


class Seal(Protocol):
    """Where a secret is kept that all processes on a database share; `fresh` becomes it if there is none."""

    def __call__(self, name: str, *, fresh: str) -> str:
        """The secret of that name."""
        ...


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody at a browser. Without a name they have only just come; `zone` is their IANA zone if the browser said."""

    id: str
    name: str = ""
    zone: str = ""


def page_key(seal: Seal, folder: Path) -> bytes:
    """The key that signs cookies: every copy of the page on a database has the same one.

    The first to want one takes it from the data folder, if an older page has left one there: people keep their names.
    """
    try:
        key = (folder / OLD_KEY).read_bytes()
    except OSError:
        key = b""
    if len(key) < KEY_BYTES:
        key = secrets.token_bytes(KEY_BYTES)
    return bytes.fromhex(seal(SALT, fresh=key.hex()))


class Register:
    """Reads and writes the signed cookie, and the proof that a form is ours."""

    def __init__(self, key: bytes, *, cookie: str = COOKIE) -> None:
        """Keep the key, and what the cookie is called."""
        self.cookie = cookie
        self._cookies = URLSafeSerializer(key, salt="cohort account")
        self._proofs = Signer(key, salt="cohort form")

    def read(self, cookie: str) -> Account | None:
        """The account of a cookie; None when it is absent, forged or of another key."""
        try:
            found = self._cookies.loads(cookie)
        except BadData:
            return None
        if not isinstance(found, Mapping) or not isinstance(found.get("id"), str):
            return None
        return Account(found["id"], str(found.get("name", "")), str(found.get("zone", "")))

    def write(self, account: Account) -> str:
        """The cookie of an account."""
        return str(self._cookies.dumps({"id": account.id, "name": account.name, "zone": account.zone}))

    def newcomer(self) -> Account:
        """Somebody who has no name yet."""
        return Account(secrets.token_hex(8))

    def proof(self, account: Account) -> str:
        """What our own forms carry, and no other site can know."""
        return self._proofs.get_signature(account.id).decode()

    def proves(self, account: Account, proof: str) -> bool:
        """Whether a form is one that we gave to this account."""
        return self._proofs.verify_signature(account.id, proof)
