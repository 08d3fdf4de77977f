"""Env file: what keeps .env from being read as it is meant; what a setting may hold is for the settings to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO

from dotenv.parser import Binding, parse_stream

from adapters.settings import NAMES

ENV = Path(".env")
OURS = re.compile(r"COHORT_|(SLACK|DISCORD)_(.*_)?(TOKEN|SECRET)$")
"""How settings of ours are called; the file may hold those of other programs as well."""

MISSPELT, LIKE = 0.9, 0.6
"""How like one of ours a name must be to be taken for a slip, and to be named as what may be meant."""


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
            return next(_faults(file), "")
    except (UnicodeDecodeError, OSError):
        return "The file .env cannot be read as UTF-8 text. Save it as such; .env.example shows its form."


def _faults(file: TextIO) -> Iterator[str]:
    """A sentence for each line that would be passed over: no setting, a name without a value, or a slip in a name."""
    for part in parse_stream(file):
        if part.error or (part.key is not None and part.value is None):
            yield f"Line {_line(part)} of the file .env is not a setting. Write NAME=value, or begin the line with #."
        elif part.key is not None and _is_a_slip(part.key.upper()):
            meant = get_close_matches(part.key.upper(), NAMES, n=1, cutoff=LIKE)
            said = f"Line {_line(part)} of the file .env: Cohort has no setting {part.key}."
            yield f"{said} {f'Is {meant[0]} meant? ' if meant else ''}docs/settings.md names all."


def _line(part: Binding) -> int:
    above = part.original.string[: -len(part.original.string.lstrip())].count("\n")
    return part.original.line + above


def _is_a_slip(name: str) -> bool:
    return name not in NAMES and bool(OURS.match(name) or get_close_matches(name, NAMES, cutoff=MISSPELT))
