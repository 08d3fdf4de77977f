"""Assets: the page's own style, script and sign, under an address that changes with their content."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

STATIC = Path(__file__).parent / "static"


@cache
def shelf() -> str:
    """The folder they are all served under.

    It is named by the content of all of them, so that a script brings along the other scripts of its own release.
    """
    content = blake2b(digest_size=5)
    for file in sorted(STATIC.iterdir()):
        content.update(file.name.encode() + file.read_bytes())
    return f"/static/{content.hexdigest()}"


def address(name: str) -> str:
    """Where the page finds one of them."""
    return f"{shelf()}/{name}"
