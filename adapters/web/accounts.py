"""Accounts: who looks at the page, kept in a signed cookie; names may repeat, ids do not."""

from __future__ import annotations

import os
import secrets  # noqa: TID251 - a key and an id that nobody can guess are the point here
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadData, Signer, URLSafeSerializer

COOKIE = "cohort"
AGE = 400 * 86_400
"""Seconds a browser keeps the cookie: as long as browsers allow."""

KEY_FILE = "page.key"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody at a browser. Without a name they have only just come; `zone` is their IANA zone if the browser said."""

    id: str
    name: str = ""
    zone: str = ""


def read_key(folder: Path) -> bytes:
    """The key that signs cookies: from the data folder, made there on the first start, readable by its owner alone."""
    path = folder / KEY_FILE
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_bytes()
        if len(key) < KEY_BYTES:
            raise ValueError(
                f"{path} is damaged. Delete it and start again; everybody gives a name once more."
            ) from None
        return key
    with os.fdopen(handle, "wb") as file:
        key = secrets.token_bytes(KEY_BYTES)
        file.write(key)
    return key


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
