"""Env file: what keeps .env from being read as it is meant; what a setting may hold is for the settings to say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from dotenv.parser import parse_stream

ENV = Path(".env")


def env_fault() -> str:
    """A sentence about the file .env of this folder; empty when it is well, or not there.

    What stands in a line is not repeated: it may be a token.
    """
    try:
        if not ENV.exists():
            return ""
        if not ENV.is_file():
            return ".env is not a file. Make it one, as .env.example is, or take it away."
        with ENV.open(encoding="utf-8-sig") as file:
            line = next(_odd_lines(file), 0)
    except (UnicodeDecodeError, OSError):
        return "The file .env cannot be read as UTF-8 text. Save it as such; .env.example shows its form."
    if not line:
        return ""
    return f"Line {line} of the file .env is not a setting. Write NAME=value, or begin the line with #."


def _odd_lines(file: TextIO) -> Iterator[int]:
    """The numbers of the lines that are passed over: no setting, or a name without a value."""
    for part in parse_stream(file):
        if part.error or (part.key is not None and part.value is None):
            above = part.original.string[: -len(part.original.string.lstrip())].count("\n")
            yield part.original.line + above
