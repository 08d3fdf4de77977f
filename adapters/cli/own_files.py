"""Own files: the text of a file that somebody brought, or the fault that names a place in it."""

from __future__ import annotations

import re
from pathlib import Path

_BREAK = re.compile(r"\r\n|\r|\n")


class NotReadableError(Exception):
    """A fault in one of the files; the message names file, line and column, and what is expected there."""


def text_of(path: Path) -> str:
    """The file's text as it was written, line breaks too.

    Raises:
        NotReadableError: when there is none.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotReadableError(f"{path.name}: there is no such file in {path.parent}") from None
    except UnicodeDecodeError as wrong:
        at = place(wrong.object[: wrong.start].decode(), wrong.start)
        raise NotReadableError(f"{path.name}:{at}: this is not UTF-8; save the file as UTF-8") from None
    except OSError as wrong:
        raise NotReadableError(f"{path.name}: it cannot be opened: {wrong.strerror}") from None


def breaks(text: str) -> int:
    """How many line breaks it holds."""
    return len(_BREAK.findall(text))


def place(text: str, offset: int) -> str:
    """A place in a text as people count: line:column, from 1."""
    lines = _BREAK.split(text[:offset])
    return f"{len(lines)}:{len(lines[-1]) + 1}"
